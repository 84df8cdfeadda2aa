"""The page of the library of precedents: list, search, filters, import, packs, states."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from tests.law.precedents import samples
from tests.law.precedents.invented import many
from tests.ui import precedents
from tests.ui.precedents import open_stocked, search, show, titles
from ui.bridge import Bridge
from ui.pages import precedent_import, precedent_packs, precedent_reader
from ui.pages.precedents import PrecedentsPage
from workbench.kernel.changes import Changes
from workbench.kernel.features import ALL
from workbench.kernel.job_table import JobState
from workbench.law.precedents.listing import BLOCK
from workbench.law.precedents.model import Kind, Origin, Stage
from workbench.law.precedents.shelf import Shelf

LEFT = Qt.MouseButton.LeftButton
CONTROL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def page(qtbot: QtBot, tmp_path: Path, reopen: Callable[[Path], Bridge]) -> PrecedentsPage:
    """Show the page over a copy of the stocked workspace."""
    return show(qtbot, open_stocked(tmp_path, reopen))


def test_an_empty_library_says_what_to_do(qtbot: QtBot, bridge: Bridge) -> None:
    page = show(qtbot, bridge)
    assert page.nothing.isVisible()
    assert page.nothing.title.text() == "先导入案例"
    assert [step.text() for step in page.nothing.buttons] == ["选择文件夹…", "选择文件或压缩包…"]


def test_import_asks_the_origin_lists_and_indexes(
    qtbot: QtBot, bridge: Bridge, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = show(qtbot, bridge)
    (tmp_path / "文书").mkdir()
    (tmp_path / "文书" / "一审.txt").write_text(samples.CIVIL_FIRST, "utf-8")
    folder = str(tmp_path / "文书")
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: folder)

    def accept(dialog: precedent_import.OriginDialog) -> int:
        dialog.origin.setCurrentText("本院裁判")
        assert "第四顺位" in dialog.says.text()
        return int(dialog.DialogCode.Accepted)

    monkeypatch.setattr(precedent_import.OriginDialog, "exec", accept)
    QTest.mouseClick(page.nothing.buttons[0], LEFT)
    assert page.imports.stop.isVisible()
    qtbot.waitUntil(lambda: bool(titles(page)), timeout=30_000)
    workbench = bridge.workbench
    assert workbench.precedents.library.heads([1])[1].origin is Origin.OWN
    qtbot.waitUntil(lambda: not workbench.precedents.needs_index(), timeout=30_000)
    qtbot.waitUntil(lambda: not page.imports.pending, timeout=30_000)


def test_a_cancelled_choice_imports_nothing(
    qtbot: QtBot, bridge: Bridge, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = show(qtbot, bridge)
    (tmp_path / "a.txt").write_text("", "utf-8")
    monkeypatch.setattr(QFileDialog, "getOpenFileNames", lambda *_: ([str(tmp_path / "a.txt")], ""))
    monkeypatch.setattr(precedent_import.OriginDialog, "exec", lambda _: 0)
    page.imports.files_action.trigger()
    assert not bridge.workbench.jobs.table.all()


def test_the_list_is_newest_first_and_counts(page: PrecedentsPage) -> None:
    assert page.side.state.text() == "16 件。"
    heads = [page.side.model.head(row) for row in range(16)]
    days = [head.decided for head in heads if head is not None and head.decided is not None]
    assert len(days) >= 14
    assert days == sorted(days, reverse=True)


def test_typing_finds_by_number_court_and_cause(qtbot: QtBot, page: PrecedentsPage) -> None:
    page.side.box.setFocus()
    QTest.keyClicks(page.side.box, "90003")
    qtbot.waitUntil(lambda: not page.side.busy)
    assert len(titles(page)) == 1
    assert page.side.state.text().startswith("找到 1 件")
    search(qtbot, page, "西湖区")
    assert len(titles(page)) == 3
    search(qtbot, page, "盗窃罪")
    assert len(titles(page)) == 1


def test_enter_goes_to_the_list_and_shows_the_first(qtbot: QtBot, page: PrecedentsPage) -> None:
    page.side.box.setText("盗窃")
    QTest.keyClick(page.side.box, Qt.Key.Key_Return)
    qtbot.waitUntil(page.side.view.hasFocus)
    qtbot.waitUntil(lambda: page.reader.stored is not None)
    assert page.reader.isVisible()
    assert page.reader.stored is not None
    assert page.reader.stored.head.causes == ("盗窃罪",)
    QTest.keyClick(page.side.view, Qt.Key.Key_Return)
    assert page.reader.text.hasFocus()
    QTest.keyClick(page.reader.text, Qt.Key.Key_E, CONTROL)
    assert page.side.box.hasFocus()


def test_what_is_not_found_by_name_is_offered_by_words(qtbot: QtBot, page: PrecedentsPage) -> None:
    search(qtbot, page, "翻窗进入居民家中")
    assert titles(page) == []
    assert "不等于不存在" in page.side.state.text()
    QTest.mouseClick(page.side.other, LEFT)
    qtbot.waitUntil(lambda: not page.side.busy)
    assert "盗窃" in titles(page)[0]
    assert "相近程度" in page.side.state.text()
    assert not page.side.other.isVisible()


def test_filters_narrow_and_can_be_cleared(qtbot: QtBot, page: PrecedentsPage) -> None:
    QTest.mouseClick(page.side.more, LEFT)
    bar = page.side.filters
    assert bar.isVisible()
    bar.kind.setCurrentIndex(1 + list(Kind).index(Kind.CRIMINAL))
    bar.kind.activated.emit(1)
    qtbot.waitUntil(lambda: not page.side.busy)
    assert len(titles(page)) == 1
    assert page.side.more.text() == "筛选 ●"
    QTest.mouseClick(bar.clear, LEFT)
    qtbot.waitUntil(lambda: not page.side.busy)
    assert len(titles(page)) == 16
    bar.stage.setCurrentIndex(1 + list(Stage).index(Stage.SECOND))
    bar.stage.activated.emit(1)
    qtbot.waitUntil(lambda: not page.side.busy)
    assert any("商品房" in title for title in titles(page))
    assert len(titles(page)) == 2
    bar.reset()
    bar.since.setCurrentText("2025年")
    bar.since.activated.emit(1)
    bar.until.setCurrentText("2025年")
    bar.until.activated.emit(1)
    qtbot.waitUntil(lambda: not page.side.busy)
    heads = [page.side.model.head(row) for row in range(page.side.model.rowCount())]
    assert heads
    assert all(head is not None and head.decided and head.decided.year == 2025 for head in heads)


def test_a_cause_narrows_once_it_is_one(qtbot: QtBot, page: PrecedentsPage) -> None:
    bar = page.side.filters
    page.side.more.setChecked(True)
    bar.cause.setText("盗窃罪")
    qtbot.waitUntil(lambda: not page.side.busy)
    assert len(titles(page)) == 1
    bar.cause.clear()
    qtbot.waitUntil(lambda: not page.side.busy)
    assert len(titles(page)) == 16


def test_oldest_first(qtbot: QtBot, page: PrecedentsPage) -> None:
    page.side.order.setCurrentIndex(1)
    page.side.order.activated.emit(1)
    qtbot.waitUntil(lambda: not page.side.busy)
    heads = [page.side.model.head(row) for row in range(16)]
    days = [head.decided for head in heads if head is not None and head.decided is not None]
    assert days == sorted(days)


def test_a_long_list_is_read_where_one_looks(
    qtbot: QtBot, tmp_path: Path, reopen: Callable[[Path], Bridge]
) -> None:
    bridge = reopen(tmp_path / "ws")
    shelf = Shelf(bridge.workbench.precedents._store)
    with bridge.workbench.precedents._store.transaction():
        for item in many(7 * BLOCK):
            shelf.add(item)
    page = show(qtbot, bridge)
    model, view = page.side.model, page.side.view
    assert model.rowCount() == 7 * BLOCK
    assert set(model._blocks) == {0}
    view.setFocus()
    QTest.keyClick(view, Qt.Key.Key_End)
    last = 7 * BLOCK - 1
    qtbot.waitUntil(lambda: model.head(last) is not None)
    assert 3 not in model._blocks
    head = model.head(last)
    assert head is not None
    number = head.id
    qtbot.waitUntil(lambda: page.reader.stored is not None and page.reader.stored.id == number)


def test_packs_tell_what_was_left_out_and_can_be_exported(
    qtbot: QtBot, page: PrecedentsPage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    page.packs_action.trigger()
    qtbot.waitUntil(lambda: not page.packs.busy)
    names = [record.name for record in page.packs.records]
    page.packs.table.setCurrentIndex(page.packs.model.index(names.index("零散文书"), 0))
    qtbot.waitUntil(lambda: not page.packs.busy)
    files = [row[0] for row in page.packs.left_out.rows]
    assert files == ["空白.txt", "二审副本.txt"]
    assert page.packs.left_out.rows[1][1].startswith("重复：")
    assert "沪01民终90123" in page.packs.left_out.rows[1][1]
    target = tmp_path / "清单.txt"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(target), ""))
    QTest.mouseClick(page.packs.save, LEFT)
    written = target.read_text("utf-8-sig")
    assert "空白.txt\t" in written
    assert "重复：" in written
    QTest.keyClick(page.packs.table, Qt.Key.Key_Escape)
    assert page.side.isVisible()


def test_a_pack_is_removed_after_words_about_it(
    qtbot: QtBot, page: PrecedentsPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []

    def answer(_parent: object, _title: str, question: str, _yes: str) -> bool:
        asked.append(question)
        return len(asked) > 1

    monkeypatch.setattr(precedent_packs, "confirm", answer)
    page.show_packs()
    qtbot.waitUntil(lambda: not page.packs.busy)
    names = [record.name for record in page.packs.records]
    page.packs.table.setCurrentIndex(page.packs.model.index(names.index("零散文书"), 0))
    QTest.mouseClick(page.packs.remove, LEFT)
    assert not page._bridge.workbench.jobs.table.in_state(JobState.QUEUED, JobState.RUNNING)
    QTest.mouseClick(page.packs.remove, LEFT)
    assert "2 件案例" in asked[1]
    assert "原文件不受影响" in asked[1]
    qtbot.waitUntil(lambda: len(page.packs.records) == 1, timeout=30_000)
    assert page._bridge.workbench.precedents.library.count() == 14


def test_one_precedent_is_removed_after_asking(
    qtbot: QtBot, page: PrecedentsPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    search(qtbot, page, "盗窃")
    page.side.view.setCurrentIndex(page.side.model.index(0))
    qtbot.waitUntil(lambda: page.reader.stored is not None)
    monkeypatch.setattr(precedent_reader, "confirm", lambda *_: True)
    QTest.mouseClick(page.reader.head.remove, LEFT)
    qtbot.waitUntil(lambda: titles(page) == [], timeout=10_000)
    qtbot.waitUntil(page.reader.gone.isVisible)


def test_switched_off_it_can_still_be_read_and_says_so(qtbot: QtBot, page: PrecedentsPage) -> None:
    assert not page.off.isVisible()
    page._bridge.workbench.switches.set(ALL, False)
    qtbot.waitUntil(page.off.isVisible)
    search(qtbot, page, "盗窃")
    assert len(titles(page)) == 1
    page.index_action.trigger()
    assert not page._bridge.workbench.jobs.table.in_state(JobState.QUEUED, JobState.RUNNING)


def test_a_second_window_looks_and_changes_nothing(
    qtbot: QtBot, page: PrecedentsPage, reopen: Callable[[Path], Bridge]
) -> None:
    second = show(qtbot, reopen(page._bridge.workbench.workspace.folder))
    assert len(titles(second)) == 16
    assert not second.imports.folder_action.isEnabled()
    second.side.view.setCurrentIndex(second.side.model.index(0))
    qtbot.waitUntil(lambda: second.reader.stored is not None)
    assert not second.reader.head.remove.isEnabled()
    second.show_packs()
    qtbot.waitUntil(lambda: not second.packs.busy)
    assert not second.packs.remove.isEnabled()


def test_the_index_says_whether_it_is_up_to_date(qtbot: QtBot, page: PrecedentsPage) -> None:
    page.imports.menu.aboutToShow.emit()
    assert page.index_action.text() == "类案索引已是最新"
    assert not page.index_action.isEnabled()
    precedents_room = page._bridge.workbench.precedents
    with precedents_room._store.transaction():
        Shelf(precedents_room._store).add(many(1)[0])
    page.imports.menu.aboutToShow.emit()
    assert page.index_action.isEnabled()
    page.index_action.trigger()
    qtbot.waitUntil(lambda: not precedents_room.needs_index(), timeout=30_000)


def test_a_place_is_remembered(qtbot: QtBot, page: PrecedentsPage) -> None:
    search(qtbot, page, "盗窃")
    page.side.view.setCurrentIndex(page.side.model.index(0))
    qtbot.waitUntil(lambda: page.reader.stored is not None)
    place = page.place()
    again = precedents.show(qtbot, page._bridge)
    again.go_to(place)
    qtbot.waitUntil(lambda: not again.side.busy and again.reader.stored is not None)
    assert again.side.box.text() == "盗窃"
    assert len(titles(again)) == 1
    assert again.reader.stored == page.reader.stored


def test_changes_of_others_do_not_reload(qtbot: QtBot, page: PrecedentsPage) -> None:
    search(qtbot, page, "盗窃")
    page._bridge.changed.emit(Changes.of("papers"))
    assert not page.side.busy
