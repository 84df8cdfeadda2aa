"""The list of jobs: progress, time left, cancel, go on."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QProgressBar,
    QPushButton,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from ui import icons
from ui.account_list import AccountList
from ui.bridge import Bridge
from ui.importing import KIND as IMPORT
from ui.soon import Soon
from ui.words import JOB_ICONS, moment, time_left
from workbench.kernel.changes import Changes
from workbench.kernel.job_table import JOB_STATE_WORDS, Job, JobState

COLUMNS = ("状态", "任务", "进度", "剩余时间", "说明", "提交时间")
STATE, TITLE, PROGRESS, LEFT, WORDS, WHEN = range(6)
_ID = Qt.ItemDataRole.UserRole
REFRESH_MS = 250
MOST = 50
OPEN = (JobState.QUEUED, JobState.RUNNING)
RESUMABLE = (JobState.FAILED, JobState.CANCELLED, JobState.INTERRUPTED)


class JobsPanel(QFrame):
    """Jobs, newest first, below the work.

    Signals:
        closed: the panel is to go away.
    """

    closed = Signal()

    def __init__(self, bridge: Bridge) -> None:
        super().__init__()
        self._bridge = bridge
        self._case = ""
        self.setProperty("surface", "sheet")
        self.table = _table()
        self.table.itemSelectionChanged.connect(self._offer)
        self.cancel = _button("取消任务", "stop", "停止所选任务，已完成的部分保留")
        self.resume = _button("继续任务", "play", "从停下的地方继续所选任务")
        self.details = _button("详情", "info", "所选导入中每个文件的结果")
        self.details.setCheckable(True)
        close = _button("关闭", "close", "关闭任务列表（Esc）")
        self.cancel.clicked.connect(self._cancel)
        self.resume.clicked.connect(self._resume)
        self.details.toggled.connect(lambda _: self._show_account())
        close.clicked.connect(self.closed)
        title = QLabel("任务")
        title.setProperty("role", "heading")
        row = QHBoxLayout()
        row.addWidget(title)
        row.addStretch()
        for button in (self.cancel, self.resume, self.details, close):
            row.addWidget(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(8, 6, 8, 6)
        column.addLayout(row)
        column.addWidget(self.table, 1)
        self.account = AccountList()
        self.account.hide()
        column.addWidget(self.account, 3)
        self.setFocusProxy(self.table)
        self._soon = Soon(self, bridge, REFRESH_MS, self.refresh)
        bridge.changed.connect(self._on_changes)
        self.refresh()

    def refresh(self) -> None:
        """Read the jobs again; the selection stays."""
        kept = self._chosen_id()
        jobs = self._bridge.workbench.jobs.table.all(MOST)
        if self.table.rowCount() != len(jobs):
            self.table.setRowCount(len(jobs))
        for row, job in enumerate(jobs):
            self._fill(row, job)
            if job.id == kept and row != self.table.currentRow():
                self.table.setCurrentCell(row, STATE)
        if jobs and self.table.currentRow() < 0:
            self.table.setCurrentCell(0, STATE)
        self._offer()

    def set_case(self, case_id: str) -> None:
        """Show the jobs of a case first."""
        self._case = case_id

    def choose_open(self) -> None:
        """Put the cursor on the newest job that is not over, or on the newest."""
        self.refresh()
        jobs = self._bridge.workbench.jobs.table.all(MOST)
        row = next((i for i, job in enumerate(jobs) if job.state in OPEN), 0)
        if jobs:
            self.table.setCurrentCell(row, STATE)

    def _fill(self, row: int, job: Job) -> None:
        words = {
            STATE: JOB_STATE_WORDS[job.state],
            TITLE: job.title,
            LEFT: time_left(job),
            WORDS: job.message,
            WHEN: moment(job.created),
        }
        for place, text in words.items():
            item = self.table.item(row, place)
            if item is None:
                item = QTableWidgetItem()
                self.table.setItem(row, place, item)
            item.setText(text)
            item.setToolTip(text)
            item.setData(_ID, job.id)
            if place == STATE:
                item.setIcon(icons.icon(JOB_ICONS[job.state]))
        bar = self.table.cellWidget(row, PROGRESS)
        if job.state is JobState.DONE:
            self.table.removeCellWidget(row, PROGRESS)
            return
        if not isinstance(bar, QProgressBar):
            bar = QProgressBar()
            bar.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            self.table.setCellWidget(row, PROGRESS, bar)
        _show_progress(bar, job)

    def _chosen_id(self) -> str:
        item = self.table.item(self.table.currentRow(), STATE)
        return str(item.data(_ID)) if item is not None else ""

    def _offer(self) -> None:
        chosen = self._chosen_id()
        job = self._bridge.workbench.jobs.table.get(chosen) if chosen else None
        state = job.state if job else None
        self.cancel.setEnabled(state in OPEN)
        self.resume.setEnabled(state in RESUMABLE)
        self.details.setEnabled(job is not None and job.kind == IMPORT)
        self._show_account()

    def _show_account(self) -> None:
        shown = self.details.isEnabled() and self.details.isChecked()
        if shown:
            self.account.show_lines(self._bridge.workbench.papers.account(self._chosen_id()))
        self.account.setVisible(shown)
        self.details.setText("收起详情" if shown else "详情")

    def _cancel(self) -> None:
        if chosen := self._chosen_id():
            self._bridge.attempt(lambda: self._bridge.workbench.jobs.cancel(chosen))
            self.refresh()

    def _resume(self) -> None:
        if chosen := self._chosen_id():
            self._bridge.attempt(lambda: self._bridge.workbench.jobs.resume(chosen))
            self.refresh()

    def _on_changes(self, changes: Changes) -> None:
        if "jobs" in changes.kinds and self.isVisible():
            self._soon.ask()


def _show_progress(bar: QProgressBar, job: Job) -> None:
    if job.total:
        bar.setRange(0, job.total)
        bar.setValue(job.done)
        bar.setFormat(f"{job.done} / {job.total}")
        return
    running = job.state is JobState.RUNNING
    bar.setRange(0, 0 if running else 1)
    bar.setValue(0)
    bar.setFormat(f"已处理 {job.done}" if running else "")


def _table() -> QTableWidget:
    table = QTableWidget(0, len(COLUMNS))
    table.setHorizontalHeaderLabels(list(COLUMNS))
    table.setAccessibleName("任务列表")
    table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
    table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
    table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
    table.setTabKeyNavigation(False)
    table.setShowGrid(False)
    table.verticalHeader().hide()
    header = table.horizontalHeader()
    header.setHighlightSections(False)
    header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
    for place in (STATE, LEFT, WHEN):
        header.setSectionResizeMode(place, QHeaderView.ResizeMode.ResizeToContents)
    for place in (TITLE, WORDS):
        header.setSectionResizeMode(place, QHeaderView.ResizeMode.Stretch)
    header.resizeSection(PROGRESS, 140)
    return table


def _button(words: str, icon: str, more: str, parent: QWidget | None = None) -> QPushButton:
    button = QPushButton(words, parent)
    button.setToolTip(more)
    icons.put(button, icon)
    return button
