"""A hearing corrected while listening: by keyboard, kept at once, undone step by step."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QTextCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.support.dropping import drop
from tests.support.hearing_sounds import write_tones
from tests.ui.conftest import type_text
from tests.ui.hearing.keys import CTRL, KEY, SHIFT, press, stored
from ui.bridge import Bridge
from ui.hearing.sinks import SilentSink
from ui.hearing.turn_canvas import CLEANED, VERBATIM
from ui.hearing.turn_text import GONE
from ui.pages.hearing import HearingPage
from workbench.hearing.model import RoleBasis


def test_what_is_typed_is_in_the_store_after_a_pause(page: HearingPage, qtbot: QtBot) -> None:
    type_text(page.view.editor, "请坐。")
    qtbot.waitUntil(lambda: stored(page, 0).verbatim.startswith("请坐。"), timeout=3000)
    assert stored(page, 0).corrected
    assert "更正" in page.view.editor.accessibleName() or "未经核对" not in (
        page.view.editor.accessibleName()
    )


def test_typing_in_several_turns_is_undone_turn_by_turn(page: HearingPage) -> None:
    before = [stored(page, row).verbatim for row in range(2)]
    for _ in range(2):
        type_text(page.view.editor, "补：")
        press(page, KEY.Key_Return)
    assert [stored(page, row).verbatim for row in range(2)] == [f"补：{one}" for one in before]
    press(page, KEY.Key_Z, CTRL)
    assert [stored(page, row).verbatim for row in range(2)] == [f"补：{before[0]}", before[1]]
    press(page, KEY.Key_Z, CTRL)
    assert stored(page, 0).verbatim == before[0]
    press(page, KEY.Key_Y, CTRL)
    assert stored(page, 0).verbatim == f"补：{before[0]}"


def test_undo_in_the_middle_of_typing_takes_the_typing_back(page: HearingPage) -> None:
    before = stored(page, 0).verbatim
    type_text(page.view.editor, "请坐。")
    press(page, KEY.Key_Z, CTRL)
    assert page.view.editor.toPlainText() == before
    assert stored(page, 0).verbatim == before


def test_number_keys_give_roles_to_a_stretch(page: HearingPage) -> None:
    page.view.go_to(4)
    press(page, KEY.Key_Down, CTRL | SHIFT)
    press(page, KEY.Key_6, CTRL)
    assert [stored(page, row).role for row in (4, 5, 6)] == ["被告", "被告", "审判长"]
    assert stored(page, 4).basis is RoleBasis.HAND
    press(page, KEY.Key_Z, CTRL)
    assert stored(page, 4).role == "原告"


def test_suggested_roles_are_confirmed_one_by_one_or_all(page: HearingPage) -> None:
    assert page.roles.confirm.isVisible()
    page.view.go_to(7)
    press(page, KEY.Key_R, CTRL)
    assert [stored(page, row).basis for row in (7, 17)] == [RoleBasis.HAND, RoleBasis.PROMPT]
    page.roles.confirm.click()
    assert stored(page, 17).basis is RoleBasis.HAND
    assert not page.roles.confirm.isVisible()


def test_a_turn_is_split_at_the_cursor_and_joined_again(page: HearingPage) -> None:
    page.view.go_to(7, 10)
    whole = stored(page, 7)
    press(page, KEY.Key_Return, CTRL)
    first, second = stored(page, 7), stored(page, 8)
    assert first.verbatim + second.verbatim == whole.verbatim
    assert first.end == pytest.approx(second.start)
    assert whole.start < first.end < whole.end
    assert page.view.current_row == 8
    page.view.go_to(7)
    press(page, KEY.Key_M, CTRL)
    assert stored(page, 7).verbatim == whole.verbatim


def test_a_turn_is_deleted_and_comes_back(page: HearingPage) -> None:
    page.view.go_to(3)
    gone = stored(page, 3).id
    press(page, KEY.Key_Delete, CTRL | SHIFT)
    assert gone not in [turn.id for turn in page.session.turns]
    assert page.view.current_row == 3
    press(page, KEY.Key_Z, CTRL)
    assert stored(page, 3).id == gone


def test_the_player_obeys_the_keys_that_transcribers_know(page: HearingPage, qtbot: QtBot) -> None:
    said: list[bool] = []
    page.player.changed.connect(lambda: said.append(page.player.playing))
    press(page, KEY.Key_Tab)
    assert said[-1:] == [True]
    qtbot.waitUntil(lambda: page.player.position > 0.1)
    press(page, KEY.Key_F8)
    assert said[-1:] == [False]
    page.player.seek(10.0)
    QTest.keyClick(page.view.editor, KEY.Key_Backtab, SHIFT)
    assert page.player.position == pytest.approx(7.0)
    press(page, KEY.Key_Up, CTRL)
    press(page, KEY.Key_Up, CTRL)
    assert page.player.speed == pytest.approx(1.2)
    press(page, KEY.Key_Down, CTRL)
    assert page.player.speed == pytest.approx(1.1)
    assert page.bar.speed.currentText() == "1.1 倍"


def test_the_played_word_is_marked_and_the_list_follows(page: HearingPage, qtbot: QtBot) -> None:
    assert not page.view.in_sight(16)
    page.player.seek(95.8)  # in the pause before the turn
    assert not page.view.in_sight(16)
    page.player.play()
    qtbot.waitUntil(lambda: page.view.in_sight(16))
    qtbot.waitUntil(lambda: page.view._played == 16 and page.view._played_word != (0, 0))


def test_the_sound_of_a_sentence_is_one_key_away(page: HearingPage, qtbot: QtBot) -> None:
    turn = stored(page, 7)
    page.view.go_to(7, turn.verbatim.index("事实和理由") + 2)
    press(page, KEY.Key_F2)
    assert page.player.playing
    half = (turn.start + turn.end) / 2
    assert turn.start + 1.0 < page.player.position < half
    qtbot.waitUntil(lambda: not page.player.playing, timeout=8000)
    assert page.player.position == pytest.approx(turn.end, abs=0.3)


def test_keys_step_through_uncertain_places(page: HearingPage) -> None:
    press(page, KEY.Key_F7)
    assert page.view.current_row == 8
    cursor = page.view.editor.textCursor()
    assert cursor.selectedText() == "微信"
    assert page.player.position == pytest.approx(page.session.uncertain[0].second - 0.5, abs=0.05)
    press(page, KEY.Key_F7)
    assert page.view.current_row == 9
    press(page, KEY.Key_F7, SHIFT)
    assert page.view.current_row == 8


def test_a_step_asked_for_before_the_places_are_known_is_made_then(
    heard: Bridge, qtbot: QtBot
) -> None:
    case = heard.workbench.papers.cases()[0]
    shown = HearingPage(heard, heard.workbench.hearing.hearings(case.id)[0].id, SilentSink)
    qtbot.addWidget(shown)
    shown.show()
    told: list[str] = []
    heard.notice.connect(told.append)
    shown.walk.step(1)
    qtbot.waitUntil(lambda: shown.view.current_row == 8)
    assert told == []
    shown.close()


def test_what_a_person_corrected_leaves_the_list(page: HearingPage, qtbot: QtBot) -> None:
    press(page, KEY.Key_F7)
    count = len(page.session.uncertain)
    type_text(page.view.editor, "支付宝")
    press(page, KEY.Key_Escape)
    qtbot.waitUntil(lambda: len(page.session.uncertain) == count - 1)
    assert "支付宝" in stored(page, 8).verbatim


def test_replacing_shows_every_hit_first_and_is_one_step(page: HearingPage, qtbot: QtBot) -> None:
    before = [turn.verbatim for turn in page.session.turns]
    page.finder.ask(True)
    page.finder.field.setText("借款")
    page.finder.put.setText("欠款")
    qtbot.waitUntil(lambda: "共 6 处" in page.finder.count.text())
    model = page.finder.model
    assert model.rowCount() == 6
    assert "【借款】" in str(model.data(model.index(0)))
    assert "→ 【欠款】" in str(model.data(model.index(0)))
    page.finder.replace.click()
    assert sum(turn.verbatim.count("欠款") for turn in page.session.turns) == 6
    page.acts.undo()
    assert [turn.verbatim for turn in page.session.turns] == before


def test_finding_goes_from_hit_to_hit_and_esc_returns(page: HearingPage, qtbot: QtBot) -> None:
    press(page, KEY.Key_F, CTRL)
    assert page.finder.field.hasFocus()
    QTest.keyClicks(page.finder.field, "")
    page.finder.field.setText("两万")
    qtbot.waitUntil(lambda: page.finder.model.rowCount() == 2)
    QTest.keyClick(page.finder.field, KEY.Key_Return)
    assert page.view.current_row == 8
    QTest.keyClick(page.finder.field, KEY.Key_Return)
    assert page.view.current_row == 18
    QTest.keyClick(page.finder.field, KEY.Key_Escape)
    assert page.finder.isHidden()
    assert page.view.editor.hasFocus()


def test_layers_stand_side_by_side_and_each_is_kept(page: HearingPage) -> None:
    press(page, KEY.Key_F4)
    assert page.view.both
    press(page, KEY.Key_F4, CTRL)
    assert page.view.layer == CLEANED
    page.view.editor.moveCursor(QTextCursor.MoveOperation.End)
    type_text(page.view.editor, "（全体起立）")
    press(page, KEY.Key_Escape)
    assert stored(page, 0).cleaned.endswith("（全体起立）")
    assert not stored(page, 0).verbatim.endswith("（全体起立）")


def test_each_change_of_the_rules_is_seen_and_taken_back(page: HearingPage) -> None:
    page.show_layers(True)
    page.view.go_to(2, 0)
    turn = stored(page, 2)
    assert "嗯" in turn.verbatim
    assert "嗯" not in page.session.cleaned(turn)
    changes = page.session.changes(turn)
    gone = [mark for mark in page.marks.of(turn, VERBATIM) if mark.sort == GONE]
    assert [(mark.start, mark.end) for mark in gone] == [
        (one.change.start, one.change.end) for one in changes
    ]
    assert "口头语" in changes[0].words
    press(page, KEY.Key_Y, CTRL | SHIFT)
    assert "嗯" in page.session.cleaned(stored(page, 2))
    assert page.session.changes(stored(page, 2))[0].back
    press(page, KEY.Key_Z, CTRL)
    assert "嗯" not in page.session.cleaned(stored(page, 2))


def test_without_the_feature_the_cleaned_layer_is_as_it_was_said(
    page: HearingPage, qtbot: QtBot
) -> None:
    page._bridge.workbench.switches.set("hearing.clean", False)
    qtbot.waitUntil(lambda: "嗯" in page.session.cleaned(stored(page, 2)))


def test_a_dropped_recording_becomes_one_of_this_hearing(
    page: HearingPage, qtbot: QtBot, tmp_path: Path
) -> None:
    drop(page, [write_tones(tmp_path / "下午.wav", 3.0, [(0, 2, 0)])])
    qtbot.waitUntil(lambda: len(page.session.timeline.spans) == 2, timeout=20000)
    assert page.session.timeline.spans[1].recording.name == "下午.wav"
    page._bridge.workbench.jobs.wait_all()


def test_the_page_comes_back_where_it_was(page: HearingPage, heard: Bridge, qtbot: QtBot) -> None:
    page.view.go_to(12)
    page.player.seek(50.0)
    page.show_layers(True)
    again = HearingPage(heard, page.session.hearing.id, page.player._make_sink)
    qtbot.addWidget(again)
    again.go_to(page.place())
    qtbot.waitUntil(lambda: again.session.loaded)
    assert again.view.current_row == 12
    assert again.player.position == 50.0
    assert again.view.both
    again.close()


def test_what_was_heard_and_is_right_is_marked_as_checked(page: HearingPage) -> None:
    room = page._bridge.workbench.records
    assert stored(page, 0).id in room.unchecked(page.session.hearing.id)
    press(page, KEY.Key_Return, Qt.KeyboardModifier.AltModifier)
    assert stored(page, 0).id not in room.unchecked(page.session.hearing.id)
    assert page.view.current_row == 1


def test_a_checked_turn_is_unchecked_again_once_its_role_is_another(
    page: HearingPage, qtbot: QtBot
) -> None:
    first = stored(page, 0).id
    page.session.check([stored(page, 0)])
    qtbot.waitUntil(lambda: first not in page.session.unchecked)
    page.view.go_to(0)
    press(page, KEY.Key_4, CTRL)
    qtbot.waitUntil(lambda: first in page.session.unchecked)


def test_text_that_cannot_be_kept_is_on_the_clipboard(page: HearingPage, qtbot: QtBot) -> None:
    page.view.editor.setPlainText("改写")
    page.session.editing.delete([stored(page, 0).id])
    with qtbot.waitSignal(page._bridge.failed) as told:
        page.view.editor.keep()
    assert told.args is not None
    assert "剪贴板" in str(told.args[1])
    assert QApplication.clipboard().text() == "改写"


def test_a_second_window_shows_and_plays_but_changes_nothing(
    page: HearingPage, reopen: Callable[[Path], Bridge], qtbot: QtBot, tmp_path: Path
) -> None:
    second = reopen(tmp_path / "heard")
    assert second.workbench.workspace.read_only
    shown = HearingPage(second, page.session.hearing.id, SilentSink)
    qtbot.addWidget(shown)
    shown.resize(1000, 700)
    shown.show()
    qtbot.waitUntil(lambda: shown.session.loaded)
    before = stored(page, 0)
    type_text(shown.view.editor, "改")
    shown.view.editor.keep()
    with qtbot.waitSignal(second.failed):
        shown.acts.roles.set_role("被告")
    assert stored(page, 0) == before
    assert not shown.roles.isVisible()
    assert not shown.head.buttons["hearing.import"].isVisible()
    shown.acts.play_turn()
    assert shown.player.playing
    shown.close()


Act = Callable[[HearingPage], object]


@pytest.mark.parametrize(
    "act",
    [
        lambda page: page.acts.play_turn(),
        lambda page: page.acts.play_turn(True),
        lambda page: page.acts.play_here(),
    ],
)
def test_a_page_that_is_put_away_falls_silent(page: HearingPage, act: Act) -> None:
    act(page)
    assert page.player.playing
    page.hide()
    assert not page.player.playing


def test_a_mark_is_undone_like_an_edit_and_in_its_turn(page: HearingPage, qtbot: QtBot) -> None:
    session = page.session
    turn = session.turns[0]
    qtbot.waitUntil(lambda: turn.id in session.unchecked, timeout=20000)
    page.view.go_to(4)
    press(page, KEY.Key_6, CTRL)
    assert session.check([turn])
    assert turn.id not in session.unchecked
    assert session.steps()[0].startswith("核对")
    press(page, KEY.Key_Z, CTRL)
    qtbot.waitUntil(lambda: turn.id in session.unchecked, timeout=20000)
    assert session.steps() == ("把 1 段发言设为“被告”", "核对 1 段")
    press(page, KEY.Key_Z, CTRL)
    assert stored(page, 4).role == "原告"
    page.acts.redo()
    page.acts.redo()
    qtbot.waitUntil(lambda: turn.id not in session.unchecked, timeout=20000)
    assert stored(page, 4).role == "被告"
