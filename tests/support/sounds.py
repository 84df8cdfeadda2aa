"""Recordings for tests, made on the spot: the same invented sound in every container."""

import io
import wave
from dataclasses import dataclass, field
from typing import Any, cast

import av
import numpy as np
from numpy.typing import NDArray

Samples = NDArray[np.float32]


@dataclass(frozen=True)
class Kind:
    """A container and a codec in it.

    Attributes:
        suffix: as users know it.
        container, codec: as FFmpeg calls them.
        rate: samples a second.
        channels: number of channels.
        exact: the codec gives the same samples whenever it decodes.
        options: for the encoder.
        muxer: for the container.
    """

    suffix: str
    container: str
    codec: str
    rate: int
    channels: int
    exact: bool = True
    options: dict[str, Any] = field(default_factory=dict)
    muxer: dict[str, str] = field(default_factory=dict)


_SHORT = {"cluster_time_limit": "1000"}
KINDS = {
    kind.suffix: kind
    for kind in (
        Kind("wav", "wav", "pcm_s16le", 44100, 2),
        Kind("mp3", "mp3", "libmp3lame", 44100, 2),
        Kind("m4a", "ipod", "aac", 44100, 2, exact=False),
        Kind("flac", "flac", "flac", 48000, 2),
        Kind("ogg", "ogg", "vorbis", 44100, 2, options={"options": {"strict": "-2"}}),
        Kind("opus", "ogg", "libopus", 48000, 1),
        Kind("amr", "amr", "libopencore_amrnb", 8000, 1, exact=False),
        Kind("wma", "asf", "wmav2", 44100, 2, options={"bit_rate": 128000}),
        Kind("mp4", "mp4", "aac", 48000, 2, exact=False),
        Kind("mkv", "matroska", "libopus", 48000, 2, muxer=_SHORT),
        Kind("mka", "matroska", "libmp3lame", 22050, 1),
        Kind("ts", "mpegts", "mp2", 48000, 2),
        Kind("ima.wav", "wav", "adpcm_ima_wav", 22050, 1),
    )
}


def tune(seconds: float, rate: int, channels: int) -> Samples:
    """Return gliding tones that differ at every moment and in every channel."""
    time = np.arange(int(seconds * rate)) / rate
    rows = [
        0.3
        * np.sin(2 * np.pi * 150 * (n + 1) * time + 40 * np.sin(2 * np.pi * 0.21 * time * (n + 1)))
        * (0.55 + 0.45 * np.sin(2 * np.pi * 1.7 * time + n))
        for n in range(channels)
    ]
    return np.stack(rows).astype(np.float32)


def encoded(kind: Kind, sound: Samples) -> bytes:
    """Return a file of a kind that holds a sound of the kind's rate."""
    layout = {1: "mono", 2: "stereo"}[sound.shape[0]]
    file = io.BytesIO()
    with av.open(file, "w", kind.container, kind.muxer) as out:
        stream = cast("av.AudioStream", out.add_stream(kind.codec, kind.rate, **kind.options))
        stream.codec_context.layout = layout
        frame = av.AudioFrame.from_ndarray(np.ascontiguousarray(sound), "fltp", layout)
        frame.sample_rate = kind.rate
        frame.pts = 0
        stream.codec_context.open()
        converter = av.AudioResampler(
            stream.codec_context.format, layout, kind.rate, stream.codec_context.frame_size or 1024
        )
        for piece in [*converter.resample(frame), *converter.resample(None)]:
            out.mux(stream.encode(piece))
        out.mux(stream.encode(None))
    return file.getvalue()


def recording(suffix: str, seconds: float) -> bytes:
    """Return a recording of a kind of :data:`KINDS` with the :func:`tune` in it."""
    kind = KINDS[suffix]
    return encoded(kind, tune(seconds, kind.rate, kind.channels))


def wav(sound: Samples, rate: int) -> bytes:
    """Return a plain wav file of 16 bits, of any number of channels."""
    file = io.BytesIO()
    with wave.open(file, "wb") as out:
        out.setnchannels(sound.shape[0])
        out.setsampwidth(2)
        out.setframerate(rate)
        out.writeframes((np.clip(sound, -1, 1).T * 32767).astype("<i2").tobytes())
    return file.getvalue()


def babble(seconds: float, pitch: float = 180.0, seed: int = 0) -> Samples:
    """Return sound that a voice detector takes for speech, shape (1, n), 16,000 samples a second.

    Syllables of a humming voice with changing vowels; nobody says anything in it.
    """
    rate, random = 16_000, np.random.default_rng(seed)
    sound = np.zeros(int(seconds * rate))
    place = 0
    while place < sound.size:
        size = min(int(random.uniform(0.14, 0.24) * rate), sound.size - place)
        time = np.arange(size) / rate
        glide = 1 + 0.25 * np.sin(np.pi * np.linspace(0, 1, size))
        phase = 2 * np.pi * np.cumsum(pitch * random.uniform(0.85, 1.2) * glide) / rate
        formants = random.uniform([300, 900, 2400], [850, 2300, 3100])
        for number in range(1, 30):
            bells = 1 / (1 + ((number * pitch - formants) / np.array([80, 110, 150])) ** 2)
            loud = float(bells @ np.array([1, 0.6, 0.3])) / number**0.3
            sound[place : place + size] += loud * np.sin(number * phase)
        sound[place : place + size] *= np.clip(np.minimum(time / 0.03, time[::-1] / 0.04), 0.05, 1)
        place += size
    return np.asarray([0.2 * sound / np.abs(sound).max()], np.float32)
