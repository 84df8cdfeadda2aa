"""Head of the record and who is present, filled from the case and by hand."""

from collections.abc import Sequence
from dataclasses import replace
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QScrollArea,
    QTableWidget,
    QTableWidgetItem,
    QWidget,
)

from ui.hearing.record.matter import Matter
from ui.sidebar.text import column, wrapped
from workbench.hearing.record.head import PRESENCE, HeadRow, Person

FROM = {"person": "手工填写", "case": "来自案件", "recording": "来自录音", "": ""}
COLUMNS = ("角色", "姓名", "代理", "授权", "是否到庭", "身份已核对")


class HeadForm(QScrollArea):
    """Fields and persons.

    Signals:
        typed: key of a field and its text; ``None`` gives it back to the case.
        persons_changed: all persons as they are to be.
    """

    typed = Signal(str, object)
    persons_changed = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.setWidgetResizable(True)
        self.setAccessibleName("首部和到庭人员")
        self.lines: dict[str, QLineEdit] = {}
        self._labels: dict[str, QLabel] = {}
        self._persons: tuple[Person, ...] = ()
        box = QWidget()
        layout = column(box, spacing=8, margin=12)
        self._form = QFormLayout()
        layout.addLayout(self._form)
        layout.addWidget(wrapped("到庭人员", "heading"))
        layout.addWidget(
            wrapped("取自案件的当事人和代理人；请逐人填写是否到庭、身份证件是否核对。", "small")
        )
        self.table = QTableWidget(0, len(COLUMNS))
        self.table.setHorizontalHeaderLabels(list(COLUMNS))
        self.table.setAccessibleName("到庭人员")
        self.table.verticalHeader().hide()
        self.table.setEditTriggers(QTableWidget.EditTrigger.NoEditTriggers)
        self.table.setMinimumHeight(self.fontMetrics().height() * 10)
        layout.addWidget(self.table)
        layout.addStretch(1)
        self.setWidget(box)

    def show_matter(self, matter: Matter) -> None:
        """Show fields and persons; a field in which somebody types is left alone."""
        for row in matter.draft.head:
            self._show_row(row)
        if matter.draft.persons != self._persons:
            self._persons = matter.draft.persons
            self._show_persons(self._persons)

    def _show_row(self, row: HeadRow) -> None:
        line = self.lines.get(row.key)
        if line is None:
            line = QLineEdit()
            line.setAccessibleName(row.label)
            line.editingFinished.connect(partial(self._on_typed, row.key, line))
            said = QLabel()
            said.setProperty("role", "small")
            said.setMinimumWidth(self.fontMetrics().horizontalAdvance("国") * 8)
            self.lines[row.key], self._labels[row.key] = line, said
            both = QHBoxLayout()
            both.addWidget(line, 1)
            both.addWidget(said)
            self._form.addRow(row.label, both)
        if not line.hasFocus():
            line.setText(row.value)
        line.setPlaceholderText(row.hint)
        words = "必填，还没有填写" if row.missing else FROM.get(row.filled, "")
        self._labels[row.key].setText(words)
        line.setProperty("shown", row.value)

    def _on_typed(self, key: str, line: QLineEdit) -> None:
        text = line.text().strip()
        if text != str(line.property("shown") or ""):
            line.setProperty("shown", text)
            self.typed.emit(key, text or None)

    def _show_persons(self, persons: Sequence[Person]) -> None:
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
        self.table.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def _change(self, row: int, present: str | None = None, verified: bool | None = None) -> None:
        persons = list(self._persons)
        if present is not None:
            persons[row] = replace(persons[row], present=present)
        if verified is not None:
            persons[row] = replace(persons[row], verified=verified)
        self._persons = tuple(persons)
        self.persons_changed.emit(self._persons)
