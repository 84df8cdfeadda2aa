"""Recording a hearing on its page, by keyboard and mouse, with a microphone that is made up."""

import os
import signal
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMessageBox
from pytestqt.qtbot import QtBot

from tests.support.engines import FixedOcr
from tests.support.microphones import made_up_microphones
from tests.support.sounds import wav
from tests.support.spoken import number_speech, sentence, talk
from ui.bridge import Bridge
from ui.hearing.live.low_scroll import LowScroll
from ui.hearing.live.meters import Meters
from ui.hearing.live.panel import READY
from ui.hearing.live.pause_dialog import PauseDialog
from ui.hearing.seats_dialog import SeatsDialog
from ui.hearing.sinks import SilentSink
from ui.hearing_routes import hearing_key
from ui.pages.hearing import HearingPage
from ui.shell import Shell
from workbench.hearing.live.interruptions import SHEET
from workbench.hearing.live.model import Level, State
from workbench.hearing.model import Procedure, Seat, SeatProfile
from workbench.kernel.offline import GuardState
from workbench.workbench import Workbench

WAIT_MS = 60_000


@pytest.fixture
def log(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("MICROPHONE_LOG", str(tmp_path))
    return tmp_path


@pytest.fixture
def sitting(tmp_path: Path, log: Path, reopen: Callable[[Path], Bridge]) -> tuple[Bridge, str]:
    """Open a workspace with a hearing of which there is nothing yet."""
    workbench = Workbench.open(tmp_path / "ws", ocr=FixedOcr)
    case = workbench.papers.new_case("张三甲诉李四乙民间借贷", number="（2025）京0105民初1号")
    hearing = workbench.hearing.create(case.id, Procedure.CIVIL)
    workbench.close()
    bridge = reopen(tmp_path / "ws")
    bridge.live.make = made_up_microphones
    return bridge, hearing.id


@pytest.fixture
def page(sitting: tuple[Bridge, str], qtbot: QtBot) -> Iterator[HearingPage]:
    bridge, hearing = sitting
    shown = HearingPage(bridge, hearing, SilentSink)
    qtbot.addWidget(shown)
    shown.resize(1000, 700)
    shown.show()
    shown.activateWindow()
    qtbot.waitUntil(shown.isActiveWindow)
    yield shown
    shown.close()


def ready(page: HearingPage, qtbot: QtBot) -> None:
    QTest.keyClick(page, Qt.Key.Key_F9, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(page.live.begin.isEnabled, timeout=WAIT_MS)


def begun(page: HearingPage, qtbot: QtBot, seconds: float = 0.0) -> None:
    ready(page, qtbot)
    modifiers = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    QTest.keyClick(page, Qt.Key.Key_F9, modifiers)
    status = page._bridge.live
    qtbot.waitUntil(lambda: status.status.sealed >= seconds, timeout=WAIT_MS)
    qtbot.waitUntil(lambda: status.status.seconds > 0, timeout=WAIT_MS)


def answer(words: str) -> None:
    """Press a button of the question that is about to come."""

    def press() -> None:
        box = QApplication.activeModalWidget()
        if isinstance(box, QMessageBox):
            timer.stop()
            next(one for one in box.buttons() if one.text() == words).click()

    timer = QTimer(QApplication.instance())
    timer.timeout.connect(press)
    timer.start(10)


def test_sound_is_checked_before_recording_begins(page: HearingPage, qtbot: QtBot) -> None:
    assert page.live.isHidden()
    ready(page, qtbot)
    assert page.live.state.text() == READY
    assert page.live.setup.device.currentText() == "示例话筒"
    qtbot.waitUntil(lambda: "1号话筒" in page.live.meters.accessibleDescription())
    assert page._bridge.workbench.hearing.recordings(page.session.hearing.id) == []
    area = page.live.findChild(LowScroll)
    assert area is not None
    # All of it is in sight, the buttons too.
    qtbot.waitUntil(lambda: area.verticalScrollBar().maximum() == 0)
    page.live.leave.click()
    assert page.live.isHidden()
    assert page._bridge.live.status.state is State.OFF


def test_sixteen_microphones_are_all_in_sight(qtbot: QtBot) -> None:
    meters = Meters()
    qtbot.addWidget(meters)
    meters.show_levels([Level(0.1)] * 16, None)
    one = meters.minimumSizeHint().height()
    heights = []
    for columns in (1, 2, 4):
        meters.resize(meters.sizeHint().width() // 2 * columns, 10)
        meters.show()
        heights.append(meters.height())
    assert heights == [16 * one, 6 * one, 3 * one]
    assert "16号话筒" in meters.accessibleDescription()


def test_seats_are_laid_out_before_anything_is_recorded(
    page: HearingPage, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    ready(page, qtbot)
    seats = SeatProfile("第一审判庭", (Seat(0, "审判长席", "审判长"), Seat(1, "原告席", "原告")))
    monkeypatch.setattr(SeatsDialog, "exec", lambda _self: SeatsDialog.DialogCode.Accepted)
    monkeypatch.setattr(SeatsDialog, "profile", lambda _self: seats)
    QTest.mouseClick(page.live.seats, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: "2号话筒（原告席）" in page.live.meters.accessibleDescription())


def test_a_hearing_is_recorded_by_keyboard(
    page: HearingPage, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    bridge, hearing = page._bridge, page.session.hearing.id
    begun(page, qtbot)
    assert page.live.state.text().startswith("正在录音 00:00:0")
    assert page.live.pause.hasFocus()
    monkeypatch.setattr(PauseDialog, "exec", lambda _self: PauseDialog.DialogCode.Accepted)
    monkeypatch.setattr(PauseDialog, "words", lambda _self: "合议庭评议")
    QTest.keyClick(page, Qt.Key.Key_F10)
    qtbot.waitUntil(lambda: "合议庭评议" in page.live.state.text(), timeout=WAIT_MS)
    assert page.live.go_on.isVisible()
    QTest.keyClick(page, Qt.Key.Key_F10)
    qtbot.waitUntil(page.live.pause.isVisible, timeout=WAIT_MS)
    answer("取消")
    QTest.keyClick(page, Qt.Key.Key_F10, Qt.KeyboardModifier.ControlModifier)
    assert bridge.live.recording
    page.activateWindow()
    qtbot.waitUntil(page.isActiveWindow)
    answer("结束录音")
    QTest.keyClick(page, Qt.Key.Key_F10, Qt.KeyboardModifier.ControlModifier)
    room = bridge.workbench.hearing
    qtbot.waitUntil(lambda: bool(room.recordings(hearing)[0].complete), timeout=WAIT_MS)
    (kept,) = room.recordings(hearing)
    (pause,) = room.sheet(hearing, SHEET)[kept.id]["interruptions"]
    assert pause["reason"] == "合议庭评议"
    qtbot.waitUntil(lambda: bool(page.session.timeline.spans))
    assert not bridge.live.recording


@pytest.fixture
def speaking(
    log: Path, tmp_path: Path, dressed: QApplication, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> Iterator[HearingPage]:
    """Show a hearing whose microphone says numbers, with a model that hears them."""
    del dressed
    (log / "sound.wav").write_bytes(wav(talk([1, 2, 3])[None], 16_000))
    monkeypatch.setattr("ui.hearing.live.panel.speech_models", lambda: ("数数",))
    workbench = Workbench.open(tmp_path / "ws", ocr=FixedOcr, speech=number_speech)
    case = workbench.papers.new_case("张三甲诉李四乙民间借贷")
    hearing = workbench.hearing.create(case.id, Procedure.CIVIL)
    bridge = Bridge(workbench)
    bridge.live.make = made_up_microphones
    shown = HearingPage(bridge, hearing.id, SilentSink)
    qtbot.addWidget(shown)
    shown.show()
    shown.activateWindow()
    qtbot.waitUntil(shown.isActiveWindow)
    yield shown
    shown.close()
    bridge.close()


def test_turns_appear_on_the_page_while_it_is_recorded(speaking: HearingPage, qtbot: QtBot) -> None:
    page = speaking
    ready(page, qtbot)
    page.live.setup.model.setCurrentText("数数")
    page.live.begin.click()
    qtbot.waitUntil(lambda: bool(page.view.turns), timeout=WAIT_MS)
    assert page._bridge.live.recording
    assert page.view.turns[0].verbatim.startswith(sentence(1))
    assert page.body.currentIndex() == 1
    qtbot.waitUntil(lambda: "同时转写中" in page.live.notes.text(), timeout=WAIT_MS)


def test_without_the_feature_it_is_recorded_and_no_model_is_offered(
    speaking: HearingPage, qtbot: QtBot
) -> None:
    page = speaking
    page._bridge.workbench.switches.set("hearing.transcribe", False)
    begun(page, qtbot)
    assert page.live.setup.model.isHidden()
    assert page._bridge.live.recording
    assert page._bridge.workbench.jobs.table.all() == []


def test_an_unplugged_microphone_is_said(page: HearingPage, qtbot: QtBot, log: Path) -> None:
    begun(page, qtbot)
    with qtbot.waitSignal(page._bridge.failed, timeout=WAIT_MS) as told:
        (log / "unplugged").touch()
    assert told.args is not None
    assert "话筒断开" in told.args[0]
    qtbot.waitUntil(lambda: "话筒断开" in page.live.state.text())
    (log / "unplugged").unlink()
    qtbot.waitUntil(page.live.pause.isVisible, timeout=WAIT_MS)


def test_no_device_is_said_with_what_to_do(page: HearingPage, qtbot: QtBot, log: Path) -> None:
    (log / "unplugged").touch()
    page.live.open()
    qtbot.waitUntil(lambda: "没有找到话筒" in page.live.state.text(), timeout=WAIT_MS)
    assert "重新查找" in page.live.warnings.text()
    assert not page.live.begin.isEnabled()
    (log / "unplugged").unlink()
    QTest.mouseClick(page.live.setup.again, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(page.live.begin.isEnabled, timeout=WAIT_MS)


def test_what_a_crash_left_is_offered_and_kept(page: HearingPage, qtbot: QtBot) -> None:
    bridge, hearing = page._bridge, page.session.hearing.id
    begun(page, qtbot, 2.0)
    link = bridge.live.room._link
    assert link is not None
    os.kill(link.pid, signal.SIGKILL)
    qtbot.waitUntil(page.live.found.isVisible, timeout=WAIT_MS)
    assert "没有正常结束" in page.live.found.words.text()
    QTest.mouseClick(page.live.found.keep, Qt.MouseButton.LeftButton)
    room = bridge.workbench.hearing
    qtbot.waitUntil(lambda: room.recordings(hearing)[0].complete, timeout=WAIT_MS)
    qtbot.waitUntil(page.live.isHidden, timeout=WAIT_MS)
    assert room.recordings(hearing)[0].seconds >= 2.0


def test_it_is_seen_everywhere_and_asked_before_the_window_closes(
    sitting: tuple[Bridge, str], qtbot: QtBot
) -> None:
    bridge, hearing = sitting
    shell = Shell(bridge, lambda: GuardState(audit=True, kernel=True, reason="", refused=0))
    qtbot.addWidget(shell)
    shell.start()
    page = shell.open_key(hearing_key(hearing))
    assert isinstance(page, HearingPage)
    page.live.open()
    qtbot.waitUntil(page.live.begin.isEnabled, timeout=WAIT_MS)
    page.live.begin.click()
    shell.show_cases()
    qtbot.waitUntil(lambda: "正在录音" in shell.status.live.text(), timeout=WAIT_MS)
    assert shell.status.live.isVisible()
    assert shell.windowTitle().startswith("● 正在录音")
    shell.status.live.click()
    assert shell.tabs.currentWidget() is page
    answer("取消")
    assert not shell.close()
    assert bridge.live.recording
    answer("结束录音并关闭")
    assert shell.close()
    again = Workbench.open(bridge.workbench.workspace.folder, ocr=FixedOcr)
    try:
        again.jobs.wait_all()
        (kept,) = again.hearing.recordings(hearing)
        assert kept.complete
        assert not again.hearing.sheet(hearing, SHEET)[kept.id]["recovered"]
    finally:
        again.close()


def test_closing_the_page_lets_an_idle_microphone_go(page: HearingPage, qtbot: QtBot) -> None:
    ready(page, qtbot)
    page.close()
    assert page._bridge.live.status.state is State.OFF


def test_closing_the_page_ends_no_recording(page: HearingPage, qtbot: QtBot) -> None:
    begun(page, qtbot)
    page.close()
    assert page._bridge.live.recording
