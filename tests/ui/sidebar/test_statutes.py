"""Statutes in the sidebar: the causes they go by, what decides the claim, what the procedure."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from ui.bridge import Bridge
from ui.sidebar.group import FeatureGroup
from ui.sidebar.kinds import CauseCard
from ui.sidebar.panel import Sidebar
from workbench.demo import demo_files
from workbench.kernel.advice import Action

FEATURE = "law.statutes"
SUBSTANCE, PROCEDURE = "实体法依据", "程序法依据"
LEFT = Qt.MouseButton.LeftButton


@pytest.fixture(scope="module")
def with_laws(filed_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Make a workspace with the test case and the demonstration's laws, indexed."""
    from workbench.workbench import Workbench

    folder = tmp_path_factory.mktemp("laws") / "ws"
    shutil.copytree(filed_folder, folder)
    workbench = Workbench.open(folder)
    workbench.import_laws([demo_files() / "laws"])
    workbench.jobs.wait_all()
    workbench.index_laws()
    workbench.jobs.wait_all()
    workbench.close()
    return folder


@pytest.fixture
def group(
    with_laws: Path, tmp_path: Path, reopen: Callable[[Path], Bridge], qtbot: QtBot
) -> FeatureGroup:
    """Return the group after a click on 生成."""
    shutil.copytree(with_laws, tmp_path / "laws")
    bridge = reopen(tmp_path / "laws")
    sidebar = Sidebar(bridge)
    qtbot.addWidget(sidebar)
    sidebar.resize(360, 900)
    sidebar.show()
    qtbot.waitExposed(sidebar)
    sidebar.set_case(bridge.workbench.papers.cases()[0].id)
    found = next(group for group in sidebar.groups if group.feature.key == FEATURE)
    QTest.mouseClick(found.head.run, LEFT)
    waited_for(qtbot, found)
    return found


def waited_for(qtbot: QtBot, group: FeatureGroup) -> None:
    qtbot.waitUntil(lambda: bool(group.pending.cards()) and not group.busy(), timeout=20_000)
    lists = group.pending.lists
    qtbot.waitUntil(lambda: not any(cards.filling for cards in lists.values()), timeout=20_000)


def cause_card(group: FeatureGroup) -> CauseCard:
    card = group.pending.lists[""].cards()[0]
    assert isinstance(card, CauseCard)
    return card


def test_substance_and_procedure_have_heads_of_their_own(group: FeatureGroup) -> None:
    titles = [title for title in group.pending.heads if title]
    assert titles == [SUBSTANCE, PROCEDURE]
    advice = group._bridge.workbench.advice.of_case(group.case, FEATURE)
    under = {t: [item.title for item in advice if item.section == t] for t in titles}
    assert any("民事诉讼法》" in title for title in under[PROCEDURE])
    assert not any("民事诉讼法》" in title for title in under[SUBSTANCE])
    assert any("民法典》第六百七十五条" in title for title in under[SUBSTANCE])


def test_each_stands_in_the_order_of_citation(group: FeatureGroup) -> None:
    """A law comes before its judicial interpretation (法释〔2009〕14号 art. 2)."""
    advice = group._bridge.workbench.advice.of_case(group.case, FEATURE)
    for section in (SUBSTANCE, PROCEDURE):
        titles = [item.title for item in advice if item.section == section]
        of_court = [title.startswith("《最高人民法院") for title in titles]
        assert of_court == sorted(of_court)
    assert any(item.title.startswith("《最高人民法院") for item in advice)


def test_the_causes_stand_above_with_the_words_that_led_to_them(group: FeatureGroup) -> None:
    card = cause_card(group)
    assert "民间借贷纠纷" in card.advice.body
    (reason,) = [line for line in card.advice.reasons if "民间借贷纠纷：" in line]
    assert "“借款”" in reason
    assert not card.buttons[Action.ADOPT].isVisible()
    items = group._bridge.workbench.advice.of_case(group.case, FEATURE)
    assert group.head.count.toolTip() == f"待核对 {len(items) - 1} 项"


def test_another_cause_can_be_written(qtbot: QtBot, group: FeatureGroup) -> None:
    card = cause_card(group)
    card.write_other()
    card.other.field.setPlainText("买卖合同纠纷")
    QTest.keyClick(card.other.field, Qt.Key.Key_Return)
    qtbot.waitUntil(
        lambda: bool(group.pending.cards()) and "您所选" in cause_card(group).advice.body,
        timeout=20_000,
    )
    waited_for(qtbot, group)
    assert "买卖合同纠纷（您所选）" in cause_card(group).advice.body
    options = group.pending.lists[SUBSTANCE].cards()[0].advice.provenance.options
    assert options["cause"] == "买卖合同纠纷"
    assert "民间借贷纠纷" in cause_card(group).advice.choices


def test_a_guessed_cause_is_taken_by_a_click(qtbot: QtBot, group: FeatureGroup) -> None:
    group.generate(cause="买卖合同纠纷")
    qtbot.waitUntil(lambda: "您所选" in cause_card(group).advice.body, timeout=20_000)
    waited_for(qtbot, group)
    card = cause_card(group)
    choice = next(b for b in card.findChildren(type(card.links[0])) if "民间借贷" in b.toolTip())
    QTest.mouseClick(choice, LEFT)
    qtbot.waitUntil(lambda: "民间借贷纠纷" in cause_card(group).advice.body, timeout=20_000)


def test_a_cause_that_does_not_exist_is_refused_with_what_is_near(
    qtbot: QtBot, group: FeatureGroup
) -> None:
    card = cause_card(group)
    card.write_other()
    card.other.field.setPlainText("借款")
    with qtbot.waitSignal(group._bridge.failed) as told:
        QTest.keyClick(card.other.field, Qt.Key.Key_Return)
    assert "没有重新生成" in told.args[0]
    assert "借款合同纠纷" in told.args[1]
    assert card.other.text() == "借款"


def test_nothing_of_the_causes_reaches_the_journal(group: FeatureGroup) -> None:
    for row in group._bridge.workbench.journal.entries("advice.shown"):
        assert "“" not in str(row.detail)
