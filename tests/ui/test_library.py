"""The library page: import, search as you type, reading an article and its versions."""

import shutil
from collections.abc import Callable
from importlib import resources
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog
from pytestqt.qtbot import QtBot

from ui.bridge import Bridge
from ui.pages.library import LibraryPage
from workbench.kernel.changes import Changes
from workbench.kernel.job_table import JobState
from workbench.workbench import Workbench

LEFT = Qt.MouseButton.LeftButton
CONTROL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier


@pytest.fixture(scope="session")
def laws_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Make a pack of the demonstration's laws and one file that holds no law."""
    folder = tmp_path_factory.mktemp("pack") / "laws"
    with resources.as_file(resources.files("resources").joinpath("demo", "laws")) as source:
        shutil.copytree(source, folder)
    (folder / "空白.md").write_text("", "utf-8")
    return folder


@pytest.fixture(scope="session")
def stocked(tmp_path_factory: pytest.TempPathFactory, laws_folder: Path) -> Path:
    """Make a workspace with a library."""
    folder = tmp_path_factory.mktemp("stocked") / "ws"
    workbench = Workbench.open(folder)
    workbench.import_laws([laws_folder])
    workbench.jobs.wait_all()
    workbench.close()
    return folder


@pytest.fixture
def page(
    qtbot: QtBot, stocked: Path, tmp_path: Path, reopen: Callable[[Path], Bridge]
) -> LibraryPage:
    """Show the page over a copy of the stocked workspace."""
    shutil.copytree(stocked, tmp_path / "ws")
    return show(qtbot, reopen(tmp_path / "ws"))


def show(qtbot: QtBot, bridge: Bridge) -> LibraryPage:
    page = LibraryPage(bridge)
    qtbot.addWidget(page)
    page.resize(980, 700)
    page.show()
    qtbot.waitExposed(page)
    return page


def search(qtbot: QtBot, page: LibraryPage, query: str) -> None:
    page.search_box.setText(query)
    qtbot.waitUntil(lambda: not page._typing.isActive())
    QApplication.processEvents()  # what the search shows has its place only after the layout


def test_an_empty_library_says_what_to_do(qtbot: QtBot, bridge: Bridge) -> None:
    page = show(qtbot, bridge)
    assert "导入法规包" in page.state.text()
    assert not page.search_box.isEnabled()
    assert page.hint.isVisible()
    assert page.hint.title.text() == "先导入法规"


def test_before_a_search_the_page_says_what_can_be_searched(
    qtbot: QtBot, page: LibraryPage
) -> None:
    assert page.hint.isVisible()
    assert not page.results.isVisible()
    assert "Ctrl+F" in page.hint.words.text()
    search(qtbot, page, "借款 利息")  # an example of the hint
    assert page.model.hits
    assert page.results.isVisible()
    assert not page.hint.isVisible()
    search(qtbot, page, "")
    assert page.hint.isVisible()


def test_an_import_elsewhere_leaves_the_answer_to_a_search(qtbot: QtBot, page: LibraryPage) -> None:
    search(qtbot, page, "没有这样的词语")
    page._bridge.changed.emit(Changes.of("library"))
    assert "没有找到" in page.state.text()


def test_import_shows_result_and_what_was_skipped(
    qtbot: QtBot, bridge: Bridge, laws_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = show(qtbot, bridge)
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: str(laws_folder))
    page.imports.folder_action.trigger()
    assert page.imports.stop.isVisible()
    qtbot.waitUntil(page.imports.result.isVisible, timeout=20_000)
    assert page.imports.result.text().startswith("完成：法规库现有法律文件")
    assert page.search_box.isEnabled()
    QTest.mouseClick(page.imports.details, LEFT)
    assert page.imports.skipped.isVisible()
    rows = [page.imports.skipped.topLevelItem(n) for n in range(1)]
    assert [row.text(0) for row in rows if row] == ["空白.md"]
    assert all(row.text(1) for row in rows if row)


def test_chosen_files_are_imported(
    qtbot: QtBot,
    bridge: Bridge,
    laws_folder: Path,
    monkeypatch: pytest.MonkeyPatch,
    no_child: None,
) -> None:
    page = show(qtbot, bridge)
    file = str(laws_folder / "中华人民共和国民法典.md")
    monkeypatch.setattr(QFileDialog, "getOpenFileNames", lambda *_: ([file], ""))
    page.imports.files_action.trigger()
    queued = bridge.workbench.jobs.table.in_state(JobState.QUEUED)
    assert [job.payload["paths"] for job in queued] == [[file]]
    QTest.mouseClick(page.imports.stop, LEFT)
    assert page.imports.result.text().startswith("已取消")
    assert page.imports.choose.isEnabled()


def test_nothing_happens_without_a_choice(
    qtbot: QtBot, bridge: Bridge, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = show(qtbot, bridge)
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: "")
    page.imports.folder_action.trigger()
    assert not bridge.workbench.jobs.table.all()


def test_search_as_you_type_shows_the_first_article(qtbot: QtBot, page: LibraryPage) -> None:
    search(qtbot, page, "借款合同")
    assert page.model.hits
    assert page.state.text().startswith(f"找到 {len(page.model.hits)} 条")
    first = page.model.hits[0].article
    assert page.article.title.text() == first.version.title
    assert page.article.label.text() == first.article.label
    assert page.article.text.toPlainText() == first.article.text
    assert page.article.chapter.text() == first.article.chapter


def test_the_words_searched_for_are_marked(qtbot: QtBot, page: LibraryPage) -> None:
    search(qtbot, page, "借款")
    marks = page.article.text.extraSelections()
    assert marks
    text = page.article.text.toPlainText()
    assert len(marks) == text.count("借款")


def test_nothing_found_is_said(qtbot: QtBot, page: LibraryPage) -> None:
    search(qtbot, page, "不存在的词语甲乙丙")
    assert "没有找到" in page.state.text()


def test_a_day_keeps_only_what_was_in_force(qtbot: QtBot, page: LibraryPage) -> None:
    search(qtbot, page, "民事诉讼")
    page.day_box.setText("2022年6月1日")
    qtbot.waitUntil(lambda: not page._typing.isActive())
    days = [hit.article.version.effective for hit in page.model.hits]
    assert days
    assert all(day is not None and day.year == 2022 for day in days)


def test_a_day_that_is_none_is_said_and_keeps_the_hits(qtbot: QtBot, page: LibraryPage) -> None:
    search(qtbot, page, "借款")
    hits = list(page.model.hits)
    page.day_box.setText("2022年13月")
    qtbot.waitUntil(lambda: not page._typing.isActive())
    assert "不是有效日期" in page.state.text()
    assert page.day_box.property("problem") is True
    assert page.model.hits == hits


def test_enter_goes_to_the_results_and_arrows_read_on(qtbot: QtBot, page: LibraryPage) -> None:
    page.search_box.setFocus()
    page.search_box.setText("借款")
    QTest.keyClick(page.search_box, Qt.Key.Key_Return)
    assert page.results.hasFocus()
    QTest.keyClick(page.results, Qt.Key.Key_Down)
    assert page.article.stored == page.model.hits[1].article


def test_control_f_goes_to_the_search_box(qtbot: QtBot, page: LibraryPage) -> None:
    search(qtbot, page, "借款")
    page.results.setFocus()
    QTest.keyClick(page.results, Qt.Key.Key_F, CONTROL)
    assert page.search_box.hasFocus()


def test_the_next_article_and_back(qtbot: QtBot, page: LibraryPage) -> None:
    search(qtbot, page, "借款合同")
    stored = page.article.stored
    assert stored is not None
    _, after = page._bridge.workbench.law.neighbours(stored.id)
    assert after is not None
    QTest.mouseClick(page.article.next, LEFT)
    assert page.article.stored == after
    page.article.text.setFocus()
    QTest.keyClick(page.article.text, Qt.Key.Key_Up, CONTROL)
    assert page.article.stored == stored


def test_the_citation_is_copied(qtbot: QtBot, page: LibraryPage) -> None:
    search(qtbot, page, "借款合同")
    stored = page.article.stored
    assert stored is not None
    with qtbot.waitSignal(page._bridge.notice) as told:
        QTest.mouseClick(page.article.copy, LEFT)
    citation = f"《{stored.version.title}》{stored.article.label}"
    assert QApplication.clipboard().text() == citation
    assert citation in told.args[0]
    page.article.text.setFocus()
    QTest.mouseClick(page.article.copy_all, LEFT)
    assert QApplication.clipboard().text() == f"{citation}：{stored.article.text}"


def test_another_version_of_the_same_article(qtbot: QtBot, page: LibraryPage) -> None:
    law = page._bridge.workbench.law
    search(qtbot, page, "民事诉讼")
    hit = next(
        hit
        for hit in page.model.hits
        if len(law.versions_of(hit.article.id)) > 1 and hit.article.article.number
    )
    page.open_article(hit.article.id)
    box = page.article.versions
    assert box.count() == 2
    other = 1 - box.currentIndex()
    box.setFocus()
    QTest.keyClick(box, Qt.Key.Key_Up if other == 0 else Qt.Key.Key_Down)
    shown = page.article.stored
    assert shown is not None
    wanted = law.versions_of(hit.article.id)[other]
    found = law.library.article(wanted.id, hit.article.article.number)
    if found is None:
        assert shown.id == hit.article.id
    else:
        assert shown.version.id == wanted.id
        assert shown.article.label == hit.article.article.label


def test_an_article_that_is_gone_is_told(qtbot: QtBot, page: LibraryPage) -> None:
    with qtbot.waitSignal(page._bridge.failed) as failed:
        page.open_article(10_000_000)
    assert "已不在法规库" in failed.args[0]


def test_reading_width_is_kept(qtbot: QtBot, page: LibraryPage) -> None:
    page.resize(2400, 1300)
    search(qtbot, page, "借款")
    text = page.article.text
    room = text.viewport().width() - 2 * text.document().documentMargin()
    per_line = room / text.fontMetrics().horizontalAdvance("国")
    assert 28 <= per_line < 35


def test_every_control_has_a_name(page: LibraryPage) -> None:
    view = page.article
    controls = (page.search_box, page.day_box, page.results, view.versions, view.text, view.copy)
    for control in (*controls, page.imports.choose, page.imports.stop):
        assert control.accessibleName() or control.isHidden() or control is view.text
