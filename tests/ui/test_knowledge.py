"""The page of knowledge: list, one cause, its articles, check of citations, own files."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QToolButton
from pytestqt.qtbot import QtBot

from tests.ui.conftest import FiledCase
from tests.ui.laws import stocked_folder
from ui import routes
from ui.bridge import Bridge
from ui.pages.knowledge import KnowledgePage
from ui.pages.library import LibraryPage
from ui.pages.overview import OverviewPage
from ui.pages.precedents import PrecedentsPage
from ui.shell import Shell

LEFT = Qt.MouseButton.LeftButton
LOAN = "民间借贷纠纷"


def show(qtbot: QtBot, bridge: Bridge) -> KnowledgePage:
    page = KnowledgePage(bridge)
    qtbot.addWidget(page)
    page.resize(1000, 700)
    page.show()
    page.activateWindow()
    qtbot.waitUntil(page.isActiveWindow)
    qtbot.waitUntil(lambda: page.shelf is not None, timeout=20_000)
    return page


@pytest.fixture
def page(qtbot: QtBot, tmp_path: Path, reopen: Callable[[Path], Bridge]) -> KnowledgePage:
    """Show the page over a workspace with the demonstration's laws."""
    shutil.copytree(stocked_folder(), tmp_path / "ws")
    return show(qtbot, reopen(tmp_path / "ws"))


def leaves(page: KnowledgePage) -> list[str]:
    model = page.list.model
    branches = [model.item(row) for row in range(model.rowCount())]
    return [b.child(place).text() for b in branches for place in range(b.rowCount())]


def test_the_list_shows_areas_and_the_keyboard_filters_and_opens(page: KnowledgePage) -> None:
    model = page.list.model
    assert [model.item(row).text()[:2] for row in range(3)] == ["民事", "刑事", "行政"]
    assert len(leaves(page)) > 250
    page.list.filter.setFocus()
    QTest.keyClick(page.list.filter, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    page.list.filter.setText("民间借贷")
    QTest.keyClick(page.list.filter, Qt.Key.Key_Return)
    assert LOAN in leaves(page)
    assert len(leaves(page)) < 60
    assert page.list.tree.hasFocus()
    while page.list.tree.currentIndex().data() != LOAN:
        QTest.keyClick(page.list.tree, Qt.Key.Key_Down)
    QTest.keyClick(page.list.tree, Qt.Key.Key_Return)
    assert page.view.title.text() == LOAN
    assert "程序自带" in page.view.line.text()
    assert "核对日期：2026年" in page.view.line.text()
    text = page.view.text.toPlainText()
    for part in ("借贷合意", "举证：", "证据：", "常见争点", "主要条文", "线索词", "依据"):
        assert part in text


def test_a_filter_that_fits_nothing_says_so(qtbot: QtBot, page: KnowledgePage) -> None:
    page.list.filter.setText("不存在的案由甲乙丙")
    qtbot.waitUntil(lambda: not leaves(page))
    assert page.list.state.text() == "没有这样的案由或罪名。"


def test_an_article_opens_in_the_library(
    qtbot: QtBot, page: KnowledgePage, open_shell: Callable[[Bridge], Shell]
) -> None:
    shell = open_shell(page._bridge)
    page.open_cause(LOAN)
    found = page.view.found
    assert found is not None
    number = next(n for n, a in enumerate(found.articles) if a.place.number == 675)
    page.view.open_article(number)
    library = shell.tabs.currentWidget()
    assert isinstance(library, LibraryPage)
    assert library.reader.stored is not None
    assert library.reader.stored.article.number == 675


def test_an_article_that_the_library_lacks_is_told(qtbot: QtBot, page: KnowledgePage) -> None:
    page.open_cause(LOAN)
    found = page.view.found
    assert found is not None
    number = next(n for n, a in enumerate(found.articles) if "合同法" in a.place.law)
    with qtbot.waitSignal(page._bridge.failed) as told:
        page.view.open_article(number)
    assert told.args is not None
    assert "法规库没有《中华人民共和国合同法》" in told.args[0]


def test_links_in_the_text_lead_to_articles(qtbot: QtBot, page: KnowledgePage) -> None:
    page.open_cause("盗窃罪")
    page.view.text.setFocus()
    with qtbot.waitSignal(page._bridge.failed) as told:  # no criminal law in this library
        for _ in range(3):
            QTest.keyClick(page.view.text, Qt.Key.Key_Tab)
        QTest.keyClick(page.view.text, Qt.Key.Key_Return)
    assert told.args is not None
    assert "盗窃刑事案件" in told.args[0]


def test_a_common_file_is_one_click_away(page: KnowledgePage) -> None:
    page.open_cause(LOAN)
    assert "另见各案共通的条文" in page.view.text.toPlainText()
    assert page.shelf is not None
    common = next(found for found in page.shelf.common if found.area.value == "civil")
    page.view.cause_wanted.emit(common.cause)
    assert page.view.title.text() == common.cause
    assert "各案共通" in page.view.line.text()


def test_the_check_lists_what_the_library_lacks(qtbot: QtBot, page: KnowledgePage) -> None:
    page.open_cause(LOAN)
    QTest.mouseClick(page.view.check, LEFT)
    qtbot.waitUntil(lambda: not page.checks.busy, timeout=10_000)
    rows = [page.checks.table.topLevelItem(n) for n in range(page.checks.table.topLevelItemCount())]
    misses = [(row.text(0), row.text(1)) for row in rows if row is not None]
    assert ("《中华人民共和国合同法》第二百零六条", "法规库没有《中华人民共和国合同法》") in misses
    assert f"有 {len(misses)} 处没有查到" in page.checks.state.text()
    QTest.mouseClick(page.checks.dismiss, LEFT)
    assert not page.checks.isVisible()


def test_the_check_of_all_can_be_stopped(qtbot: QtBot, page: KnowledgePage) -> None:
    QTest.mouseClick(page.check_all, LEFT)
    assert page.checks.stop.isVisible()
    qtbot.waitUntil(lambda: page.checks.bar.value() > 2, timeout=10_000)
    QTest.mouseClick(page.checks.stop, LEFT)
    assert not page.checks.busy
    assert page.checks.state.text().startswith("已停止")


def test_without_a_library_the_check_says_why(qtbot: QtBot, bridge: Bridge) -> None:
    page = show(qtbot, bridge)
    with qtbot.waitSignal(bridge.failed) as told:
        QTest.mouseClick(page.check_all, LEFT)
    assert told.args is not None
    assert "法规库是空的" in told.args[0]


def test_own_files_are_copied_changed_and_read_again(qtbot: QtBot, page: KnowledgePage) -> None:
    page.open_cause(LOAN)
    QTest.mouseClick(page.view.save, LEFT)
    qtbot.waitUntil(lambda: "本院文件" in page.view.line.text(), timeout=20_000)
    assert not page.view.save.isEnabled()
    target = page._bridge.workbench.knowledge.folder / f"{LOAN}.toml"
    target.write_text("案由 = ", "utf-8")
    QTest.keyClick(page, Qt.Key.Key_F5)
    qtbot.waitUntil(lambda: not page.reading, timeout=20_000)
    assert page.checks.isVisible()
    assert "有 1 个本院文件没有读入" in page.checks.state.text()
    row = page.checks.table.topLevelItem(0)
    assert row is not None
    assert row.text(0) == f"{LOAN}.toml"
    assert "不合书写规则" in row.text(1)
    assert "程序自带" in page.view.line.text()


def test_the_folder_of_own_files_is_told(page: KnowledgePage) -> None:
    page.copy_path.trigger()
    folder = page._bridge.workbench.knowledge.folder
    assert QGuiApplication.clipboard().text() == str(folder)


def test_a_read_only_window_looks_and_copies_nothing(
    qtbot: QtBot, page: KnowledgePage, reopen: Callable[[Path], Bridge]
) -> None:
    second = show(qtbot, reopen(page._bridge.workbench.workspace.folder))
    second.open_cause(LOAN)
    assert not second.view.save.isEnabled()


def test_the_overview_leads_to_the_knowledge_of_its_cause(
    qtbot: QtBot, case_shell: Shell, filed: FiledCase
) -> None:
    overview = case_shell.tabs.currentWidget()
    assert isinstance(overview, OverviewPage)
    assert not overview.head.knowledge.isVisible()
    case = filed.bridge.workbench.papers.case(filed.id)
    filed.bridge.workbench.papers.update_case(case.id, cause=LOAN)
    qtbot.waitUntil(overview.head.knowledge.isVisible)
    QTest.mouseClick(overview.head.knowledge, LEFT)
    found = case_shell.tabs.currentWidget()
    assert isinstance(found, KnowledgePage)
    qtbot.waitUntil(lambda: found.view.found is not None, timeout=20_000)
    assert found.view.title.text() == LOAN


def test_the_shelves_lead_to_one_another(
    qtbot: QtBot, bridge: Bridge, open_shell: Callable[[Bridge], Shell]
) -> None:
    shell = open_shell(bridge)
    page = shell.open_key(routes.LIBRARY)
    assert isinstance(page, LibraryPage)
    QTest.mouseClick(page.shelves.buttons["knowledge"], LEFT)
    knowledge = shell.tabs.currentWidget()
    assert isinstance(knowledge, KnowledgePage)
    QTest.mouseClick(knowledge.shelves.buttons["library"], LEFT)
    assert shell.tabs.currentWidget() is page
    assert knowledge.shelves.buttons["knowledge"].isChecked()


def test_a_place_is_remembered(qtbot: QtBot, page: KnowledgePage) -> None:
    page.open_cause("盗窃罪")
    place = page.place()
    page.open_cause(LOAN)
    page.go_to(place)
    assert page.view.title.text() == "盗窃罪"


def test_the_toolbar_leads_to_all_three_shelves(shell: Shell) -> None:
    button = shell.toolbar.widgetForAction(shell.actions_here["window.library"])
    assert isinstance(button, QToolButton)
    names = {action.text(): action for action in button.menu().actions()}
    assert list(names) == ["法规库", "案例库", "要件知识"]
    names["要件知识"].trigger()
    assert isinstance(shell.tabs.currentWidget(), KnowledgePage)
    names["案例库"].trigger()
    assert isinstance(shell.tabs.currentWidget(), PrecedentsPage)
