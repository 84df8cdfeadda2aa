"""The outline of a hearing's sound at any zoom: coarser copies of the peaks are made once."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from workbench.hearing.timeline import Span

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

COARSER = 16
LEVELS = 3


class Peaks(Protocol):
    """Peaks of a recording, see :class:`workbench.hearing.audio.model.Peaks`."""

    @property
    def per_second(self) -> float:
        """Columns a second."""

    @property
    def low(self) -> "NDArray[np.int8]":
        """Lowest samples, shape (channels, columns)."""

    @property
    def high(self) -> "NDArray[np.int8]":
        """Highest samples, shape (channels, columns)."""


@dataclass(frozen=True)
class Level:
    """Peaks at one coarseness.

    Attributes:
        per_second: columns a second.
        low, high: shape (channels, columns), -127..127.
    """

    per_second: float
    low: "NDArray[np.int8]"
    high: "NDArray[np.int8]"


@dataclass(frozen=True)
class Outline:
    """The sound of one recording in its place in the hearing.

    Attributes:
        span: where it lies.
        levels: from fine to coarse.
    """

    span: Span
    levels: tuple[Level, ...]

    @classmethod
    def of(cls, span: Span, peaks: Peaks) -> "Outline":
        """Make the coarser copies; a tenth of a second for eight hours of eight channels."""
        levels = [Level(float(peaks.per_second), peaks.low, peaks.high)]
        for _ in range(LEVELS - 1):
            levels.append(_coarser(levels[-1]))
        return cls(span, tuple(levels))

    @property
    def channels(self) -> int:
        """Number of channels."""
        return int(self.levels[0].low.shape[0])

    def columns(
        self, start: float, end: float, count: int, channels: Sequence[int]
    ) -> "tuple[NDArray[np.int8], NDArray[np.int8]]":
        """Return lowest and highest sample for columns of the screen.

        Args:
            start, end: seconds of the hearing at the edges of the screen.
            count: columns of the screen.
            channels: channels that are drawn as one.

        Returns:
            two arrays of shape (count,); 0 where there is no sound.
        """
        import numpy as np

        each = (end - start) / max(1, count)
        fit = [level for level in self.levels if level.per_second * each >= 1.0]
        level = fit[-1] if fit else self.levels[0]
        at = (start - self.span.start + each * np.arange(count + 1)) * level.per_second
        length = level.low.shape[1]
        edges = np.clip(np.floor(at), 0, length).astype(np.intp)
        low, high = np.zeros(count, np.int8), np.zeros(count, np.int8)
        there = (at[1:] > 0) & (at[:-1] < length) & (edges[:-1] < length)
        if not there.any() or not channels:
            return low, high
        chosen = [c for c in channels if c < self.channels]
        if not chosen:
            return low, high
        first, last = int(edges[:-1][there][0]), int(max(edges[1:][there][-1], 1))
        last = max(last, first + 1)
        starts = np.minimum(edges[:-1][there] - first, last - first - 1)
        lows = level.low[chosen, first:last].min(axis=0)
        highs = level.high[chosen, first:last].max(axis=0)
        low[there] = np.minimum.reduceat(lows, starts)
        high[there] = np.maximum.reduceat(highs, starts)
        return low, high


def _coarser(level: Level) -> Level:
    import numpy as np

    channels, count = level.low.shape
    padded = -(-count // COARSER) * COARSER
    spare = ((0, 0), (0, padded - count))
    low = np.pad(level.low, spare).reshape(channels, -1, COARSER).min(axis=2)
    high = np.pad(level.high, spare).reshape(channels, -1, COARSER).max(axis=2)
    return Level(level.per_second / COARSER, low, high)
