"""Jobs as a model: those of the open case first, changed in place as they go on."""

from collections.abc import Callable, Mapping, Sequence

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, QRect, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QApplication,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionProgressBar,
    QStyleOptionViewItem,
)

from ui import icons
from ui.words import JOB_ICONS, moment, time_left
from workbench.kernel.job_table import JOB_STATE_WORDS, Job, JobState

COLUMNS = ("状态", "任务", "案件", "进度", "剩余时间", "说明", "提交时间")
STATE, TITLE, CASE, PROGRESS, LEFT, WORDS, WHEN = range(len(COLUMNS))
OPEN = (JobState.QUEUED, JobState.RUNNING)
Index = QModelIndex | QPersistentModelIndex


class JobsModel(QAbstractTableModel):
    """Rows of jobs."""

    def __init__(self) -> None:
        super().__init__()
        self.jobs: list[Job] = []
        self._titles: Mapping[str, str] = {}

    def show_jobs(self, jobs: Sequence[Job], titles: Mapping[str, str]) -> bool:
        """Show jobs; say whether rows came, went or changed places.

        Args:
            jobs: in their order.
            titles: titles of cases by id.
        """
        self._titles = titles
        if [job.id for job in jobs] != [job.id for job in self.jobs]:
            self.beginResetModel()
            self.jobs = list(jobs)
            self.endResetModel()
            return True
        for row, (old, new) in enumerate(zip(self.jobs, jobs, strict=True)):
            # The time left of a running job changes though the job does not.
            if old != new or new.state is JobState.RUNNING:
                self.jobs[row] = new
                self.dataChanged.emit(self.index(row, 0), self.index(row, len(COLUMNS) - 1))
        return False

    def row_of(self, job_id: str) -> int:
        """Return the row of a job; -1 if it is not shown."""
        return next((row for row, job in enumerate(self.jobs) if job.id == job_id), -1)

    def rowCount(self, parent: Index | None = None) -> int:
        """Return the number of jobs."""
        return 0 if parent is not None and parent.isValid() else len(self.jobs)

    def columnCount(self, parent: Index | None = None) -> int:
        """Return the number of columns."""
        return 0 if parent is not None and parent.isValid() else len(COLUMNS)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        """Return the heading of a column."""
        if orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return COLUMNS[section]
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return what is shown in a cell."""
        job, column = self.jobs[index.row()], index.column()
        if role == Qt.ItemDataRole.DecorationRole and column == STATE:
            return icons.icon(JOB_ICONS[job.state])
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return self._words(job, column)
        return None

    def _words(self, job: Job, column: int) -> str:
        words: dict[int, Callable[[], str]] = {
            STATE: lambda: JOB_STATE_WORDS[job.state],
            TITLE: lambda: job.title,
            CASE: lambda: self._titles.get(job.case, ""),
            PROGRESS: lambda: progress_words(job),
            LEFT: lambda: time_left(job),
            WORDS: lambda: job.message,
            WHEN: lambda: moment(job.created),
        }
        return words[column]()


class ProgressDelegate(QStyledItemDelegate):
    """Draws the progress of jobs that are under way or stopped as a bar."""

    def __init__(self, view: QAbstractItemView, model: JobsModel) -> None:
        super().__init__(view)
        self._view, self._model = view, model

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw a bar where the number of steps is known, else the words."""
        job = self._model.jobs[index.row()]
        if job.state is JobState.DONE or not job.total:
            super().paint(painter, option, index)
            return
        bar = QStyleOptionProgressBar()
        field: dict[str, object] = {
            "rect": QRect(getattr(option, "rect")).adjusted(4, 4, -4, -4),  # noqa: B009
            "minimum": 0,
            "maximum": job.total,
            "progress": min(job.done, job.total),
            "text": progress_words(job),
            "textVisible": True,
            "textAlignment": Qt.AlignmentFlag.AlignCenter,
            "palette": self._view.palette(),
            "state": QStyle.StateFlag.State_Enabled | QStyle.StateFlag.State_Horizontal,
        }
        for name, value in field.items():  # the stubs do not know the fields
            setattr(bar, name, value)
        element = QStyle.ControlElement.CE_ProgressBar
        QApplication.style().drawControl(element, bar, painter, self._view)


def progress_words(job: Job) -> str:
    """Write how far a job is; empty where there is nothing to tell."""
    if job.total and job.state is not JobState.DONE:
        return f"{job.done} / {job.total}"
    return f"已处理 {job.done}" if job.state is JobState.RUNNING and job.done else ""


def in_order(jobs: Sequence[Job], case: str) -> list[Job]:
    """Return jobs, newest first in each group: under way before the rest, the open case first."""
    return sorted(jobs, key=lambda job: (job.state not in OPEN, not case or job.case != case))
