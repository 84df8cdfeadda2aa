"""Places that do not stand in the transcript: gone to by keyboard, filled in, left."""

import pytest
from PySide6.QtCore import QTimer
from pytestqt.qtbot import QtBot

from tests.support.hearings import store_of
from tests.ui.hearing.keys import CTRL, KEY, SHIFT, press, stored
from ui.hearing.insert_dialog import InsertDialog
from ui.pages.hearing import HearingPage
from workbench.hearing.model import DroppedText
from workbench.hearing.passes import PassRepository


@pytest.fixture
def gaps(page: HearingPage, qtbot: QtBot) -> HearingPage:
    """Let somebody have spoken where nothing was written, and a phrase have been taken out."""
    recording = page.session.turns[8].recording
    store, at = store_of(page._bridge.workbench), page.session.turns[8].end
    with store.transaction():
        PassRepository(store).drop(
            [
                DroppedText(recording, 0, at + 0.1, at + 0.6, "", "有人说话，但没有转写出文字"),
                DroppedText(recording, 1, 1.0, 2.0, "谢谢大家。", "凭空"),
            ]
        )
    page.session.reload()
    page.show_uncertain(True)
    qtbot.waitUntil(lambda: len(page.session.taken_out) == 1)
    return page


def test_keys_step_to_places_where_nothing_was_written(gaps: HearingPage) -> None:
    press(gaps, KEY.Key_F7)
    assert gaps.jumps.choices.isHidden()
    press(gaps, KEY.Key_F7)
    place = gaps.session.uncertain[1]
    assert place.left_out is not None
    assert gaps.view.current_row == 8
    assert gaps.player.position == pytest.approx(place.second - 0.5, abs=0.05)
    assert not gaps.jumps.choices.isHidden()
    press(gaps, KEY.Key_F7)
    assert gaps.view.current_row == 9
    press(gaps, KEY.Key_F7, SHIFT)
    assert gaps.player.position == pytest.approx(place.second - 0.5, abs=0.05)
    press(gaps, KEY.Key_F7, SHIFT)
    assert gaps.view.editor.textCursor().selectedText() == "微信"


def test_what_was_said_there_is_filled_in(gaps: HearingPage, qtbot: QtBot) -> None:
    def write() -> None:
        dialog = gaps.window().findChild(InsertDialog)
        assert dialog is not None
        dialog.said.setPlainText("我有收条。")
        dialog.accept()

    place, count = gaps.session.uncertain[1].left_out, len(gaps.session.uncertain)
    assert place is not None
    for _ in range(2):
        press(gaps, KEY.Key_F7)
    QTimer.singleShot(0, write)
    gaps.jumps.fill.click()
    turn = stored(gaps, 9)
    assert (turn.verbatim, turn.channel) == ("我有收条。", 0)
    assert (turn.start, turn.end) == pytest.approx((place.start, place.end))
    qtbot.waitUntil(lambda: len(gaps.session.uncertain) == count - 1)
    gaps.activateWindow()
    qtbot.waitUntil(gaps.isActiveWindow)
    gaps.view.setFocus()
    press(gaps, KEY.Key_Z, CTRL)
    qtbot.waitUntil(lambda: len(gaps.session.uncertain) == count)


def test_a_place_that_needs_no_words_is_taken_off_the_list(gaps: HearingPage, qtbot: QtBot) -> None:
    count = len(gaps.session.uncertain)
    for _ in range(2):
        press(gaps, KEY.Key_F7)
    gaps.jumps.leave.click()
    qtbot.waitUntil(lambda: len(gaps.session.uncertain) == count - 1)


def test_what_rules_took_out_is_listed_on_wish(gaps: HearingPage) -> None:
    shown = gaps.jumps.model
    count = shown.rowCount()
    assert "1 处" in gaps.jumps.taken.text()
    gaps.jumps.taken.click()
    assert shown.rowCount() == count + 1
    assert "谢谢大家。" in (shown.data(shown.index(0)) or "")
    gaps.jumps.list.activated.emit(shown.index(0))
    assert gaps.player.position == pytest.approx(0.5, abs=0.05)
    gaps.jumps.taken.click()
    assert shown.rowCount() == count
