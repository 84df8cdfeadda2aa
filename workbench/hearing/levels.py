"""How loud a channel is at a time, to tell which of two seats somebody sits at."""

import math
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from workbench.hearing.audio.model import Peaks

Levels = Callable[[int, float, float], float]
"""Loudness (root mean square, 0..1) of a channel between two seconds of a recording."""

_FLOOR = 1e-4


@dataclass(frozen=True)
class Loudness:
    """Loudness of a stretch of a channel: seconds, root mean square 0..1."""

    channel: int
    start: float
    end: float
    level: float


def levels_of(rows: Iterable[Loudness]) -> Levels:
    """Return levels from stretches; where none was measured, a channel is silent."""
    by_channel: dict[int, list[Loudness]] = {}
    for row in rows:
        by_channel.setdefault(row.channel, []).append(row)

    def level(channel: int, start: float, end: float) -> float:
        energy = seconds = 0.0
        for row in by_channel.get(channel, ()):
            shared = min(end, row.end) - max(start, row.start)
            if shared > 0:
                energy += shared * row.level**2
                seconds += shared
        return math.sqrt(energy / seconds) if seconds else 0.0

    return level


def levels_of_peaks(peaks: "Peaks") -> Levels:
    """Return levels from the outline of a recording's waveform, as fine as its columns are."""
    import numpy as np

    outer = np.maximum(np.abs(peaks.low.astype(np.int16)), np.abs(peaks.high.astype(np.int16)))
    energy = np.cumsum(np.square(outer / 127.0), axis=1)

    def level(channel: int, start: float, end: float) -> float:
        columns = energy.shape[1]
        if not 0 <= channel < energy.shape[0] or not columns:
            return 0.0
        first = min(max(0, int(start * peaks.per_second)), columns - 1)
        last = min(max(first, int(end * peaks.per_second)), columns - 1)
        before = float(energy[channel, first - 1]) if first else 0.0
        return math.sqrt((float(energy[channel, last]) - before) / (last - first + 1))

    return level


def decibels(louder: float, quieter: float) -> float:
    """Return by how many decibels the first is louder than the second; negative: it is not."""
    return 20 * math.log10(max(louder, _FLOOR) / max(quieter, _FLOOR))
