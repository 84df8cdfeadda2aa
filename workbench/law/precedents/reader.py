"""From the plain text of a document to a precedent, or to the reason why it is none."""

from collections.abc import Callable
from dataclasses import dataclass, replace

from workbench.law.citation.names import LawNames
from workbench.law.model import Skipped
from workbench.law.precedents.bundles import split_judgments
from workbench.law.precedents.entry import is_entry, read_entry, split_entries
from workbench.law.precedents.judgment import read_judgment
from workbench.law.precedents.likeness import digest, series_key, series_sketch, sketch
from workbench.law.precedents.model import Origin, Part, Precedent
from workbench.law.precedents.normal import normalise
from workbench.law.precedents.raw_text import Item, Raw
from workbench.law.precedents.twins import Marks

_SHORTEST = 80
_MASKS = "×某＊*"


@dataclass(frozen=True)
class Reading:
    """How documents are read.

    Attributes:
        names: laws that may be named without book marks.
        origin: where they come from; ``None`` to tell by what they say.
        own_courts: courts whose judgments are the court's own.
        pack: name of the pack.
    """

    names: LawNames
    origin: Origin | None
    own_courts: frozenset[str]
    pack: str


@dataclass(frozen=True)
class ReadPrecedent:
    """A precedent with what the shelf needs to tell copies and series."""

    precedent: Precedent
    quality: int
    series_sketch: int
    marks: Marks


def read_all(take: Callable[[], Item], reading: Reading) -> list[ReadPrecedent | Skipped]:
    """Read one document, which may hold several cases; never raises for what it holds."""
    item = take()
    if isinstance(item, Skipped):
        return [item]
    text = normalise(item.text)
    if len(text) < _SHORTEST:
        return [Skipped(item.source, "文字过少，不是裁判文书或案例。")]
    several = split_entries(text)
    if len(several) == 1:
        several = split_judgments(text)
    if len(several) == 1:
        return [_read(text, item, reading)]
    parts = [Raw(f"{item.source}#{number}", part) for number, part in enumerate(several, 1)]
    return [_read(part.text, part, reading) for part in parts]


def _read(text: str, item: Raw, reading: Reading) -> ReadPrecedent | Skipped:
    if is_entry(text):
        precedent = read_entry(text, reading.names, item.title, reading.origin)
    else:
        precedent = read_judgment(text, reading.names, item.title)
        if not _is_judgment(precedent):
            return Skipped(item.source, "未认出裁判文书的案号、法院或裁判结果，未导入。")
        precedent = replace(precedent, origin=_origin(precedent.court, reading))
    return _finished(replace(precedent, pack=reading.pack, source=item.source))


def _is_judgment(precedent: Precedent) -> bool:
    """Say whether enough of a judgment was found: two of number or court, reasons, result."""
    parts = {section.part for section in precedent.sections}
    signs = (
        bool(precedent.number or precedent.court),
        Part.REASONING in parts,
        Part.RESULT in parts,
    )
    return sum(signs) >= 2


def _origin(court: str, reading: Reading) -> Origin:
    if reading.origin is not None:
        return reading.origin
    return Origin.OWN if court and court in reading.own_courts else Origin.JUDGMENT


def _finished(precedent: Precedent) -> ReadPrecedent:
    whole = replace(
        precedent,
        digest=digest(precedent.text),
        # Copies of one judgment often differ in the header, which another site made.
        sketch=sketch(precedent.text[_header_end(precedent) :]),
        series=series_key(precedent),
    )
    marks = Marks.of(whole.text, whole.sections)
    return ReadPrecedent(whole, _quality(whole), series_sketch(whole), marks)


def _header_end(precedent: Precedent) -> int:
    first = precedent.sections[:1]
    return first[0].end if first and first[0].part is Part.HEADER else 0


def _quality(precedent: Precedent) -> int:
    """Return how good a copy is: what it says of itself first, then masks, then length."""
    says = (precedent.number, precedent.court, precedent.document, precedent.decided)
    known = sum(bool(value) for value in (*says, precedent.causes, precedent.sections))
    masked = sum(precedent.text.count(mask) for mask in _MASKS)
    shown = max(0, 999 - masked * 1000 // max(1, len(precedent.text)))
    return known * 10_000_000_000 + shown * 1_000_000 + min(len(precedent.text), 999_999)
