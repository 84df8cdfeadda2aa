"""The card: what it shows of an advice, and what mouse and keys do with it."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from tests.ui.advices import long_advice, paper_source, show_articles
from tests.ui.conftest import FiledCase
from ui.sidebar.card import AdviceCard
from ui.sidebar.text import LinkButton
from ui.sidebar.values import Reading, ValueFacts
from workbench.kernel.advice import Action, Advice
from workbench.papers.model import ValueState

LEFT = Qt.MouseButton.LeftButton
CONTROL = Qt.KeyboardModifier.ControlModifier


def shown(qtbot: QtBot, card: AdviceCard) -> AdviceCard:
    qtbot.addWidget(card)
    card.resize(340, 400)
    card.show()
    qtbot.waitExposed(card)
    card.setFocus()
    return card


@pytest.fixture
def card(qtbot: QtBot, filed: FiledCase) -> AdviceCard:
    """Show a card of stored article advice."""
    item = show_articles(filed.bridge.workbench, filed.id, 1)[0]
    return shown(qtbot, AdviceCard(item, filed.bridge))


@pytest.fixture
def value_card(qtbot: QtBot, filed: FiledCase) -> AdviceCard:
    """Show a card of an extracted birth date."""
    book = filed.bridge.workbench.advice
    items = book.of_case(filed.id, "papers.extract")
    item = next(item for item in items if "出生日期" in item.title)
    return shown(qtbot, AdviceCard(item, filed.bridge, ValueFacts(type="date")))


def words(card: AdviceCard) -> str:
    return "\n".join(label.text() for label in card.findChildren(QLabel))


def stored(filed: FiledCase, item: Advice) -> Advice:
    return filed.bridge.workbench.advice.get(item.id)


def test_everything_about_the_advice_is_on_the_card(card: AdviceCard) -> None:
    text = words(card)
    for part in (card.advice.title, card.advice.body, *card.advice.reasons, "仅供参考"):
        assert part in text
    assert "词语检索 · 版本 rules-1 · 法规库截至2025年4月1日" in text
    assert [link.accessibleName() for link in card.links] == [
        source.label for source in card.advice.sources
    ]


def test_a_click_on_a_source_opens_it(qtbot: QtBot, card: AdviceCard, filed: FiledCase) -> None:
    with qtbot.waitSignal(filed.bridge.open_source) as opened:
        QTest.mouseClick(card.links[1], LEFT)
    assert opened.args == [card.advice.sources[1]]


def test_enter_opens_the_first_source(qtbot: QtBot, card: AdviceCard, filed: FiledCase) -> None:
    with qtbot.waitSignal(filed.bridge.open_source) as opened:
        QTest.keyClick(card, Qt.Key.Key_Return)
    assert opened.args == [card.advice.sources[0]]


def test_enter_on_a_button_of_the_card_presses_it(
    qtbot: QtBot, card: AdviceCard, filed: FiledCase
) -> None:
    card.buttons[Action.DISMISS].setFocus()
    QTest.keyClick(card.buttons[Action.DISMISS], Qt.Key.Key_Return)
    decision = stored(filed, card.advice).decision
    assert decision is not None
    assert decision.action is Action.DISMISS


@pytest.mark.parametrize(
    ("key", "action"), [(Qt.Key.Key_A, Action.ADOPT), (Qt.Key.Key_D, Action.DISMISS)]
)
def test_a_letter_decides(
    qtbot: QtBot, card: AdviceCard, filed: FiledCase, key: Qt.Key, action: Action
) -> None:
    QTest.keyClick(card, key)
    decision = stored(filed, card.advice).decision
    assert decision is not None
    assert decision.action is action
    assert not card.buttons[Action.ADOPT].isVisible()
    assert card.undo.isVisible()


def test_a_decision_is_said_in_words_and_can_be_taken_back(
    qtbot: QtBot, card: AdviceCard, filed: FiledCase
) -> None:
    QTest.mouseClick(card.buttons[Action.ADOPT], LEFT)
    assert card.state.text().startswith("已采纳 · ")
    QTest.mouseClick(card.undo, LEFT)
    assert stored(filed, card.advice).decision is None
    assert card.buttons[Action.ADOPT].isVisible()


def test_z_takes_a_decision_back(qtbot: QtBot, card: AdviceCard, filed: FiledCase) -> None:
    QTest.keyClick(card, Qt.Key.Key_A)
    QTest.keyClick(card, Qt.Key.Key_Z)
    assert stored(filed, card.advice).decision is None


def test_editing_adopts_the_changed_words(qtbot: QtBot, card: AdviceCard, filed: FiledCase) -> None:
    QTest.keyClick(card, Qt.Key.Key_E)
    assert card.editor.field.hasFocus()
    assert card.editor.text() == card.advice.body
    QTest.keyClicks(card.editor.field, "changed")
    QTest.keyClick(card.editor.field, Qt.Key.Key_Return, CONTROL)
    decision = stored(filed, card.advice).decision
    assert decision is not None
    assert (decision.action, decision.text) == (Action.EDIT, "changed")
    assert "改为“changed”" in card.state.text()


def test_escape_closes_the_editor_and_keeps_the_words(qtbot: QtBot, card: AdviceCard) -> None:
    QTest.mouseClick(card.buttons[Action.EDIT], LEFT)
    QTest.keyClicks(card.editor.field, "half a thought")
    QTest.keyClick(card.editor.field, Qt.Key.Key_Escape)
    assert not card.editor.isVisible()
    assert card.hasFocus()
    assert card.draft() == "half a thought"
    QTest.keyClick(card, Qt.Key.Key_E)
    assert card.editor.text() == "half a thought"


def test_an_empty_edit_decides_nothing(qtbot: QtBot, card: AdviceCard, filed: FiledCase) -> None:
    QTest.keyClick(card, Qt.Key.Key_E)
    QTest.keyClick(card.editor.field, Qt.Key.Key_Delete)
    with qtbot.waitSignal(filed.bridge.failed) as failed:
        QTest.mouseClick(card.editor.submit, LEFT)
    assert "编辑后的内容为空" in failed.args[0]
    assert card.editor.isVisible()
    assert stored(filed, card.advice).decision is None


def test_wrong_takes_a_note(qtbot: QtBot, card: AdviceCard, filed: FiledCase) -> None:
    QTest.keyClick(card, Qt.Key.Key_W)
    QTest.keyClicks(card.note.field, "other law")
    QTest.keyClick(card.note.field, Qt.Key.Key_Return)
    decision = stored(filed, card.advice).decision
    assert decision is not None
    assert (decision.action, decision.text) == (Action.WRONG, "other law")
    assert "该建议有误（other law）" in card.state.text()


def test_wrong_needs_no_note(qtbot: QtBot, card: AdviceCard, filed: FiledCase) -> None:
    QTest.mouseClick(card.buttons[Action.WRONG], LEFT)
    QTest.mouseClick(card.note.submit, LEFT)
    decision = stored(filed, card.advice).decision
    assert decision is not None
    assert decision.action is Action.WRONG


def test_advice_that_is_gone_is_told(qtbot: QtBot, card: AdviceCard, filed: FiledCase) -> None:
    filed.bridge.workbench.advice.show(card.advice.feature, filed.id, [])
    with qtbot.waitSignal(filed.bridge.failed) as failed:
        QTest.keyClick(card, Qt.Key.Key_A)
    assert "已不存在" in failed.args[0]


def test_a_long_body_is_cut_until_asked_for(qtbot: QtBot, filed: FiledCase) -> None:
    item = long_advice(filed.bridge.workbench, filed.id)
    card = shown(qtbot, AdviceCard(item, filed.bridge))
    assert item.body not in words(card)
    more = next(b for b in card.findChildren(LinkButton) if b.text() == "展开全文")
    QTest.mouseClick(more, LEFT)
    assert item.body in words(card)


def test_every_control_has_a_name_and_says_its_key(card: AdviceCard) -> None:
    assert card.accessibleName() == f"仅供参考：{card.advice.title}"
    for key, action in zip("AEDW", Action, strict=True):
        assert card.buttons[action].accessibleName()
        assert f"（{key}）" in card.buttons[action].toolTip()


def test_a_corrected_date_reaches_the_case_as_a_date(
    qtbot: QtBot, value_card: AdviceCard, filed: FiledCase
) -> None:
    value_card.edit()
    value_card.editor.field.setPlainText("1991年4月6日")
    QTest.keyClick(value_card.editor.field, Qt.Key.Key_Return)
    value = filed.bridge.workbench.papers.value(value_card.advice.subject)
    assert (value.state, value.corrected) == (ValueState.CORRECTED, "1991-04-06")
    assert "改为“1991年4月6日”" in value_card.state.text()


def test_a_correction_that_is_no_date_is_refused_in_words(
    qtbot: QtBot, value_card: AdviceCard, filed: FiledCase
) -> None:
    value_card.edit()
    value_card.editor.field.setPlainText("1991年13月6日")
    with qtbot.waitSignal(filed.bridge.failed) as failed:
        QTest.keyClick(value_card.editor.field, Qt.Key.Key_Return)
    assert "不是有效日期" in failed.args[0]
    assert filed.bridge.workbench.papers.value(value_card.advice.subject).corrected == ""


def test_notes_and_differing_readings_stand_out(qtbot: QtBot, filed: FiledCase) -> None:
    workbench = filed.bridge.workbench
    item = show_articles(workbench, filed.id, 1)[0]
    sources = [paper_source(workbench, filed.id, place) for place in (0, 1)]
    readings = tuple(
        Reading(day, source)
        for day, source in zip(("1988年7月9日", "1989年7月9日"), sources, strict=True)
    )
    facts = ValueFacts(note="校验码不符。", conflict="材料中的记载不一致：", readings=readings)
    card = shown(qtbot, AdviceCard(item, filed.bridge, facts))
    text = words(card)
    for part in ("校验码不符。", "材料中的记载不一致：", "1988年7月9日", "1989年7月9日"):
        assert part in text
    link = next(
        button
        for button in card.findChildren(LinkButton)
        if button.accessibleName() == sources[1].label
    )
    with qtbot.waitSignal(filed.bridge.open_source) as opened:
        QTest.mouseClick(link, LEFT)
    assert opened.args == [sources[1]]
