"""The library page: import, tree, search, jumps by number, packs."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog, QMenu
from pytestqt.qtbot import QtBot

from tests.ui.conftest import cell
from tests.ui.laws import jump, laws_folder, search, show, stocked_folder
from ui.bridge import Bridge
from ui.pages.library import LibraryPage
from workbench.kernel.changes import Changes
from workbench.kernel.job_table import JobState
from workbench.law.catalog import Standing
from workbench.law.model import Level

LEFT = Qt.MouseButton.LeftButton
CONTROL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
ALT = Qt.KeyboardModifier.AltModifier


@pytest.fixture
def page(qtbot: QtBot, tmp_path: Path, reopen: Callable[[Path], Bridge]) -> LibraryPage:
    """Show the page over a copy of the stocked workspace."""
    shutil.copytree(stocked_folder(), tmp_path / "ws")
    return show(qtbot, reopen(tmp_path / "ws"))


def rows(page: LibraryPage, parent: QModelIndex | None = None) -> list[str]:
    model, above = page.tree.model, parent or QModelIndex()
    return [str(model.index(n, 0, above).data()) for n in range(model.rowCount(above))]


def test_an_empty_library_says_what_to_do(qtbot: QtBot, bridge: Bridge) -> None:
    page = show(qtbot, bridge)
    assert page.nothing.isVisible()
    assert page.nothing.title.text() == "先导入法规"
    assert [step.text() for step in page.nothing.buttons] == ["选择文件夹…", "选择文件或压缩包…"]
    assert not page.search_box.isEnabled()


def test_import_shows_result_and_what_was_skipped(
    qtbot: QtBot, bridge: Bridge, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = show(qtbot, bridge)
    folder = laws_folder(tmp_path / "pack")
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: str(folder))
    QTest.mouseClick(page.nothing.buttons[0], LEFT)
    assert page.imports.stop.isVisible()
    qtbot.waitUntil(page.imports.result.isVisible, timeout=20_000)
    assert page.imports.result.text().startswith("完成：法规库现有法律文件")
    assert page.search_box.isEnabled()
    assert page.tree.isVisible()
    qtbot.waitUntil(lambda: bool(rows(page)))
    QTest.mouseClick(page.imports.details, LEFT)
    assert page.imports.skipped.isVisible()
    row = page.imports.skipped.topLevelItem(0)
    assert row is not None
    assert row.text(0) == "空白.md"
    assert row.text(1)


def test_chosen_files_are_imported(
    qtbot: QtBot, bridge: Bridge, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, no_child: None
) -> None:
    page = show(qtbot, bridge)
    file = str(laws_folder(tmp_path / "pack") / "中华人民共和国民法典.md")
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


def test_the_tree_lists_kinds_standings_and_laws_with_counts(page: LibraryPage) -> None:
    assert rows(page) == ["法律（3）", "司法解释（2）"]
    laws = page.tree.model.index(0)
    assert rows(page, laws) == ["现行有效（2）", "已修改（1）"]
    in_force = page.tree.model.index(0, 0, laws)
    assert rows(page, in_force) == ["民法典", "民事诉讼法（2024年）"]
    assert page.tree.model.parent(page.tree.model.index(1, 0, in_force)) == in_force
    assert page.tree.model.parent(in_force) == laws


def test_the_filter_and_the_keyboard_open_a_law(qtbot: QtBot, page: LibraryPage) -> None:
    page.tree.filter.setFocus()
    page.tree.filter.setText("民间借贷")
    QTest.keyClick(page.tree.filter, Qt.Key.Key_Return)
    assert rows(page) == ["司法解释（1）"]
    assert page.tree.tree.hasFocus()
    QTest.keyClick(page.tree.tree, Qt.Key.Key_Return)
    version = page.reader.version
    assert version is not None
    assert "民间借贷" in version.title
    assert page.reader.isVisible()
    assert page.reader.head.title.text() == version.title


def test_search_lists_hits_and_a_hit_opens_in_its_law(qtbot: QtBot, page: LibraryPage) -> None:
    search(qtbot, page, "借款合同")
    hits = page.pane.model.hits
    assert hits
    assert page.pane.state.text().startswith(f"找到 {len(hits)} 条")
    assert not page.reader.isVisible()
    QTest.keyClick(page.search_box, Qt.Key.Key_Return)
    assert page.pane.results.hasFocus()
    assert page.reader.stored == hits[0].article
    QTest.keyClick(page.pane.results, Qt.Key.Key_Down)
    assert page.reader.stored == hits[1].article
    assert page.reader.text._words == ("借款合同",)


def test_nothing_found_is_said(qtbot: QtBot, page: LibraryPage) -> None:
    search(qtbot, page, "不存在的词语甲乙丙")
    assert "没有找到" in page.pane.state.text()
    page._bridge.changed.emit(Changes.of("library"))
    assert "没有找到" in page.pane.state.text()


def test_a_day_keeps_only_what_was_in_force(qtbot: QtBot, page: LibraryPage) -> None:
    search(qtbot, page, "民事诉讼")
    page.pane.day_box.setText("2022年6月1日")
    qtbot.waitUntil(lambda: not page.pane.searching)
    days = [hit.article.version.effective for hit in page.pane.model.hits]
    assert days
    assert all(day is not None and day.year == 2022 for day in days)


def test_a_day_that_is_none_is_said_and_keeps_the_hits(qtbot: QtBot, page: LibraryPage) -> None:
    search(qtbot, page, "借款")
    hits = list(page.pane.model.hits)
    page.pane.day_box.setText("2022年13月")
    qtbot.waitUntil(lambda: not page.pane.searching)
    assert "不是有效日期" in page.pane.state.text()
    assert page.pane.day_box.property("problem") is True
    assert list(page.pane.model.hits) == hits


def test_kind_standing_and_order(qtbot: QtBot, page: LibraryPage) -> None:
    search(qtbot, page, "民事诉讼")
    page.pane.standing.setCurrentIndex(1 + list(Standing).index(Standing.AMENDED))
    page.pane.standing.activated.emit(0)
    qtbot.waitUntil(lambda: not page.pane.searching)
    hits = page.pane.model.hits
    assert hits
    assert all(hit.article.version.ended is not None for hit in hits)
    page.pane.standing.setCurrentIndex(0)
    search(qtbot, page, "借款")
    page.pane.order.setCurrentIndex(1)
    page.pane.order.activated.emit(1)
    levels = [list(Level).index(hit.article.version.level) for hit in page.pane.model.hits]
    assert levels == sorted(levels)
    assert len(set(levels)) > 1
    page.pane.level.setCurrentIndex(1 + list(Level).index(Level.JUDICIAL))
    page.pane.level.activated.emit(0)
    qtbot.waitUntil(lambda: not page.pane.searching)
    assert {hit.article.version.level for hit in page.pane.model.hits} == {Level.JUDICIAL}


def test_only_in_the_open_law(qtbot: QtBot, page: LibraryPage) -> None:
    assert not page.pane.only.isEnabled()
    jump(qtbot, page, "民法典 577")
    page.pane.only.setChecked(True)
    search(qtbot, page, "利息")
    titles = {hit.article.version.title for hit in page.pane.model.hits}
    assert titles == {"中华人民共和国民法典"}


@pytest.mark.parametrize(
    ("query", "label", "year"),
    [
        ("民法典 577", "第五百七十七条", 2021),
        ("民法典第五百七十七条", "第五百七十七条", 2021),
        ("《民法典》 第577条", "第五百七十七条", 2021),
        ("民诉法 264", "第二百六十四条", 2024),
        ("民诉法 2021 第260条", "第二百六十条", 2022),
    ],
)
def test_numbers_lead_to_articles(
    qtbot: QtBot, page: LibraryPage, query: str, label: str, year: int
) -> None:
    jump(qtbot, page, query)
    stored = page.reader.stored
    assert stored is not None
    assert stored.article.label == label
    assert stored.version.effective is not None
    assert stored.version.effective.year == year
    assert page.pane.jump.isVisible()


def test_searches_of_the_session_are_offered_again(
    qtbot: QtBot, page: LibraryPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(QMenu, "popup", lambda *_: None)
    for query in ("借款", "利息"):
        search(qtbot, page, query)
        QTest.keyClick(page.search_box, Qt.Key.Key_Return)
    QTest.keyClick(page.search_box, Qt.Key.Key_H, CONTROL)
    actions = page.history_menu.actions()
    assert [action.text() for action in actions] == ["利息", "借款"]
    actions[1].trigger()
    assert page.search_box.text() == "借款"


def test_an_article_that_is_gone_is_told(qtbot: QtBot, page: LibraryPage) -> None:
    with qtbot.waitSignal(page._bridge.failed) as failed:
        page.open_article(10_000_000)
    assert "已不在法规库" in failed.args[0]


def test_packs_and_what_they_left_out_can_be_read_again(
    qtbot: QtBot, page: LibraryPage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    page.packs_action.trigger()
    packs = page.packs
    assert packs.isVisible()
    assert cell(packs.table, 0, 0) == "laws"
    assert cell(packs.table, 0, 1) != "没有记录"
    assert cell(packs.skipped, 0, 0) == "空白.md"
    target = tmp_path / "清单.txt"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(target), ""))
    with qtbot.waitSignal(page._bridge.notice):
        QTest.mouseClick(packs.save, LEFT)
    written = target.read_text("utf-8-sig")
    assert "法规包：laws" in written
    assert "空白.md\t" in written
    QTest.keyClick(packs.table, Qt.Key.Key_Escape)
    assert page.tree.isVisible()


def test_the_place_comes_back(
    qtbot: QtBot, page: LibraryPage, tmp_path: Path, reopen: Callable[[Path], Bridge]
) -> None:
    search(qtbot, page, "借款合同")
    QTest.keyClick(page.search_box, Qt.Key.Key_Return)
    jump(qtbot, page, "民法典 675")
    place, stored = page.place(), page.reader.stored
    other = LibraryPage(page._bridge)
    qtbot.addWidget(other)
    other.go_to(place)
    assert other.reader.stored == stored
    assert other.search_box.text() == "民法典 675"
    other.go_to({"article": 10_000_000, "version": "甲", "side": 0})
    assert other.reader.stored == stored


def test_every_control_has_a_name(page: LibraryPage) -> None:
    head, pane = page.reader.head, page.pane
    controls = (page.search_box, pane.day_box, pane.level, pane.standing, pane.order, pane.results)
    more = (page.tree.filter, page.tree.tree, page.contents.list, head.versions, head.number)
    last = (head.previous, head.next, page.reader.text, page.imports.choose, page.packs.table)
    assert all(control.accessibleName() for control in (*controls, *more, *last))


def test_a_read_only_window_reads_and_does_not_import(
    qtbot: QtBot, page: LibraryPage, tmp_path: Path, reopen: Callable[[Path], Bridge]
) -> None:
    other = show(qtbot, reopen(tmp_path / "ws"))
    assert other._bridge.workbench.workspace.read_only
    assert not other.imports.choose.isEnabled()
    jump(qtbot, other, "民法典 577")
    assert other.reader.stored is not None


def test_an_import_under_way_is_told_where_there_is_nothing_yet(
    qtbot: QtBot, bridge: Bridge, tmp_path: Path, no_child: None
) -> None:
    page = show(qtbot, bridge)
    page.imports.start([laws_folder(tmp_path / "pack")])
    assert page.nothing.title.text() == "正在导入法规"
    assert not any(step.isVisible() for step in page.nothing.buttons)
    QTest.mouseClick(page.imports.stop, LEFT)
    assert page.nothing.title.text() == "先导入法规"


def test_a_common_character_is_refused_in_words(
    qtbot: QtBot, page: LibraryPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("workbench.law.searching._COMMON", 3)
    search(qtbot, page, "的")
    assert "太常见" in page.pane.state.text()
    assert not page.pane.model.hits


def test_enter_goes_on_to_the_text(qtbot: QtBot, page: LibraryPage) -> None:
    search(qtbot, page, "借款 利息")
    page.search_box.setFocus()
    QTest.keyClick(page.search_box, Qt.Key.Key_Return)
    qtbot.waitUntil(page.pane.results.hasFocus)
    QTest.keyClick(page.pane.results, Qt.Key.Key_Return)
    assert page.reader.text.hasFocus()
    page.search_box.setFocus()
    jump(qtbot, page, "民法典 577")
    assert page.reader.text.hasFocus()


def test_the_keys_of_an_article_count_beside_the_text_too(qtbot: QtBot, page: LibraryPage) -> None:
    page.search_box.setFocus()
    QTest.keyClick(page.search_box, Qt.Key.Key_G, CONTROL)
    assert page.search_box.hasFocus()  # no law is open yet
    jump(qtbot, page, "民法典 577")
    search(qtbot, page, "借款 利息")
    page.search_box.setFocus()
    before = page.reader.stored
    QTest.keyClick(page.search_box, Qt.Key.Key_Down, CONTROL)
    assert page.reader.stored != before
    QTest.keyClick(page.search_box, Qt.Key.Key_G, CONTROL)
    assert page.reader.head.number.hasFocus()


def test_a_bare_number_is_an_article_of_the_open_law(qtbot: QtBot, page: LibraryPage) -> None:
    search(qtbot, page, "680")
    assert not page.pane.jump.isVisible()
    jump(qtbot, page, "民法典 577")
    jump(qtbot, page, "680")
    stored = page.reader.stored
    assert stored is not None
    assert (stored.version.title, stored.article.number) == ("中华人民共和国民法典", 680)


def test_an_article_opened_from_elsewhere_has_the_keyboard(page: LibraryPage) -> None:
    library = page._bridge.workbench.law.library
    law = library.law("中华人民共和国民法典")
    assert law is not None
    stored = library.article(library.versions(law)[-1].id, 680)
    assert stored is not None
    page.open_article(stored.id)
    assert page.reader.text.hasFocus()
