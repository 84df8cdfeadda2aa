"""Import into the library of precedents: where they come from, progress, result, index."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QFileDialog,
    QFrame,
    QHBoxLayout,
    QMenu,
    QProgressBar,
    QPushButton,
    QWidget,
)

from ui import icons
from ui.bridge import Bridge
from ui.sidebar.text import button, column, wrapped
from workbench.kernel.changes import Changes
from workbench.kernel.errors import FeatureOffError
from workbench.kernel.job_table import JOB_STATE_WORDS, Job, JobState
from workbench.law.precedents.model import Origin

_PENDING = (JobState.QUEUED, JobState.RUNNING)
_KINDS = ("precedents.import", "precedents.remove", "precedents.index")
AUTOMATIC = "按内容判断"
_SAYS = {
    AUTOMATIC: "有指导性案例编号、入库编号的按编号归类；本院的文书归为本院裁判；其余为裁判文书。",
    Origin.GUIDING: "最高人民法院发布的指导性案例，类似案件应当参照。",
    Origin.LIBRARY: "人民法院案例库收录的参考案例，应当检索，可以参考。",
    Origin.TYPICAL: "最高人民法院发布的典型案例。",
    Origin.OWN: "本院已经生效的裁判，列为第四顺位。",
    Origin.JUDGMENT: "其他法院的裁判文书。",
}


class OriginDialog(QDialog):
    """Asks where what is imported comes from."""

    def __init__(self, paths: Sequence[Path], parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle("导入案例")
        layout = column(self, spacing=8, margin=16)
        names = "、".join(path.name for path in paths[:3]) + ("等" if len(paths) > 3 else "")
        layout.addWidget(wrapped(f"导入：{names}", "strong"))
        layout.addWidget(wrapped("这些案例的来源（决定其在类案检索中的顺位）："))
        self.origin = QComboBox()
        self.origin.addItems([AUTOMATIC, *map(str, Origin)])
        self.origin.setAccessibleName("来源")
        self.origin.currentTextChanged.connect(self._tell)
        self.says = wrapped(role="muted")
        layout.addWidget(self.origin)
        layout.addWidget(self.says)
        layout.addWidget(
            wrapped("导入在后台进行，可以取消；同一内容再次导入不改变任何内容。", "small")
        )
        row = QHBoxLayout()
        self.go = QPushButton("导入")
        icons.primary(self.go)
        self.go.setDefault(True)
        self.go.clicked.connect(self.accept)
        stay = QPushButton("取消")
        stay.clicked.connect(self.reject)
        row.addStretch(1)
        row.addWidget(self.go)
        row.addWidget(stay)
        layout.addLayout(row)
        self.setMinimumWidth(self.fontMetrics().horizontalAdvance("国") * 28)
        self._tell(self.origin.currentText())

    def chosen(self) -> Origin | None:
        """Return the origin; ``None`` for what the contents say."""
        place = self.origin.currentIndex()
        return list(Origin)[place - 1] if place > 0 else None

    def _tell(self, words: str) -> None:
        self.says.setText(_SAYS[words])


class PrecedentImport(QFrame):
    """Button, progress and result of import, removal and index.

    Signals:
        finished: an import or a removal ended, however it did.
        told: what is shown of a job has changed.
    """

    finished = Signal()
    told = Signal()

    def __init__(self, bridge: Bridge, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self._job: Job | None = None
        layout = column(self, spacing=4)
        row = QHBoxLayout()
        self.at = wrapped()
        self.bar = QProgressBar()
        self.bar.setAccessibleName("案例库任务的进度")
        self.bar.setTextVisible(False)
        self.bar.setMaximumHeight(8)
        self.stop = button("取消", "stop", "取消；已经完成的部分保留")
        self.stop.clicked.connect(self._cancel)
        self.dismiss = button("关闭", tip="关闭这一结果")
        self.dismiss.clicked.connect(self._forget)
        row.addWidget(self.at, 2)
        row.addWidget(self.bar, 1, Qt.AlignmentFlag.AlignVCenter)
        row.addWidget(self.stop)
        row.addWidget(self.dismiss)
        layout.addLayout(row)
        self.choose = button("导入", "import", "导入裁判文书和案例；查看案例包")
        self.menu = QMenu(self)
        self.folder_action = QAction("导入文件夹…", self.menu)
        self.files_action = QAction("导入文件或压缩包…", self.menu)
        self.folder_action.triggered.connect(self.choose_folder)
        self.files_action.triggered.connect(self.choose_files)
        self.menu.addActions([self.folder_action, self.files_action])
        self.choose.setMenu(self.menu)
        bridge.changed.connect(self._on_changed)
        self._pick_up()

    @property
    def pending(self) -> bool:
        """Whether a job of the library is queued or runs."""
        return self._job is not None and self._job.state in _PENDING

    def choose_folder(self) -> None:
        """Let a person choose a folder."""
        folder = QFileDialog.getExistingDirectory(self, "选择案例文件夹")
        if folder:
            self.ask_origin([Path(folder)])

    def choose_files(self) -> None:
        """Let a person choose files."""
        kinds = (
            "案例文件 (*.docx *.doc *.wps *.rtf *.pdf *.ofd *.txt *.html *.htm *.jsonl *.json"
            " *.zip *.zst *.gz *.tar *.xz *.bz2);;全部文件 (*)"
        )
        files, _ = QFileDialog.getOpenFileNames(self, "选择案例文件", "", kinds)
        if files:
            self.ask_origin([Path(file) for file in files])

    def ask_origin(self, paths: Sequence[Path]) -> None:
        """Ask where they come from, and import."""
        dialog = OriginDialog(paths, self.window())
        if dialog.exec() == QDialog.DialogCode.Accepted:
            self.start(paths, dialog.chosen())

    def start(self, paths: Sequence[Path], origin: Origin | None = None) -> None:
        """Import documents, folders and packs."""
        workbench = self._bridge.workbench
        self.follow(self._bridge.attempt(lambda: workbench.import_precedents(paths, origin)))

    def follow(self, job: Job | None) -> None:
        """Show a job of the library."""
        if job is not None:
            self._job = job
            self._show()

    def index(self) -> None:
        """Begin to index what the index lacks."""
        if not self._bridge.workbench.workspace.read_only:
            try:
                self.follow(self._bridge.workbench.index_precedents())
            except FeatureOffError:
                return

    # State

    def _pick_up(self) -> None:
        """Go on showing a job that was started before this page was opened."""
        jobs = self._bridge.workbench.jobs.table.in_state(*_PENDING)
        self._job = next((job for job in jobs if job.kind in _KINDS), None)
        self._show()

    def _on_changed(self, changes: Changes) -> None:
        job = self._job
        if "jobs" not in changes.kinds or self._bridge.closed:
            return
        if job is None or job.state not in _PENDING:
            self._pick_up_new()
            return
        self._job = self._bridge.workbench.jobs.table.get(job.id)
        self._show()
        if self._job.state not in _PENDING:
            self.finished.emit()

    def _pick_up_new(self) -> None:
        jobs = self._bridge.workbench.jobs.table.in_state(*_PENDING)
        job = next((job for job in jobs if job.kind in _KINDS), None)
        if job is not None:
            self.follow(job)

    def _show(self) -> None:
        job, pending = self._job, self.pending
        for widget in (self.bar, self.stop):
            widget.setVisible(pending)
        self.at.setVisible(job is not None)
        self.dismiss.setVisible(job is not None and not pending)
        writable = not self._bridge.workbench.workspace.read_only
        for action in (self.folder_action, self.files_action):
            action.setEnabled(not pending and writable)
        if job is not None and pending:
            self.bar.setRange(0, job.total)
            self.bar.setValue(job.done)
            self.at.setText(f"{job.title}：{job.message or JOB_STATE_WORDS[job.state]}")
        elif job is not None:
            self.at.setText(f"{job.title}，{JOB_STATE_WORDS[job.state]}：{job.message}")
        self.told.emit()

    def _cancel(self) -> None:
        if (job := self._job) is not None:
            self._bridge.attempt(lambda: self._bridge.workbench.jobs.cancel(job.id))

    def _forget(self) -> None:
        self._job = None
        self._show()
