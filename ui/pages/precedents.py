"""The page of the library of precedents: list, what is read beside it, import and packs."""

from functools import cached_property

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QFrame, QHBoxLayout, QStackedWidget, QWidget

from ui.bridge import Bridge
from ui.pages.precedent_import import PrecedentImport
from ui.pages.precedent_packs import PacksView
from ui.pages.precedent_reader import PrecedentReader
from ui.pages.precedent_search import SearchSide
from ui.place import Place, number, words
from ui.sidebar.text import column, wrapped
from ui.soon import Soon
from ui.widgets.empty import EmptyState
from ui.widgets.shelf_bar import ShelfBar
from ui.widgets.sided import Sided
from workbench.kernel.changes import Changes
from workbench.law.precedents.model import StoredPrecedent
from workbench.law.precedents.service import FEATURE

NOTHING = (
    "先导入案例",
    (
        "案例库由您自己导入的裁判文书、指导性案例和人民法院案例库的案例组成，加密保存在本机。"
        "导入后即可查找、阅读、与本案对照。"
    ),
)
IMPORTING = ("正在导入案例", "导入在后台进行，可以继续其他工作；读入的案例随即列在这里。")
READ_ONLY = "本窗口只能查看，不能导入；请在另一个正在使用的窗口中导入。"
CHOOSE = ("选一件案例", "左边输入案号、标题、法院或案由即可查找；按 Enter 进入正文。")
OFF = "案例库的类案功能已关闭：可以查找和阅读，不建立索引，不推荐类案，不核对案号。"
SETTLE_MS = 400


class PrecedentsPage(QFrame):
    """案例库."""

    def __init__(self, bridge: Bridge, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self.setAccessibleName("案例库")
        self.setProperty("helpTopic", "precedents")
        layout = column(self, spacing=8, margin=8)
        self.imports = PrecedentImport(bridge)
        row = QHBoxLayout()
        self.shelves = ShelfBar(bridge, "precedents", self)
        row.addWidget(self.shelves, 1)
        row.addWidget(self.imports.choose, 0, Qt.AlignmentFlag.AlignRight)
        layout.addLayout(row)
        layout.addWidget(self.imports)
        self.off = wrapped(OFF, "warn")
        self.off.setAccessibleName(OFF)
        layout.addWidget(self.off)
        self.nothing = EmptyState(
            "case",
            *NOTHING,
            [
                ("folder", "选择文件夹…", self.imports.choose_folder),
                ("import", "选择文件或压缩包…", self.imports.choose_files),
            ],
        )
        self._case = ""
        self.parts = QStackedWidget()
        for part in (self._split(), self.nothing):
            self.parts.addWidget(part)
        layout.addWidget(self.parts, 1)
        self._actions()
        self._later = Soon(self, bridge, SETTLE_MS, self._take_changes)
        self._connect()
        self._show_library()
        self.setFocusProxy(self.side)

    @cached_property
    def reader(self) -> PrecedentReader:
        """What is read beside the list; made when the first precedent is opened."""
        made = PrecedentReader(self._bridge)
        made.set_case(self._case)
        self.work.addWidget(made)
        return made

    @cached_property
    def packs(self) -> PacksView:
        """The packs, and what was left out; made when they are first asked for."""
        made = PacksView(self._bridge)
        made.left.connect(self._leave_packs)
        made.removing.connect(self.imports.follow)
        self.parts.addWidget(made)
        return made

    @property
    def stored(self) -> StoredPrecedent | None:
        """The precedent that is read."""
        return self.reader.stored if "reader" in self.__dict__ else None

    @property
    def shows_packs(self) -> bool:
        """Whether the packs are shown."""
        return "packs" in self.__dict__ and self.parts.currentWidget() is self.packs

    def open_precedent(self, precedent_id: int) -> None:
        """Show a precedent beside the list."""
        self.reader.show_precedent(precedent_id, self.side.query)
        self.work.setCurrentWidget(self.reader)

    def set_case(self, case_id: str) -> None:
        """Take another case to compare with."""
        self._case = case_id
        if "reader" in self.__dict__:
            self.reader.set_case(case_id)

    def show_packs(self) -> None:
        """Show what was imported."""
        self.packs.reload()
        self.parts.setCurrentWidget(self.packs)
        self.packs.setFocus(Qt.FocusReason.OtherFocusReason)

    def place(self) -> Place:
        """Return what is looked for and what is read; see :mod:`ui.place`."""
        stored = self.stored
        return {
            "query": self.side.box.text(),
            "way": self.side.way.currentIndex(),
            "filters": "\t".join(self.side.filters.state()),
            "open": self.side.more.isChecked(),
            "precedent": stored.id if stored is not None else 0,
        }

    def go_to(self, place: Place) -> None:
        """Look again, and show again what the library still has."""
        self.side.way.setCurrentIndex(int(number(place, "way")))
        self.side.more.setChecked(bool(place.get("open")))
        self.side.filters.restore(words(place, "filters").split("\t"))
        self.side.box.setText(words(place, "query"))
        if shown := int(number(place, "precedent")):
            self.open_precedent(shown)

    # Parts

    def _split(self) -> QWidget:
        self.side = SearchSide(self._bridge)
        self.hint = EmptyState("case", *CHOOSE)
        self.work = QStackedWidget()
        self.work.addWidget(self.hint)
        split = Sided()
        split.addWidget(self.side)
        split.addWidget(self.work)
        return split

    def _actions(self) -> None:
        menu = self.imports.menu
        menu.addSeparator()
        self.packs_action = QAction("案例包、没有收入的文件…", menu)
        self.packs_action.triggered.connect(self.show_packs)
        self.index_action = QAction("更新类案索引", menu)
        self.index_action.triggered.connect(self._index)
        menu.addActions([self.packs_action, self.index_action])
        menu.aboutToShow.connect(self._show_index)

    def _connect(self) -> None:
        bridge = self._bridge
        bind = bridge.shortcuts.bind
        bind("precedents.find", self.side, self.side.ask)
        bind("precedents.search", self, self._to_search)
        bind("precedents.filters", self, self.side.more.toggle)
        self.side.chosen.connect(self.open_precedent)
        self.side.read_wanted.connect(self._read)
        self.imports.told.connect(self._show_nothing)
        self.imports.finished.connect(self._later.ask)
        bridge.changed.connect(self._on_changed)

    # State

    def _to_search(self) -> None:
        self._leave_packs()
        self.side.ask()

    def _read(self) -> None:
        if self.stored is not None:
            self.reader.setFocus(Qt.FocusReason.OtherFocusReason)

    def _leave_packs(self) -> None:
        if self.shows_packs:
            self.parts.setCurrentIndex(0)
            self._show_library()
            self.imports.choose.setFocus(Qt.FocusReason.OtherFocusReason)

    def _index(self) -> None:
        if not self._bridge.workbench.switches.is_on(FEATURE):
            self._bridge.notice.emit("类案功能已关闭，不建立索引；可在设置中打开。")
        elif self._bridge.workbench.precedents.needs_index():
            self.imports.index()
        else:
            self._bridge.notice.emit("类案索引已包括案例库的全部案例。")

    def _show_index(self) -> None:
        workbench = self._bridge.workbench
        needed = workbench.precedents.needs_index()
        self.index_action.setText(
            "更新类案索引（有未编入的案例）" if needed else "类案索引已是最新"
        )
        self.index_action.setEnabled(needed and not workbench.workspace.read_only)

    def _show_library(self) -> None:
        present = bool(self._bridge.workbench.precedents.library.last_id())
        if not self.shows_packs:
            self.parts.setCurrentIndex(0 if present else 1)
        self.off.setVisible(not self._bridge.workbench.switches.is_on(FEATURE))
        self._show_nothing()
        if present:
            self.side.reload()

    def _show_nothing(self) -> None:
        """Say why there is nothing yet, and what can be done."""
        read_only = self._bridge.workbench.workspace.read_only
        pending = self.imports.pending
        title, said = IMPORTING if pending else NOTHING
        steps = not read_only and not pending
        self.nothing.tell(title, READ_ONLY if read_only else said, steps)

    def _take_changes(self) -> None:
        self._show_library()
        if self.shows_packs:
            self.packs.reload()
        if "reader" in self.__dict__:
            self.reader.reload()

    def _on_changed(self, changes: Changes) -> None:
        if changes.kinds & {"precedents", "switches"} and not self._bridge.closed:
            self._later.ask()
