"""The field in which a turn is corrected, in its place in the list."""

from PySide6.QtCore import QEvent, QMimeData, Qt, QTimer, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QInputMethodEvent,
    QKeyEvent,
    QKeySequence,
    QTextCursor,
    QTextOption,
)
from PySide6.QtWidgets import QFrame, QTextEdit, QWidget

from ui.hearing.turn_text import TextMark, format_of

PAUSE_MS = 700
"""A pause in typing after which the text is kept."""
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_TAB = (Qt.Key.Key_Tab, Qt.Key.Key_Backtab)
_PLAIN = Qt.KeyboardModifier.NoModifier
_UNDO = (QKeySequence.StandardKey.Undo, QKeySequence.StandardKey.Redo)
_KEYPAD = Qt.KeyboardModifier.KeypadModifier


class TurnEditor(QTextEdit):
    """Edits one text; what was typed is kept at each pause, on leaving, and on Esc.

    Undo is the list's, step by step over all turns; the field has none of its own.

    Signals:
        kept: id of the turn, its layer, the text as it is to be kept.
        stepped: +1 or -1: to the next or previous turn; True where the cursor goes to the nearer
            end of its text.
        jumped: -1 to the first turn, +1 to the last.
        scrolled: screens to scroll by.
        grown: its text takes another height.
        left: the keyboard came or went.
    """

    kept = Signal(str, str, str)
    stepped = Signal(int)
    jumped = Signal(int)
    scrolled = Signal(int)
    grown = Signal()
    left = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAcceptRichText(False)
        self.setAcceptDrops(False)  # files dropped here are recordings for the page
        self.setUndoRedoEnabled(False)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setProperty("turnEditor", True)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setWordWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        self.document().setDocumentMargin(0)
        self._composing = False
        self._subject = ("", "")
        self._shown = ""
        self._high = 0
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE_MS)
        self._pause.timeout.connect(self.keep)
        self.textChanged.connect(self._on_changed)

    @property
    def composing(self) -> bool:
        """Whether an input method is in the middle of a word."""
        return self._composing

    @property
    def pending(self) -> bool:
        """Whether something was typed that is not kept yet."""
        return self.toPlainText() != self._shown

    @property
    def subject(self) -> tuple[str, str]:
        """Id of the turn and layer whose text this is."""
        return self._subject

    def show_text(self, turn: str, layer: str, text: str) -> None:
        """Show a text as it is kept.

        Of the same turn and layer, what was typed and is not kept yet stays, and is kept later.
        """
        if (turn, layer) == self._subject:
            if self._composing or self.pending or text == self._shown:
                return
            place = self.textCursor().position()
        else:
            place = 0
        self._pause.stop()
        self._subject, self._shown = (turn, layer), text
        self.setPlainText(text)
        self.put_cursor(place)

    def put_cursor(self, place: int, to: int | None = None) -> None:
        """Put the cursor at a character, selecting up to another one."""
        cursor = self.textCursor()
        cursor.setPosition(min(place, len(self.toPlainText())))
        if to is not None:
            end = min(to, len(self.toPlainText()))
            cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
        self.setTextCursor(cursor)

    def keep(self, anyway: bool = False) -> None:
        """Hand on what was typed, unless an input method is in the middle of a word.

        Args:
            anyway: also then, as it is the last chance.
        """
        self._pause.stop()
        if self._composing and not anyway:
            self._pause.start()
        elif self.pending:
            self._shown = self.toPlainText()
            self.kept.emit(*self._subject, self._shown)

    def mark(self, marks: list[TextMark]) -> None:
        """Wear marks, without touching the text."""
        found = []
        for one in marks:
            selection = QTextEdit.ExtraSelection()
            cursor = self.textCursor()
            length = len(self.toPlainText())
            cursor.setPosition(min(one.start, length))
            cursor.setPosition(min(one.end, length), QTextCursor.MoveMode.KeepAnchor)
            selection.cursor = cursor  # type: ignore[attr-defined]
            selection.format = format_of(one.sort)  # type: ignore[attr-defined]
            found.append(selection)
        self.setExtraSelections(found)

    def text_height(self) -> int:
        """Return the pixels that the text takes."""
        return int(self.document().size().height() + 0.999)

    # Qt

    def event(self, event: QEvent) -> bool:
        """Leave undo and redo to the page, as they go over all turns, and Tab to the player."""
        override = event.type() == QEvent.Type.ShortcutOverride
        if override and isinstance(event, QKeyEvent) and _is_for_page(event):
            event.ignore()
            return False
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter and the arrows at an end go to the next turn; Esc keeps what was typed."""
        key, held = event.key(), event.modifiers() & ~_KEYPAD
        if key == Qt.Key.Key_Escape:
            self.keep()
            self._drop_selection(event)
        elif key in _ENTER and held == _PLAIN:
            self.keep()
            self.stepped.emit(1)
        elif key in (Qt.Key.Key_Up, Qt.Key.Key_Down) and held == _PLAIN:
            self._up_or_down(event)
        elif key in (Qt.Key.Key_PageUp, Qt.Key.Key_PageDown) and held == _PLAIN:
            self.scrolled.emit(1 if key == Qt.Key.Key_PageDown else -1)
        elif (
            key in (Qt.Key.Key_Home, Qt.Key.Key_End) and held == Qt.KeyboardModifier.ControlModifier
        ):
            self.jumped.emit(1 if key == Qt.Key.Key_End else -1)
        elif key in _TAB:
            event.ignore()
        elif key not in _ENTER or held == _PLAIN:
            super().keyPressEvent(event)

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        """Note whether a word is being composed."""
        super().inputMethodEvent(event)
        self._composing = bool(event.preeditString())
        self._tell_height()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Keep what was typed."""
        super().focusOutEvent(event)
        self.keep()
        self.left.emit()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Say that the keyboard is here."""
        super().focusInEvent(event)
        self.left.emit()

    def insertFromMimeData(self, source: QMimeData) -> None:
        """Paste as one paragraph of plain text: a turn is one."""
        self.insertPlainText(" ".join(source.text().split("\n")).strip("\r\n"))

    # Inside

    def _on_changed(self) -> None:
        if self.pending:
            self._pause.start()
        self._tell_height()

    def _tell_height(self) -> None:
        if self.text_height() != self._high:
            self._high = self.text_height()
            self.grown.emit()

    def _drop_selection(self, event: QKeyEvent) -> None:
        cursor = self.textCursor()
        if cursor.hasSelection():
            cursor.clearSelection()
            self.setTextCursor(cursor)
        else:
            event.ignore()

    def _up_or_down(self, event: QKeyEvent) -> None:
        before = self.textCursor().position()
        super().keyPressEvent(event)
        step = 1 if event.key() == Qt.Key.Key_Down else -1
        cursor = self.textCursor()
        stuck = cursor.position() == before or self._was_at_edge(before, step)
        if stuck:
            self.keep()
            self.stepped.emit(step)

    def _was_at_edge(self, before: int, step: int) -> bool:
        """Say whether the cursor was in the first or last line before the key."""
        probe = QTextCursor(self.document())
        probe.setPosition(before)
        way = QTextCursor.MoveOperation.Down if step > 0 else QTextCursor.MoveOperation.Up
        return not probe.movePosition(way)


def _is_for_page(event: QKeyEvent) -> bool:
    """Say whether a key that a text field would take belongs to the page."""
    return event.key() in _TAB or any(map(event.matches, _UNDO))
