"""A damaged recording is read as far as it goes, and the place is named."""

import io
import re
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.hearing.audio.test_decoding import RATE, made, read, whole
from tests.support.sounds import KINDS
from workbench.hearing.model import Damage
from workbench.kernel.errors import UserError

SECONDS = 9.0
WITH_CLOCK = ["m4a", "flac", "ogg", "opus", "wma", "mp4", "mkv", "ts"]


def noise(size: int) -> bytes:
    return np.random.default_rng(7).integers(0, 256, size, dtype=np.uint8).tobytes()


def damaged(suffix: str, spoilt: bytes = b"", share: float = 0.05) -> bytes:
    content = bytearray(made(suffix))
    place, size = len(content) // 2, int(len(content) * share)
    content[place : place + size] = spoilt or noise(size)
    return bytes(content)


@pytest.mark.parametrize("suffix", WITH_CLOCK)
def test_sound_goes_on_at_its_time_after_a_damaged_stretch(suffix: str) -> None:
    got, damages = read(io.BytesIO(damaged(suffix)))
    assert len(damages) == 1
    assert 3.0 < damages[0].start < 4.8
    assert damages[0].start < damages[0].end
    assert damages[0].words
    assert got.shape == whole(suffix).shape
    last = slice(int((damages[0].end + 0.3) * RATE), int(SECONDS * RATE))
    assert last.start < last.stop - RATE // 4
    if KINDS[suffix].exact:
        assert np.abs(got[:, last] - whole(suffix)[:, last]).max() < 1e-3


@pytest.mark.parametrize("suffix", ["mp3", "amr"])
def test_where_the_file_has_no_clock_the_rest_still_comes(suffix: str) -> None:
    got, damages = read(io.BytesIO(damaged(suffix)))
    assert damages
    assert got.shape[1] > 8 * RATE


def test_what_a_damage_inside_took_is_not_told_as_a_cut_at_the_end() -> None:
    _, damages = read(io.BytesIO(damaged("mp3", share=0.2)))
    assert "偏早" in damages[-1].words
    assert not any("中断" in damage.words for damage in damages)
    content = made("mp3")
    _, damages = read(io.BytesIO(content[: len(content) * 6 // 10]))
    assert "偏早" not in damages[-1].words


@pytest.mark.parametrize("suffix", ["wav", "mp3", "flac", "ogg", "opus", "mkv", "amr", "wma"])
def test_a_file_that_was_cut_off_is_read_to_the_cut(suffix: str) -> None:
    content = made(suffix)
    got, damages = read(io.BytesIO(content[: len(content) * 6 // 10]))
    length = got.shape[1] / RATE
    assert 4.0 < length < 6.5
    if suffix != "amr":  # whole frames of a format without a length: nothing tells
        assert damages[-1].end == pytest.approx(length, abs=0.3)
        assert any(word in damages[-1].words for word in ("中断", "损坏"))
    if suffix in ("wav", "mp3", "flac", "mkv", "wma"):
        # What is promised and what came are the whole.
        missing = int(re.findall(r"应有约(\d+)秒", damages[-1].words)[0])
        assert length + missing == pytest.approx(SECONDS, abs=1.0)
    size = got.shape[1] - RATE // 2
    assert np.abs(got[:, :size] - whole(suffix)[:, :size]).max() < 1e-3


@pytest.mark.parametrize("suffix", ["flac", "opus", "mkv"])
def test_after_a_damage_seeking_still_meets_the_same_sample(suffix: str) -> None:
    content = damaged(suffix)
    got, damages = read(io.BytesIO(content))
    start = damages[0].end + 0.5
    later, none = read(io.BytesIO(content), start)
    assert none == []
    assert np.abs(later - got[:, round(start * RATE) :]).max() < 1e-3


@pytest.mark.parametrize("suffix", ["flac", "mp3", "wav"])
def test_a_start_inside_a_damage_gives_silence_until_sound(suffix: str) -> None:
    content = damaged(suffix)
    got, damages = read(io.BytesIO(content))
    start = (damages[0].start + damages[0].end) / 2 if damages else 4.5
    later, _ = read(io.BytesIO(content), start)
    assert later.shape[1] == got.shape[1] - round(start * RATE)


class BadSector(io.BytesIO):
    """A file on a disk that cannot read some of its bytes."""

    bad = range(500_000, 560_000)

    def read(self, size: int | None = -1) -> bytes:
        place = self.tell()
        end = place + (size if size is not None and size >= 0 else 1 << 40)
        if place < self.bad.stop and end > self.bad.start:
            raise OSError(5, "Input/output error")
        return super().read(size)


def test_a_bad_sector_costs_its_neighbourhood_only() -> None:
    got, damages = read(BadSector(made("wav")))
    assert got.shape == whole("wav").shape
    assert len(damages) == 1
    assert "读不出来" in damages[0].words
    bytes_a_second = 44100 * 4
    first, last = 500_000 / bytes_a_second, 560_000 / bytes_a_second
    assert first - 1 < damages[0].start < damages[0].end + 0.1
    before, after = slice(0, int((first - 0.4) * RATE)), slice(int((last + 0.4) * RATE), None)
    assert np.array_equal(got[:, before], whole("wav")[:, before])
    assert np.abs(got[:, after] - whole("wav")[:, after]).max() < 1e-4


def test_a_disk_that_reads_nothing_says_so() -> None:
    file = BadSector(made("mp3"))
    file.bad = range(1 << 40)
    with pytest.raises(UserError, match="读不出来"):
        read(file)


@settings(max_examples=25)
@given(
    suffix=st.sampled_from(sorted(KINDS)),
    cuts=st.lists(
        st.tuples(st.floats(0, 1), st.binary(min_size=1, max_size=400)), min_size=1, max_size=6
    ),
    keep=st.floats(0.01, 1),
)
def test_whatever_is_done_to_a_file_it_is_read_or_refused_in_words(
    suffix: str, cuts: list[tuple[float, bytes]], keep: float
) -> None:
    content = bytearray(made(suffix))
    for where, junk in cuts:
        place = int(where * len(content))
        content[place : place + len(junk)] = junk
    said = ""
    damages: list[Damage] = []
    try:
        _, damages = read(io.BytesIO(bytes(content[: int(len(content) * keep)])))
    except UserError as error:
        said = error.advice
    assert said or all(a.end <= b.start for a, b in pairwise(damages))
