"""A hearing in the window: dropped, heard by the demonstration's model, corrected, written out."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.support.dropping import drop
from tests.ui.conftest import GUARD, type_text
from ui import theme
from ui.bridge import Bridge
from ui.hearing.sinks import SilentSink
from ui.hearing.transcribe_dialog import REST, Asked
from ui.hearing_routes import record_key
from ui.pages.hearing import HearingPage
from ui.pages.hearing_record import HearingRecordPage
from ui.shell import Shell
from workbench.demo import demo_files
from workbench.hearing.model import Seat, SeatProfile
from workbench.hearing.record.writing import Form
from workbench.hearing.speaking import Options
from workbench.workbench import Workbench

pytestmark = pytest.mark.spawned
MODEL = "demo-speech"
FOLDER = demo_files() / "hearing"
SOUND = next(FOLDER.glob("*.opus"))
TRUTH = json.loads((FOLDER / "truth.json").read_text("utf-8"))
PATIENCE = 100_000
CTRL, ALT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier


@pytest.fixture
def shell(tmp_path: Path, qapp: QApplication, qtbot: QtBot) -> Iterator[Shell]:
    theme.install_fonts(qapp)
    theme.apply(qapp, dark=False)
    bridge = Bridge(Workbench.open(tmp_path / "ws"))
    window = Shell(bridge, lambda: GUARD)
    window.start()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    window.open_case(bridge.workbench.papers.new_case("演示案件").id)
    yield window
    window.close()


def heard(shell: Shell, qtbot: QtBot) -> HearingPage:
    """Drop the recording on the window, and have it heard."""
    drop(shell, [SOUND])
    qtbot.waitUntil(lambda: isinstance(shell.tabs.currentWidget(), HearingPage), timeout=PATIENCE)
    page = shell.tabs.currentWidget()
    assert isinstance(page, HearingPage)
    page.player._make_sink = SilentSink
    qtbot.waitUntil(lambda: bool(page.session.timeline.spans), timeout=PATIENCE)
    qtbot.waitUntil(lambda: page.progress.job is None, timeout=PATIENCE)
    room, hearing = shell.bridge.workbench.hearing, page.session.hearing.id
    channels = page.session.timeline.spans[0].recording.channels
    seats = tuple(Seat(channel, f"席位{channel + 1}") for channel in range(channels))
    room.seat(hearing, SeatProfile("演示法庭", seats))
    with qtbot.waitSignal(page.progress.ended, timeout=PATIENCE):
        page.transcribing.begin(Asked(REST, MODEL, Options()))
    qtbot.waitUntil(lambda: len(page.session.turns) > 5, timeout=PATIENCE)
    return page


def test_from_the_recording_to_a_word_file(shell: Shell, qtbot: QtBot, tmp_path: Path) -> None:
    import docx

    page = heard(shell, qtbot)
    assert abs(len(page.session.turns) - len(TRUTH["turns"])) <= 2
    page.view.setFocus()
    page.view.go_to(0, 0)
    QTest.keyClick(page.view.editor, Qt.Key.Key_1, CTRL)
    type_text(page.view.editor, "【核对】")
    for _ in page.session.turns:
        QTest.keyClick(page.view.editor, Qt.Key.Key_Return, ALT)
    hearing = page.session.hearing.id
    records = shell.bridge.workbench.records
    assert records.unchecked(hearing) == []
    record = shell.open_key(record_key(hearing))
    assert isinstance(record, HearingRecordPage)
    qtbot.waitUntil(lambda: not record.busy and record.matters.now is not None, timeout=PATIENCE)
    assert "未经核对" not in record.state.text()
    assert "〔未核对〕" not in record.text.toPlainText()
    file = tmp_path / "笔录.docx"
    with qtbot.waitSignal(shell.bridge.notice, timeout=PATIENCE):
        record.exporting.write(Form.RECORD, file, as_draft=False)
    text = "\n".join(one.text for one in docx.Document(str(file)).paragraphs)
    assert "【核对】" in text
    assert "未核对" not in text
