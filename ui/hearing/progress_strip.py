"""What is being done to a hearing: progress with the time left, cancel, go on."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QProgressBar, QWidget

from ui.bridge import Bridge
from ui.sidebar.text import button, wrapped
from ui.soon import Soon
from ui.words import time_left
from workbench.kernel.changes import Changes
from workbench.kernel.job_table import JOB_STATE_WORDS, Job, JobState

REFRESH_MS = 200
OPEN = (JobState.QUEUED, JobState.RUNNING)
STOPPED = (JobState.CANCELLED, JobState.INTERRUPTED, JobState.FAILED)


class ProgressStrip(QFrame):
    """Shows the newest job of a hearing while it runs, and where it can be taken up again.

    Signals:
        ended: the job that was shown has ended, however it did.
        told: what is shown is another.
    """

    ended = Signal(object)
    told = Signal()

    def __init__(self, bridge: Bridge, hearing: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("surface", "message")
        self._bridge = bridge
        self._hearing = hearing
        self._job: Job | None = None
        self._dismissed = ""
        self.words = wrapped()
        self.bar = QProgressBar()
        self.bar.setAccessibleName("庭审任务的进度")
        self.bar.setTextVisible(False)
        self.bar.setMaximumHeight(8)
        self.stop = button("取消", "stop", "取消；已经完成的部分保留，可以继续")
        self.go_on = button("继续", "play", "从停下的地方继续")
        self.dismiss = button("关闭", "close", "关闭这一提示")
        row = QHBoxLayout(self)
        row.setContentsMargins(8, 4, 8, 4)
        row.addWidget(self.words, 3)
        row.addWidget(self.bar, 2, Qt.AlignmentFlag.AlignVCenter)
        for part in (self.stop, self.go_on, self.dismiss):
            row.addWidget(part)
        self.stop.clicked.connect(self._cancel)
        self.go_on.clicked.connect(self._resume)
        self.dismiss.clicked.connect(self._dismiss)
        self._soon = Soon(self, bridge, REFRESH_MS, self.refresh)
        bridge.changed.connect(self._on_changed)
        self.refresh()

    @property
    def job(self) -> Job | None:
        """The job that is shown."""
        return self._job

    def refresh(self) -> None:
        """Look at the jobs again."""
        before, table = self._job, self._bridge.workbench.jobs.table
        mine = [
            job
            for job in table.in_state(*OPEN, *STOPPED)
            if job.payload.get("hearing") == self._hearing
        ]
        under_way = [job for job in mine if job.state in OPEN]
        newest = max(under_way or mine, key=lambda job: (job.created, job.id), default=None)
        if before is not None and before.state in OPEN:
            ended = table.get(before.id)
            if ended.state not in OPEN:
                newest = ended if ended.state is not JobState.DONE else newest
                self.ended.emit(ended)
        self._job = newest
        self._show()
        self.told.emit()

    # Inside

    def _show(self) -> None:
        job = self._job
        running = job is not None and job.state in OPEN
        self.setVisible(job is not None and (running or job.id != self._dismissed))
        if job is None:
            return
        self.words.setText(words_of(job))
        self.bar.setVisible(running)
        self.bar.setRange(0, job.total)
        self.bar.setValue(min(job.done, job.total))
        writable = not self._bridge.workbench.workspace.read_only
        self.stop.setVisible(running and writable)
        self.go_on.setVisible(not running and writable)
        self.dismiss.setVisible(not running)

    def _cancel(self) -> None:
        if (job := self._job) is not None:
            self._bridge.attempt(lambda: self._bridge.workbench.jobs.cancel(job.id))
            self.refresh()

    def _resume(self) -> None:
        if (job := self._job) is not None:
            self._bridge.attempt(lambda: self._bridge.workbench.jobs.resume(job.id))
            self.refresh()

    def _dismiss(self) -> None:
        if self._job is not None:
            self._dismissed = self._job.id
            self._show()

    def _on_changed(self, changes: Changes) -> None:
        if "jobs" in changes.kinds:
            self._soon.ask()


def words_of(job: Job) -> str:
    """Say in a line what a job is at, and how long it will take."""
    parts = [job.title, JOB_STATE_WORDS[job.state]]
    if job.total and job.state is JobState.RUNNING:
        parts.append(f"{job.done * 100 // job.total}%")
        if left := time_left(job):
            parts.append(f"剩余{left}" if not left.startswith("剩余") else left)
    if job.message:
        parts.append(job.message)
    return " · ".join(parts)
