"""Jobs: partial results survive cancel, failure and death, and resuming goes on with the rest."""

import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from tests.kernel.conftest import Kernel
from tests.support import children
from tests.support.disks import FullDisk
from workbench.kernel import owed
from workbench.kernel.changes import Changes
from workbench.kernel.child import ChildDiedError, stream
from workbench.kernel.errors import FeatureOffError, UserError
from workbench.kernel.job_table import Job, JobState, JobTable
from workbench.kernel.jobs import JobRunner, Work

pytestmark = pytest.mark.spawned


@dataclass
class Counting:
    """Counts to ``total``; what is stored is not counted again."""

    name: str = "count"
    feature: str = "a.one"
    total: int = 5
    again: bool = False
    kept: list[int] = field(default_factory=list)
    options: dict[str, Any] = field(default_factory=dict)

    def work(self, job: Job) -> Work | None:
        rest = [n for n in range(1, self.total + 1) if n not in self.kept]
        arguments = {"numbers": rest, "total": self.total, **self.options}
        return Work(children.count, arguments) if rest else None

    def store(self, job: Job, item: Any) -> Changes:
        self.kept.append(item)
        return Changes.of("papers", case=job.case)

    def died(self, job: Job, reason: str) -> bool:
        self.options = {}
        return self.again

    def finish(self, job: Job) -> str:
        if self.options.get("nothing"):
            raise UserError("没有结果。")
        return f"共 {len(self.kept)} 项。"


@pytest.fixture
def kind() -> Counting:
    return Counting()


@pytest.fixture
def runner(kernel: Kernel, kind: Counting) -> Iterator[JobRunner]:
    runner = JobRunner(kernel.store, kernel.switches, kernel.journal, kernel.bus, [kind])
    yield runner
    runner.close()


def test_runs_to_its_end(runner: JobRunner, kind: Counting, kernel: Kernel) -> None:
    job = runner.wait(runner.submit("count", "数数", {}, "c1").id)
    assert (job.state, job.message) == (JobState.DONE, "共 5 项。")
    assert kind.kept == [1, 2, 3, 4, 5]
    assert not runner.poll()
    assert [e.event for e in kernel.journal.entries("job.")] == ["job.done", "job.queued"]


def test_failure_is_the_childs_sentence_and_resume_does_the_rest(
    runner: JobRunner, kind: Counting
) -> None:
    kind.options = {"fail_at": 3}
    job = runner.wait(runner.submit("count", "数数", {}).id)
    assert job.state is JobState.FAILED
    assert "读不出来" in job.message
    kind.options = {}
    assert runner.wait(runner.resume(job.id).id).state is JobState.DONE
    assert kind.kept == [1, 2, 3, 4, 5]


@pytest.mark.parametrize(("again", "state"), [(False, JobState.FAILED), (True, JobState.DONE)])
def test_death_of_the_child_is_noticed(
    runner: JobRunner, kind: Counting, again: bool, state: JobState
) -> None:
    kind.options, kind.again = {"die_at": 4}, again
    job = runner.wait(runner.submit("count", "数数", {}).id)
    assert job.state is state
    assert kind.kept[:3] == [1, 2, 3]
    if not again:
        assert "意外结束" in job.message


def waiting(runner: JobRunner, kind: Counting, tmp_path: Path) -> Job:
    """Start a job whose child waits at the third number."""
    kind.options = {"wait_at": 3, "waiting": str(tmp_path / "w"), "go": str(tmp_path / "go")}
    job = runner.submit("count", "数数", {}, "c1")
    while not (tmp_path / "w").exists():
        runner.poll()
    return job


def test_cancel_keeps_what_came(runner: JobRunner, kind: Counting, tmp_path: Path) -> None:
    job = runner.cancel(waiting(runner, kind, tmp_path).id)
    assert job.state is JobState.CANCELLED
    assert kind.kept == [1, 2]
    (tmp_path / "go").touch()
    assert runner.wait(runner.resume(job.id).id).state is JobState.DONE
    assert kind.kept == [1, 2, 3, 4, 5]


def test_nobody_waits_for_a_cancelled_child(
    runner: JobRunner, kind: Counting, tmp_path: Path
) -> None:
    job = waiting(runner, kind, tmp_path)
    started = time.perf_counter()
    runner.cancel(job.id)
    assert time.perf_counter() - started < 0.15  # it goes by itself: its end is not awaited
    child = runner._leaving[-1]
    while runner._leaving:
        runner.poll()
    with pytest.raises(ValueError, match="closed"):
        child.is_alive()


def test_a_job_that_ends_as_it_is_cancelled_is_done(runner: JobRunner, kind: Counting) -> None:
    job = runner.submit("count", "数数", {})
    runner.poll(budget=0.0)
    runner._running[job.id].process.join()
    assert runner.cancel(job.id).state is JobState.DONE
    assert kind.kept == [1, 2, 3, 4, 5]
    assert len(runner._leaving) == 1
    runner.close()


@pytest.mark.parametrize("key", ["a.one", "*"])
def test_switching_off_stops_the_job(
    runner: JobRunner, kind: Counting, kernel: Kernel, tmp_path: Path, key: str
) -> None:
    job = waiting(runner, kind, tmp_path)
    kernel.switches.set(key, False)
    assert runner.table.get(job.id).state is JobState.CANCELLED
    with pytest.raises(FeatureOffError):
        runner.submit("count", "数数", {})
    with pytest.raises(FeatureOffError):
        runner.resume(job.id)


def test_closing_leaves_the_job_to_be_resumed(
    runner: JobRunner, kind: Counting, tmp_path: Path
) -> None:
    job = waiting(runner, kind, tmp_path)
    runner.close()
    assert runner.table.get(job.id).state is JobState.INTERRUPTED


def test_a_crash_of_this_process_leaves_the_job_to_be_resumed(
    runner: JobRunner, kind: Counting, kernel: Kernel, tmp_path: Path
) -> None:
    job = waiting(runner, kind, tmp_path)
    after = JobRunner(kernel.store, kernel.switches, kernel.journal, kernel.bus, [kind])
    assert after.table.get(job.id).state is JobState.INTERRUPTED
    runner.cancel(job.id)


def test_empty_result_is_a_failure_with_a_reason(runner: JobRunner, kind: Counting) -> None:
    kind.options = {"nothing": True}
    job = runner.wait(runner.submit("count", "数数", {}).id)
    assert (job.state, job.message) == (JobState.FAILED, "没有结果。")


def test_full_disk_stops_the_job_in_words(
    runner: JobRunner, kind: Counting, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(job: Job, item: Any) -> Changes:
        raise UserError("磁盘空间不足。")

    monkeypatch.setattr(kind, "store", full)
    job = runner.wait(runner.submit("count", "数数", {}).id)
    assert (job.state, job.message) == (JobState.FAILED, "磁盘空间不足。")


@pytest.mark.parametrize("after", range(9))
def test_a_disk_that_takes_nothing_more_ends_the_job_and_nothing_waits_for_ever(
    runner: JobRunner,
    kind: Counting,
    kernel: Kernel,
    monkeypatch: pytest.MonkeyPatch,
    after: int,
) -> None:
    submitted = runner.submit("count", "数数", {})
    disk = FullDisk(kernel.store, monkeypatch, after)
    job = runner.wait(submitted.id)
    kept = list(kind.kept)
    assert job.state in (JobState.FAILED, JobState.DONE)
    runner.wait_all()
    if job.state is JobState.FAILED:
        assert "磁盘空间不足" in job.message
        with pytest.raises(UserError, match="磁盘空间不足"):
            runner.resume(job.id)
        disk.full = False
        assert runner.wait(runner.resume(job.id).id).state is JobState.DONE
    disk.full = False
    assert kind.kept[: len(kept)] == kept
    assert kind.kept == [1, 2, 3, 4, 5]


def test_how_a_job_ended_is_stored_once_the_disk_takes_it(
    runner: JobRunner, kernel: Kernel, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(owed, "AGAIN_S", 0.0)
    submitted = runner.submit("count", "数数", {})
    disk = FullDisk(kernel.store, monkeypatch, 2)
    assert runner.wait(submitted.id).state is JobState.FAILED
    assert runner.table.get(submitted.id).state is JobState.FAILED
    assert runner.table.in_state(JobState.RUNNING) == []
    assert JobTable(kernel.store).get(submitted.id).state is JobState.RUNNING
    disk.full = False
    runner.poll()
    stored = JobTable(kernel.store).get(submitted.id)
    assert (stored.state, "磁盘空间不足" in stored.message) == (JobState.FAILED, True)


def test_a_disk_that_refuses_is_said_once(
    runner: JobRunner, kernel: Kernel, monkeypatch: pytest.MonkeyPatch
) -> None:
    runner.submit("count", "数数", {})
    FullDisk(kernel.store, monkeypatch, 0)
    with pytest.raises(UserError, match="磁盘空间不足"):
        runner.poll()
    runner.poll()


def test_done_job_needs_no_resume(runner: JobRunner) -> None:
    job = runner.wait(runner.submit("count", "数数", {}).id)
    with pytest.raises(UserError, match="不需要继续"):
        runner.resume(job.id)


def test_child_has_the_guard() -> None:
    assert list(stream(children.connect, {})) == ["refused"]


def test_stream_tells_failure_from_death() -> None:
    with pytest.raises(UserError, match="读不出来"):
        list(stream(children.count, {"numbers": [1, 2], "total": 2, "fail_at": 2}))
    with pytest.raises(ChildDiedError):
        list(stream(children.count, {"numbers": [1, 2], "total": 2, "die_at": 2}))
