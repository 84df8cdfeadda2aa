"""Reading a law: articles, chapters, copies, citations, versions side by side."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.ui.laws import jump, show, stocked_folder
from ui.bridge import Bridge
from ui.pages.library import LibraryPage
from workbench.law.model import Citation

LEFT = Qt.MouseButton.LeftButton
CONTROL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
ALT = Qt.KeyboardModifier.AltModifier


@pytest.fixture
def page(qtbot: QtBot, tmp_path: Path, reopen: Callable[[Path], Bridge]) -> LibraryPage:
    """Show the page over a copy of the stocked workspace."""
    shutil.copytree(stocked_folder(), tmp_path / "ws")
    return show(qtbot, reopen(tmp_path / "ws"))


def test_a_law_opens_with_its_chapters_and_a_chapter_leads_to_its_first_article(
    qtbot: QtBot, page: LibraryPage
) -> None:
    jump(qtbot, page, "民法典 577")
    page.contents.list.setFocus()
    page.side.setCurrentWidget(page.contents)
    sections = page.reader.sections
    assert any("违约责任" in section.words for section in sections)
    here = page.contents.list.currentIndex().row()
    assert "违约责任" in sections[here].words
    row = next(n for n, section in enumerate(sections) if "借款合同" in section.words)
    spot = page.contents.list.visualRect(page.contents.model.index(row)).center()
    page.contents.list.scrollTo(page.contents.model.index(row))
    spot = page.contents.list.visualRect(page.contents.model.index(row)).center()
    QTest.mouseClick(page.contents.list.viewport(), LEFT, pos=spot)
    stored = page.reader.stored
    assert stored is not None
    assert "借款合同" in stored.article.chapter


def test_the_next_article_and_back(qtbot: QtBot, page: LibraryPage) -> None:
    jump(qtbot, page, "民法典 577")
    stored = page.reader.stored
    assert stored is not None
    _, after = page._bridge.workbench.law.neighbours(stored.id)
    QTest.mouseClick(page.reader.head.next, LEFT)
    assert page.reader.stored == after
    page.reader.text.setFocus()
    QTest.keyClick(page.reader.text, Qt.Key.Key_Up, CONTROL)
    assert page.reader.stored == stored


def test_a_number_leads_to_its_article_and_a_missing_one_is_told(
    qtbot: QtBot, page: LibraryPage
) -> None:
    jump(qtbot, page, "民法典 577")
    page.reader.text.setFocus()
    QTest.keyClick(page.reader.text, Qt.Key.Key_G, CONTROL)
    number = page.reader.head.number
    assert number.hasFocus()
    QTest.keyClicks(number, "675")
    QTest.keyClick(number, Qt.Key.Key_Return)
    stored = page.reader.stored
    assert stored is not None
    assert stored.article.number == 675
    number.setText("600")
    with qtbot.waitSignal(page._bridge.failed) as failed:
        QTest.keyClick(number, Qt.Key.Key_Return)
    assert failed.args == ["本版本没有第六百条。", "来源文件缺这一条。"]
    assert "来源文件如此" in page.reader.head.lacking.text()
    number.setText("甲")
    with qtbot.waitSignal(page._bridge.failed):
        QTest.keyClick(number, Qt.Key.Key_Return)


def test_citation_and_words_are_copied(qtbot: QtBot, page: LibraryPage) -> None:
    jump(qtbot, page, "民法典 577")
    page.reader.text.setFocus()
    with qtbot.waitSignal(page._bridge.notice):
        QTest.keyClick(page.reader.text, Qt.Key.Key_C, CONTROL | SHIFT)
    assert QApplication.clipboard().text() == "《中华人民共和国民法典》第五百七十七条"
    QTest.mouseClick(page.reader.head.copy_all, LEFT)
    assert (
        QApplication.clipboard()
        .text()
        .startswith("《中华人民共和国民法典》第五百七十七条：当事人一方不履行合同义务")
    )


def test_words_over_two_articles_are_selected_and_copied(qtbot: QtBot, page: LibraryPage) -> None:
    jump(qtbot, page, "民法典 577")
    text = page.reader.text
    text.setFocus()
    row = text.current
    text._anchor, text._caret = (row, 2), (row + 1, 4)
    QTest.keyClick(text, Qt.Key.Key_C, CONTROL)
    copied = QApplication.clipboard().text()
    assert copied.startswith(text.passages[row].shown[2:].split("\u2028")[0])
    assert copied.endswith("\n" + text.passages[row + 1].shown[:4])
    QTest.keyClick(text, Qt.Key.Key_A, CONTROL)
    assert text.selected_text().startswith("第五百七十七条")


def test_the_mouse_selects_and_the_article_under_it_is_marked(
    qtbot: QtBot, page: LibraryPage
) -> None:
    jump(qtbot, page, "民法典 577")
    text = page.reader.text
    row = text.current
    y = round(text._heights.top(row + 1) + text._top_margin() - text.verticalScrollBar().value())
    start = QPoint(round(text._left()) + 4, y + 10)
    QTest.mousePress(text.viewport(), LEFT, pos=start)
    QTest.mouseMove(text.viewport(), start + QPoint(120, 0))
    QTest.mouseRelease(text.viewport(), LEFT, pos=start + QPoint(120, 0))
    assert text.current == row + 1
    assert text.selected_text().startswith("第五百七十八条"[:3])


def test_citations_in_a_law_are_followed(qtbot: QtBot, page: LibraryPage) -> None:
    law = page._bridge.workbench.law
    title = "最高人民法院关于适用《中华人民共和国民法典》有关担保制度的解释"
    page.show_version(law.library.versions(law.library.titles()[title])[0])
    reader = page.reader
    qtbot.waitUntil(lambda: bool(reader.cited.citations))
    known = next(
        c
        for c in reader.cited.citations
        if isinstance(c, Citation) and law.cited(law.resolve(c, reader.cited.day().day))
    )
    reader.text.setFocus()
    for _ in range(len(reader.cited.citations)):
        QTest.keyClick(reader.text, Qt.Key.Key_Down, ALT)
        if reader.text.selected_text() == known.quoted:
            break
    popup = reader.cited._popup
    assert popup is not None
    assert popup.isVisible()
    with qtbot.waitSignal(page._bridge.open_source) as opened:
        QTest.keyClick(reader.text, Qt.Key.Key_Return)
    assert known.pinpoint is not None
    assert law.stored(int(opened.args[0].target)).article.number == known.pinpoint.article
    assert not popup.isVisible()


def test_the_versions_of_an_article_stand_side_by_side(qtbot: QtBot, page: LibraryPage) -> None:
    jump(qtbot, page, "民诉法 264")
    page.reader.text.setFocus()
    QTest.keyClick(page.reader.text, Qt.Key.Key_D, CONTROL)
    versions = page.reader.versions
    assert versions.isVisible()
    labels = [stage.article.article.label for stage in versions.stages if stage.article]
    assert labels == ["第二百六十条", "第二百六十四条"]  # the number of 2021 is followed
    shown = versions.text.toPlainText()
    assert "自2022年1月1日至2023年12月31日有效" in shown
    assert "自2024年1月1日起有效" in shown
    assert "依2023年修正条文对照，本版为第二百六十条" in shown
    QTest.keyClick(versions.text, Qt.Key.Key_Escape)
    assert page.reader.text.isVisible()
    assert page.reader.text.hasFocus()


def test_another_version_of_the_law(qtbot: QtBot, page: LibraryPage) -> None:
    jump(qtbot, page, "民诉法 260")
    box = page.reader.head.versions
    assert box.count() == 2
    other = 1 - box.currentIndex()
    box.setFocus()
    QTest.keyClick(box, Qt.Key.Key_Up if other == 0 else Qt.Key.Key_Down)
    version = page.reader.version
    assert version is not None
    assert version.effective is not None
    assert version.effective.year == 2022


def test_reading_width_is_kept(qtbot: QtBot, page: LibraryPage) -> None:
    page.resize(2400, 1300)
    jump(qtbot, page, "民法典 577")
    assert 28 <= page.reader.text._look.per_line <= 34


def test_a_narrow_window_keeps_the_article_in_sight(qtbot: QtBot, page: LibraryPage) -> None:
    jump(qtbot, page, "民法典 675")
    text = page.reader.text
    first = text.passages[text.first_in_sight()]
    page.resize(760, 640)
    qtbot.waitUntil(lambda: text.viewport().width() < 600)
    assert text.passages[text.first_in_sight()] == first
