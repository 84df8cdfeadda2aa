"""The workspace's folder, its passphrase, and what is encrypted."""

from functools import partial

from PySide6.QtWidgets import QWidget

from ui.bridge import Bridge
from ui.sidebar.flow import FlowLayout
from ui.sidebar.text import LinkButton, button, column, marked, wrapped
from ui.widgets.passphrase_form import PassphraseForm
from ui.workspace_change import change_folder

FORGOTTEN = (
    "忘记口令就无法打开工作区：数据以口令加密，没有后门，也没有找回的办法，"
    "本程序的开发者和单位的信息部门都打不开。请把口令写下密封保管，并定期备份。"
)
UNPROTECTED = (
    "现在没有口令：数据仍是加密的，但密钥文件 workspace.key 就在工作区文件夹里，"
    "拿到整个文件夹的人可以打开它。"
)
ENCRYPTED = (
    "加密：数据库中的案件、当事人、核对结果、笔记、日志、设置、法规库及其索引。",
    "加密：全部原件和文字层。",
    "不加密：文件的个数、大小和修改时间；生成的导出文件；您自己另存到别处的文件。",
)


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
        self.form = PassphraseForm(bridge)
        self.form.changed.connect(self._say_state)
        layout.addWidget(self.form)
        layout.addWidget(wrapped("哪些内容是加密的", "heading"))
        for line in ENCRYPTED:
            layout.addWidget(wrapped(f"· {line}"))
        layout.addStretch(1)
        self._say_state()

    def refresh(self) -> None:
        """Show whether there is a passphrase."""
        self._say_state()
        self.form.refresh()

    def _say_state(self) -> None:
        workspace = self._bridge.workbench.workspace
        words = "已设口令：打开工作区时需要输入。" if workspace.has_passphrase else UNPROTECTED
        self.state.setText(words + workspace.why_read_only)

    def _folder_row(self) -> FlowLayout:
        row = FlowLayout(spacing=8)
        self.change = button("换用其他工作区…", "folder", "关闭现在的工作区，打开另一个")
        self.change.clicked.connect(partial(change_folder, self, self._bridge))
        self.backups = LinkButton("打开“备份”", "save")
        self.backups.clicked.connect(lambda: self._bridge.open_page.emit("settings:backup"))
        row.addWidget(self.change)
        row.addWidget(self.backups)
        return row
