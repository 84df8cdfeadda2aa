"""Sound is brought around zero, and left alone where it is there already."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.hearing.centring import Centring

RATE = 16_000


def test_sound_around_zero_stays_as_it_is() -> None:
    sound = np.sin(np.arange(5 * RATE, dtype=np.float32) / 9)[None]
    assert np.array_equal(Centring().feed(sound), sound)


@given(offset=st.floats(-0.9, 0.9), sizes=st.lists(st.integers(0, 90_000), min_size=1, max_size=5))
def test_a_constant_goes_and_the_sound_stays(offset: float, sizes: list[int]) -> None:
    centring, place = Centring(), 0
    for size in sizes:
        # Whole waves only: their own mean is zero.
        time = np.arange(place, place + size // 100 * 100)
        place = int(time[-1]) + 1 if time.size else place
        wave = (0.1 * np.sin(2 * np.pi * time / 100)).astype(np.float32)
        got = centring.feed((wave + np.float32(offset))[None])
        assert got.shape == (1, wave.size)
        if wave.size:
            assert np.abs(got[0] - wave).max() == pytest.approx(0.0, abs=0.004)


def test_a_constant_that_begins_glides_and_does_not_click() -> None:
    centring = Centring()
    centring.feed(np.zeros((2, RATE), np.float32))
    got = centring.feed(np.full((2, RATE), 0.5, np.float32))
    assert np.abs(np.diff(got, axis=1)).max() < 1e-4


def test_a_sample_that_is_no_number_spoils_nothing_else() -> None:
    sound = np.zeros((1, 100), np.float32)
    sound[0, 50] = np.nan
    assert np.isnan(Centring().feed(sound)).sum() == 1
