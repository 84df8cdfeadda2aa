"""Cases: search, table, overview with its checks, the volume tree."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from tests.ui.conftest import FiledCase, cell, type_text
from ui import asking, case_acts
from ui.bridge import Bridge
from ui.pages.cases import CasesPage
from ui.pages.overview import OverviewPage
from ui.routes import CASES, confirmation_key
from ui.shell import Shell
from ui.widgets.case_model import TITLE
from workbench.kernel.advice import Action
from workbench.papers.model import ValueState


def overview(window: Shell) -> OverviewPage:
    """Return the overview in front."""
    page = window.tabs.currentWidget()
    assert isinstance(page, OverviewPage)
    return page


def type_into(qtbot: QtBot, line: QLineEdit, text: str) -> None:
    """Type a text in place of what is there, and press Enter."""
    line.setFocus()
    line.selectAll()
    type_text(line, text)
    QTest.keyClick(line, Qt.Key.Key_Return)


def test_search_narrows_the_list_as_one_types(shell: Shell, qtbot: QtBot) -> None:
    papers = shell.bridge.workbench.papers
    papers.new_case("张三甲诉李四乙民间借贷", number="（2025）京0105民初1号")
    papers.new_case("王五丙诉赵六丁买卖合同", cause="买卖合同纠纷")
    column = shell.column.list
    qtbot.waitUntil(lambda: column.model.rowCount() == 2)
    type_text(column.search, "买卖")
    assert [column.model.row(i).title for i in range(column.model.rowCount())] == [
        "王五丙诉赵六丁买卖合同"
    ]
    type_text(column.search, "不存在")
    assert column.model.rowCount() == 0
    assert column.none.text() == "没有符合的案件。"


def test_a_case_opens_from_the_table_and_from_the_list(
    filed: FiledCase, open_shell: Callable[[Bridge], Shell]
) -> None:
    window = open_shell(filed.bridge)
    page = window.tabs.page(CASES)
    assert isinstance(page, CasesPage)
    assert page.model.index(0, 0).data() == "（2025）京0105民初1号"
    page.table.setCurrentIndex(page.model.index(0, 1))
    page.table.setFocus()
    QTest.keyClick(page.table, Qt.Key.Key_Return)
    assert window.case == filed.id
    window.show_cases()
    assert window.case == ""
    rows = window.column.list.list
    place = rows.visualRect(window.column.list.model.index(0, TITLE)).center()
    QTest.mouseClick(rows.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert window.case == filed.id


def test_a_new_case_is_named_at_once(shell: Shell) -> None:
    QTest.keyClick(shell, Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    line = overview(shell).fields["title"].line
    assert shell.focusWidget() is line
    type_text(line, "张三甲诉李四乙")
    QTest.keyClick(line, Qt.Key.Key_Return)
    assert shell.bridge.workbench.papers.case(shell.case).title == "张三甲诉李四乙"


def test_a_case_number_is_brought_into_its_form(case_shell: Shell, qtbot: QtBot) -> None:
    field = overview(case_shell).fields["number"]
    type_into(qtbot, field.line, "(2025)京0105民初12号")
    assert field.line.text() == "（2025）京0105民初12号"
    case = case_shell.bridge.workbench.papers.case(case_shell.case)
    assert case.number == "（2025）京0105民初12号"
    assert case_shell.column.rooms.case == case.id


def test_what_is_wrong_with_a_number_is_said_and_the_text_stays(
    case_shell: Shell, qtbot: QtBot
) -> None:
    field = overview(case_shell).fields["number"]
    type_into(qtbot, field.line, "2025年第12号")
    assert not field.problem.isHidden()
    assert "案号" in field.problem.text() or "填写" in field.problem.text()
    case = case_shell.bridge.workbench.papers.case(case_shell.case)
    assert case.number == "（2025）京0105民初1号"
    overview(case_shell).refresh()
    assert field.line.text() == "2025年第12号"
    QTest.keyClick(field.line, Qt.Key.Key_Escape)
    assert field.line.text() == "（2025）京0105民初1号"
    assert field.problem.isHidden()
    QTest.keyClick(field.line, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert field.line.text() == "2025年第12号"


@pytest.mark.parametrize(
    ("typed", "shown"), [("2025-3-5", "2025年3月5日"), ("2025年3月5日", "2025年3月5日")]
)
def test_a_day_is_read_in_several_forms(
    case_shell: Shell, qtbot: QtBot, typed: str, shown: str
) -> None:
    field = overview(case_shell).fields["filed"]
    type_into(qtbot, field.line, typed)
    assert field.line.text() == shown
    filed = case_shell.bridge.workbench.papers.case(case_shell.case).filed
    assert filed is not None
    assert filed.isoformat() == "2025-03-05"


def test_a_day_that_the_calendar_lacks_is_refused(case_shell: Shell, qtbot: QtBot) -> None:
    field = overview(case_shell).fields["filed"]
    type_into(qtbot, field.line, "2025年2月30日")
    assert "不是有效日期" in field.problem.text()
    assert case_shell.bridge.workbench.papers.case(case_shell.case).filed is None


def test_confirmed_parties_are_listed_and_pending_ones_counted(
    case_shell: Shell, filed: FiledCase
) -> None:
    workbench = filed.bridge.workbench
    page = overview(case_shell)
    assert page.parties.table.rowCount() == 1
    pending = len(workbench.papers.values(filed.id))
    assert pending > 0
    assert f"有 {pending} 项" in page.head.pending.text()
    value = next(v for v in workbench.papers.values(filed.id) if v.found.value == "张三甲")
    workbench.decide_value(value.id, Action.ADOPT)
    assert cell(page.parties.table, 0, 1).startswith("张三甲")
    assert f"有 {pending - 1} 项" in page.head.pending.text()
    QTest.mouseClick(page.head.pending, Qt.MouseButton.LeftButton)
    assert case_shell.tabs.current_key() == confirmation_key(filed.id)
    assert workbench.papers.value(value.id).state is ValueState.CONFIRMED


def test_a_case_is_deleted_after_asking(
    case_shell: Shell, filed: FiledCase, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(case_acts, "confirm", lambda *args: True)
    case_shell.show_cases()
    rows = case_shell.column.list.list
    rows.setFocus()
    rows.setCurrentIndex(case_shell.column.list.model.index(0, TITLE))
    QTest.keyClick(rows, Qt.Key.Key_Delete)
    assert filed.bridge.workbench.papers.cases() == []
    assert case_shell.tabs.open_keys() == [CASES]


def test_a_question_says_no_to_esc(case_shell: Shell) -> None:
    from PySide6.QtCore import QTimer
    from PySide6.QtWidgets import QApplication, QMessageBox

    def press() -> None:
        box = QApplication.activeModalWidget()
        assert isinstance(box, QMessageBox)
        QTest.keyClick(box, Qt.Key.Key_Escape)

    QTimer.singleShot(0, press)
    assert asking.confirm(case_shell, "删除材料", "确定吗？", "删除") is False
