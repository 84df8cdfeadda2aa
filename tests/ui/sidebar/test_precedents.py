"""Similar cases in the sidebar: runs, directions, the spread, what is missing."""

import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from tests.support import precedents
from tests.ui.conftest import FiledCase
from ui import routes
from ui.bridge import Bridge
from ui.sidebar.card import AdviceCard
from ui.sidebar.group import FeatureGroup
from ui.sidebar.kinds import PrecedentCard, SpreadCard
from ui.sidebar.panel import Sidebar
from ui.widgets.spread_chart import said
from workbench.kernel.advice import Action

FEATURE = "law.precedents"
OPPOSITE = "结果相反方向"
LEFT = Qt.MouseButton.LeftButton


@pytest.fixture(scope="module")
def stocked(filed_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Make a workspace with the test case and a library of judgments, not indexed."""
    from workbench.workbench import Workbench

    folder = tmp_path_factory.mktemp("stocked")
    shutil.copytree(filed_folder, folder / "ws")
    workbench = Workbench.open(folder / "ws")
    workbench.jobs.wait(workbench.import_precedents([precedents.write(folder)]).id)
    workbench.close()
    return folder / "ws"


@pytest.fixture
def library(stocked: Path, tmp_path: Path, reopen: Callable[[Path], Bridge]) -> Bridge:
    """Open a copy of it; the index that the window begins by itself is cancelled."""
    shutil.copytree(stocked, tmp_path / "stocked")
    bridge = reopen(tmp_path / "stocked")
    begun = bridge.workbench.index_precedents()
    assert begun is not None
    bridge.workbench.jobs.cancel(begun.id)
    return bridge


def indexed(bridge: Bridge) -> Bridge:
    bridge.workbench.index_precedents()
    bridge.workbench.jobs.wait_all()
    return bridge


def shown(qtbot: QtBot, bridge: Bridge) -> FeatureGroup:
    sidebar = Sidebar(bridge)
    qtbot.addWidget(sidebar)
    sidebar.resize(360, 900)
    sidebar.show()
    qtbot.waitExposed(sidebar)
    sidebar.set_case(bridge.workbench.papers.cases()[0].id)
    return next(group for group in sidebar.groups if group.feature.key == FEATURE)


def generated(qtbot: QtBot, bridge: Bridge) -> FeatureGroup:
    """Return the group after a click on 生成 in an indexed library."""
    group = shown(qtbot, indexed(bridge))
    assert not group.pending.cards()  # nothing runs because a case was opened
    QTest.mouseClick(group.head.run, LEFT)
    waited_for(qtbot, group)
    return group


def waited_for(qtbot: QtBot, group: FeatureGroup) -> None:
    qtbot.waitUntil(lambda: bool(group.pending.cards()), timeout=20_000)
    lists = group.pending.lists
    qtbot.waitUntil(lambda: not any(cards.filling for cards in lists.values()), timeout=20_000)


def same(group: FeatureGroup) -> str:
    """Return the head of those that went the way of the most similar one."""
    return next(title for title in group.pending.heads if title.startswith("结果相同方向："))


def cards_of(group: FeatureGroup, kind: type[AdviceCard]) -> list[AdviceCard]:
    return [card for card in group.pending.cards() if isinstance(card, kind)]


def test_supporting_and_contrary_stand_under_heads_of_their_own(
    qtbot: QtBot, library: Bridge
) -> None:
    group = generated(qtbot, library)
    heads = group.pending.heads
    assert [title for title in heads if title] == [same(group), OPPOSITE]
    assert all(head.isChecked() for head in heads.values())
    assert not heads[""].isVisible()
    for title in (same(group), OPPOSITE):
        assert group.pending.lists[title].cards()


def test_a_card_says_tier_day_and_likeness_in_words(qtbot: QtBot, library: Bridge) -> None:
    group = generated(qtbot, library)
    for card in cards_of(group, PrecedentCard):
        words = " · ".join(card.advice.notes)
        assert "年" in words
        assert "相近：案由" in words
        assert "%" not in words
    named = {card.advice.notes[0] for card in cards_of(group, PrecedentCard)}
    assert {"本院裁判", "人民法院案例库"} <= named


def test_the_spread_is_told_once_and_not_decided_on(qtbot: QtBot, library: Bridge) -> None:
    group = generated(qtbot, library)
    (card,) = cards_of(group, SpreadCard)
    assert isinstance(card, SpreadCard)
    assert group.pending.cards()[0] is card
    assert not card.buttons[Action.ADOPT].isVisible()
    counted = sum(band.number for band in card.charts[0].chart.bands)
    assert counted == card.spread.cases == len(card.advice.sources)
    assert card.charts[0].accessibleDescription() == said(card.charts[0].chart)
    precedent_cards = len(cards_of(group, PrecedentCard))
    assert group.head.count.toolTip() == f"待核对 {precedent_cards} 项"
    QTest.keyClick(card, Qt.Key.Key_A)
    assert library.workbench.advice.get(card.advice.id).decision is None


def test_the_counted_cases_unfold_by_key_and_by_mouse(qtbot: QtBot, library: Bridge) -> None:
    group = generated(qtbot, library)
    (card,) = cards_of(group, SpreadCard)
    assert isinstance(card, SpreadCard)
    assert card.links == []
    card.setFocus()
    QTest.keyClick(card, Qt.Key.Key_Return)
    assert [link.accessibleName() for link in card.links] == [s.label for s in card.advice.sources]
    assert card.links[0].isVisible()
    QTest.mouseClick(card.unfold, LEFT)
    assert not card.links[0].isVisible()


def test_arrows_walk_from_the_spread_to_the_contrary_cases(qtbot: QtBot, library: Bridge) -> None:
    group = generated(qtbot, library)
    stops = group.pending.cards()
    stops[0].setFocus()
    QTest.keyClick(stops[0], Qt.Key.Key_Down)
    first = group.pending.heads[same(group)]
    assert first.hasFocus()
    QTest.keyClick(first, Qt.Key.Key_Return)
    assert not first.isChecked()
    QTest.keyClick(first, Qt.Key.Key_Down)
    assert group.pending.heads[OPPOSITE].hasFocus()
    QTest.keyClick(group.pending.heads[OPPOSITE], Qt.Key.Key_Down)
    contrary = group.pending.lists[OPPOSITE].cards()
    assert contrary[0].hasFocus()
    QTest.keyClick(contrary[0], Qt.Key.Key_Up)
    assert group.pending.heads[OPPOSITE].hasFocus()


def test_adopting_is_journaled_and_survives_a_new_run(qtbot: QtBot, library: Bridge) -> None:
    group = generated(qtbot, library)
    card = cards_of(group, PrecedentCard)[0]
    card.setFocus()
    QTest.keyClick(card, Qt.Key.Key_A)
    qtbot.waitUntil(lambda: group.fold.text() == "已处理 1")
    (row,) = library.workbench.journal.entries("advice.decision")
    assert (row.detail["feature"], row.detail["action"]) == (FEATURE, "adopt")
    subject = card.advice.subject
    QTest.mouseClick(group.head.run, LEFT)
    qtbot.waitUntil(lambda: not group.busy(), timeout=20_000)
    waited_for(qtbot, group)
    assert subject not in {shown.advice.subject for shown in group.pending.cards()}
    assert group.fold.text() == "已处理 1"


def test_compare_is_offered_only_where_there_is_a_page(
    qtbot: QtBot, library: Bridge, monkeypatch: pytest.MonkeyPatch
) -> None:
    group = generated(qtbot, library)
    item = cards_of(group, PrecedentCard)[0].advice
    monkeypatch.setattr(routes, "ROUTES", {"overview": routes.ROUTES["overview"]})
    bare = PrecedentCard(item, library)
    qtbot.addWidget(bare)
    assert not hasattr(bare, "compare_button")
    assert not bare.links[0].isEnabled()
    page = routes.Route("window", lambda _b, _i: "对照", lambda _d, _i: bare)
    monkeypatch.setattr(routes, "ROUTES", {"comparison": page, "precedent": page})
    card = PrecedentCard(item, library)
    qtbot.addWidget(card)
    assert card.links[0].isEnabled()
    key = f"comparison:{item.case}/{item.sources[0].target}"
    with qtbot.waitSignal(library.open_page) as by_mouse:
        QTest.mouseClick(card.compare_button, LEFT)
    with qtbot.waitSignal(library.open_page) as by_key:
        QTest.keyClick(card, Qt.Key.Key_C)
    assert by_mouse.args == by_key.args == [key]
    with qtbot.waitSignal(library.open_source) as opened:
        QTest.keyClick(card, Qt.Key.Key_Return)
    assert opened.args == [item.sources[0]]


def test_the_report_is_offered_where_somebody_makes_it(qtbot: QtBot, library: Bridge) -> None:
    group = generated(qtbot, library)
    assert group.tools is not None
    assert not group.tools.report.isVisible()
    asked: list[str] = []
    library.search_report.connect(asked.append)
    group.refresh()
    QTest.mouseClick(group.tools.report, LEFT)
    assert asked == [group.case]


def test_an_empty_library_says_what_to_import(qtbot: QtBot, filed: FiledCase) -> None:
    group = shown(qtbot, filed.bridge)
    assert not group.head.run.isEnabled()
    assert "案例库为空" in group.head.state.text()
    assert "指导性案例" in group.head.state.text()
    assert group.tools is not None
    assert not group.tools.isVisible()


def test_the_index_is_built_by_its_button(qtbot: QtBot, library: Bridge) -> None:
    group = shown(qtbot, library)
    assert group.tools is not None
    assert group.tools.index.text() == "建立类案索引"
    assert "14 件案例，尚未建立类案索引" in group.tools.words.text()
    QTest.mouseClick(group.tools.index, LEFT)
    assert not group.tools.index.isVisible()
    assert group.head.stop.isVisible()
    ready = library.workbench.similar.readiness
    qtbot.waitUntil(lambda: ready().indexed, timeout=30_000)
    qtbot.waitUntil(lambda: not group.tools.isVisible(), timeout=20_000)  # type: ignore[union-attr]
    assert not group.pending.cards()  # it was the index that was asked for


def test_generating_without_an_index_builds_it_first(qtbot: QtBot, library: Bridge) -> None:
    group = shown(qtbot, library)
    QTest.mouseClick(group.head.run, LEFT)
    waited_for(qtbot, group)
    assert cards_of(group, PrecedentCard)


@pytest.mark.usefixtures("no_child")
def test_while_the_index_is_built_its_progress_is_shown(qtbot: QtBot, library: Bridge) -> None:
    group = shown(qtbot, library)
    QTest.mouseClick(group.head.run, LEFT)
    assert group.head.bar.isVisible()
    assert not group.head.run.isEnabled()
    QTest.mouseClick(group.head.stop, LEFT)
    qtbot.waitUntil(group.head.run.isEnabled)


def test_new_judgments_are_told_and_can_be_indexed(
    qtbot: QtBot, library: Bridge, tmp_path: Path
) -> None:
    group = generated(qtbot, library)
    extra = tmp_path / "另一件.txt"
    extra.write_text(precedents.judgment(precedents.EXTRA), "utf-8")
    workbench = library.workbench
    job = workbench.import_precedents([extra])
    assert group.tools is not None
    tools = group.tools
    # The index follows by itself; only where that is cancelled it is to be asked for.
    workbench.jobs.wait(job.id)
    begun = workbench.index_precedents()
    assert begun is not None
    workbench.jobs.cancel(begun.id)
    qtbot.waitUntil(tools.index.isVisible, timeout=30_000)
    assert tools.index.text() == "更新类案索引"
    assert "更新前只在已建索引的案例中查找" in group.tools.words.text()
    assert group.head.run.isEnabled()


def test_nothing_similar_is_said_plainly(
    qtbot: QtBot, library: Bridge, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("workbench.similar_cases.enough", lambda _case: False)
    group = shown(qtbot, indexed(library))
    QTest.mouseClick(group.head.run, LEFT)
    wanted = "没有找到与本案足够相近的案例"
    qtbot.waitUntil(lambda: wanted in group.head.state.text(), timeout=20_000)
    assert "14 件" in group.head.state.text()
    assert not group.pending.cards()


def test_few_similar_cases_give_a_sentence_and_no_picture(qtbot: QtBot, library: Bridge) -> None:
    group = generated(qtbot, library)
    (card,) = cards_of(group, SpreadCard)
    few = replace(card.advice, sources=card.advice.sources[:3], body="只有 3 件，不作结果分布。")
    small = SpreadCard(few, library)
    qtbot.addWidget(small)
    assert small.charts == []
    assert small._body.accessibleName() == "建议内容"
    assert "3 件" in small.unfold.text()


def test_switched_off_the_group_is_gone(qtbot: QtBot, library: Bridge) -> None:
    group = generated(qtbot, library)
    sidebar = group.window()
    assert isinstance(sidebar, Sidebar)
    library.workbench.switches.set(FEATURE, False)
    assert FEATURE not in [shown.feature.key for shown in sidebar.groups]
    library.workbench.switches.set(FEATURE, True)
    again = next(shown for shown in sidebar.groups if shown.feature.key == FEATURE)
    waited_for(qtbot, again)
