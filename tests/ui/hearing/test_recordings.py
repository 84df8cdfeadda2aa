"""Recordings of a hearing: ordered, parted by gaps, left out, and told when they cannot be read."""

from datetime import datetime
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from tests.support.dropping import drop
from tests.support.hearing_sounds import write_tones
from tests.ui.conftest import FiledCase
from ui.bridge import Bridge
from ui.hearing.recordings_dialog import RecordingsDialog
from ui.pages.hearing import HearingPage
from ui.pages.hearings import HearingsPage
from ui.shell import Shell


@pytest.fixture
def two(heard: Bridge, tmp_path: Path, qtbot: QtBot) -> RecordingsDialog:
    """Show the recordings of a hearing of two."""
    workbench = heard.workbench
    hearing = workbench.hearing.hearings(workbench.papers.cases()[0].id)[0]
    path = write_tones(tmp_path / "下午.wav", 3.0, [(0, 2, 0)])
    workbench.jobs.wait(workbench.hearing.import_files(hearing.id, [path]).id)
    dialog = RecordingsDialog(heard, hearing.id)
    qtbot.addWidget(dialog)
    return dialog


def names(dialog: RecordingsDialog) -> list[str]:
    items = [dialog.tree.topLevelItem(n) for n in range(dialog.tree.topLevelItemCount())]
    return [item.text(1) for item in items if item is not None]


def choose(dialog: RecordingsDialog, row: int) -> None:
    dialog.tree.setCurrentIndex(dialog.tree.model().index(row, 0))


def test_the_order_is_changed(two: RecordingsDialog) -> None:
    assert names(two) == ["第一次庭审.wav", "下午.wav"]
    choose(two, 1)
    two.up.click()
    assert names(two) == ["下午.wav", "第一次庭审.wav"]
    assert two.tree.currentIndex().row() == 0


def test_a_gap_is_typed(two: RecordingsDialog, heard: Bridge) -> None:
    choose(two, 1)
    two.gap.setValue(600)
    two.gap.editingFinished.emit()
    assert heard.workbench.hearing.recordings(two._hearing)[1].gap == 600.0
    item = two.tree.topLevelItem(1)
    assert item is not None
    assert item.text(4) == "00:10:00"


def test_a_recording_is_left_out_and_comes_back(two: RecordingsDialog, heard: Bridge) -> None:
    choose(two, 0)
    two.remove.click()
    assert len(heard.workbench.hearing.recordings(two._hearing)) == 1
    assert heard.workbench.hearing.turns(two._hearing) == []
    assert two.restore.isEnabled()
    two.restore.click()
    assert len(heard.workbench.hearing.turns(two._hearing)) == 20


def test_hashes_are_shown(two: RecordingsDialog) -> None:
    choose(two, 0)
    assert "SHA-256" in two.detail.toPlainText()
    assert "SM3" in two.detail.toPlainText()


def test_a_file_without_sound_is_told(page: HearingPage, qtbot: QtBot, tmp_path: Path) -> None:
    bad = tmp_path / "坏.wav"
    bad.write_bytes(b"RIFF nothing")
    told: list[str] = []
    page._bridge.failed.connect(lambda message, _advice: told.append(message))
    drop(page, [bad])
    qtbot.waitUntil(lambda: any("坏.wav" in words for words in told), timeout=20000)
    assert len(page.session.timeline.spans) == 1


def test_recordings_dropped_on_the_window_go_to_a_hearing_not_to_the_papers(
    filed: FiledCase, case_shell: Shell, qtbot: QtBot, tmp_path: Path
) -> None:
    drop(case_shell, [write_tones(tmp_path / "庭审.wav", 2.0, [(0, 1, 0)])])
    room = filed.bridge.workbench.hearing
    qtbot.waitUntil(lambda: len(room.hearings(filed.id)) == 1, timeout=20000)
    hearing = room.hearings(filed.id)[0]
    qtbot.waitUntil(lambda: len(room.recordings(hearing.id)) == 1, timeout=20000)
    assert isinstance(case_shell.tabs.currentWidget(), HearingPage)
    filed.bridge.workbench.jobs.wait_all()


def test_hearings_are_listed_deleted_and_come_back(
    heard: Bridge, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    case = heard.workbench.papers.cases()[0].id
    page = HearingsPage(heard, case)
    qtbot.addWidget(page)
    assert page.list.count() == 1
    assert "20 段发言" in page.list.item(0).text()
    day = datetime.now().astimezone()
    assert f"{day.year}年{day.month}月{day.day}日建立" in page.list.item(0).text()
    page.remove.click()
    qtbot.waitUntil(lambda: page.list.count() == 0)
    assert page.body.currentWidget() is page.empty
    monkeypatch.setattr("ui.pages.hearings.choose", lambda *_: 0)
    page.bin.click()
    qtbot.waitUntil(lambda: page.list.count() == 1)
