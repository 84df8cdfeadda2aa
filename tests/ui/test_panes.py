"""Two panes side by side: what opens where, what moves, what ends the split."""

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.ui.conftest import FiledCase
from ui import routes
from ui.pages.papers import PaperPage
from ui.routes import overview_key, paper_key
from ui.shell import Shell
from ui.tab_bar import TAB
from ui.tab_menu import TabMenu
from workbench.kernel.advice import Source, SourceKind

CTRL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
ALT = Qt.KeyboardModifier.AltModifier


@pytest.fixture
def keys(filed: FiledCase) -> tuple[str, str, str]:
    """Return the keys of the overview, of a paper with pages, and of one without."""
    papers = [paper_key(filed.documents[name]) for name in ("借条.pdf", "答辩状.txt")]
    return overview_key(filed.id), papers[0], papers[1]


def split(shell: Shell, *keys: str) -> None:
    """Open pages, the last of them in the right pane."""
    for key in keys:
        shell.open_key(key)
    QTest.keyClick(shell, Qt.Key.Key_Backslash, CTRL)


def fronts(shell: Shell) -> list[str]:
    return [pane.current_key() for pane in shell.panes.panes() if pane.count()]


def test_the_key_brings_the_page_in_front_to_the_right(
    case_shell: Shell, keys: tuple[str, str, str]
) -> None:
    overview, paper, _ = keys
    split(case_shell, paper)
    assert fronts(case_shell) == [overview, paper]
    left, right = case_shell.panes.panes()
    assert left.isVisible()
    assert right.isVisible()
    assert abs(left.width() - right.width()) < 20
    assert case_shell.focusWidget() is not None
    assert right.isAncestorOf(case_shell.focusWidget())
    QTest.keyClick(case_shell, Qt.Key.Key_Backslash, CTRL)
    assert paper in left.open_keys()
    assert not right.isVisible()


def test_a_single_page_is_not_split(shell: Shell) -> None:
    QTest.keyClick(shell, Qt.Key.Key_Backslash, CTRL)
    assert not shell.panes.is_split
    assert any("只打开了一个页面" in text for text in shell.messages.texts())


def test_a_key_is_open_once_over_both_panes(case_shell: Shell, keys: tuple[str, str, str]) -> None:
    overview, paper, _ = keys
    split(case_shell, paper)
    case_shell.open_key(overview)
    assert case_shell.tabs is case_shell.panes.panes()[0]
    case_shell.open_key(paper)
    assert case_shell.tabs is case_shell.panes.panes()[1]
    assert case_shell.panes.open_keys().count(paper) == 1


def test_closing_the_last_page_of_a_pane_ends_the_split(
    case_shell: Shell, keys: tuple[str, str, str]
) -> None:
    _, paper, other = keys
    split(case_shell, paper)
    QTest.keyClick(case_shell, Qt.Key.Key_W, CTRL)
    assert not case_shell.panes.is_split
    split(case_shell, other)
    left = case_shell.panes.panes()[0]
    while left.count():
        left.close_tab(0)
    assert not case_shell.panes.is_split
    assert case_shell.tabs.current_key() == other
    assert case_shell.tabs is case_shell.panes.panes()[0]
    assert case_shell.tabs.isVisible()


def test_each_pane_has_its_own_history(case_shell: Shell, keys: tuple[str, str, str]) -> None:
    overview, paper, other = keys
    split(case_shell, paper)
    case_shell.open_key(other)  # in the right pane
    QTest.keyClick(case_shell, Qt.Key.Key_Left, ALT)
    assert fronts(case_shell) == [overview, paper]
    case_shell.open_key(overview)
    assert not case_shell.toolbar.forward.isEnabled()


def test_a_source_opens_beside_the_work_where_there_is_room(
    case_shell: Shell, filed: FiledCase, keys: tuple[str, str, str]
) -> None:
    overview, paper, _ = keys
    source = Source(SourceKind.PAPER, "", filed.documents["借条.pdf"])
    case_shell.resize(2560, 1440)
    case_shell.open_source(source)
    assert fronts(case_shell) == [overview, paper]
    assert isinstance(case_shell.tabs.currentWidget(), PaperPage)


def test_a_source_never_covers_the_work_of_a_split_window(
    case_shell: Shell, filed: FiledCase, keys: tuple[str, str, str]
) -> None:
    overview, paper, other = keys
    split(case_shell, paper)  # the right pane, with a paper, is in use
    case_shell.open_source(Source(SourceKind.PAPER, "", filed.documents["答辩状.txt"]))
    assert fronts(case_shell) == [overview, other]
    assert paper in case_shell.panes.open_keys()


def test_a_source_opens_as_a_tab_where_two_panes_would_be_too_narrow(
    case_shell: Shell, filed: FiledCase, keys: tuple[str, str, str]
) -> None:
    case_shell.resize(1100, 700)
    case_shell.open_source(Source(SourceKind.PAPER, "", filed.documents["借条.pdf"]))
    assert not case_shell.panes.is_split
    assert case_shell.tabs.current_key() == keys[1]


def drag_tab(shell: Shell, key: str, at: QPoint) -> None:
    """Drag a tab over the window and let it go."""
    mime = QMimeData()
    mime.setData(TAB, key.encode())
    action, none = Qt.DropAction.MoveAction, Qt.KeyboardModifier.NoModifier
    held = (action, mime, Qt.MouseButton.LeftButton, none)
    for event in (QDragEnterEvent(at, *held), QDropEvent(QPointF(at), *held)):
        QApplication.sendEvent(shell, event)


def test_a_tab_dragged_to_the_right_opens_there(
    case_shell: Shell, keys: tuple[str, str, str]
) -> None:
    overview, paper, _ = keys
    case_shell.open_key(paper)
    panes = case_shell.panes
    right = panes.mapTo(case_shell, QPoint(panes.width() - 30, panes.height() // 2))
    drag_tab(case_shell, overview, right)
    assert fronts(case_shell) == [paper, overview]
    left = panes.mapTo(case_shell, QPoint(30, panes.height() // 2))
    drag_tab(case_shell, overview, left)
    assert not panes.is_split


def test_the_menu_of_a_tab_says_where_it_can_go(
    case_shell: Shell, keys: tuple[str, str, str]
) -> None:
    overview, paper, _ = keys
    case_shell.open_key(paper)
    menu = TabMenu(case_shell, paper)
    words = [action.text().split("\t")[0] for action in menu.actions() if action.text()]
    assert words[:3] == ["在右侧打开", "在新窗口中打开", "关闭"]
    menu.actions()[0].trigger()
    assert fronts(case_shell) == [overview, paper]
    others = next(a for a in TabMenu(case_shell, overview).actions() if a.text() == "关闭其他页")
    others.trigger()
    assert case_shell.panes.open_keys() == [overview, paper]


def test_keys_walk_the_tabs_and_reopen_a_closed_one(
    case_shell: Shell, keys: tuple[str, str, str]
) -> None:
    overview, paper, _ = keys
    case_shell.open_key(paper)
    QTest.keyClick(case_shell, Qt.Key.Key_Tab, CTRL)
    assert case_shell.tabs.current_key() == routes.CASES
    QTest.keyClick(case_shell, Qt.Key.Key_Backtab, CTRL | SHIFT)
    assert case_shell.tabs.current_key() == paper
    QTest.keyClick(case_shell, Qt.Key.Key_2, ALT)
    assert case_shell.tabs.current_key() == overview
    QTest.keyClick(case_shell, Qt.Key.Key_9, ALT)
    QTest.keyClick(case_shell, Qt.Key.Key_W, CTRL)
    assert paper not in case_shell.panes.open_keys()
    QTest.keyClick(case_shell, Qt.Key.Key_T, CTRL | SHIFT)
    assert case_shell.tabs.current_key() == paper


def test_a_reopened_paper_is_where_it_was(
    case_shell: Shell, keys: tuple[str, str, str], qtbot: QtBot
) -> None:
    page = case_shell.open_key(keys[1])
    assert isinstance(page, PaperPage)
    page.view.set_zoom(1.6)
    page.view.go_to_page(3)
    case_shell.opening.close_page()
    case_shell.opening.reopen()
    again = case_shell.tabs.currentWidget()
    assert isinstance(again, PaperPage)
    assert again is not page
    qtbot.waitUntil(lambda: again.view.current_page == 3)
    assert again.view.zoom == pytest.approx(1.6)


def test_f6_walks_columns_and_panes_both_ways(
    case_shell: Shell, keys: tuple[str, str, str]
) -> None:
    split(case_shell, keys[1])
    left, right = case_shell.panes.panes()
    case_shell.column.focus()
    parts = [case_shell.column, left, right, case_shell.sidebar, case_shell.status]
    for part in [*parts[1:], parts[0]]:
        QTest.keyClick(case_shell, Qt.Key.Key_F6)
        assert part.isAncestorOf(case_shell.focusWidget()), part
    for part in reversed(parts):
        QTest.keyClick(case_shell, Qt.Key.Key_F6, SHIFT)
        assert part.isAncestorOf(case_shell.focusWidget()), part


def test_columns_fold_by_key_at_the_edge_and_by_double_click(case_shell: Shell) -> None:
    columns, left = case_shell.columns, case_shell.column
    columns.moveSplitter(260, 1)
    QTest.keyClick(case_shell, Qt.Key.Key_B, CTRL | SHIFT)
    assert left.isHidden()
    assert not case_shell.toolbar.left.isChecked()
    QTest.keyClick(case_shell, Qt.Key.Key_B, CTRL | SHIFT)
    assert left.isVisible()
    assert left.width() == 260
    columns.moveSplitter(0, 1)
    assert left.isHidden()
    case_shell.toggle_column()
    assert left.width() == 260
    QTest.mouseDClick(columns.handle(2), Qt.MouseButton.LeftButton)
    assert not case_shell.sidebar.is_open()
    assert not case_shell.sidebar.isVisible()
    case_shell.toggle_sidebar()
    assert case_shell.sidebar.width() >= case_shell.sidebar.minimumWidth() > 100
