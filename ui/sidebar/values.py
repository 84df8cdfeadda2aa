"""What a card of an extracted value shows beside the value: notes, and readings that differ."""

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

from workbench.kernel.advice import Source, SourceKind
from workbench.kernel.numerals import amount_in_words
from workbench.papers.confirmation import Reading as Found
from workbench.papers.confirmation import Row, Section, sections_of
from workbench.papers.service import Papers


@dataclass(frozen=True)
class Reading:
    """One of several readings that differ, with the place where it stands."""

    shown: str
    source: Source


@dataclass(frozen=True)
class ValueFacts:
    """What is known of an extracted value.

    Attributes:
        type: type of its field (``date``, ``amount`` …; see ``extraction/fields.py``).
        note: result of a check in words, else empty.
        conflict: sentence that the papers differ, else empty.
        readings: the differing readings.
        in_words: an amount in capital numerals (大写), else empty.
        section: title of its section in the form; empty for what is no value.
    """

    type: str = "text"
    note: str = ""
    conflict: str = ""
    readings: tuple[Reading, ...] = ()
    in_words: str = ""
    section: str = ""


def facts_of(papers: Papers, case: str) -> Mapping[str, ValueFacts]:
    """Return what is known of each value of a case, by its id, in the order of the form."""
    names = {document.id: document.name for document in papers.documents(case)}
    result: dict[str, ValueFacts] = {}
    for section in sections_of(papers.values(case), names):
        for row in section.rows:
            result.update(_facts(section, row, names))
    return result


def _facts(section: Section, row: Row, names: Mapping[str, str]) -> Mapping[str, ValueFacts]:
    live = [reading for reading in row.readings if reading.live]
    readings = tuple(_reading(reading, names) for reading in live) if row.conflicting else ()
    conflict = "材料中的记载不一致，请对照原件：" if readings else ""
    return {
        value.id: ValueFacts(
            row.type,
            value.found.note,
            conflict,
            readings,
            _in_words(value.value) if row.type == "amount" else "",
            section.title,
        )
        for value in row.values
    }


def _reading(reading: Found, names: Mapping[str, str]) -> Reading:
    anchor = reading.standing[0].found.anchor
    name = names.get(anchor.document, "材料")
    source = Source(SourceKind.PAPER, f"{name} 第{anchor.page}页", anchor.document, anchor)
    return Reading(reading.shown, source)


def _in_words(amount: str) -> str:
    with suppress(ValueError, InvalidOperation):
        return amount_in_words(Decimal(amount))
    return ""
