"""Fields that check what is typed, keep it as it is, and say in words what is wrong."""

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLabel, QLineEdit, QVBoxLayout, QWidget

from workbench.kernel.errors import UserError


class CheckedField(QWidget):
    """A line with a sentence below it where the text is not accepted.

    What is typed stays in the field whatever the check says; Esc changes nothing.

    Signals:
        accepted: the text in its normal form, after the person left the field or pressed Enter.
    """

    accepted = Signal(str)

    def __init__(self, label: str, normal: Callable[[str], str], hint: str = "") -> None:
        super().__init__()
        self._normal = normal
        self._shown = ""
        self.line = QLineEdit()
        self.line.setAccessibleName(label)
        self.line.setPlaceholderText(hint)
        self.line.setAcceptDrops(False)
        self.problem = QLabel()
        self.problem.setProperty("role", "bad")
        self.problem.setTextFormat(Qt.TextFormat.PlainText)
        self.problem.setWordWrap(True)
        self.problem.hide()
        self.setFocusProxy(self.line)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        column.addWidget(self.line)
        column.addWidget(self.problem)
        self.line.editingFinished.connect(self.check)

    def show_value(self, text: str) -> None:
        """Show a stored value, unless the person is typing another one."""
        typing = self.line.hasFocus() and self.line.text() != self._shown
        refused = not self.problem.isHidden()
        if not typing and not refused and self.line.text() != text:
            self.line.setText(text)
        self._shown = text

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
            self._tell("上次填写、尚未保存。按回车保存，或改回原值。")

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
        self._shown = text
        self.line.setText(text)
        self.accepted.emit(text)

    def _tell(self, problem: str) -> None:
        self.problem.setText(problem)
        self.problem.setVisible(bool(problem))
        self.line.setProperty("problem", bool(problem))
        self.line.setAccessibleDescription(problem)
        self.line.style().polish(self.line)
