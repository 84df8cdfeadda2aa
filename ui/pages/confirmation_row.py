"""The row that is being looked at: its field, the readings to choose from, notes, sources."""

from collections.abc import Mapping

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from ui.pages.confirmation_field import ValueField
from ui.sidebar.text import column, wrapped
from ui.widgets.icon_label import IconLabel
from workbench.papers.confirmation import Reading, Row
from workbench.papers.model import VALUE_STATE_WORDS, ValueState
from workbench.papers.values import CaseValue

STATE_ICONS = {
    ValueState.PENDING: ("clock", "muted"),
    ValueState.CONFIRMED: ("check", "good"),
    ValueState.CORRECTED: ("edit", "good"),
    ValueState.DISCARDED: ("close", "muted"),
}


class RowEditor(QFrame):
    """Shows one row of the form, open for a decision.

    Signals:
        resized: it needs another height.
        chosen: index of a reading.
    """

    resized = Signal()
    chosen = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.row: Row | None = None
        self.place, self.source = -1, 0
        self._names: Mapping[str, str] = {}
        self.field = ValueField()
        self.label, self.state = wrapped(role="strong"), QLabel()
        self.mark = QLabel("仅供参考")
        self.mark.setProperty("role", "ai")
        self._icon = IconLabel("clock", "muted")
        self.problem, self.notes = wrapped(role="bad"), wrapped(role="warn")
        self.origin = wrapped(role="small")
        self.choices = QWidget()
        self._choices = column(self.choices, spacing=4)
        self.buttons: list[QPushButton] = []
        self._lay_out()
        self.field.textChanged.connect(self._on_typed)
        self.field.chosen.connect(self.chosen)
        self.field.wrapped.connect(self.resized)
        self.setFocusProxy(self.field)

    @property
    def reading(self) -> Reading | None:
        """The reading that is looked at: the one highlighted, or the one that counts."""
        if self.row is None:
            return None
        return self.row.readings[self.place] if self.place >= 0 else self.row.reading

    @property
    def looked_at(self) -> CaseValue | None:
        """The value whose place in its paper is to be seen."""
        reading = self.reading
        return reading.sources[self.source % len(reading.sources)] if reading else None

    def show_row(self, row: Row, names: Mapping[str, str], read_only: bool) -> None:
        """Show a row; what is typed in the same row stays while its values are as they were."""
        same = self.row is not None and self.row.key == row.key
        if same and self.row == row and self._names == names:
            return
        typed = self.field.text if same and self.field.changed and not row.settled else ""
        self.row, self._names = row, names
        if not same:
            self.place, self.source = -1, 0
        self.field.setReadOnly(read_only)
        self.field.setAccessibleName(row.label)
        self.field.show_value(row.reading.shown, self._number())
        if typed:
            self.field.setPlainText(typed)
        self.label.setText(row.label)
        self._show_state(row)
        self._fill_choices(row)
        self.notes.setText("\n".join(row.notes))
        self.notes.setVisible(bool(row.notes) and not row.conflicting)
        self.tell("")
        self._show_origin()

    def cycle(self, step: int) -> None:
        """Look at the next source; in a conflict, at the next reading."""
        if self.row is None:
            return
        if self.row.conflicting:
            first = 0 if step > 0 else len(self.row.readings) - 1
            number = len(self.row.readings)
            self.place = first if self.place < 0 else (self.place + step) % number
        else:
            reading = self.row.reading
            self.source = (self.source + step) % len(reading.sources)
        for place, button in enumerate(self.buttons):
            button.setChecked(place == self.place)
        self._show_origin()

    def tell(self, problem: str) -> None:
        """Say what is wrong with what was typed, or nothing."""
        if problem != self.problem.text() or self.problem.isHidden() == bool(problem):
            self.problem.setText(problem)
            self.problem.setVisible(bool(problem))
            self.field.setAccessibleDescription(problem)
            self.resized.emit()

    def height_for(self, width: int) -> int:
        """Return the height that the row needs in a width."""
        layout = self.layout()
        return layout.totalHeightForWidth(width) if layout else self.sizeHint().height()

    def minimumSizeHint(self) -> QSize:
        """Be content with little; the list says how high it is."""
        return QSize(120, 40)

    def changeEvent(self, event: QEvent) -> None:
        """Ask for another height when the font grows."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self.resized.emit()

    # Parts

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(6)
        head.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignVCenter)
        head.addWidget(self.label, 1)
        self.state.setProperty("role", "small")
        head.addWidget(self.state)
        head.addWidget(self.mark)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(10, 8, 10, 8)
        layout.setSpacing(4)
        layout.addLayout(head)
        for widget in (self.choices, self.field, self.problem, self.notes, self.origin):
            layout.addWidget(widget)

    def _number(self) -> int:
        return len(self.row.readings) if self.row and self.row.conflicting else 0

    def _show_state(self, row: Row) -> None:
        self.mark.setVisible(not row.settled)
        self.setProperty("aiCard", not row.settled)
        self.setProperty("surface", "" if not row.settled else "chosen")
        self.style().polish(self)
        if row.conflicting:
            self._icon.show_icon("warning", "warn")
            self.state.setText("材料不一致")
        else:
            self._icon.show_icon(*STATE_ICONS[row.state])
            self.state.setText(VALUE_STATE_WORDS[row.state])

    def _fill_choices(self, row: Row) -> None:
        while item := self._choices.takeAt(0):
            if widget := item.widget():
                widget.hide()
                widget.deleteLater()
        self.buttons = []
        self.choices.setVisible(row.conflicting)
        number = self._number()
        self.field.setPlaceholderText(f"按 1–{number} 选择，或键入正确的值" if number else "")
        if not row.conflicting:
            return
        for place, reading in enumerate(row.readings):
            box = self._choice(place, reading)
            self._choices.addWidget(box)
            box.show()  # while hidden it would be left out of the height

    def _choice(self, place: int, reading: Reading) -> QWidget:
        box = QFrame()
        box.setProperty("surface", "reading")
        inner = column(box, spacing=2, margin=6)
        button = QPushButton(f"{place + 1}　{reading.shown}")
        button.setProperty("flat", True)
        button.setCheckable(True)
        button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        where = "、".join(dict.fromkeys(self._where(value) for value in reading.sources))
        button.setAccessibleName(f"选择 {reading.shown}：{where}")
        button.setToolTip(f"采纳这一记载，其余不采纳（{place + 1}；键入 Enter 确认已选中的）")
        button.clicked.connect(lambda: self.chosen.emit(place))
        inner.addWidget(button)
        inner.addWidget(wrapped(where, "small"))
        for note in reading.notes:
            row = QHBoxLayout()
            row.addWidget(IconLabel("warning", "warn"), 0, Qt.AlignmentFlag.AlignTop)
            row.addWidget(wrapped(note, "warn"), 1)
            inner.addLayout(row)
        self.buttons.append(button)
        return box

    def _where(self, value: CaseValue) -> str:
        anchor = value.found.anchor
        return f"{self._names.get(anchor.document, '材料')} 第{anchor.page}页"

    def _show_origin(self) -> None:
        value, reading = self.looked_at, self.reading
        if value is None or reading is None:
            return
        number = len(reading.sources)
        of = f"（{self.source % number + 1}/{number}）" if number > 1 else ""
        self.origin.setText(f"来源{of}：{self._where(value)}")
        self.origin.setVisible(not self.buttons)  # each reading names its own papers
        self.resized.emit()

    def _on_typed(self) -> None:
        self.tell("")
        self.resized.emit()
