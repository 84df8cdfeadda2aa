"""The form as a list: heads of sections and rows of fields, filtered, with the place kept."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from workbench.papers.confirmation import Row, Section, progress, sections_of
from workbench.papers.model import VALUE_STATE_WORDS
from workbench.papers.values import CaseValue

ENTRY = Qt.ItemDataRole.UserRole
"""Role of an :class:`Entry`."""
Index = QModelIndex | QPersistentModelIndex
_ROOT = QModelIndex()


class Filter(StrEnum):
    """Which rows are listed."""

    OPEN = "open"
    CONFLICT = "conflict"
    DONE = "done"
    ALL = "all"


FILTER_WORDS = {
    Filter.OPEN: "待核对",
    Filter.CONFLICT: "不一致",
    Filter.DONE: "已处理",
    Filter.ALL: "全部",
}


@dataclass(frozen=True)
class Entry:
    """A line of the list: a row of a section, or the head of the section."""

    section: Section
    row: Row | None = None

    @property
    def key(self) -> str:
        """What stays the same while values are decided."""
        return self.row.key if self.row else f"section|{self.section.key}"


class FormModel(QAbstractListModel):
    """The rows of a case that a filter lets through, under the heads of their sections.

    A row that is decided stays where it is until the filter is chosen anew, so that nothing jumps
    away under the hand that decides.
    """

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.sections: tuple[Section, ...] = ()
        self.names: Mapping[str, str] = {}
        self.filter = Filter.OPEN
        self._values: dict[str, CaseValue] = {}
        self._entries: list[Entry] = []
        self._kept: set[str] = set()

    # What is shown

    def show_values(self, values: Sequence[CaseValue], names: Mapping[str, str]) -> None:
        """Show the values of a case; ``names`` are those of its papers by id."""
        self._values = {value.id: value for value in values}
        self.names = names
        self._rebuild()

    def take(self, values: Sequence[CaseValue]) -> None:
        """Take in values that were just decided."""
        self._values.update({value.id: value for value in values})
        self._rebuild()

    def choose(self, chosen: Filter) -> None:
        """List other rows."""
        self.filter = chosen
        self._kept.clear()
        self._rebuild()

    def progress(self) -> tuple[int, int]:
        """Return how many rows are settled, and how many there are."""
        return progress(self.sections)

    def count(self, chosen: Filter) -> int:
        """Return how many rows a filter lets through."""
        return sum(_passes(row, chosen) for part in self.sections for row in part.rows)

    def values(self) -> list[CaseValue]:
        """Return all values, whatever is listed."""
        return list(self._values.values())

    # Places

    def entry(self, place: int) -> Entry | None:
        """Return a line."""
        return self._entries[place] if 0 <= place < len(self._entries) else None

    def place_of(self, key: str) -> int:
        """Return the line of a row; -1 if it is not listed."""
        return next((i for i, entry in enumerate(self._entries) if entry.key == key), -1)

    def first_conflict(self) -> int:
        """Return the first line on which papers differ; -1 if none is listed."""
        rows = ((place, entry.row) for place, entry in enumerate(self._entries))
        return next((place for place, row in rows if row is not None and row.conflicting), -1)

    def step(self, place: int, step: int, only_open: bool) -> int:
        """Return the next line with a row, in a direction; -1 if there is none."""
        place += step
        while 0 <= place < len(self._entries):
            row = self._entries[place].row
            if row is not None and not (only_open and row.settled):
                return place
            place += step
        return -1

    def next_open(self, place: int) -> int:
        """Return the next open row below a line, or else the first in the list; -1 for none."""
        after = self.step(place, 1, only_open=True)
        return after if after >= 0 else self.step(-1, 1, only_open=True)

    # Qt

    def rowCount(self, parent: Index = _ROOT) -> int:
        """Return the number of lines."""
        return 0 if parent.isValid() else len(self._entries)

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Let rows be chosen, heads not."""
        entry = self.entry(index.row())
        if entry is None or entry.row is None:
            return Qt.ItemFlag.ItemIsEnabled
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return the line itself, or its words."""
        entry = self.entry(index.row())
        if entry is None:
            return None
        if role == ENTRY:
            return entry
        words = (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole)
        return said(entry) if role in words else None

    def _rebuild(self) -> None:
        self.sections = sections_of(self._values.values(), self.names)
        entries: list[Entry] = []
        for section in self.sections:
            rows = [row for row in section.rows if self._listed(row)]
            if rows:
                entries += [Entry(section), *(Entry(section, row) for row in rows)]
        same = [e.key for e in entries] == [e.key for e in self._entries]
        if same and entries:
            self._entries = entries
            self.dataChanged.emit(self.index(0), self.index(len(entries) - 1))
            return
        self.beginResetModel()
        self._entries = entries
        self.endResetModel()

    def _listed(self, row: Row) -> bool:
        if _passes(row, self.filter):
            self._kept.add(row.key)
        return row.key in self._kept


def said(entry: Entry) -> str:
    """Return a line in words, as a screen reader says it."""
    row = entry.row
    if row is None:
        return f"{entry.section.title}，待核对 {len(entry.section.open)} 项"
    state = "不一致" if row.conflicting else VALUE_STATE_WORDS[row.state]
    notes = "".join(row.notes)
    return f"{row.label}：{row.reading.shown}，{state}" + (f"，{notes}" if notes else "")


def _passes(row: Row, chosen: Filter) -> bool:
    if chosen is Filter.OPEN:
        return not row.settled
    if chosen is Filter.CONFLICT:
        return row.conflicting
    return row.settled if chosen is Filter.DONE else True
