"""Workspaces for looking at the window: empty, with a case, switched off, in trouble.

Everything in them is the demonstration's or made here; nothing real.
"""

import secrets
import shutil
from collections.abc import Callable
from pathlib import Path

from tests.support import precedents
from tests.support.transcripts import sounding_hearing
from workbench.demo import TITLE, demo_files
from workbench.engines.protocols import Ocr
from workbench.engines.rapidocr import RapidOcr
from workbench.hearing.model import Procedure
from workbench.kernel.advice import Action
from workbench.kernel.clock import now
from workbench.kernel.features import ALL
from workbench.kernel.job_table import Job, JobState
from workbench.workbench import Workbench

WORLDS = ("empty", "demo", "off", "trouble")


def make(root: Path, ocr: Callable[[], Ocr] = RapidOcr) -> dict[str, Path]:
    """Make every world below a folder; return their workspaces by name.

    Args:
        root: an empty folder.
        ocr: reads the scans.
    """
    made = folders(root)
    Workbench.open(made["empty"]).close()
    _demonstration(made["demo"], ocr)
    for name in ("off", "trouble"):
        shutil.copytree(made["demo"], made[name])
    _switch_off(made["off"])
    _trouble(made["trouble"], root)
    return made


def folders(root: Path) -> dict[str, Path]:
    """Return where :func:`make` puts the workspaces, by name."""
    return {name: root / name for name in WORLDS}


def _demonstration(folder: Path, ocr: Callable[[], Ocr]) -> None:
    """Take the demonstration case as far as a judge has it after an hour."""
    workbench = Workbench.open(folder, ocr=ocr)
    jobs, files = workbench.jobs, demo_files()
    jobs.wait(workbench.import_laws([files / "laws"]).id)
    if (index := workbench.index_laws()) is not None:
        jobs.wait(index.id)
    case = workbench.papers.new_case(TITLE)
    jobs.wait(workbench.papers.import_files(case.id, [files / "case"]).id)
    jobs.wait(workbench.papers.read_scans(case.id).id)
    jobs.wait(workbench.papers.extract(case.id).id)
    workbench.suggest_statutes(case.id)
    _similar(workbench, case.id, folder.parent / "案例")
    _confirm(workbench, case.id)
    sounding_hearing(workbench, folder.parent, case.id)
    workbench.hearing.create(case.id, Procedure.SIMPLIFIED)
    workbench.close()


def _similar(workbench: Workbench, case: str, folder: Path) -> None:
    """Import invented judgments and find those that are similar to the case."""
    jobs = workbench.jobs
    jobs.wait(workbench.import_precedents([precedents.write(folder)]).id)
    if (index := workbench.index_precedents()) is not None:
        jobs.wait(index.id)
    workbench.similar.show(case, workbench.similar.find(case).result())
    loose = folder.with_name("零散文书")
    loose.mkdir()
    (loose / "空白.txt").write_text("", "utf-8")
    twin = precedents.judgment(precedents.LOANS[0]).replace("\n", "\n\n")
    (loose / "同一判决.txt").write_text(twin, "utf-8")
    jobs.wait(workbench.import_precedents([loose]).id)


def _confirm(workbench: Workbench, case: str) -> None:
    """Confirm what the complaint says, but for the birth date that other papers contradict."""
    complaint = next(d for d in workbench.papers.documents(case) if "起诉状" in d.name)
    for value in workbench.papers.values(case):
        doubtful = value.found.note or value.found.field == "party.birth"
        if value.found.anchor.document == complaint.id and not doubtful:
            workbench.decide_value(value.id, Action.ADOPT)


def _switch_off(folder: Path) -> None:
    workbench = Workbench.open(folder)
    workbench.switches.set(ALL, False)
    workbench.close()


def _trouble(folder: Path, root: Path) -> None:
    """Add papers that cannot be read, scans that wait, and jobs that failed or were stopped."""
    workbench = Workbench.open(folder)
    case = workbench.papers.cases()[0]
    bad = root / "损坏的文件"
    bad.mkdir()
    (bad / "损坏.pdf").write_bytes(b"%PDF-1.4\nnothing")
    (bad / "空白.txt").write_bytes(b"")
    (root / "另一件.txt").write_text(precedents.judgment(precedents.EXTRA), "utf-8")
    workbench.jobs.wait(workbench.import_precedents([root / "另一件.txt"]).id)
    if (index := workbench.index_precedents()) is not None:
        workbench.jobs.wait(index.id)
    shutil.copy(demo_files() / "case" / "原告证据" / "02借款合同（扫描）.pdf", bad / "未识别.pdf")
    with (bad / "未识别.pdf").open("ab") as file:
        file.write(b"\n%other")  # other bytes than the paper that is there already
    workbench.jobs.wait(workbench.papers.import_files(case.id, [bad]).id)
    table = workbench.jobs.table
    for state, words in (
        (JobState.FAILED, "识别引擎意外停止，已识别的 3 页保留。"),
        (JobState.CANCELLED, "已取消，已完成的部分保留。"),
    ):
        key = secrets.token_hex(6)
        job = Job(key, "papers.ocr", case.id, "识别扫描件", {"documents": []}, state, now())
        table.set_state(table.progress(table.add(job), 3, 12, words), state, words)
    workbench.close()
