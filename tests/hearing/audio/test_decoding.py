"""The sound of a recording comes whole, in its channels, and the same from any second on."""

import io
from functools import cache
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.support.sounds import KINDS, Samples, recording, tune, wav
from workbench.hearing.audio import Block, Source, decode
from workbench.hearing.model import Damage
from workbench.kernel.vault import Vault

SECONDS = 9.0
RATE = 16_000


def read(source: Source, start: float = 0.0, rate: int = RATE) -> tuple[Samples, list[Damage]]:
    """Return all samples and damages; blocks must join."""
    pieces, damages = [], []
    place = round(start * rate)
    for item in decode(source, start, rate):
        if isinstance(item, Damage):
            damages.append(item)
            continue
        assert item.start == place / rate
        assert item.samples.dtype == np.float32
        place += item.samples.shape[1]
        pieces.append(item.samples)
    return (np.concatenate(pieces, axis=1) if pieces else np.zeros((0, 0), np.float32)), damages


@cache
def made(suffix: str) -> bytes:
    return recording(suffix, SECONDS)


@cache
def whole(suffix: str, rate: int = RATE) -> Samples:
    samples, damages = read(io.BytesIO(made(suffix)), rate=rate)
    assert damages == []
    return samples


def likeness(one: Samples, other: Samples) -> float:
    """Return the correlation of two sounds, 1 for the same."""
    return float(np.sum(one * other) / np.sqrt(np.sum(one**2) * np.sum(other**2)))


@pytest.mark.parametrize("suffix", KINDS)
def test_every_format_gives_the_sound_that_went_in(suffix: str) -> None:
    kind = KINDS[suffix]
    truth = tune(SECONDS, RATE, kind.channels)
    got = whole(suffix)
    assert got.shape[0] == kind.channels
    assert got.shape[1] == pytest.approx(truth.shape[1], abs=0.1 * RATE)
    size = min(got.shape[1], truth.shape[1])
    # Some codecs put up to a tenth of a second before the sound and do not say so.
    shifts = [0, *range(-1700, 1700, 4)]
    middle = slice(RATE, size - RATE)
    best = max(
        likeness(np.roll(got[:, :size], -n, axis=1)[:, middle], truth[:, middle]) for n in shifts
    )
    assert best > (0.8 if suffix == "ogg" else 0.97)  # the vorbis encoder at hand is a poor one


@settings(max_examples=12)
@given(suffix=st.sampled_from(sorted(KINDS)), start=st.floats(0, SECONDS - 0.2))
@pytest.mark.parametrize("rate", [RATE, 48_000])
def test_reading_from_the_middle_is_exact_to_a_sample(rate: int, suffix: str, start: float) -> None:
    reference = whole(suffix, rate)[:, round(start * rate) :]
    got, _ = read(io.BytesIO(made(suffix)), start, rate)
    assert got.shape == reference.shape
    if KINDS[suffix].exact:
        assert np.abs(got - reference).max() < 1e-4
    else:
        # The codec adds noise of its own; that it stands at the right sample is what counts.
        stretch = slice(0, rate)
        here = likeness(got[:, stretch], reference[:, stretch])
        assert here > 0.995
        later = np.roll(reference, 4, axis=1)[:, stretch]
        assert likeness(got[:, stretch][:, 8:], later[:, 8:]) < here


@pytest.mark.parametrize("channels", [1, 3, 7, 8, 9, 16])
def test_channels_stay_apart(channels: int) -> None:
    sound = np.zeros((channels, 3 * 48_000), np.float32)
    for number in range(channels):
        sound[number] = 0.05 * (number + 1)
    got, _ = read(io.BytesIO(wav(sound, 48_000)))
    assert got.shape == (channels, 3 * RATE)
    levels = got[:, RATE : 2 * RATE].mean(axis=1)
    assert levels == pytest.approx([0.05 * (n + 1) for n in range(channels)], abs=1e-3)


@pytest.mark.parametrize("suffix", ["wav", "flac", "mp3"])
def test_path_stream_and_vault_give_the_same(suffix: str, tmp_path: Path) -> None:
    path = tmp_path / "庭审录音.mp4"  # the ending is wrong on purpose
    path.write_bytes(made(suffix))
    assert np.array_equal(read(path)[0], whole(suffix))
    vault = Vault(tmp_path / "vault", bytes(32))
    stored = vault.put(made(suffix))
    with vault.open(stored.sha256) as stream:
        assert np.array_equal(read(stream)[0], whole(suffix))
        later, _ = read(stream, 4.5)
        assert np.abs(later - whole(suffix)[:, round(4.5 * RATE) :]).max() < 1e-4
        assert not stream.closed


def test_blocks_are_about_a_second() -> None:
    blocks = [item for item in decode(io.BytesIO(made("mp3"))) if isinstance(item, Block)]
    assert all(0.9 * RATE < block.samples.shape[1] < 1.5 * RATE for block in blocks[:-1])


@pytest.mark.parametrize("suffix", ["wav", "mp3", "opus", "m4a"])
def test_past_the_end_there_is_nothing(suffix: str) -> None:
    assert read(io.BytesIO(made(suffix)), SECONDS + 60)[0].size == 0


@pytest.mark.parametrize("width", ["pcm_u8", "pcm_s24le", "pcm_s32le", "pcm_f32le", "pcm_f64le"])
def test_every_width_of_sample_has_the_same_level(width: str) -> None:
    from dataclasses import replace

    from tests.support.sounds import encoded

    kind = replace(KINDS["wav"], codec=width, rate=RATE)
    sound = tune(2.0, RATE, 2)
    got, _ = read(io.BytesIO(encoded(kind, sound)))
    assert np.abs(got - sound).max() < (0.01 if width == "pcm_u8" else 1e-4)
