"""Private notes on a paper: made on the page or a passage, written, deleted, brought back."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from tests.ui.conftest import FiledCase, type_text
from ui.pages.papers import PaperPage
from ui.routes import paper_key
from ui.shell import Shell
from workbench.papers.private_notes import Note

CONTROL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def paper(case_shell: Shell, filed: FiledCase) -> PaperPage:
    """Open the PDF of three pages."""
    page = case_shell.open_key(paper_key(filed.documents["借条.pdf"]))
    assert isinstance(page, PaperPage)
    return page


def kept(filed: FiledCase) -> list[Note]:
    return filed.bridge.workbench.notes.of(filed.documents["借条.pdf"])


def test_a_note_is_made_and_written_by_keyboard(
    paper: PaperPage, filed: FiledCase, qtbot: QtBot
) -> None:
    QTest.keyClick(paper.view, Qt.Key.Key_D, CONTROL)
    assert paper.side == "notes"
    editor = paper.notes_pane.editor
    assert paper.window().focusWidget() is editor
    type_text(editor, "问清还款方式")
    qtbot.waitUntil(lambda: [note.text for note in kept(filed)] == ["问清还款方式"])
    assert editor.toPlainText() == "问清还款方式"
    assert "问清还款方式" in paper.notes_pane.list.item(0).text()
    type_text(editor, "。")
    QTest.keyClick(editor, Qt.Key.Key_Escape)
    assert kept(filed)[0].text == "问清还款方式。"
    assert kept(filed)[0].page == paper.view.current_page


def test_a_selected_passage_is_marked(paper: PaperPage, filed: FiledCase) -> None:
    QTest.keyClick(paper.view, Qt.Key.Key_A, CONTROL)
    QTest.keyClick(paper.view, Qt.Key.Key_D, CONTROL)
    (note,) = kept(filed)
    assert note.quoted.startswith("借条")
    assert note.boxes
    assert note.page in paper.view._notes


def test_a_deleted_note_comes_back(paper: PaperPage, filed: FiledCase, qtbot: QtBot) -> None:
    filed.bridge.workbench.notes.add(filed.documents["借条.pdf"], 2, "第二页的话")
    QTest.keyClick(paper.view, Qt.Key.Key_M, CONTROL)
    paper.notes_pane.list.setCurrentRow(0)
    paper.notes_pane.list.setFocus()
    QTest.keyClick(paper.notes_pane.list, Qt.Key.Key_Delete)
    assert kept(filed) == []
    qtbot.waitUntil(lambda: paper.notes_pane.undo.width() > 20)
    QTest.mouseClick(paper.notes_pane.undo, Qt.MouseButton.LeftButton)
    assert [note.text for note in kept(filed)] == ["第二页的话"]
    assert not paper.notes_pane.undo.isVisible()


def test_a_note_leads_to_its_page(paper: PaperPage, filed: FiledCase) -> None:
    filed.bridge.workbench.notes.add(filed.documents["借条.pdf"], 3, "第三页")
    QTest.keyClick(paper.view, Qt.Key.Key_M, CONTROL)
    paper.view.set_zoom(1.5)
    item = paper.notes_pane.list.item(0)
    where = paper.notes_pane.list.visualItemRect(item).center()
    port = paper.notes_pane.list.viewport()
    QTest.mouseClick(port, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, where)
    assert paper.view.current_page == 3
