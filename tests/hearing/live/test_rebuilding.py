"""The complete file: as the device spoke, with silence where parts are missing."""

import io
from pathlib import Path

import numpy as np
import pytest

from tests.support.live import place, written
from tests.support.microphones import USUAL, samples
from workbench.hearing.audio import Block, decode, probe
from workbench.hearing.audio.riff import read_head
from workbench.hearing.live.model import Event, Format, Mark, SampleKind
from workbench.hearing.live.parts import SOUND
from workbench.hearing.live.rebuilding import BROKEN, MISSING, WavStream, wav_head
from workbench.hearing.model import Damage

RATE = USUAL.rate
SECONDS = [samples(number * RATE, RATE) for number in range(4)]


def read(stream: WavStream) -> bytes:
    return io.BufferedReader(stream).read()


def test_all_samples_come_back(tmp_path: Path) -> None:
    where = place(tmp_path)
    writer = written(where, *SECONDS[:2])
    writer.mark(Mark(Event.PAUSE, 2 * RATE, "2026-03-05T10:00:00+08:00"))
    writer.sound(SECONDS[2])
    stream = WavStream(where, USUAL)
    made = read(stream)
    assert len(made) == stream.size
    assert made.endswith(b"".join(SECONDS[:3]))
    assert stream.frames == 3 * RATE
    assert not stream.damages


@pytest.mark.parametrize("channels", [1, 2, 3, 8, 16])
@pytest.mark.parametrize("kind", list(SampleKind))
def test_every_format_is_read_as_it_was_recorded(
    tmp_path: Path, kind: SampleKind, channels: int
) -> None:
    form = Format(48_000, channels, kind)
    tone = np.sin(np.arange(4800)[:, None] / 9 + np.arange(channels)) * 0.4
    where = place(tmp_path)
    written(where, _written(tone, kind), form=form)
    path = tmp_path / "made.wav"
    path.write_bytes(read(WavStream(where, form)))
    found = probe(path)
    assert (found.codec, found.rate, found.channels) == (form.codec, 48_000, channels)
    blocks = [item.samples for item in decode(path, rate=48_000) if isinstance(item, Block)]
    whole = np.concatenate(blocks, axis=1)
    assert whole.shape == (channels, 4800)
    assert np.abs(whole - tone.T).max() < (0.02 if kind is SampleKind.U8 else 1e-3)
    assert np.allclose(whole, form.floats(_written(tone, kind)), atol=1e-6)


def test_a_missing_part_is_silence_and_what_follows_keeps_its_time(tmp_path: Path) -> None:
    where = place(tmp_path)
    written(where, *SECONDS)
    where.path(2, SOUND).unlink()
    stream = WavStream(where, USUAL)
    made = read(stream)
    assert made.endswith(SECONDS[0] + USUAL.silence(RATE) + SECONDS[2] + SECONDS[3])
    assert stream.damages == [Damage(1.0, 2.0, MISSING)]


def test_damaged_parts_are_one_silence_of_their_length(tmp_path: Path) -> None:
    where = place(tmp_path)
    written(where, *SECONDS)
    for number in (2, 3):
        path = where.path(number, SOUND)
        path.write_bytes(path.read_bytes()[:-1] + b"?")
    stream = WavStream(where, USUAL)
    assert read(stream).endswith(SECONDS[0] + USUAL.silence(2 * RATE) + SECONDS[3])
    assert stream.damages == [Damage(1.0, 3.0, BROKEN)]


def test_a_part_that_broke_off_after_a_missing_one_costs_no_time(tmp_path: Path) -> None:
    where = place(tmp_path)
    written(where, *SECONDS)
    where.path(1, SOUND).unlink()
    path = where.path(2, SOUND)
    path.write_bytes(path.read_bytes()[:-1] + b"?")
    stream = WavStream(where, USUAL)
    read(stream)
    # How long the missing one was tells the next that can be read.
    assert stream.frames == 4 * RATE


@pytest.mark.parametrize("size", [0, 2, 12 * 2**30])
def test_the_head_says_how_much_follows(size: int) -> None:
    head = wav_head(USUAL, size)
    found = read_head(io.BytesIO(head), len(head) + size)
    assert found is not None
    assert (found.start, found.size) == (len(head), size)
    assert head.startswith(b"RF64" if size > 2**32 else b"RIFF")


def _written(tone: "np.ndarray[tuple[int, int], np.dtype[np.float64]]", kind: SampleKind) -> bytes:
    match kind:
        case SampleKind.F32:
            return tone.astype("<f4").tobytes()
        case SampleKind.U8:
            return np.rint(tone * 127 + 128).astype(np.uint8).tobytes()
        case SampleKind.S16:
            return np.rint(tone * 32767).astype("<i2").tobytes()
        case SampleKind.S32:
            return np.rint(tone * (2**31 - 1)).astype("<i4").tobytes()
