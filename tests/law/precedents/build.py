"""Reads invented documents as an import does."""

from functools import cache

from workbench.law.citation.names import LawNames
from workbench.law.citation.rules import load_rules
from workbench.law.model import Skipped
from workbench.law.precedents.copies import Packed
from workbench.law.precedents.model import Origin, Part, Precedent
from workbench.law.precedents.packing import Press, raw
from workbench.law.precedents.raw_text import Raw
from workbench.law.precedents.reader import Reading, ReadPrecedent, read_all


@cache
def names() -> LawNames:
    """Return the short names that the program knows."""
    return load_rules(()).names


def reading(origin: Origin | None = None, own: str = "", pack: str = "试验包") -> Reading:
    """Return how documents are read."""
    return Reading(names(), origin, frozenset({own} - {""}), pack)


def read_text(text: str, source: str = "a.txt", title: str = "") -> ReadPrecedent | Skipped:
    """Read a document."""
    (found,) = read_all(lambda: Raw(source, text, title), reading())
    return found


def precedent(text: str, source: str = "a.txt", title: str = "") -> Precedent:
    """Read a document that is a precedent."""
    found = read_text(text, source, title)
    assert isinstance(found, ReadPrecedent)
    return found.precedent


def packed(text: str, source: str, pack: str = "试验包", origin: Origin | None = None) -> Packed:
    """Read a document and pack it for the shelf."""
    (found,) = read_all(lambda: Raw(source, text), reading(origin, pack=pack))
    assert isinstance(found, ReadPrecedent)
    body = Press(None)(raw(found.precedent))
    return Packed(found.precedent, body, 0, found.quality, found.series_sketch, found.marks)


def part(found: Precedent, *parts: Part) -> str:
    """Return the text of some parts."""
    return found.part(*parts)
