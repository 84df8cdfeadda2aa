"""The end of an import: what did not become a paper, what was there already, scans to be read."""

import shutil
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from tests.ui.conftest import ANSWER, FiledCase
from ui.importing import NAMED, duplicates_words, lost_words
from ui.jobs_panel import JobsPanel
from ui.shell import Shell
from workbench.kernel.job_table import JobState
from workbench.papers.intake import IntakeLine

LEFT = Qt.MouseButton.LeftButton
WAIT = 40000


def lines(number: int, outcome: str) -> list[IntakeLine]:
    """Make lines of an account of files without a paper."""
    return [IntakeLine(f"卷/{n}.pdf", "", outcome, "文件为空。") for n in range(1, number + 1)]


def folder_with_losses(folder: Path) -> Path:
    """Write a file to read, the same again, and an archive that is none."""
    folder.mkdir()
    (folder / "答辩状.txt").write_text(ANSWER, "utf-8")
    shutil.copy(folder / "答辩状.txt", folder / "答辩状副本.txt")
    (folder / "证据.zip").write_bytes(b"PK\x03\x04 this is no archive")
    (folder / "转链.txt").symlink_to(folder / "没有这个文件.txt")
    return folder


def test_files_without_a_paper_are_told_and_stay_told(
    shell: Shell, qtbot: QtBot, tmp_path: Path
) -> None:
    shell.bring([folder_with_losses(tmp_path / "卷宗")])
    workbench = shell.bridge.workbench
    job = workbench.jobs.table.all()[0]
    qtbot.waitUntil(lambda: workbench.jobs.table.get(job.id).state is JobState.DONE, timeout=WAIT)
    account = workbench.papers.account(job.id)
    lost = [line for line in account if not line.document and line.outcome == "unreadable"]
    assert lost
    told = "\n".join(shell.messages.texts())
    assert f"{len(lost)} 个文件没有导入。" in told
    assert all(line.reason in told for line in lost)
    assert "重复 1 件。内容与已有材料相同、没有重复导入的是：“答辩状副本.txt”" in told
    # In the list of jobs the same is there to be read again, the lost ones first.
    shell.toggle_jobs()
    panel = shell.jobs
    assert not panel.account.isVisible()
    QTest.mouseClick(panel.details, LEFT)
    assert panel.account.isVisible()
    shown = [panel.account.topLevelItem(n) for n in range(panel.account.topLevelItemCount())]
    assert len(shown) == len(account)
    first = shown[0]
    assert first is not None
    assert (first.text(1), first.text(2)) == ("没有导入", lost[0].reason)


def test_a_job_that_imports_nothing_has_no_details(case_shell: Shell) -> None:
    panel: JobsPanel = case_shell.jobs
    case_shell.toggle_jobs()
    table = case_shell.bridge.workbench.jobs.table
    kinds = [job.kind for job in panel.model.jobs]
    assert len(kinds) == len(table.all())
    panel.table.selectRow(kinds.index("papers.extract"))
    assert not panel.details.isEnabled()
    panel.table.selectRow(kinds.index("papers.import"))
    assert panel.details.isEnabled()


def test_a_message_names_a_few_files_and_counts_the_rest() -> None:
    words = lost_words(lines(NAMED + 2, "unreadable"))
    assert words.startswith(f"{NAMED + 2} 个文件没有导入。\n“1.pdf”：文件为空。")
    assert words.endswith("（另有 2 个）")
    assert words.count("文件为空") == NAMED
    assert "另有" not in lost_words(lines(NAMED, "unreadable"))
    assert "（另有 1 个）" in duplicates_words(lines(NAMED + 1, "duplicate"))


def test_an_import_taken_up_again_has_its_scans_read(
    case_shell: Shell, filed: FiledCase, qtbot: QtBot, tmp_path: Path
) -> None:
    from PIL import Image

    scan = tmp_path / "扫描.png"
    Image.new("L", (300, 400), 255).save(scan)
    workbench = filed.bridge.workbench
    job = workbench.papers.import_files(filed.id, [scan])
    workbench.jobs.cancel(job.id)
    case_shell.toggle_jobs()
    assert workbench.jobs.table.get(job.id).state is JobState.CANCELLED
    QTest.mouseClick(case_shell.jobs.resume, LEFT)
    table = workbench.jobs.table
    qtbot.waitUntil(lambda: table.get(job.id).state is JobState.DONE, timeout=WAIT)
    qtbot.waitUntil(lambda: table.all()[0].kind == "papers.ocr", timeout=WAIT)
    assert any("扫描.png" in text and "待识别 1" in text for text in case_shell.messages.texts())
    workbench.jobs.cancel(table.all()[0].id)
