"""The inline editor of a card: Ctrl+Enter submits, Esc closes and keeps the words."""

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QPlainTextEdit, QWidget

from ui.sidebar.text import button, column, wrapped

MOST_LINES = 10


class _Field(QPlainTextEdit):
    """A text field as high as its words, within limits."""

    submitted = Signal()
    left = Signal()

    def __init__(self, one_line: bool) -> None:
        super().__init__()
        self._one_line = one_line
        self.setTabChangesFocus(True)
        self.textChanged.connect(self.updateGeometry)

    def sizeHint(self) -> QSize:
        """Return the height of the lines."""
        lines = min(MOST_LINES, max(1 if self._one_line else 2, self.document().lineCount() + 1))
        height = lines * self.fontMetrics().lineSpacing() + 18
        return QSize(120, height)

    def minimumSizeHint(self) -> QSize:
        """Be as high as the hint says."""
        return self.sizeHint()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Submit by Ctrl+Enter (by Enter in one line), leave by Esc."""
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        if enter and (control or self._one_line):
            self.submitted.emit()
        elif event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)


class Editor(QWidget):
    """A field with its question, and buttons for what the keys do.

    Signals:
        submitted: the words.
        left: closed without submitting; the words are still in :meth:`text`.
    """

    submitted = Signal(str)
    left = Signal()

    def __init__(self, question: str, submit: str, one_line: bool = False) -> None:
        super().__init__()
        layout = column(self)
        layout.addWidget(wrapped(question, "small"))
        self.field = _Field(one_line)
        self.field.setAccessibleName(question)
        layout.addWidget(self.field)
        keys = "Enter" if one_line else "Ctrl+Enter"
        self.submit = button(submit, "check", f"{submit}（{keys}）")
        self.leave = button("收起", tip="收起，已写的文字保留（Esc）")
        row = QHBoxLayout()
        row.addWidget(self.submit)
        row.addWidget(self.leave)
        row.addStretch(1)
        layout.addLayout(row)
        self.submit.clicked.connect(self._submit)
        self.leave.clicked.connect(self.left)
        self.field.submitted.connect(self._submit)
        self.field.left.connect(self.left)

    def text(self) -> str:
        """Return the words."""
        return self.field.toPlainText()

    def open(self, text: str) -> None:
        """Show the editor; words written before stay."""
        if not self.text():
            self.field.setPlainText(text)
        self.show()
        self.field.setFocus(Qt.FocusReason.OtherFocusReason)
        self.field.selectAll()

    def _submit(self) -> None:
        self.submitted.emit(self.text().strip())
