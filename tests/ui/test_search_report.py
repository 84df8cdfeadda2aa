"""The step in which the report of similar cases is put together."""

from pathlib import Path

import docx
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from tests.support import precedents
from ui.shell import Shell
from ui.widgets.report_dialog import ReportDialog
from workbench.kernel.advice import Action

FEATURE = "law.precedents"


@pytest.fixture
def shell(case_shell: Shell, tmp_path: Path) -> Shell:
    """Show the window with a case open, over a library of judgments."""
    workbench = case_shell.bridge.workbench
    workbench.import_precedents([precedents.write(tmp_path / "library")])
    workbench.jobs.wait_all()
    workbench.index_precedents()
    workbench.jobs.wait_all()
    return case_shell


def opened(shell: Shell, qtbot: QtBot) -> ReportDialog:
    dialog = shell.opening.reports.open(shell.case)
    assert dialog is not None
    qtbot.waitUntil(lambda: dialog.material is not None, timeout=20_000)
    return dialog


def text_of(file: Path) -> str:
    document = docx.Document(str(file))
    return "\n".join(c.text for t in document.tables for row in t.rows for c in row.cells)


def answer_with(monkeypatch: pytest.MonkeyPatch, file: str) -> None:
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (file, ""))


def test_it_lists_what_was_found_by_direction_and_saves_it(
    shell: Shell, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    dialog = opened(shell, qtbot)
    material = dialog.material
    assert material is not None
    assert dialog.list.chosen() == material.ids()
    heads = [dialog.list.topLevelItem(n) for n in range(dialog.list.topLevelItemCount())]
    assert any(head is not None and head.text(0).startswith("结果不同的") for head in heads)
    dialog.searcher.setText("示例法官")
    answer_with(monkeypatch, str(tmp_path / "我的报告"))
    with qtbot.waitSignal(dialog.accepted, timeout=20_000):
        dialog.go.click()
    text = text_of(tmp_path / "我的报告.docx")
    assert "示例法官" in text
    for one in material.results:
        assert one.case.head.number in text
    workbench = shell.bridge.workbench
    assert workbench.journal.entries("precedents.report")[0].detail["file"] == "我的报告.docx"
    again = opened(shell, qtbot)
    assert again.searcher.text() == "示例法官"
    again.reject()


def test_space_on_a_row_leaves_it_out(
    shell: Shell, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    dialog = opened(shell, qtbot)
    before = dialog.list.chosen()
    QTest.keyClick(dialog.list, Qt.Key.Key_Space)
    after = dialog.list.chosen()
    assert len(after) == len(before) - 1
    (left_out,) = set(before) - set(after)
    answer_with(monkeypatch, str(tmp_path / "a.docx"))
    with qtbot.waitSignal(dialog.accepted, timeout=20_000):
        dialog.save()
    assert f"本机案例库第 {left_out} 号" not in text_of(tmp_path / "a.docx")
    assert f"本机案例库第 {after[0]} 号" in text_of(tmp_path / "a.docx")


def test_what_was_adopted_is_ticked_and_the_rest_can_be(shell: Shell, qtbot: QtBot) -> None:
    room, case = shell.bridge.workbench.similar, shell.case
    answer = room.ask(case).result(60)
    assert answer is not None
    card = next(item for item in room.show(case, answer) if item.kind == "precedent")
    shell.bridge.workbench.decide(card.id, Action.ADOPT)
    dialog = opened(shell, qtbot)
    adopted = (int(card.sources[0].target),)
    assert dialog.list.chosen() == adopted
    dialog.every.click()
    assert len(dialog.list.chosen()) > 1
    dialog.taken.click()
    assert dialog.list.chosen() == adopted
    dialog.reject()


def test_an_issue_that_is_written_is_searched_for(shell: Shell, qtbot: QtBot) -> None:
    dialog = opened(shell, qtbot)
    dialog.issues.setText("大额现金交付的举证；利息约定的效力")
    dialog.again.click()
    qtbot.waitUntil(lambda: dialog.material is not None, timeout=20_000)
    assert dialog.material is not None
    asked = dialog.material.pending.issues
    assert {"大额现金交付的举证", "利息约定的效力"} <= set(asked)
    assert "利息约定的效力" in dialog.state.text()
    dialog.reject()


def test_a_file_that_nobody_agreed_to_replace_is_kept_and_the_step_stays_open(
    shell: Shell, qtbot: QtBot, tmp_path: Path
) -> None:
    (tmp_path / "旧.docx").write_bytes(b"mine")
    dialog = opened(shell, qtbot)
    # The dialog of the system asked about 旧, which is not there; 旧.docx is.
    dialog.write(tmp_path / "旧", replacing=True)
    assert "已存在，没有覆盖" in dialog.problem.text()
    assert dialog.isVisible()
    assert dialog.go.isEnabled()
    assert (tmp_path / "旧.docx").read_bytes() == b"mine"
    dialog.reject()


def test_the_report_goes_into_the_internal_volume(
    shell: Shell, qtbot: QtBot, tmp_path: Path
) -> None:
    dialog = opened(shell, qtbot)
    dialog.filed.setChecked(True)
    with qtbot.waitSignal(dialog.accepted, timeout=20_000):
        dialog.write(tmp_path / "报告.docx")
    workbench, case = shell.bridge.workbench, shell.case
    workbench.jobs.wait_all()
    (paper,) = [d for d in workbench.papers.documents(case) if d.name.startswith("报告")]
    assert paper.volume == "副卷"


def test_the_sidebar_and_the_command_open_it(shell: Shell, qtbot: QtBot) -> None:
    shell.actions_here["window.search_report"].trigger()
    dialog = shell.findChild(ReportDialog)
    assert dialog is not None
    dialog.reject()
    qtbot.waitUntil(lambda: shell.findChild(ReportDialog) is None)
    shell.bridge.search_report.emit(shell.case)
    assert shell.findChild(ReportDialog) is not None


def test_without_a_case_or_with_the_feature_off_it_says_why(shell: Shell, qtbot: QtBot) -> None:
    case = shell.case
    shell.bridge.workbench.switches.set(FEATURE, False)
    with qtbot.waitSignal(shell.bridge.failed):
        assert shell.opening.reports.open(case) is None
    shell.show_cases()
    with qtbot.waitSignal(shell.bridge.failed) as told:
        shell.actions_here["window.search_report"].trigger()
    assert "没有打开的案件" in (told.args or [""])[0]


def test_an_empty_library_is_said_in_the_step(shell: Shell, qtbot: QtBot, tmp_path: Path) -> None:
    workbench = shell.bridge.workbench
    workbench.remove_precedents(workbench.precedents.library.packs()[0].name)
    workbench.jobs.wait_all()
    dialog = shell.opening.reports.open(shell.case)
    assert dialog is not None
    qtbot.waitUntil(dialog.problem.isVisible, timeout=20_000)
    assert "案例库是空的" in dialog.problem.text()
    assert not dialog.go.isEnabled()
    dialog.reject()
