"""The form of extracted values: keys, conflicts, undo, filters, states."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from tests.ui.conftest import FiledCase, type_text
from ui.bridge import Bridge
from ui.pages.confirmation import FILTER, ConfirmationPage
from ui.pages.confirmation_model import Filter
from ui.pages.overview import OverviewPage
from ui.pages.papers import PaperPage
from ui.routes import confirmation_key, overview_key
from ui.shell import Shell
from workbench.kernel.advice import BANNER, Action
from workbench.papers.confirmation import Row
from workbench.papers.model import ValueState

CONTROL, ALT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier
NOTHING = Qt.KeyboardModifier.NoModifier
SECOND = "答辩状\n答辩人：李四乙，女，1989年7月9日出生，汉族。\n答辩意见：无。\n"


@pytest.fixture
def page(case_shell: Shell, filed: FiledCase, qtbot: QtBot) -> ConfirmationPage:
    """Open the form of the test case."""
    return opened(case_shell, filed, qtbot)


@pytest.fixture
def torn(case_shell: Shell, filed: FiledCase, qtbot: QtBot, tmp_path: Path) -> ConfirmationPage:
    """Open the form of the test case with a paper that gives another birth date."""
    paper = tmp_path / "补充答辩状.txt"
    paper.write_text(SECOND, "utf-8")
    workbench = filed.bridge.workbench
    workbench.papers.import_files(filed.id, [paper])
    workbench.jobs.wait_all()
    workbench.papers.extract(filed.id)
    workbench.jobs.wait_all()
    shown = opened(case_shell, filed, qtbot)
    go_to(shown, lambda row: row.conflicting)
    return shown


def opened(shell: Shell, filed: FiledCase, qtbot: QtBot) -> ConfirmationPage:
    shown = shell.open_key(confirmation_key(filed.id))
    assert isinstance(shown, ConfirmationPage)
    qtbot.waitUntil(shown.list.editor.field.hasFocus)
    return shown


def press(page: ConfirmationPage, key: Qt.Key, modifiers: Qt.KeyboardModifier = NOTHING) -> None:
    QTest.keyClick(page.list.editor.field, key, modifiers)


def row_of(page: ConfirmationPage) -> Row:
    assert page.row is not None
    return page.row


def state(page: ConfirmationPage, key: str) -> ValueState:
    rows = [row for part in page.model.sections for row in part.rows if row.key == key]
    return rows[0].state


def go_to(page: ConfirmationPage, wanted: Callable[[Row], bool]) -> Row:
    """Walk by ↓ until a row is found."""
    for _ in range(page.model.rowCount()):
        if wanted(row_of(page)):
            return row_of(page)
        press(page, Qt.Key.Key_Down)
    raise AssertionError("no such row")


def test_the_page_says_what_it_is_and_marks_the_place(page: ConfirmationPage, qtbot: QtBot) -> None:
    assert BANNER in [label.text() for label in page.bar.findChildren(type(page.bar.words))]
    value = page.list.editor.looked_at
    assert value is not None
    pane = page.sources.panes[0]
    qtbot.waitUntil(lambda: pane.anchor == value.found.anchor)
    assert pane.text.marked_text() == value.found.anchor.quoted


def test_enter_confirms_all_papers_that_agree_and_goes_on(page: ConfirmationPage) -> None:
    row = go_to(page, lambda r: len(r.reading.sources) > 1)
    press(page, Qt.Key.Key_Return)
    assert state(page, row.key) is ValueState.CONFIRMED
    assert row_of(page).key != row.key
    assert not row_of(page).settled
    assert page.list.editor.field.hasFocus()


def test_tab_walks_to_what_is_open_and_arrows_to_all(page: ConfirmationPage) -> None:
    first = row_of(page)
    press(page, Qt.Key.Key_Return)
    second = row_of(page)
    press(page, Qt.Key.Key_Tab)
    press(page, Qt.Key.Key_Backtab)
    assert row_of(page).key == second.key
    press(page, Qt.Key.Key_Up)
    assert row_of(page).key == first.key


def test_tab_leaves_the_form_at_its_end(page: ConfirmationPage) -> None:
    for _ in range(page.model.rowCount()):
        if not page.list.editor.field.hasFocus():
            break
        press(page, Qt.Key.Key_Tab)
    assert not page.list.editor.field.hasFocus()


def test_typing_corrects_and_what_is_wrong_is_said_in_place(
    page: ConfirmationPage, filed: FiledCase
) -> None:
    row = go_to(page, lambda r: r.field == "party.birth")
    editor = page.list.editor
    type_text(editor.field, "1990年13月5日")
    press(page, Qt.Key.Key_Return)
    assert "不是有效日期" in editor.problem.text()
    assert row_of(page).key == row.key
    assert editor.field.text == "1990年13月5日"
    editor.field.selectAll()
    type_text(editor.field, "1990年3月6日")
    assert not editor.problem.isVisible()
    press(page, Qt.Key.Key_Return)
    assert state(page, row.key) is ValueState.CORRECTED
    kept = {v.corrected for v in filed.bridge.workbench.papers.values(filed.id)} - {""}
    assert kept == {"1990-03-06"}


def test_esc_restores_and_never_loses_more(page: ConfirmationPage) -> None:
    field = page.list.editor.field
    found = field.text
    type_text(field, "别的")
    press(page, Qt.Key.Key_Escape)
    assert field.text == found
    press(page, Qt.Key.Key_Escape)
    assert field.text == found
    assert state(page, row_of(page).key) is ValueState.PENDING


def test_control_z_takes_typing_back_first_and_then_decisions(page: ConfirmationPage) -> None:
    first = row_of(page)
    press(page, Qt.Key.Key_Return)
    field = page.list.editor.field
    found = field.text
    QTest.keyClicks(field, "9")
    press(page, Qt.Key.Key_Z, CONTROL)
    assert field.text == found
    assert state(page, first.key) is ValueState.CONFIRMED
    press(page, Qt.Key.Key_Z, CONTROL)
    assert state(page, first.key) is ValueState.PENDING
    assert row_of(page).key == first.key


@pytest.mark.parametrize(
    ("modifiers", "action"),
    [(CONTROL, Action.DISMISS), (CONTROL | Qt.KeyboardModifier.ShiftModifier, Action.WRONG)],
)
def test_discarding_and_wrong(
    page: ConfirmationPage, filed: FiledCase, modifiers: Qt.KeyboardModifier, action: Action
) -> None:
    row = row_of(page)
    press(page, Qt.Key.Key_D, modifiers)
    assert state(page, row.key) is ValueState.DISCARDED
    decided = [a.decision for a in filed.bridge.workbench.advice.of_case(filed.id) if a.decision]
    assert {d.action for d in decided if d} == {action}


def test_a_group_at_once_and_back(page: ConfirmationPage, filed: FiledCase) -> None:
    go_to(page, lambda r: "张三甲" in r.reading.shown and r.field == "party.name")
    entry = page.model.entry(page.list.place)
    assert entry is not None
    keys = [row.key for row in entry.section.rows]
    press(page, Qt.Key.Key_Return, CONTROL)
    assert page.list.editor.problem.text() == ""
    assert {state(page, key) for key in keys} == {ValueState.CONFIRMED}
    press(page, Qt.Key.Key_Z, CONTROL)
    assert {state(page, key) for key in keys} == {ValueState.PENDING}


def test_a_group_with_a_doubt_is_refused_in_words(torn: ConfirmationPage) -> None:
    press(torn, Qt.Key.Key_Return, CONTROL)
    assert "没有整组确认" in torn.list.editor.problem.text()
    assert row_of(torn).conflicting


def test_a_conflict_shows_both_places_and_a_digit_chooses(
    torn: ConfirmationPage, qtbot: QtBot, filed: FiledCase
) -> None:
    row, panes = row_of(torn), torn.sources.panes
    qtbot.waitUntil(panes[1].isVisible)
    marked = [pane.text.marked_text() for pane in panes]
    assert marked == ["1988年7月9日", "1989年7月9日"]
    assert [button.text() for button in torn.list.editor.buttons] == [
        "1　1988年7月9日",
        "2　1989年7月9日",
    ]
    press(torn, Qt.Key.Key_Return)
    assert "选择" in torn.list.editor.problem.text()
    assert state(torn, row.key) is ValueState.PENDING
    press(torn, Qt.Key.Key_2)
    values = [v for v in filed.bridge.workbench.papers.values(filed.id) if v.id in ids(row)]
    assert {v.value: v.state for v in values} == {
        "1988-07-09": ValueState.DISCARDED,
        "1989-07-09": ValueState.CONFIRMED,
    }
    press(torn, Qt.Key.Key_Z, CONTROL)
    assert row_of(torn).conflicting


def test_the_overview_leads_to_the_conflict(torn: ConfirmationPage, case_shell: Shell) -> None:
    key = row_of(torn).key
    press(torn, Qt.Key.Key_Home, CONTROL)
    torn.walk(-1)
    overview = case_shell.open_key(overview_key(torn.case))
    assert isinstance(overview, OverviewPage)
    QTest.mouseClick(overview.head.conflicts, Qt.MouseButton.LeftButton)
    assert case_shell.tabs.currentWidget() is torn
    assert row_of(torn).key == key
    assert torn.list.editor.field.hasFocus()
    torn.choose(Filter.DONE)
    assert torn.row is None
    torn.show_conflict()
    assert row_of(torn).key == key


def ids(row: Row) -> set[str]:
    return {value.id for value in row.values}


def test_a_third_value_can_be_typed_into_a_conflict(torn: ConfirmationPage) -> None:
    row = row_of(torn)
    press(torn, Qt.Key.Key_F2)
    field = torn.list.editor.field
    assert field.text == "1988年7月9日"
    QTest.keyClicks(field, "1987-07-09")
    press(torn, Qt.Key.Key_Return)
    assert state(torn, row.key) is ValueState.CORRECTED


def test_a_reading_is_highlighted_and_then_confirmed(torn: ConfirmationPage) -> None:
    row = row_of(torn)
    press(torn, Qt.Key.Key_Down, ALT)
    press(torn, Qt.Key.Key_Down, ALT)
    assert [b.isChecked() for b in torn.list.editor.buttons] == [False, True]
    press(torn, Qt.Key.Key_Return)
    rows = [r for part in torn.model.sections for r in part.rows if r.key == row.key]
    assert rows[0].reading.value == "1989-07-09"


def test_sources_are_cycled_and_the_page_follows(page: ConfirmationPage, qtbot: QtBot) -> None:
    row = go_to(page, lambda r: len(r.reading.sources) > 1)
    second = row.reading.sources[1].found.anchor
    press(page, Qt.Key.Key_Down, ALT)
    qtbot.waitUntil(lambda: page.sources.panes[0].anchor == second)
    assert "2/" in page.list.editor.origin.text()


def test_the_paper_opens_at_the_place(page: ConfirmationPage, case_shell: Shell) -> None:
    press(page, Qt.Key.Key_Return, CONTROL | Qt.KeyboardModifier.ShiftModifier)
    assert isinstance(case_shell.tabs.currentWidget(), PaperPage)


def test_the_filter_is_remembered(
    page: ConfirmationPage, filed: FiledCase, case_shell: Shell, qtbot: QtBot
) -> None:
    press(page, Qt.Key.Key_Return)
    _, total = page.model.progress()
    page.bar.filter.setCurrentIndex(list(Filter).index(Filter.DONE))
    assert (
        len([e for e in range(page.model.rowCount()) if page.model.step(e - 1, 1, False) == e]) == 1
    )
    assert filed.bridge.workbench.settings.get(FILTER) == "done"
    case_shell.tabs.close_key(confirmation_key(filed.id))
    again = case_shell.open_key(confirmation_key(filed.id))
    assert isinstance(again, ConfirmationPage)
    assert again.model.filter is Filter.DONE
    again.choose(Filter.ALL)
    assert again.model.count(Filter.ALL) == total


def test_a_click_opens_a_row(page: ConfirmationPage) -> None:
    place = page.model.step(page.list.place + 1, 1, only_open=False)
    rect = page.list.visualRect(page.model.index(place))
    at = QPoint(rect.center())
    QTest.mouseClick(page.list.viewport(), Qt.MouseButton.LeftButton, pos=at)
    assert page.list.place == place
    assert page.list.editor.field.hasFocus()


def test_off_closes_the_content_and_on_brings_it_back(
    page: ConfirmationPage, filed: FiledCase, qtbot: QtBot
) -> None:
    switches = filed.bridge.workbench.switches
    switches.set("papers.extract", False, filed.id)
    assert page.states.currentWidget() is page.states.off
    assert page.states.isVisible()
    assert not page.list.isVisible()
    assert page.model.rowCount() == 0
    QTest.mouseClick(page.states.off.buttons[0], Qt.MouseButton.LeftButton)
    assert page.model.rowCount() > 0
    assert page.list.isVisible()


def test_a_case_without_values_offers_extraction(case_shell: Shell, filed: FiledCase) -> None:
    other = filed.bridge.workbench.papers.new_case("王五丙诉赵六丁")
    page = case_shell.open_key(confirmation_key(other.id))
    assert isinstance(page, ConfirmationPage)
    assert page.states.currentWidget() is page.states.empty
    assert not page.states.empty.buttons[0].isEnabled()
    assert "还没有可读的材料" in page.states.empty.words.text()


def test_the_end_says_what_now(page: ConfirmationPage, qtbot: QtBot) -> None:
    for _ in range(page.model.progress()[1]):
        press(page, Qt.Key.Key_Return)
    assert page.done.isVisible()
    assert "全部核对" in page.done.title.text()
    QTest.keyClick(page.done.overview, Qt.Key.Key_Z, CONTROL)
    assert not page.done.isVisible()
    assert page.list.editor.field.hasFocus()
    press(page, Qt.Key.Key_Return)
    assert page.done.isVisible()
    with qtbot.waitSignal(page.overview_wanted):
        QTest.keyClick(page.done.overview, Qt.Key.Key_Space)


def test_a_fresh_run_keeps_the_row_and_the_typing(
    page: ConfirmationPage, filed: FiledCase, qtbot: QtBot
) -> None:
    press(page, Qt.Key.Key_Tab)
    row, field = row_of(page), page.list.editor.field
    type_text(field, "写了一半")
    workbench = filed.bridge.workbench
    workbench.papers.extract(filed.id)
    workbench.jobs.wait_all()
    qtbot.wait(20)
    assert row_of(page).key == row.key
    assert field.text == "写了一半"


def test_read_only_looks_and_does_not_write(
    filed: FiledCase, open_shell: Callable[[Bridge], Shell], reopen: Callable[[Path], Bridge]
) -> None:
    second = reopen(filed.bridge.workbench.workspace.folder)
    assert second.workbench.workspace.read_only
    shell = open_shell(second)
    page = shell.open_key(confirmation_key(filed.id))
    assert isinstance(page, ConfirmationPage)
    row = row_of(page)
    assert page.list.editor.field.isReadOnly()
    press(page, Qt.Key.Key_Return)
    assert state(page, row.key) is ValueState.PENDING
    assert any("只能查看" in text for text in shell.messages.texts())


def test_the_place_and_the_typing_come_back(
    page: ConfirmationPage, case_shell: Shell, filed: FiledCase
) -> None:
    press(page, Qt.Key.Key_Tab)
    type_text(page.list.editor.field, "写了一半")
    row, place = row_of(page), page.place()
    case_shell.tabs.close_key(confirmation_key(filed.id))
    again = case_shell.open_key(confirmation_key(filed.id))
    assert isinstance(again, ConfirmationPage)
    again.go_to(place)
    assert row_of(again).key == row.key
    assert again.list.editor.field.text == "写了一半"
    again.go_to({"row": 3, "typed": None})


def test_what_changed_out_of_sight_is_read_when_it_is_shown(
    page: ConfirmationPage, case_shell: Shell, filed: FiledCase
) -> None:
    row = row_of(page)
    case_shell.open_case(filed.id)
    workbench = filed.bridge.workbench
    for value in row.values:
        workbench.decide_value(value.id, Action.ADOPT)
    assert state(page, row.key) is ValueState.PENDING
    case_shell.open_key(confirmation_key(filed.id))
    assert state(page, row.key) is ValueState.CONFIRMED
