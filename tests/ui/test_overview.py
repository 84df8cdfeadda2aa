"""The overview: parties and their picture, claims, days, periods, checks in words, undo, drafts."""

from datetime import date, timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QPushButton
from pytestqt.qtbot import QtBot

from tests.ui.conftest import FiledCase, cell, type_text
from ui.pages.overview import OverviewPage
from ui.shell import Shell
from ui.widgets.party_node import PartyNode
from workbench.kernel.advice import Action
from workbench.kernel.clock import today
from workbench.kernel.errors import ReadOnlyError
from workbench.papers.case_desk import CaseDesk
from workbench.papers.model import Case, Party
from workbench.workbench import Workbench

KEY = Qt.Key
LEFT = Qt.MouseButton.LeftButton
CONTROL = Qt.KeyboardModifier.ControlModifier
ALT = Qt.KeyboardModifier.AltModifier


@pytest.fixture
def page(case_shell: Shell) -> OverviewPage:
    """Return the overview of the test case, in front."""
    found = case_shell.tabs.currentWidget()
    assert isinstance(found, OverviewPage)
    return found


@pytest.fixture
def workbench(filed: FiledCase) -> Workbench:
    return filed.bridge.workbench


@pytest.fixture
def confirmed(workbench: Workbench, filed: FiledCase, page: OverviewPage) -> Case:
    """Confirm all that was found of the plaintiff."""
    for value in workbench.papers.values(filed.id):
        if "张三甲" in value.found.group:
            workbench.decide_value(value.id, Action.ADOPT)
    return workbench.papers.case(filed.id)


def put(line: QLineEdit, text: str, key: Qt.Key = KEY.Key_Return) -> None:
    """Type a text in place of what is there, and leave the field by a key."""
    line.setFocus()
    line.selectAll()
    type_text(line, text)
    QTest.keyClick(line, key)


def choose(line: QLineEdit, text: str) -> None:
    """Put a text into a field with choices; without a screen no list can pop up for it."""
    line.setFocus()
    line.setText(text)
    QTest.keyClick(line, KEY.Key_Return)


def node(page: OverviewPage, name: str) -> PartyNode:
    return next(one for one in page.parties.picture.nodes if one.party.name == name)


def test_the_picture_shows_sides_agents_and_who_is_unconfirmed(
    page: OverviewPage, confirmed: Case, workbench: Workbench, filed: FiledCase
) -> None:
    desk = workbench.papers.desk
    desk.add_party(filed.id, Party("赵六丁", "委托诉讼代理人", agent_of="张三甲"))
    desk.add_party(filed.id, Party("王五丙", "第三人"))
    plaintiff, defendant = node(page, "张三甲"), node(page, "李四乙")
    assert not plaintiff.pending
    assert defendant.pending
    assert "待核对" in defendant.accessibleName()
    assert plaintiff.geometry().right() < defendant.geometry().left()
    agent, third = node(page, "赵六丁"), node(page, "王五丙")
    assert agent.y() > plaintiff.geometry().bottom()
    assert agent.x() > plaintiff.x()
    assert third.y() > agent.geometry().bottom()
    assert page.parties.picture.height() >= third.geometry().bottom()
    workbench.switches.set("papers.extract", False, filed.id)
    assert [one.party.name for one in page.parties.picture.nodes] == [
        "张三甲",
        "赵六丁",
        "王五丙",
    ]


def test_an_unconfirmed_party_leads_to_the_confirmation(page: OverviewPage, qtbot: QtBot) -> None:
    defendant = node(page, "李四乙")
    with qtbot.waitSignal(page.review_wanted):
        defendant.setFocus()
        QTest.keyClick(defendant, KEY.Key_Return)


@pytest.mark.parametrize("way", ["key", "mouse", "list"])
def test_a_party_is_opened_and_edited_over_its_confirmed_values(
    page: OverviewPage, confirmed: Case, workbench: Workbench, way: str
) -> None:
    card = node(page, "张三甲")
    if way == "key":
        card.setFocus()
        QTest.keyClick(card, KEY.Key_Return)
    elif way == "mouse":
        QTest.mouseClick(card, LEFT)
    else:
        page.parties.table.setFocus()
        page.parties.table.setCurrentCell(0, 1)
        QTest.keyClick(page.parties.table, KEY.Key_Return)
    form = page.parties.form
    assert form.isVisible()
    assert form.fields["name"].line.hasFocus()
    put(form.fields["address"].line, "示例路9号")
    (party,) = workbench.papers.case(confirmed.id).parties
    assert (party.address, party.birth) == ("示例路9号", date(1990, 3, 5))
    assert "住示例路9号" in cell(page.parties.table, 0, 1)


def test_enter_walks_from_field_to_field_and_stays_at_what_is_wrong(
    page: OverviewPage, confirmed: Case
) -> None:
    page.parties.open(confirmed.parties[0].key, "birth")
    fields = page.parties.form.fields
    put(fields["birth"].line, "1990年13月1日")
    assert fields["birth"].line.hasFocus()
    assert "不是有效日期" in fields["birth"].problem.text()
    put(fields["birth"].line, "1990-3-6")
    assert fields["birth"].line.text() == "1990年3月6日"
    assert fields["ethnicity"].line.hasFocus()


def test_identity_numbers_are_checked_in_words_and_kept(
    page: OverviewPage, confirmed: Case, workbench: Workbench
) -> None:
    page.parties.open(confirmed.parties[0].key, "identity")
    field = page.parties.form.fields["identity"]
    put(field.line, "110000198503020015")
    assert "校验不符" in field.warning.text()
    assert field.problem.isHidden()
    put(field.line, "1100 0019 8503 0200 14")
    assert field.line.text() == "110000198503020014"
    assert "出生日期为1985年3月2日" in field.warning.text()
    assert field.warning.isVisible()
    (party,) = workbench.papers.case(confirmed.id).parties
    assert party.identity == "110000198503020014"
    choose(page.parties.form.fields["kind"].line, "法人")
    field = page.parties.form.fields["identity"]
    put(field.line, "91110000600037341X")
    assert "统一社会信用代码" in field.warning.text()


def test_undo_takes_back_edits_one_by_one_and_says_which(
    page: OverviewPage, confirmed: Case, workbench: Workbench
) -> None:
    page.parties.open(confirmed.parties[0].key)
    put(page.parties.form.fields["name"].line, "张三丙")
    put(page.fields["court"].line, "示范市样例区人民法院", KEY.Key_Tab)
    assert page.head.undo.text() == "撤销：改法院"
    page.setFocus()
    QTest.keyClick(page, KEY.Key_Z, CONTROL)
    case = workbench.papers.case(confirmed.id)
    assert (case.court, case.parties[0].name) == ("", "张三丙")
    assert page.head.undo.text() == "撤销：改姓名或名称"
    QTest.mouseClick(page.head.undo, LEFT)
    assert workbench.papers.case(confirmed.id).parties[0].name == "张三甲"
    assert page.head.undo.isHidden()
    assert page.parties.form.fields["name"].line.text() == "张三甲"


def test_ctrl_z_in_a_field_undoes_the_typing_first(
    page: OverviewPage, confirmed: Case, workbench: Workbench
) -> None:
    line = page.fields["court"].line
    put(line, "示范市样例区人民法院", KEY.Key_Tab)
    line.setFocus()
    line.end(False)
    type_text(line, "第一庭")
    QTest.keyClick(line, KEY.Key_Z, CONTROL)
    assert line.text() == "示范市样例区人民法院"
    assert workbench.papers.case(confirmed.id).court == "示范市样例区人民法院"
    QTest.keyClick(line, KEY.Key_Z, CONTROL)
    assert workbench.papers.case(confirmed.id).court == ""


def test_a_party_is_removed_and_brought_back(
    page: OverviewPage, confirmed: Case, workbench: Workbench
) -> None:
    page.parties.open(confirmed.parties[0].key)
    remove = next(b for b in page.parties.form.findChildren(QPushButton) if b.text() == "移除")
    QTest.mouseClick(remove, LEFT)
    assert workbench.papers.case(confirmed.id).parties == ()
    assert page.parties.form.isHidden()
    assert "已移除 1 人" in page.parties.back.text()
    (action,) = page.parties.back_actions()
    assert "张三甲" in action.text()
    action.trigger()
    assert [p.name for p in workbench.papers.case(confirmed.id).parties] == ["张三甲"]
    assert page.parties.back.isHidden()


def test_parties_and_agents_are_added_by_hand_with_roles_of_the_procedure(
    page: OverviewPage, workbench: Workbench, filed: FiledCase
) -> None:
    page.setFocus()
    QTest.keyClick(page, KEY.Key_D, CONTROL | Qt.KeyboardModifier.ShiftModifier)
    assert QApplication.focusWidget() is page.parties.form.fields["name"].line
    type_text(page.parties.form.fields["name"].line, "王五丙")
    QTest.keyClick(page.parties.form.fields["name"].line, KEY.Key_Return)
    QTest.mouseClick(page.parties.add_agent, LEFT)
    type_text(page.parties.form.fields["name"].line, "赵六丁")
    QTest.keyClick(page.parties.form.fields["name"].line, KEY.Key_Return)
    choose(page.parties.form.fields["authority"].line, "特别授权")
    first, agent = workbench.papers.case(filed.id).parties
    assert (first.role, first.name) == ("原告", "王五丙")
    assert (agent.name, agent.agent_of, agent.authority) == ("赵六丁", "王五丙", "特别授权")
    assert page.parties.form.fields["served"].isHidden()
    page.parties.open(first.key)
    role = page.parties.form.fields["role"]
    choices = role.line.completer().model()
    offered = [choices.index(row, 0).data() for row in range(choices.rowCount())]
    assert {"原告", "被告", "第三人"} <= set(offered)


def test_alt_up_and_down_move_parties_and_claims(
    page: OverviewPage, confirmed: Case, workbench: Workbench
) -> None:
    workbench.papers.desk.add_party(confirmed.id, Party("王五丙", "被告"))
    page.parties.table.setFocus()
    page.parties.table.setCurrentCell(1, 1)
    QTest.keyClick(page.parties.table, KEY.Key_Up, ALT)
    names = [party.name for party in workbench.papers.case(confirmed.id).parties]
    assert names == ["王五丙", "张三甲"]
    workbench.papers.update_case(confirmed.id, claims=("一", "二"))
    page.claims.rows[0].text.setFocus()
    QTest.keyClick(page.claims.rows[0].text, KEY.Key_Down, ALT)
    assert workbench.papers.case(confirmed.id).claims == ("二", "一")


def test_claims_are_typed_changed_and_removed(
    page: OverviewPage, workbench: Workbench, filed: FiledCase
) -> None:
    QTest.mouseClick(page.claims.add, LEFT)
    text = page.claims.rows[0].text
    assert text.hasFocus()
    type_text(text, "判令被告偿还本金")
    QTest.keyClick(text, KEY.Key_Return)
    assert page.claims.rows[1].text.hasFocus()
    type_text(page.claims.rows[1].text, "诉讼费由被告负担")
    page.setFocus()
    assert workbench.papers.case(filed.id).claims == ("判令被告偿还本金", "诉讼费由被告负担")
    first = page.claims.rows[0].text
    first.setFocus()
    first.selectAll()
    type_text(first, "改")
    QTest.keyClick(first, KEY.Key_Escape)
    assert first.toPlainText() == "判令被告偿还本金"
    QTest.mouseClick(page.claims.rows[0].remove, LEFT)
    assert workbench.papers.case(filed.id).claims == ("诉讼费由被告负担",)
    assert page.head.undo.text() == "撤销：删除诉讼请求"
    page.edits.undo()
    assert len(workbench.papers.case(filed.id).claims) == 2


def test_periods_say_what_is_left_and_offer_what_is_missing(
    page: OverviewPage, confirmed: Case, workbench: Workbench
) -> None:
    filed_on = today() - timedelta(days=75)
    workbench.papers.update_case(confirmed.id, filed=filed_on)
    workbench.papers.desk.add_party(confirmed.id, Party("王五丙", "被告"))
    rows = {row.item.title: row for row in page.deadlines.rows}
    assert "缺少程序" in rows["审理期限"].standing.text()
    QTest.mouseClick(rows["审理期限"].button, LEFT)
    assert page.fields["procedure"].line.hasFocus()
    choose(page.fields["procedure"].line, "简易程序")
    rows = {row.item.title: row for row in page.deadlines.rows}
    limit = rows["审理期限（简易程序）"]
    assert "还剩" in limit.standing.text()
    assert "手工填写" in limit.reckoning.text()
    assert "第一百六十四条" in limit.reckoning.text()
    QTest.mouseClick(rows["答辩期"].button, LEFT)
    served = page.parties.form.fields["served"].line
    assert served.hasFocus()
    put(served, today().isoformat())
    rows = {row.item.title: row for row in page.deadlines.rows}
    assert "还剩" in rows["答辩期"].standing.text()
    assert "仅供参考" in page.deadlines.caution.text()


def test_periods_are_gone_with_their_switch(
    page: OverviewPage, workbench: Workbench, filed: FiledCase
) -> None:
    assert page.deadlines.isVisible()
    workbench.switches.set("procedure.deadlines", False)
    assert not page.deadlines.isVisible()
    assert page.deadlines.rows == []


def test_the_timeline_leads_to_the_paper_and_to_the_field(
    page: OverviewPage, case_shell: Shell, workbench: Workbench, filed: FiledCase, qtbot: QtBot
) -> None:
    workbench.papers.update_case(filed.id, hearing=today() + timedelta(days=3))
    texts = page.timeline.texts()
    assert any("今天" in text for text in texts)
    assert "将到" in texts[-1]
    pending = next(row for row, text in enumerate(texts) if "待核对" in text)
    page.timeline.list.setFocus()
    page.timeline.list.setCurrentIndex(page.timeline.model.index(len(texts) - 1, 0))
    QTest.keyClick(page.timeline.list, KEY.Key_Return)
    assert page.fields["hearing"].line.hasFocus()
    page.timeline.list.setFocus()
    page.timeline.list.setCurrentIndex(page.timeline.model.index(pending, 0))
    QTest.keyClick(page.timeline.list, KEY.Key_Return)
    assert case_shell.tabs.current_key().startswith("paper:")
    case_shell.open_case(filed.id)
    workbench.switches.set("papers.extract", False, filed.id)
    assert not any("待核对" in text for text in page.timeline.texts())


def test_odd_case_numbers_are_stored_with_a_warning(
    page: OverviewPage, workbench: Workbench, filed: FiledCase
) -> None:
    other = workbench.papers.new_case("另案", number="（2025）京0105民初77号")
    field = page.fields["number"]
    put(field.line, "(2025)京0105民初77号")
    assert "另案" in field.warning.text()
    assert workbench.papers.case(filed.id).number == other.number
    put(field.line, "（2025）京9999民初1号")
    assert "京9999" in field.warning.text()
    assert workbench.papers.case(filed.id).number == "（2025）京9999民初1号"


def test_what_waits_is_counted_by_kind_and_conflicts_are_told(
    page: OverviewPage, workbench: Workbench, filed: FiledCase
) -> None:
    assert "当事人" in page.head.kinds.text()
    assert page.head.conflicts.isHidden()
    value = next(
        v
        for v in workbench.papers.values(filed.id)
        if v.found.field == "party.birth" and "李四乙" in v.found.group
    )
    workbench.decide_value(value.id, Action.EDIT, "1988年7月10日")
    assert "1 处不一致" in page.head.conflicts.text()
    workbench.switches.set("papers.extract", False, filed.id)
    for part in (page.head.pending, page.head.kinds, page.head.conflicts):
        assert part.isHidden()


def test_refused_text_of_a_party_comes_back_with_the_party_and_after_a_restart(
    page: OverviewPage, confirmed: Case, workbench: Workbench, filed: FiledCase
) -> None:
    workbench.papers.desk.add_party(confirmed.id, Party("王五丙", "被告"))
    first, second = workbench.papers.case(confirmed.id).parties
    page.parties.open(first.key, "birth")
    put(page.parties.form.fields["birth"].line, "某年某月")
    page.parties.open(second.key)
    assert page.parties.form.fields["birth"].line.text() == ""
    page.parties.open(first.key)
    assert page.parties.form.fields["birth"].line.text() == "某年某月"
    page.claims.add_claim()
    type_text(page.claims.rows[-1].text, "没写完的请求")
    place = page.place()
    again = OverviewPage(filed.bridge, filed.id)
    again.go_to(place)
    assert again.parties.form.fields["birth"].line.text() == "某年某月"
    assert again.claims.rows[-1].text.toPlainText() == "没写完的请求"
    again.deleteLater()


def test_the_page_fits_a_narrow_window_with_large_letters(
    page: OverviewPage, confirmed: Case, workbench: Workbench, qtbot: QtBot
) -> None:
    from ui import theme

    app = QApplication.instance()
    assert isinstance(app, QApplication)
    page.parties.open(confirmed.parties[0].key)
    try:
        theme.apply(app, dark=False, scale=2.0)
        page.window().resize(1366, 768)
        inner = page.widget()
        qtbot.waitUntil(lambda: inner.width() <= page.viewport().width())
    finally:
        theme.apply(app, dark=False)


def test_what_cannot_be_stored_stays_in_the_field_and_is_said(
    page: OverviewPage, filed: FiledCase, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*args: object, **fields: object) -> Case:
        raise ReadOnlyError("只能查看。", "请关闭另一个窗口。")

    monkeypatch.setattr(CaseDesk, "update", refuse)
    field = page.fields["court"]
    put(field.line, "示例法院")
    assert field.line.text() == "示例法院"
    assert "没有保存" in field.problem.text()
    assert page.head.undo.isHidden()
    QTest.keyClick(field.line, KEY.Key_Escape)
    assert field.line.text() == ""
    QTest.mouseClick(page.claims.add, LEFT)
    type_text(page.claims.rows[0].text, "判令偿还本金")
    QTest.keyClick(page.claims.rows[0].text, KEY.Key_Return)
    assert page.claims.drafts() == {"0": "判令偿还本金"}


def test_a_page_out_of_sight_reads_the_case_when_it_comes_back(
    page: OverviewPage, case_shell: Shell, workbench: Workbench, filed: FiledCase
) -> None:
    case_shell.show_cases()
    workbench.papers.update_case(filed.id, title="改过的名称")
    assert page.head.title.text() != "改过的名称"
    case_shell.open_case(filed.id)
    assert page.head.title.text() == "改过的名称"
