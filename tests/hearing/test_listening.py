"""A channel's speech comes in windows with its own sound, in whatever pieces it was fed."""

import numpy as np
import pytest

from tests.support.sounds import Samples, babble
from workbench.hearing.listening import Listening, Prepared

RATE = 16_000


def talk(turns: int, pause: float) -> Samples:
    parts = [np.zeros((1, int(pause * RATE)), np.float32)]
    for number in range(turns):
        parts += [babble(1.3, seed=number), parts[0]]
    return np.asarray(np.concatenate(parts, axis=1)[0], np.float32)


def heard(sound: Samples, size: int = RATE, **options: float | bool) -> list[Prepared]:
    listening = Listening(**options)  # type: ignore[arg-type]
    found = []
    for place in range(0, sound.size, size):
        settled = listening.settled
        new = list(listening.feed(sound[place : place + size]))
        assert all(one.window.pieces[0].start >= settled for one in new)
        found += new
    return found + list(listening.finish())


def test_each_window_holds_the_sound_of_its_stretches() -> None:
    sound = talk(24, 1.0)
    windows = heard(sound)
    assert sum(len(one.window.pieces) for one in windows) == 24
    assert len(windows) == 2
    for one in windows:
        assert one.sound.dtype == np.float32
        assert one.sound.size == pytest.approx(one.window.length * RATE, abs=1)
        for piece, level in zip(one.window.pieces, one.levels, strict=True):
            at, size = round(piece.at * RATE), round((piece.end - piece.start) * RATE)
            first = round(piece.start * RATE)
            original = sound[first : first + size]
            assert np.array_equal(one.sound[at : at + size], original[: one.sound[at:].size])
            assert level == pytest.approx(float(np.sqrt(np.mean(original**2))), rel=1e-3)


@pytest.mark.parametrize("size", [777, 40_000, 10**7])
def test_the_size_of_the_pieces_makes_no_difference(size: int) -> None:
    sound = talk(6, 1.0)
    one, other = heard(sound, patience=1e9), heard(sound, size, patience=1e9)
    assert [p.window for p in one] == [p.window for p in other]
    assert all(np.array_equal(a.sound, b.sound) for a, b in zip(one, other, strict=True))


def test_a_window_does_not_wait_forever() -> None:
    windows = heard(talk(4, 10.0), patience=15.0)
    assert len(windows) > 1
    assert heard(talk(4, 10.0), patience=1e9)[0].window.pieces[-1].start > 30


def test_one_stretch_a_window_where_the_model_wants_it() -> None:
    assert [len(one.window.pieces) for one in heard(talk(3, 1.0), one_stretch=True)] == [1, 1, 1]


def test_starting_later_shifts_the_times() -> None:
    sound = talk(2, 1.0)
    plain, later = heard(sound)[0], heard(sound, start=50.0)[0]
    shifted = [piece.start + 50 for piece in plain.window.pieces]
    assert [piece.start for piece in later.window.pieces] == pytest.approx(shifted)
    assert np.array_equal(plain.sound, later.sound)


def test_long_silence_is_not_kept() -> None:
    listening = Listening()
    for _ in range(200):
        assert list(listening.feed(np.zeros(RATE, np.float32))) == []
    assert listening.now == 200
    assert listening.settled > 199
    assert sum(piece.size for piece in listening._held) < 3 * RATE
