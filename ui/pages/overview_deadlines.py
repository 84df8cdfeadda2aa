"""The periods of a case: end, days left, from what each was counted, what is missing."""

from collections.abc import Callable, Sequence
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from ui import theme
from ui.widgets.icon_label import IconLabel
from ui.words import chinese_date
from workbench.kernel.anchor import Anchor
from workbench.kernel.clock import today
from workbench.procedure import words
from workbench.procedure.calendar import MARKS
from workbench.procedure.deadlines import Deadline, State
from workbench.procedure.rules import caution, counting, table_date

LOOKS = {
    State.MISSING: ("info", "muted"),
    State.MET: ("check", "good"),
    State.MET_LATE: ("warning", "bad"),
    State.PASSED: ("check", "muted"),
    State.OVERDUE: ("error", "bad"),
    State.NEAR: ("clock", "warn"),
    State.RUNNING: ("clock", "muted"),
}
"""Icon and role of each state; the words beside them say it too."""
Origin = tuple[str, Anchor | None]


class DeadlineRow(QFrame):
    """One period.

    Signals:
        wanted: the field that it is counted from (field, key of the party).
        source_wanted: the place in a paper that it is counted from.
    """

    wanted = Signal(str, str)
    source_wanted = Signal(object)

    def __init__(self, item: Deadline, origin: Origin, day: date) -> None:
        super().__init__()
        self.item = item
        self._anchor = origin[1]
        icon, role = LOOKS[item.state(day)]
        self.state = IconLabel(icon, role)
        said = f"{chinese_date(item.day)}，" if item.day else ""
        self.title = _text(words.heading(item), "strong")
        self.standing = _text(f"{said}{words.standing(item, day)}", role)
        told = words.reckoning(item, origin[0])
        basis = f"{item.basis}。" if item.basis else ""
        self.reckoning = _text(f"{told}{basis}", "small")
        self.setToolTip("\n".join(part for part in (item.note, MARKS.get(item.mark, "")) if part))
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 2, 0, 2)
        grid.setHorizontalSpacing(theme.RHYTHM)
        grid.setVerticalSpacing(0)
        grid.setColumnStretch(1, 1)
        grid.addWidget(self.state, 0, 0, Qt.AlignmentFlag.AlignTop)
        parts = [self.title, self.standing, *([self.reckoning] if told or basis else [])]
        for place, part in enumerate(parts):
            grid.addWidget(part, place, 1)
        self.button = self._button()
        grid.addWidget(self.button, 0, 2, Qt.AlignmentFlag.AlignTop)

    def _button(self) -> QPushButton:
        missing = self.item.day is None
        button = QPushButton("填写" if missing else "出处" if self._anchor else "修改")
        button.setProperty("link", True)
        what = "填写" if missing else "打开" if self._anchor else "修改"
        button.setAccessibleName(f"{what}{words.heading(self.item)}的起算日期")
        button.clicked.connect(self._go)
        return button

    def _go(self) -> None:
        if self._anchor is not None:
            self.source_wanted.emit(self._anchor)
        else:
            self.wanted.emit(self.item.field, self.item.party)


class DeadlinesSection(QWidget):
    """All periods of a case, with the sentence that they are arithmetic.

    Signals: as of :class:`DeadlineRow`.
    """

    wanted = Signal(str, str)
    source_wanted = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.rows: list[DeadlineRow] = []
        self._shown: object = None
        self.caution = _text(caution(), "small")
        self.caution.setToolTip(f"{counting()}\n规则截至 {table_date()}。")
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(theme.RHYTHM // 2)
        self._column.addWidget(self.caution)

    def show_deadlines(
        self, found: Sequence[Deadline], origin: Callable[[Deadline], Origin]
    ) -> None:
        """Show periods; nothing is made anew where nothing changed."""
        day = today()
        items = [(item, origin(item)) for item in found]
        if self._shown == (day, items):
            return
        self._shown = (day, items)
        for row in self.rows:
            self._column.removeWidget(row)
            row.hide()
            row.deleteLater()
        self.rows = [DeadlineRow(item, place, day) for item, place in items]
        for place, row in enumerate(self.rows):
            self._column.insertWidget(place, row)
            row.wanted.connect(self.wanted)
            row.source_wanted.connect(self.source_wanted)


def _text(text: str, role: str) -> QLabel:
    label = QLabel(text)
    label.setProperty("role", role)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setWordWrap(True)
    return label
