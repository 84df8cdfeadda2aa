"""Papers: source links mark their place, search, unreadable papers, the text beside the page."""

import errno
import os
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from tests.ui.conftest import FiledCase, type_text
from ui.pages.papers import PaperPage
from ui.routes import paper_key
from ui.shell import Shell
from ui.widgets.locating import relocate
from workbench.kernel.advice import Source, SourceKind
from workbench.kernel.anchor import Anchor
from workbench.kernel.errors import UserError
from workbench.kernel.job_table import JobState
from workbench.papers.model import Page, TextLayer
from workbench.papers.spans import line_of
from workbench.papers.turning import turned_box

LAYER = TextLayer("d", 2, (Page(1, "张三甲 借给李\n四乙\n李四乙"), Page(2, "张三甲")))


def open_paper(window: Shell, filed: FiledCase, name: str) -> PaperPage:
    """Open a paper by its name."""
    page = window.open_key(paper_key(filed.documents[name]))
    assert isinstance(page, PaperPage)
    return page


def test_the_source_of_a_value_opens_the_paper_and_marks_the_words(
    case_shell: Shell, filed: FiledCase
) -> None:
    values = filed.bridge.workbench.papers.values(filed.id)
    value = next(v for v in values if v.found.anchor.document == filed.documents["民事起诉状.docx"])
    anchor = value.found.anchor
    source = Source(SourceKind.PAPER, "民事起诉状", anchor.document, anchor)
    filed.bridge.open_source.emit(source)
    page = case_shell.tabs.currentWidget()
    assert isinstance(page, PaperPage)
    assert page.text.view.marked_text() == anchor.quoted
    assert page.text.view.extraSelections()


def test_the_source_on_a_pdf_brings_its_box_into_sight(case_shell: Shell, filed: FiledCase) -> None:
    key = filed.documents["借条.pdf"]
    hit = next(
        h for h in filed.bridge.workbench.papers.search("转账凭证", filed.id) if h.document == key
    )
    assert hit.anchor.boxes
    filed.bridge.open_source.emit(Source(SourceKind.PAPER, "借条 第3页", key, hit.anchor))
    page = case_shell.tabs.currentWidget()
    assert isinstance(page, PaperPage)
    assert page.view.chosen == hit.anchor
    rects = page.view.chosen_rects()
    assert rects
    assert page.view.viewport().rect().contains(rects[0].toRect())
    assert page.bar.number.value() == 3


def test_a_source_is_marked_where_it_stands_after_a_correction_of_the_same_sitting(
    case_shell: Shell, filed: FiledCase
) -> None:
    workbench, key = filed.bridge.workbench, filed.documents["民事起诉状.docx"]
    for words in ("民事起诉状一", "民事起诉状，更正过的"):
        seen = workbench.papers.page(key, 1)
        assert seen is not None
        if words.endswith("的"):
            (hit,) = workbench.papers.search("诉讼请求", filed.id)[:1]
            assert hit.document == key
        workbench.texts.correct_line(key, seen, line_of(seen, 0), words)
    assert hit.anchor.layer == workbench.papers.document(key).layer, "corrected in place"
    filed.bridge.open_source.emit(Source(SourceKind.PAPER, "起诉状", key, hit.anchor))
    page = case_shell.tabs.currentWidget()
    assert isinstance(page, PaperPage)
    assert page.text.view.marked_text() == "诉讼请求"


def test_a_source_whose_words_were_corrected_is_marked_where_its_page_was_turned_to(
    case_shell: Shell, filed: FiledCase
) -> None:
    workbench, key = filed.bridge.workbench, filed.documents["借条.pdf"]
    hit = next(h for h in workbench.papers.search("转账凭证", filed.id) if h.document == key)
    workbench.papers.volume.rotate([key], 90, [hit.page])
    seen = workbench.papers.page(key, hit.page)
    assert seen is not None
    text = seen.text.replace("转账凭证", "转帐票据")
    workbench.texts.correct_page(key, seen, text)
    page = open_paper(case_shell, filed, "借条.pdf")
    assert page.open_anchor(hit.anchor)
    assert page.view.chosen is not None
    assert page.view.chosen.boxes == tuple(turned_box(box, 90) for box in hit.anchor.boxes)


def test_a_source_of_a_paper_that_is_gone_is_said(case_shell: Shell, filed: FiledCase) -> None:
    filed.bridge.open_source.emit(Source(SourceKind.PAPER, "旧材料", "nowhere"))
    assert any("没有编号" in text for text in case_shell.messages.texts())


def test_ctrl_f_finds_the_next_and_the_previous_place(case_shell: Shell, filed: FiledCase) -> None:
    page = open_paper(case_shell, filed, "民事起诉状.docx")
    QTest.keyClick(page.text.view, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    field = page.finder.field
    assert case_shell.focusWidget() is field
    type_text(field, "被告")
    QTest.keyClick(field, Qt.Key.Key_Return)
    total = count_in(page)
    assert page.finder.count.text() == f"第 1 处，共 {total} 处"
    assert page.text.view.marked_text() == "被告"
    QTest.keyClick(field, Qt.Key.Key_Return)
    assert page.finder.count.text() == f"第 2 处，共 {total} 处"
    QTest.keyClick(field, Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
    QTest.keyClick(field, Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
    assert page.finder.count.text() == f"第 {total} 处，共 {total} 处"
    QTest.keyClick(field, Qt.Key.Key_Escape)
    assert not page.finder.isVisible()
    assert field.text() == "被告"
    assert page.text.view.extraSelections() == []


def count_in(page: PaperPage) -> int:
    """Count 被告 in the text shown."""
    return page.text.view.toPlainText().count("被告")


def test_words_that_are_not_there_are_said(case_shell: Shell, filed: FiledCase) -> None:
    page = open_paper(case_shell, filed, "借条.pdf")
    page.finder.ask()
    type_text(page.finder.field, "不存在的词")
    QTest.keyClick(page.finder.field, Qt.Key.Key_Return)
    assert page.finder.count.text() == "没有找到"


def test_an_unreadable_paper_says_why_and_what_to_do(case_shell: Shell, filed: FiledCase) -> None:
    page = open_paper(case_shell, filed, "损坏.pdf")
    document = filed.bridge.workbench.papers.document(filed.documents["损坏.pdf"])
    assert document.reason in page.reason.words.text()
    assert "另存原件" in page.reason.words.text()
    assert not page.reason.read.isVisible()
    assert page.reason.save.isVisible()
    assert not page.halves.isVisible()


def test_the_original_is_saved_as_it_was(
    case_shell: Shell, filed: FiledCase, tmp_path: Path
) -> None:
    page = open_paper(case_shell, filed, "答辩状.txt")
    page.output.save_original(tmp_path / "out.txt")
    assert (tmp_path / "out.txt").stat().st_mode & 0o077 == 0, "nobody else on this machine"
    assert "答辩人：李四乙" in (tmp_path / "out.txt").read_text("utf-8")
    entry = filed.bridge.workbench.journal.entries("papers.export")[0]
    assert (entry.subject, entry.detail["name"]) == (filed.id, "答辩状.txt")
    with pytest.raises(UserError):
        page.output.save_original(tmp_path / "missing" / "out.txt")


def test_a_copy_that_cannot_be_finished_leaves_the_older_file(
    case_shell: Shell, filed: FiledCase, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "out.txt"
    target.write_text("原有内容", "utf-8")
    page = open_paper(case_shell, filed, "答辩状.txt")

    def full(_: int) -> None:
        raise OSError(errno.ENOSPC, "full")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(UserError):
        page.output.save_original(target)
    assert target.read_text("utf-8") == "原有内容"
    assert [path.name for path in tmp_path.glob("*out*")] == ["out.txt"]


@pytest.fixture
def scan(filed: FiledCase, tmp_path: Path) -> str:
    """Import a scan into the test case and return its id."""
    from PIL import Image

    Image.new("L", (300, 400), 255).save(tmp_path / "扫描.png")
    workbench = filed.bridge.workbench
    workbench.papers.import_files(filed.id, [tmp_path / "扫描.png"])
    workbench.jobs.wait_all()
    return workbench.papers.unread(filed.id)[0].id


def test_reading_is_offered_only_while_it_is_switched_on(
    scan: str, case_shell: Shell, filed: FiledCase, qtbot: QtBot
) -> None:
    rooms = case_shell.column.rooms
    page = case_shell.open_key(paper_key(scan))
    assert isinstance(page, PaperPage)
    qtbot.waitUntil(lambda: scan in rooms.tree.paper_ids())
    rooms.tree.choose(scan)

    def offered() -> tuple[bool, bool]:
        menu = rooms.acts.menu()
        assert menu is not None
        words = [action.text() for action in menu.actions()]
        menu.deleteLater()
        return page.reason.read.isVisible(), "识别文字" in words

    assert offered() == (True, True)
    filed.bridge.workbench.switches.set("papers.ocr", False, filed.id)
    assert offered() == (False, False)
    assert "已关闭" in page.reason.words.text()
    filed.bridge.workbench.switches.set("papers.ocr", True, filed.id)
    assert offered() == (True, True)


def test_reading_under_way_is_told_and_not_offered_again(
    scan: str, case_shell: Shell, filed: FiledCase, no_child: None
) -> None:
    page = case_shell.open_key(paper_key(scan))
    assert isinstance(page, PaperPage)
    QTest.mouseClick(page.reason.read, Qt.MouseButton.LeftButton)
    assert page.reason.words.text().startswith("正在识别文字")
    assert not page.reason.read.isVisible()
    jobs = filed.bridge.workbench.jobs
    jobs.cancel(jobs.table.in_state(JobState.QUEUED)[0].id)
    assert "需要文字识别" in page.reason.words.text()
    assert page.reason.read.isVisible()


def test_the_text_beside_a_page_follows_it(case_shell: Shell, filed: FiledCase) -> None:
    page = open_paper(case_shell, filed, "借条.pdf")
    assert not page.text.isVisible()
    QTest.mouseClick(page.bar.text, Qt.MouseButton.LeftButton)
    assert page.text.isVisible()
    assert "借条" in page.text.view.toPlainText()
    page.bar.number.setValue(2)
    assert "第二页" in page.text.view.toPlainText()
    other = open_paper(case_shell, filed, "答辩状.txt")
    assert other.text.isVisible()
    case_shell.tabs.close_key(paper_key(filed.documents["借条.pdf"]))
    assert open_paper(case_shell, filed, "借条.pdf").text.isVisible()


def test_a_text_without_pages_has_no_page_tools(case_shell: Shell, filed: FiledCase) -> None:
    page = open_paper(case_shell, filed, "答辩状.txt")
    assert not page.view.isVisible()
    assert not page.bar.number.isVisible()
    assert "李四乙" in page.text.view.toPlainText()


def test_words_of_rare_characters_are_marked_where_they_stand(
    case_shell: Shell, filed: FiledCase
) -> None:
    page = open_paper(case_shell, filed, "答辩状.txt")
    text = "𠮷𠮷某诉张三甲"
    page.text.view.show_pages([Page(1, text)])
    page.text.view.mark([], Anchor("", 1, 1, 4, 7, "张三甲"))
    assert page.text.view.marked_text() == "张三甲"


def test_an_anchor_of_an_older_layer_is_found_again() -> None:
    old = Anchor("d", 1, 1, 0, 3, "张三甲")
    assert relocate(LAYER, old) == Anchor("d", 2, 1, 0, 3, "张三甲")
    moved = replace(old, page=3, start=5, end=8)
    found = relocate(LAYER, moved)
    assert found is not None
    assert (found.page, found.start) == (1, 0)
    assert relocate(LAYER, replace(old, quoted="王五丙")) is None


def test_a_search_says_how_many_pages_it_could_not_read(
    scan: str, case_shell: Shell, filed: FiledCase
) -> None:
    page = case_shell.open_key(paper_key(scan))
    assert isinstance(page, PaperPage)
    page.finder.ask()
    type_text(page.finder.field, "借款")
    QTest.keyClick(page.finder.field, Qt.Key.Key_Return)
    assert page.finder.count.text() == "没有找到（1 页未识别，查不到）"


def test_enter_at_the_page_number_goes_on_to_the_page(case_shell: Shell, filed: FiledCase) -> None:
    page = open_paper(case_shell, filed, "借条.pdf")
    page.bar.number.setFocus()
    page.bar.number.selectAll()
    QTest.keyClicks(page.bar.number, "3")
    QTest.keyClick(page.bar.number, Qt.Key.Key_Return)
    assert page.view.current_page == 3
    assert page.view.hasFocus()
