"""The sidebar: groups of features that are on, their runs, and hundreds of cards."""

from collections.abc import Callable
from dataclasses import replace
from importlib import resources
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from tests.ui.advices import FEATURE, article_advice, show_articles
from tests.ui.conftest import FiledCase
from ui.bridge import Bridge
from ui.sidebar import group as group_module
from ui.sidebar.cards import PORTION, CardList
from ui.sidebar.group import FeatureGroup
from ui.sidebar.panel import Sidebar
from ui.sidebar.sections import SectionedCards
from ui.sidebar.values import facts_of
from workbench.kernel.advice import BANNER, Action
from workbench.kernel.features import ALL
from workbench.kernel.job_table import JobState
from workbench.papers.model import ValueState

LEFT = Qt.MouseButton.LeftButton
CONTROL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def make(qtbot: QtBot) -> Callable[[Bridge, str], Sidebar]:
    """Return a function that shows a sidebar for a case."""

    def show(bridge: Bridge, case: str) -> Sidebar:
        sidebar = Sidebar(bridge)
        qtbot.addWidget(sidebar)
        sidebar.resize(360, 768)
        sidebar.show()
        qtbot.waitExposed(sidebar)
        sidebar.set_case(case)
        return sidebar

    return show


@pytest.fixture
def sidebar(make: Callable[[Bridge, str], Sidebar], filed: FiledCase, qtbot: QtBot) -> Sidebar:
    """Show the sidebar for the test case, with three pieces of statute advice."""
    show_articles(filed.bridge.workbench, filed.id, 3)
    shown = make(filed.bridge, filed.id)
    qtbot.waitUntil(lambda: len(group_of(shown, FEATURE).pending.cards()) == 3)
    return shown


def group_of(sidebar: Sidebar, key: str) -> FeatureGroup:
    return next(group for group in sidebar.groups if group.feature.key == key)


def list_of(sidebar: Sidebar, key: str) -> CardList:
    return group_of(sidebar, key).pending.lists[""]


def sections(sidebar: Sidebar) -> SectionedCards:
    pending = group_of(sidebar, "papers.extract").pending
    assert isinstance(pending, SectionedCards)
    return pending


def keys_of(sidebar: Sidebar) -> list[str]:
    return [group.feature.key for group in sidebar.groups]


def test_the_banner_stands_above_the_groups_of_the_table(
    sidebar: Sidebar, filed: FiledCase
) -> None:
    assert sidebar.banner.text() == BANNER
    wanted = [f.key for f in filed.bridge.workbench.features if f.sidebar]
    assert keys_of(sidebar) == wanted


def test_without_a_case_there_is_a_sentence_and_no_group(
    make: Callable[[Bridge, str], Sidebar], bridge: Bridge
) -> None:
    sidebar = make(bridge, "")
    assert sidebar.groups == []
    assert "打开一个案件后" in sidebar.words.text()
    assert not sidebar.on_button.isVisible()


def test_a_group_counts_what_waits(qtbot: QtBot, sidebar: Sidebar) -> None:
    group = group_of(sidebar, FEATURE)
    assert group.head.count.text() == "待核对 3"
    assert len(group.pending.cards()) == 3


def test_cards_take_their_full_height(qtbot: QtBot, sidebar: Sidebar) -> None:
    group = group_of(sidebar, FEATURE)
    content = sidebar.area.widget()
    qtbot.waitUntil(lambda: content.height() >= content.heightForWidth(content.width()))
    card = group.pending.cards()[0]
    qtbot.waitUntil(lambda: card.height() >= card.heightForWidth(card.width()))


def test_deciding_moves_on_and_keeps_the_decided_folded(qtbot: QtBot, sidebar: Sidebar) -> None:
    group = group_of(sidebar, FEATURE)
    first, second = group.pending.cards()[:2]
    first.setFocus()
    QTest.keyClick(first, Qt.Key.Key_A)
    qtbot.waitUntil(second.hasFocus)
    assert group.head.count.text() == "待核对 2"
    assert group.fold.text() == "已处理 1"
    assert not group.decided.isVisible()
    QTest.mouseClick(group.fold, LEFT)
    assert [card.advice.title for card in group.decided.cards()] == [first.advice.title]


def test_control_z_takes_the_last_decision_back(qtbot: QtBot, sidebar: Sidebar) -> None:
    group = group_of(sidebar, FEATURE)
    first = group.pending.cards()[0]
    first.setFocus()
    QTest.keyClick(first, Qt.Key.Key_D)
    qtbot.waitUntil(lambda: len(group.pending.cards()) == 2)
    assert "未采纳" in group.done_words.text()
    QTest.keyClick(group.pending.cards()[0], Qt.Key.Key_Z, CONTROL)
    qtbot.waitUntil(lambda: len(group.pending.cards()) == 3)
    assert not group.undo.isVisible()


def test_undo_in_the_folded_list_brings_the_card_back(qtbot: QtBot, sidebar: Sidebar) -> None:
    group = group_of(sidebar, FEATURE)
    QTest.mouseClick(group.pending.cards()[0].buttons[Action.ADOPT], LEFT)
    qtbot.waitUntil(group.fold.isVisible)
    QTest.mouseClick(group.fold, LEFT)
    QTest.mouseClick(group.decided.cards()[0].undo, LEFT)
    qtbot.waitUntil(lambda: len(group.pending.cards()) == 3)
    assert not group.fold.isVisible()


def test_arrows_walk_through_the_cards_and_across_groups(qtbot: QtBot, sidebar: Sidebar) -> None:
    upper, lower = sidebar.groups[:2]
    cards = lower.pending.cards()
    cards[0].setFocus()
    QTest.keyClick(cards[0], Qt.Key.Key_Down)
    assert cards[1].hasFocus()
    QTest.keyClick(cards[1], Qt.Key.Key_Up)
    QTest.keyClick(cards[0], Qt.Key.Key_Up)
    heads = list(sections(sidebar).heads.values())
    assert heads[-1].hasFocus()
    assert not upper.pending.cards()
    QTest.keyClick(heads[-1], Qt.Key.Key_Up)
    assert heads[-2].hasFocus()
    QTest.keyClick(heads[-2], Qt.Key.Key_Return)
    QTest.keyClick(heads[-2], Qt.Key.Key_Down)
    assert upper.pending.cards()[0].hasFocus()
    QTest.keyClick(upper.pending.cards()[0], Qt.Key.Key_Up)
    assert heads[-2].hasFocus()
    qtbot.waitUntil(lambda: not sidebar.area.widget().visibleRegion().isEmpty())


def test_words_in_an_editor_outlive_a_fresh_run(
    qtbot: QtBot, sidebar: Sidebar, filed: FiledCase
) -> None:
    group = group_of(sidebar, FEATURE)
    card = group.pending.cards()[1]
    card.edit()
    card.editor.field.setPlainText("half a thought")
    show_articles(filed.bridge.workbench, filed.id, 3)
    qtbot.waitUntil(lambda: all(shown is not card for shown in group.pending.cards()))
    qtbot.waitUntil(lambda: len(group.pending.cards()) > 1)
    assert group.pending.cards()[1].draft() == "half a thought"


def test_many_cards_come_in_portions(qtbot: QtBot, sidebar: Sidebar, filed: FiledCase) -> None:
    show_articles(filed.bridge.workbench, filed.id, 130)
    group = group_of(sidebar, FEATURE)
    qtbot.waitUntil(lambda: group.head.count.text() == "待核对 130")
    qtbot.waitUntil(lambda: len(group.pending.cards()) == PORTION)
    assert (
        list_of(sidebar, FEATURE).more.text() == f"再显示 {PORTION} 条（还有 {130 - PORTION} 条）"
    )
    QTest.mouseClick(list_of(sidebar, FEATURE).more, LEFT)
    qtbot.waitUntil(lambda: len(group.pending.cards()) == 2 * PORTION)
    content = sidebar.area.widget()
    qtbot.waitUntil(lambda: content.height() >= content.heightForWidth(content.width()))
    last = group.pending.cards()[-1]
    last.setFocus()
    QTest.keyClick(last, Qt.Key.Key_Down)
    assert group.pending.cards()[2 * PORTION].hasFocus()


def test_the_end_of_the_scroll_brings_more(
    qtbot: QtBot, sidebar: Sidebar, filed: FiledCase
) -> None:
    show_articles(filed.bridge.workbench, filed.id, 40)
    group = group_of(sidebar, FEATURE)
    bar = sidebar.area.verticalScrollBar()
    qtbot.waitUntil(lambda: len(group.pending.cards()) == PORTION and bar.maximum() > 500)
    bar.setValue(bar.maximum())
    assert len(group.pending.cards()) > PORTION


def test_one_click_switches_off_in_this_case_only(
    qtbot: QtBot, sidebar: Sidebar, filed: FiledCase
) -> None:
    switches = filed.bridge.workbench.switches
    with qtbot.waitSignal(filed.bridge.notice) as told:
        QTest.mouseClick(group_of(sidebar, FEATURE).head.switch, LEFT, pos=_left_of(sidebar))
    assert "已关闭" in told.args[0]
    assert FEATURE not in keys_of(sidebar)
    assert not switches.is_on(FEATURE, filed.id)
    assert switches.is_on(FEATURE)


def _left_of(sidebar: Sidebar) -> QPoint:
    switch = group_of(sidebar, FEATURE).head.switch
    return QPoint(8, switch.height() // 2)


def test_the_menu_switches_off_everywhere(sidebar: Sidebar, filed: FiledCase) -> None:
    group_of(sidebar, FEATURE).head.off_everywhere.trigger()
    assert FEATURE not in keys_of(sidebar)
    assert not filed.bridge.workbench.switches.is_on(FEATURE)


def test_all_off_leaves_a_sentence_and_a_way_back(
    qtbot: QtBot, sidebar: Sidebar, filed: FiledCase
) -> None:
    switches = filed.bridge.workbench.switches
    switches.set(ALL, on=False)
    switches.set(FEATURE, False, filed.id)
    assert sidebar.groups == []
    assert "全部智能功能已关闭。" in sidebar.words.text()
    QTest.mouseClick(sidebar.on_button, LEFT)
    assert FEATURE in keys_of(sidebar)
    assert not sidebar.on_button.isVisible()


def test_limits_are_one_click_away(qtbot: QtBot, sidebar: Sidebar) -> None:
    head = group_of(sidebar, FEATURE).head
    assert not head.limits.isVisible()
    QTest.mouseClick(head.info, LEFT)
    assert head.limits.isVisible()


def test_closing_is_remembered(
    qtbot: QtBot, sidebar: Sidebar, filed: FiledCase, make: Callable[[Bridge, str], Sidebar]
) -> None:
    with qtbot.waitSignal(sidebar.opened) as opened:
        QTest.mouseClick(sidebar.close_button, LEFT)
    assert opened.args == [False]
    assert not sidebar.isVisible()
    again = Sidebar(filed.bridge)
    qtbot.addWidget(again)
    assert again.isHidden()
    again.set_open(True)
    assert again.is_open()


def test_generating_extracts_and_says_when_it_is_busy(
    qtbot: QtBot, sidebar: Sidebar, filed: FiledCase
) -> None:
    group = group_of(sidebar, "papers.extract")
    sections(sidebar).unfold("原告 张三甲")
    before = {card.advice.id for card in group.pending.cards()}
    assert before
    QTest.mouseClick(group.head.run, LEFT)
    assert group.head.stop.isVisible()
    assert not group.head.run.isEnabled()
    qtbot.waitUntil(group.head.run.isEnabled, timeout=20_000)
    after = {card.advice.id for card in group.pending.cards()}
    assert after
    assert not before & after


@pytest.mark.usefixtures("no_child")
def test_a_run_can_be_cancelled(qtbot: QtBot, sidebar: Sidebar, filed: FiledCase) -> None:
    group = group_of(sidebar, "papers.extract")
    QTest.mouseClick(group.head.run, LEFT)
    QTest.mouseClick(group.head.stop, LEFT)
    jobs = filed.bridge.workbench.jobs.table
    assert not jobs.in_state(JobState.QUEUED, JobState.RUNNING)
    qtbot.waitUntil(group.head.run.isEnabled)


@pytest.mark.usefixtures("no_child")
def test_papers_start_a_run_only_after_it_was_chosen(
    qtbot: QtBot, sidebar: Sidebar, filed: FiledCase, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(group_module, "SETTLE_MS", 0)
    sidebar.set_case("")
    sidebar.set_case(filed.id)
    group = group_of(sidebar, "papers.extract")
    papers, jobs = filed.bridge.workbench.papers, filed.bridge.workbench.jobs.table
    document = filed.documents["答辩状.txt"]
    papers.update_document(document, category="答辩状")
    assert not group._quiet.isActive()
    QTest.mouseClick(group.head.auto, LEFT, pos=QPoint(10, group.head.auto.height() // 2))
    assert group.head.auto.isChecked()
    papers.update_document(document, category="起诉状")
    qtbot.waitUntil(lambda: len(jobs.in_state(JobState.QUEUED)) == 1)


def test_an_empty_library_is_said_and_nothing_can_be_run(sidebar: Sidebar) -> None:
    head = group_of(sidebar, FEATURE).head
    assert "法规库为空" in head.state.text()
    assert not head.run.isEnabled()


def test_statutes_are_suggested_from_the_library(
    qtbot: QtBot, make: Callable[[Bridge, str], Sidebar], filed: FiledCase
) -> None:
    workbench = filed.bridge.workbench
    laws = resources.files("resources").joinpath("demo", "laws")
    workbench.import_laws([Path(str(laws))])
    workbench.jobs.wait_all()
    sidebar = make(filed.bridge, filed.id)
    group = group_of(sidebar, FEATURE)
    assert group.head.state.text().startswith("还没有建议。")
    QTest.mouseClick(group.head.run, LEFT)  # builds the index first, then suggests
    qtbot.waitUntil(lambda: bool(group.pending.cards()), timeout=20_000)
    sources = [source for card in group.pending.cards() for source in card.advice.sources]
    assert all(workbench.law.stored(int(s.target)) for s in sources if s.kind == "article")


def test_another_case_shows_its_own_advice(
    qtbot: QtBot, sidebar: Sidebar, filed: FiledCase
) -> None:
    other = filed.bridge.workbench.papers.new_case("王五丙诉赵六丁")
    sidebar.set_case(other.id)
    assert all(not group.pending.cards() for group in sidebar.groups)
    sidebar.set_case(filed.id)
    qtbot.waitUntil(lambda: len(group_of(sidebar, FEATURE).pending.cards()) == 3)


def test_differing_papers_are_found_and_a_discarded_reading_no_longer_counts(
    filed: FiledCase, tmp_path: Path
) -> None:
    workbench = filed.bridge.workbench
    paper = tmp_path / "补充答辩状.txt"
    paper.write_text(
        "答辩状\n答辩人：李四乙，女，1989年7月9日出生，汉族。\n答辩意见：无。\n", "utf-8"
    )
    workbench.papers.import_files(filed.id, [paper])
    workbench.jobs.wait_all()
    workbench.papers.extract(filed.id)
    workbench.jobs.wait_all()
    values = workbench.papers.values(filed.id)
    wrong = next(v for v in values if v.found.value == "1989-07-09")
    facts = facts_of(workbench.papers, filed.id)[wrong.id]
    assert {reading.shown for reading in facts.readings} == {"1988年7月9日", "1989年7月9日"}
    assert {reading.source.target for reading in facts.readings} <= {
        d.id for d in workbench.papers.documents(filed.id)
    }
    workbench.papers.decide_value(wrong.id, Action.DISMISS)
    assert workbench.papers.value(wrong.id).state is ValueState.DISCARDED
    kept = facts_of(workbench.papers, filed.id)
    assert all(not item.conflict for item in kept.values())


def test_a_decided_subject_is_not_brought_up_again(
    qtbot: QtBot, sidebar: Sidebar, filed: FiledCase
) -> None:
    workbench = filed.bridge.workbench
    group = group_of(sidebar, FEATURE)
    first = group.pending.cards()[0].advice
    workbench.decide(first.id, Action.DISMISS)
    fresh = [replace(article_advice(workbench, filed.id, n), body="新的一次。") for n in (1, 2)]
    workbench.advice.show(FEATURE, filed.id, fresh)
    qtbot.waitUntil(lambda: [c.advice.title for c in group.pending.cards()] == [fresh[1].title])


def test_a_group_folds_to_its_title_and_stays_so(
    qtbot: QtBot, sidebar: Sidebar, filed: FiledCase
) -> None:
    first, second = sidebar.groups[:2]
    QTest.mouseClick(first.head.fold, Qt.MouseButton.LeftButton)
    assert not first.body.isVisibleTo(sidebar)
    assert not first.head.controls.isVisibleTo(sidebar)
    assert first.head.fold.accessibleName().startswith("展开")
    assert second.body.isVisibleTo(sidebar)
    again = Sidebar(filed.bridge)
    qtbot.addWidget(again)
    again.set_case(filed.id)
    assert not again.groups[0].body.isVisibleTo(again)
    QTest.mouseClick(first.head.fold, Qt.MouseButton.LeftButton)
    assert first.body.isVisibleTo(sidebar)
