"""Uncertain places as a list to go through one by one, each with its reason in words."""

from collections.abc import Sequence

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QHBoxLayout, QListView, QWidget

from ui.sidebar.text import button, column, wrapped
from workbench.hearing.timeline import Timeline, clock
from workbench.hearing.uncertain import Uncertain

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
    """

    chosen = Signal(object)
    stepped = Signal(int)

    def __init__(self, next_tip: str, previous_tip: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("surface", "side")
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
        self.previous.clicked.connect(lambda: self.stepped.emit(-1))
        self.next.clicked.connect(lambda: self.stepped.emit(1))
        self.list.activated.connect(self._choose)
        self.list.clicked.connect(self._choose)
        self.show_places([], Timeline(), {}, {})

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave the hint out where there is little room; it is the tooltip too."""
        super().resizeEvent(event)
        self.hint.setVisible(self.height() > LOW * self.fontMetrics().height())

    def show_places(
        self,
        rows: Sequence[Uncertain],
        timeline: Timeline,
        recordings: dict[str, str],
        roles: dict[str, str],
    ) -> None:
        """Show places.

        Args:
            rows: the places.
            timeline: of the hearing.
            recordings: recording of each turn.
            roles: who speaks in each turn.
        """
        starts = {span.recording.id: span.start for span in timeline.spans}
        seconds = [starts.get(recordings.get(one.turn, ""), 0.0) + one.second for one in rows]
        self.model.show_places(rows, seconds, roles)
        self.count.setText(f"存疑 {len(rows)} 处" if rows else "没有存疑之处")
        for part in (self.previous, self.next):
            part.setEnabled(bool(rows))

    def mark(self, row: int) -> None:
        """Show which place one is at."""
        if 0 <= row < len(self.model.rows):
            self.list.setCurrentIndex(self.model.index(row))

    def _choose(self, index: QModelIndex) -> None:
        self.chosen.emit(self.model.rows[index.row()])
