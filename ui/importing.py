"""Import of what a person brings, and what follows it: its result, reading the scans."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QObject

from ui.bridge import Bridge
from workbench.kernel.changes import Changes
from workbench.kernel.errors import UserError
from workbench.kernel.job_table import Job, JobState
from workbench.papers.intake import IntakeLine
from workbench.papers.model import Outcome

KIND = "papers.import"
OCR = "papers.ocr"
DUPLICATE = "duplicate"
NAMED = 5
"""Files that a message names; the list of jobs names them all."""


class Importer(QObject):
    """Starts imports; after each it has the scans read, if the switch is on.

    Importing is the person's act; reading what was imported belongs to it. Nothing is read because
    a case was opened.
    """

    def __init__(self, bridge: Bridge, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self._watched: set[str] = set()
        bridge.changed.connect(self._on_changes)

    def bring(self, paths: Sequence[Path], case_id: str) -> str:
        """Import files and folders into a case, or a new one named after the first of them.

        Returns:
            id of the case; empty if nothing could be imported (the reason was shown).
        """
        if not paths:
            return ""
        papers = self._bridge.workbench.papers

        def start() -> str:
            _require_there(paths)
            target = case_id or papers.new_case(_title(paths[0])).id
            self.watch(papers.import_files(target, paths))
            return target

        return self._bridge.attempt(start) or ""

    def watch(self, job: Job) -> None:
        """Have the scans of a job's case read when the job is done."""
        if job.kind == KIND:
            self._watched.add(job.id)

    def resume_interrupted(self) -> int:
        """Go on with the jobs that a crash or closing interrupted; return how many."""
        workbench = self._bridge.workbench
        if workbench.workspace.read_only:
            return 0
        for job in workbench.jobs.table.in_state(JobState.QUEUED, JobState.INTERRUPTED):
            self.watch(job)
        interrupted = workbench.jobs.table.in_state(JobState.INTERRUPTED)
        return sum(self._resume(job) for job in interrupted)

    def _resume(self, job: Job) -> bool:
        return self._bridge.attempt(lambda: self._bridge.workbench.jobs.resume(job.id)) is not None

    def _on_changes(self, changes: Changes) -> None:
        workbench = self._bridge.workbench
        if "jobs" not in changes.kinds or workbench.workspace.read_only:
            return
        table = workbench.jobs.table
        for job in table.in_state(JobState.QUEUED, JobState.RUNNING):
            self.watch(job)  # also what a person took up again in the list of jobs
        for key in tuple(self._watched):
            job = table.get(key)
            if job.state in (JobState.QUEUED, JobState.RUNNING):
                continue
            self._watched.discard(key)
            if job.state is JobState.DONE:
                self._tell(job)
                self._read_scans(job.case)
            elif job.state is JobState.FAILED:
                self._bridge.failed.emit(job.message, "已导入的材料保留。")

    def _tell(self, job: Job) -> None:
        lines = self._bridge.workbench.papers.account(job.id)
        same = [line for line in lines if line.outcome == DUPLICATE]
        more = duplicates_words(same) if same else ""
        self._bridge.notice.emit(f"{job.title}：{job.message}{more}")
        if lost := [line for line in lines if is_lost(line)]:
            self._bridge.failed.emit(lost_words(lost), "全部结果见“任务”中的“详情”。")

    def _read_scans(self, case_id: str) -> None:
        workbench = self._bridge.workbench
        if not workbench.switches.is_on(OCR, case_id):
            return
        waiting = [document.id for document in workbench.papers.unread(case_id)]
        if waiting:
            self._bridge.attempt(lambda: workbench.papers.read_scans(case_id, waiting))


def is_lost(line: IntakeLine) -> bool:
    """Say whether no paper came of a file, though its content is new."""
    return not line.document and line.outcome in set(Outcome)


def lost_words(lines: Sequence[IntakeLine]) -> str:
    """Say which files were not imported, and why."""
    named = [f"“{_name(line)}”：{line.reason}" for line in lines[:NAMED]]
    return "\n".join([f"{len(lines)} 个文件没有导入。", *named]) + _rest(lines)


def duplicates_words(lines: Sequence[IntakeLine]) -> str:
    """Say which files were there already."""
    names = "、".join(f"“{_name(line)}”" for line in lines[:NAMED])
    return f"内容与已有材料相同、没有重复导入的是：{names}{_rest(lines)}。"


def _name(line: IntakeLine) -> str:
    return Path(line.source).name or line.source


def _rest(lines: Sequence[IntakeLine]) -> str:
    return f"（另有 {len(lines) - NAMED} 个）" if len(lines) > NAMED else ""


def _require_there(paths: Sequence[Path]) -> None:
    """Look before a case is made for them; it would stay empty.

    Raises:
        UserError: a path is gone or cannot be reached.
    """
    for path in paths:
        try:
            there = path.exists()
        except OSError:
            there = False
        if not there:
            raise UserError(f"找不到“{path}”，没有导入。", "请检查路径，或重新拖入。")


def _title(path: Path) -> str:
    name = path.name if path.is_dir() else path.stem
    return name.strip() or "新案件"
