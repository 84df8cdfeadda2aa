"""What a microphone hears of its neighbour is told from a voice of its own."""

import numpy as np
import pytest

from tests.support.sounds import Samples, babble
from workbench.hearing.own_voice import Loudness

RATE = 16_000


def judged(channels: list[Samples], size: int = RATE, start: float = 0.0) -> Loudness:
    loudness = Loudness(start)
    sound = np.stack(channels) + np.random.default_rng(1).normal(0, 1e-4, (1, channels[0].size))
    for place in range(0, sound.shape[1], size):
        loudness.add(sound[:, place : place + size].astype(np.float32))
    return loudness


ONE, OTHER = babble(4.0, seed=1)[0], babble(4.0, pitch=230.0, seed=2)[0]


@pytest.mark.parametrize("leak", [0.2, 0.1, 0.03, 0.01])
def test_a_neighbour_heard_weakly_is_an_echo(leak: float) -> None:
    late = np.roll(ONE, 100)  # sound takes its time to the other microphone
    loudness = judged([ONE, leak * late])
    assert loudness.is_echo(1, 0.0, 4.0)
    assert not loudness.is_echo(0, 0.0, 4.0)


@pytest.mark.parametrize("soft", [1.0, 0.3, 0.1])
def test_a_soft_voice_under_a_loud_one_is_kept(soft: float) -> None:
    loudness = judged([ONE + 0.05 * OTHER, soft * OTHER + 0.05 * ONE])
    assert not loudness.is_echo(0, 0.0, 4.0)
    assert not loudness.is_echo(1, 0.0, 4.0)


def test_a_voice_that_goes_on_after_the_loud_one_is_kept() -> None:
    longer = np.concatenate([0.03 * ONE[: 3 * RATE], 0.3 * OTHER[:RATE]])
    first = np.concatenate([ONE[: 3 * RATE], np.zeros(RATE, np.float32)])
    assert not judged([first, longer]).is_echo(1, 0.0, 4.0)


def test_two_microphones_of_the_same_level_are_left_to_their_words() -> None:
    loudness = judged([ONE, 0.8 * ONE])
    assert not loudness.is_echo(0, 0.0, 4.0)
    assert not loudness.is_echo(1, 0.0, 4.0)


def test_one_channel_or_all_mixed_echo_nothing() -> None:
    assert not judged([ONE]).is_echo(0, 0.0, 4.0)
    assert not judged([ONE, 0.03 * ONE]).is_echo(-1, 0.0, 4.0)
    assert not Loudness().is_echo(0, 0.0, 4.0)
    assert not judged([ONE, 0.03 * ONE]).is_echo(1, 50.0, 54.0)


@pytest.mark.parametrize("size", [123, 800, 40_000])
def test_blocks_and_start_make_no_difference(size: int) -> None:
    quiet = np.zeros(70 * RATE, np.float32)
    first, second = np.concatenate([quiet, ONE]), np.concatenate([quiet, 0.05 * ONE])
    loudness = judged([first, second], size, start=1000.0)
    assert loudness.is_echo(1, 1070.0, 1074.0)
    assert not loudness.is_echo(0, 1070.0, 1074.0)
