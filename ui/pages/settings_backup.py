"""Backups of the workspace: made while one works on, checked, restored into an empty folder."""

from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QProgressBar, QWidget

from ui.bridge import Bridge
from ui.sidebar.flow import FlowLayout
from ui.sidebar.text import button, column, wrapped
from ui.widgets.errand_row import ErrandRow
from ui.words import moment
from workbench.kernel import backup_job
from workbench.kernel.backup import BackupReport
from workbench.kernel.changes import Changes
from workbench.kernel.clock import today
from workbench.kernel.errand import Errand
from workbench.kernel.job_table import Job, JobState

FILES = "备份 (*.jwbackup);;全部文件 (*)"
_PENDING = (JobState.QUEUED, JobState.RUNNING)


class BackupSection(QWidget):
    """备份."""

    def __init__(self, bridge: Bridge) -> None:
        super().__init__()
        self._bridge = bridge
        self._job = ""
        layout = column(self, spacing=12)
        layout.addWidget(
            wrapped(
                "把整个工作区（案件、材料、法规库、日志、设置）写成一个文件，内容保持加密。"
                "请存到另一块磁盘，并定期校验。备份进行时可以继续工作。"
            )
        )
        layout.addLayout(self._buttons())
        layout.addWidget(self._progress())
        self.errand = ErrandRow("备份")
        layout.addWidget(self.errand)
        self.result = wrapped()
        self.result.setAccessibleName("备份结果")
        layout.addWidget(self.result)
        layout.addWidget(wrapped("恢复", "heading"))
        layout.addWidget(
            wrapped(
                "恢复到一个新的或空的文件夹，现在的工作区不受影响。恢复后在“工作区与口令”中"
                "换用该文件夹，用生成备份时的口令打开。",
                "muted",
            )
        )
        layout.addStretch(1)
        bridge.changed.connect(self._on_changed)
        self._pick_up()

    def create_backup(self) -> None:
        """Write a backup into a file that the person names."""
        suggested = str(Path.home() / f"工作台备份-{today():%Y%m%d}.jwbackup")
        name, _ = QFileDialog.getSaveFileName(self, "生成备份", suggested, FILES)
        if not name:
            return
        file = Path(name if Path(name).suffix else f"{name}.jwbackup")
        job = self._bridge.attempt(lambda: self._bridge.workbench.start_backup(file))
        if job is not None:
            self._job = job.id
            self._show_job()

    def verify_backup(self) -> None:
        """Check a backup that the person names."""
        if name := self._ask_file():
            self.errand.start(backup_job.verify, {"file": name}, self._verified)
            self._offer()

    def restore_backup(self) -> None:
        """Unpack a backup into an empty folder, both named by the person."""
        name = self._ask_file()
        folder = name and QFileDialog.getExistingDirectory(self, "选择空文件夹（恢复到这里）")
        if not folder:
            return

        def told(errand: Errand) -> None:
            report = self._report(errand)
            if report is not None:
                self._tell(f"已恢复到“{folder}”：{report.files} 个文件。现在的工作区没有改动。")

        self.errand.start(backup_job.restore, {"file": name, "folder": folder}, told)
        self._offer()

    def cancel(self) -> None:
        """Stop the backup that is being made."""
        if self._job:
            self._bridge.attempt(lambda: self._bridge.workbench.jobs.cancel(self._job))

    # Parts

    def _buttons(self) -> FlowLayout:
        row = FlowLayout(spacing=8)
        self.make = button("生成备份…", "save")
        self.verify = button("校验备份…", "check", "逐个核对备份中的文件是否完好")
        self.restore = button("恢复备份…", "undo", "恢复到一个空文件夹")
        self.make.clicked.connect(self.create_backup)
        self.verify.clicked.connect(self.verify_backup)
        self.restore.clicked.connect(self.restore_backup)
        for widget in (self.make, self.verify, self.restore):
            row.addWidget(widget)
        return row

    def _progress(self) -> QWidget:
        self.progress = QWidget()
        row = QHBoxLayout(self.progress)
        row.setContentsMargins(0, 0, 0, 0)
        self.bar = QProgressBar()
        self.bar.setAccessibleName("生成备份的进度")
        self.stop = button("取消", "stop", "停止生成备份，不留下不完整的文件")
        self.stop.clicked.connect(self.cancel)
        row.addWidget(self.bar, 1)
        row.addWidget(self.stop)
        return self.progress

    def _pick_up(self) -> None:
        """Show a backup that was started before this page was opened."""
        pending = self._bridge.workbench.jobs.table.in_state(*_PENDING)
        self._job = next((job.id for job in pending if job.kind == backup_job.KIND), "")
        self._show_job()

    def _show_job(self) -> None:
        job = self._bridge.workbench.jobs.table.get(self._job) if self._job else None
        running = job is not None and job.state in _PENDING
        self.progress.setVisible(running)
        if job is not None and running:
            self.bar.setRange(0, job.total)
            self.bar.setValue(job.done)
            self._tell(job.message or "正在生成备份……")
        elif job is not None:
            self._job = ""
            self._tell(_ended(job))
        self._offer()

    def _offer(self) -> None:
        free = not self.errand.busy
        self.make.setEnabled(not self._job and not self._bridge.workbench.workspace.read_only)
        self.verify.setEnabled(free)
        self.restore.setEnabled(free)

    def _ask_file(self) -> str:
        return QFileDialog.getOpenFileName(self, "选择备份", "", FILES)[0]

    def _verified(self, errand: Errand) -> None:
        report = self._report(errand)
        if report is not None:
            size = f"{report.size / 1e6:,.1f} MB"
            made = moment(report.created)
            self._tell(f"备份完好：{report.files} 个文件，{size}，生成于{made}。")

    def _report(self, errand: Errand) -> BackupReport | None:
        self._offer()
        if errand.problem is not None:
            self._tell(str(errand.problem))
            return None
        found = errand.results[-1]
        return found if isinstance(found, BackupReport) else None

    def _tell(self, words: str) -> None:
        self.result.setText(words)

    def _on_changed(self, changes: Changes) -> None:
        if "jobs" in changes.kinds and self._job:
            self._show_job()


def _ended(job: Job) -> str:
    if job.state is JobState.CANCELLED:
        return "已取消，没有生成备份，也没有留下不完整的文件。"
    return job.message
