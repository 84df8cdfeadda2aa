"""Before there is a window: asks for the passphrase of a workspace, or says why it cannot open."""

from pathlib import Path

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QApplication,
    QCheckBox,
    QDialog,
    QFileDialog,
    QHBoxLayout,
    QMessageBox,
    QPushButton,
    QWidget,
)

from ui import icons
from ui.sidebar.text import button, column, marked, wrapped
from ui.widgets.elided import ElidedLabel
from ui.widgets.icon_label import IconLabel
from ui.widgets.passphrase_form import reveal, secret
from ui.workspace_change import ASK, usable
from workbench.kernel.errors import UserError
from workbench.workbench import Workbench

CAPS = "大写锁定（Caps Lock）可能已打开。"
OTHER = "打开其他工作区…"


class PassphraseDialog(QDialog):
    """Opens the workspace with the passphrase typed; wrong ones may be tried without end.

    Attributes:
        workbench: the workspace once it is open, else ``None``.
        other: another folder that the person chose instead.
    """

    def __init__(self, folder: Path) -> None:
        super().__init__()
        self._folder = folder
        self.workbench: Workbench | None = None
        self.other: Path | None = None
        self.setWindowTitle("法官工作台")
        self.setMinimumWidth(460)
        layout = column(self, spacing=12, margin=24)
        layout.addLayout(_head())
        layout.addWidget(wrapped(f"工作区“{folder.name}”设有口令，请输入。"))
        place = ElidedLabel()
        place.setProperty("role", "small")
        place.show_text(str(folder))
        layout.addWidget(place)
        self.line = secret("口令")
        self.line.setMaximumWidth(16777215)
        self.line.setPlaceholderText("口令")
        self.line.installEventFilter(self)
        self.line.textChanged.connect(lambda _: self._tell(""))
        self.line.returnPressed.connect(self.try_open)
        layout.addWidget(self.line)
        self.caps = marked("warning", "warn", CAPS, "warn")
        self.caps.hide()
        layout.addWidget(self.caps)
        self.problem = wrapped(role="bad")
        self.problem.setAccessibleName("口令的问题")
        self.problem.hide()
        layout.addWidget(self.problem)
        self.shown = QCheckBox("显示输入的口令")
        self.shown.toggled.connect(lambda on: reveal(self.line, on))
        layout.addWidget(self.shown)
        layout.addLayout(self._buttons())
        self.line.setFocus()

    def try_open(self) -> None:
        """Open with what is typed; a wrong passphrase is said, and can be typed again."""
        QApplication.setOverrideCursor(Qt.CursorShape.WaitCursor)
        try:
            self.workbench = Workbench.open(self._folder, self.line.text())
        except UserError as error:
            self._tell(str(error))
            self.line.selectAll()
            self.line.setFocus()
            return
        finally:
            QApplication.restoreOverrideCursor()
        self.accept()

    def choose_other(self) -> None:
        """Open another workspace instead."""
        self.other, problem = _choose_folder(self)
        if self.other is not None:
            self.reject()
        self._tell(problem)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Tell Caps Lock from a letter that comes in the wrong case; Qt does not know its state."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            text = event.text()
            if len(text) == 1 and text.isascii() and text.isalpha():
                shift = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
                self.caps.setVisible(text.isupper() != shift)
            elif event.key() == Qt.Key.Key_CapsLock:
                self.caps.setVisible(not self.caps.isVisible())
        return super().eventFilter(watched, event)

    def _buttons(self) -> QHBoxLayout:
        row = QHBoxLayout()
        self.instead = button(OTHER, "folder", "换一个工作区文件夹")
        self.instead.clicked.connect(self.choose_other)
        self.leave = QPushButton("退出")
        self.leave.clicked.connect(self.reject)
        self.go = QPushButton("打开")
        icons.primary(self.go)
        self.go.setDefault(True)
        self.go.clicked.connect(self.try_open)
        for widget in (self.instead, self.leave):
            widget.setAutoDefault(False)
        row.addWidget(self.instead)
        row.addStretch(1)
        row.addWidget(self.leave)
        row.addWidget(self.go)
        return row

    def _tell(self, problem: str) -> None:
        self.problem.setText(problem)
        self.problem.setVisible(bool(problem))


def tell_problem(error: UserError) -> Path | None:
    """Show why the workspace cannot be opened; return another folder if the person chose one."""
    box = QMessageBox(QMessageBox.Icon.Warning, "法官工作台", error.message)
    box.setTextFormat(Qt.TextFormat.PlainText)
    box.setInformativeText(error.advice)
    other = box.addButton(OTHER, QMessageBox.ButtonRole.ActionRole)
    leave = box.addButton("退出", QMessageBox.ButtonRole.RejectRole)
    box.setDefaultButton(leave)
    box.exec()
    if box.clickedButton() is not other:
        return None
    folder, problem = _choose_folder(None)
    return tell_problem(UserError(problem)) if problem else folder


def _choose_folder(parent: QWidget | None) -> tuple[Path | None, str]:
    """Return a folder that is or may become a workspace, or what is wrong with the one chosen."""
    name = QFileDialog.getExistingDirectory(parent, ASK)
    if not name:
        return None, ""
    try:
        usable(Path(name))
    except UserError as error:
        return None, str(error)
    return Path(name), ""


def _head() -> QHBoxLayout:
    row = QHBoxLayout()
    row.addWidget(IconLabel("lock", "accent", 24))
    row.addWidget(wrapped("法官工作台", "title"), 1)
    return row
