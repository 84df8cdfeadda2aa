"""The field of a value: editable at once, and every key that walks, decides or goes back."""

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QInputMethodEvent, QKeyEvent, QKeySequence, QResizeEvent, QTextCursor
from PySide6.QtWidgets import QPlainTextEdit, QSizePolicy

MOST_LINES = 6


class ValueField(QPlainTextEdit):
    """A field as high as its words. Its text is never lost by a key.

    While it waits for a choice between readings, digits choose; any other character, or F2
    through :meth:`write`, makes it a field for typing.

    Signals:
        confirmed: Enter.
        walked: +1 or -1, to the next value that is open (Tab, Shift+Tab).
        stepped: +1 or -1, to the next value (↓, ↑).
        chosen: index of the reading whose digit was pressed.
        wrapped: its words take another number of lines in the width that it has now.
    """

    confirmed = Signal()
    walked = Signal(int)
    stepped = Signal(int)
    chosen = Signal(int)
    wrapped = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._found = ""
        self._choices = 0
        self.setAcceptDrops(False)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.textChanged.connect(self.updateGeometry)

    def show_value(self, text: str, choices: int = 0) -> None:
        """Show a value, ready to be typed over; or wait for one of some readings."""
        self._found, self._choices = text, choices
        self.setPlainText("" if choices else text)
        self.selectAll()

    def restore(self) -> None:
        """Show the value that was found again."""
        self.show_value(self._found, self._choices)

    @property
    def text(self) -> str:
        """What stands in the field, in one line."""
        return " ".join(self.toPlainText().split("\n")).strip()

    @property
    def changed(self) -> bool:
        """Whether a person typed something else."""
        return self.text != ("" if self._choices else self._found.strip())

    @property
    def choosing(self) -> bool:
        """Whether a digit chooses."""
        return bool(self._choices) and not self.text

    def write(self) -> None:
        """Make it a field for typing, with the first reading to begin with."""
        if self.choosing and not self.isReadOnly():
            self._choices = 0
            self.setPlainText(self._found)
            self.selectAll()

    def sizeHint(self) -> QSize:
        """Return the height of the lines."""
        lines = max(1, min(MOST_LINES, round(self.document().size().height())))
        frame = 2 * (self.frameWidth() + round(self.document().documentMargin()))
        return QSize(120, lines * self.fontMetrics().lineSpacing() + frame + 4)

    def minimumSizeHint(self) -> QSize:
        """Be as high as the hint says."""
        return QSize(60, self.sizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Ask for the lines that the words take in this width."""
        super().resizeEvent(event)
        if self.sizeHint().height() != self.height():
            self.updateGeometry()
            self.wrapped.emit()

    def event(self, event: QEvent) -> bool:
        """Leave Ctrl+Z to the form where there is no typing to take back; walk on Tab."""
        if isinstance(event, QKeyEvent):
            if event.type() == QEvent.Type.ShortcutOverride and self._of_the_form(event):
                event.ignore()
                return False
            if event.type() == QEvent.Type.KeyPress and self._walk(event):
                return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Confirm, step, restore, choose; the rest is typing."""
        plain = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        digit = event.key() - Qt.Key.Key_0
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.confirmed.emit()
        elif plain and event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self._move(event)
        elif event.key() == Qt.Key.Key_Escape and self.changed:
            self.restore()
        elif event.key() == Qt.Key.Key_Escape:
            event.ignore()
        elif plain and self.choosing and 1 <= digit <= 9:
            if digit <= self._choices and not self.isReadOnly():
                self.chosen.emit(digit - 1)
        else:
            super().keyPressEvent(event)

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        """Choose by a digit that an input method hands over as text."""
        words = event.commitString()
        if self.choosing and words.isdecimal() and len(words) == 1 and not self.isReadOnly():
            if 1 <= int(words) <= self._choices:
                self.chosen.emit(int(words) - 1)
            return
        super().inputMethodEvent(event)

    def _of_the_form(self, event: QKeyEvent) -> bool:
        undo = event.matches(QKeySequence.StandardKey.Undo)
        return undo and not self.document().isUndoAvailable()

    def _walk(self, event: QKeyEvent) -> bool:
        if event.key() not in (Qt.Key.Key_Tab, Qt.Key.Key_Backtab):
            return False
        if event.modifiers() & (
            Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier
        ):
            return False
        self.walked.emit(1 if event.key() == Qt.Key.Key_Tab else -1)
        return True

    def _move(self, event: QKeyEvent) -> None:
        down = event.key() == Qt.Key.Key_Down
        cursor = QTextCursor(self.textCursor())
        move = QTextCursor.MoveOperation.Down if down else QTextCursor.MoveOperation.Up
        # A text of several lines is walked through before the next value.
        if not cursor.hasSelection() and cursor.movePosition(move):
            super().keyPressEvent(event)
        else:
            self.stepped.emit(1 if down else -1)
