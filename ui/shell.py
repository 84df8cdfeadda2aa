"""The window: three columns under one toolbar. It puts the parts together and holds no more."""

from collections.abc import Callable, Sequence
from contextlib import ExitStack
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import (
    QCloseEvent,
    QDragEnterEvent,
    QDragMoveEvent,
    QDropEvent,
    QKeyEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import QFileDialog, QMainWindow, QSplitter, QVBoxLayout, QWidget

from ui import routes
from ui.asking import confirm
from ui.bridge import Bridge
from ui.case_column import CaseColumn
from ui.importing import Importer
from ui.jobs_panel import JobsPanel
from ui.messages import MessageBar
from ui.quick_entries import entries
from ui.quick_open import QuickOpen
from ui.routes import overview_key, paper_key
from ui.sidebar.panel import Sidebar
from ui.status import StatusStrip
from ui.tabs import WorkTabs
from ui.toolbar import Toolbar
from ui.widgets.drawing import Drawer
from ui.widgets.dropping import dropped_paths, take_copy
from ui.window_state import WindowState
from workbench.kernel.advice import Source, SourceKind
from workbench.kernel.changes import Changes
from workbench.kernel.offline import GuardState


class Shell(QMainWindow):
    """The main window over a bridge.

    Args:
        bridge: the open workbench.
        guard: tells what the network guard does now.

    Signals:
        case_changed: id of the case that is open now; empty for none.
    """

    case_changed = Signal(str)

    def __init__(self, bridge: Bridge, guard: Callable[[], GuardState]) -> None:
        super().__init__()
        self.bridge = bridge
        self._case = ""
        self.setWindowTitle("法官工作台")
        self.setAcceptDrops(True)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)
        self.drawer = Drawer(bridge.workbench.workspace.vault, self)
        self.importer = Importer(bridge, self)
        self.tabs = WorkTabs()
        self.messages = MessageBar()
        self.column = CaseColumn(bridge)
        self.jobs = JobsPanel(bridge)
        self.sidebar = Sidebar(bridge)
        self.status = StatusStrip(bridge, guard)
        self.toolbar = Toolbar(self)
        self.quick = QuickOpen(self, lambda text: entries(self, text))
        self._lay_out()
        self._state = WindowState(self, self._columns, bridge.workbench.settings, self._open_pages)
        self._connect()

    def start(self) -> None:
        """Show the window as it was left, and go on with interrupted jobs."""
        keys, current = self._state.restore()
        for key in keys:
            if routes.exists(self.bridge, key):
                self.open_key(key)
        if current in self.tabs.open_keys():
            self.open_key(current)
        if not self.tabs.count():
            self.open_key(routes.CASES)
        self.show()
        workspace = self.bridge.workbench.workspace
        if workspace.read_only:
            self.messages.problem(workspace.why_read_only, "可以查看，不能修改。")
        if number := self.importer.resume_interrupted():
            self.messages.notice(f"已继续上次中断的 {number} 项任务，点击状态栏可查看。")

    @property
    def case(self) -> str:
        """Id of the open case; empty while there is none."""
        return self._case

    # What can be opened

    def open_key(self, key: str) -> QWidget | None:
        """Bring a page to the front; ``None`` if it is gone (said in the message bar)."""
        page = self.bridge.attempt(lambda: self._open(key))
        if page is not None:
            page.setFocus(Qt.FocusReason.OtherFocusReason)
        return page

    def on_case(self, slot: Callable[[str], object]) -> None:
        """Call a page's method with the id of the open case, now and at each change."""
        slot(self._case)
        self.case_changed.connect(slot)

    def open_case(self, case_id: str) -> None:
        """Open a case at its overview."""
        self.open_key(overview_key(case_id))

    def open_source(self, source: Source) -> None:
        """Open what a source points at, and mark the place."""
        if source.kind is SourceKind.PAPER:
            from ui.pages.papers import PaperPage

            page = self.open_key(paper_key(source.target))
            if isinstance(page, PaperPage) and source.anchor is not None:
                page.open_anchor(source.anchor)
        elif source.kind is SourceKind.ARTICLE:
            from ui.pages.library import LibraryPage

            page = self.open_key(routes.LIBRARY)
            if isinstance(page, LibraryPage):
                self.bridge.attempt(lambda: page.open_article(int(source.target)))
        else:
            self.bridge.notice.emit("类案库还没有启用，无法打开该来源。")

    def show_cases(self) -> None:
        """Leave the open case and show all cases."""
        self.open_key(routes.CASES)

    def new_case(self) -> None:
        """Make a case and put the cursor on its name."""
        papers = self.bridge.workbench.papers
        case = self.bridge.attempt(lambda: papers.new_case("新案件"))
        if case is None:
            return
        from ui.pages.overview import OverviewPage

        page = self.open_key(overview_key(case.id))
        if isinstance(page, OverviewPage):
            page.fields["title"].line.setFocus(Qt.FocusReason.OtherFocusReason)
            page.fields["title"].line.selectAll()

    def delete_case(self, case_id: str) -> None:
        """Delete a case after asking; its pages are closed once it is gone."""
        papers = self.bridge.workbench.papers
        case, documents = papers.case(case_id), papers.documents(case_id)
        question = (
            f"确定删除案件“{case.title}”及其 {len(documents)} 件材料吗？\n不能恢复，除非有备份。"
        )
        if not confirm(self, "删除案件", question, "删除"):
            return
        self.bridge.attempt(lambda: papers.delete_case(case_id))
        if routes.exists(self.bridge, overview_key(case_id)):
            return  # the reason was told
        if case_id == self._case:
            self.show_cases()
        for key in (overview_key(case_id), *(paper_key(d.id) for d in documents)):
            self.tabs.close_key(key)

    # Import

    def bring(self, paths: Sequence[Path]) -> None:
        """Import into the open case, or into a new one named after what was brought."""
        case = self.importer.bring(paths, self._case)
        if case and case != self._case:
            self.open_case(case)

    def take_drop(self, paths: Sequence[Path]) -> None:
        """Import what was dropped; of a drop without local files say so."""
        if paths:
            self.bring(paths)
        else:
            self.bridge.failed.emit("拖入的内容不是本机文件，没有导入。", "请先复制到本机再导入。")

    def choose_files(self) -> None:
        """Import files chosen in a dialog."""
        names, _ = QFileDialog.getOpenFileNames(self, "选择要导入的文件")
        self.bring([Path(name) for name in names])

    def choose_folder(self) -> None:
        """Import a folder chosen in a dialog."""
        name = QFileDialog.getExistingDirectory(self, "选择要导入的文件夹")
        self.bring([Path(name)] if name else [])

    def toggle_jobs(self) -> None:
        """Show or hide the list of jobs."""
        self.jobs.setVisible(self.jobs.isHidden())
        if self.jobs.isVisible():
            self.jobs.choose_open()
            self.jobs.setFocus(Qt.FocusReason.OtherFocusReason)

    def toggle_sidebar(self) -> None:
        """Show or close the sidebar."""
        self.sidebar.set_open(not self.sidebar.is_open())

    def quick_open(self) -> None:
        """Show the list of Ctrl+K."""
        self.quick.ask()

    def review(self) -> None:
        """Open the sidebar at what awaits a decision."""
        self.sidebar.set_open(True)
        self.sidebar.focus_first()

    def next_column(self) -> None:
        """Move the keyboard to the next column (F6)."""
        here = self.focusWidget()
        parts = [self.column, self.tabs, self.sidebar]
        inside = (i for i, part in enumerate(parts) if here and part.isAncestorOf(here))
        place = next(inside, -1)
        for step in range(1, len(parts) + 1):
            part = parts[(place + step) % len(parts)]
            if not part.isVisible():
                continue
            if part is self.column:
                self.column.focus()
            elif part is self.tabs and self.tabs.currentWidget():
                self.tabs.currentWidget().setFocus(Qt.FocusReason.ShortcutFocusReason)
            elif not self.sidebar.focus_first():
                self.sidebar.close_button.setFocus(Qt.FocusReason.ShortcutFocusReason)
            return

    # Qt

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take files and folders."""
        if event.mimeData().hasUrls():
            take_copy(event)
            where = "当前案件" if self._case else "新案件"
            self.statusBar().showMessage(f"松开即导入到{where}", 4000)

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        """Go on taking files and folders."""
        if event.mimeData().hasUrls():
            take_copy(event)

    def dropEvent(self, event: QDropEvent) -> None:
        """Import what is dropped."""
        take_copy(event)
        self.statusBar().clearMessage()
        self.take_drop(dropped_paths(event))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc closes a message or the list of jobs, never more."""
        if event.key() == Qt.Key.Key_Escape:
            if not self.messages.close_newest():
                self.jobs.hide()
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Close the list over the window: its place has changed."""
        super().resizeEvent(event)
        self.quick.hide()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Keep the layout and close what is open, the workbench even if the rest fails."""
        with ExitStack() as steps:
            steps.callback(super().closeEvent, event)
            steps.callback(self.bridge.close)
            steps.callback(self.drawer.close)
            steps.callback(self._state.end)
            if not self.bridge.closed:
                self.bridge.attempt(self._state.save)

    # Parts

    def _lay_out(self) -> None:
        middle = QWidget()
        rows = QVBoxLayout(middle)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(0)
        rows.addWidget(self.messages)
        rows.addWidget(self.tabs, 3)
        rows.addWidget(self.jobs, 2)
        self.jobs.hide()
        self._columns = QSplitter(Qt.Orientation.Horizontal)
        self._columns.setHandleWidth(2)
        self._columns.setChildrenCollapsible(False)
        for place, part in enumerate((self.column, middle, self.sidebar)):
            self._columns.addWidget(part)
            self._columns.setStretchFactor(place, int(place == 1))
        middle.setMinimumWidth(360)
        self.addToolBar(self.toolbar)
        self.setCentralWidget(self._columns)
        self.setStatusBar(self.status)

    def _connect(self) -> None:
        bridge, column = self.bridge, self.column
        bridge.failed.connect(self.messages.problem)
        bridge.notice.connect(self.messages.notice)
        bridge.open_source.connect(self.open_source)
        bridge.open_case.connect(self.open_case)
        bridge.changed.connect(self._on_changes)
        self.tabs.wanted.connect(self.open_key)
        self.tabs.moved.connect(self._on_moved)
        self.jobs.closed.connect(self.jobs.hide)
        self.status.jobs_wanted.connect(self.toggle_jobs)
        self.status.settings_wanted.connect(lambda: self.open_key(routes.SETTINGS))
        self.status.library_wanted.connect(lambda: self.open_key(routes.LIBRARY))
        column.list.chosen.connect(self.open_case)
        column.list.new_wanted.connect(self.new_case)
        column.list.delete_wanted.connect(self.delete_case)
        column.rooms.left.connect(self.show_cases)
        column.rooms.overview_wanted.connect(lambda: self.open_case(self._case))
        column.rooms.paper_wanted.connect(lambda key: self.open_key(paper_key(key)))
        column.rooms.papers_deleted.connect(self._close_papers)
        column.rooms.files_dropped.connect(self.take_drop)

    def _open(self, key: str) -> QWidget:
        route, name = routes.route(key), routes.title(self.bridge, key)
        identity = routes.split(key)[1]
        return self.tabs.open(key, lambda: route.make(self, identity), name, route.icon)

    def _set_case(self, case_id: str) -> None:
        if case_id != self._case:
            self._case = case_id
            self.column.show_case(case_id)
            self.sidebar.set_case(case_id)
            self.case_changed.emit(case_id)

    def _close_papers(self, ids: Sequence[str]) -> None:
        for key in ids:
            self.tabs.close_key(paper_key(key))

    def _follow(self, key: str) -> None:
        """Make the case of the page in front the open one; pages of no case leave it as it is."""
        case = routes.case_of(self.bridge, key) if key else None
        if case is not None:
            self._set_case(case)

    def _open_pages(self) -> tuple[list[str], str]:
        return self.tabs.open_keys(), self.tabs.current_key()

    def _on_moved(self) -> None:
        self._follow(self.tabs.current_key())
        self.toolbar.show_history(self.tabs.can_go(-1), self.tabs.can_go(1))
        self._state.later()

    def _on_changes(self, changes: Changes) -> None:
        if changes.kinds & {"cases", "papers"}:
            for key in self.tabs.open_keys():
                if routes.exists(self.bridge, key):
                    self.tabs.retitle(key, routes.title(self.bridge, key))
