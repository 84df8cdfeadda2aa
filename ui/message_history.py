"""The messages that were told, below the work: what passed can be read again."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from ui import icons
from ui.message_log import Message, MessageLog
from ui.words import moment

HIGHEST = 420
EMPTY = "本次打开窗口以来还没有消息。"


class MessageHistory(QFrame):
    """Messages since the window was opened, newest first.

    Signals:
        closed: the list is to go away.
    """

    closed = Signal()

    def __init__(self, log: MessageLog, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._log = log
        self.setProperty("surface", "sheet")
        self.setProperty("helpTopic", "window")
        self.setMinimumHeight(120)
        self.setMaximumHeight(HIGHEST)
        title = QLabel("消息记录")
        title.setProperty("role", "heading")
        self.none = QLabel(EMPTY)
        self.none.setProperty("role", "muted")
        self.list = QListWidget()
        self.list.setAccessibleName("消息记录")
        self.list.setWordWrap(True)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        close = QPushButton("关闭")
        close.setToolTip("关闭消息记录（Esc）")
        icons.put(close, "close")
        close.clicked.connect(self.closed)
        row = QHBoxLayout()
        row.addWidget(title)
        row.addStretch()
        row.addWidget(close)
        column = QVBoxLayout(self)
        column.setContentsMargins(8, 6, 8, 6)
        column.addLayout(row)
        column.addWidget(self.none)
        column.addWidget(self.list, 1)
        self.setFocusProxy(self.list)
        log.changed.connect(self._on_changed)
        self.refresh()

    def refresh(self) -> None:
        """Show the messages; the one with the cursor is the newest."""
        messages = self._log.messages
        self.list.clear()
        for message in messages:
            icon = icons.icon("warning" if message.problem else "info")
            item = QListWidgetItem(icon, line(message))
            item.setToolTip(message.text)
            self.list.addItem(item)
        self.list.setCurrentRow(0)
        self.none.setVisible(not messages)
        self.list.setVisible(bool(messages))

    def setVisible(self, visible: bool) -> None:
        """Read the messages again before they are shown."""
        if visible:
            self.refresh()
        super().setVisible(visible)

    def _on_changed(self) -> None:
        if self.isVisible():
            self.refresh()


def line(message: Message) -> str:
    """Write a message with its time, and how often it came."""
    times = f"（共 {message.times} 次）" if message.times > 1 else ""
    kind = "问题" if message.problem else "提示"
    return f"{moment(message.time)}　{kind}：{message.text}{times}"
