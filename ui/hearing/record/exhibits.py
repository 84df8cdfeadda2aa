"""Evidence and what each party says of it, as a table of suggestions to be confirmed."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QBrush, QColor
from PySide6.QtWidgets import QFrame, QTableWidget, QTableWidgetItem

from ui import theme
from ui.hearing.record.matter import Matter
from ui.sidebar.flow import FlowLayout
from ui.sidebar.text import button, column, wrapped
from workbench.hearing.record.exhibit_table import answering, may_answer
from workbench.hearing.record.exhibits import Cell, Exhibit
from workbench.hearing.record.opinions import ASPECT_WORDS, STANCE_WORDS, Stance
from workbench.kernel.advice import BANNER

FIXED = ("证据", "出示方", "证明目的")
OWN = "—"
"""Stands where a side would answer to its own evidence."""
WIDEST = 13
"""Characters of a column; longer texts wrap."""


class ExhibitsPanel(QFrame):
    """Rows of exhibits, a column for each party that answers.

    Signals:
        turn_wanted: id of a turn to go to.
        edit_wanted: an :class:`Exhibit` and the party whose opinion is to be edited; no party:
            the exhibit itself; no exhibit: a new one.
        confirm_wanted, remove_wanted: exhibits.
    """

    turn_wanted = Signal(str)
    edit_wanted = Signal(object, str)
    confirm_wanted = Signal(object)
    remove_wanted = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._rows: tuple[Exhibit, ...] = ()
        self._parties: tuple[str, ...] = ()
        layout = column(self, spacing=6, margin=8)
        layout.addWidget(wrapped(BANNER, "small"))
        self.state = wrapped(role="strong")
        layout.addWidget(self.state)
        self.table = QTableWidget(0, len(FIXED))
        self.table.setAccessibleName("举证、质证表")
        self.table.verticalHeader().hide()
        self.table.setWordWrap(True)
        self.table.setEditTriggers(QTableWidget.EditTrigger.NoEditTriggers)
        self.table.setMinimumHeight(self.fontMetrics().height() * 6)
        layout.addWidget(self.table, 1)
        row = FlowLayout(spacing=6)
        self.confirm = button("确认本行", "check", "确认该证据和各方意见，写入笔录")
        self.confirm_all = button("全部确认", "check", "确认全部证据和意见；可以撤销")
        self.edit = button("改写…", "edit", "改写选中一格的证据或意见（Enter）")
        self.add = button("添加证据…", "plus", "添加表中没有的证据")
        self.remove = button("移去本行", "delete", "不写入笔录，以后也不再建议；可以撤销")
        self.go = button("到转写稿的该处", "forward", "到转写稿的该处")
        parts = (self.confirm, self.confirm_all, self.edit, self.add, self.remove, self.go)
        for part in parts:
            row.addWidget(part)
        layout.addLayout(row)
        self.table.itemSelectionChanged.connect(self._offer)
        self.table.cellActivated.connect(lambda *_: self._edit())
        self.confirm.clicked.connect(lambda: self._emit(self.confirm_wanted))
        self.confirm_all.clicked.connect(lambda: self.confirm_wanted.emit(self._rows))
        self.remove.clicked.connect(lambda: self._emit(self.remove_wanted))
        self.edit.clicked.connect(self._edit)
        self.add.clicked.connect(lambda: self.edit_wanted.emit(None, ""))
        self.go.clicked.connect(self._go)

    def show_matter(self, matter: Matter) -> None:
        """Show the exhibits."""
        row, place = self.table.currentRow(), self.table.currentColumn()
        self._rows = matter.material.exhibits
        self._parties = answering(self._rows, roles_of(matter))
        heads = [*FIXED, *(f"{party}的意见" for party in self._parties)]
        self.table.setColumnCount(len(heads))
        self.table.setHorizontalHeaderLabels(heads)
        self.table.setRowCount(len(self._rows))
        for number, exhibit in enumerate(self._rows):
            self._show_row(number, exhibit)
        self._narrow()
        self.table.resizeRowsToContents()
        self.table.horizontalHeader().setStretchLastSection(True)
        open_rows = sum(not row_confirmed(one) for one in self._rows)
        words = f"证据 {len(self._rows)} 项，其中 {open_rows} 项有建议待确认，确认前不写入笔录"
        self.state.setText(words if self._rows else "没有找到证据和质证意见")
        if row >= 0:
            columns = self.table.columnCount()
            self.table.setCurrentCell(
                min(row, len(self._rows) - 1), min(max(0, place), columns - 1)
            )
        self._offer()

    # Inside

    def _narrow(self) -> None:
        """Let long texts wrap, so that the opinions of several parties stand side by side."""
        self.table.resizeColumnsToContents()
        widest = self.table.fontMetrics().horizontalAdvance("字") * WIDEST
        for place in range(self.table.columnCount()):
            self.table.setColumnWidth(place, min(self.table.columnWidth(place), widest))

    def _show_row(self, number: int, exhibit: Exhibit) -> None:
        mark = "" if exhibit.confirmed else "（建议）"
        name = f"{exhibit.label} {exhibit.name}".strip()
        words = [f"{name}{mark}", exhibit.by, exhibit.purpose]
        for place, text in enumerate(words):
            self._put(number, place, text, exhibit.confirmed)
        for place, party in enumerate(self._parties, start=len(FIXED)):
            cell = exhibit.cell(party)
            text = cell_words(cell) if may_answer(exhibit, party) or cell else OWN
            self._put(number, place, text, cell is None or cell.confirmed)

    def _put(self, row: int, place: int, text: str, sure: bool) -> None:
        item = QTableWidgetItem(text)
        item.setToolTip(text)
        item.setTextAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
        if not sure:
            item.setBackground(QBrush(QColor(theme.current().ai)))
        self.table.setItem(row, place, item)

    def _current(self) -> Exhibit | None:
        row = self.table.currentRow()
        return self._rows[row] if 0 <= row < len(self._rows) else None

    def _party(self) -> str:
        place = self.table.currentColumn() - len(FIXED)
        return self._parties[place] if 0 <= place < len(self._parties) else ""

    def _offer(self) -> None:
        found = self._current()
        for part in (self.confirm, self.remove, self.go):
            part.setEnabled(found is not None)
        self.edit.setEnabled(found is not None and self._editable(found))
        self.confirm_all.setEnabled(bool(self._rows))

    def _emit(self, signal: object) -> None:
        found = self._current()
        if found is not None:
            getattr(signal, "emit")((found,))  # noqa: B009

    def _edit(self) -> None:
        found = self._current()
        if found is not None and self._editable(found):
            self.edit_wanted.emit(found, self._party())

    def _editable(self, exhibit: Exhibit) -> bool:
        """Say whether the chosen place says something of an exhibit, or could."""
        party = self._party()
        return not party or may_answer(exhibit, party) or exhibit.cell(party) is not None

    def _go(self) -> None:
        found = self._current()
        if found is None:
            return
        cell = found.cell(self._party()) if self._party() else None
        turns: Sequence[str] = (cell.turns if cell else ()) or found.turns
        if turns:
            self.turn_wanted.emit(turns[0])


def roles_of(matter: Matter) -> list[str]:
    """Return the roles of those who take part, and of those who spoke."""
    persons = [person.role for person in matter.draft.persons]
    return [*persons, *dict.fromkeys(turn.role for turn in matter.material.turns)]


def row_confirmed(exhibit: Exhibit) -> bool:
    """Say whether a person stands behind an exhibit and all opinions on it."""
    return exhibit.confirmed and all(cell.confirmed for cell in exhibit.cells)


def cell_words(cell: Cell | None) -> str:
    """Write an opinion: its stances, then the words."""
    if cell is None:
        return ""
    stances = [
        f"{words}{STANCE_WORDS[stance]}"
        for name, words in ASPECT_WORDS.items()
        if (stance := getattr(cell, name)) is not Stance.UNSAID
    ]
    head = "，".join(stances) or "未表示"
    mark = "" if cell.confirmed else "（建议）"
    return f"{head}{mark}" + (f"\n{cell.text}" if cell.text else "")
