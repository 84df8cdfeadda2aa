"""The plain text of one document on its way into the library, or why there is none."""

from collections.abc import Callable
from dataclasses import dataclass

from workbench.law.model import Skipped


@dataclass(frozen=True)
class Raw:
    """The plain text of one document, before anything is read in it.

    Attributes:
        source: file within the pack; of a row, the file and the row's id.
        text: as it came.
        title: that came along, else empty.
    """

    source: str
    text: str
    title: str = ""


Item = Raw | Skipped
Named = tuple[str, Callable[[], Item]]
"""Name of a document, and how to read it."""
Passed = Callable[[int], None]
"""Told how many bytes of the path were read so far, about."""
