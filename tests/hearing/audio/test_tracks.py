"""A file with a track for each microphone gives them as channels side by side."""

import io
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import cast

import av
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.hearing.audio.test_decoding import RATE, read
from tests.support.sounds import Samples, tune
from workbench.hearing.audio import probe
from workbench.kernel.errors import UserError
from workbench.kernel.vault import Vault

SECONDS = 6.0


@dataclass(frozen=True)
class Track:
    """A track of a file: its sound, at a rate, and when it begins (seconds)."""

    sound: Samples
    rate: int = RATE
    begin: float = 0.0
    codec: str = "flac"


def film(tracks: Sequence[Track], container: str = "matroska", *, picture: bool = True) -> bytes:
    """Return a file with tracks, and a moving picture before them."""
    file = io.BytesIO()
    with av.open(file, "w", container) as out:
        packets = []
        if picture:
            video = out.add_stream("mpeg4", 5)
            video.width, video.height = 64, 48
            for number in range(round(5 * SECONDS)):
                frame = av.VideoFrame.from_ndarray(np.full((48, 64, 3), number, np.uint8), "rgb24")
                frame.pts = number
                packets += [(number / 5, one) for one in video.encode(frame)]
            packets += [(SECONDS, one) for one in video.encode(None)]
        for track in tracks:
            packets += list(_packets(out, track))
        for _, packet in sorted(packets, key=lambda pair: pair[0]):
            out.mux(packet)
    return file.getvalue()


Timed = list[tuple[float, "av.Packet[av.AudioStream]"]]


def _packets(out: "av.container.OutputContainer", track: Track) -> Timed:
    stream = cast("av.AudioStream", out.add_stream(track.codec, track.rate))
    channels = track.sound.shape[0]
    layout = {1: "mono", 2: "stereo"}.get(channels, f"{channels} channels")
    stream.codec_context.layout = layout
    stream.codec_context.open()
    if not track.sound.shape[1]:
        return []
    size = stream.codec_context.frame_size or 1024
    converter = av.AudioResampler(stream.codec_context.format, layout, track.rate, size)
    flat = np.ascontiguousarray(track.sound.T).reshape(1, -1)
    frame = av.AudioFrame.from_ndarray(flat, "flt", layout)
    frame.sample_rate, frame.pts = track.rate, round(track.begin * track.rate)
    made: list[av.Packet[av.AudioStream]] = []
    for piece in [*converter.resample(frame), *converter.resample(None)]:
        made += stream.encode(piece)
    made += stream.encode(None)
    return [(float((one.pts or 0) * (one.time_base or 0)), one) for one in made]


def tones(*levels: float, seconds: float = SECONDS, rate: int = RATE) -> Samples:
    """Return a channel for each level that stays on it."""
    return np.repeat(np.array(levels, np.float32)[:, None], round(seconds * rate), axis=1)


@pytest.mark.parametrize("container", ["matroska", "mp4"])
def test_each_track_becomes_channels_of_its_own(container: str) -> None:
    content = film([Track(tones(0.1 * n)) for n in (1, 2, 3, 4)], container)
    found = probe(io.BytesIO(content))
    assert found.channels == 4
    assert found.video
    assert "音轨1为声道1，音轨2为声道2，音轨3为声道3，音轨4为声道4" in "".join(found.warnings)
    got, damages = read(io.BytesIO(content))
    assert damages == []
    assert got.shape == (4, SECONDS * RATE)
    assert got.mean(axis=1) == pytest.approx([0.1, 0.2, 0.3, 0.4], abs=1e-3)


def test_the_widest_track_comes_first_as_turns_of_older_versions_name_its_channels() -> None:
    content = film([Track(tones(0.1)), Track(tones(0.2, 0.3))])
    assert "音轨2为声道1至2，音轨1为声道3" in "".join(probe(io.BytesIO(content)).warnings)
    got, _ = read(io.BytesIO(content))
    assert got.mean(axis=1) == pytest.approx([0.2, 0.3, 0.1], abs=1e-3)


def test_tracks_of_other_rates_begins_and_lengths_stand_at_their_time() -> None:
    late = Track(tones(0.3, seconds=2.0, rate=48_000), 48_000, begin=1.5)
    content = film([Track(tones(0.1)), late])
    got, damages = read(io.BytesIO(content))
    assert damages == []
    assert got.shape == (2, SECONDS * RATE)
    assert got[0] == pytest.approx(np.full(got.shape[1], 0.1), abs=1e-3)
    inside = np.flatnonzero(got[1] > 0.15) / RATE
    assert inside[0] == pytest.approx(1.5, abs=0.01)
    assert inside[-1] == pytest.approx(3.5, abs=0.01)


TWO = film(
    [
        Track(tune(SECONDS, 48_000, 1), 48_000),
        Track(tune(SECONDS - 2, RATE, 2)[1:], begin=0.7, codec="libmp3lame"),
    ]
)
WHOLE = read(io.BytesIO(TWO))[0]


@settings(max_examples=20)
@given(start=st.floats(0, SECONDS + 1))
def test_reading_from_the_middle_is_exact_in_every_track(start: float) -> None:
    reference = WHOLE[:, round(start * RATE) :]
    got, _ = read(io.BytesIO(TWO), start)
    if reference.shape[1]:
        assert got.shape == reference.shape
        assert np.abs(got - reference).max() < 1e-3
    else:
        assert got.size == 0


def test_tracks_are_read_from_the_vault(tmp_path: Path) -> None:
    vault = Vault(tmp_path / "vault", bytes(32))
    stored = vault.put(TWO)
    with vault.open(stored.sha256) as stream:
        assert np.array_equal(read(stream)[0], WHOLE)
        assert not stream.closed


def test_sixteen_channels_in_all_and_what_has_no_room_is_said() -> None:
    tracks = [Track(tones(*[0.02 * n] * 2), codec="pcm_s16le") for n in range(1, 11)]
    content = film(tracks, picture=False)
    found = probe(io.BytesIO(content))
    assert found.channels == 16
    assert "音轨9、10放不下（最多16个声道），没有读取" in "".join(found.warnings)
    assert read(io.BytesIO(content))[0].shape[0] == 16


def test_a_track_without_sound_is_said_and_keeps_its_channel() -> None:
    content = film([Track(tones(0.1)), Track(tones(0.2, seconds=0.0))], picture=False)
    found = probe(io.BytesIO(content))
    assert found.channels == 2
    assert "音轨2没有读出声音" in "".join(found.warnings)
    got, _ = read(io.BytesIO(content))
    assert got.mean(axis=1) == pytest.approx([0.1, 0.0], abs=1e-3)


def test_a_short_track_is_no_damage_but_a_cut_file_is_one_for_all() -> None:
    tracks = [Track(tune(SECONDS, RATE, 1)), Track(tune(SECONDS, RATE, 1)), Track(tones(0.3))]
    content = film([*tracks, Track(tones(0.2, seconds=2.0))])
    assert read(io.BytesIO(content))[1] == []
    got, damages = read(io.BytesIO(content[: len(content) // 2]))
    assert 2.0 < got.shape[1] / RATE < 4.5
    assert len(damages) == 1
    assert "中断" in damages[0].words


def test_a_damage_of_one_track_names_it() -> None:
    content = bytearray(film([Track(tune(SECONDS, RATE, 1)), Track(tones(0.25))], picture=False))
    plain = read(io.BytesIO(bytes(content)))[0]
    with av.open(io.BytesIO(bytes(content)), "r") as file:
        sounds = [one for one in file.demux(file.streams.audio[0]) if one.size]
    for packet in sounds[len(sounds) // 2 : len(sounds) // 2 + 4]:
        # Behind the head of the block, so that only the sound of this track is spoilt.
        place = packet.pos or 0
        content[place + 8 : place + packet.size] = bytes(packet.size - 8)
    got, damages = read(io.BytesIO(bytes(content)))
    assert damages
    assert all(one.words.startswith("音轨1：") for one in damages)
    assert got.shape == plain.shape
    assert np.array_equal(got[1], plain[1])


def test_seventeen_channels_in_one_track_are_still_refused() -> None:
    content = film([Track(tones(*[0.1] * 17, seconds=0.2), codec="pcm_s16le")], picture=False)
    with pytest.raises(UserError, match="17个声道"):
        probe(io.BytesIO(content))
