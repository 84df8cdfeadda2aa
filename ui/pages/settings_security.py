"""The workspace's folder, its passphrase, and what is encrypted."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QCheckBox,
    QFileDialog,
    QFormLayout,
    QHBoxLayout,
    QLineEdit,
    QWidget,
)

from ui.asking import confirm
from ui.bridge import Bridge
from ui.sidebar.text import LinkButton, button, column, marked, wrapped
from workbench.kernel import keys, location, passphrases
from workbench.kernel.errors import UserError
from workbench.kernel.passphrases import Strength

FORGOTTEN = (
    "忘记口令就无法打开工作区：数据以口令加密，没有后门，也没有找回的办法，"
    "本程序的开发者和单位的信息部门都打不开。请把口令写下密封保管，并定期备份。"
)
UNPROTECTED = (
    "现在没有口令：数据仍是加密的，但密钥文件 workspace.key 就在工作区文件夹里，"
    "拿到整个文件夹的人可以打开它。"
)
ENCRYPTED = (
    "加密：数据库（SQLCipher）中的案件、当事人、核对结果、笔记、日志、设置、法规库及其索引。",
    "加密：全部原件和文字层（AES-256-GCM）。",
    "不加密：文件的个数、大小和修改时间；生成的导出文件；您自己另存到别处的文件。",
)
ROLES = {
    Strength.NONE: "",
    Strength.SHORT: "bad",
    Strength.WEAK: "warn",
    Strength.FAIR: "",
    Strength.GOOD: "good",
}


class SecuritySection(QWidget):
    """工作区与口令."""

    def __init__(self, bridge: Bridge) -> None:
        super().__init__()
        self._bridge = bridge
        layout = column(self, spacing=8)
        layout.addWidget(wrapped("文件夹", "heading"))
        layout.addWidget(wrapped(f"工作区文件夹：{bridge.workbench.workspace.folder}"))
        layout.addLayout(self._folder_row())
        layout.addWidget(wrapped("口令", "heading"))
        self.state = wrapped()
        layout.addWidget(self.state)
        layout.addWidget(marked("warning", "warn", FORGOTTEN, "warn"))
        layout.addLayout(self._form())
        self.understood = QCheckBox("我已知道：忘记口令后，任何人都无法恢复其中的数据")
        self.understood.setAccessibleName(self.understood.text())
        layout.addWidget(self.understood)
        self.problem = wrapped(role="bad")
        self.problem.setAccessibleName("口令的问题")
        self.problem.hide()
        layout.addWidget(self.problem)
        layout.addLayout(self._buttons())
        layout.addWidget(wrapped("哪些内容是加密的", "heading"))
        for line in ENCRYPTED:
            layout.addWidget(wrapped(f"· {line}"))
        layout.addStretch(1)
        self.refresh()

    def refresh(self) -> None:
        """Show whether there is a passphrase."""
        workspace = self._bridge.workbench.workspace
        has = workspace.has_passphrase
        self.state.setText("已设口令：打开工作区时需要输入。" if has else UNPROTECTED)
        self._rows.setRowVisible(self.current, has)
        self.set_button.setText("修改口令" if has else "设置口令")
        self.set_button.setAccessibleName(self.set_button.text())
        self.remove_button.setVisible(has)
        for widget in (self.set_button, self.remove_button):
            widget.setEnabled(not workspace.read_only)
        if workspace.read_only:
            self.state.setText(f"{self.state.text()}{workspace.why_read_only}")

    def set_passphrase(self) -> None:
        """Set or change the passphrase to what was typed twice."""
        self._act(self._checked, "口令已设置。请牢记：忘记口令无法恢复数据。")

    def remove_passphrase(self) -> None:
        """Open the workspace without a passphrase from now on."""
        words = "已取消口令，工作区改用密钥文件 workspace.key 打开。"
        self._act(self._unlocked, words)

    def change_folder(self) -> None:
        """Close this workspace and open another one that the person chooses."""
        name = QFileDialog.getExistingDirectory(self, "选择工作区文件夹（已有的，或空文件夹）")
        folder = Path(name) if name else None
        if folder is None or folder == self._bridge.workbench.workspace.folder:
            return
        if self._bridge.attempt(lambda: _usable(folder)) and confirm(
            self,
            "换用工作区",
            f"将关闭现在的工作区并打开“{folder}”，以后启动也用它。\n现在的工作区保持原样。",
            "换用",
        ):
            self._bridge.attempt(lambda: location.choose_folder(folder))
            self._bridge.open_workspace.emit(folder)

    # Parts

    def _folder_row(self) -> QHBoxLayout:
        row = QHBoxLayout()
        self.change = button("换用其他工作区…", "folder", "关闭现在的工作区，打开另一个")
        self.change.clicked.connect(self.change_folder)
        self.backups = LinkButton("打开“备份”", "save")
        self.backups.clicked.connect(lambda: self._bridge.open_page.emit("settings:backup"))
        row.addWidget(self.change)
        row.addWidget(self.backups)
        row.addStretch(1)
        return row

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
        return self._rows

    def _buttons(self) -> QHBoxLayout:
        row = QHBoxLayout()
        self.set_button = button("设置口令", "key")
        self.set_button.clicked.connect(self.set_passphrase)
        self.remove_button = button("取消口令", "lock", "改用密钥文件；需输入现在的口令")
        self.remove_button.clicked.connect(self.remove_passphrase)
        row.addWidget(self.set_button)
        row.addWidget(self.remove_button)
        row.addStretch(1)
        return row

    def _show_hint(self, text: str) -> None:
        hint = passphrases.judge(text)
        self.hint.setText(hint.words)
        self.hint.setProperty("role", ROLES[hint.strength] or "small")
        self.hint.style().polish(self.hint)

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


def _usable(folder: Path) -> bool:
    location.check_folder(folder)
    return True
