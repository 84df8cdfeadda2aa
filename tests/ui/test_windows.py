"""Several windows over one workspace: tearing off, telling problems, coming back, closing."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from tests.support.dropping import drop
from tests.ui.conftest import FiledCase
from ui.bridge import Bridge
from ui.pages.papers import PaperPage
from ui.routes import paper_key
from ui.shell import Shell
from ui.windows import bring_into_sight
from ui.work_window import WorkWindow
from workbench.kernel.errors import UserError

CTRL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def paper(filed: FiledCase) -> str:
    """Return the key of a paper."""
    return paper_key(filed.documents["借条.pdf"])


def tear(shell: Shell, key: str, qtbot: QtBot) -> WorkWindow:
    """Open a page and put it into a window of its own, by key."""
    shell.open_key(key)
    QTest.keyClick(shell, Qt.Key.Key_N, CTRL | SHIFT)
    (window,) = shell.opening.windows.others()
    qtbot.waitUntil(lambda: shell.opening.windows.active() is window)
    return window


def test_a_page_goes_to_a_window_of_its_own_as_it_is(
    case_shell: Shell, paper: str, qtbot: QtBot
) -> None:
    page = case_shell.open_key(paper)
    assert isinstance(page, PaperPage)
    page.finder.ask()
    window = tear(case_shell, paper, qtbot)
    assert window.isVisible()
    assert window.windowTitle() == "借条.pdf - 法官工作台"
    assert window.tabs.currentWidget() is page
    assert not page.finder.isHidden()
    assert paper not in case_shell.panes.open_keys()


def test_a_link_goes_to_the_window_that_shows_the_paper(
    case_shell: Shell, paper: str, qtbot: QtBot
) -> None:
    window = tear(case_shell, paper, qtbot)
    case_shell.activateWindow()
    qtbot.waitUntil(lambda: case_shell.opening.windows.active() is case_shell)
    case_shell.open_key(paper)
    assert paper not in case_shell.panes.open_keys()
    qtbot.waitUntil(lambda: case_shell.opening.windows.active() is window)


def test_a_problem_is_told_where_it_was_caused(case_shell: Shell, paper: str, qtbot: QtBot) -> None:
    window = tear(case_shell, paper, qtbot)

    def fail() -> None:
        raise UserError("磁盘已满，没有保存。", "请清理磁盘后重试。")

    case_shell.bridge.attempt(fail)
    assert window.messages.texts() == ["磁盘已满，没有保存。请清理磁盘后重试。"]
    assert case_shell.messages.texts() == []
    QTest.keyClick(window, Qt.Key.Key_Escape)
    assert window.messages.texts() == []


def test_files_dropped_on_a_further_window_go_into_its_case(
    case_shell: Shell, filed: FiledCase, paper: str, qtbot: QtBot, no_child: None, tmp_path: Path
) -> None:
    window = tear(case_shell, paper, qtbot)
    case_shell.show_cases()
    file = tmp_path / "补充.txt"
    file.write_text("补充证据说明", "utf-8")
    drop(window, [file])
    assert filed.bridge.workbench.jobs.table.all()[0].case == filed.id


def test_a_window_closes_with_its_last_page_which_can_be_opened_again(
    case_shell: Shell, paper: str, qtbot: QtBot
) -> None:
    window = tear(case_shell, paper, qtbot)
    QTest.keyClick(window, Qt.Key.Key_W, CTRL)
    assert case_shell.opening.windows.others() == ()
    case_shell.opening.reopen()
    assert case_shell.tabs.current_key() == paper


def test_the_main_window_closes_the_others(case_shell: Shell, paper: str, qtbot: QtBot) -> None:
    window = tear(case_shell, paper, qtbot)
    case_shell.close()
    assert not window.isVisible()
    assert case_shell.bridge.closed


def test_windows_come_back_with_their_pages(
    filed: FiledCase,
    paper: str,
    open_shell: Callable[[Bridge], Shell],
    reopen: Callable[[Path], Bridge],
    qtbot: QtBot,
    tmp_path: Path,
) -> None:
    first = open_shell(filed.bridge)
    window = tear(first, paper, qtbot)
    window.resize(640, 480)
    first.close()
    second = open_shell(reopen(tmp_path / "ws"))
    (again,) = second.opening.windows.others()
    assert again.panes.open_keys() == [paper]
    assert (again.width(), again.height()) == (640, 480)
    assert paper not in second.panes.open_keys()


@pytest.mark.parametrize("place", [QRect(9000, 9000, 500, 400), QRect(-480, 100, 500, 400)])
def test_a_window_of_a_screen_that_is_gone_comes_into_sight(place: QRect, qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    window.setGeometry(place)
    bring_into_sight(window)
    area = QGuiApplication.primaryScreen().availableGeometry()
    assert area.contains(window.frameGeometry())


def test_the_last_words_may_come_after_the_last_window(case_shell: Shell) -> None:
    windows = case_shell.opening.windows
    case_shell.close()
    windows.tell_problem("程序内部出错。", "请重试。")
    assert windows.log.messages[0].text == "程序内部出错。请重试。"
