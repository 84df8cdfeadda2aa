"""The player: where it is, to the moment, at every speed; what ends it, what it goes on with."""

import io
from collections.abc import Callable, Iterator
from itertools import pairwise
from typing import BinaryIO

import numpy as np
import pytest
from pytestqt.qtbot import QtBot

from tests.ui.hearing import sound
from tests.ui.hearing.sound import Block, HandSink
from ui.hearing import sinks
from ui.hearing.feed import ALL
from ui.hearing.player import Player
from ui.hearing.sinks import SilentSink
from workbench.hearing.model import Damage
from workbench.kernel.errors import UserError

Make = Callable[..., Player]


@pytest.fixture
def hand() -> HandSink:
    return HandSink()


@pytest.fixture
def make(hand: HandSink, qtbot: QtBot) -> Iterator[Make]:
    made: list[Player] = []

    def build(timeline: object = None, decode: object = sound.clicks) -> Player:
        player = Player(sound.opener, decode, lambda: hand)  # type: ignore[arg-type]
        player.set_timeline(timeline or sound.timeline())  # type: ignore[arg-type]
        made.append(player)
        return player

    yield build
    for player in made:
        player.close()


def hear(qtbot: QtBot, hand: HandSink, samples: int) -> None:
    """Hear so many samples, as they come."""
    goal = hand.done + samples

    def step() -> bool:
        hand.hear(min(2400, goal - hand.done))
        return hand.done >= goal

    qtbot.waitUntil(step, timeout=5000)


@pytest.mark.parametrize("speed", [0.5, 0.8, 1.0, 1.3, 2.0])
def test_what_is_heard_is_where_it_says_within_50_ms_at_every_speed(
    make: Make, hand: HandSink, qtbot: QtBot, speed: float
) -> None:
    player = make()
    player.set_speed(speed)
    player.seek(3.2)
    player.play()
    wrong: list[float] = []
    while len(wrong) < 3:
        qtbot.waitUntil(lambda: hand.count > hand.done)
        hand.hear(240)
        if len(sound.onsets(hand.sound()[: hand.done])) > len(wrong):
            with qtbot.waitSignal(player.moved):
                pass
            nearest = round(player.position * 2) / 2  # a click at every half second
            wrong.append(abs(player.position - nearest))
    assert player.position > 4.0
    assert max(wrong) < 0.05


def test_it_stays_where_it_is_paused_and_goes_on_there(
    make: Make, hand: HandSink, qtbot: QtBot
) -> None:
    player = make()
    player.play()
    hear(qtbot, hand, sinks.RATE)
    player.pause()
    assert not hand.running
    assert player.position == pytest.approx(1.0, abs=0.01)
    player.play()
    hear(qtbot, hand, sinks.RATE)
    player.pause()
    assert player.position == pytest.approx(2.0, abs=0.01)


def test_back_goes_three_seconds_back_and_never_before_the_beginning(make: Make) -> None:
    player = make()
    player.seek(4.0)
    player.skip(-3.0)
    assert player.position == 1.0
    player.skip(-3.0)
    assert player.position == 0.0


def test_a_stretch_ends_where_it_ends(make: Make, hand: HandSink, qtbot: QtBot) -> None:
    player = make()
    player.play_stretch(2.0, 2.5)
    hear(qtbot, hand, sinks.RATE // 2)
    qtbot.waitUntil(lambda: not player.playing)
    assert player.position == pytest.approx(2.5)
    player.play()
    hear(qtbot, hand, sinks.RATE)
    assert player.playing
    assert player.position > 3.0


def test_a_stretch_in_a_loop_begins_again(make: Make, hand: HandSink, qtbot: QtBot) -> None:
    player = make()
    places: list[float] = []
    player.moved.connect(places.append)
    player.play_stretch(2.0, 2.3, loop=True)
    hear(qtbot, hand, sinks.RATE)
    assert player.playing
    assert sum(later < earlier for earlier, later in pairwise(places)) >= 2
    player.seek(5.0)
    assert not player.looping


def test_recordings_follow_one_another_over_the_gap(
    make: Make, hand: HandSink, qtbot: QtBot
) -> None:
    first = sound.recording("r1", 1.0)
    second = sound.recording("r2", 2.0, 1, gap=60.0)
    player = make(sound.timeline(first, second))
    player.seek(0.5)
    player.play()
    hear(qtbot, hand, sinks.RATE)
    with qtbot.waitSignal(player.moved):
        pass
    assert player.position == pytest.approx(61.5, abs=0.02)
    hear(qtbot, hand, round(1.5 * sinks.RATE))
    qtbot.waitUntil(lambda: not player.playing)
    assert player.position == pytest.approx(63.0)


def test_one_channel_is_heard_alone(make: Make, hand: HandSink, qtbot: QtBot) -> None:
    player = make()
    player.set_channel(1)
    player.play()
    hear(qtbot, hand, 2 * sinks.RATE)
    alone = sound.onsets(hand.sound())
    assert [round(at / sinks.RATE, 1) for at in alone[:2]] == [0.5, 1.5]
    player.set_channel(ALL)
    assert player.channel == ALL


def test_a_damaged_place_is_passed_over(make: Make, hand: HandSink, qtbot: QtBot) -> None:
    def damaged(stream: BinaryIO, start: float, rate: int) -> Iterator[Block | Damage]:
        for block in sound.clicks(stream, start, rate):
            if block.start < 1.0:
                yield block
            elif block.start < 3.0:
                yield Damage(block.start, block.start + 0.1, "读不出")
            else:
                yield block

    player = make(decode=damaged)
    player.play()
    hear(qtbot, hand, round(1.5 * sinks.RATE))
    with qtbot.waitSignal(player.moved):
        pass
    assert player.position == pytest.approx(3.5, abs=0.02)


@pytest.mark.parametrize("error", [UserError("读不出这段录音。", "请换一份。"), ValueError("no")])
def test_a_decoder_that_fails_is_told_and_ends_nothing_else(
    make: Make, qtbot: QtBot, error: Exception
) -> None:
    def broken(stream: BinaryIO, start: float, rate: int) -> Iterator[Block | Damage]:
        if stream.readable():
            raise error
        yield from sound.clicks(stream, start, rate)

    player = make(decode=broken)
    with qtbot.waitSignal(player.failed) as told:
        player.play()
    assert told.args is not None
    assert all(told.args)
    assert not player.playing


def test_without_loudspeakers_time_runs_and_the_reason_is_said(qtbot: QtBot) -> None:
    player = Player(lambda _id: io.BytesIO(), sound.clicks, lambda: SilentSink(sinks.NO_DEVICE))
    player.set_timeline(sound.timeline())
    with qtbot.waitSignal(player.mute) as told:
        player.play()
    assert told.args == [sinks.NO_DEVICE]
    qtbot.waitUntil(lambda: player.position > 0.2)
    player.close()


def test_a_machine_without_the_sound_library_gets_a_sentence(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def missing() -> None:
        raise ImportError("libpulse.so.0")

    monkeypatch.setattr(sinks, "LoudSink", missing)
    assert sinks.open_sink().words == sinks.NO_LIBRARY


def test_the_silent_clock_never_runs_ahead_of_what_it_was_given() -> None:
    now = [0.0]
    sink = SilentSink(clock=lambda: now[0])
    sink.resume()
    sink.write(np.zeros(4800, np.float32))
    now[0] = 0.05
    assert sink.heard() == 2400
    now[0] = 5.0
    assert sink.heard() == 4800
    sink.pause()
    now[0] = 9.0
    sink.write(np.zeros(4800, np.float32))
    assert sink.heard() == 4800
