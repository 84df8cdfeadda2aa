"""All values of a case confirmed by keyboard alone, in one go.

The papers of an invented loan are read and extracted; from the overview the form is opened, and
every row is decided with keys: confirmed, one corrected, one chosen between two papers that
differ, one taken back and decided again, one discarded. No mouse.
"""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from tests.ui.conftest import type_text
from ui.bridge import Bridge
from ui.pages.confirmation import ConfirmationPage
from ui.pages.overview import OverviewPage
from ui.shell import Shell
from workbench.kernel.offline import GuardState
from workbench.papers.model import ValueState
from workbench.workbench import Workbench

pytestmark = pytest.mark.spawned
CONTROL = Qt.KeyboardModifier.ControlModifier

COMPLAINT = """民事起诉状
原告：张三甲，男，1985年3月2日出生，汉族，住示范市样例区模拟路1号，公民身份号码110000198503020014，联系电话13000000001。
委托诉讼代理人：赵六丁，示例律师事务所律师。
被告：李四乙，男，1988年7月15日出生，汉族，住示范市样例区虚构街2号，公民身份号码110000198807160032，联系电话13000000002。
被告：王五丙，女，1990年11月5日出生，汉族，住示范市样例区演习巷3号，公民身份号码110000199011050027，联系电话13000000003。
案由：民间借贷纠纷
诉讼请求：
1.判令被告李四乙偿还原告借款本金300,000元；
2.判令被告李四乙支付利息50,000元；
3.判令被告王五丙承担连带清偿责任；
4.本案案件受理费由二被告负担。
事实和理由：
2025年3月10日，被告向原告借款300,000元，到期未还。
此致
示范市样例区人民法院
具状人：张三甲
2026年4月8日
"""
ANSWER = """民事答辩状
答辩人（被告）：李四乙，男，1988年7月16日出生，汉族，住示范市样例区虚构街2号，公民身份号码110000198807160032，联系电话13000000002。
答辩意见：借款本金应为280,000元，请求法庭查明。
答辩人：李四乙
2026年4月24日
"""


@pytest.fixture
def window(tmp_path: Path, qtbot: QtBot) -> Iterator[Shell]:
    """Open the window on a case whose values nobody has looked at."""
    papers = tmp_path / "卷宗"
    papers.mkdir()
    (papers / "民事起诉状.txt").write_text(COMPLAINT, "utf-8")
    (papers / "答辩状.txt").write_text(ANSWER, "utf-8")
    workbench = Workbench.open(tmp_path / "ws")
    case = workbench.papers.new_case("张三甲诉李四乙、王五丙民间借贷")
    workbench.jobs.wait(workbench.papers.import_files(case.id, [papers]).id)
    workbench.jobs.wait(workbench.papers.extract(case.id).id)
    shell = Shell(Bridge(workbench), lambda: GuardState(True, True, "", 0))
    qtbot.addWidget(shell)
    shell.resize(1366, 768)
    shell.start()
    shell.activateWindow()
    qtbot.waitUntil(shell.isActiveWindow)
    shell.open_case(case.id)
    yield shell
    shell.close()


def focused() -> QWidget:
    widget = QApplication.focusWidget()
    assert widget is not None
    return widget


def press(key: Qt.Key, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    """Press a key wherever the keyboard is."""
    QTest.keyClick(focused(), key, modifiers)


def open_form(shell: Shell, qtbot: QtBot) -> ConfirmationPage:
    """Open the form from the overview, by Tab and Space."""
    overview = shell.tabs.currentWidget()
    assert isinstance(overview, OverviewPage)
    for _ in range(60):
        if focused() is overview.head.pending:
            break
        press(Qt.Key.Key_Tab)
    press(Qt.Key.Key_Space)
    page = shell.tabs.currentWidget()
    assert isinstance(page, ConfirmationPage)
    qtbot.waitUntil(page.list.editor.field.hasFocus)
    return page


def decide_one(page: ConfirmationPage) -> str:
    """Decide the open row as a clerk would; return what was done."""
    row = page.row
    assert row is not None
    if row.conflicting:
        press(Qt.Key.Key_2)
        return "chosen"
    if row.field == "party.address" and "模拟路1号" in row.reading.shown:
        type_text(focused(), "示范市样例区模拟路11号")
        press(Qt.Key.Key_Return)
        return "corrected"
    if row.field == "amount.other":
        press(Qt.Key.Key_D, CONTROL)
        return "discarded"
    press(Qt.Key.Key_Return)
    return "confirmed"


def decide_all(page: ConfirmationPage) -> list[str]:
    """Decide row after row, each followed by its page; take the tenth back and decide it again."""
    done: list[str] = []
    _, total = page.model.progress()
    for _ in range(total + 1):
        if page.model.progress()[0] == total:
            break
        before = page.row
        done.append(decide_one(page))
        if len(done) == 10:
            press(Qt.Key.Key_Z, CONTROL)
            assert page.row is not None
            assert before is not None
            assert page.row.key == before.key
            assert not page.row.settled
            done.pop()
            done.append(decide_one(page))
    return done


def test_forty_values_by_keyboard_alone(window: Shell, qtbot: QtBot) -> None:
    page = open_form(window, qtbot)
    workbench, case = window.bridge.workbench, page.case
    _, total = page.model.progress()
    assert total >= 40
    done = decide_all(page)
    assert len(done) == total
    assert done.count("chosen") == 1
    assert done.count("corrected") == 1
    assert page.bar.words.text() == f"已核对 {total} / {total}"
    assert page.done.isVisible()
    values = workbench.papers.values(case)
    assert not [v for v in values if v.state is ValueState.PENDING]
    parties = {party.name: party for party in workbench.papers.case(case).parties}
    assert str(parties["李四乙"].birth) == "1988-07-16"
    assert parties["张三甲"].address == "示范市样例区模拟路11号"
    births = [v for v in values if v.found.field == "party.birth" and "李四乙" in v.found.group]
    assert sorted(v.state for v in births) == ["confirmed", "discarded"]
    assert all(item.decision for item in workbench.advice.of_case(case, "papers.extract"))
    decisions = workbench.journal.entries("value.decision")
    assert {entry.detail["value"] for entry in decisions} == {v.id for v in values}
    assert workbench.journal.verify().whole
    press(Qt.Key.Key_Space)
    assert isinstance(window.tabs.currentWidget(), OverviewPage)
