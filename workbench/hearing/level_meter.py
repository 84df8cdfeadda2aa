"""How loud each channel is while sound streams past; only the last minutes are kept."""

import math
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

HOP = 0.05
"""Seconds of one measure."""


class LevelMeter:
    """Measures blocks that join.

    Args:
        start: second of the first sample.
        rate: samples a second.
    """

    def __init__(self, start: float, rate: int) -> None:
        self._first = start
        self._hop = round(HOP * rate)
        self._rest: NDArray[np.float32] | None = None
        self._energy: NDArray[np.float64] | None = None

    def feed(self, samples: "NDArray[np.float32]") -> None:
        """Take the next samples, shape (channels, n)."""
        import numpy as np

        if self._rest is not None:
            samples = np.concatenate([self._rest, samples], axis=1)
        whole = samples.shape[1] // self._hop * self._hop
        self._rest = samples[:, whole:].copy()
        pieces = samples[:, :whole].reshape(samples.shape[0], -1, self._hop)
        energy = np.square(pieces, dtype=np.float64).mean(axis=2)
        old = self._energy
        self._energy = energy if old is None else np.concatenate([old, energy], axis=1)

    def forget(self, before: float) -> None:
        """Let go of what lies before a second."""
        count = int((before - self._first) / HOP)
        if self._energy is not None and count > 0:
            self._energy = self._energy[:, count:].copy()
            self._first += count * HOP

    def level(self, channel: int, start: float, end: float) -> float:
        """Return the loudness (root mean square, 0..1) of a channel between two seconds."""
        energy = self._energy
        if energy is None or not 0 <= channel < energy.shape[0] or not energy.shape[1]:
            return 0.0
        first = min(max(int((start - self._first) / HOP), 0), energy.shape[1] - 1)
        last = min(max(math.ceil((end - self._first) / HOP), first + 1), energy.shape[1])
        return math.sqrt(float(energy[channel, first:last].mean()))
