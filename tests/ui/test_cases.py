"""Cases: search, table, overview with its checks, the volume tree."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from tests.ui.conftest import FiledCase, cell, type_text
from ui import asking, case_acts, case_column
from ui.bridge import Bridge
from ui.pages.cases import CasesPage
from ui.pages.overview import OverviewPage
from ui.routes import CASES, paper_key
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
    QTest.keyClick(field.line, Qt.Key.Key_Escape)
    assert field.line.text() == "2025年第12号"
    case = case_shell.bridge.workbench.papers.case(case_shell.case)
    assert case.number == "（2025）京0105民初1号"
    overview(case_shell).refresh()
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
    assert page.parties.rowCount() == 1
    pending = len(workbench.papers.values(filed.id))
    assert pending > 0
    assert f"有 {pending} 项" in page.pending.text()
    value = next(v for v in workbench.papers.values(filed.id) if v.found.value == "张三甲")
    workbench.decide_value(value.id, Action.ADOPT)
    assert cell(page.parties, 0, 1) == "张三甲"
    assert f"有 {pending - 1} 项" in page.pending.text()
    case_shell.sidebar.set_open(False)
    QTest.mouseClick(page.pending, Qt.MouseButton.LeftButton)
    assert case_shell.sidebar.isVisible()
    assert workbench.papers.value(value.id).state is ValueState.CONFIRMED


def test_the_volume_tree_says_kind_pages_and_outcome(case_shell: Shell, filed: FiledCase) -> None:
    tree = case_shell.column.rooms.tree
    assert tree.headings() == ["正卷（4 件，3 页）"]
    damaged = tree.item_of(filed.documents["损坏.pdf"])
    assert damaged is not None
    assert damaged.text(1) == "不可读"
    assert damaged.toolTip(1)


def test_f2_renames_a_paper(case_shell: Shell, filed: FiledCase, qtbot: QtBot) -> None:
    tree = case_shell.column.rooms.tree
    key = filed.documents["借条.pdf"]
    case_shell.open_key(paper_key(key))
    tree.setFocus()
    tree.choose(key)
    QTest.keyClick(tree, Qt.Key.Key_F2)
    editor = tree.viewport().findChild(QLineEdit)
    assert isinstance(editor, QLineEdit)
    editor.selectAll()
    type_text(editor, "借条原件.pdf")
    QTest.keyClick(editor, Qt.Key.Key_Return)
    papers = filed.bridge.workbench.papers
    qtbot.waitUntil(lambda: papers.document(key).name == "借条原件.pdf")
    assert case_shell.tabs.tabText(case_shell.tabs.currentIndex()) == "借条原件.pdf"


def test_the_menu_changes_kind_and_volume(case_shell: Shell, filed: FiledCase) -> None:
    rooms = case_shell.column.rooms
    key = filed.documents["借条.pdf"]
    rooms.tree.choose(key)
    menu = rooms.menu()
    assert menu is not None
    chosen = {action.text(): action for action in (*menu.actions(), *menu.kinds.actions())}
    chosen["其他"].trigger()
    chosen["移到副卷"].trigger()
    paper = filed.bridge.workbench.papers.document(key)
    assert (paper.category, paper.volume) == ("其他", "副卷")
    rooms.refresh()
    assert rooms.tree.headings() == ["正卷（3 件，0 页）", "副卷（1 件，3 页）"]


def test_alt_down_moves_a_paper(case_shell: Shell, filed: FiledCase) -> None:
    tree = case_shell.column.rooms.tree
    papers = filed.bridge.workbench.papers
    before = [d.id for d in papers.documents(filed.id)]
    tree.choose(before[0])
    QTest.keyClick(tree, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    after = [d.id for d in papers.documents(filed.id)]
    assert after == [before[1], before[0], *before[2:]]


@pytest.mark.parametrize("sure", [True, False])
def test_delete_asks_first(
    case_shell: Shell,
    filed: FiledCase,
    monkeypatch: pytest.MonkeyPatch,
    sure: bool,
) -> None:
    asked: list[str] = []

    def answer(parent: object, title: str, question: str, yes: str) -> bool:
        asked.append(question)
        return sure

    monkeypatch.setattr(case_column, "confirm", answer)
    tree = case_shell.column.rooms.tree
    key = filed.documents["损坏.pdf"]
    case_shell.open_key(paper_key(key))
    tree.choose(key)
    QTest.keyClick(tree, Qt.Key.Key_Delete)
    assert "损坏.pdf" in asked[0]
    left = {d.id for d in filed.bridge.workbench.papers.documents(filed.id)}
    assert (key in left) is not sure
    assert (paper_key(key) in case_shell.tabs.open_keys()) is not sure


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
