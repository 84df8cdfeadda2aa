"""The form that sets, changes or removes the passphrase of a workspace."""

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QFormLayout, QLineEdit, QWidget

from ui.bridge import Bridge
from ui.sidebar.flow import FlowLayout
from ui.sidebar.text import button, column, wrapped
from workbench.kernel import keys, passphrases
from workbench.kernel.errors import UserError
from workbench.kernel.passphrases import Strength

ROLES = {
    Strength.NONE: "small",
    Strength.SHORT: "bad",
    Strength.WEAK: "warn",
    Strength.FAIR: "small",
    Strength.GOOD: "good",
}


class PassphraseForm(QWidget):
    """Fields, a hint on strength, what must be understood, and buttons.

    Signals:
        changed: a passphrase was set, changed or removed.
    """

    changed = Signal()

    def __init__(self, bridge: Bridge) -> None:
        super().__init__()
        self._bridge = bridge
        layout = column(self, spacing=8)
        layout.addLayout(self._form())
        self.understood = QCheckBox("我已知道：忘记口令无法恢复")
        self.understood.setAccessibleName(self.understood.text())
        layout.addWidget(self.understood)
        self.problem = wrapped(role="bad")
        self.problem.setAccessibleName("口令的问题")
        self.problem.hide()
        layout.addWidget(self.problem)
        layout.addLayout(self._buttons())
        self.refresh()

    def refresh(self) -> None:
        """Offer what can be done now."""
        workspace = self._bridge.workbench.workspace
        has = workspace.has_passphrase
        self._rows.setRowVisible(self.current, has)
        self.set_button.setText("修改口令" if has else "设置口令")
        self.set_button.setAccessibleName(self.set_button.text())
        self.remove_button.setVisible(has)
        for widget in (self.set_button, self.remove_button):
            widget.setEnabled(not workspace.read_only)

    def set_passphrase(self) -> None:
        """Set or change the passphrase to what was typed twice."""
        self._act(self._checked, "口令已设置。请牢记：忘记口令无法恢复数据。")

    def remove_passphrase(self) -> None:
        """Open the workspace without a passphrase from now on."""
        words = "已取消口令，工作区改用密钥文件 workspace.key 打开。"
        self._act(self._unlocked, words)

    # Parts

    def _form(self) -> QFormLayout:
        self._rows = QFormLayout()
        self._rows.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapLongRows)
        self.current, self.first, self.second = (
            secret("现在的口令"),
            secret("新口令（至少 8 个字符）"),
            secret("再输入一次"),
        )
        for field in (self.current, self.first, self.second):
            self._rows.addRow(field.accessibleName(), field)
            field.textChanged.connect(lambda _: self.problem.hide())
        self.hint = wrapped(role="small")
        self.hint.setAccessibleName("口令强弱")
        self._rows.addRow("", self.hint)
        self.first.textChanged.connect(self._show_hint)
        self.second.returnPressed.connect(self.set_passphrase)
        self.shown = QCheckBox("显示输入的口令")
        self.shown.toggled.connect(self._show_typed)
        self._rows.addRow("", self.shown)
        self._rows.setRowVisible(self.hint, False)
        return self._rows

    def _buttons(self) -> FlowLayout:
        row = FlowLayout(spacing=8)
        self.set_button = button("设置口令", "key")
        self.set_button.clicked.connect(self.set_passphrase)
        self.remove_button = button("取消口令", "lock", "改用密钥文件；需输入现在的口令")
        self.remove_button.clicked.connect(self.remove_passphrase)
        row.addWidget(self.set_button)
        row.addWidget(self.remove_button)
        return row

    def _show_hint(self, text: str) -> None:
        hint = passphrases.judge(text)
        self.hint.setText(hint.words)
        self.hint.setProperty("role", ROLES[hint.strength])
        self.hint.style().polish(self.hint)
        self._rows.setRowVisible(self.hint, bool(hint.words))

    def _show_typed(self, on: bool) -> None:
        for field in (self.current, self.first, self.second):
            reveal(field, on)

    # Checks

    def _act(self, check: Callable[[], str | None], words: str) -> None:
        try:
            passphrase = check()
            self._bridge.workbench.set_passphrase(passphrase)
        except UserError as error:
            self.problem.setText(str(error))
            self.problem.show()
            return
        for field in (self.current, self.first, self.second):
            field.clear()
        self.understood.setChecked(False)
        self.shown.setChecked(False)
        self._bridge.notice.emit(words)
        self.refresh()
        self.changed.emit()

    def _checked(self) -> str:
        self._unlocked()
        first = self.first.text()
        if len(first) < passphrases.SHORTEST:
            raise UserError("口令少于 8 个字符，没有修改。", "请使用至少 8 个字符的口令。")
        if first != self.second.text():
            raise UserError("两次输入的口令不一致，没有修改。", "请重新输入。")
        if not self.understood.isChecked():
            raise UserError("没有修改口令。", "请先勾选“我已知道”一项。")
        return first

    def _unlocked(self) -> None:
        """Ask for the old passphrase, so that an open window is not enough to change it."""
        workspace = self._bridge.workbench.workspace
        if workspace.has_passphrase:
            keys.unlock(workspace.folder, self.current.text())


def secret(name: str) -> QLineEdit:
    """Return a field whose characters are not shown."""
    field = QLineEdit()
    reveal(field, False)
    field.setAccessibleName(name)
    field.setMaximumWidth(360)
    return field


def reveal(field: QLineEdit, on: bool) -> None:
    """Show or hide the characters of a passphrase.

    Input methods stay as they were: what was typed with Chinese characters must be typable again.
    """
    field.setEchoMode(QLineEdit.EchoMode.Normal if on else QLineEdit.EchoMode.Password)
    field.setInputMethodHints(
        Qt.InputMethodHint.ImhSensitiveData | Qt.InputMethodHint.ImhNoPredictiveText
    )
