"""The overview: claims, days, periods, what waits, undo, drafts."""

from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.ui.conftest import FiledCase, type_text
from tests.ui.overviews import KEY, choose, put
from ui.pages.overview import OverviewPage
from ui.shell import Shell
from workbench.kernel.advice import Action
from workbench.kernel.clock import today
from workbench.kernel.errors import ReadOnlyError
from workbench.papers.case_desk import CaseDesk
from workbench.papers.model import Case, Party
from workbench.workbench import Workbench

LEFT = Qt.MouseButton.LeftButton
CONTROL = Qt.KeyboardModifier.ControlModifier
ALT = Qt.KeyboardModifier.AltModifier


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
        page.parties.open(confirmed.parties[0].key, "phone")
        phone = page.parties.form.fields["phone"].line
        qtbot.waitUntil(lambda: not phone.visibleRegion().isEmpty())
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


def test_papers_on_their_way_are_not_said_to_be_missing(
    shell: Shell, no_child: None, tmp_path: Path
) -> None:
    (tmp_path / "答辩状.txt").write_text("答辩状\n答辩人：李四乙", "utf-8")
    shell.bring([tmp_path / "答辩状.txt"])
    page = shell.tabs.currentWidget()
    assert isinstance(page, OverviewPage)
    assert page.head.papers.text().startswith("正在导入材料")
    jobs = shell.bridge.workbench.jobs
    jobs.cancel(jobs.table.all()[0].id)
    assert page.head.papers.text().startswith("还没有材料")
