"""The parties on the overview: picture, fields, checks in words, removal and return."""

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from tests.ui.conftest import FiledCase, cell, type_text
from tests.ui.overviews import KEY, choose, node, put
from ui.pages.overview import OverviewPage
from workbench.papers.model import Case, Party
from workbench.workbench import Workbench

LEFT = Qt.MouseButton.LeftButton
CONTROL = Qt.KeyboardModifier.ControlModifier
ALT = Qt.KeyboardModifier.AltModifier


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


def test_who_waits_in_the_picture_is_not_said_to_be_missing(
    page: OverviewPage, workbench: Workbench, filed: FiledCase
) -> None:
    assert "待核对" in cell(page.parties.table, 0, 0)
    workbench.switches.set("papers.extract", False, filed.id)
    assert "待核对" not in cell(page.parties.table, 0, 0)
    assert "还没有当事人" in cell(page.parties.table, 0, 0)
