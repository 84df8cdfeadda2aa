"""The waveform and the times of a turn: dragged, marked by keys, typed, undone."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import QPoint, Qt, QTimer
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from tests.ui.hearing.keys import CTRL, KEY, NONE, press, stored
from ui.hearing.times_dialog import TimesDialog
from ui.pages.hearing import HearingPage


def test_edges_of_a_turn_are_dragged_in_the_waveform(page: HearingPage, qtbot: QtBot) -> None:
    page.view.go_to(1)
    wave = page.wave
    at = wave._x(6.0)
    QTest.mousePress(wave, Qt.MouseButton.LeftButton, NONE, QPoint(at, 30))
    QTest.mouseMove(wave, QPoint(at + wave._x(1.0), 30))
    QTest.mouseRelease(wave, Qt.MouseButton.LeftButton, NONE, QPoint(at + wave._x(1.0), 30))
    assert stored(page, 1).start == pytest.approx(7.0, abs=0.1)
    press(page, KEY.Key_Z, CTRL)
    assert stored(page, 1).start == pytest.approx(6.0)


def ask_times(page: HearingPage, qtbot: QtBot, act: Callable[[TimesDialog], object]) -> None:
    """Open the dialog by its key, and do something in it."""

    def go_on() -> None:
        dialog = next(one for one in page.findChildren(TimesDialog) if one.isVisible())
        act(dialog)
        if dialog.isVisible():
            dialog.reject()

    QTimer.singleShot(100, go_on)
    press(page, KEY.Key_T, Qt.KeyboardModifier.AltModifier)
    page.activateWindow()
    qtbot.waitUntil(page.isActiveWindow)


def test_times_of_a_turn_are_typed_and_undone(page: HearingPage, qtbot: QtBot) -> None:
    page.view.go_to(1)
    turn = stored(page, 1)

    def typed(dialog: TimesDialog) -> None:
        assert dialog.begin.hasSelectedText()
        QTest.keyClicks(dialog.begin, "00:00:07.5")
        dialog.end.selectAll()
        QTest.keyClicks(dialog.end, "0:20")
        QTest.keyClick(dialog.end, KEY.Key_Return)

    ask_times(page, qtbot, typed)
    after = next(one for one in page.session.turns if one.id == turn.id)
    assert (after.start, after.end) == (7.5, 20.0)
    assert page.view.current is not None
    assert page.view.current.id == turn.id
    press(page, KEY.Key_Z, CTRL)
    assert stored(page, 1) == turn


@pytest.mark.parametrize(
    ("begin", "end", "words"),
    [
        ("00:00:09", "00:00:08", "晚于开始"),
        ("00:00:09", "00:03:00", "超出录音长度"),
        ("00:00:61", "00:01:30", "没有写对"),
        ("", "00:00:08", "没有写对"),
    ],
)
def test_times_that_a_turn_cannot_have_are_not_taken(
    page: HearingPage, qtbot: QtBot, begin: str, end: str, words: str
) -> None:
    before = page.session.turns[1]
    page.view.go_to(1)
    said: list[str] = []

    def typed(dialog: TimesDialog) -> None:
        dialog.begin.setText(begin)
        dialog.end.setText(end)
        said.append(dialog.told.text())
        QTest.keyClick(dialog.end, KEY.Key_Return)
        assert dialog.isVisible()

    ask_times(page, qtbot, typed)
    assert words in said[0]
    assert stored(page, 1) == before


def test_times_that_are_only_looked_at_change_nothing(page: HearingPage, qtbot: QtBot) -> None:
    page.view.go_to(1)
    before, steps = page.session.turns[1], page.session.editing.undoable
    ask_times(page, qtbot, lambda dialog: QTest.keyClick(dialog.begin, KEY.Key_Return))
    assert (stored(page, 1), page.session.editing.undoable) == (before, steps)


def test_a_click_in_the_waveform_goes_there(page: HearingPage) -> None:
    QTest.mouseClick(page.wave, Qt.MouseButton.LeftButton, NONE, QPoint(page.wave._x(20.0), 30))
    assert page.player.position == pytest.approx(20.0, abs=0.1)


def marked(page: HearingPage) -> tuple[float, ...]:
    return page.wave.stretch or ()


def test_a_stretch_is_marked_by_dragging_and_a_click_beside_it_ends_it(page: HearingPage) -> None:
    page.view.go_to(19)
    wave, left = page.wave, Qt.MouseButton.LeftButton
    QTest.mousePress(wave, left, NONE, QPoint(wave._x(20.0), 30))
    QTest.mouseMove(wave, QPoint(wave._x(31.0), 30))
    QTest.mouseRelease(wave, left, NONE, QPoint(wave._x(31.0), 30))
    assert marked(page) == pytest.approx((20.0, 31.0), abs=0.1)
    assert "时段 00:00:" in wave.accessibleDescription()
    QTest.mouseClick(wave, left, NONE, QPoint(wave._x(25.0), 30))
    assert marked(page)
    QTest.mouseClick(wave, left, NONE, QPoint(wave._x(40.0), 30))
    assert not marked(page)


def test_a_stretch_is_marked_and_heard_by_keyboard(page: HearingPage, qtbot: QtBot) -> None:
    wave = page.wave
    wave.setFocus()
    page.player.seek(20.0)
    QTest.keyClick(wave, KEY.Key_BracketLeft)
    page.player.seek(20.5)
    QTest.keyClick(wave, KEY.Key_BracketRight)
    assert marked(page) == pytest.approx((20.0, 20.5))
    QTest.keyClick(wave, KEY.Key_Return)
    assert page.player.playing
    qtbot.waitUntil(lambda: not page.player.playing, timeout=5000)
    assert page.player.position == pytest.approx(20.5, abs=0.1)
    QTest.keyClick(wave, KEY.Key_Escape)
    assert not marked(page)


def test_the_outline_of_the_sound_is_drawn(page: HearingPage, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: bool(page.wave._outlines))
    outline = page.wave._outlines[0]
    assert outline.channels == 2
    _low, high = outline.columns(0.0, 12.0, 12, [0])
    assert high[2] > 20  # the presiding judge speaks on the first channel
    assert high[8] <= 1  # the plaintiff on the second


def test_where_there_is_little_room_all_roles_are_in_the_menu(
    page: HearingPage, qtbot: QtBot
) -> None:
    assert page.roles.buttons[3].isVisible()
    page.resize(1000, 300)
    qtbot.waitUntil(lambda: not page.roles.buttons[3].isVisible())
    shown = [action.text() for action in page.roles.menu.actions() if action.isVisible()]
    assert shown[:4] == ["1 审判长", "2 审判员", "3 书记员", "4 原告"]
    page.view.go_to(2)
    page.roles.menu.actions()[3].trigger()
    assert stored(page, 2).role == "原告"
    page.resize(1000, 700)
    qtbot.waitUntil(page.roles.buttons[3].isVisible)
    assert "1 审判长" not in [one.text() for one in page.roles.menu.actions() if one.isVisible()]


def test_a_stretch_is_said_where_the_waveform_has_no_room(page: HearingPage, qtbot: QtBot) -> None:
    page.resize(1000, 300)
    qtbot.waitUntil(lambda: not page.wave.isVisible())
    page.player.seek(20.0)
    with qtbot.waitSignal(page._bridge.notice) as told:
        press(page, KEY.Key_BracketRight, CTRL)
    assert told.args is not None
    assert "00:00:00.0—00:00:20.0" in str(told.args[0])
