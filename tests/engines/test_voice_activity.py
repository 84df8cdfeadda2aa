"""Speech is found where it is, in whatever pieces the sound comes, and silence is left alone."""

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.support.sounds import Samples, babble
from workbench.engines import voice_activity
from workbench.engines.protocols import Available
from workbench.engines.voice_activity import FRAME, StretchCutter, VoiceActivity, VoiceOptions
from workbench.kernel.errors import UserError

RATE = 16_000
A_SECOND = RATE // FRAME


def silence(seconds: float) -> Samples:
    return np.zeros((1, int(seconds * RATE)), np.float32)


@pytest.fixture(scope="module")
def talk() -> "np.ndarray[tuple[int], np.dtype[np.float32]]":
    parts = [silence(1.0), babble(1.4), silence(1.5), babble(1.2, seed=3), silence(1.0)]
    joined = np.concatenate(parts, axis=1)[0]
    return np.asarray(joined, np.float32)


def test_speech_stands_where_it_is(talk: Samples) -> None:
    activity = VoiceActivity(VoiceOptions(lead=0, margin=0))
    found = activity.feed(talk[:]) + activity.finish()
    assert len(found) == 2
    assert found[0] == pytest.approx((1.0, 2.4), abs=0.1)
    assert found[1] == pytest.approx((3.9, 5.1), abs=0.3)


@pytest.mark.parametrize("size", [100, 512, 5000, 16_000])
def test_the_size_of_the_pieces_makes_no_difference(talk: Samples, size: int) -> None:
    whole, pieces = VoiceActivity(), VoiceActivity()
    expected = whole.feed(talk[:]) + whole.finish()
    found = [one for n in range(0, talk.size, size) for one in pieces.feed(talk[n : n + size])]
    assert found + pieces.finish() == expected


def test_times_count_from_the_start_that_is_given(talk: Samples) -> None:
    plain, later = VoiceActivity(), VoiceActivity(start=100.0)
    expected = np.array(plain.feed(talk[:]) + plain.finish()) + 100
    assert np.array(later.feed(talk[:]) + later.finish()) == pytest.approx(expected)


@pytest.mark.parametrize("kind", ["nothing", "hiss", "hum", "tone"])
def test_what_is_no_voice_is_no_speech(kind: str) -> None:
    time = np.arange(20 * RATE) / RATE
    sound = {
        "nothing": np.zeros(time.size),
        "hiss": np.random.default_rng(1).normal(0, 0.05, time.size),
        "hum": 0.05 * np.sign(np.sin(2 * np.pi * 50 * time)),
        "tone": 0.3 * np.sin(2 * np.pi * 700 * time),
    }[kind].astype(np.float32)
    activity = VoiceActivity()
    assert activity.feed(sound) + activity.finish() == []


def test_it_says_what_it_is() -> None:
    state = voice_activity.available()
    assert isinstance(state, Available)
    assert len(state.model_hash()) == 64


def test_a_missing_or_damaged_network_is_said(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="缺少语音检测组件"):
        VoiceActivity(model=tmp_path / "x.onnx")
    (tmp_path / "x.onnx").write_bytes(b"x")
    with pytest.raises(UserError, match="已损坏"):
        VoiceActivity(model=tmp_path / "x.onnx")


def cut(values: list[float], options: VoiceOptions) -> list[tuple[int, int]]:
    cutter = StretchCutter(options)
    return cutter.feed(values) + cutter.finish()


def test_a_short_pause_does_not_end_a_stretch() -> None:
    values = [1.0] * 20 + [0.0] * 10 + [1.0] * 20 + [0.0] * 40
    options = VoiceOptions(lead=0, margin=0)
    assert cut(values, options) == [(0, 50 * FRAME)]
    assert cut([0.0] * 10 + [1.0] * 2 + [0.0] * 40, options) == []


def test_a_long_speech_is_cut_at_its_most_silent_place() -> None:
    values = [0.9] * (40 * A_SECOND)
    values[20 * A_SECOND] = 0.6
    found = cut(values, VoiceOptions())
    assert found[0] == (0, 20 * A_SECOND * FRAME)
    assert found[1][0] == found[0][1]


@given(
    values=st.lists(st.sampled_from([0.0, 0.4, 0.6, 1.0]).map(lambda v: [v] * 7), max_size=400),
    size=st.integers(1, 300),
)
def test_stretches_keep_their_promises(values: list[list[float]], size: int) -> None:
    options = VoiceOptions(longest=8.0)
    frames = [one for some in values for one in some]
    cutter = StretchCutter(options)
    found: list[tuple[int, int]] = []
    for place in range(0, len(frames), size):
        settled = cutter.settled
        new = cutter.feed(frames[place : place + size])
        assert all(first >= settled for first, _ in new)
        found += new
    found += cutter.finish()
    assert found == cut(frames, options)
    last = 0
    for first, end in found:
        assert last <= first < end <= len(frames) * FRAME
        assert end - first <= options.longest * RATE
        last = end
    inside = np.zeros(len(frames) * FRAME, bool)
    for first, end in found:
        inside[first:end] = True
    loud = [n for n in range(len(frames) - 4) if min(frames[n : n + 5]) >= 0.6]
    assert all(inside[n * FRAME] for n in loud)
