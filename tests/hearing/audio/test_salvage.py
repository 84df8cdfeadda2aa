"""A recorder that lost power before it wrote the index: what can be found is read."""

import contextlib
import io
from dataclasses import replace
from functools import cache

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.hearing.audio.test_decoding import RATE, likeness, read
from tests.hearing.audio.test_tracks import Track, film
from tests.support.sounds import KINDS, encoded, tune
from workbench.hearing.audio import probe
from workbench.kernel.errors import UserError

SECONDS = 9.0


@cache
def cut(rate: int, channels: int, suffix: str = "m4a") -> bytes:
    """Return a file that ends where its index would begin."""
    kind = replace(KINDS[suffix], rate=rate, channels=channels)
    if suffix == "amr":
        kind = replace(kind, container="3gp")
    content = encoded(kind, tune(SECONDS, rate, channels))
    return content[: content.rindex(b"moov") - 4]


@pytest.mark.parametrize(
    ("rate", "channels"), [(44_100, 2), (44_100, 1), (16_000, 1), (24_000, 2), (8_000, 1)]
)
def test_plain_aac_is_found_frame_by_frame(rate: int, channels: int) -> None:
    content = cut(rate, channels)
    found = probe(io.BytesIO(content))
    assert (found.codec, found.rate, found.channels) == ("aac", rate, channels)
    told = "".join(found.warnings)
    assert "没有录完" in told
    assert f"按{rate}Hz推定" in told
    got, damages = read(io.BytesIO(content))
    assert got.shape[1] / RATE == pytest.approx(SECONDS, abs=0.3)
    assert [one.words for one in damages] == ["录音没有录完，能找回的声音到此为止"]
    whole, _ = read(
        io.BytesIO(
            encoded(
                replace(KINDS["m4a"], rate=rate, channels=channels), tune(SECONDS, rate, channels)
            )
        )
    )
    middle, size = slice(2 * RATE, 4 * RATE), min(got.shape[1], whole.shape[1])
    # Without the index nobody knows that the first frame is the codec's own.
    shifts = range(0, 3 * RATE * 1024 // rate, 2)
    best = max(
        likeness(np.roll(got[:, :size], -n, axis=1)[:, middle], whole[:, middle]) for n in shifts
    )
    assert best > 0.98


def test_frames_of_a_telephone_say_their_length_themselves() -> None:
    content = cut(8_000, 1, "amr")
    found = probe(io.BytesIO(content))
    assert (found.codec, found.rate) == ("amrnb", 8_000)
    assert "推定" not in "".join(found.warnings)
    assert read(io.BytesIO(content))[0].shape[1] / RATE == pytest.approx(SECONDS, abs=0.3)


@settings(max_examples=8)
@given(start=st.floats(0, SECONDS - 0.5))
def test_reading_from_the_middle_gives_the_same(start: float) -> None:
    content = cut(16_000, 1)
    reference = read(io.BytesIO(content))[0][:, round(start * RATE) :]
    got, _ = read(io.BytesIO(content), start)
    assert got.shape == reference.shape
    assert likeness(got[:, :RATE], reference[:, :RATE]) > 0.99


@settings(max_examples=15)
@given(share=st.floats(0.0, 1.0))
def test_wherever_it_breaks_off_it_is_read_or_refused_in_words(share: float) -> None:
    content = cut(16_000, 1)[: round(len(cut(16_000, 1)) * share)]
    if share < 0.5:
        with contextlib.suppress(UserError):
            assert read(io.BytesIO(content))[1]
        return
    got, damages = read(io.BytesIO(content))
    assert damages
    assert got.shape[1] / RATE == pytest.approx(SECONDS * share, abs=0.7)


def test_where_nothing_can_be_found_that_is_said() -> None:
    whole = film([Track(tune(5.0, 48_000, 1), 48_000, codec="aac")], "mp4")
    with pytest.raises(UserError, match="不能恢复") as caught:
        probe(io.BytesIO(whole[: whole.rindex(b"moov") - 4]))
    assert "保留原文件" in caught.value.advice
    assert "厂家" in caught.value.advice


def test_room_that_was_laid_out_and_never_written_is_no_sound() -> None:
    size = (1 << 20).to_bytes(4, "big")
    empty = b"\0\0\0\x10ftypmp42\0\0\0\0" + size + b"mdat" + bytes((1 << 20) - 8)
    with pytest.raises(UserError):
        probe(io.BytesIO(empty))
