"""What happened in a case and when: dates that a person typed, confirmed, or has yet to confirm."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from workbench.kernel.anchor import Anchor
from workbench.papers.extraction.fields import label
from workbench.papers.model import Case, ValueState
from workbench.papers.values import CaseValue

_OF_CASE = {
    "filed": "立案",
    "hearing": "开庭",
    "evidence_until": "举证期限届满",
    "judgment": "宣判（结案）",
    "extended_until": "审限延长至",
}
_WORDS = {
    "date.contract": "签订",
    "date.start": "起始",
    "date.due": "到期",
    "date.delivery": "交付",
    "date.filed": "立案",
    "date.hearing": "开庭",
    "date.signed": "落款",
}
"""What the window calls a date of the papers; others by the label of their field."""
_SINGLE = {"date.filed": "filed", "date.hearing": "hearing"}
TYPED = "手工填写"


@dataclass(frozen=True)
class Event:
    """A day in the case.

    Attributes:
        label: what it is (签订, 立案 …); detail: of whom, else empty.
        sources: names of papers with pages, in words; 手工填写 for a typed date.
        anchor: place in the first paper that says so; ``None`` for a typed date.
        field: field of the case that a typed date stands in; party: key of its party.
        pending: nobody has confirmed it yet.
    """

    day: date
    label: str
    detail: str = ""
    sources: tuple[str, ...] = ()
    anchor: Anchor | None = None
    field: str = ""
    party: str = ""
    pending: bool = False


def timeline(case: Case, values: Sequence[CaseValue], names: Mapping[str, str]) -> list[Event]:
    """Return the days of a case in order.

    Args:
        case: as composed of typed and confirmed data.
        values: values that may be shown; discarded ones are passed over.
        names: name of each paper by its id.
    """
    found = list(_found(case, values, names))
    told = {(event.day, event.label) for event in found if not event.pending}
    typed = [event for event in _typed(case) if (event.day, event.label) not in told]
    merged: dict[tuple[date, str, str], Event] = {}
    for event in (*typed, *found):
        key = (event.day, event.label, event.detail)
        merged[key] = _join(merged[key], event) if key in merged else event
    return sorted(merged.values(), key=lambda event: (event.day, event.pending, event.label))


def origin(
    case: Case, field: str, values: Sequence[CaseValue], names: Mapping[str, str]
) -> tuple[str, Anchor | None]:
    """Say where a date of the case comes from: a confirmed value of a paper, or a person's hand."""
    content = getattr(case, field, None)
    for value in values:
        if value.usable and _SINGLE.get(value.found.field) == field and _day(value) == content:
            return _place(value, names), value.found.anchor
    return TYPED, None


def _typed(case: Case) -> Iterator[Event]:
    for field, words in _OF_CASE.items():
        day = getattr(case, field)
        if day is not None:
            yield Event(day, words, sources=(TYPED,), field=field)
    for party in case.parties:
        whom, key = f"{party.role}{party.name}", party.key or party.name
        if party.served:
            yield Event(party.served, "起诉状副本送达", whom, (TYPED,), None, "served", key)
        if party.judged:
            yield Event(party.judged, "裁判文书送达", whom, (TYPED,), None, "judged", key)


def _found(case: Case, values: Sequence[CaseValue], names: Mapping[str, str]) -> Iterator[Event]:
    for value in values:
        field, day = value.found.field, _day(value)
        if not field.startswith("date.") or day is None or value.state is ValueState.DISCARDED:
            continue
        of_case = _SINGLE.get(field)
        if value.usable and of_case and getattr(case, of_case) != day:
            continue  # a person typed another day over it
        words = _WORDS.get(field, label(field))
        place = (_place(value, names),)
        yield Event(day, words, "", place, value.found.anchor, "", "", not value.usable)


def _join(first: Event, second: Event) -> Event:
    """Make one of two events of the same day: what a person stands behind comes first."""
    if first.pending and not second.pending:
        first, second = second, first
    sources = tuple(dict.fromkeys([*first.sources, *second.sources]))
    return Event(
        first.day, first.label, first.detail, sources, first.anchor or second.anchor,
        first.field, first.party, first.pending and second.pending,
    )  # fmt: skip


def _place(value: CaseValue, names: Mapping[str, str]) -> str:
    anchor = value.found.anchor
    return f"{names.get(anchor.document, '已删除的材料')} 第{anchor.page}页"


def _day(value: CaseValue) -> date | None:
    try:
        return date.fromisoformat(value.value)
    except ValueError:
        return None
