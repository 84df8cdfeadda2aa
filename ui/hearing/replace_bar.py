"""Find and replace over all turns, with every hit before and after in a list."""

from collections.abc import Sequence

from PySide6.QtCore import (
    QAbstractListModel,
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    QTimer,
    Signal,
)
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QLabel, QLineEdit, QListView, QPushButton, QWidget

from ui import icons
from ui.sidebar.flow import FlowLayout
from ui.sidebar.text import button, column
from workbench.hearing.finding import Hit

TYPING_MS = 150
Index = QModelIndex | QPersistentModelIndex


class HitModel(QAbstractListModel):
    """Hits in a line each: what stands there, and what would."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.hits: list[Hit] = []
        self._put: str | None = None

    def show_hits(self, hits: Sequence[Hit], put: str | None) -> None:
        """Show hits; with ``put`` what would stand there instead."""
        self.beginResetModel()
        self.hits, self._put = list(hits), put
        self.endResetModel()

    def rowCount(self, parent: Index | None = None) -> int:
        """Return the number of hits."""
        return 0 if parent is not None and parent.isValid() else len(self.hits)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> str | None:
        """Return a hit with what is around it."""
        if role not in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return None
        hit = self.hits[index.row()]
        words = f"…{hit.before}【{hit.said}】{hit.after}…"
        return words if self._put is None else f"{words} → 【{self._put}】"


class ReplaceBar(QFrame):
    """Asks for hits as one types, and for a replacement once they are seen.

    Signals:
        searched: the words, a moment after typing.
        chosen: a :class:`Hit` to go to.
        replace_wanted: words, what is put in their place.
        closed: the bar was closed; the words stay in it.
        shown: it came or went.
    """

    searched = Signal(str)
    chosen = Signal(object)
    replace_wanted = Signal(str, str)
    closed = Signal()
    shown = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("surface", "bar")
        self.field = self._line("查找")
        self.put = self._line("替换为")
        self.count = QLabel()
        self.count.setProperty("role", "muted")
        self.previous = button("", "up", "上一处（Shift+F3）")
        self.next = button("", "down", "下一处（F3）")
        self.replace = QPushButton("全部替换")
        self.replace.setAccessibleName("全部替换")
        self.close_button = button("", "close", "关闭查找（Esc）")
        self.model = HitModel(self)
        self.list = QListView()
        self.list.setModel(self.model)
        self.list.setAccessibleName("查到的地方")
        self.list.setUniformItemSizes(True)
        self.list.setMaximumHeight(self.fontMetrics().height() * 6)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(TYPING_MS)
        self._lay_out()
        self._connect()
        self.hide()

    def ask(self, replacing: bool) -> None:
        """Show the bar, with the field for a replacement or without."""
        self.put.setVisible(replacing)
        self.replace.setVisible(replacing)
        self.list.setVisible(replacing)
        self.show()
        self.shown.emit()
        self.field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.field.selectAll()
        self._search()

    def leave(self) -> None:
        """Hide the bar; what was typed stays."""
        self._timer.stop()
        self.hide()
        self.shown.emit()
        self.closed.emit()

    def set_low(self, low: bool) -> None:
        """Show fewer hits at a time where there is little room."""
        self.list.setMaximumHeight(self.fontMetrics().height() * (2 if low else 6))

    def show_hits(self, hits: Sequence[Hit], turns: int) -> None:
        """Show what was found.

        Args:
            hits: all of them.
            turns: in how many turns they are.
        """
        replacing = not self.put.isHidden()
        self.model.show_hits(hits, self.put.text() if replacing else None)
        words = f"{turns} 段中共 {len(hits)} 处" if hits else "没有找到"
        self.count.setText(words if self.field.text() else "输入要查找的文字")
        self.replace.setEnabled(bool(hits) and self.put.text() != self.field.text())
        self.replace.setText(f"全部替换（{len(hits)} 处）" if hits else "全部替换")
        self.replace.setAccessibleName(self.replace.text())

    def step(self, step: int) -> None:
        """Go to the next (+1) or previous (-1) hit; round at the ends."""
        count = len(self.model.hits)
        if not count:
            return
        here = self.list.currentIndex().row()
        row = (here + step) % count if here >= 0 else (0 if step > 0 else count - 1)
        self.list.setCurrentIndex(self.model.index(row))
        self.chosen.emit(self.model.hits[row])

    # Qt

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Enter goes to the next hit, Esc closes."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            if event.key() == Qt.Key.Key_Escape:
                self.leave()
                return True
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and watched is self.field:
                back = event.modifiers() & Qt.KeyboardModifier.ShiftModifier
                self.step(-1 if back else 1)
                return True
        return super().eventFilter(watched, event)

    # Inside

    def _line(self, words: str) -> QLineEdit:
        line = QLineEdit()
        line.setPlaceholderText(words)
        line.setAccessibleName(words)
        line.setClearButtonEnabled(True)
        line.setAcceptDrops(False)
        line.setMinimumWidth(self.fontMetrics().horizontalAdvance("国") * 11)
        line.installEventFilter(self)
        return line

    def _lay_out(self) -> None:
        layout = column(self, margin=4)
        box = QWidget()
        row = FlowLayout(box, spacing=4)
        self.count.setMinimumWidth(self.fontMetrics().horizontalAdvance("国") * 11)
        for name, part in (("上一处", self.previous), ("下一处", self.next)):
            part.setAccessibleName(name)
        self.close_button.setAccessibleName("关闭查找")
        parts = (self.field, self.previous, self.next, self.count, self.put, self.replace)
        for widget in (*parts, self.close_button):
            row.addWidget(widget)
        icons.put(self.replace, "edit")
        # The number comes after the row was laid out, and must not be cut until it is again.
        self.replace.setText("全部替换（9999 处）")
        self.replace.setMinimumWidth(self.replace.sizeHint().width())
        self.replace.setText("全部替换")
        layout.addWidget(box)
        layout.addWidget(self.list)

    def _connect(self) -> None:
        self._timer.timeout.connect(self._search)
        self.field.textChanged.connect(self._timer.start)
        self.put.textChanged.connect(self._timer.start)
        self.previous.clicked.connect(lambda: self.step(-1))
        self.next.clicked.connect(lambda: self.step(1))
        self.close_button.clicked.connect(self.leave)
        self.replace.clicked.connect(
            lambda: self.replace_wanted.emit(self.field.text(), self.put.text())
        )
        self.list.clicked.connect(lambda index: self.chosen.emit(self.model.hits[index.row()]))
        self.list.activated.connect(lambda index: self.chosen.emit(self.model.hits[index.row()]))

    def _search(self) -> None:
        self.searched.emit(self.field.text())
