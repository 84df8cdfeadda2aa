"""Asks for the passphrase of a workspace."""

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QLabel,
    QLineEdit,
    QMessageBox,
    QVBoxLayout,
)

from workbench.kernel.errors import UserError
from workbench.workbench import Workbench


class PassphraseDialog(QDialog):
    """Opens the workspace with the passphrase typed; :attr:`workbench` is it, or ``None``."""

    def __init__(self, folder: Path) -> None:
        super().__init__()
        self._folder = folder
        self.workbench: Workbench | None = None
        self.setWindowTitle("法官工作台")
        self.setMinimumWidth(420)
        words = QLabel(f"工作区“{folder.name}”设有口令，请输入。")
        words.setTextFormat(Qt.TextFormat.PlainText)
        words.setWordWrap(True)
        self.line = QLineEdit()
        self.line.setEchoMode(QLineEdit.EchoMode.Password)
        self.line.setAccessibleName("口令")
        words.setBuddy(self.line)
        self.problem = QLabel()
        self.problem.setProperty("role", "bad")
        self.problem.setTextFormat(Qt.TextFormat.PlainText)
        self.problem.setWordWrap(True)
        self.buttons = QDialogButtonBox()
        self.go = self.buttons.addButton("打开", QDialogButtonBox.ButtonRole.AcceptRole)
        self.buttons.addButton("退出", QDialogButtonBox.ButtonRole.RejectRole)
        self.go.setProperty("primary", True)
        self.buttons.accepted.connect(self.try_open)
        self.buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        for widget in (words, self.line, self.problem, self.buttons):
            column.addWidget(widget)
        self.line.setFocus()

    def try_open(self) -> None:
        """Open with what is typed; a wrong passphrase is said, and can be typed again."""
        try:
            self.workbench = Workbench.open(self._folder, self.line.text())
        except UserError as error:
            self.problem.setText(str(error))
            self.line.selectAll()
            self.line.setFocus()
            return
        self.accept()


def tell_problem(error: UserError) -> None:
    """Show why the workspace cannot be opened, before there is a window."""
    box = QMessageBox(QMessageBox.Icon.Warning, "法官工作台", error.message)
    box.setTextFormat(Qt.TextFormat.PlainText)
    box.setInformativeText(error.advice)
    box.addButton("知道了", QMessageBox.ButtonRole.AcceptRole)
    box.exec()
