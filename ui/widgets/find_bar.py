"""The bar of Ctrl+F: words, number of hits, next and previous, the list of hits."""

from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QLineEdit, QToolButton, QWidget

from ui import icons

TYPING_MS = 150


class FindBar(QFrame):
    """Asks for hits as one types.

    Signals:
        searched: the words, a moment after typing.
        stepped: +1 or -1.
        listed: the list of hits is wanted or not.
        closed: the bar was closed; the words stay in it.
    """

    searched = Signal(str)
    stepped = Signal(int)
    listed = Signal(bool)
    closed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("surface", "bar")
        self.field = QLineEdit()
        self.field.setPlaceholderText("在本件中查找")
        self.field.setAccessibleName("在本件中查找")
        self.field.setClearButtonEnabled(True)
        self.field.setAcceptDrops(False)
        self._words = self._short = ""
        self.count = QLabel()
        self.count.setProperty("role", "muted")
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(TYPING_MS)
        self._timer.timeout.connect(lambda: self.searched.emit(self.field.text()))
        self.field.textChanged.connect(self._timer.start)
        self.field.installEventFilter(self)
        self.list = self._button("jobs", "列出全部命中", None)
        self.list.setCheckable(True)
        self.list.toggled.connect(self.listed)
        row = self._row = QHBoxLayout(self)
        row.setContentsMargins(8, 4, 8, 4)
        row.addWidget(self.field, 1)
        row.addWidget(self.count)
        row.addWidget(self._button("up", "上一处（Shift+Enter）", lambda: self.stepped.emit(-1)))
        row.addWidget(self._button("down", "下一处（Enter）", lambda: self.stepped.emit(1)))
        row.addWidget(self.list)
        row.addWidget(self._button("close", "关闭查找（Esc）", self.leave))
        self.hide()

    def ask(self) -> None:
        """Show the bar and put the cursor into it."""
        self.show()
        self.field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.field.selectAll()
        if self.field.text():
            self.searched.emit(self.field.text())

    def leave(self) -> None:
        """Hide the bar; what was typed stays."""
        self._timer.stop()
        self.hide()
        self.closed.emit()

    def show_count(self, place: int, total: int, more: bool = False, unread: int = 0) -> None:
        """Say which of how many hits is marked.

        Args:
            place: from 0.
            total: how many are known.
            more: pages are still being looked through.
            unread: how many pages have no text yet, so that nothing can be found there.
        """
        aside = f"（{unread} 页未识别，查不到）" if unread else ""
        if not self.field.text().strip():
            self._words = self._short = ""
        elif total:
            going = "…" if more else ""
            self._words = f"第 {place + 1} 处，共 {total} 处{going}{aside}"
            self._short = f"{place + 1}/{total}{going}"
        else:
            self._words = "正在查找…" if more else f"没有找到{aside}"
            self._short = "查找中" if more else "无"
        self.count.setToolTip(self._words)
        self.count.setAccessibleName(self._words)
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Say the count shorter where the words do not fit."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        around = self._row.contentsMargins()
        widgets = [self._row.itemAt(place).widget() for place in range(self._row.count())]
        others = [widget for widget in widgets if widget is not self.count]
        taken = sum(widget.minimumSizeHint().width() for widget in others)
        taken += around.left() + around.right() + self._row.spacing() * len(others)
        room = self.width() - taken
        fits = self.count.fontMetrics().horizontalAdvance(self._words) <= room
        self.count.setText(self._words if fits or self.isHidden() else self._short)

    def eventFilter(self, watched: object, event: QEvent) -> bool:
        """Enter steps, Esc closes."""
        del watched
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                if self._timer.isActive():
                    self._timer.stop()
                    self.searched.emit(self.field.text())
                else:
                    back = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
                    self.stepped.emit(-1 if back else 1)
                return True
            if event.key() == Qt.Key.Key_Escape:
                self.leave()
                return True
        return False

    def _button(self, icon: str, words: str, slot: object) -> QToolButton:
        button = QToolButton()
        icons.put(button, icon)
        button.setToolTip(words)
        button.setAccessibleName(words)
        if slot is not None:
            button.clicked.connect(slot)
        return button
