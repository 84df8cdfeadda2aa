"""The journal page: events in words, filter, check of the chain, export."""

import json
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from tests.ui.conftest import FiledCase
from ui.pages.journal import COLUMNS, JournalPage
from ui.pages.journal_words import EVENTS, ROOMS, detail_words, event_words
from workbench.kernel.journal import Entry, Verification

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def page(qtbot: QtBot, filed: FiledCase) -> JournalPage:
    """Show the journal of the test case."""
    page = JournalPage(filed.bridge)
    qtbot.addWidget(page)
    page.resize(980, 700)
    page.show()
    qtbot.waitExposed(page)
    return page


def column(page: JournalPage, name: str) -> list[str]:
    place = COLUMNS.index(name)
    return [str(page.proxy.index(row, place).data()) for row in range(page.proxy.rowCount())]


def test_every_row_is_in_words(page: JournalPage, filed: FiledCase) -> None:
    entries = filed.bridge.workbench.journal.entries()
    assert len(column(page, "事件")) == len(entries)
    for words, entry in zip(column(page, "事件"), entries, strict=True):
        assert words == EVENTS[entry.event]
    assert "（2025）京0105民初1号" in column(page, "对象")
    assert all("年" in time and "月" in time for time in column(page, "时间"))


def test_a_room_and_words_narrow_the_list(qtbot: QtBot, page: JournalPage) -> None:
    page.room.setFocus()
    page.room.setCurrentIndex(list(ROOMS).index("papers."))
    assert set(column(page, "事件")) <= {words for key, words in EVENTS.items() if "papers" in key}
    page.filter.setFocus()
    page.filter.setText("提取案件信息")
    assert set(column(page, "事件")) == {"提取案件信息"}


def test_new_entries_appear(page: JournalPage, filed: FiledCase) -> None:
    before = page.proxy.rowCount()
    filed.bridge.workbench.switches.set("law.statutes", on=False)
    assert page.proxy.rowCount() == before + 1
    assert column(page, "对象")[0] == "法条推荐"
    assert column(page, "内容")[0] == "关闭"


def test_a_hidden_page_catches_up_when_shown(page: JournalPage, filed: FiledCase) -> None:
    before = page.proxy.rowCount()
    page.hide()
    filed.bridge.workbench.papers.new_case("王五丙诉赵六丁")
    assert page.proxy.rowCount() == before
    page.show()
    assert page.proxy.rowCount() == before + 1


def test_a_whole_chain_is_said(qtbot: QtBot, page: JournalPage) -> None:
    QTest.mouseClick(page.check, LEFT)
    assert page.answer.isVisible()
    assert page.answer.text().startswith(f"校验通过：{page.model.rowCount()} 条记录")


def test_a_broken_chain_names_the_first_row(
    page: JournalPage, filed: FiledCase, monkeypatch: pytest.MonkeyPatch
) -> None:
    broken = Verification(False, 4, "", 3, "记录内容与其校验值不符")
    monkeypatch.setattr(filed.bridge.workbench.journal, "verify", lambda: broken)
    QTest.mouseClick(page.check, LEFT)
    assert "第 3 条起不可信，记录内容与其校验值不符。" in page.answer.text()


def test_export_writes_every_row(
    qtbot: QtBot,
    page: JournalPage,
    filed: FiledCase,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    target = tmp_path / "日志.jsonl"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(target), ""))
    with qtbot.waitSignal(filed.bridge.notice):
        QTest.mouseClick(page.out, LEFT)
    rows = [json.loads(line) for line in target.read_text("utf-8").splitlines()]
    assert len(rows) == len(filed.bridge.workbench.journal.entries())


def test_export_that_cannot_be_written_is_told(
    qtbot: QtBot,
    page: JournalPage,
    filed: FiledCase,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    target = tmp_path / "missing" / "日志.jsonl"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(target), ""))
    with qtbot.waitSignal(filed.bridge.failed):
        QTest.mouseClick(page.out, LEFT)


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
    assert detail_words(entry, {"f": "某功能"}) == words
