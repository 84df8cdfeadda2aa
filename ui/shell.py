"""The main window: three columns under one toolbar. It puts the parts together, no more."""

from collections.abc import Callable, Sequence
from contextlib import ExitStack
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QCloseEvent, QResizeEvent
from PySide6.QtWidgets import QApplication, QWidget

from ui import routes
from ui.bridge import Bridge
from ui.case_column import CaseColumn
from ui.hearing.live import closing
from ui.hearing_routes import hearing_key, hearings_key
from ui.importing import Importer
from ui.jobs_panel import JobsPanel
from ui.message_history import MessageHistory
from ui.opening import Opening
from ui.quick_open import QuickOpen
from ui.quick_search import QuickSearch
from ui.routes import confirmation_key, paper_key
from ui.sidebar.panel import Sidebar
from ui.status import StatusStrip
from ui.stepping import step_focus
from ui.toolbar import Toolbar
from ui.warming import Warming, for_pages
from ui.widgets.columns import LEFT, RIGHT, Columns
from ui.widgets.drawing import Drawer
from ui.window_actions import shell_actions
from ui.window_state import WindowState
from ui.work_window import WorkWindow
from workbench.kernel.advice import Source
from workbench.kernel.offline import GuardState


class Shell(WorkWindow):
    """The main window over a bridge.

    Args:
        bridge: the open workbench.
        guard: tells what the network guard does now.
    """

    def __init__(self, bridge: Bridge, guard: Callable[[], GuardState]) -> None:
        self.importer = Importer(bridge)
        super().__init__(Opening(bridge, self.importer))
        self.opening.setParent(self)
        self.importer.setParent(self)
        self.opening.windows.add(self)
        self.show_title("法官工作台")
        self._hurried = False
        self.column = CaseColumn(bridge)
        self.jobs = JobsPanel(bridge)
        self.history = MessageHistory(self.opening.windows.log)
        self.sidebar = Sidebar(bridge)
        self.status = StatusStrip(bridge, guard)
        self.quick = QuickOpen(self, QuickSearch(self.opening, lambda: self.actions_here))
        self.columns = Columns(self.column, self.middle, self.sidebar)
        self.actions_here = shell_actions(self)
        self.toolbar = Toolbar(self)
        self._lay_out()
        self._state = WindowState(self)
        self._connect()

    def start(self) -> None:
        """Show the window as it was left, and go on with interrupted jobs."""
        self.bridge.workbench.get_ready()
        self._state.restore()
        if not self.panes.open_keys():
            self.open_key(routes.CASES)
        self.show()
        Warming(self, for_pages())
        self.opening.windows.activated(self)
        workspace = self.bridge.workbench.workspace
        if workspace.read_only:
            self.opening.windows.tell_problem(workspace.why_read_only, "可以查看，不能修改。")
        if number := self.importer.resume_interrupted():
            self.bridge.notice.emit(f"已继续上次中断的 {number} 项任务，点击状态栏可查看。")
        closing.tell_found(self.bridge)

    @property
    def case(self) -> str:
        """Id of the open case; empty while there is none."""
        return self.opening.case

    @property
    def drawer(self) -> Drawer:
        """Draws pages of papers."""
        return self.opening.drawer

    def open_key(self, key: str) -> QWidget | None:
        """Bring a page to the front; ``None`` if it is gone (said in the message bar)."""
        return self.opening.open_key(key)

    def open_case(self, case_id: str) -> None:
        """Open a case at its overview."""
        self.opening.open_case(case_id)

    def open_source(self, source: Source) -> None:
        """Open what a source points at, and mark the place."""
        self.opening.open_source(source)

    def show_cases(self) -> None:
        """Leave the open case and show all cases."""
        self.opening.acts.show_cases()

    def show_hearings(self) -> None:
        """Show the hearings of the open case."""
        if self.case:
            self.open_key(hearings_key(self.case))
        else:
            self.bridge.notice.emit("还没有打开案件。打开案件后，可在左栏或用快捷键进入庭审。")

    def bring(self, paths: Sequence[Path]) -> None:
        """Import into the open case, or into a new one named after what was brought."""
        self.opening.acts.bring(paths, self.case)

    # Parts of the window

    def toggle_jobs(self) -> None:
        """Show or hide the list of jobs."""
        if not self.jobs.isHidden():
            self._put_away(self.jobs)
            return
        self.history.hide()
        self.jobs.show()
        self.jobs.choose_open()
        self.jobs.setFocus(Qt.FocusReason.OtherFocusReason)

    def toggle_messages(self) -> None:
        """Show or hide the messages that were told."""
        if self.history.isHidden():
            self.show_messages()
        else:
            self._put_away(self.history)

    def show_messages(self) -> None:
        """Show the messages that were told."""
        self.jobs.hide()
        self.history.show()
        self.history.setFocus(Qt.FocusReason.OtherFocusReason)

    def toggle_sidebar(self) -> None:
        """Show or close the sidebar."""
        self.sidebar.set_open(self.sidebar.isHidden())

    def toggle_column(self) -> None:
        """Show the left column or fold it away."""
        self.columns.show_column(LEFT, self.column.isHidden())

    def quick_open(self) -> None:
        """Show the list of Ctrl+K."""
        self.quick.ask()

    def review(self) -> None:
        """Open the form in which the open case's values are confirmed."""
        if self.case:
            self.open_key(confirmation_key(self.case))

    def step_column(self, step: int) -> None:
        """Move the keyboard to the next (1) or the previous (-1) column or pane."""
        step_focus(self, step)

    def nothing_to_close(self) -> None:
        """Close the lists below the work on Esc."""
        self._put_away(self.jobs)
        self._put_away(self.history)

    def leave(self) -> bool:
        """Close without a question, as the desktop or the system wants it; say whether it did."""
        self._hurried = True
        return self.close()

    # Qt

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Close the list over the window: its place has changed."""
        super().resizeEvent(event)
        self.quick.hide()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Keep the layout and close what is open, the workbench even if the rest fails."""
        if not self._hurried and not closing.may_close(self, self.bridge):
            event.ignore()
            return
        typed_in = QApplication.focusWidget()
        if typed_in is not None and not self.bridge.closed:
            typed_in.clearFocus()  # a field that is left keeps what was typed in it
        with ExitStack() as steps:
            steps.callback(super().closeEvent, event)
            steps.callback(self.bridge.close)
            steps.callback(self.drawer.close)
            steps.callback(self.opening.windows.close_others)
            steps.callback(self._state.end)
            if not self.bridge.closed:
                self.bridge.attempt(self._state.save)

    # Putting together

    def _lay_out(self) -> None:
        for panel in (self.jobs, self.history):
            self.put_below(panel, 2)
            panel.hide()
        self.middle.setMinimumWidth(360)
        self.addToolBar(self.toolbar)
        self.setCentralWidget(self.columns)
        self.setStatusBar(self.status)

    def _connect(self) -> None:
        opening, column = self.opening, self.column
        opening.case_changed.connect(self._show_case)
        opening.review_wanted.connect(self.review)
        self.sidebar.review_wanted.connect(self.review)
        opening.messages_wanted.connect(self.show_messages)
        opening.windows.log.changed.connect(self._count_messages)
        self.panes.moved.connect(self._on_moved)
        self.columns.fold_wanted.connect(self._fold)
        self.columns.shown.connect(self.toolbar.show_column)
        for panel in (self.jobs, self.history):
            panel.closed.connect(partial(self._put_away, panel))
        self.status.jobs_wanted.connect(self.toggle_jobs)
        self.status.live_wanted.connect(lambda hearing: self.open_key(hearing_key(hearing)))
        self.status.messages_wanted.connect(self.toggle_messages)
        self.status.settings_wanted.connect(lambda: self.open_key(routes.SETTINGS))
        self.status.library_wanted.connect(lambda: self.open_key(routes.LIBRARY))
        self.sidebar.opened.connect(lambda on: self.columns.show_column(RIGHT, on))
        column.list.chosen.connect(self.open_case)
        column.list.new_wanted.connect(opening.acts.new_case)
        column.list.delete_wanted.connect(opening.acts.delete_case)
        column.rooms.left.connect(opening.acts.show_cases)
        column.rooms.overview_wanted.connect(lambda: self.open_case(self.case))
        column.rooms.hearings_wanted.connect(self.show_hearings)
        column.rooms.paper_wanted.connect(lambda key: self.open_key(paper_key(key)))
        column.rooms.papers_deleted.connect(self._close_papers)
        column.rooms.split_wanted.connect(self._split)
        column.rooms.files_dropped.connect(
            lambda paths: opening.acts.take_drop(paths, self.case_here())
        )

    def _show_case(self, case_id: str) -> None:
        self.column.show_case(case_id)
        self.sidebar.set_case(case_id)
        self.jobs.set_case(case_id)

    def _count_messages(self) -> None:
        self.status.show_messages(len(self.opening.windows.log.messages))

    def _put_away(self, panel: QWidget) -> None:
        """Hide a panel below the work; the keyboard goes back to the work if it was there."""
        here = self.focusWidget()
        inside = here is not None and panel.isAncestorOf(here)
        panel.hide()
        if inside and self.tabs.currentWidget() is not None:
            self.tabs.currentWidget().setFocus(Qt.FocusReason.OtherFocusReason)

    def _fold(self, place: int) -> None:
        if place == RIGHT:
            self.sidebar.set_open(False)
        elif not self.column.isHidden():
            self.toggle_column()

    def _split(self, document_id: str) -> None:
        from ui.widgets.split_dialog import split_paper

        split_paper(self.bridge, self.drawer, document_id, self)

    def _close_papers(self, ids: Sequence[str]) -> None:
        for key in ids:
            self.opening.close_gone(paper_key(key))

    def _on_moved(self) -> None:
        self.opening.follow(self.tabs.current_key())
        self.columns.set_pages(1 + self.panes.is_split)
        self.toolbar.show_history(self.tabs.can_go(-1), self.tabs.can_go(1))
