"""Finds citations in a long text a slice at a time, so that a window stays free in between."""

from collections.abc import Iterator

from workbench.law.citation.find import find
from workbench.law.citation.names import LawNames
from workbench.law.model import Citation

SLICE = 1500
CONTEXT = 300
"""Characters before a slice that are read along, for 同法, 该条 and names that span the cut."""


def find_in_slices(
    text: str, names: LawNames, within: str = "", size: int = SLICE
) -> Iterator[tuple[Citation, ...]]:
    """Yield the citations of one slice after the other, with their places in the whole text.

    A slice ends with a line where it can. A law named further back than the context of a slice is
    not carried over to 该法; the whole text in one piece (:func:`find`) would.
    """
    start = 0
    while start < len(text):
        end = _cut(text, start, size)
        low = max(0, start - CONTEXT)
        # A citation may run over the cut: a little more is read, and kept if it begins before it.
        high = min(len(text), end + 80)
        yield tuple(
            Citation(c.start + low, c.end + low, c.quoted, c.law, c.pinpoint, c.quotation)
            for c in find(text[low:high], names, within)
            if start <= c.start + low < end
        )
        start = end


def _cut(text: str, start: int, size: int) -> int:
    if start + size >= len(text):
        return len(text)
    line = text.rfind("\n", start + size // 2, start + size)
    return line + 1 if line >= 0 else start + size
