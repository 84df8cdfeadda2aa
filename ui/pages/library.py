"""The library page: all laws as a tree, a search, and the law that is read beside them."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QMenu,
    QSplitter,
    QStackedWidget,
    QTabWidget,
    QWidget,
)

from ui import icons
from ui.answer import Answer
from ui.bridge import Bridge
from ui.pages.law_contents import ContentsPane
from ui.pages.law_reader import LawReader
from ui.pages.library_import import ImportBar
from ui.pages.library_packs import PacksView
from ui.pages.library_search import SearchPane
from ui.pages.library_tree import LawTree
from ui.place import Place, number, words
from ui.sidebar.text import column
from ui.widgets.empty import EmptyState
from ui.widgets.shelf_bar import ShelfBar
from ui.widgets.sided import Sided
from ui.words import chinese_date
from workbench.kernel.changes import Changes
from workbench.kernel.clock import today
from workbench.kernel.job_table import JobState
from workbench.law.catalog import Entry
from workbench.law.model import StoredArticle, Version

NO_LIBRARY = (
    "先导入法规",
    "法规库由您自己导入的法规文件组成，全部保存在本机。导入后即可按种类浏览、按词语或条号检索。",
)
IMPORTING = (
    "正在导入法规",
    "导入在后台进行，可以继续其他工作；完成后，这里按种类列出全部法律。",
)
READ_ONLY = "本窗口只能查看，不能导入；请在另一个正在使用的窗口中导入。"
NOTHING_OPEN = (
    "选一部法律，或检索条文",
    "左边按种类和时效列出全部法律；在上面输入“民法典 577”可直接打开条文。",
)


class LibraryPage(QFrame):
    """法规库.

    Signals:
        shown: another law was opened.
    """

    shown = Signal()

    def __init__(self, bridge: Bridge, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self._listed: tuple[int, int, int] | None = None
        self._listing = Answer(self, bridge, self._list_laws)
        self.setAccessibleName("法规库")
        self.setProperty("helpTopic", "library")
        layout = column(self, spacing=8, margin=8)
        self.imports = ImportBar(bridge)
        self.shelves = ShelfBar(bridge, "library", self)
        layout.addWidget(self.shelves)
        layout.addLayout(self._search_row())
        layout.addWidget(self.imports)
        self.parts = QStackedWidget()
        self.nothing = EmptyState(
            "library",
            *NO_LIBRARY,
            [
                ("folder", "选择文件夹…", self.imports.choose_folder),
                ("import", "选择文件或压缩包…", self.imports.choose_files),
            ],
        )
        self.packs = PacksView(bridge)
        self.packs.left.connect(self._leave_packs)
        for part in (self._split(), self.nothing, self.packs):
            self.parts.addWidget(part)
        layout.addWidget(self.parts, 1)
        self._connect()
        self._show_library()
        self._show_building()
        bridge.workbench.law.rules_ready()  # names of laws are read before they are needed
        self.setFocusProxy(self.search_box)

    def open_article(self, article_id: int) -> None:
        """Show an article within its law; says so where it is no longer there."""
        stored = self._bridge.attempt(lambda: self._bridge.workbench.law.stored(article_id))
        if stored is not None:
            self.show_article(stored)
            self._read()

    def show_article(self, stored: StoredArticle) -> None:
        """Show an article within its law, the words of the search marked."""
        self._bridge.attempt(lambda: self.reader.show_article(stored, self._query()))
        self._show_reader()

    def show_version(self, version: Version) -> None:
        """Show a law from its beginning."""
        self._bridge.attempt(lambda: self.reader.show_version(version, self._query()))
        self._show_reader()
        self.side.setCurrentWidget(self.contents if self.reader.sections else self.tree)

    def search(self) -> None:
        """Search at once for what is typed."""
        self.pane.search()

    def place(self) -> Place:
        """Return what is searched for and what is read; see :mod:`ui.place`."""
        stored, version = self.reader.stored, self.reader.version
        return {
            "query": self.search_box.text(),
            "day": self.pane.day_box.text(),
            "article": stored.id if stored is not None else 0,
            "version": version.id if version is not None else 0,
            "side": self.side.currentIndex(),
        }

    def go_to(self, place: Place) -> None:
        """Search again, and show again what the library still has."""
        self.search_box.setText(words(place, "query"))
        self.pane.day_box.setText(words(place, "day"))
        if words(place, "query"):
            self.search()
        library = self._bridge.workbench.law.library
        article, version = int(number(place, "article")), int(number(place, "version"))
        for stored in library.by_id([article]) if article else []:
            self.show_article(stored)
            version = 0
        if version and (found := library.version(version)) is not None:
            self.show_version(found)
        self.side.setCurrentIndex(int(number(place, "side", self.side.currentIndex())))

    def reload(self) -> None:
        """List the laws anew."""
        self._listed = None
        self._show_library()

    def show_packs(self) -> None:
        """Show what was imported."""
        self.packs.reload()
        self.parts.setCurrentWidget(self.packs)
        self.packs.setFocus(Qt.FocusReason.OtherFocusReason)

    # Parts

    def _search_row(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(8)
        tip = self._bridge.shortcuts.tip
        self.search_box = QLineEdit()
        self.search_box.setPlaceholderText("检索条文：词语用空格分开；或“民法典 577”")
        self.search_box.setAccessibleName("检索条文")
        self.search_box.setToolTip(tip("library.find"))
        self.search_box.setClearButtonEnabled(True)
        self.past = QAction(icons.icon("clock"), "本次打开以来的检索", self)
        self.past.triggered.connect(self._show_history)
        self.search_box.addAction(self.past, QLineEdit.ActionPosition.TrailingPosition)
        self.history_menu = QMenu(self)
        packs = QAction("已导入的法规包…", self)
        packs.triggered.connect(self.show_packs)
        self.imports.add_action(packs)
        self.packs_action = packs
        row.addWidget(self.search_box, 1)
        row.addWidget(self.imports.choose)
        return row

    def _split(self) -> QSplitter:
        bridge = self._bridge
        self.tree = LawTree()
        self.pane = SearchPane(bridge, self.search_box)
        self.contents = ContentsPane()
        self.side = QTabWidget()
        self.side.setDocumentMode(True)
        self.side.tabBar().setAccessibleName("法规库的左栏")
        for pane, name in ((self.tree, "目录"), (self.pane, "检索"), (self.contents, "章节")):
            self.side.addTab(pane, name)
        self.reader = LawReader(bridge, keys_in=self)
        self.hint = EmptyState("library", *NOTHING_OPEN)
        self.work = QStackedWidget()
        self.work.addWidget(self.hint)
        self.work.addWidget(self.reader)
        split = Sided()
        split.addWidget(self.side)
        split.addWidget(self.work)
        return split

    def _connect(self) -> None:
        bridge, reader = self._bridge, self.reader
        self.tree.chosen.connect(self.show_version)
        self.pane.article_chosen.connect(self.show_article)
        self.pane.version_chosen.connect(self.show_version)
        self.pane.began.connect(lambda: self.side.setCurrentWidget(self.pane))
        self.pane.read_wanted.connect(self._read)
        self.contents.chosen.connect(reader.go_to_place)
        reader.opened.connect(self._on_opened)
        reader.moved.connect(self.contents.follow)
        self.imports.finished.connect(self._show_library)
        self.imports.told.connect(self._show_nothing)
        bridge.changed.connect(self._on_changed)
        bridge.shortcuts.bind("library.find", self, self._find)
        bridge.shortcuts.bind("library.history", self, self._show_history)
        bridge.shortcuts.bind("library.tree", self, lambda: self._side(self.tree))
        bridge.shortcuts.bind("library.contents", self, lambda: self._side(self.contents))

    # State

    def _query(self) -> str:
        return self.search_box.text() if self.side.currentWidget() is self.pane else ""

    def _find(self) -> None:
        self._leave_packs()
        self.search_box.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.search_box.selectAll()

    def _side(self, pane: QWidget) -> None:
        self.side.setCurrentWidget(pane)
        (self.contents.list if pane is self.contents else pane).setFocus(
            Qt.FocusReason.ShortcutFocusReason
        )

    def _show_history(self) -> None:
        self.history_menu.clear()
        for query in self.pane.history:
            action = self.history_menu.addAction(query.replace("&", "&&"))
            action.triggered.connect(lambda _=False, words=query: self.search_box.setText(words))
        if not self.pane.history:
            self.history_menu.addAction("本次打开以来还没有检索").setEnabled(False)
        corner = self.search_box.rect().bottomLeft()
        self.history_menu.popup(self.search_box.mapToGlobal(corner))

    def _on_opened(self) -> None:
        version = self.reader.version
        self.pane.use_law(version)
        self.contents.show_sections(self.reader.sections, version.title if version else "")
        self.shown.emit()

    def _read(self) -> None:
        """Put the keyboard into the text that is shown."""
        if self.reader.version is not None:
            self.reader.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_reader(self) -> None:
        if self.reader.version is not None:
            self.parts.setCurrentIndex(0)
            self.work.setCurrentWidget(self.reader)

    def _leave_packs(self) -> None:
        if self.parts.currentWidget() is self.packs:
            self.parts.setCurrentIndex(0)
            self._show_library()
            self.imports.choose.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_library(self) -> None:
        law = self._bridge.workbench.law
        counts, day = law.counts(), law.as_of()
        present = bool(counts.articles)
        self.search_box.setEnabled(present)
        self.past.setEnabled(present)
        if self.parts.currentWidget() is not self.packs or not present:
            self.parts.setCurrentIndex(0 if present else 1)
        self._show_nothing()
        upto = f"，最新公布日期 {chinese_date(day)}" if day else ""
        self.tree.state.setText(
            f"法规库：{counts.laws:,} 部、{counts.versions:,} 个版本、"
            f"{counts.articles:,} 条{upto}。"
        )
        known = (counts.laws, counts.versions, counts.articles)
        if known != self._listed:
            self._listed = known
            self._listing.wait(law.searching.listed(today()))

    def _show_nothing(self) -> None:
        """Say why there is nothing yet, and what can be done."""
        read_only = self._bridge.workbench.workspace.read_only
        pending = self.imports.pending
        title, words_of = IMPORTING if pending else NO_LIBRARY
        steps = not read_only and not pending
        self.nothing.tell(title, READ_ONLY if read_only else words_of, steps)

    def _show_building(self) -> None:
        """Say that the index is being built, as long as it is."""
        jobs = self._bridge.workbench.jobs.table.in_state(JobState.QUEUED, JobState.RUNNING)
        building = any(job.kind == "laws.index" for job in jobs)
        self.tree.building.setVisible(building)

    def _list_laws(self, found: list[Entry]) -> None:
        self.tree.show_entries(found)

    @property
    def filling(self) -> bool:
        """Whether the list of laws is awaited."""
        return self._listing.awaited

    def _on_changed(self, changes: Changes) -> None:
        if "jobs" in changes.kinds and not self._bridge.closed:
            self._show_building()
        if "library" in changes.kinds and not self._bridge.closed:
            if not self.imports.pending:
                self._show_library()
            if self.parts.currentWidget() is self.packs:
                self.packs.reload()
