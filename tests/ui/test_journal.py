"""The journal page: events in words, filter, long journals, check of the chain, export."""

import ast
import csv
import json
from datetime import datetime
from pathlib import Path

import pytest
from PySide6.QtCore import QDate, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from tests.ui.conftest import FiledCase
from ui.bridge import Bridge
from ui.pages import journal_model
from ui.pages.journal import JournalPage
from ui.pages.journal_model import COLUMNS
from ui.pages.journal_words import EVENTS, ROOMS, detail_words, event_words, places_of
from workbench.kernel.clock import today
from workbench.kernel.journal import Entry, Journal

LEFT = Qt.MouseButton.LeftButton
PRODUCT = Path(__file__).resolve().parents[2] / "workbench"


@pytest.fixture
def page(qtbot: QtBot, filed: FiledCase) -> JournalPage:
    """Show the journal of the test case."""
    page = JournalPage(filed.bridge)
    qtbot.addWidget(page)
    page.set_case(filed.id)
    page.resize(980, 700)
    page.show()
    qtbot.waitExposed(page)
    settled(qtbot, page)
    return page


def settled(qtbot: QtBot, page: JournalPage) -> None:
    qtbot.waitUntil(lambda: not page.reading.busy)


def column(page: JournalPage, name: str) -> list[str]:
    place = COLUMNS.index(name)
    return [str(page.model.index(row, place).data()) for row in range(page.model.rowCount())]


def fill(journal: Journal, number: int) -> None:
    """Append many rows fast, with true hashes."""
    with journal._store.transaction():
        for place in range(number):
            journal.append("advice.shown", "", feature="law.statutes", advice=[f"n{place}"])


def test_every_row_is_in_words(page: JournalPage, filed: FiledCase) -> None:
    entries = filed.bridge.workbench.journal.entries()
    assert len(column(page, "事件")) == len(entries)
    for words, entry in zip(column(page, "事件"), entries, strict=True):
        assert words == EVENTS[entry.event]
    assert "（2025）京0105民初1号" in column(page, "对象")
    assert all("年" in time and "月" in time for time in column(page, "时间"))


def test_kind_and_words_narrow_the_list(qtbot: QtBot, page: JournalPage) -> None:
    page.filter.room.setCurrentIndex(page.filter.room.findData("papers."))
    page.filter.room.activated.emit(0)
    settled(qtbot, page)
    assert set(column(page, "事件")) <= {words for key, words in EVENTS.items() if "papers" in key}
    assert column(page, "事件")
    page.filter.words.setFocus()
    page.filter.words.setText("提取案件信息")
    QTest.keyClick(page.filter.words, Qt.Key.Key_Return)
    settled(qtbot, page)
    assert set(column(page, "事件")) == {"提取案件信息"}
    QTest.mouseClick(page.filter.clear, LEFT)
    settled(qtbot, page)
    assert len(set(column(page, "事件"))) > 1


def test_a_case_is_found_by_its_number(qtbot: QtBot, page: JournalPage, filed: FiledCase) -> None:
    filed.bridge.workbench.papers.new_case("王五丙诉赵六丁")
    page.filter.words.setText("京0105民初1号")
    QTest.keyClick(page.filter.words, Qt.Key.Key_Return)
    settled(qtbot, page)
    assert set(column(page, "对象")) == {"（2025）京0105民初1号"}


def test_the_open_case_a_feature_and_days(
    qtbot: QtBot, page: JournalPage, filed: FiledCase
) -> None:
    filed.bridge.workbench.switches.set("law.statutes", on=False)
    other = filed.bridge.workbench.papers.new_case("王五丙诉赵六丁")
    page.filter.case.setCurrentIndex(1)
    page.filter.case.activated.emit(1)
    settled(qtbot, page)
    assert all(other.id not in (e.subject, e.detail.get("case")) for e in page.model.entries)
    page.filter.reset()
    page.filter.feature.setCurrentIndex(page.filter.feature.findData("law.statutes"))
    page.filter.feature.activated.emit(0)
    settled(qtbot, page)
    assert [entry.event for entry in page.model.entries] == ["feature.switch"]
    page.filter.reset()
    page.filter.days.setCurrentIndex(page.filter.days.findData("own"))
    page.filter.days.activated.emit(0)
    assert page.filter.range.isVisible()
    settled(qtbot, page)
    assert page.model.rowCount()
    day = today()
    page.filter.until.setDate(QDate(day.year - 1, 1, 1))
    page.filter.since.setDate(QDate(day.year - 1, 1, 1))
    qtbot.waitUntil(lambda: page.model.rowCount() == 0)
    qtbot.waitUntil(lambda: page.state.text() == "没有符合筛选的记录。")


def test_new_entries_appear_on_top(page: JournalPage, filed: FiledCase) -> None:
    before = page.model.rowCount()
    filed.bridge.workbench.switches.set("law.statutes", on=False)
    assert page.model.rowCount() == before + 1
    assert column(page, "对象")[0] == "法条推荐"
    assert column(page, "内容")[0] == "关闭"


def test_a_hidden_page_catches_up_when_shown(page: JournalPage, filed: FiledCase) -> None:
    before = page.model.rowCount()
    page.hide()
    filed.bridge.workbench.papers.new_case("王五丙诉赵六丁")
    assert page.model.rowCount() == before
    page.show()
    assert page.model.rowCount() == before + 1


def test_a_long_journal_is_read_as_far_as_wanted(
    qtbot: QtBot, page: JournalPage, filed: FiledCase, monkeypatch: pytest.MonkeyPatch
) -> None:
    fill(filed.bridge.workbench.journal, 2000)
    page.refresh()
    settled(qtbot, page)
    first = page.model.rowCount()
    assert journal_model.PAGE <= first < 2000
    assert "还没有读" in page.state.text()
    assert page.more.isVisible()
    QTest.mouseClick(page.more, LEFT)
    settled(qtbot, page)
    assert page.model.rowCount() > first
    bar = page.table.verticalScrollBar()
    bar.setValue(bar.maximum())
    qtbot.waitUntil(lambda: page.model.rowCount() > 2 * first)
    while not page.model.whole:
        page.read_on()
        settled(qtbot, page)
    assert page.model.rowCount() == filed.bridge.workbench.journal.last()
    assert not page.more.isVisible()


def test_a_whole_chain_is_said(qtbot: QtBot, page: JournalPage) -> None:
    QTest.mouseClick(page.check, LEFT)
    qtbot.waitUntil(lambda: not page.checking.busy)
    assert page.answer.isVisible()
    assert page.answer.text().startswith(f"校验通过：{page.model.rowCount()} 条记录")


def test_a_broken_chain_names_the_first_row(
    qtbot: QtBot, page: JournalPage, filed: FiledCase
) -> None:
    store = filed.bridge.workbench.journal._store
    with store.transaction():
        store.execute("DROP TRIGGER journal_no_update")
        store.execute("UPDATE journal SET actor = 'somebody else' WHERE seq = 3")
    QTest.mouseClick(page.check, LEFT)
    qtbot.waitUntil(lambda: not page.checking.busy)
    assert "第 3 条起不可信，记录内容与其校验值不符。" in page.answer.text()


def test_a_check_can_be_stopped(qtbot: QtBot, page: JournalPage, filed: FiledCase) -> None:
    fill(filed.bridge.workbench.journal, 3000)
    page.verify()
    assert page.check.text() == "停止"
    QTest.mouseClick(page.check, LEFT)
    assert page.check.text() == "校验"
    assert "没有得出结论" in page.answer.text()


def test_closing_ends_what_goes_on(qtbot: QtBot, page: JournalPage, filed: FiledCase) -> None:
    fill(filed.bridge.workbench.journal, 2000)
    page.filter.words.setText("提取")
    page.verify()
    page.read_on()
    filed.bridge.close()
    qtbot.waitUntil(lambda: not page.checking.busy and not page.reading.busy)
    qtbot.waitUntil(lambda: not page.filter._timer.isActive())  # the moment after typing


def choose(monkeypatch: pytest.MonkeyPatch, target: Path) -> None:
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(target), ""))


def test_export_writes_every_row_and_can_be_verified_elsewhere(
    qtbot: QtBot,
    page: JournalPage,
    filed: FiledCase,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    choose(monkeypatch, tmp_path / "日志.jsonl")
    page.filter.words.setText("提取")
    with qtbot.waitSignal(filed.bridge.notice):
        QTest.mouseClick(page.out, LEFT)
    lines = (tmp_path / "日志.jsonl").read_text("utf-8").splitlines()
    rows = [json.loads(line) for line in lines]
    assert rows == [json.loads(line) for line in filed.bridge.workbench.journal.export()]
    assert (tmp_path / "日志.jsonl").stat().st_mode & 0o077 == 0


def test_a_table_holds_the_filtered_rows_in_words(
    qtbot: QtBot,
    page: JournalPage,
    filed: FiledCase,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    filed.bridge.workbench.papers.update_case(filed.id, title="=1+1", number="")
    choose(monkeypatch, tmp_path / "日志.csv")
    page.filter.words.setText("修改案件信息")
    with qtbot.waitSignal(filed.bridge.notice):
        QTest.mouseClick(page.out_found, LEFT)
    with (tmp_path / "日志.csv").open(encoding="utf-8-sig", newline="") as stream:
        rows = list(csv.reader(stream))
    assert rows[0][:6] == list(COLUMNS)
    assert {row[2] for row in rows[1:]} == {"修改案件信息"}
    assert all(not row[3].startswith("=") for row in rows), "no formulas for a spreadsheet"


def test_export_that_cannot_be_written_is_told(
    qtbot: QtBot,
    page: JournalPage,
    filed: FiledCase,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    choose(monkeypatch, tmp_path / "missing" / "日志.jsonl")
    with qtbot.waitSignal(filed.bridge.failed):
        QTest.mouseClick(page.out, LEFT)
    assert page.out.isEnabled()


def test_a_row_opens_what_it_is_about(qtbot: QtBot, page: JournalPage, filed: FiledCase) -> None:
    place = next(i for i, e in enumerate(page.model.entries) if e.event == "case.new")
    page.table.setCurrentIndex(page.model.index(place, 0))
    with qtbot.waitSignal(filed.bridge.open_page) as asked:
        QTest.keyClick(page.table, Qt.Key.Key_Return)
    assert asked.args == [f"overview:{filed.id}"]


def test_a_row_of_what_is_gone_says_so(qtbot: QtBot, page: JournalPage, filed: FiledCase) -> None:
    case = filed.bridge.workbench.papers.new_case("王五丙诉赵六丁")
    filed.bridge.workbench.papers.delete_case(case.id)
    page.refresh()
    settled(qtbot, page)
    place = next(i for i, e in enumerate(page.model.entries) if e.subject == case.id)
    assert column(page, "对象")[place].startswith("已不存在")
    page.table.setCurrentIndex(page.model.index(place, 0))
    with qtbot.waitSignal(filed.bridge.notice) as told:
        QTest.mouseClick(page.open, LEFT)
    assert "已被删除" in told.args[0]


@pytest.mark.parametrize(
    ("event", "subject", "detail", "places"),
    [
        ("feature.switch", "law.statutes", {}, ["settings:features"]),
        ("backup.create", "", {}, ["settings:backup"]),
        ("laws.import", "j1", {}, ["library"]),
        ("papers.delete", "c1", {}, ["paper:c1", "overview:c1"]),
        ("job.done", "j1", {"case": "c1", "kind": "papers.ocr"}, ["overview:c1"]),
        ("job.done", "j1", {"case": "", "kind": "laws.import"}, ["library"]),
    ],
)
def test_places_of_rows(
    event: str, subject: str, detail: dict[str, object], places: list[str]
) -> None:
    entry = Entry(1, "2026-03-05T09:30:00+08:00", "x", event, subject, detail, "", "")
    assert places_of(entry) == places


def events_of_the_code() -> set[str]:
    """Return the events that the product writes, read off its calls."""
    found = set()
    for file in PRODUCT.rglob("*.py"):
        for node in ast.walk(ast.parse(file.read_text("utf-8"))):
            if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Attribute):
                continue
            owner = ast.unparse(node.func.value)
            writes = node.func.attr == "append" and owner.endswith("journal")
            if writes and node.args and isinstance(node.args[0], ast.Constant):
                found.add(str(node.args[0].value))
    return found


def test_every_event_has_its_words() -> None:
    events = events_of_the_code()
    assert "case.new" in events
    assert events - EVENTS.keys() == set()
    assert all(any(event.startswith(room) for room in ROOMS if room) for event in EVENTS)


def test_an_unknown_event_keeps_its_room() -> None:
    assert event_words("papers.new_thing") == "材料：其他记录"
    assert event_words("nothing") == "其他：其他记录"


@pytest.mark.parametrize(
    ("event", "detail", "words"),
    [
        ("advice.decision", {"feature": "f", "action": "wrong"}, "某功能 · 该建议有误"),
        ("advice.shown", {"feature": "f", "advice": ["a", "b"]}, "某功能 · 2 条"),
        ("value.decision", {"state": "corrected"}, "已改"),
        ("job.done", {"kind": "laws.import"}, "导入法规"),
        ("papers.delete", {"name": "借条.pdf"}, "借条.pdf"),
        ("value.decision", {"state": "something new"}, ""),
    ],
)
def test_details_in_words(event: str, detail: dict[str, object], words: str) -> None:
    entry = Entry(1, "2026-03-05T09:30:00+08:00", "somebody", event, "", detail, "", "")
    assert datetime.fromisoformat(entry.time)
    assert detail_words(entry, {"f": "某功能"}) == words


def test_a_journal_without_rows_says_what_comes_here(qtbot: QtBot, bridge: Bridge) -> None:
    page = JournalPage(bridge)
    qtbot.addWidget(page)
    page.show()
    settled(qtbot, page)
    assert page.nothing.isVisible()
    assert not page.table.isVisible()
    assert page.focusProxy() is page.filter.words
    bridge.workbench.papers.new_case("王五丙诉赵六丁")
    assert page.table.isVisible()
    assert not page.nothing.isVisible()


def test_beside_the_columns_the_words_of_a_row_have_room(page: JournalPage) -> None:
    """As wide as the page is at 1366 pixels with both columns open."""
    page.resize(700, 600)
    page.table.grab()
    em = page.fontMetrics().horizontalAdvance("国")
    for name in ("对象", "内容"):
        assert page.table.columnWidth(COLUMNS.index(name)) >= 8 * em
    time, place = column(page, "时间")[0], COLUMNS.index("时间")
    assert page.fontMetrics().horizontalAdvance(time) < page.table.columnWidth(place)
    tip = page.model.index(0, place).data(Qt.ItemDataRole.ToolTipRole)
    assert str(tip).startswith(time)
    assert str(tip).count(":") == 2
