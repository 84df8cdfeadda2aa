"""The page of knowledge of causes: list by area, one cause to read, check of what it cites."""

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QAction, QDesktopServices, QGuiApplication, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QMenu, QStackedWidget, QWidget

from ui.answer import Answer
from ui.bridge import Bridge
from ui.pages.knowledge_check import CheckView
from ui.pages.knowledge_list import KnowledgeList
from ui.pages.knowledge_view import KnowledgeView
from ui.place import Place, words
from ui.sidebar.text import button, column
from ui.widgets.empty import EmptyState
from ui.widgets.shelf_bar import ShelfBar
from ui.widgets.sided import Sided
from workbench.kernel.errors import UserError
from workbench.law.knowledge.model import CauseKnowledge
from workbench.law.knowledge.shelf import Shelf

READING = ("正在读取要件知识", "三百来个文件，约需一秒。")
CHOOSE = (
    "选一个案由或罪名",
    (
        "左边按民事、刑事、行政列出。每个文件写明要件、证据、常见争点和决定案件的条文；"
        "它是工作提示，不是法律。"
    ),
)


class KnowledgePage(QFrame):
    """要件知识."""

    def __init__(self, bridge: Bridge, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self.shelf: Shelf | None = None
        self._wanted = ""
        self.setAccessibleName("要件知识")
        self.setProperty("helpTopic", "knowledge")
        layout = column(self, spacing=8, margin=8)
        layout.addLayout(self._top())
        self.checks = CheckView(bridge)
        layout.addWidget(self.checks)
        self.list = KnowledgeList()
        self.view = KnowledgeView(bridge)
        self.hint = EmptyState("check", *READING)
        self.work = QStackedWidget()
        self.work.addWidget(self.hint)
        self.work.addWidget(self.view)
        split = Sided()
        split.addWidget(self.list)
        split.addWidget(self.work)
        layout.addWidget(split, 1)
        self._answer = Answer(self, bridge, self._take, self._refuse)
        self._connect()
        self.setFocusProxy(self.list)
        self.reload()

    @property
    def reading(self) -> bool:
        """Whether the files are being read."""
        return self._answer.awaited

    def reload(self) -> None:
        """Read all files anew, beside the window."""
        if self.view.found is not None:
            self._wanted = self.view.found.cause
        self._answer.wait(self._bridge.workbench.knowledge.load())

    def open_cause(self, name: str) -> None:
        """Show the file of a cause by one of its names, as soon as the files are read."""
        self._wanted = name
        if self.shelf is None or not name:
            return
        every = (*self.shelf.causes, *self.shelf.common)
        found = self.shelf.of(name) or next((f for f in every if f.cause == name), None)
        self._wanted = ""
        if found is None:
            self._bridge.notice.emit(f"要件知识中还没有“{name}”，可从左边选相近的案由。")
            self.list.filter.setText("")
            return
        self._show(found)

    def place(self) -> Place:
        """Return the cause that is read; see :mod:`ui.place`."""
        found = self.view.found
        return {
            "cause": found.cause if found else self._wanted,
            "filter": self.list.filter.text(),
        }

    def go_to(self, place: Place) -> None:
        """Show a cause again."""
        self.list.filter.setText(words(place, "filter"))
        self._wanted = words(place, "cause")
        self.open_cause(self._wanted)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Let the list of misses take a part of the height only."""
        super().resizeEvent(event)
        self.checks.table.setMaximumHeight(max(60, min(180, self.height() // 4)))

    # Parts

    def _top(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(8)
        self.shelves = ShelfBar(self._bridge, "knowledge", self)
        row.addWidget(self.shelves, 1)
        self.check_all = button("核对全部引文", "check", "逐个文件查看所引条文是否在本机法规库中")
        self.own = button("本院文件", "folder", "本院自己写的文件：所在文件夹、重新读取")
        menu = QMenu(self)
        self.again = QAction("重新读取", menu)
        self.again.setToolTip(self._bridge.shortcuts.tip("knowledge.reload"))
        self.faulty = QAction("没有读入的文件…", menu)
        self.open_folder = QAction("打开本院文件夹", menu)
        self.copy_path = QAction("复制文件夹路径", menu)
        self.faulty.setEnabled(False)
        menu.addActions([self.again, self.faulty])
        menu.addSeparator()
        menu.addActions([self.open_folder, self.copy_path])
        self.own.setMenu(menu)
        row.addWidget(self.check_all)
        row.addWidget(self.own)
        return row

    def _connect(self) -> None:
        bind = self._bridge.shortcuts.bind
        bind("knowledge.find", self, self._find)
        bind("knowledge.check", self, self._check_this)
        bind("knowledge.reload", self, self.reload)
        self.list.chosen.connect(self._show)
        self.view.check_wanted.connect(self._check_this)
        self.view.save_wanted.connect(self._save)
        self.view.cause_wanted.connect(self.open_cause)
        self.check_all.clicked.connect(self._check_all)
        self.again.triggered.connect(self.reload)
        self.faulty.triggered.connect(self._show_faulty)
        self.open_folder.triggered.connect(self._open_folder)
        self.copy_path.triggered.connect(self._copy_path)

    # State

    def _refuse(self, error: UserError) -> None:
        self._bridge.failed.emit(error.message, error.advice)
        self.hint.tell("要件知识读不出来", "程序自带的文件有误，请重新安装程序；本院文件没有改动。")

    def _take(self, shelf: Shelf) -> None:
        first, self.shelf = self.shelf is None, shelf
        self.list.show_files((*shelf.causes, *shelf.common))
        self.hint.tell(*CHOOSE)
        self.faulty.setEnabled(bool(shelf.faulty))
        self.faulty.setText(f"没有读入的文件（{len(shelf.faulty)}）…")
        if shelf.faulty:
            self.checks.show_faulty(shelf.faulty)
        elif not first:
            self.checks.put_away()
            self._bridge.notice.emit("已重新读取要件知识，所有文件都已读入。")
        if self._wanted:
            self.open_cause(self._wanted)

    def _show(self, found: CauseKnowledge) -> None:
        if self.shelf is not None:
            self.view.show_file(found, self.shelf.common_to(found.area))
            self.work.setCurrentWidget(self.view)
            self.list.mark(found)

    def _show_faulty(self) -> None:
        if self.shelf is not None:
            self.checks.show_faulty(self.shelf.faulty)

    def _find(self) -> None:
        self.list.filter.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.list.filter.selectAll()

    def _check_this(self) -> None:
        if self.view.found is not None and self._has_library():
            self.checks.start([self.view.found])

    def _check_all(self) -> None:
        if self.shelf is not None and self._has_library():
            self.checks.start((*self.shelf.causes, *self.shelf.common))

    def _has_library(self) -> bool:
        law = self._bridge.workbench.law
        if law.counts().articles:
            return True
        self._bridge.failed.emit("法规库是空的，无法核对引文。", "请先在法规库中导入法规包。")
        return False

    def _save(self) -> None:
        found, knowledge = self.view.found, self._bridge.workbench.knowledge
        if found is None:
            return
        target = self._bridge.attempt(lambda: knowledge.save_own(found))
        if target is not None:
            self._bridge.notice.emit(
                f"已另存为“{target}”。用记事本修改后，在“本院文件”中按“重新读取”。"
            )
            self.reload()

    def _open_folder(self) -> None:
        folder = self._bridge.workbench.knowledge.folder
        if not folder.is_dir():
            self._bridge.notice.emit(
                f"还没有本院文件。文件夹是“{folder}”，第一次“另存为本院文件”时建立。"
            )
        elif not QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder))):
            self._bridge.notice.emit(f"系统没有打开文件夹的程序。文件夹是“{folder}”。")

    def _copy_path(self) -> None:
        folder = self._bridge.workbench.knowledge.folder
        QGuiApplication.clipboard().setText(str(folder))
        self._bridge.notice.emit(f"已复制：{folder}")
