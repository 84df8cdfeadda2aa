"""The text beside a scan: in step with the picture, corrected in place, doubts, versions."""

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.ui.conftest import FiledCase, type_text
from ui.pages.papers import PaperPage
from ui.routes import paper_key
from ui.shell import Shell
from workbench.kernel.anchor import Box
from workbench.papers.layers import LayerRepository
from workbench.papers.model import Page, Segment

LINES = ("今借到张三甲", "人民币拾贰方元", "借款人李四乙")
NONE = Qt.KeyboardModifier.NoModifier
CONTROL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


def read_page(number: int) -> Page:
    """Return a page as OCR leaves it; its second line is doubtful."""
    segments, place = [], 0
    for row, line in enumerate(LINES):
        box = Box(0.1, 0.1 + row * 0.1, 0.1 + 0.05 * len(line), 0.15 + row * 0.1)
        segments.append(Segment(place, place + len(line), box, 0.6 if row == 1 else 0.97))
        place += len(line) + 1
    text = "\n".join(LINES)
    return Page(number, text, "ocr", segments=tuple(segments), width=595, height=842)


@pytest.fixture
def paper(case_shell: Shell, filed: FiledCase, qtbot: QtBot) -> PaperPage:
    """Open the PDF of three pages with its text shown, as if OCR had read it."""
    workbench = filed.bridge.workbench
    key = filed.documents["借条.pdf"]
    layers = LayerRepository(workbench._store)
    with workbench._store.transaction():
        layers.put(key, workbench.papers.document(key).layer, [read_page(n) for n in (1, 2, 3)])
    page = case_shell.open_key(paper_key(key))
    assert isinstance(page, PaperPage)
    if page.side != "text":
        QTest.keyClick(page.view, Qt.Key.Key_T, CONTROL)
    qtbot.waitUntil(lambda: len(page.text.doubts.rows) == 3)
    return page


def middle_of(page: PaperPage, line: int, share: float = 0.5) -> QPoint:
    """Return a point of the view on a line of the first page."""
    box = read_page(1).segments[line].box
    rect = page.view.page_rect(1)
    x = rect.left() + (box.x0 + share * (box.x1 - box.x0)) * rect.width()
    return QPointF(x, rect.top() + (box.y0 + box.y1) / 2 * rect.height()).toPoint()


def stored(filed: FiledCase, number: int) -> Page:
    page = filed.bridge.workbench.papers.page(filed.documents["借条.pdf"], number)
    assert page is not None
    return page


def test_a_click_on_the_picture_leads_to_the_line_and_back(paper: PaperPage) -> None:
    QTest.mouseClick(paper.view.viewport(), Qt.MouseButton.LeftButton, NONE, middle_of(paper, 2))
    line = paper.text.view.line
    assert line is not None
    assert read_page(1).text[line.start : line.end] == LINES[2]
    QTest.keyClick(paper.text.view, Qt.Key.Key_Up)
    assert paper.view._line is not None
    assert read_page(1).text[paper.view._line.start : paper.view._line.end] == LINES[1]


def test_a_line_is_corrected_in_place_and_enter_keeps_it(
    paper: PaperPage, filed: FiledCase
) -> None:
    before = stored(filed, 1)
    QTest.keyClick(paper.view, Qt.Key.Key_F8)
    assert paper.text.view.line is not None
    QTest.keyClick(paper.text.view, Qt.Key.Key_F2)
    editor = paper.text.view.editor
    assert paper.window().focusWidget() is editor
    assert editor.text() == LINES[1]
    editor.selectAll()
    type_text(editor, "人民币拾贰万元")
    QTest.keyClick(editor, Qt.Key.Key_Return)
    assert not paper.text.view.editing
    kept = stored(filed, 1)
    assert kept.text.split("\n") == [LINES[0], "人民币拾贰万元", LINES[2]]
    assert (kept.segments[1].checked, kept.segments[1].box) == (True, before.segments[1].box)
    assert [doubt.span.page for doubt in paper.text.doubts.rows] == [2, 3]
    assert "已校对 1 行" in paper.text.origin.text()
    QTest.keyClick(paper.text.view, Qt.Key.Key_Z, CONTROL)
    assert stored(filed, 1).text == read_page(1).text
    assert len(paper.text.doubts.rows) == 3


def test_esc_leaves_a_line_without_losing_what_was_typed(
    paper: PaperPage, filed: FiledCase
) -> None:
    paper.text.view.go_to(0)
    QTest.keyClick(paper.text.view, Qt.Key.Key_F2)
    editor = paper.text.view.editor
    editor.selectAll()
    type_text(editor, "写到一半")
    QTest.keyClick(editor, Qt.Key.Key_Escape)
    assert not paper.text.view.editing
    assert stored(filed, 1).text == read_page(1).text
    assert "还没有保存" in paper.text.hint.text()
    place = paper.place()
    assert place["lines"] == [[1, LINES[0], "写到一半"]]
    QTest.keyClick(paper.text.view, Qt.Key.Key_F2)
    assert editor.text() == "写到一半"


def test_doubtful_lines_are_walked_through_over_pages(paper: PaperPage) -> None:
    seen = []
    for _ in range(4):
        QTest.keyClick(paper.view, Qt.Key.Key_F8)
        seen.append((paper.view.current_page, paper.text.view.line))
    assert [page for page, _ in seen] == [1, 2, 3, 1]
    QTest.keyClick(paper.view, Qt.Key.Key_F8, SHIFT)
    assert paper.view.current_page == 3


def test_a_whole_page_is_corrected_and_older_text_can_be_seen_and_restored(
    paper: PaperPage, filed: FiledCase
) -> None:
    version = filed.bridge.workbench.papers.document(filed.documents["借条.pdf"]).layer
    QTest.mouseClick(paper.text.whole, Qt.MouseButton.LeftButton)
    editor = paper.text.page_editor
    editor.selectAll()
    type_text(editor, "只有一行")
    QTest.keyClick(editor, Qt.Key.Key_Escape)
    assert stored(filed, 1).text == read_page(1).text
    assert [draft[1] for draft in paper.place()["pages"].values()] == ["只有一行"]
    QTest.mouseClick(paper.text.whole, Qt.MouseButton.LeftButton)
    assert editor.toPlainText() == "只有一行"
    QTest.keyClick(editor, Qt.Key.Key_Return, CONTROL)
    assert stored(filed, 1).text == "只有一行"
    menu = paper.texts.version_menu()
    assert menu is not None
    words = [action.text() for action in menu.actions()]
    assert "人工校对" in words[0]
    assert "现在" in words[0]
    menu.actions()[-1].trigger()
    menu.deleteLater()
    assert paper.text.view.toPlainText() == read_page(1).text
    assert paper.text.old.isVisible()
    assert not paper.text.view.editable
    QTest.mouseClick(paper.text.old.restore, Qt.MouseButton.LeftButton)
    assert stored(filed, 1).text == read_page(1).text
    assert not paper.text.old.isVisible()
    sittings = filed.bridge.workbench.texts.versions(filed.documents["借条.pdf"])
    assert [s.layer.version for s in sittings] == [version, version + 1, version + 2]


def test_a_page_changed_elsewhere_keeps_the_words_in_the_editor(
    paper: PaperPage, filed: FiledCase
) -> None:
    told: list[str] = []
    filed.bridge.failed.connect(lambda words, advice: told.append(words))
    paper.text.view.go_to(0)
    QTest.keyClick(paper.text.view, Qt.Key.Key_F2)
    key = filed.documents["借条.pdf"]
    filed.bridge.workbench.texts.correct_page(key, stored(filed, 1), "别处改的")
    editor = paper.text.view.editor
    editor.selectAll()
    type_text(editor, "我改的")
    QTest.keyClick(editor, Qt.Key.Key_Return)
    assert any("刚被更新" in words for words in told)
    assert paper.text.view.editing
    assert editor.text() == "我改的"
    assert stored(filed, 1).text == "别处改的"
    QTest.keyClick(editor, Qt.Key.Key_Escape)
    assert paper.text.view.toPlainText() == "别处改的"
    assert "“我改的”" in paper.text.hint.text()
    paper.text.discard.click()
    assert paper.text.view.drafts == {}
    assert not paper.text.hint.isVisible()


def test_what_was_typed_over_one_text_is_never_put_over_another(
    paper: PaperPage, filed: FiledCase, qtbot: QtBot
) -> None:
    pane = paper.text
    pane.whole.click()
    pane.page_editor.setPlainText("整页改到一半")
    QTest.keyClick(pane.page_editor, Qt.Key.Key_Escape)
    assert "点“校对整页”继续" in pane.hint.text()
    kept = paper.place()
    filed.bridge.workbench.texts.correct_page(paper.document.id, stored(filed, 1), "别处改的")
    qtbot.waitUntil(lambda: pane.view.toPlainText() == "别处改的")
    assert "没有放入编辑框" in pane.hint.text()
    pane.whole.click()
    assert pane.page_editor.toPlainText() == "别处改的"
    QTest.keyClick(pane.page_editor, Qt.Key.Key_Escape)
    assert pane.copy.isVisible()
    QTest.keyClick(pane.copy, Qt.Key.Key_Space)
    assert QApplication.clipboard().text() == "整页改到一半"
    assert paper.place()["pages"] == kept["pages"], "and it is still there after a restart"
    pane.discard.click()
    assert not pane.copy.isVisible()
    assert "pages" not in paper.place()


def test_text_is_selected_by_mouse_word_and_line(paper: PaperPage) -> None:
    port, left = paper.view.viewport(), Qt.MouseButton.LeftButton
    QTest.mousePress(port, left, NONE, middle_of(paper, 0, 0.01))
    QTest.mouseMove(port, middle_of(paper, 1, 0.44))
    drag = middle_of(paper, 1, 0.44)
    paper.view.selection.drag(QPointF(drag))
    QTest.mouseRelease(port, left, NONE, drag)
    assert paper.view.selection.text() == "今借到张三甲\n人民币"
    QTest.keyClick(paper.view, Qt.Key.Key_Right, SHIFT)
    assert paper.view.selection.text() == "今借到张三甲\n人民币拾"
    QTest.keyClick(paper.view, Qt.Key.Key_End, SHIFT)
    assert paper.view.selection.text() == f"{LINES[0]}\n{LINES[1]}"
    QTest.keyClick(paper.view, Qt.Key.Key_Escape)
    assert paper.view.selection.text() == ""
    where = middle_of(paper, 2)
    QTest.mouseDClick(port, left, NONE, where)
    assert paper.view.selection.text() == LINES[2]
    QTest.mouseClick(port, left, NONE, where)
    assert paper.view.selection.text() == LINES[2]
    QTest.keyClick(paper.view, Qt.Key.Key_C, CONTROL)
    assert QApplication.clipboard().text() == LINES[2]


def test_the_field_over_the_first_line_is_whole(paper: PaperPage) -> None:
    QTest.mouseClick(paper.view.viewport(), Qt.MouseButton.LeftButton, NONE, middle_of(paper, 0))
    QTest.keyClick(paper.text.view, Qt.Key.Key_F2)
    editor = paper.text.view.editor
    assert editor.text() == LINES[0]
    assert editor.y() >= 0
