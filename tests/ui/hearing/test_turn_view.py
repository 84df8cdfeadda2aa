"""The list of turns: edited in its place by keyboard, an input method, and while others change."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.ui.conftest import type_text
from tests.ui.hearing import sound, turns
from ui.hearing.turn_canvas import CLEANED, VERBATIM
from ui.hearing.turn_view import TurnView
from workbench.hearing.model import Turn

Kept = list[tuple[str, str, str]]


@pytest.fixture
def shown(qtbot: QtBot) -> TurnView:
    view = TurnView()
    qtbot.addWidget(view)
    view.resize(800, 600)
    view.show_turns(turns.turns(60), sound.timeline(sound.recording(seconds=360)))
    view.show()
    view.activateWindow()
    qtbot.waitUntil(view.isActiveWindow)
    view.setFocus()
    return view


@pytest.fixture
def kept(shown: TurnView) -> Kept:
    found: Kept = []
    shown.edited.connect(lambda *args: found.append(args))
    return found


def compose(view: TurnView, preedit: str) -> None:
    """Begin a word with an input method, without ending it."""
    QApplication.sendEvent(view.editor, QInputMethodEvent(preedit, []))


def test_the_keyboard_goes_from_turn_to_turn(shown: TurnView, qtbot: QtBot) -> None:
    assert shown.current_row == 0
    QTest.keyClick(shown.editor, Qt.Key.Key_Down)
    assert shown.current_row == 1
    QTest.keyClick(shown.editor, Qt.Key.Key_Return)
    assert shown.current_row == 2
    QTest.keyClick(shown.editor, Qt.Key.Key_Up)
    assert shown.current_row == 1
    QTest.keyClick(shown.editor, Qt.Key.Key_End, Qt.KeyboardModifier.ControlModifier)
    assert shown.current_row == 59
    assert shown.in_sight(59)
    assert not shown.in_sight(0)


def test_down_goes_through_the_lines_of_a_long_turn_first(shown: TurnView, qtbot: QtBot) -> None:
    shown.go_to(7, 0)
    QTest.keyClick(shown.editor, Qt.Key.Key_Down)
    assert shown.current_row == 7
    assert shown.editor.textCursor().position() > 0


def test_typing_is_kept_at_a_pause(shown: TurnView, kept: Kept, qtbot: QtBot) -> None:
    type_text(shown.editor, "请坐。")
    qtbot.waitUntil(lambda: bool(kept), timeout=3000)
    assert kept == [("t0", VERBATIM, "请坐。" + turns.SPOKEN[0][1])]


@pytest.mark.parametrize("leave", ["escape", "enter", "focus", "click"])
def test_nothing_typed_is_lost_on_leaving(
    shown: TurnView, kept: Kept, qtbot: QtBot, leave: str
) -> None:
    type_text(shown.editor, "请坐。")
    ways: dict[str, Callable[[], object]] = {
        "escape": lambda: QTest.keyClick(shown.editor, Qt.Key.Key_Escape),
        "enter": lambda: QTest.keyClick(shown.editor, Qt.Key.Key_Return),
        "focus": shown.editor.clearFocus,
        "click": lambda: QTest.mouseClick(
            shown.viewport(),
            Qt.MouseButton.LeftButton,
            Qt.KeyboardModifier.NoModifier,
            QPoint(400, 300),
        ),
    }
    ways[leave]()
    assert [text[:3] for _, _, text in kept] == ["请坐。"]
    assert kept[0][0] == "t0"


def test_a_word_that_is_being_composed_is_not_torn(
    shown: TurnView, kept: Kept, qtbot: QtBot
) -> None:
    type_text(shown.editor, "请")
    compose(shown, "zuo")
    shown.editor.keep()
    changed = [turns.turn(n) for n in range(61)]
    shown.show_turns(changed, sound.timeline(sound.recording(seconds=366)))
    assert not kept
    assert shown.editor.composing
    type_text(shown.editor, "坐")
    shown.editor.keep()
    assert kept[0][2].startswith("请坐")


def test_turns_that_arrive_while_typing_leave_the_typing_alone(shown: TurnView, kept: Kept) -> None:
    shown.go_to(5, 0)
    type_text(shown.editor, "补充：")
    before = [turns.turn(n) for n in (*range(5), *range(6, 60), 5)]
    shown.show_turns(before, sound.timeline(sound.recording(seconds=360)))
    assert shown.current is not None
    assert shown.current.id == "t5"
    shown.editor.keep()
    assert kept == [("t5", VERBATIM, "补充：没有异议。")]


def test_the_list_stays_where_it_is_when_a_turn_above_goes(shown: TurnView) -> None:
    shown.go_to(40)
    at = shown.editor.y()
    rest = [one for one in turns.turns(60) if one.id != "t3"]
    shown.show_turns(rest, sound.timeline(sound.recording(seconds=360)))
    assert shown.current is not None
    assert shown.current.id == "t40"
    assert abs(shown.editor.y() - at) <= 2


def test_a_stretch_is_chosen_by_shift_and_click(shown: TurnView, qtbot: QtBot) -> None:
    shown.go_to(1)
    shown.extend(1)
    shown.extend(1)
    assert [one.id for one in shown.chosen()] == ["t1", "t2", "t3"]
    shown.extend(-1)
    assert [one.id for one in shown.chosen()] == ["t1", "t2"]
    shown.go_to(0)
    assert [one.id for one in shown.chosen()] == ["t0"]


def test_the_played_turn_and_word_follow_the_sound(shown: TurnView) -> None:
    asked: list[tuple[str, float]] = []

    def word(turn: Turn, second: float) -> tuple[int, int]:
        asked.append((turn.id, second))
        return 0, 2

    shown.show_played(13.0, word)
    assert asked == [("t2", 13.0)]
    assert shown.row_at(13.0) == 2
    assert shown.row_at(17.8) == -1  # the pause between two turns
    assert shown.row_before(17.8) == 2


def test_the_cleaned_layer_stands_beside_and_is_edited_there(
    shown: TurnView, kept: Kept, qtbot: QtBot
) -> None:
    shown.cleaned = lambda turn: turn.verbatim.replace("嗯，", "")
    shown.go_to(2)
    shown.go_to_layer(CLEANED)
    assert "嗯" not in shown.editor.toPlainText()
    QTest.keyClick(shown.editor, Qt.Key.Key_End)
    type_text(shown.editor, "（出示身份证）")
    shown.editor.keep()
    assert kept[0][:2] == ("t2", CLEANED)
    shown.show_both(False)
    assert "嗯" in shown.editor.toPlainText()


def test_a_click_on_the_time_goes_there_in_the_sound(shown: TurnView, qtbot: QtBot) -> None:
    with qtbot.waitSignal(shown.second_wanted) as told:
        QTest.mouseClick(
            shown.viewport(),
            Qt.MouseButton.LeftButton,
            Qt.KeyboardModifier.NoModifier,
            QPoint(40, shown.editor.y() + 4),
        )
    assert told.args == [0.0]


def test_pasted_lines_become_one_paragraph(shown: TurnView) -> None:
    clipboard = QApplication.clipboard()
    clipboard.setText("第一行\n第二行\n")
    shown.editor.selectAll()
    shown.editor.paste()
    assert shown.editor.toPlainText() == "第一行 第二行 "


def test_a_screen_reader_hears_who_when_and_that_nobody_checked(shown: TurnView) -> None:
    shown.show_unchecked(frozenset({"t0"}))
    name = shown.editor.accessibleName()
    assert "审判长" in name
    assert "00:00:00" in name
    assert "机器转写，未经核对" in name
    shown.go_to(7)
    assert "建议角色：原告代理人，待确认" in shown.editor.accessibleName()
