"""The outline of a waveform shows every peak, whatever blocks the sound comes in."""

import io

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.hearing.audio.test_damage import damaged
from tests.support.sounds import wav
from workbench.hearing.audio import PeakMeter, peaks

RATE = 16_000


def test_a_click_stands_in_its_column_and_channel() -> None:
    sound = np.zeros((2, 3 * RATE), np.float32)
    sound[1, RATE + 7] = 0.5
    sound[0, 2 * RATE] = -1.0
    found = peaks(io.BytesIO(wav(sound, RATE)))
    assert found.low.shape == found.high.shape == (2, 150)
    assert found.seconds == 3.0
    assert np.argwhere(found.high > 10).tolist() == [[1, 50]]
    assert np.argwhere(found.low < -10).tolist() == [[0, 100]]
    assert found.high[1, 50] == pytest.approx(0.5 * 127, abs=1)


@given(st.lists(st.integers(0, 900), min_size=1, max_size=8), st.sampled_from([10, 50, 100]))
def test_blocks_make_no_difference(sizes: list[int], per_second: int) -> None:
    sound = np.random.default_rng(3).uniform(-1, 1, (2, sum(sizes))).astype(np.float32)
    whole, pieces = PeakMeter(per_second), PeakMeter(per_second)
    whole.feed(sound)
    place = 0
    for size in sizes:
        pieces.feed(sound[:, place : place + size])
        place += size
    one, other = whole.result(), pieces.result()
    assert np.array_equal(one.low, other.low)
    assert np.array_equal(one.high, other.high)
    assert one.seconds == sum(sizes) / RATE
    assert one.low.shape[1] == -(-sum(sizes) * per_second // RATE)


def test_damages_and_progress_are_told() -> None:
    told: list[float] = []
    found = peaks(io.BytesIO(damaged("flac")), progress=told.append)
    assert len(found.damages) == 1
    assert found.seconds == pytest.approx(9.0, abs=0.1)
    assert told == sorted(told)
    assert told[-1] == found.seconds
