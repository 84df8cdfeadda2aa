"""Values read out of papers, each with the place where it stands.

The rules are pure functions over the text; what they find is pending until a person confirms it.
A language model can take the place of the rules behind the same door, :class:`Extractor`.
"""

from collections.abc import Sequence
from datetime import date
from typing import Protocol

from workbench.papers.model import Extracted, Page


class Extractor(Protocol):
    """Reads values out of a paper: the rules of this package, or a model."""

    def extract(
        self, pages: Sequence[Page], category: str, name: str = "", as_of: date | None = None
    ) -> list[Extracted]:
        """See :func:`extract`."""
        ...


class RuleExtractor:
    """The rules of this package behind the door that a model could use."""

    def extract(
        self, pages: Sequence[Page], category: str, name: str = "", as_of: date | None = None
    ) -> list[Extracted]:
        """See :func:`extract`."""
        return extract(pages, category, name, as_of)


def extract(
    pages: Sequence[Page], category: str, name: str = "", as_of: date | None = None
) -> list[Extracted]:
    """Read the values of a paper by rules.

    Args:
        pages: text layer; pages without text are passed over.
        category: kind of paper (起诉状, 借条 …); empty: guessed from name and first page.
        name: file name, used for that guess.
        as_of: the day; dates after it get a note.

    Returns:
        Values in the order of the text, each once at its first place; the anchors lack document
        and layer.
    """
    # The rules hold some hundred patterns: the window starts without compiling them.
    from workbench.papers.extraction import by_kind

    return by_kind.read(pages, category, name, as_of)
