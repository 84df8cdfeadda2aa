"""An import from its files to the library; broken off, gone on with, done again."""

import json
import os
import resource
import signal
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.law.precedents import samples
from tests.support.engines import FixedOcr
from workbench.kernel.changes import ChangeBus
from workbench.kernel.errors import UserError
from workbench.kernel.features import FeatureTable, Switches
from workbench.kernel.job_table import Job, JobState
from workbench.kernel.jobs import JobRunner
from workbench.kernel.journal import Journal
from workbench.kernel.store import Store
from workbench.law.pace import Pace
from workbench.law.precedents.import_job import KIND, PrecedentImportKind
from workbench.law.precedents.model import Origin
from workbench.law.precedents.repository import Filters, PrecedentRepository
from workbench.law.precedents.tables import PRECEDENT_MIGRATIONS
from workbench.schema import MIGRATIONS
from workbench.workbench import Workbench

MANY = 400


@pytest.fixture
def workbench(tmp_path: Path) -> Iterator[Workbench]:
    """Open a new workspace."""
    opened = Workbench.open(tmp_path / "ws", ocr=FixedOcr)
    yield opened
    opened.close()


def judgment(number: int) -> str:
    """Return one of many different invented judgments."""
    facts = "".join(f"第{number * k}笔款项为{number + k}元。" for k in range(60))
    return samples.CIVIL_FIRST.replace("90017", str(50_000 + number * 7)).replace(
        "王五丙出具借条", f"{facts}王五丙出具借条"
    )


@pytest.fixture
def many(tmp_path: Path) -> Path:
    """Make more judgments than a pipe holds, so that the child cannot be done by itself."""
    file = tmp_path / "many.jsonl"
    lines = (
        json.dumps({"id": str(number), "text": judgment(number)}, ensure_ascii=False)
        for number in range(MANY)
    )
    file.write_text("\n".join(lines), "utf-8")
    return file


def done(workbench: Workbench, *paths: Path, origin: Origin | None = None) -> Job:
    """Import to the end."""
    return workbench.jobs.wait(workbench.import_precedents(paths, origin).id)


def test_files_of_all_kinds(workbench: Workbench, tmp_path: Path) -> None:
    import docx
    import pymupdf

    folder = tmp_path / "文书"
    folder.mkdir()
    document = docx.Document()
    for line in samples.ADMINISTRATIVE.split("\n"):
        document.add_paragraph(line)
    document.save(str(folder / "a.docx"))
    with pymupdf.open() as pdf:
        page = pdf.new_page()
        lines = [
            line[k : k + 36]
            for line in samples.ENFORCEMENT.split("\n")
            for k in range(0, len(line), 36)
        ]
        page.insert_text((50, 60), "\n".join(lines), fontname="china-s", fontsize=11)
        pdf.save(str(folder / "b.pdf"))
    (folder / "c.txt").write_text("这不是裁判文书，只是一份没有任何内容的说明文字。" * 8, "utf-8")
    (folder / "d.pdf").write_bytes(b"%PDF-1.7 damaged")
    job = done(workbench, folder)
    assert job.state is JobState.DONE, job.message
    library = workbench.precedents.library
    found = {head.source: head for head in library.page(Filters())}
    assert found["a.docx"].number == "（2019）浙0106行初90011号"
    assert found["b.pdf"].number == "（2020）苏0102执90033号之一"
    assert [file for file, _ in library.skipped("文书")] == ["c.txt", "d.pdf"]
    assert all(reason.endswith("。") for _, reason in library.skipped("文书"))


def test_twice_changes_nothing(workbench: Workbench, many: Path) -> None:
    assert done(workbench, many).state is JobState.DONE
    library = workbench.precedents.library
    before = (library.count(), library.changes(), library.duplicates("many.jsonl"))
    assert library.count() == MANY
    assert done(workbench, many).state is JobState.DONE
    assert (library.count(), library.changes(), library.duplicates("many.jsonl")) == before


def test_cancelled_it_keeps_what_was_read_and_goes_on(workbench: Workbench, many: Path) -> None:
    job = workbench.import_precedents([many])
    library = workbench.precedents.library
    while not library.count():
        assert workbench.jobs.poll(0.0)
    workbench.jobs.cancel(job.id)
    kept = library.count()
    assert 0 < kept < MANY
    workbench.jobs.resume(job.id)
    assert workbench.jobs.wait(job.id).state is JobState.DONE
    assert library.count() == MANY
    assert library.progress(job.id) == {}


@pytest.mark.spawned
def test_a_killed_program_goes_on_where_it_was(tmp_path: Path, many: Path) -> None:
    """A process that imports is killed; the next one finds the job and finishes it."""
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        opened = Workbench.open(tmp_path / "ws", ocr=FixedOcr)
        opened.import_precedents([many])
        while opened.precedents.library.count() < 50:
            opened.jobs.poll(0.0)
        os.write(writing, b"x")
        signal.pause()
    assert os.read(reading, 1) == b"x"
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    opened = Workbench.open(tmp_path / "ws", ocr=FixedOcr)
    try:
        assert opened.precedents.library.count() >= 50
        (job,) = opened.jobs.table.in_state(JobState.INTERRUPTED)
        assert sum(opened.precedents.library.progress(job.id).values()) >= 50
        opened.jobs.resume(job.id)
        assert opened.jobs.wait(job.id).state is JobState.DONE
        assert opened.precedents.library.count() == MANY
        assert opened.integrity() == {}
    finally:
        opened.close()


@pytest.mark.spawned
def test_a_full_disk_is_a_sentence_and_loses_nothing(tmp_path: Path, many: Path) -> None:
    """No file may grow beyond half a megabyte: the import stops in words, and goes on later."""
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (500_000, 500_000))
        opened = Workbench.open(tmp_path / "ws", ocr=FixedOcr)
        job = opened.jobs.wait(opened.import_precedents([many]).id)
        os.write(writing, f"{job.id} {job.state} {job.message}".encode())
        os._exit(0)
    os.waitpid(child, 0)
    identity, state, message = os.read(reading, 4096).decode().split(" ", 2)
    assert state == JobState.FAILED
    assert "磁盘空间不足" in message
    opened = Workbench.open(tmp_path / "ws", ocr=FixedOcr)
    try:
        assert 0 < opened.precedents.library.count() < MANY
        assert opened.integrity() == {}
        assert opened.precedents.problems() == []
        opened.jobs.resume(identity)
        assert opened.jobs.wait(identity).state is JobState.DONE
        assert opened.precedents.library.count() == MANY
    finally:
        opened.close()


def deadly(data: bytes, name: str) -> str:
    """Read a file, unless it is one that takes its reader down."""
    if name == "b.pdf":
        os._exit(9)
    return data.decode()


def test_a_file_that_takes_the_reader_down_is_set_aside(tmp_path: Path) -> None:
    folder = tmp_path / "文书"
    folder.mkdir()
    (folder / "a.pdf").write_text(samples.CRIMINAL, "utf-8")
    (folder / "b.pdf").write_text("坏文件", "utf-8")
    (folder / "c.pdf").write_text(samples.CIVIL_FIRST, "utf-8")
    cases = Store.open(tmp_path / "store.db", bytes(32), MIGRATIONS)
    store = Store.open(tmp_path / "precedents.db", bytes(32), PRECEDENT_MIGRATIONS)
    changes, journal = ChangeBus(), Journal(cases)
    switches = Switches(cases, FeatureTable.load(), journal, changes)
    kind = PrecedentImportKind(store, journal, deadly, list, Pace(store, list))
    runner = JobRunner(cases, switches, journal, changes, [kind])
    payload = {"paths": [str(folder)], "origin": "", "own_courts": []}
    job = runner.wait(runner.submit(KIND, "导入", payload).id)
    library = PrecedentRepository(store)
    assert job.state is JobState.DONE, job.message
    assert sorted(head.source for head in library.page(Filters())) == ["a.pdf", "c.pdf"]
    ((file, reason),) = library.skipped("文书")
    assert (file, "异常退出" in reason) == ("b.pdf", True)
    runner.close()
    store.close()
    cases.close()


def swallowing(data: bytes, name: str) -> str:
    """Take the reader down at a file that is not of a risky kind."""
    if "坏文件" in data.decode():
        os._exit(9)
    return data.decode()


def test_any_file_that_takes_the_reader_down_is_found_and_set_aside(tmp_path: Path) -> None:
    folder = tmp_path / "文书"
    folder.mkdir()
    (folder / "a.rtf").write_text(samples.CRIMINAL, "utf-8")
    (folder / "b.rtf").write_text("坏文件", "utf-8")
    (folder / "c.rtf").write_text("坏文件又一", "utf-8")
    (folder / "d.rtf").write_text(samples.CIVIL_FIRST, "utf-8")
    cases = Store.open(tmp_path / "store.db", bytes(32), MIGRATIONS)
    store = Store.open(tmp_path / "precedents.db", bytes(32), PRECEDENT_MIGRATIONS)
    changes, journal = ChangeBus(), Journal(cases)
    switches = Switches(cases, FeatureTable.load(), journal, changes)
    kind = PrecedentImportKind(store, journal, swallowing, list, Pace(store, list))
    runner = JobRunner(cases, switches, journal, changes, [kind])
    payload = {"paths": [str(folder)], "origin": "", "own_courts": []}
    job = runner.wait(runner.submit(KIND, "导入", payload).id)
    library = PrecedentRepository(store)
    assert job.state is JobState.DONE, job.message
    assert sorted(head.source for head in library.page(Filters())) == ["a.rtf", "d.rtf"]
    assert [file for file, _ in library.skipped("文书")] == ["b.rtf", "c.rtf"]
    runner.close()
    store.close()
    cases.close()


def test_reading_beside_the_window(workbench: Workbench, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(samples.CRIMINAL, "utf-8")
    done(workbench, tmp_path / "a.txt")
    heads = workbench.precedents.ask_page(Filters(words="盗窃")).result(10)
    assert heads is not None
    stored = workbench.precedents.ask_text(heads[0].id).result(10)
    assert stored is not None
    assert "戚六丑" in stored.text


def test_nothing_to_import_is_a_sentence(workbench: Workbench, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("短", "utf-8")
    job = done(workbench, tmp_path / "a.txt")
    assert job.state is JobState.FAILED
    assert "没有可以导入的裁判文书" in job.message
    with pytest.raises(UserError, match="找不到"):
        workbench.import_precedents([tmp_path / "没有"])


def test_origins(workbench: Workbench, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(samples.CIVIL_FIRST, "utf-8")
    (tmp_path / "b.txt").write_text(samples.CRIMINAL, "utf-8")
    (tmp_path / "c.txt").write_text(samples.GUIDING, "utf-8")
    workbench.precedents.set_own_courts(["广东省深圳市福田区人民法院"])
    done(workbench, tmp_path / "a.txt", tmp_path / "c.txt")
    done(workbench, tmp_path / "b.txt", origin=Origin.TYPICAL)
    library = workbench.precedents.library
    found = {head.source: head.origin for head in library.page(Filters())}
    assert found == {"a.txt": Origin.OWN, "b.txt": Origin.TYPICAL, "c.txt": Origin.GUIDING}
    with pytest.raises(UserError, match="不是法院名称"):
        workbench.precedents.set_own_courts(["示例公司"])


def test_a_pack_is_removed_as_a_job(workbench: Workbench, many: Path, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(samples.CRIMINAL, "utf-8")
    done(workbench, many, tmp_path / "a.txt")
    job = workbench.remove_precedents("many.jsonl")
    assert workbench.jobs.wait(job.id).state is JobState.DONE
    assert [pack.name for pack in workbench.precedents.library.packs()] == ["a.txt"]
    assert workbench.precedents.library.count() == 1
    with pytest.raises(UserError, match="没有名为"):
        workbench.remove_precedents("many.jsonl")


def test_backup_holds_the_library(workbench: Workbench, tmp_path: Path) -> None:
    from workbench.kernel.backup import restore

    (tmp_path / "a.txt").write_text(samples.CRIMINAL, "utf-8")
    done(workbench, tmp_path / "a.txt")
    workbench.back_up(tmp_path / "b.backup")
    restore(tmp_path / "b.backup", tmp_path / "restored")
    again = Workbench.open(tmp_path / "restored", ocr=FixedOcr)
    try:
        assert again.precedents.library.count() == 1
    finally:
        again.close()


def test_no_text_of_a_case_in_the_journal(workbench: Workbench, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(samples.CRIMINAL, "utf-8")
    done(workbench, tmp_path / "a.txt")
    lines = json.dumps(
        [vars(e) for e in workbench.journal.entries()], default=str, ensure_ascii=False
    )
    assert "戚六丑" not in lines
    assert "precedents.import" in lines
