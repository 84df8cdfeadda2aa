"""What stands around a page makes way for it in little room; nothing that is asked for is lost."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from tests.ui.conftest import FiledCase
from ui.pages.papers import PaperPage
from ui.shell import Shell

CONTROL = Qt.KeyboardModifier.ControlModifier
NARROW, MIDDLE, WIDE = 24, 40, 70
"""Widths of the page in characters."""


@pytest.fixture
def paper(filed: FiledCase, case_shell: Shell, qtbot: QtBot) -> PaperPage:
    """Open the PDF of three pages in a window of its own."""
    page = PaperPage(filed.bridge, case_shell.drawer, filed.documents["借条.pdf"])
    qtbot.addWidget(page)
    page.show()
    return page


def be(page: PaperPage, width: int, qtbot: QtBot) -> None:
    """Give the page a width in characters."""
    page.resize(width * page.fontMetrics().horizontalAdvance("国"), 600)
    qtbot.waitUntil(lambda: page.halves.width() == page.width())


def below(page: PaperPage) -> bool:
    """Say whether a pane stands below the page."""
    return page.halves.stacked


def test_in_little_room_a_pane_stands_below_the_page(paper: PaperPage, qtbot: QtBot) -> None:
    be(paper, WIDE, qtbot)
    QTest.keyClick(paper.view, Qt.Key.Key_F4)
    QTest.keyClick(paper.view, Qt.Key.Key_M, CONTROL)
    assert paper.thumbnails.isVisible()
    assert paper.notes_pane.isVisible()
    be(paper, MIDDLE, qtbot)
    assert not paper.thumbnails.isVisible()
    assert not paper.actions_of["thumbnails"].isChecked()
    assert not below(paper)
    em = paper.fontMetrics().horizontalAdvance("国")
    assert paper.view.width() >= 19 * em
    be(paper, NARROW, qtbot)
    assert below(paper)
    assert paper.view.width() == paper.width() == paper.notes_pane.width()
    assert paper.view.height() > paper.notes_pane.height() > 0
    be(paper, WIDE, qtbot)
    assert not below(paper)
    assert paper.thumbnails.isVisible()
    assert paper.actions_of["thumbnails"].isChecked()


def test_thumbnails_that_are_asked_for_come_in_little_room_too(
    paper: PaperPage, qtbot: QtBot
) -> None:
    be(paper, NARROW, qtbot)
    QTest.keyClick(paper.view, Qt.Key.Key_T, CONTROL)
    assert paper.text.isVisible()
    QTest.keyClick(paper.view, Qt.Key.Key_F4)
    assert paper.thumbnails.isVisible()
    assert not paper.text.isVisible()
    assert not below(paper)
    QTest.keyClick(paper.view, Qt.Key.Key_T, CONTROL)
    assert paper.text.isVisible()
    assert not paper.thumbnails.isVisible()
