"""An import of laws that ends before its time: what came in is settled, and not left in force."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from tests.support.engines import FixedOcr
from workbench.kernel.job_table import JobState
from workbench.workbench import Workbench

TITLE = "中华人民共和国示例法"


def law(day: str, year: int) -> str:
    """Return a version of a law as a file of a pack has it."""
    articles = "\n\n".join(f"**第{n}条** 虚构的条文，{year}年。" for n in "一二三四五六七八九")
    return (
        f"# {TITLE}（{year}）\n## 元数据\n- **公布日期**: {day}\n- **生效日期**: {day}\n"
        f"- **制定机关**: 示例机关\n- **法律类型**: 法律\n\n---\n## 正文\n\n{articles}\n"
    )


@pytest.fixture
def pack(tmp_path: Path) -> Path:
    """Make two versions of a law, and many other laws that come after them.

    These are long: more than a pipe holds, so that the child cannot be done with them by itself.
    """
    folder = tmp_path / "pack"
    folder.mkdir()
    (folder / "000.md").write_text(law("2010-01-01", 2010), "utf-8")
    (folder / "001.md").write_text(law("2020-01-01", 2020), "utf-8")
    for number in range(2, 300):
        other = law("2015-01-01", 2015).replace("示例法", f"另一法之{number}")
        other = other.replace("虚构的条文，", "虚构的条文，" * 100)
        (folder / f"{number:03}.md").write_text(other, "utf-8")
    return folder


@pytest.fixture
def workbench(tmp_path: Path) -> Iterator[Workbench]:
    """Open a new workspace."""
    opened = Workbench.open(tmp_path / "ws", ocr=FixedOcr)
    yield opened
    opened.close()


def begin(workbench: Workbench, pack: Path) -> str:
    """Import until both versions are there; return the job."""
    job = workbench.import_laws([pack])
    while workbench.law.library.counts().versions < 2:
        assert workbench.jobs.poll(0.0)
    assert workbench.jobs.table.get(job.id).state is JobState.RUNNING
    return job.id


def ends(workbench: Workbench) -> list[date | None]:
    """Return the ends of both versions, the older first."""
    library = workbench.law.library
    versions = library.versions(library.titles()[TITLE])
    return [v.ended for v in sorted(versions, key=lambda v: str(v.promulgated))]


def test_after_a_cancel_an_older_version_is_not_left_in_force(
    workbench: Workbench, pack: Path
) -> None:
    job = begin(workbench, pack)
    assert ends(workbench) == [None, None]
    workbench.jobs.cancel(job)
    workbench.jobs.wait_all()
    assert ends(workbench) == [date(2020, 1, 1), None]
    assert workbench.jobs.table.get(job).state is JobState.CANCELLED
    (last,) = [j for j in workbench.jobs.table.all() if j.id != job]
    assert (last.state, last.message) == (JobState.DONE, "已入库法规的有效期间已整理。")
    assert not workbench.law.library.unsettled()


def test_after_a_close_the_next_start_settles(tmp_path: Path, pack: Path) -> None:
    first = Workbench.open(tmp_path / "other", ocr=FixedOcr)
    job = begin(first, pack)
    first.close()
    again = Workbench.open(tmp_path / "other", ocr=FixedOcr)
    again.jobs.wait_all()
    assert ends(again) == [date(2020, 1, 1), None]
    assert again.jobs.table.get(job).state is JobState.INTERRUPTED
    assert not again.law.library.unsettled()
    again.close()


def test_a_cancelled_settling_begins_no_other(workbench: Workbench, pack: Path) -> None:
    workbench.jobs.cancel(begin(workbench, pack))
    workbench.jobs.poll(0.0)
    (settling,) = workbench.jobs.table.in_state(JobState.RUNNING, JobState.QUEUED)
    workbench.jobs.cancel(settling.id)
    assert not workbench.jobs.table.in_state(JobState.RUNNING, JobState.QUEUED)
