"""The list of jobs: progress, time left, cancel, go on, why one failed."""

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHeaderView,
    QLabel,
    QPushButton,
    QStackedLayout,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from ui import icons
from ui.account_list import AccountList
from ui.bridge import Bridge
from ui.importing import KIND as IMPORT
from ui.jobs_model import (
    LEFT,
    OPEN,
    PROGRESS,
    STATE,
    TITLE,
    WHEN,
    WORDS,
    JobsModel,
    ProgressDelegate,
    in_order,
)
from ui.sidebar.flow import FlowLayout
from ui.soon import Soon
from ui.widgets.empty import EmptyState
from workbench.kernel.changes import Changes
from workbench.kernel.job_table import JOB_STATE_WORDS, Job, JobState

REFRESH_MS = 250
TICK_MS = 1000
MOST = 1000
LOWEST = 150
EMPTY = "导入材料、识别扫描件、提取数据、导入法规都会列在这里。"
RESUMABLE = (JobState.FAILED, JobState.CANCELLED, JobState.INTERRUPTED)


class JobsPanel(QFrame):
    """Jobs below the work.

    Signals:
        closed: the panel is to go away.
    """

    closed = Signal()

    def __init__(self, bridge: Bridge) -> None:
        super().__init__()
        self._bridge = bridge
        self._case = ""
        self.setProperty("surface", "sheet")
        self.setProperty("helpTopic", "window")
        self.setMinimumHeight(LOWEST)
        self.model = JobsModel()
        self.table = _table(self.model)
        self.table.selectionModel().currentChanged.connect(lambda *_: self._offer())
        self.why = QLabel()
        self.why.setTextFormat(Qt.TextFormat.PlainText)
        self.why.setWordWrap(True)
        self.why.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.why.setAccessibleName("所选任务的说明")
        self.account = AccountList()
        self.account.hide()
        self.empty = EmptyState("jobs", "还没有任务", EMPTY)
        self._buttons()
        self._lay_out()
        self.setFocusProxy(self.table)
        self._soon = Soon(self, bridge, REFRESH_MS, self.refresh)
        self._tick = QTimer(self)  # the time left goes on between two steps of a job
        self._tick.setInterval(TICK_MS)
        self._tick.timeout.connect(self._on_tick)
        bridge.changed.connect(self._on_changes)

    def refresh(self) -> None:
        """Read the jobs again; the cursor stays on its job."""
        kept = self.chosen()
        jobs = in_order(self._bridge.workbench.jobs.table.all(MOST), self._case)
        titles = {row.id: row.title for row in self._bridge.cases.rows()}
        if self.model.show_jobs(jobs, titles):
            row = self.model.row_of(kept.id) if kept is not None else -1
            self.table.setCurrentIndex(self.model.index(max(0, row), STATE))
        self._parts.setCurrentIndex(1 if jobs else 0)
        self._offer()

    def set_case(self, case_id: str) -> None:
        """Show the jobs of a case first."""
        self._case = case_id
        if self.isVisible():
            self._soon.ask()

    def choose_open(self) -> None:
        """Put the cursor on the first job that is not over, or on the first."""
        self.refresh()
        rows = (row for row, job in enumerate(self.model.jobs) if job.state in OPEN)
        self.table.setCurrentIndex(self.model.index(next(rows, 0), STATE))

    def chosen(self) -> Job | None:
        """Return the job with the cursor."""
        row = self.table.currentIndex().row()
        return self.model.jobs[row] if 0 <= row < len(self.model.jobs) else None

    def setVisible(self, visible: bool) -> None:
        """Look at the jobs only while they are shown."""
        super().setVisible(visible)
        if visible:
            self.refresh()
            self._tick.start()
        else:
            self._tick.stop()

    # Parts

    def _buttons(self) -> None:
        self.cancel = _button("取消任务", "stop", "停止所选任务，已完成的部分保留")
        self.resume = _button("继续任务", "play", "从停下的地方继续所选任务")
        self.details = _button("详情", "info", "所选导入中每个文件的结果")
        self.details.setCheckable(True)
        self.close_button = _button("关闭", "close", "关闭任务列表（Esc）")
        self.cancel.clicked.connect(self._cancel)
        self.resume.clicked.connect(self._resume)
        self.details.toggled.connect(lambda _: self._show_account())
        self.close_button.clicked.connect(self.closed)

    def _lay_out(self) -> None:
        title = QLabel("任务")
        title.setProperty("role", "heading")
        head = QWidget()
        row = FlowLayout(head, spacing=8)
        row.addWidget(title)
        for button in (self.cancel, self.resume, self.details, self.close_button):
            row.addWidget(button)
        full = QWidget()
        inner = QVBoxLayout(full)
        inner.setContentsMargins(0, 0, 0, 0)
        inner.addWidget(self.table, 2)
        inner.addWidget(self.why)
        inner.addWidget(self.account, 3)
        parts = QWidget()
        self._parts = QStackedLayout(parts)
        self._parts.addWidget(self.empty)
        self._parts.addWidget(full)
        column = QVBoxLayout(self)
        column.setContentsMargins(8, 6, 8, 6)
        column.addWidget(head)
        column.addWidget(parts, 1)

    # State

    def _offer(self) -> None:
        job = self.chosen()
        state = job.state if job else None
        self.cancel.setEnabled(state in OPEN)
        self.resume.setEnabled(state in RESUMABLE)
        self.details.setEnabled(job is not None and job.kind == IMPORT)
        words = _why(job) if job else ""
        self.why.setText(words)
        self.why.setProperty("role", "bad" if state is JobState.FAILED else "muted")
        self.why.style().polish(self.why)
        self.why.setVisible(bool(job and job.message))
        self._show_account()

    def _show_account(self) -> None:
        job = self.chosen()
        shown = self.details.isEnabled() and self.details.isChecked()
        if shown and job is not None:
            self.account.show_lines(self._bridge.workbench.papers.account(job.id))
        self.account.setVisible(shown)
        self.details.setText("收起详情" if shown else "详情")

    def _cancel(self) -> None:
        if (job := self.chosen()) is not None:
            self._bridge.attempt(lambda: self._bridge.workbench.jobs.cancel(job.id))
            self.refresh()

    def _resume(self) -> None:
        if (job := self.chosen()) is not None:
            self._bridge.attempt(lambda: self._bridge.workbench.jobs.resume(job.id))
            self.refresh()

    def _on_changes(self, changes: Changes) -> None:
        if "jobs" in changes.kinds and self.isVisible():
            self._soon.ask()

    def _on_tick(self) -> None:
        if any(job.state is JobState.RUNNING for job in self.model.jobs):
            self._soon.ask()


def _why(job: Job) -> str:
    state = JOB_STATE_WORDS[job.state]
    return job.message if job.message.startswith(state) else f"{state}：{job.message}".strip("：")


def _table(model: JobsModel) -> QTableView:
    table = QTableView()
    table.setModel(model)
    table.setItemDelegateForColumn(PROGRESS, ProgressDelegate(table, model))
    table.setAccessibleName("任务列表")
    table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
    table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
    table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
    table.setTabKeyNavigation(False)
    table.setShowGrid(False)
    table.setWordWrap(False)
    table.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
    table.verticalHeader().hide()
    header = table.horizontalHeader()
    header.setHighlightSections(False)
    header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
    header.setResizeContentsPrecision(50)  # else a thousand rows are looked at for every change
    for place in (STATE, LEFT, WHEN):
        header.setSectionResizeMode(place, QHeaderView.ResizeMode.ResizeToContents)
    for place in (TITLE, WORDS):
        header.setSectionResizeMode(place, QHeaderView.ResizeMode.Stretch)
    header.resizeSection(PROGRESS, 140)
    return table


def _button(words: str, icon: str, more: str) -> QPushButton:
    button = QPushButton(words)
    button.setToolTip(more)
    icons.put(button, icon)
    return button
