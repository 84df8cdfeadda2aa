"""Ctrl+K: one line that finds commands, cases and papers."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QLineEdit, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from ui import icons

MOST = 60


@dataclass(frozen=True)
class Entry:
    """Something that can be opened.

    Attributes:
        icon: name of its icon.
        title: what is shown.
        words: what else it is found by.
        open: opens it.
    """

    icon: str
    title: str
    words: str
    open: Callable[[], object]


class QuickOpen(QFrame):
    """A list over the window; Esc closes it and the words stay for the next time."""

    def __init__(self, parent: QWidget, entries: Callable[[str], Sequence[Entry]]) -> None:
        super().__init__(parent)
        self.setProperty("surface", "message")
        self.setAutoFillBackground(True)
        self._entries = entries
        self._before: QWidget | None = None
        self._shown: list[Entry] = []
        self.field = QLineEdit()
        self.field.setPlaceholderText("查找案件、材料、命令（Esc 关闭）")
        self.field.setAccessibleName("快速打开：查找案件、材料、命令")
        self.field.setAcceptDrops(False)
        self.field.textChanged.connect(self._search)
        self.field.installEventFilter(self)
        self.list = QListWidget()
        self.list.setAccessibleName("查找结果")
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.itemClicked.connect(lambda item: self._open(self.list.row(item)))
        column = QVBoxLayout(self)
        column.setContentsMargins(8, 8, 8, 8)
        column.addWidget(self.field)
        column.addWidget(self.list)
        self.hide()

    def ask(self) -> None:
        """Show the list in the upper middle of the window."""
        window = self.window()
        self._before = window.focusWidget()
        width = min(640, window.width() - 80)
        height = min(420, window.height() - 120)
        self.setGeometry((window.width() - width) // 2, 64, width, height)
        self._search(self.field.text())
        self.show()
        self.raise_()
        self.field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.field.selectAll()

    def leave(self) -> None:
        """Hide the list and give the focus back."""
        self.hide()
        if self._before is not None and self._before.isVisible():
            self._before.setFocus(Qt.FocusReason.OtherFocusReason)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Arrows choose, Enter opens, Esc closes; leaving the field closes too."""
        if event.type() == QEvent.Type.FocusOut and self.isVisible():
            self.hide()
        if not isinstance(event, QKeyEvent) or event.type() != QEvent.Type.KeyPress:
            return super().eventFilter(watched, event)
        if event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Up) and self.list.count():
            step = 1 if event.key() == Qt.Key.Key_Down else -1
            self.list.setCurrentRow((self.list.currentRow() + step) % self.list.count())
            return True
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._open(self.list.currentRow())
            return True
        if event.key() == Qt.Key.Key_Escape:
            self.leave()
            return True
        return super().eventFilter(watched, event)

    def _search(self, text: str) -> None:
        words = text.casefold().split()
        found = [
            entry
            for entry in self._entries(text)
            if all(word in f"{entry.title} {entry.words}".casefold() for word in words)
        ]
        self._shown = found[:MOST]
        self.list.clear()
        for entry in self._shown:
            self.list.addItem(QListWidgetItem(icons.icon(entry.icon), entry.title))
        self.list.setCurrentRow(0)

    def _open(self, row: int) -> None:
        if 0 <= row < len(self._shown):
            self.leave()
            self._shown[row].open()
