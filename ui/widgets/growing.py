"""A text of several lines that is as high as its text; it saves when one leaves it."""

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QKeySequence, QResizeEvent
from PySide6.QtWidgets import QPlainTextEdit


class GrowingText(QPlainTextEdit):
    """Tab leaves the field, Enter saves, Shift+Enter breaks the line, Esc shows what is stored.

    Signals:
        accepted: another text than the stored one, when the person leaves the field.
        entered: Enter was pressed.
    """

    accepted = Signal(str)
    entered = Signal()

    def __init__(self, label: str) -> None:
        super().__init__()
        self._shown = self._before = ""
        self.setAccessibleName(label)
        self.setTabChangesFocus(True)
        self.setAcceptDrops(False)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.document().setDocumentMargin(2)
        self.textChanged.connect(self._grow)

    def show_value(self, text: str) -> None:
        """Show a stored text, unless the person is typing another one."""
        typing = self.hasFocus() and self.toPlainText() != self._shown
        if not typing and self.toPlainText() != text:
            self.setPlainText(text)
        self._shown = text
        self._grow()

    @property
    def draft(self) -> str | None:
        """What is typed and not saved; ``None`` where the stored text is shown."""
        text = self.toPlainText()
        return text if text != self._shown else None

    def put_draft(self, text: str) -> None:
        """Put back what was typed and not saved."""
        self.setPlainText(text)

    def save(self) -> None:
        """Store what is typed."""
        text = "\n".join(line.strip() for line in self.toPlainText().strip().splitlines())
        if text != self._shown:
            self._before, self._shown = self._shown, text
            self.accepted.emit(text)

    def not_saved(self) -> None:
        """Take note that what was accepted could not be stored; it stays in the field."""
        self._shown = self._before

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Answer Enter and Esc; the rest is typing."""
        shift = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not shift:
            self.save()
            self.entered.emit()
        elif event.key() == Qt.Key.Key_Escape and self.draft is not None:
            self.selectAll()
            self.insertPlainText(self._shown)
        else:
            super().keyPressEvent(event)

    def event(self, event: QEvent) -> bool:
        """Leave undo to the page where nothing was typed since the text was shown."""
        override = event.type() == QEvent.Type.ShortcutOverride
        if override and isinstance(event, QKeyEvent):
            undo = event.matches(QKeySequence.StandardKey.Undo)
            if undo and not self.document().isUndoAvailable():
                event.ignore()
                return True
        return super().event(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Save."""
        super().focusOutEvent(event)
        if event.reason() is not Qt.FocusReason.PopupFocusReason:
            self.save()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit the height to the new width."""
        super().resizeEvent(event)
        self._grow()

    def _grow(self) -> None:
        lines = max(1, int(self.document().size().height()))
        frame = 2 * self.frameWidth() + 2 * int(self.document().documentMargin())
        height = lines * self.fontMetrics().lineSpacing() + frame + 2
        if height != self.height():
            self.setFixedHeight(height)
