"""What a card of an extracted value shows beside the value: notes, and readings that differ."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from workbench.kernel.advice import Source, SourceKind
from workbench.papers.extraction.conflicts import Conflict, find_conflicts
from workbench.papers.extraction.fields import fields
from workbench.papers.model import Extracted, ValueState
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
    """

    type: str = "text"
    note: str = ""
    conflict: str = ""
    readings: tuple[Reading, ...] = ()


def facts_of(papers: Papers, case: str) -> Mapping[str, ValueFacts]:
    """Return what is known of each value of a case, by its id."""
    values = [v for v in papers.values(case) if v.state is not ValueState.DISCARDED]
    names = {document.id: document.name for document in papers.documents(case)}
    found = [
        replace(v.found, value=v.value, shown=v.corrected or v.found.shown or v.found.value)
        for v in values
    ]
    conflicts = {(c.field, c.subject): c for c in find_conflicts(found)}
    table = fields()
    result = {}
    for value in values:
        field = table.get(value.found.field)
        key = (value.found.field, value.found.group.partition(":")[2])
        conflict = conflicts.get(key)
        result[value.id] = ValueFacts(
            field.type if field else "text",
            value.found.note,
            "材料中的记载不一致，请对照原件：" if conflict else "",
            _readings(conflict, names) if conflict else (),
        )
    return result


def _readings(conflict: Conflict, names: Mapping[str, str]) -> tuple[Reading, ...]:
    return tuple(Reading(value.shown, _source(value, names)) for value in conflict.values)


def _source(value: Extracted, names: Mapping[str, str]) -> Source:
    anchor = value.anchor
    name = names.get(anchor.document, "材料")
    return Source(SourceKind.PAPER, f"{name} 第{anchor.page}页", anchor.document, anchor)
