"""Head of the record and who is present, filled from the case and by hand."""

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFormLayout, QHBoxLayout, QLabel, QLineEdit, QScrollArea, QWidget

from ui.hearing.record.matter import Matter
from ui.hearing.record.persons import PersonsPanel
from ui.sidebar.text import column
from workbench.hearing.record.head import HeadRow

FROM = {"person": "手工填写", "case": "来自案件", "recording": "来自录音", "": ""}


class HeadForm(QScrollArea):
    """Fields and persons.

    Signals:
        typed: key of a field and its text; ``None`` gives it back to the case.
        persons_changed: all persons as they are to be; ``None`` gives them back to the case.
    """

    typed = Signal(str, object)
    persons_changed = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.setWidgetResizable(True)
        self.setAccessibleName("首部和到庭人员")
        self.lines: dict[str, QLineEdit] = {}
        self._labels: dict[str, QLabel] = {}
        box = QWidget()
        layout = column(box, spacing=8, margin=12)
        self._form = QFormLayout()
        layout.addLayout(self._form)
        self.persons = PersonsPanel()
        self.persons.changed.connect(self.persons_changed)
        layout.addWidget(self.persons)
        layout.addStretch(1)
        self.setWidget(box)

    def show_matter(self, matter: Matter) -> None:
        """Show fields and persons; a field in which somebody types is left alone."""
        for row in matter.draft.head:
            self._show_row(row)
        self.persons.show_matter(matter)

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
