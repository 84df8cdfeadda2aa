"""The open case is that of the page in front, however the page came there."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from tests.ui.conftest import FiledCase
from ui import asking, case_acts, routes
from ui.pages.overview import OverviewPage
from ui.pages.papers import PaperPage
from ui.routes import overview_key, paper_key
from ui.shell import Shell
from workbench.kernel.errors import UserError
from workbench.papers.service import Papers
from workbench.papers.volume import Volume

LEFT = Qt.MouseButton.LeftButton


def click_tab(window: Shell, key: str) -> None:
    """Click the tab of a page."""
    page = window.tabs.page(key)
    assert page is not None
    place = window.tabs.tabBar().tabRect(window.tabs.indexOf(page)).center()
    QTest.mouseClick(window.tabs.tabBar(), LEFT, pos=place)
    assert window.tabs.current_key() == key


def cases_of(window: Shell) -> tuple[str, str, str]:
    """Return the case of the window, its left column and its sidebar."""
    column = window.column
    shown = column.rooms.case if column.currentWidget() is column.rooms else ""
    return window.case, shown, window.sidebar.case


@pytest.fixture
def other(filed: FiledCase, case_shell: Shell) -> str:
    """Open a second case in front of the first."""
    case = filed.bridge.workbench.papers.new_case("王五丙诉赵六丁买卖合同")
    case_shell.open_case(case.id)
    return case.id


def test_a_click_on_a_tab_opens_its_case(case_shell: Shell, filed: FiledCase, other: str) -> None:
    assert cases_of(case_shell) == (other,) * 3
    click_tab(case_shell, overview_key(filed.id))
    assert cases_of(case_shell) == (filed.id,) * 3


def test_a_click_on_a_paper_opens_its_case(case_shell: Shell, filed: FiledCase, other: str) -> None:
    paper = paper_key(filed.documents["答辩状.txt"])
    case_shell.open_key(paper)
    case_shell.open_case(other)
    click_tab(case_shell, paper)
    assert cases_of(case_shell) == (filed.id,) * 3


def test_going_back_opens_the_case_of_the_page(
    case_shell: Shell, filed: FiledCase, other: str
) -> None:
    QTest.keyClick(case_shell, Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    assert case_shell.tabs.current_key() == overview_key(filed.id)
    assert cases_of(case_shell) == (filed.id,) * 3
    QTest.keyClick(case_shell, Qt.Key.Key_Right, Qt.KeyboardModifier.AltModifier)
    assert cases_of(case_shell) == (other,) * 3


def test_closing_a_tab_opens_the_case_of_the_next(
    case_shell: Shell, filed: FiledCase, other: str
) -> None:
    case_shell.tabs.close_key(overview_key(other))
    assert case_shell.tabs.current_key() == overview_key(filed.id)
    assert cases_of(case_shell) == (filed.id,) * 3


def test_the_page_of_all_cases_leaves_the_case(case_shell: Shell) -> None:
    click_tab(case_shell, routes.CASES)
    assert cases_of(case_shell) == ("",) * 3


@pytest.mark.parametrize("key", [routes.LIBRARY, routes.SETTINGS, routes.JOURNAL, routes.HELP])
def test_pages_of_no_case_keep_the_case(case_shell: Shell, filed: FiledCase, key: str) -> None:
    case_shell.open_key(key)
    click_tab(case_shell, overview_key(filed.id))
    click_tab(case_shell, key)
    assert cases_of(case_shell) == (filed.id,) * 3


def yes(*_: object) -> bool:
    return True


@pytest.fixture
def sure(monkeypatch: pytest.MonkeyPatch) -> None:
    """Answer every question with yes."""
    for module in (case_acts, asking):
        monkeypatch.setattr(module, "confirm", yes)


def refuse(*_: object) -> None:
    raise UserError("磁盘空间不足，没有删除。", "请清理磁盘空间后重试。")


def test_pages_stay_open_where_a_case_cannot_be_deleted(
    case_shell: Shell, filed: FiledCase, sure: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Papers, "delete_case", refuse)
    case_shell.opening.acts.delete_case(filed.id)
    assert case_shell.tabs.current_key() == overview_key(filed.id)
    assert cases_of(case_shell) == (filed.id,) * 3
    assert any("没有删除" in text for text in case_shell.messages.texts())


def test_pages_of_a_deleted_case_are_closed(
    case_shell: Shell, filed: FiledCase, other: str, sure: None
) -> None:
    case_shell.open_key(paper_key(filed.documents["答辩状.txt"]))
    case_shell.opening.acts.delete_case(filed.id)
    assert case_shell.tabs.open_keys() == [routes.CASES, overview_key(other)]
    assert cases_of(case_shell) == ("",) * 3


def test_a_paper_stays_open_where_it_cannot_be_deleted(
    case_shell: Shell, filed: FiledCase, sure: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    paper = filed.documents["答辩状.txt"]
    case_shell.open_key(paper_key(paper))
    monkeypatch.setattr(Volume, "recycle", refuse)
    tree = case_shell.column.rooms.tree
    tree.setFocus()
    tree.choose(paper)
    QTest.keyClick(tree, Qt.Key.Key_Delete)
    assert case_shell.tabs.current_key() == paper_key(paper)
    assert any("没有删除" in text for text in case_shell.messages.texts())


def test_names_in_labels_are_no_markup(case_shell: Shell, filed: FiledCase) -> None:
    title = "<b>张三甲</b>诉李四乙"
    filed.bridge.workbench.papers.update_case(filed.id, title=title)
    page = case_shell.tabs.currentWidget()
    assert isinstance(page, OverviewPage)
    paper = case_shell.open_key(paper_key(filed.documents["损坏.pdf"]))
    assert isinstance(paper, PaperPage)
    rooms = case_shell.column.rooms
    for label in (page.head.title, rooms.title, rooms.number, paper.reason.words):
        assert label.textFormat() == Qt.TextFormat.PlainText
