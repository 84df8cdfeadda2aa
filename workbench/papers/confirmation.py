"""The form in which a case's extracted values are confirmed: a row per field, not per paper.

Values of several papers that agree are one row with several sources. Where a party or a case has
only one value of a field and the papers differ, the row holds a reading for each; what a party
may have several of (addresses, roles in different papers, amounts) gives a row for each reading.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from workbench.kernel.errors import UserError
from workbench.papers.confirmation_places import CALLED, place_of
from workbench.papers.correcting import displayed
from workbench.papers.extraction.conflicts import plain
from workbench.papers.extraction.fields import Field, fields
from workbench.papers.model import ValueState
from workbench.papers.values import CaseValue


@dataclass(frozen=True)
class Reading:
    """What one or several papers say of a field.

    Attributes:
        value: the value that counts, as kept.
        shown: the same as it reads on the screen.
        sources: the values that agree, in the order of the papers; at least one.
    """

    value: str
    shown: str
    sources: tuple[CaseValue, ...]

    @property
    def live(self) -> bool:
        """Whether it is not discarded in every paper that has it."""
        return any(value.state is not ValueState.DISCARDED for value in self.sources)

    @property
    def notes(self) -> tuple[str, ...]:
        """Results of checks in words, each once."""
        return tuple(dict.fromkeys(v.found.note for v in self.sources if v.found.note))

    @property
    def standing(self) -> tuple[CaseValue, ...]:
        """The sources that are not discarded; all of them where all are."""
        kept = tuple(v for v in self.sources if v.state is not ValueState.DISCARDED)
        return kept or self.sources


@dataclass(frozen=True)
class Row:
    """A field of a person, a contract, the case …, to be confirmed.

    Attributes:
        key: stays the same while values are decided, corrected or extracted again.
        label: Chinese name of the field.
        type: type of the field (see ``extraction/fields.py``).
        readings: at least one; several where papers differ.
    """

    key: str
    field: str
    label: str
    type: str
    readings: tuple[Reading, ...]

    @property
    def values(self) -> tuple[CaseValue, ...]:
        """All values of the row."""
        return tuple(value for reading in self.readings for value in reading.sources)

    @property
    def state(self) -> ValueState:
        """Pending while any value is; else what a person made of it."""
        states = {value.state for value in self.values}
        order = (ValueState.PENDING, ValueState.CORRECTED, ValueState.CONFIRMED)
        return next((state for state in order if state in states), ValueState.DISCARDED)

    @property
    def conflicting(self) -> bool:
        """Whether the papers differ and nobody has chosen."""
        return sum(reading.live for reading in self.readings) > 1

    @property
    def settled(self) -> bool:
        """Whether a person has nothing left to do here."""
        return self.state is not ValueState.PENDING and not self.conflicting

    @property
    def notes(self) -> tuple[str, ...]:
        """Results of checks in words, each once."""
        return tuple(dict.fromkeys(note for reading in self.readings for note in reading.notes))

    @property
    def doubtful(self) -> bool:
        """Whether somebody must look at this row by itself."""
        return self.conflicting or bool(self.notes)

    @property
    def reading(self) -> Reading:
        """The reading that counts: the first that is not discarded, or the first."""
        return next((reading for reading in self.readings if reading.live), self.readings[0])


@dataclass(frozen=True)
class Section:
    """The rows of a person, of the claims, of the dates …"""

    key: str
    title: str
    rows: tuple[Row, ...]

    @property
    def open(self) -> tuple[Row, ...]:
        """The rows that are not settled."""
        return tuple(row for row in self.rows if not row.settled)


def sections_of(
    values: Iterable[CaseValue], names: Mapping[str, str] | None = None
) -> tuple[Section, ...]:
    """Group a case's values into the form.

    Args:
        values: in the order of the papers.
        names: names of the papers by id, for rows that belong to one paper (落款日期).
    """
    table = fields()
    rows: dict[tuple[str, str], list[CaseValue]] = {}
    titles: dict[str, list[str]] = {}
    labels: dict[str, str] = {}
    for value in values:
        field = table.get(value.found.field) or _unknown(value.found.field)
        place = place_of(value.found, field, names or {})
        # What names no person cannot be said to differ from what another paper says of one.
        one = field.single and place.section != "other"
        key = f"{place.row}|{'' if one else plain(value.found.value)}"
        rows.setdefault((place.section, key), []).append(value)
        heads = titles.setdefault(place.section, [])
        if place.title not in heads:
            heads.append(place.title)
        labels[key] = place.label
    found: dict[str, list[Row]] = {}
    for (section, key), members in rows.items():
        found.setdefault(section, []).append(_row(key, labels[key], members, table))
    made = [Section(key, _title(key, titles[key]), _ordered(rows)) for key, rows in found.items()]
    return tuple(sorted(made, key=_rank))


def progress(sections: Sequence[Section]) -> tuple[int, int]:
    """Return how many rows are settled, and how many there are."""
    rows = [row for section in sections for row in section.rows]
    return sum(row.settled for row in rows), len(rows)


def require_plain(section: Section) -> None:
    """Let a section be confirmed as a whole only if nothing in it needs a look of its own.

    Raises:
        UserError: a row that is not settled conflicts or has a note; the sentence names it.
    """
    odd = [row for row in section.open if row.doubtful]
    if odd:
        names = "、".join(dict.fromkeys(row.label for row in odd))
        raise UserError(
            f"“{section.title}”中的{names}有不一致或提示，没有整组确认。",
            "请先逐项核对这几项，再整组确认其余各项。",
        )
    if not section.open:
        raise UserError(f"“{section.title}”已全部核对，没有改动。")


def _row(key: str, label: str, members: Sequence[CaseValue], table: Mapping[str, Field]) -> Row:
    readings: dict[str, list[CaseValue]] = {}
    for value in members:
        readings.setdefault(plain(value.value), []).append(value)
    name = members[0].found.field
    field = table.get(name) or _unknown(name)
    made = tuple(
        Reading(group[0].value, _shown(group[0]), tuple(group)) for group in readings.values()
    )
    return Row(key, name, label, field.type, made)


def _shown(value: CaseValue) -> str:
    found = value.found
    if value.corrected:
        return displayed(found.field, value.corrected)
    return found.shown or found.value


def _unknown(key: str) -> Field:
    return Field(key, key, "text", len(fields()))


def _ordered(rows: Sequence[Row]) -> tuple[Row, ...]:
    """Order persons' rows by field, what papers call them last; what is numbered stays as it is."""
    table = fields()
    if not rows or not rows[0].field.startswith(("party.", "agent.", "case.", "court.", "cause.")):
        return tuple(rows)
    called = [row.label == CALLED for row in rows]
    order = [table[row.field].order if row.field in table else len(table) for row in rows]
    places = sorted(range(len(rows)), key=lambda place: (called[place], order[place]))
    return tuple(rows[place] for place in places)


_FIRST = ("原告", "被告", "第三人")
_SECTIONS = (
    *("case", "person", "agent", "claims", "answer", "terms", "dates", "moves", "evidence"),
    "other",
)


def _rank(section: Section) -> tuple[int, int]:
    kind = section.key.partition(":")[0]
    place = _SECTIONS.index(kind) if kind in _SECTIONS else len(_SECTIONS)
    role = section.title.partition(" ")[0]
    side = next((i for i, word in enumerate(_FIRST) if word in role), len(_FIRST))
    return place, side if kind == "person" else 0


def _title(key: str, heads: Sequence[str]) -> str:
    """Choose the title: of a person, the role that a party has before the court."""
    if key.startswith("person:"):
        for role in _FIRST:
            for head in heads:
                if role in head.partition(" ")[0]:
                    return head
    return heads[0]
