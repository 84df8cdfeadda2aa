"""Passphrase of the workspace, and backups of it."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QApplication,
    QCheckBox,
    QFileDialog,
    QFormLayout,
    QHBoxLayout,
    QLineEdit,
    QWidget,
)

from ui.bridge import Bridge
from ui.sidebar.text import button, column, marked, wrapped
from ui.words import moment
from workbench.kernel import backup, keys
from workbench.kernel.backup import BackupReport
from workbench.kernel.clock import today
from workbench.kernel.errors import UserError

FORGOTTEN = (
    "忘记口令就无法打开工作区：数据以口令加密，没有后门，也没有找回的办法，"
    "本程序的开发者和单位的信息部门都打不开。请把口令写下密封保管，并定期备份。"
)
UNPROTECTED = (
    "现在没有口令：数据仍是加密的，但密钥文件 workspace.key 就在工作区文件夹里，"
    "拿到整个文件夹的人可以打开它。"
)


class SecuritySection(QWidget):
    """工作区与口令."""

    def __init__(self, bridge: Bridge) -> None:
        super().__init__()
        self._bridge = bridge
        layout = column(self, spacing=8)
        folder = wrapped(f"工作区文件夹：{bridge.workbench.workspace.folder}")
        layout.addWidget(folder)
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
        self.second.returnPressed.connect(self.set_passphrase)
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
        self._bridge.notice.emit(words)
        self.refresh()

    def _checked(self) -> str:
        self._unlocked()
        first = self.first.text()
        if len(first) < 8:
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


class BackupSection(QWidget):
    """备份."""

    def __init__(self, bridge: Bridge) -> None:
        super().__init__()
        self._bridge = bridge
        layout = column(self, spacing=8)
        layout.addWidget(
            wrapped(
                "把整个工作区（案件、材料、法规库、日志）写成一个文件，内容保持加密。"
                "请存到另一块磁盘。恢复：在命令行运行“workbench backup restore 备份文件 空文件夹”。"
            )
        )
        row = QHBoxLayout()
        self.make = button("生成备份", "save")
        self.verify = button("校验备份", "check", "逐个核对备份中的文件是否完好")
        self.make.clicked.connect(self.create_backup)
        self.verify.clicked.connect(self.verify_backup)
        self.make.setEnabled(not bridge.workbench.workspace.read_only)
        row.addWidget(self.make)
        row.addWidget(self.verify)
        row.addStretch(1)
        layout.addLayout(row)
        self.result = wrapped()
        self.result.setAccessibleName("备份结果")
        layout.addWidget(self.result)
        layout.addStretch(1)

    def create_backup(self) -> None:
        """Write a backup into a file that the person names."""
        suggested = f"工作台备份-{today():%Y%m%d}.jwbackup"
        name, _ = QFileDialog.getSaveFileName(self, "生成备份", suggested, "备份 (*.jwbackup)")
        if not name:
            return
        file = Path(name)
        report = self._with_patience(lambda: self._bridge.workbench.back_up(file))
        if report is not None:
            words = f"已备份到“{file.name}”：{report.files} 个文件，{report.size / 1e6:.1f} MB。"
            if report.holds_key:
                words += "工作区没有设口令，备份中含有密钥，拿到备份的人可以打开，请妥善保管。"
            self.result.setText(words)

    def verify_backup(self) -> None:
        """Check a backup that the person names."""
        name, _ = QFileDialog.getOpenFileName(
            self, "选择备份", "", "备份 (*.jwbackup);;全部文件 (*)"
        )
        if not name:
            return
        file = Path(name)
        report = self._with_patience(lambda: backup.verify(file))
        if report is not None:
            made = moment(report.created)
            self.result.setText(f"备份完好：{report.files} 个文件，生成于{made}。")

    def _with_patience(self, action: Callable[[], BackupReport]) -> BackupReport | None:
        self.result.setText("正在处理，请稍候……")
        self.result.repaint()
        QApplication.setOverrideCursor(Qt.CursorShape.WaitCursor)
        try:
            report = self._bridge.attempt(action)
        finally:
            QApplication.restoreOverrideCursor()
        if report is None:
            self.result.setText("没有完成，原因见上方消息。")
        return report


def secret(name: str) -> QLineEdit:
    """Return a field whose characters are not shown."""
    field = QLineEdit()
    field.setEchoMode(QLineEdit.EchoMode.Password)
    field.setAccessibleName(name)
    field.setMaximumWidth(360)
    return field
