"""The first start in three steps, each of which can be skipped; found again in the help.

The demonstration opens in a workspace of its own: what is invented must never stand among a
judge's cases, in searches, counts and journals, nor be left to a person to clean up.
"""

import sys
from functools import partial

from PySide6.QtCore import QProcess, Qt, Signal
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QProgressBar,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from ui import icons
from ui.app import WELCOME_DONE
from ui.bridge import Bridge
from ui.pages.library_import import ImportBar
from ui.sidebar.flow import FlowLayout
from ui.sidebar.text import button, column, marked, sheet, wrapped
from ui.widgets.passphrase_form import PassphraseForm
from ui.workspace_change import change_folder
from workbench.kernel import location
from workbench.kernel.changes import Changes

HONEST = (
    "口令可以不设。不设时数据仍然加密，但密钥就在同一文件夹里，拿到整个文件夹的人可以打开它。"
    "设了口令，忘记就无法恢复，任何人都没有办法。"
)
DEMO_WORDS = (
    "演示案件是虚构的民间借贷案，放在单独的演示工作区里，不会混进您的案件。"
    "第一次生成约需十几秒到一分钟；看完可以回到您的工作区。"
)


class WelcomePage(QScrollArea):
    """第一步.

    Signals:
        left: the person wants to begin.
    """

    left = Signal()

    def __init__(self, bridge: Bridge, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self.setAccessibleName("第一步")
        self.setProperty("helpTopic", "welcome")
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        content = QWidget()
        outer = QHBoxLayout(content)
        middle = QWidget()
        middle.setMaximumWidth(760)
        layout = column(middle, spacing=12, margin=8)
        layout.addWidget(wrapped("欢迎使用法官工作台", "title"))
        words = "三步就绪，每一步都可以跳过，以后在“设置”和“帮助”里都能找到。程序不联网。"
        layout.addWidget(wrapped(words, "muted"))
        layout.addWidget(self._folder_step())
        layout.addWidget(self._library_step())
        layout.addWidget(self._demo_step())
        layout.addLayout(self._end_row())
        layout.addStretch(1)
        outer.addStretch(1)
        outer.addWidget(middle, 20)
        outer.addStretch(1)
        self.setWidget(content)
        self.setFocusProxy(self.begin)
        bridge.changed.connect(self._on_changed)
        self._say_library()

    def leave(self) -> None:
        """Begin, and do not come back by itself."""
        self._bridge.workbench.settings.set(WELCOME_DONE, True)
        self.left.emit()

    # Steps

    def _folder_step(self) -> QFrame:
        box, layout = _step("第一步　文件夹和口令")
        workspace = self._bridge.workbench.workspace
        layout.addWidget(wrapped(f"全部数据放在这个文件夹里，始终加密：{workspace.folder}"))
        self.change = button("换一个文件夹…", "folder")
        self.change.clicked.connect(partial(change_folder, self, self._bridge))
        layout.addWidget(self.change, 0, Qt.AlignmentFlag.AlignLeft)
        layout.addWidget(wrapped(HONEST, "muted"))
        self.form = PassphraseForm(self._bridge)
        self.form.changed.connect(self._say_passphrase)
        layout.addWidget(self.form)
        self.passphrase_state = marked("check", "good", "已设口令。")
        layout.addWidget(self.passphrase_state)
        self._say_passphrase()
        return box

    def _library_step(self) -> QFrame:
        box, layout = _step("第二步　导入法规包")
        layout.addWidget(
            wrapped(
                "程序不附带法规全文。选择单位提供的法规文件夹或压缩包；导入在后台进行，"
                "可以继续下一步。没有法规库时，法条推荐不可用，其余照常。"
            )
        )
        self.bar = ImportBar(self._bridge)
        row = FlowLayout(spacing=8)
        self.from_folder = button("选择文件夹…", "folder")
        self.from_files = button("选择文件或压缩包…", "import")
        self.from_folder.clicked.connect(self.bar.choose_folder)
        self.from_files.clicked.connect(self.bar.choose_files)
        for widget in (self.from_folder, self.from_files):
            widget.setEnabled(not self._bridge.workbench.workspace.read_only)
            row.addWidget(widget)
        layout.addLayout(row)
        layout.addWidget(self.bar)
        self.library_state = wrapped(role="small")
        layout.addWidget(self.library_state)
        return box

    def _demo_step(self) -> QFrame:
        box, layout = _step("第三步　看演示案件")
        folder = location.demo_folder()
        here = self._bridge.workbench.workspace.folder == folder
        words = "现在打开的就是演示工作区，其中的人和事都是虚构的。" if here else DEMO_WORDS
        layout.addWidget(wrapped(words))
        self.demo_state = wrapped(role="small")
        self.demo_state.setAccessibleName("演示的进度")
        self.demo_state.hide()
        layout.addWidget(self.demo_state)
        row = QHBoxLayout()
        self.demo = button("回到我的工作区" if here else "打开演示案件", "play")
        self.demo.clicked.connect(self._go_home if here else self.open_demo)
        self.stop_demo = button("取消", "stop", "停止生成演示案件")
        self.stop_demo.clicked.connect(self._stop_demo)
        self.stop_demo.hide()
        self.demo_bar = QProgressBar()
        self.demo_bar.setAccessibleName("正在生成演示案件")
        self.demo_bar.setRange(0, 0)
        self.demo_bar.hide()
        for widget in (self.demo, self.demo_bar, self.stop_demo):
            row.addWidget(widget)
        row.addStretch(1)
        layout.addLayout(row)
        self._process = QProcess(self)
        self._process.setProcessChannelMode(QProcess.ProcessChannelMode.MergedChannels)
        self._process.readyReadStandardOutput.connect(self._on_demo_words)
        self._process.finished.connect(self._on_demo_made)
        return box

    def _end_row(self) -> FlowLayout:
        row = FlowLayout(spacing=8)
        self.begin = button("开始工作", "", "以后启动时不再显示这一页")
        icons.primary(self.begin)
        self.begin.clicked.connect(self.leave)
        self.manual = button("打开手册", "help")
        self.manual.clicked.connect(lambda: self._bridge.open_page.emit("help:start"))
        row.addWidget(self.begin)
        row.addWidget(self.manual)
        return row

    # The demonstration

    def open_demo(self) -> None:
        """Open the demonstration workspace; make it first where there is none."""
        folder = location.demo_folder()
        if location.demo_ready(folder):
            self._bridge.open_workspace.emit(folder)
            return
        arguments = ["-m", "workbench", "demo", "--folder", str(folder), "--no-window"]
        self._process.start(sys.executable, arguments)
        self._show_making(True, "正在生成演示案件……")

    def _stop_demo(self) -> None:
        self._process.kill()
        self._show_making(False, "已取消生成演示案件。")

    def _on_demo_words(self) -> None:
        text = bytes(self._process.readAllStandardOutput().data()).decode("utf-8", "replace")
        lines = [line.strip() for line in text.splitlines() if line.strip()]
        if lines:
            self.demo_state.setText(lines[-1][:80])

    def _on_demo_made(self) -> None:
        self._show_making(False, self.demo_state.text())
        folder = location.demo_folder()
        if location.demo_ready(folder):
            self._bridge.open_workspace.emit(folder)
        elif "取消" not in self.demo_state.text():
            self.demo_state.setText(f"演示案件没有生成：{self.demo_state.text()}")

    def _show_making(self, on: bool, words: str) -> None:
        self.demo.setVisible(not on)
        self.demo_bar.setVisible(on)
        self.stop_demo.setVisible(on)
        self.demo_state.setText(words)
        self.demo_state.show()

    def _go_home(self) -> None:
        self._bridge.open_workspace.emit(location.default_folder())

    # State

    def _say_passphrase(self) -> None:
        has = self._bridge.workbench.workspace.has_passphrase
        self.passphrase_state.setVisible(has)

    def _say_library(self) -> None:
        counts = self._bridge.workbench.law.counts()
        words = "法规库还是空的。"
        if counts.articles:
            words = f"法规库已有法律文件 {counts.laws:,} 部、条文 {counts.articles:,} 条。"
        self.library_state.setText(words)

    def _on_changed(self, changes: Changes) -> None:
        if "library" in changes.kinds:
            self._say_library()


def _step(title: str) -> tuple[QFrame, QVBoxLayout]:
    box = sheet("reading")
    layout = column(box, spacing=8, margin=16)
    layout.addWidget(wrapped(title, "heading"))
    return box, layout
