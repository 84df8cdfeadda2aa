"""Recordings that sound like nobody: tones where somebody would speak, silence between."""

import wave
from collections.abc import Sequence
from pathlib import Path

import numpy as np

RATE = 16_000


def write_tones(
    path: Path, seconds: float, spoken: Sequence[tuple[float, float, int]], channels: int = 2
) -> Path:
    """Write a recording as WAV.

    Args:
        path: where.
        seconds: how long.
        spoken: beginning, end and channel of each tone.
        channels: how many.
    """
    sound = np.zeros((channels, round(seconds * RATE)), np.float32)
    for start, end, channel in spoken:
        first, last = round(start * RATE), round(end * RATE)
        at = np.arange(last - first) / RATE
        pulse = 0.55 + 0.45 * np.sin(at * 9.0)
        tone = 0.4 * np.sin(2 * np.pi * (160 + 50 * channel) * at) * pulse
        sound[channel, first:last] += tone[: sound.shape[1] - first].astype(np.float32)
    with wave.open(str(path), "wb") as file:
        file.setnchannels(channels)
        file.setsampwidth(2)
        file.setframerate(RATE)
        file.writeframes((sound.T * 32767).astype("<i2").tobytes())
    return path
