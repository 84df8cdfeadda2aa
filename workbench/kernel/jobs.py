"""Long work: a child process per job, partial results stored as they come.

The runner lives in the thread that owns the store and never blocks it: the window calls
:meth:`JobRunner.poll` from a timer, the terminal :meth:`JobRunner.wait`. Whatever a child has
handed over survives a crash, a cancel or a power cut; a job resumes by asking its kind what is
left.
"""

import contextlib
import secrets
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from multiprocessing.connection import Connection, Pipe, wait
from multiprocessing.process import BaseProcess
from typing import Any, Protocol, runtime_checkable

from workbench.kernel import child, processes
from workbench.kernel.changes import ChangeBus, Changes
from workbench.kernel.clock import now
from workbench.kernel.errors import UserError
from workbench.kernel.features import ALL, Switches
from workbench.kernel.job_table import Job, JobState, JobTable
from workbench.kernel.journal import Journal
from workbench.kernel.owed import Owed
from workbench.kernel.store import Store

DRAIN_S = 0.05
"""Seconds in which a cancelled child's results are still taken in; nobody waits longer."""
PATIENCE_S = 2.0
"""Seconds after which a child that was sent away is ended by force."""


@dataclass(frozen=True)
class Work:
    """What a child is to do: a module-level function and its arguments."""

    target: child.Target
    arguments: dict[str, Any]


class JobKind(Protocol):
    """One kind of long work. All methods run in the parent, the store's thread."""

    name: str
    feature: str

    def work(self, job: Job) -> Work | None:
        """Return what is left to do, or ``None`` when nothing is."""
        ...

    def store(self, job: Job, item: Any) -> Changes:
        """Keep one partial result; runs inside a transaction."""
        ...

    def died(self, job: Job, reason: str) -> bool:
        """Answer a child's death; ``True`` means: start again with what is left."""
        ...

    def finish(self, job: Job) -> str:
        """Say what the job gave, in a sentence.

        Raises:
            UserError: it gave nothing, and why.
        """
        ...


@runtime_checkable
class Leaving(Protocol):
    """A kind whose jobs leave something undone that matters when they end before their time."""

    def left(self, job: Job) -> tuple[str, dict[str, Any]] | None:
        """Return title and payload of a job that does it; ``None`` where nothing is left."""
        ...


@dataclass
class _Running:
    job: Job
    kind: JobKind
    process: BaseProcess
    connection: Connection
    saved: float = 0.0


class JobRunner:
    """Starts jobs, stores what they hand over, and tells how they end.

    At most one child of a kind runs at a time; two cores have no room for more.
    """

    def __init__(
        self,
        store: Store,
        switches: Switches,
        journal: Journal,
        changes: ChangeBus,
        kinds: Iterable[JobKind],
    ) -> None:
        self._store = store
        self._switches = switches
        self._journal = journal
        self._changes = changes
        self._kinds = {kind.name: kind for kind in kinds}
        self._running: dict[str, _Running] = {}
        self._leaving: list[BaseProcess] = []
        self._stopped: dict[BaseProcess, float] = {}
        self._owed = Owed(self._end)
        self.table = JobTable(store, self._owed.of)
        switches.when_off(self._cancel_switched_off)
        if not store.read_only:
            for job in self.table.interrupt_running():
                self._follow_up(job)

    @property
    def read_only(self) -> bool:
        """Whether another window writes the workspace, so that nothing can be queued here."""
        return self._store.read_only

    def submit(self, kind: str, title: str, payload: dict[str, Any], case: str = "") -> Job:
        """Queue a job.

        Raises:
            FeatureOffError: the feature that it belongs to is off.
        """
        self.require(kind, case)
        with self._store.transaction():
            job = self.table.add(
                Job(secrets.token_hex(6), kind, case, title, payload, JobState.QUEUED, now())
            )
            self._journal.append("job.queued", job.id, kind=kind, case=case)
        self._publish(job)
        return job

    def resume(self, job_id: str) -> Job:
        """Queue an interrupted, failed or cancelled job again, for what is left of it.

        Raises:
            UserError: there is no such job, or it is done or running.
            FeatureOffError: its feature is off.
        """
        job = self.table.get(job_id)
        if job.state in (JobState.DONE, JobState.RUNNING, JobState.QUEUED):
            raise UserError("该任务已完成或正在进行，不需要继续。")
        self.require(job.kind, job.case)
        job = self._set(job, JobState.QUEUED, "")
        self._owed.forget(job_id)
        return job

    def require(self, kind: str, case: str = "") -> None:
        """Let the caller go on only if the feature of a kind of jobs is on.

        Raises:
            FeatureOffError: it is off.
        """
        if feature := self._kinds[kind].feature:
            self._switches.require(feature, case)

    def cancel(self, job_id: str, reason: str = "已取消，已完成的部分保留。") -> Job:
        """Stop a job and keep what it has given."""
        running = self._running.get(job_id)
        if running is not None:
            self._drain(running, deadline=time.monotonic() + DRAIN_S)
        if running is not None and job_id in self._running:  # its last word may have come
            self._stop(running)
        job = self.table.get(job_id)
        if job.state in (JobState.DONE, JobState.FAILED, JobState.CANCELLED):
            return job
        if running is not None:
            return self._owed.settle(job, JobState.CANCELLED, reason)
        return self._set(job, JobState.CANCELLED, reason)

    def cancel_case(self, case: str, reason: str) -> None:
        """Stop a case's jobs for good, also those that wait to be resumed."""
        for job in self.table.of_case(case):
            if job.state not in (JobState.DONE, JobState.CANCELLED):
                self.cancel(job.id, reason)

    def poll(self, budget: float = 0.02) -> bool:
        """Start what is queued, store what has come, for about ``budget`` seconds.

        Returns:
            whether anything is queued or running.

        Raises:
            UserError: the disk took no word of how a job ended; said once, and tried again.
        """
        self._owed.pay()
        self._reap()
        self._start_queued()
        deadline = time.monotonic() + budget
        for running in list(self._running.values()):
            self._drain(running, deadline)
        self._owed.tell()
        return bool(self._running) or bool(self.table.in_state(JobState.QUEUED))

    def wait(self, job_id: str, on_progress: Callable[[Job], None] | None = None) -> Job:
        """Run until a job ends, and return it; for the terminal and for tests."""
        while (job := self.table.get(job_id)).state in (JobState.QUEUED, JobState.RUNNING):
            with contextlib.suppress(UserError):  # what was not stored is returned all the same
                self.poll(budget=1.0)
            if on_progress:
                on_progress(self.table.get(job_id))
            if self._running:
                wait([r.connection for r in self._running.values()], timeout=0.5)
        return job

    def wait_all(self, on_progress: Callable[[Job], None] | None = None) -> None:
        """Run until nothing is queued or running."""
        while pending := self.table.in_state(JobState.QUEUED, JobState.RUNNING):
            self.wait(pending[0].id, on_progress)

    def close(self) -> None:
        """Stop every child; their jobs can be resumed later."""
        for running in list(self._running.values()):
            self._drain(running, deadline=time.monotonic() + 0.2)
            if running.job.id in self._running:
                self._stop(running)
                self._owed.settle(running.job, JobState.INTERRUPTED, "程序关闭时中断，可继续。")
        while self._leaving:
            _end(self._leaving.pop())

    def _start_queued(self) -> None:
        busy = {running.kind.name for running in self._running.values()}
        for job in self.table.in_state(JobState.QUEUED):
            if job.kind in busy:
                continue
            kind = self._kinds[job.kind]
            try:
                work = kind.work(job)
                if work is not None:
                    job = self._set(job, JobState.RUNNING, job.message)  # noqa: PLW2901
            except UserError as error:
                self._owed.settle(job, JobState.FAILED, str(error), leaving=False)
                continue
            if work is None:
                self._complete(job, kind)
                continue
            busy.add(job.kind)
            self._spawn(job, kind, work)

    def _spawn(self, job: Job, kind: JobKind, work: Work) -> None:
        ours, theirs = Pipe(duplex=False)
        process = processes.start(child.run, (theirs, work.target, work.arguments))
        theirs.close()
        self._running[job.id] = _Running(job, kind, process, ours)

    def _drain(self, running: _Running, deadline: float) -> None:
        try:
            while running.job.id in self._running and running.connection.poll():
                self._receive(running, running.connection.recv())
                if time.monotonic() > deadline:
                    return
        except (EOFError, OSError):
            self._bury(running)

    def _receive(self, running: _Running, message: tuple[Any, ...]) -> None:
        match message:
            case ("partial", item):
                try:
                    with self._store.transaction():
                        changes = running.kind.store(running.job, item)
                except UserError as error:
                    # A full disk must stop the child: what it hands over cannot be kept.
                    self._stop(running)
                    self._fail(running.job, str(error))
                    return
                self._changes.publish(changes)
            case ("progress", done, total, words):
                self._progress(running, done, total, words)
            case ("failed", text, advice):
                self._stop(running)
                self._fail(running.job, f"{text}{advice}")
            case ("done",):
                self._let_go(running)
                self._complete(running.job, running.kind)

    def _progress(self, running: _Running, done: int, total: int, words: str) -> None:
        # Each write is synced to the disk, so what is only shown is written twice a second.
        if time.monotonic() - running.saved > 0.5:
            running.saved = time.monotonic()
            # A disk that is full refuses what is only shown, too; a result says so.
            with contextlib.suppress(UserError):
                running.job = self.table.progress(running.job, done, total, words)
                self._publish(running.job)

    def _bury(self, running: _Running) -> None:
        """Answer a child that went without a last word."""
        if running.job.id not in self._running:
            return
        running.process.join(2)
        code = running.process.exitcode
        self._stop(running)
        reason = f"处理进程意外结束（退出码 {code}），已完成的部分保留。"
        try:
            if running.kind.died(running.job, reason):
                self._set(running.job, JobState.QUEUED, reason)
                return
        except UserError as error:
            reason = str(error)
        self._fail(running.job, reason)

    def _fail(self, job: Job, reason: str) -> None:
        self._owed.settle(job, JobState.FAILED, reason)

    def _end(self, job: Job, state: JobState, message: str, leaving: bool) -> Job:
        """Store how a job ended, and queue what it leaves undone; see :class:`Owed`."""
        ended = self._set(job, state, message)
        if leaving:
            self._follow_up(ended)
        return ended

    def _follow_up(self, job: Job) -> None:
        """Queue what a job that ended before its time leaves undone."""
        kind: object = self._kinds.get(job.kind)
        if isinstance(kind, Leaving) and (left := kind.left(job)):
            title, payload = left
            self.submit(job.kind, title, payload, job.case)

    def _complete(self, job: Job, kind: JobKind) -> None:
        try:
            with self._store.transaction():
                words = kind.finish(job)
        except UserError as error:
            self._owed.settle(job, JobState.FAILED, str(error), leaving=False)
            return
        self._owed.settle(job, JobState.DONE, words, leaving=False)

    def _let_go(self, running: _Running) -> None:
        """Part from a child that has said its last word; its end is not waited for."""
        self._running.pop(running.job.id, None)
        running.connection.close()
        self._leaving.append(running.process)

    def _reap(self) -> None:
        gone = [process for process in self._leaving if not process.is_alive()]
        self._leaving = [process for process in self._leaving if process not in gone]
        for process in gone:
            self._stopped.pop(process, None)
            process.close()
        late = time.monotonic() - PATIENCE_S
        for process, since in self._stopped.items():
            if since < late:
                process.kill()

    def _stop(self, running: _Running) -> None:
        """Send a child away; the window does not wait until it is gone."""
        self._let_go(running)
        running.process.terminate()
        self._stopped[running.process] = time.monotonic()

    def _set(self, job: Job, state: JobState, message: str) -> Job:
        with self._store.transaction():
            job = self.table.set_state(job, state, message)
            if state is not JobState.RUNNING:
                self._journal.append(f"job.{state}", job.id, kind=job.kind, case=job.case)
        self._publish(job)
        return job

    def _publish(self, job: Job) -> None:
        self._changes.publish(Changes.of("jobs", case=job.case))

    def _cancel_switched_off(self, key: str, case: str) -> None:
        for job in self.table.in_state(JobState.QUEUED, JobState.RUNNING):
            feature = self._kinds[job.kind].feature
            if feature and key in (ALL, feature) and case in ("", job.case):
                self.cancel(job.id, "功能已关闭，任务已停止；已完成的部分保留。")


def _end(process: BaseProcess) -> None:
    """End a child, by force where it does not go by itself."""
    if process.is_alive():
        process.join(0.2)
    if process.is_alive():
        process.terminate()
        process.join(2)
    if process.is_alive():
        process.kill()
        process.join()
    process.close()
