"""Who takes part: taken from the case, filled in, added to and corrected by hand."""

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QFrame, QTableWidget, QTableWidgetItem

from ui.hearing.record.matter import Matter
from ui.hearing.record.person_dialog import PersonDialog
from ui.sidebar.flow import FlowLayout
from ui.sidebar.text import button, column, wrapped
from workbench.hearing.model import Procedure
from workbench.hearing.record.attendance import roles_to_choose, with_person
from workbench.hearing.record.head import PRESENCE, Person

COLUMNS = ("诉讼地位", "姓名（名称）", "代理谁", "代理权限", "是否到庭", "身份已核对")
HINT = (
    "取自案件的当事人和代理人；请逐人填写是否到庭、身份证件是否核对。"
    "公诉人、证人、鉴定人等案件中没有的，可以添加。"
)


class PersonsPanel(QFrame):
    """The list.

    Signals:
        changed: all persons as they are to be; ``None`` gives the list back to the case.
    """

    changed = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._persons: tuple[Person, ...] = ()
        self._procedure = Procedure.CIVIL
        layout = column(self, spacing=6)
        layout.addWidget(wrapped("到庭人员", "heading"))
        layout.addWidget(wrapped(HINT, "small"))
        row = FlowLayout(spacing=6)
        self.add = button("添加人员…", "plus", "添加案件中没有的人")
        self.edit = button("改写…", "edit", "改写选中的人（Enter）")
        self.remove = button("移去", "delete", "不写入笔录；案件中的当事人不变，可以撤销")
        self.back = button("恢复为案件中的人员", "undo", "取消在此处所作的改动；可以撤销")
        for part in (self.add, self.edit, self.remove, self.back):
            row.addWidget(part)
        layout.addLayout(row)
        self.table = QTableWidget(0, len(COLUMNS))
        self.table.setHorizontalHeaderLabels(list(COLUMNS))
        self.table.setAccessibleName("到庭人员")
        self.table.verticalHeader().hide()
        self.table.setEditTriggers(QTableWidget.EditTrigger.NoEditTriggers)
        self.table.setSelectionBehavior(QTableWidget.SelectionBehavior.SelectRows)
        self.table.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.table.setMinimumHeight(self.fontMetrics().height() * 10)
        layout.addWidget(self.table)
        self.table.itemSelectionChanged.connect(self._offer)
        self.table.cellActivated.connect(lambda *_: self._ask(self._current()))
        self.add.clicked.connect(lambda: self._ask(None))
        self.edit.clicked.connect(lambda: self._ask(self._current()))
        self.remove.clicked.connect(self._remove)
        self.back.clicked.connect(lambda: self.changed.emit(None))

    def show_matter(self, matter: Matter) -> None:
        """Show who takes part."""
        self._procedure = matter.material.hearing.procedure
        self.back.setEnabled(matter.material.typed.persons is not None)
        if matter.draft.persons != self._persons:
            row = self.table.currentRow()
            self._persons = matter.draft.persons
            self._show(self._persons)
            if row >= 0:
                self.table.setCurrentCell(min(row, len(self._persons) - 1), 0)
        self._offer()

    def dialog(self, person: Person | None) -> PersonDialog:
        """Return what asks for somebody."""
        return PersonDialog(self._persons, roles_to_choose(self._procedure), person, self.window())

    # Inside

    def _show(self, persons: Sequence[Person]) -> None:
        self.table.setRowCount(len(persons))
        for row, person in enumerate(persons):
            for place, words in enumerate((person.role, person.name, person.of, person.authority)):
                self.table.setItem(row, place, QTableWidgetItem(words))
            came = QComboBox()
            came.addItems([words or "未填写" for words in PRESENCE])
            came.setCurrentIndex(PRESENCE.index(person.present))
            came.setAccessibleName(f"{person.role}{person.name}是否到庭")
            came.activated.connect(
                lambda place, row=row: self._change(row, present=PRESENCE[place])
            )
            checked = QCheckBox("已核对")
            checked.setChecked(person.verified)
            checked.setAccessibleName(f"{person.role}{person.name}身份已核对")
            checked.clicked.connect(lambda on, row=row: self._change(row, verified=on))
            self.table.setCellWidget(row, 4, came)
            self.table.setCellWidget(row, 5, checked)
        self.table.resizeColumnsToContents()

    def _current(self) -> Person | None:
        row = self.table.currentRow()
        return self._persons[row] if 0 <= row < len(self._persons) else None

    def _offer(self) -> None:
        there = self._current() is not None
        for part in (self.edit, self.remove):
            part.setEnabled(there)

    def _ask(self, person: Person | None) -> None:
        dialog = self.dialog(person)
        if dialog.exec() == PersonDialog.DialogCode.Accepted:
            self._tell(with_person(self._persons, dialog.person(), person))

    def _remove(self) -> None:
        gone = self._current()
        if gone is not None:
            self._tell(tuple(one for one in self._persons if one is not gone))

    def _change(self, row: int, present: str | None = None, verified: bool | None = None) -> None:
        persons = list(self._persons)
        if present is not None:
            persons[row] = replace(persons[row], present=present)
        if verified is not None:
            persons[row] = replace(persons[row], verified=verified)
        self._persons = tuple(persons)
        self.changed.emit(self._persons)

    def _tell(self, persons: tuple[Person, ...]) -> None:
        self.changed.emit(persons)
