"""Every key of the page of a hearing, pressed as a person does, does what its title says."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import QKeyCombination, Qt, QTimer
from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog
from pytestqt.qtbot import QtBot

from tests.ui.hearing.keys import CTRL, KEY, press, stored
from ui.pages.hearing import HearingPage
from workbench.hearing.model import RoleBasis

Act = Callable[[HearingPage], object]
Seen = Callable[[HearingPage], object]
ROW, SECOND = 4, 30.0
SUGGESTED = 7
ELSEWHERE = {"hearing.live", "hearing.live_begin", "hearing.live_pause", "hearing.live_end"}
"""Keys of a live recording are pressed in its own tests."""


def nothing(_page: HearingPage) -> None:
    """Prepare nothing."""


def at(second: float) -> Seen:
    return lambda page: page.player.position == pytest.approx(second, abs=0.05)


def row(number: int) -> Seen:
    return lambda page: page.view.current_row == number


def find(page: HearingPage) -> None:
    page.finder.ask(False)
    page.finder.field.setText("没有异议")
    page.searching.search("没有异议")
    page.view.setFocus()


def give_role(page: HearingPage) -> None:
    page.acts.roles.set_role("证人")


def give_and_take_role(page: HearingPage) -> None:
    give_role(page)
    page.acts.undo()


def to_suggested(page: HearingPage) -> None:
    page.view.go_to(SUGGESTED, 10)


def to_changed(page: HearingPage) -> None:
    page.show_layers(True)
    page.view.go_to(2, 0)


def role_of_key(number: int) -> Seen:
    return lambda page: stored(page, ROW).role == page.session.roles.keys[number - 1]


def first_second(page: HearingPage) -> bool:
    turn = next(one for one in page.session.turns if one.id == stored(page, ROW).id)
    return turn.start < page.player.position < turn.end and page.player.playing


CASES: dict[str, tuple[Act, Seen]] = {
    "hearing.play": (nothing, lambda page: page.player.playing),
    "hearing.back": (nothing, at(SECOND - 3)),
    "hearing.play_turn": (nothing, lambda page: page.player.playing and page.player.position < 25),
    "hearing.loop_turn": (nothing, lambda page: page.player.looping),
    "hearing.next_uncertain": (nothing, row(8)),
    "hearing.previous_uncertain": (lambda page: page.view.go_to(12), row(9)),
    "hearing.uncertain": (nothing, lambda page: page.jumps.isVisible()),
    "hearing.find": (nothing, lambda page: page.finder.field.hasFocus()),
    "hearing.replace": (nothing, lambda page: page.finder.put.isVisible()),
    "hearing.find_next": (find, row(4)),
    "hearing.find_previous": (find, row(15)),
    "hearing.layers": (nothing, lambda page: page.view.both),
    "hearing.undo": (give_role, lambda page: stored(page, ROW).role == "原告"),
    "hearing.redo": (give_and_take_role, lambda page: stored(page, ROW).role == "证人"),
    "hearing.stretch_start": (nothing, lambda page: page.wave.stretch == (SECOND, 122.0)),
    "hearing.stretch_end": (nothing, lambda page: page.wave.stretch == (0.0, SECOND)),
    "hearing.confirm_roles": (nothing, lambda page: not page.session.suggested),
    "transcript.play": (nothing, lambda page: page.player.playing),
    "transcript.back": (nothing, at(SECOND - 3)),
    "transcript.faster": (nothing, lambda page: page.player.speed == 1.1),
    "transcript.slower": (nothing, lambda page: page.player.speed == 0.9),
    "transcript.play_sentence": (nothing, lambda page: 24 <= page.player.position < 25),
    "transcript.play_here": (nothing, first_second),
    "transcript.to_played": (nothing, row(5)),
    "transcript.split": (to_suggested, lambda page: len(page.session.turns) == 21),
    "transcript.join": (nothing, lambda page: len(page.session.turns) == 19),
    "transcript.delete": (nothing, lambda page: len(page.session.turns) == 19),
    "transcript.start_now": (
        lambda page: page.player.seek(25.0),
        lambda page: stored(page, ROW).start == pytest.approx(25.0),
    ),
    "transcript.end_now": (nothing, lambda page: stored(page, ROW).end == pytest.approx(SECOND)),
    "transcript.extend_up": (nothing, lambda page: len(page.view.chosen()) == 2),
    "transcript.extend_down": (nothing, lambda page: len(page.view.chosen()) == 2),
    "transcript.confirm_role": (
        to_suggested,
        lambda page: stored(page, SUGGESTED).basis is RoleBasis.HAND,
    ),
    "transcript.checked": (
        nothing,
        lambda page: stored(page, ROW).id not in page.session.unchecked and row(5)(page),
    ),
    "transcript.unchecked": (
        lambda page: page.session.check([stored(page, ROW)]),
        lambda page: stored(page, ROW).id in page.session.unchecked,
    ),
    "transcript.layer": (nothing, lambda page: page.view.layer == "cleaned"),
    "transcript.revert_change": (to_changed, lambda page: bool(stored(page, 2).skipped)),
    **{f"transcript.role_{number}": (nothing, role_of_key(number)) for number in range(1, 10)},
}
DIALOGS = ("hearing.transcribe", "hearing.import", "transcript.insert", "transcript.times")


def combinations(page: HearingPage, command: str) -> list[QKeyCombination]:
    keys = page._bridge.shortcuts.keys(command)
    return [sequence[0] for sequence in keys]  # type: ignore[index]


def test_every_key_is_pressed_here(page: HearingPage) -> None:
    commands = page._bridge.shortcuts.table.commands
    keys = {one.key for one in commands if one.scope in ("hearing", "transcript") and one.keys}
    assert keys - ELSEWHERE - {"hearing.record"} == CASES.keys() | set(DIALOGS)


def begin(page: HearingPage) -> None:
    """Take back what was done, and go where every case begins."""
    page.player.pause()
    while page.session.editing.undoable:
        page.acts.undo()
    page.session.check(page.session.turns, checked=False)
    page.finder.leave()
    page.show_layers(False)
    page.show_uncertain(False)
    page.wave.mark(None)
    page.player.set_speed(1.0)
    page.player.seek(SECOND)
    page.view.setFocus()
    page.view.go_to(ROW, 3)


def test_every_key_does_what_it_says(page: HearingPage) -> None:
    wrong = []
    for command, (prepare, seen) in CASES.items():
        for combination in combinations(page, command):
            begin(page)
            prepare(page)
            key = KEY.Key_Backtab if command == "transcript.back" else combination.key()
            press(page, key, combination.keyboardModifiers())
            if not seen(page):
                wrong.append(f"{command}: {QKeySequence(combination).toString()}")
    assert wrong == []


@pytest.mark.parametrize("command", DIALOGS)
def test_a_key_that_asks_opens_a_dialog_that_esc_closes(page: HearingPage, command: str) -> None:
    before = page.session.turns
    asked: list[str] = []

    def close() -> None:
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, QDialog)
        asked.append(dialog.windowTitle())
        QTest.keyClick(dialog, KEY.Key_Escape)

    QTimer.singleShot(200, close)
    (combination,) = combinations(page, command)
    press(page, combination.key(), combination.keyboardModifiers())
    assert len(asked) == 1
    assert asked[0]
    assert page.session.turns == before


def test_the_record_is_one_key_away(page: HearingPage, qtbot: QtBot) -> None:
    with qtbot.waitSignal(page.record_wanted, timeout=1000):
        press(page, KEY.Key_B, CTRL)


def test_an_hour_of_correcting_by_keyboard_alone(page: HearingPage, qtbot: QtBot) -> None:
    """Listen, correct, check, cut, give roles, look for doubts, and take all of it back."""
    before = page.session.turns
    page.view.go_to(0, 0)
    press(page, KEY.Key_F9)
    QTest.keyClicks(page.view.editor, "ok")
    press(page, KEY.Key_Return)
    press(page, KEY.Key_Return, Qt.KeyboardModifier.AltModifier)
    press(page, KEY.Key_Down, CTRL | Qt.KeyboardModifier.ShiftModifier)
    press(page, KEY.Key_9, CTRL)
    press(page, KEY.Key_F7)
    press(page, KEY.Key_M, CTRL)
    assert stored(page, 0).verbatim.startswith("ok")
    assert stored(page, 1).id not in page.session.unchecked
    assert [stored(page, number).role for number in (2, 3)] == ["证人", "证人"]
    assert len(page.session.turns) == len(before) - 1
    for _ in range(4):
        press(page, KEY.Key_Z, CTRL)
    assert page.session.turns == before
    qtbot.waitUntil(lambda: stored(page, 1).id in page.session.unchecked)
    assert page.session.steps()[0] == ""
