"""Asks for a turn that the machine did not hear: who, what, how long."""

from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QDoubleSpinBox,
    QFormLayout,
    QPlainTextEdit,
    QWidget,
)

from ui.sidebar.text import column, wrapped
from workbench.hearing.roles import Roles
from workbench.hearing.timeline import clock


class InsertDialog(QDialog):
    """The fields of a new turn.

    Args:
        roles: who may speak.
        second: second of the hearing at which it is put in.
    """

    def __init__(self, roles: Roles, second: float, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("补入一段发言")
        layout = column(self, spacing=8, margin=16)
        layout.addWidget(wrapped(f"补入在 {clock(second, tenths=True)} 处，标明为人工补入。"))
        form = QFormLayout()
        self.who = QComboBox()
        self.who.setAccessibleName("角色")
        self.who.addItems(["", *roles.all()])
        self.said = QPlainTextEdit()
        self.said.setAccessibleName("发言内容")
        self.said.setTabChangesFocus(True)
        self.long = QDoubleSpinBox()
        self.long.setAccessibleName("时长（秒）")
        self.long.setRange(0.5, 600.0)
        form.addRow("角色", self.who)
        form.addRow("内容", self.said)
        form.addRow("时长（秒）", self.long)
        layout.addLayout(form)
        buttons = QDialogButtonBox()
        self.go = buttons.addButton("补入", QDialogButtonBox.ButtonRole.AcceptRole)
        buttons.addButton("取消", QDialogButtonBox.ButtonRole.RejectRole)
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        layout.addWidget(buttons)
        self.said.textChanged.connect(self._look)
        self.setMinimumWidth(self.fontMetrics().horizontalAdvance("国") * 30)
        self._look()
        self.said.setFocus()

    def show_given(self, text: str, role: str, seconds: float) -> None:
        """Show what is known of the turn already, to be corrected."""
        self.said.setPlainText(text)
        self.who.setCurrentText(role)
        self.long.setValue(seconds)

    def text(self) -> str:
        """Return what was said."""
        return " ".join(self.said.toPlainText().split("\n")).strip()

    def role(self) -> str:
        """Return who said it; empty for nobody known."""
        return self.who.currentText()

    def seconds(self) -> float:
        """Return how long it took."""
        return self.long.value()

    def _look(self) -> None:
        self.go.setEnabled(bool(self.text()))
