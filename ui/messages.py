"""The message bar: what went wrong or what was done, in words, without taking the focus."""

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QSizePolicy,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from ui import icons, theme

NOTICE_MS = 8000
MOST = 3
LINES_EACH = 15
"""Lines of text in the height of the window for each message that is shown: two at 768 pixels."""
_TIMES = "times"
PROBLEM, NOTICE = "problem", "message"
"""Surfaces of the style sheet, and kinds of messages."""


class MessageBar(QWidget):
    """Messages above the work, newest below.

    Problems stay until they are closed; a notice makes room for what is newer, a problem only for
    newer problems. The same message again counts up; what made room is in the list of messages.

    Signals:
        history_wanted: the list of messages is wanted.
    """

    history_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName("消息")
        # As high as its words need: what happened is not to be cut.
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self._rows = QVBoxLayout(self)
        self._rows.setContentsMargins(0, 0, 0, 0)
        self._rows.setSpacing(2)
        self._left_out = 0
        self.more = QPushButton(self)
        self.more.setProperty("flat", True)
        self.more.clicked.connect(self.history_wanted)
        self.more.hide()
        self.hide()

    def problem(self, message: str, advice: str) -> None:
        """Show what happened and what to do; it stays until closed."""
        self._add(PROBLEM, "warning", message, advice)

    def notice(self, message: str) -> None:
        """Show a sentence that goes away by itself."""
        row = self._add(NOTICE, "info", message, "")
        QTimer.singleShot(NOTICE_MS, row, lambda: self._drop(row))

    def texts(self) -> list[str]:
        """Return the messages shown, oldest first."""
        return [row.toolTip() for row in self._shown()]

    def close_newest(self) -> bool:
        """Close the newest message; say whether there was one."""
        shown = self._shown()
        if shown:
            self._drop(shown[-1])
        return bool(shown)

    def _add(self, surface: str, icon: str, message: str, advice: str) -> QFrame:
        times = 1
        for row in self._shown():
            if row.toolTip() == message + advice:
                times = int(row.property(_TIMES)) + 1
                self._drop(row)
        row = QFrame(self)
        row.setProperty("surface", surface)
        row.setToolTip(message + advice)
        row.setProperty(_TIMES, times)
        row.setAccessibleName(message + advice)
        line = QHBoxLayout(row)
        line.setContentsMargins(theme.RHYTHM, 4, 4, 4)
        picture = QLabel()
        colours = theme.current()
        shade = colours.bad if surface == PROBLEM else colours.accent
        size = round(16 * theme.scale())
        picture.setPixmap(icons.icon(icon, shade).pixmap(size, size))
        words = QLabel(f"{message} {advice}".strip() + (f"（共 {times} 次）" if times > 1 else ""))
        words.setTextFormat(Qt.TextFormat.PlainText)
        words.setWordWrap(True)
        words.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        close = QToolButton()
        close.setText("关闭")
        close.setAccessibleName("关闭此消息")
        close.setToolTip("关闭此消息（Esc）")
        close.clicked.connect(lambda: self._drop(row))
        line.addWidget(picture)
        line.addWidget(words, 1)
        line.addWidget(close)
        self._rows.addWidget(row)
        self._make_room()
        self.show()
        return row

    def _make_room(self) -> None:
        *older, newest = self._shown()
        spare = [row for row in older if row.property("surface") == NOTICE]
        if newest.property("surface") == PROBLEM:
            spare += [row for row in older if row.property("surface") == PROBLEM]
        for row in spare[: max(0, len(older) + 1 - self._most())]:
            self._drop(row)
            self._left_out += 1
        self._tell_left_out()

    def _most(self) -> int:
        """Return how many messages leave room for the work; where letters are large, one."""
        if self.window() is self:
            return MOST
        lines = self.window().height() // max(1, self.fontMetrics().height())
        return max(1, min(MOST, lines // LINES_EACH))

    def _shown(self) -> list[QFrame]:
        items = (self._rows.itemAt(place).widget() for place in range(self._rows.count()))
        return [item for item in items if isinstance(item, QFrame)]

    def _drop(self, row: QFrame) -> None:
        self._rows.removeWidget(row)
        row.hide()
        row.deleteLater()
        if not self._shown():
            self._left_out = 0
        self._tell_left_out()
        self.setVisible(bool(self._shown()))

    def _tell_left_out(self) -> None:
        self._rows.removeWidget(self.more)
        self._rows.addWidget(self.more)
        self.more.setText(f"另有 {self._left_out} 条较早的消息，点击查看消息记录")
        self.more.setVisible(bool(self._left_out))
