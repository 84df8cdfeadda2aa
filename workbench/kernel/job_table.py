"""The table of jobs: what was asked, how far it is, how it ended."""

import json
from collections.abc import Callable
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any

from workbench.kernel.clock import now
from workbench.kernel.errors import UserError
from workbench.kernel.migrations import Migration, script
from workbench.kernel.store import Store


class JobState(StrEnum):
    """Where a job stands."""

    QUEUED = "queued"
    RUNNING = "running"
    DONE = "done"
    FAILED = "failed"
    CANCELLED = "cancelled"
    INTERRUPTED = "interrupted"


JOB_STATE_WORDS = {
    JobState.QUEUED: "等待",
    JobState.RUNNING: "进行中",
    JobState.DONE: "完成",
    JobState.FAILED: "失败",
    JobState.CANCELLED: "已取消",
    JobState.INTERRUPTED: "中断，可继续",
}


@dataclass(frozen=True)
class Job:
    """One job.

    Attributes:
        payload: JSON-ready arguments of its kind.
        done, total: progress in units of the kind; ``total`` 0 means not known.
        message: how it ended, or what it is at.
        started: when its child last started (ISO 8601), for the time left.
    """

    id: str
    kind: str
    case: str
    title: str
    payload: dict[str, Any]
    state: JobState
    created: str
    done: int = 0
    total: int = 0
    message: str = ""
    started: str = ""
    ended: str = ""


JOBS_SQL = (
    """CREATE TABLE jobs (
        id TEXT PRIMARY KEY, kind TEXT NOT NULL, case_id TEXT NOT NULL, title TEXT NOT NULL,
        payload TEXT NOT NULL, state TEXT NOT NULL, created TEXT NOT NULL,
        done INTEGER NOT NULL, total INTEGER NOT NULL, message TEXT NOT NULL,
        started TEXT NOT NULL, ended TEXT NOT NULL)""",
    "CREATE INDEX jobs_state ON jobs (state)",
)


def migration(number: int) -> Migration:
    """Return the step that makes the jobs' table."""
    return Migration(number, "jobs", script(JOBS_SQL))


def _as_stored(job: Job) -> Job:
    """Return a job as it is stored."""
    return job


class JobTable:
    """Rows of jobs; the runner alone writes them.

    Args:
        store: where they are.
        known: returns a job as it is known to stand, where the disk took no word of it yet.
    """

    def __init__(self, store: Store, known: Callable[[Job], Job] = _as_stored) -> None:
        self._store = store
        self._known = known

    def add(self, job: Job) -> Job:
        """Store a new job."""
        self._store.execute(
            "INSERT INTO jobs VALUES (?,?,?,?,?,?,?,?,?,?,?,?)",
            (
                *(job.id, job.kind, job.case, job.title),
                json.dumps(job.payload, ensure_ascii=False),
                *(job.state, job.created, job.done, job.total, job.message),
                *(job.started, job.ended),
            ),
        )
        return job

    def get(self, job_id: str) -> Job:
        """Return a job.

        Raises:
            UserError: there is none of that id.
        """
        rows = self._store.rows("SELECT * FROM jobs WHERE id = ?", (job_id,))
        if not rows:
            raise UserError(f"没有编号为“{job_id}”的任务。", "请用“workbench jobs list”查看任务。")
        return self._known(_job(rows[0]))

    def all(self, limit: int = 200) -> list[Job]:
        """Return jobs, newest first."""
        sql = "SELECT * FROM jobs ORDER BY created DESC, rowid DESC LIMIT ?"
        return [self._known(_job(row)) for row in self._store.rows(sql, (limit,))]

    def in_state(self, *states: JobState) -> list[Job]:
        """Return jobs in any of some states, oldest first."""
        marks = ",".join("?" * len(states))
        sql = f"SELECT * FROM jobs WHERE state IN ({marks}) ORDER BY created, rowid"
        found = (self._known(_job(row)) for row in self._store.rows(sql, states))
        return [job for job in found if job.state in states]

    def under_way(self, kind: str) -> bool:
        """Say whether a job of a kind is queued or running."""
        return any(j.kind == kind for j in self.in_state(JobState.QUEUED, JobState.RUNNING))

    def of_case(self, case: str) -> list[Job]:
        """Return a case's jobs, oldest first."""
        sql = "SELECT * FROM jobs WHERE case_id = ? ORDER BY created, rowid"
        return [self._known(_job(row)) for row in self._store.rows(sql, (case,))]

    def forget_case(self, case: str) -> None:
        """Delete a case's jobs: their titles and paths name its papers."""
        self._store.execute("DELETE FROM jobs WHERE case_id = ?", (case,))

    def set_state(self, job: Job, state: JobState, message: str) -> Job:
        """Change a job's state and message, with the time."""
        started = now() if state is JobState.RUNNING else job.started
        ended = "" if state in (JobState.RUNNING, JobState.QUEUED) else now()
        self._store.execute(
            "UPDATE jobs SET state = ?, message = ?, started = ?, ended = ? WHERE id = ?",
            (state, message, started, ended, job.id),
        )
        return replace(self.get(job.id), state=state)

    def progress(self, job: Job, done: int, total: int, message: str) -> Job:
        """Keep how far a job is."""
        with self._store.transaction():
            self._store.execute(
                "UPDATE jobs SET done = ?, total = ?, message = ? WHERE id = ?",
                (done, total, message, job.id),
            )
        return replace(job, done=done, total=total, message=message)

    def interrupt_running(self) -> list[Job]:
        """Mark jobs of a process that died, and return them; they can be resumed."""
        jobs = self.in_state(JobState.RUNNING)
        if jobs:
            with self._store.transaction():
                self._store.execute(
                    "UPDATE jobs SET state = ?, message = ? WHERE state = ?",
                    (JobState.INTERRUPTED, "程序上次意外关闭时中断，可继续。", JobState.RUNNING),
                )
        return jobs


def _job(row: dict[str, Any]) -> Job:
    return Job(
        id=row["id"],
        kind=row["kind"],
        case=row["case_id"],
        title=row["title"],
        payload=json.loads(row["payload"]),
        state=JobState(row["state"]),
        created=row["created"],
        done=row["done"],
        total=row["total"],
        message=row["message"],
        started=row["started"],
        ended=row["ended"],
    )
