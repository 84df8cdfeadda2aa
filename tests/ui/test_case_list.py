"""The list of cases, as a page and in the left column: search, filters, order, keys."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from tests.ui.conftest import FiledCase, type_text
from ui import case_acts, theme
from ui.bridge import Bridge
from ui.pages.cases import CasesPage
from ui.routes import CASES
from ui.shell import Shell
from ui.widgets.case_model import COLUMNS, TITLE, CaseModel, current_id
from workbench.papers.model import Party

KEY = Qt.Key


def titles(model: CaseModel) -> list[str]:
    return [model.row(place).title for place in range(model.rowCount())]


@pytest.fixture
def many(bridge: Bridge, open_shell: Callable[[Bridge], Shell], qtbot: QtBot) -> CasesPage:
    papers = bridge.workbench.papers
    first = papers.new_case("甲案", number="（2025）京0105民初10号", cause="买卖合同纠纷")
    papers.new_case("乙案", number="（2024）京0105民终9号")
    papers.new_case("丙案")
    papers.desk.add_party(first.id, Party("张三甲", "原告"))
    window = open_shell(bridge)
    page = window.tabs.page(CASES)
    assert isinstance(page, CasesPage)
    qtbot.waitUntil(lambda: page.model.rowCount() == 3)
    return page


def test_filters_narrow_together_and_are_cleared_at_once(many: CasesPage) -> None:
    many.filter.stage.setCurrentIndex(many.filter.stage.findData("一审"))
    assert titles(many.model) == ["甲案"]
    many.filter.year.setCurrentIndex(many.filter.year.findData(2024))
    assert titles(many.model) == []
    assert "没有符合的案件" in many.count.text()
    QTest.mouseClick(many.filter.clear, Qt.MouseButton.LeftButton)
    assert many.model.rowCount() == 3
    assert many.filter.clear.isHidden()


def test_what_waits_is_a_filter(
    filed: FiledCase, open_shell: Callable[[Bridge], Shell], qtbot: QtBot
) -> None:
    filed.bridge.workbench.papers.new_case("空案")
    window = open_shell(filed.bridge)
    page = window.tabs.page(CASES)
    assert isinstance(page, CasesPage)
    page.filter.waits.setCurrentIndex(page.filter.waits.findData("待核对"))
    assert titles(page.model) == ["张三甲诉李四乙民间借贷"]
    waiting = page.model.index(0, COLUMNS.index("waiting")).data()
    assert waiting == f"待核对 {len(filed.bridge.workbench.papers.values(filed.id))}"
    page.filter.waits.setCurrentIndex(page.filter.waits.findData("待识别"))
    assert titles(page.model) == []


def test_order_is_chosen_by_the_heading_and_remembered(many: CasesPage, bridge: Bridge) -> None:
    header = many.table.horizontalHeader()
    place = header.sectionPosition(COLUMNS.index("number")) + 10
    QTest.mouseClick(
        header.viewport(),
        Qt.MouseButton.LeftButton,
        pos=header.rect().topLeft() + type(header.rect().topLeft())(place, 8),
    )
    assert titles(many.model)[2] == "丙案"
    first = titles(many.model)[:2]
    assert first in (["乙案", "甲案"], ["甲案", "乙案"])
    again = CasesPage(bridge)
    assert titles(again.model) == titles(many.model)
    again.deleteLater()


def test_typing_in_the_list_searches_and_the_keys_lead_back(many: CasesPage) -> None:
    many.table.setFocus()
    QTest.keyClicks(many.table, "2024")
    assert many.filter.search.hasFocus()
    assert titles(many.model) == ["乙案"]
    QTest.keyClick(many.filter.search, KEY.Key_Down)
    assert many.table.hasFocus()
    window = many.window()
    assert isinstance(window, Shell)
    QTest.keyClick(many.table, KEY.Key_Return)
    assert window.bridge.workbench.papers.case(window.case).title == "乙案"


def test_enter_in_the_search_opens_the_first(shell: Shell, qtbot: QtBot) -> None:
    case = shell.bridge.workbench.papers.new_case("张三甲诉李四乙")
    column = shell.column.list
    qtbot.waitUntil(lambda: column.model.rowCount() == 1)
    type_text(column.search, "李四乙")
    QTest.keyClick(column.search, KEY.Key_Return)
    assert shell.case == case.id


@pytest.mark.parametrize("where", ["page", "column"])
def test_f2_renames_in_place(many: CasesPage, qtbot: QtBot, where: str) -> None:
    window = many.window()
    assert isinstance(window, Shell)
    column = window.column.list
    view, model = (many.table, many.model) if where == "page" else (column.list, column.model)
    view.setFocus()
    key = model.row(1).id
    view.setCurrentIndex(model.index(1, TITLE))
    QTest.keyClick(view, KEY.Key_F2)
    editor = view.viewport().findChild(QLineEdit)
    assert isinstance(editor, QLineEdit)
    editor.selectAll()
    type_text(editor, "改名后的案件")
    QTest.keyClick(editor, KEY.Key_Return)
    papers = window.bridge.workbench.papers
    qtbot.waitUntil(lambda: papers.case(key).title == "改名后的案件")
    qtbot.waitUntil(lambda: "改名后的案件" in titles(model))
    assert current_id(view) == key


def test_delete_in_the_table_asks(many: CasesPage, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []

    def answer(parent: object, title: str, question: str, yes: str) -> bool:
        asked.append(question)
        return True

    monkeypatch.setattr(case_acts, "confirm", answer)
    many.table.setFocus()
    key = many.model.row(0).id
    many.table.setCurrentIndex(many.model.index(0, TITLE))
    QTest.keyClick(many.table, KEY.Key_Delete)
    window = many.window()
    assert isinstance(window, Shell)
    assert len(asked) == 1
    assert not window.bridge.workbench.papers.desk.exists(key)


def test_two_cases_of_one_number_are_marked_in_words(many: CasesPage, qtbot: QtBot) -> None:
    window = many.window()
    assert isinstance(window, Shell)
    papers = window.bridge.workbench.papers
    (third,) = [row for row in window.bridge.cases.rows() if row.title == "丙案"]
    papers.update_case(third.id, number="（2024）京0105民终9号")
    model = window.column.list.model
    qtbot.waitUntil(lambda: any(model.row(i).twin for i in range(3)))
    place = model.place(third.id)
    assert "同一案号" in str(model.index(place, 0).data(Qt.ItemDataRole.ToolTipRole))


def test_the_cursor_stays_on_its_case_when_others_come(many: CasesPage, qtbot: QtBot) -> None:
    many.table.setCurrentIndex(many.model.index(2, TITLE))
    kept = current_id(many.table)
    window = many.window()
    assert isinstance(window, Shell)
    window.bridge.workbench.papers.new_case("丁案")
    qtbot.waitUntil(lambda: many.model.rowCount() == 4)
    assert current_id(many.table) == kept


def test_a_case_of_dropped_files_shows_under_the_name_of_its_folder(
    shell: Shell, tmp_path: Path
) -> None:
    folder = tmp_path / "（2026）京0105民初5号 张三甲诉李四乙"
    folder.mkdir()
    (folder / "起诉状.txt").write_text("民事起诉状\n原告：张三甲，男，汉族。", "utf-8")
    shell.bring([folder])
    shell.bridge.workbench.jobs.wait_all()
    case = shell.bridge.workbench.papers.case(shell.case)
    assert case.title == folder.name
    assert (case.number, case.cause, case.parties) == ("", "", ())
    shell.show_cases()
    assert titles(shell.column.list.model) == [folder.name]


def test_rows_and_columns_follow_the_size_of_the_letters(many: CasesPage, qtbot: QtBot) -> None:
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    rows, place = many.table.verticalHeader(), COLUMNS.index("number")
    before = rows.defaultSectionSize(), many.table.columnWidth(place)
    try:
        theme.apply(app, dark=False, scale=2.0)
        qtbot.waitUntil(lambda: many.table.columnWidth(place) > 1.6 * before[1])
        assert rows.defaultSectionSize() > 1.4 * before[0]
    finally:
        theme.apply(app, dark=False)
    qtbot.waitUntil(lambda: many.table.columnWidth(place) == before[1])


def test_the_order_is_chosen_by_keyboard_too(many: CasesPage) -> None:
    many.order.setFocus()
    many.order.setCurrentIndex(COLUMNS.index("papers"))
    QTest.keyClick(many.order, KEY.Key_Home)
    assert many.order.currentData() == "number"
    assert titles(many.model) == ["乙案", "甲案", "丙案"]
    assert many.table.horizontalHeader().sortIndicatorSection() == COLUMNS.index("number")
