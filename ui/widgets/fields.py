"""Fields that check what is typed, keep it as it is, and say in words what is wrong."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QAction, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QCompleter, QLabel, QLineEdit, QVBoxLayout, QWidget

from ui import icons
from workbench.kernel.errors import UserError

NOT_SAVED = "没有保存，原因见提示。按 Enter 重试，按 Esc 恢复原值。"
UNSAVED = "上次填写、尚未保存。按 Enter 保存，或改回原值。"


class CheckedField(QWidget):
    """A line with a sentence below it where the text is not accepted, or accepted with a warning.

    Leaving the field or Enter stores; Enter goes on to the next field. Esc shows the stored value
    again, and what was typed comes back with the line's own undo. Where the line has nothing to
    undo, the keys of undo go to the page.

    Signals:
        accepted: the text in its normal form, after the person left the field or pressed Enter.

    Args:
        label: name of the field.
        normal: returns the text in its normal form; raises :class:`UserError` for what is none.
        hint: shown in the empty line.
        warn: returns a sentence about an accepted text that should be looked at, or nothing.
    """

    accepted = Signal(str)

    def __init__(
        self,
        label: str,
        normal: Callable[[str], str],
        hint: str = "",
        warn: Callable[[str], str] | None = None,
    ) -> None:
        super().__init__()
        self._normal = normal
        self._warn = warn
        self._shown = self._before = ""
        self._choices: QCompleter | None = None
        self.line = QLineEdit()
        self.line.setAccessibleName(label)
        self.line.setPlaceholderText(hint)
        self.line.setAcceptDrops(False)
        self.line.setCursorPosition(0)
        self.problem = _sentence("bad")
        self.warning = _sentence("warn")
        self.setFocusProxy(self.line)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        for widget in (self.line, self.problem, self.warning):
            column.addWidget(widget)
        self.line.editingFinished.connect(self.check)
        self.line.returnPressed.connect(self._go_on)
        self.line.installEventFilter(self)

    def offer(self, choices: Sequence[str], anywhere: bool = False) -> None:
        """Offer choices: all of them by the arrow or Down, fitting ones as one types.

        Args:
            choices: what may be chosen; other texts may be typed.
            anywhere: choices that hold the text anywhere fit, not only at the beginning.
        """
        completer = QCompleter(list(choices), self.line)
        match = Qt.MatchFlag.MatchContains if anywhere else Qt.MatchFlag.MatchStartsWith
        completer.setFilterMode(match)
        completer.setMaxVisibleItems(12)
        completer.activated.connect(self.check)
        self.line.setCompleter(completer)
        self._choices = completer
        if not self.line.actions():
            arrow = QAction("显示可选项", self.line)
            icons.put(arrow, "down")
            arrow.triggered.connect(self.show_choices)
            self.line.addAction(arrow, QLineEdit.ActionPosition.TrailingPosition)

    def show_choices(self) -> None:
        """Show every choice, whatever is typed."""
        completer = self._choices
        if completer is None:
            return
        mode = completer.completionMode()
        completer.setCompletionMode(QCompleter.CompletionMode.UnfilteredPopupCompletion)
        completer.complete()
        completer.setCompletionMode(mode)

    def show_value(self, text: str) -> None:
        """Show a stored value, unless the person is typing another one."""
        typing = self.line.hasFocus() and self.line.text() != self._shown
        refused = not self.problem.isHidden()
        if not typing and not refused and self.line.text() != text:
            self.line.setText(text)
            self.line.setCursorPosition(0)
        self._shown = text
        if not typing and not refused:
            self._look(text)

    def put_aside(self) -> None:
        """Forget what is typed and not accepted: the field is to show something else now."""
        self._tell("")
        self.line.setText(self._shown)

    @property
    def draft(self) -> str | None:
        """What is typed and not accepted; ``None`` where the field shows what is stored."""
        text = self.line.text()
        return text if text != self._shown else None

    def put_draft(self, text: str) -> None:
        """Put back what was typed, and say at once if it would not be accepted."""
        self.line.setText(text)
        try:
            self._normal(text.strip())
        except UserError as error:
            self._tell(str(error))
        else:
            self._tell(UNSAVED)

    def check(self) -> None:
        """Accept the text or say what is wrong with it."""
        text = self.line.text().strip()
        if text == self._shown:
            self._tell("")
            return
        try:
            text = self._normal(text)
        except UserError as error:
            self._tell(str(error))
            return
        self._tell("")
        self._before, self._shown = self._shown, text
        self.line.setText(text)
        self._look(text)
        self.accepted.emit(text)

    def not_saved(self) -> None:
        """Say that what was accepted could not be stored; it stays in the line."""
        self._shown = self._before
        self._tell(NOT_SAVED)

    def restore(self) -> None:
        """Show the stored value again; the line's undo still knows what was typed."""
        if self.line.text() != self._shown:
            self.line.selectAll()
            self.line.insert(self._shown)
        self._tell("")
        self._look(self._shown)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Answer Esc and Down in the line; leave undo to the page where the line has none."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.ShortcutOverride:
            if event.matches(QKeySequence.StandardKey.Undo) and not self.line.isUndoAvailable():
                event.ignore()
                return True
        elif isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            if event.key() == Qt.Key.Key_Escape and self.draft is not None:
                self.restore()
                return True
            if event.key() == Qt.Key.Key_Down and self._choices is not None:
                self.show_choices()
                return True
        return super().eventFilter(watched, event)

    def _go_on(self) -> None:
        self.check()  # Enter is told before the line says that editing has ended
        if self.problem.isHidden():
            self.focusNextPrevChild(True)

    def _look(self, text: str) -> None:
        warning = self._warn(text) if self._warn and text else ""
        self.warning.setText(warning)
        self.warning.setVisible(bool(warning))
        if self.problem.isHidden():
            self.line.setAccessibleDescription(warning)

    def _tell(self, problem: str) -> None:
        if problem == self.problem.text():
            return
        self.problem.setText(problem)
        self.problem.setVisible(bool(problem))
        self.warning.setVisible(bool(self.warning.text()) and not problem)
        self.line.setProperty("problem", bool(problem))
        self.line.setAccessibleDescription(problem)
        self.line.style().polish(self.line)


def _sentence(role: str) -> QLabel:
    label = QLabel()
    label.setProperty("role", role)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setWordWrap(True)
    label.hide()
    return label
