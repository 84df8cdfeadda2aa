"""The index of similar cases follows its library by itself."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.law.precedents import forms, samples
from tests.support.engines import FixedOcr
from workbench.kernel.errors import ReadOnlyError
from workbench.kernel.job_table import JobState
from workbench.law.precedents.index_job import KIND as INDEX
from workbench.law.precedents.service import FEATURE
from workbench.workbench import Workbench


@pytest.fixture
def workbench(tmp_path: Path) -> Iterator[Workbench]:
    """Open a new workspace."""
    opened = Workbench.open(tmp_path / "ws", ocr=FixedOcr)
    yield opened
    opened.close()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "文书"
    made.mkdir()
    (made / "a.txt").write_text(samples.CRIMINAL, "utf-8")
    (made / "b.txt").write_text(samples.CIVIL_FIRST, "utf-8")
    return made


def finished(workbench: Workbench) -> bool:
    """Run what is queued; say whether the index has what the library has."""
    workbench.jobs.wait_all()
    room = workbench.precedents
    return not room.needs_index() and room.indexed() == room.library.last_id()


def queued(workbench: Workbench) -> int:
    return sum(job.kind == INDEX for job in workbench.jobs.table.in_state(JobState.QUEUED))


def test_it_follows_imports_and_removals(workbench: Workbench, folder: Path) -> None:
    workbench.jobs.wait(workbench.import_precedents([folder]).id)
    assert queued(workbench) == 1
    pending = workbench.index_precedents()
    assert pending is not None
    assert queued(workbench) == 1  # asked for once more, it is the same job
    assert finished(workbench)
    assert len(workbench.precedents.similar.index) == 2
    workbench.precedents.remove(1)
    assert finished(workbench)
    assert len(workbench.precedents.similar.index) == 1
    workbench.jobs.wait(workbench.remove_precedents("文书").id)
    workbench.jobs.wait_all()
    assert not workbench.precedents.needs_index()
    assert workbench.precedents.library.count() == 0


def test_a_cancelled_import_is_indexed_as_far_as_it_came(
    workbench: Workbench, folder: Path
) -> None:
    for number in range(60):
        (folder / f"c{number:02}.txt").write_text(
            forms.civil(100 + number, f"被告李四乙偿还原告张三甲{number + 1},000元。"), "utf-8"
        )
    job = workbench.import_precedents([folder])
    while not workbench.precedents.library.count():
        workbench.jobs.poll(0.0)
    workbench.jobs.cancel(job.id)
    assert finished(workbench)
    assert workbench.precedents.indexed() > 0


def test_what_was_cancelled_is_not_begun_again_by_itself(
    workbench: Workbench, folder: Path
) -> None:
    workbench.jobs.wait(workbench.import_precedents([folder]).id)
    pending = workbench.index_precedents()
    assert pending is not None
    workbench.jobs.cancel(pending.id)
    assert queued(workbench) == 0
    assert workbench.precedents.needs_index()
    workbench.precedents.remove(1)
    assert queued(workbench) == 1


def test_off_means_off_and_on_makes_up_for_it(workbench: Workbench, folder: Path) -> None:
    workbench.jobs.wait(workbench.import_precedents([folder]).id)
    workbench.switches.set(FEATURE, False)
    assert workbench.jobs.table.in_state(JobState.QUEUED, JobState.RUNNING) == []
    workbench.precedents.remove(1)
    assert queued(workbench) == 0
    workbench.switches.set(FEATURE, True)
    assert queued(workbench) == 1
    assert finished(workbench)


def test_a_window_begins_what_an_earlier_run_left(tmp_path: Path, folder: Path) -> None:
    first = Workbench.open(tmp_path / "ws", ocr=FixedOcr)
    first.jobs.wait(first.import_precedents([folder]).id)
    job = first.index_precedents()
    assert job is not None
    first.jobs.cancel(job.id)
    first.close()
    second = Workbench.open(tmp_path / "ws", ocr=FixedOcr)
    second.indexing.follow()
    third = Workbench.open(tmp_path / "ws", ocr=FixedOcr)
    assert third.workspace.read_only
    third.indexing.follow()
    assert queued(third) == 1
    third.close()
    assert finished(second)
    second.close()


def test_what_an_earlier_run_queued_stays_cancelled(tmp_path: Path, folder: Path) -> None:
    first = Workbench.open(tmp_path / "ws", ocr=FixedOcr)
    first.jobs.wait(first.import_precedents([folder]).id)
    first.close()
    second = Workbench.open(tmp_path / "ws", ocr=FixedOcr)
    second.indexing.follow()
    job = second.index_precedents()
    assert job is not None
    second.jobs.cancel(job.id)
    assert queued(second) == 0
    second.close()


def test_a_second_window_reads_and_says_why_it_cannot_write(
    workbench: Workbench, folder: Path
) -> None:
    workbench.import_precedents([folder])
    workbench.jobs.wait_all()
    second = Workbench.open(workbench.workspace.folder, ocr=FixedOcr)
    try:
        assert second.precedents.library.count() == 2
        assert len(second.precedents.similar.index) == 2
        assert second.precedents.problems() == []
        with pytest.raises(ReadOnlyError, match="只能查看"):
            second.import_precedents([folder])
        with pytest.raises(ReadOnlyError, match="只能查看"):
            second.precedents.remove(1)
        # What the first one writes meanwhile is seen.
        workbench.precedents.remove(1)
        workbench.jobs.wait_all()
        assert len(second.precedents.similar.index) == 1
    finally:
        second.close()
