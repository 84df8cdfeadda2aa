"""The list of jobs: cancel, go on, order, why one failed, a thousand of them."""

import secrets
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from ui.jobs_model import CASE, PROGRESS, STATE, TITLE
from ui.jobs_panel import MOST
from ui.shell import Shell
from workbench.kernel.clock import now
from workbench.kernel.job_table import Job, JobState, JobTable


def add(table: JobTable, title: str, case: str, state: JobState, words: str = "") -> Job:
    """Store a job that stands somewhere."""
    key = secrets.token_hex(6)
    job = Job(key, "papers.ocr", case, title, {"documents": []}, state, now())
    with table._store.transaction():
        return table.set_state(table.progress(table.add(job), 3, 12, words), state, words)


def titles(shell: Shell) -> list[str]:
    model = shell.jobs.model
    return [str(model.index(row, TITLE).data()) for row in range(model.rowCount())]


def test_a_job_is_cancelled_and_resumed_in_the_panel(
    case_shell: Shell, qtbot: QtBot, no_child: None, tmp_path: Path
) -> None:
    file = tmp_path / "补充.txt"
    file.write_text("补充证据说明", "utf-8")
    case_shell.bring([file])
    status = case_shell.status.jobs
    qtbot.waitUntil(lambda: "补充.txt" in status.text())
    QTest.mouseClick(status, Qt.MouseButton.LeftButton)
    panel = case_shell.jobs
    assert panel.isVisible()
    QTest.mouseClick(panel.cancel, Qt.MouseButton.LeftButton)
    table = case_shell.bridge.workbench.jobs.table
    assert table.all()[0].state is JobState.CANCELLED
    assert panel.model.index(0, STATE).data() == "已取消"
    assert not panel.cancel.isEnabled()
    QTest.mouseClick(panel.resume, Qt.MouseButton.LeftButton)
    assert table.all()[0].state is JobState.QUEUED
    QTest.keyClick(panel, Qt.Key.Key_Escape)
    assert not panel.isVisible()


def test_an_empty_list_says_what_will_be_there(shell: Shell) -> None:
    shell.toggle_jobs()
    assert shell.jobs.empty.isVisible()
    assert shell.jobs.empty.title.text() == "还没有任务"
    assert not shell.jobs.table.isVisible()


def test_jobs_under_way_and_of_the_open_case_come_first(case_shell: Shell) -> None:
    table = case_shell.bridge.workbench.jobs.table
    other = case_shell.bridge.workbench.papers.new_case("王五丙诉赵六丁买卖合同").id
    add(table, "别案完成", other, JobState.DONE)
    add(table, "本案失败", case_shell.case, JobState.FAILED)
    add(table, "别案等待", other, JobState.QUEUED)
    add(table, "本案等待", case_shell.case, JobState.QUEUED)
    case_shell.toggle_jobs()
    shown = titles(case_shell)
    assert shown[:3] == ["本案等待", "别案等待", "本案失败"]
    assert shown[-1] == "别案完成"
    panel = case_shell.jobs
    assert panel.model.index(1, CASE).data() == "王五丙诉赵六丁买卖合同"
    assert panel.chosen() == panel.model.jobs[0]


def test_why_a_job_failed_is_said_in_full_and_it_can_go_on(case_shell: Shell) -> None:
    reason = "识别引擎意外停止，已识别的 3 页保留；" * 6
    table = case_shell.bridge.workbench.jobs.table
    add(table, "识别扫描件", case_shell.case, JobState.FAILED, reason)
    case_shell.toggle_jobs()
    panel = case_shell.jobs
    panel.table.selectRow(titles(case_shell).index("识别扫描件"))
    assert panel.why.text() == f"失败：{reason}"
    assert panel.why.isVisible()
    assert panel.resume.isEnabled()
    assert not panel.cancel.isEnabled()
    row = panel.table.currentIndex().row()
    assert panel.model.index(row, PROGRESS).data() == "3 / 12"


def test_the_cursor_stays_on_its_job_when_others_come(case_shell: Shell, qtbot: QtBot) -> None:
    table = case_shell.bridge.workbench.jobs.table
    failed = add(table, "识别扫描件", case_shell.case, JobState.FAILED)
    case_shell.toggle_jobs()
    panel = case_shell.jobs
    panel.table.selectRow(panel.model.row_of(failed.id))
    add(table, "后来的", case_shell.case, JobState.QUEUED)
    panel.refresh()
    chosen = panel.chosen()
    assert titles(case_shell)[0] == "后来的"
    assert chosen is not None
    assert chosen.id == failed.id


def test_a_thousand_jobs_do_not_hold_the_window_up(case_shell: Shell, qtbot: QtBot) -> None:
    table = case_shell.bridge.workbench.jobs.table
    with table._store.transaction():
        for number in range(MOST):
            add(table, f"任务{number}", case_shell.case, JobState.DONE)
    case_shell.toggle_jobs()
    began = time.perf_counter()
    case_shell.jobs.refresh()
    case_shell.jobs.grab()
    took = time.perf_counter() - began
    assert case_shell.jobs.model.rowCount() == MOST
    assert took < 0.5  # some ten milliseconds on an idle machine


def test_closing_the_list_gives_the_keyboard_back_to_the_work(case_shell: Shell) -> None:
    work = case_shell.tabs.currentWidget()
    ways: tuple[Callable[[], object], ...] = (
        partial(QTest.keyClick, case_shell.jobs.table, Qt.Key.Key_Escape),
        partial(QTest.mouseClick, case_shell.jobs.close_button, Qt.MouseButton.LeftButton),
        case_shell.toggle_jobs,
    )
    for leave in ways:
        case_shell.toggle_jobs()
        assert case_shell.jobs.table.hasFocus()
        leave()
        assert not case_shell.jobs.isVisible()
        here = case_shell.focusWidget()
        assert here is not None
        assert here is work or work.isAncestorOf(here)
