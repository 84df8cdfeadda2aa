"""Uncertain places as a list to go through one by one, each with its reason in words.

What was left out of the transcript stands among them: where somebody spoke and nothing was written
always, what rules took out on wish. Each can be filled in, or left as it is.
"""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QPersistentModelIndex,
    Qt,
    Signal,
    SignalInstance,
)
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QCheckBox,
    QFrame,
    QHBoxLayout,
    QListView,
    QWidget,
)

from ui.sidebar.flow import FlowLayout
from ui.sidebar.text import button, column, wrapped
from workbench.hearing.timeline import Timeline, clock
from workbench.hearing.uncertain import Uncertain

FILL, LEAVE = "补入…", "听过，不补"
Index = QModelIndex | QPersistentModelIndex
LOW = 14
"""Lines of height below which there is no hint."""
HINT = "模型没有把握的地方。没有列出的也可能有错，请以录音为准。"


class UncertainModel(QAbstractListModel):
    """Uncertain places in the order of the hearing."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.rows: list[Uncertain] = []
        self._seconds: list[float] = []
        self._roles: dict[str, str] = {}

    def show_places(
        self, rows: Sequence[Uncertain], seconds: Sequence[float], roles: dict[str, str]
    ) -> None:
        """Show places.

        Args:
            rows: the places.
            seconds: their seconds of the hearing.
            roles: who speaks, by id of the turn.
        """
        self.beginResetModel()
        self.rows, self._seconds, self._roles = list(rows), list(seconds), roles
        self.endResetModel()

    def rowCount(self, parent: Index | None = None) -> int:
        """Return the number of places."""
        return 0 if parent is not None and parent.isValid() else len(self.rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> str | None:
        """Return time, who, what and why."""
        if role not in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return None
        one = self.rows[index.row()]
        said = f"“{one.said}”" if one.said else ""
        parts = [clock(self._seconds[index.row()]), said, one.why]
        if role == Qt.ItemDataRole.ToolTipRole:
            parts.insert(1, self._roles.get(one.turn, ""))
        return " ".join(part for part in parts if part)


class JumpList(QFrame):
    """The list with its count, and how to step through it.

    Signals:
        chosen: an :class:`Uncertain`.
        stepped: +1 or -1 from where the cursor is.
        fill_wanted, leave_wanted: a :class:`DroppedText` that a person wants to write, or to leave
            out.
    """

    chosen = Signal(object)
    stepped = Signal(int)
    fill_wanted = Signal(object)
    leave_wanted = Signal(object)

    def __init__(self, next_tip: str, previous_tip: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("surface", "side")
        self._places: list[tuple[float, Uncertain]] = []
        self._taken: list[tuple[float, Uncertain]] = []
        self._roles: dict[str, str] = {}
        self.model = UncertainModel(self)
        self.count = wrapped(role="strong")
        self.previous = button("上一处", "up", previous_tip)
        self.next = button("下一处", "down", next_tip)
        self.list = QListView()
        self.list.setModel(self.model)
        self.list.setAccessibleName("存疑之处")
        self.list.setToolTip(HINT)
        self.list.setUniformItemSizes(True)
        self.list.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        layout = column(self, spacing=4, margin=8)
        row = QHBoxLayout()
        for part in (self.previous, self.next):
            part.setProperty("compact", True)
            row.addWidget(part)
        row.addStretch()
        layout.addWidget(self.count)
        self.hint = wrapped(HINT, "small")
        layout.addWidget(self.hint)
        layout.addLayout(row)
        layout.addWidget(self.list, 1)
        self.taken = QCheckBox()
        self.taken.setToolTip("规则认为是凭空、重复或串音的语句，没有写入转写稿")
        layout.addWidget(self.taken)
        layout.addWidget(self._choices())
        self.taken.toggled.connect(lambda _on: self._fill())
        self.list.selectionModel().currentChanged.connect(lambda *_: self._offer())
        self.previous.clicked.connect(lambda: self.stepped.emit(-1))
        self.next.clicked.connect(lambda: self.stepped.emit(1))
        self.list.activated.connect(self._choose)
        self.list.clicked.connect(self._choose)
        self.show_places([], [], Timeline(), {}, {})

    def _choices(self) -> QWidget:
        """What can be done about a place that does not stand in the transcript."""
        self.choices = QWidget()
        row = FlowLayout(self.choices, spacing=4)
        self.fill = button(FILL, "plus", "写下此处说的话，补入转写稿")
        self.leave = button(LEAVE, "check", "听过录音，此处不需要写；不再列出")
        for part, signal in ((self.fill, self.fill_wanted), (self.leave, self.leave_wanted)):
            part.setProperty("compact", True)
            part.setAccessibleName(part.text())
            part.clicked.connect(partial(self._emit, signal))
            row.addWidget(part)
        return self.choices

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave the hint and words of buttons out where there is little room, for tooltips."""
        super().resizeEvent(event)
        high = self.height() > LOW * self.fontMetrics().height()
        self.hint.setVisible(high)
        self.fill.setText(FILL if high else "")
        self.leave.setText(LEAVE if high else "")

    def show_places(
        self,
        rows: Sequence[Uncertain],
        taken_out: Sequence[Uncertain],
        timeline: Timeline,
        recordings: dict[str, str],
        roles: dict[str, str],
    ) -> None:
        """Show places.

        Args:
            rows: the places.
            taken_out: what rules took out, shown on wish.
            timeline: of the hearing.
            recordings: recording of each turn.
            roles: who speaks in each turn.
        """
        starts = {span.recording.id: span.start for span in timeline.spans}

        def second(one: Uncertain) -> float:
            own = recordings.get(one.turn, "") if one.left_out is None else one.left_out.recording
            return starts.get(own, 0.0) + one.second

        self._places = [(second(one), one) for one in rows]
        self._taken = [(second(one), one) for one in taken_out]
        self._roles = roles
        self.count.setText(f"存疑 {len(rows)} 处" if rows else "没有存疑之处")
        self.taken.setText(f"列出剔除的 {len(taken_out)} 处")
        self.taken.setVisible(bool(taken_out))
        for part in (self.previous, self.next):
            part.setEnabled(bool(rows))
        self._fill()

    def mark(self, row: int) -> None:
        """Show which place one is at."""
        if 0 <= row < len(self._places):
            shown = self.model.rows.index(self._places[row][1])
            self.list.setCurrentIndex(self.model.index(shown))

    def _fill(self) -> None:
        """Show what is listed now, and stay at the place one is at."""
        current = self._current()
        shown = self._places
        if self.taken.isChecked() and self._taken:
            shown = sorted((*shown, *self._taken), key=lambda pair: pair[0])
        self.model.show_places([one for _, one in shown], [at for at, _ in shown], self._roles)
        if current in self.model.rows:
            self.list.setCurrentIndex(self.model.index(self.model.rows.index(current)))
        self._offer()

    def _current(self) -> Uncertain | None:
        row = self.list.currentIndex().row()
        return self.model.rows[row] if 0 <= row < len(self.model.rows) else None

    def _offer(self) -> None:
        current = self._current()
        self.choices.setVisible(current is not None and current.left_out is not None)

    def _emit(self, signal: SignalInstance, _checked: bool = False) -> None:
        current = self._current()
        if current is not None and current.left_out is not None:
            signal.emit(current.left_out)

    def _choose(self, index: QModelIndex) -> None:
        self.chosen.emit(self.model.rows[index.row()])
