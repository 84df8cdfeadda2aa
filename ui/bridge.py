"""Between Qt and the workbench: changes become signals, problems become sentences.

The store belongs to the thread of the window. Jobs run in child processes; the bridge's timer
takes in what they hand over, so nothing here waits for anything.
"""

from collections.abc import Callable
from typing import TypeVar

from PySide6.QtCore import QObject, Qt, QTimer, Signal

from ui.acting import Acting
from ui.case_feed import CaseFeed
from ui.collecting import Collector
from ui.hearing.live.feed import LiveFeed
from ui.shortcuts import Shortcuts
from workbench.kernel.changes import Changes
from workbench.kernel.errors import UserError
from workbench.workbench import Workbench

T = TypeVar("T")

BUSY_MS = 15
IDLE_MS = 1000
FOLLOW_MS = 3000
FOLLOWED = (
    *("cases", "papers", "notes", "values", "advice", "jobs", "library", "precedents"),
    *("switches", "hearing"),
)
"""What another window may have written, which this one can only read."""


class Bridge(QObject):
    """Wraps an open :class:`Workbench` for the widgets.

    Signals:
        changed: a :class:`Changes`; those that one poll of the jobs brings come as one. In a
            workspace that another window writes, everything is looked at again now and then.
        failed: message and advice of a :class:`UserError`.
        notice: a sentence that needs no action.
        open_source: a :class:`workbench.kernel.advice.Source` to open and mark.
        open_case: id of a case to open.
        open_page: key of a page to open; ``settings:keys`` opens a section of it, ``help:journal``
            a chapter.
        search_report: id of a case whose report of similar cases (类案检索报告) is wanted.
        open_workspace: a folder (:class:`pathlib.Path`) to close this workspace for.
        closing: the workbench is about to be closed; what was typed is kept now or never.

    Attributes:
        shortcuts: the keys of the window's commands.
        cases: the list of cases.
        live: what is recorded from the microphones.
    """

    changed = Signal(object)
    failed = Signal(str, str)
    notice = Signal(str)
    open_source = Signal(object)
    open_case = Signal(str)
    open_page = Signal(str)
    search_report = Signal(str)
    open_workspace = Signal(object)
    closing = Signal()
    _unsynced = Signal()

    def __init__(self, workbench: Workbench, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._workbench = workbench
        self._held: dict[frozenset[str], frozenset[str]] | None = None
        self._closed = False
        self._collector = Collector(self)
        self.acting = Acting(self.failed.emit, self)
        self.shortcuts = Shortcuts(workbench.settings, self)
        self.cases = CaseFeed(workbench.case_rows, self)
        self._unsubscribe = workbench.changes.subscribe(self._on_changes)
        self.changed.connect(self.cases.follow)
        self.live = LiveFeed(workbench.hearing.live, self)
        self.live.failed.connect(self.failed)
        self.changed.connect(self.live.follow)
        self._timer = QTimer(self)
        if workbench.workspace.read_only:
            self._timer.timeout.connect(self._follow)
            self._timer.start(FOLLOW_MS)
        else:
            self._timer.timeout.connect(self._poll)
            self._timer.start(BUSY_MS)
            self._unsynced.connect(self._tell_unsynced, Qt.ConnectionType.QueuedConnection)
            workbench.write_beside(lambda _error: self._unsynced.emit())
            workbench.indexing.follow()

    @property
    def workbench(self) -> Workbench:
        """The open workbench."""
        return self._workbench

    @property
    def closed(self) -> bool:
        """Whether :meth:`close` was called; nothing may be asked of the workbench then."""
        return self._closed

    def attempt(self, action: Callable[[], T]) -> T | None:
        """Run what a person asked for; a :class:`UserError` becomes :attr:`failed`.

        An act on many rows that is under way comes to its end first.
        """
        self.acting.settle()
        try:
            return action()
        except UserError as error:
            self.failed.emit(error.message, error.advice)
            return None

    def close(self) -> None:
        """Stop polling and close the workbench. A second call does nothing."""
        if self._closed:
            return
        self.closing.emit()
        self.acting.settle()
        self._closed = True
        self._timer.stop()
        self.cases.end()
        self.live.end()
        self._unsubscribe()
        self._workbench.close()
        self._collector.end()  # once no thread of the workbench is left

    def _tell_unsynced(self) -> None:
        """Say what a disk that refuses means; it is tried again with every write."""
        self.failed.emit(
            "磁盘没有确认写入，刚才的改动还在内存中，断电会丢失；以前的内容不受影响。",
            "请检查磁盘空间和磁盘状态，暂勿关机；写入恢复后会自动补写。",
        )

    def _follow(self) -> None:
        """Look again at a workspace that another window writes; no word of it comes here."""
        self.changed.emit(Changes.of(*FOLLOWED))

    def _poll(self) -> None:
        if self.acting.busy:
            return  # what a job hands over would stand between the parts of the act
        self._held = {}
        try:
            busy = bool(self.attempt(self._workbench.jobs.poll))
        finally:
            held, self._held = self._held or {}, None
        for cases, kinds in held.items():
            self.changed.emit(Changes(kinds, cases))
        if not self._closed:
            self._timer.setInterval(BUSY_MS if busy else IDLE_MS)

    def _on_changes(self, changes: Changes) -> None:
        if self._held is not None:
            self._held[changes.cases] = self._held.get(changes.cases, frozenset()) | changes.kinds
            return
        self.changed.emit(changes)
        if "jobs" in changes.kinds and not self._workbench.workspace.read_only:
            self._timer.setInterval(BUSY_MS)
