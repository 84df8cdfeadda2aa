"""Import of packs into the library, with its progress and the list of what was skipped."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import (
    QFileDialog,
    QFrame,
    QHBoxLayout,
    QMenu,
    QProgressBar,
    QTreeWidget,
    QTreeWidgetItem,
    QWidget,
)

from ui.bridge import Bridge
from ui.sidebar.text import button, column, wrapped
from workbench.kernel.changes import Changes
from workbench.kernel.job_table import JOB_STATE_WORDS, Job, JobState
from workbench.law.pack import pack_name

_PENDING = (JobState.QUEUED, JobState.RUNNING)


class ImportBar(QFrame):
    """Button, progress and result of the import.

    Signals:
        finished: an import ended, however it did.
        told: what is shown of an import has changed.
    """

    finished = Signal()
    told = Signal()

    def __init__(self, bridge: Bridge, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self._job: Job | None = None
        layout = column(self, spacing=4)
        self.skipped = QTreeWidget()
        self.skipped.setHeaderLabels(["未导入的文件", "原因"])
        self.skipped.setRootIsDecorated(False)
        self.skipped.setAccessibleName("未导入的文件及原因")
        self.skipped.setMaximumHeight(180)
        layout.addLayout(self._progress_row())
        layout.addLayout(self._result_row())
        layout.addWidget(self.skipped)
        self.choose = button(
            "法规包", "import", "导入法规文件夹、压缩包或法律文件；查看已导入的法规包"
        )
        self.choose.setMenu(self._menu())
        bridge.changed.connect(self._on_changed)
        self._pick_up()

    @property
    def pending(self) -> bool:
        """Whether an import is queued or runs."""
        return self._job is not None and self._job.state in _PENDING

    def add_action(self, action: QAction) -> None:
        """Put a further action into the button's menu."""
        self.choose.menu().addSeparator()
        self.choose.menu().addAction(action)

    def start(self, paths: Sequence[Path]) -> None:
        """Import some packs."""
        job = self._bridge.attempt(lambda: self._bridge.workbench.import_laws(paths))
        if job is not None:
            self._job = job
            self._show()

    def choose_folder(self) -> None:
        """Let a person choose a folder."""
        folder = QFileDialog.getExistingDirectory(self, "选择法规包文件夹")
        if folder:
            self.start([Path(folder)])

    def choose_files(self) -> None:
        """Let a person choose files."""
        kinds = "法规文件 (*.zip *.zst *.tar *.gz *.md *.docx *.txt *.html *.htm);;全部文件 (*)"
        files, _ = QFileDialog.getOpenFileNames(self, "选择法规文件", "", kinds)
        if files:
            self.start([Path(file) for file in files])

    # Parts

    def _menu(self) -> QMenu:
        menu = QMenu(self)
        self.folder_action = QAction("导入文件夹…", menu)
        self.files_action = QAction("导入文件或压缩包…", menu)
        self.folder_action.triggered.connect(self.choose_folder)
        self.files_action.triggered.connect(self.choose_files)
        menu.addActions([self.folder_action, self.files_action])
        return menu

    def _progress_row(self) -> QHBoxLayout:
        row = QHBoxLayout()
        self.at = wrapped()
        self.bar = QProgressBar()
        self.bar.setAccessibleName("导入进度")
        self.bar.setTextVisible(False)
        self.bar.setMaximumHeight(8)
        self.stop = button("取消", "stop", "取消导入，已导入的法律保留")
        self.stop.clicked.connect(self._cancel)
        row.addWidget(self.at, 2)
        row.addWidget(self.bar, 1, Qt.AlignmentFlag.AlignVCenter)
        row.addWidget(self.stop)
        return row

    def _result_row(self) -> QHBoxLayout:
        row = QHBoxLayout()
        self.result = wrapped()
        self.details = button("查看未导入的文件")
        self.details.setCheckable(True)
        self.details.toggled.connect(self.skipped.setVisible)
        self.dismiss = button("关闭", tip="关闭这一结果")
        self.dismiss.clicked.connect(self._forget)
        row.addWidget(self.result, 1)
        row.addWidget(self.details)
        row.addWidget(self.dismiss)
        return row

    # State

    def _pick_up(self) -> None:
        """Go on showing an import that was started before this page was opened."""
        jobs = self._bridge.workbench.jobs.table.in_state(*_PENDING)
        self._job = next((job for job in jobs if job.kind == "laws.import"), None)
        self._show()

    def _on_changed(self, changes: Changes) -> None:
        job = self._job
        if "jobs" not in changes.kinds or job is None or job.state not in _PENDING:
            return
        self._job = self._bridge.workbench.jobs.table.get(job.id)
        self._show()
        if self._job.state not in _PENDING:
            if not self._bridge.workbench.workspace.read_only:
                self._bridge.attempt(self._bridge.workbench.index_laws)
            self.finished.emit()

    def _show(self) -> None:
        job = self._job
        pending = job is not None and job.state in _PENDING
        ended = job is not None and not pending
        for widget in (self.at, self.bar, self.stop):
            widget.setVisible(pending)
        for widget in (self.result, self.dismiss):
            widget.setVisible(ended)
        self.choose.setEnabled(not pending and not self._bridge.workbench.workspace.read_only)
        self.details.setChecked(False)
        self.skipped.hide()
        self.details.setVisible(False)
        if job is not None and pending:
            self.bar.setRange(0, job.total)
            self.bar.setValue(job.done)
            self.at.setText(job.message or f"{job.title}：{JOB_STATE_WORDS[job.state]}")
        elif job is not None:
            self.result.setText(f"{JOB_STATE_WORDS[job.state]}：{job.message}")
            self._list_skipped(job)
        self.told.emit()

    def _list_skipped(self, job: Job) -> None:
        packs = {pack_name(Path(path)) for path in job.payload["paths"]}
        rows = [row for row in self._bridge.workbench.law.library.skipped() if row[0] in packs]
        self.skipped.clear()
        for _, file, reason in rows:
            item = QTreeWidgetItem([file, reason])
            item.setToolTip(0, file)
            item.setToolTip(1, reason)
            self.skipped.addTopLevelItem(item)
        self.skipped.setColumnWidth(0, 320)
        self.details.setText(f"查看未导入的文件（{len(rows)}）")
        self.details.setVisible(bool(rows))

    def _cancel(self) -> None:
        if (job := self._job) is not None:
            self._bridge.attempt(lambda: self._bridge.workbench.jobs.cancel(job.id))

    def _forget(self) -> None:
        self._job = None
        self._show()
