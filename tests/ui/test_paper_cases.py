"""Cited cases of a paper: looked up only when asked, found, not found, suspicious."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from tests.ui.precedents import open_stocked
from ui import routes
from ui.bridge import Bridge
from ui.pages.paper_cases import CitedCases
from ui.pages.papers import PaperPage
from ui.pages.precedent import PrecedentPage
from ui.shell import Shell
from workbench.kernel.features import ALL

LEFT = Qt.MouseButton.LeftButton
TEXT = """代理词
一、参见上海市第一中级人民法院（2021）沪01民终90123号民事判决书。
二、另见北京市朝阳区人民法院（2022）京0105民初80001号民事判决书。
三、又见（2022）京0105民初12345号民事判决书。
四、指导性案例990号亦可参照。
"""


def opened(
    tmp_path: Path,
    reopen: Callable[[Path], Bridge],
    open_shell: Callable[[Bridge], Shell],
    text: str = TEXT,
) -> PaperPage:
    bridge = open_stocked(tmp_path, reopen)
    workbench = bridge.workbench
    case = workbench.papers.new_case("甲诉乙", number="（2025）京0105民初1号")
    paper = tmp_path / "代理词.txt"
    paper.write_text(text, "utf-8")
    workbench.papers.import_files(case.id, [paper])
    workbench.jobs.wait_all()
    (document,) = workbench.papers.documents(case.id)
    page = open_shell(bridge).open_key(routes.paper_key(document.id))
    assert isinstance(page, PaperPage)
    return page


def check(qtbot: QtBot, page: PaperPage) -> CitedCases:
    page.actions_of["check_cases"].trigger()
    (dialog,) = page.window().findChildren(CitedCases)
    assert isinstance(dialog, CitedCases)
    qtbot.waitUntil(lambda: not dialog.busy)
    return dialog


@pytest.fixture
def page(
    tmp_path: Path, reopen: Callable[[Path], Bridge], open_shell: Callable[[Bridge], Shell]
) -> PaperPage:
    """Show a paper that cites four cases."""
    return opened(tmp_path, reopen, open_shell)


def test_each_citation_is_told_apart(qtbot: QtBot, page: PaperPage) -> None:
    dialog = check(qtbot, page)
    rows = [dialog.table.topLevelItem(n) for n in range(dialog.table.topLevelItemCount())]
    told = {row.text(0): (row.text(2), row.text(3)) for row in rows if row is not None}
    assert told["（2021）沪01民终90123号"][0] == "找到，相符"
    assert told["（2022）京0105民初80001号"][0] == "未找到"
    assert "不等于不存在" in told["（2022）京0105民初80001号"][1]
    assert told["（2022）京0105民初12345号"][0] == "可疑"
    assert told["指导性案例990号"][0] == "找到，相符"
    assert "援引案例 4 处" in dialog.state.text()
    dialog.close()


def test_a_found_case_opens(qtbot: QtBot, page: PaperPage) -> None:
    dialog = check(qtbot, page)
    assert dialog.open_case.isEnabled()
    QTest.mouseClick(dialog.open_case, LEFT)
    shell = page.window()
    assert isinstance(shell, Shell)
    assert any(isinstance(one, PrecedentPage) for one in shell.panes.made_pages().values())
    assert dialog.isVisible()  # the next one can be opened too
    dialog.close()


def test_enter_opens_a_case_that_the_library_has(qtbot: QtBot, page: PaperPage) -> None:
    dialog = check(qtbot, page)
    assert not dialog.isModal()
    QTest.keyClick(dialog.table, Qt.Key.Key_Return)
    shell = page.window()
    assert isinstance(shell, Shell)
    assert any(isinstance(one, PrecedentPage) for one in shell.panes.made_pages().values())
    dialog.close()


def test_checking_again_leaves_one_list(qtbot: QtBot, page: PaperPage) -> None:
    check(qtbot, page)
    page.actions_of["check_cases"].trigger()
    shown = [one for one in page.window().findChildren(CitedCases) if one.isVisible()]
    assert len(shown) == 1
    qtbot.waitUntil(lambda: not shown[0].busy)
    shown[0].close()


def test_the_place_in_the_paper_is_shown(qtbot: QtBot, page: PaperPage) -> None:
    dialog = check(qtbot, page)
    item = dialog.table.topLevelItem(1)
    assert item is not None
    dialog.table.setCurrentItem(item)
    assert not dialog.open_case.isEnabled()
    QTest.keyClick(dialog.table, Qt.Key.Key_Return)
    assert page.text.view.marked_text() == "（2022）京0105民初80001号"
    dialog.close()


def test_nothing_is_looked_up_while_it_is_off(qtbot: QtBot, page: PaperPage) -> None:
    page._bridge.workbench.switches.set(ALL, False)
    dialog = check(qtbot, page)
    assert dialog.cases == []
    assert "已关闭" in dialog.state.text()
    dialog.close()


def test_a_paper_without_citations_says_so(
    qtbot: QtBot,
    tmp_path: Path,
    reopen: Callable[[Path], Bridge],
    open_shell: Callable[[Bridge], Shell],
) -> None:
    text = "代理词\n本案案号为（2025）京0105民初1号。\n"
    dialog = check(qtbot, opened(tmp_path, reopen, open_shell, text))
    assert dialog.state.text().startswith("文中没有援引")
    dialog.close()
