"""The outline of a waveform: the lowest and the highest sample of every stretch of time."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from workbench.hearing.audio.model import Block, Peaks, Source
from workbench.hearing.audio.side_by_side import decode
from workbench.hearing.model import Damage

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

PER_SECOND = 50
_RATE = 16_000


def _silent(seconds: float) -> None:
    """Tell nobody how far it is."""


class PeakMeter:
    """Gathers peaks from blocks that join, as they come.

    Args:
        per_second: columns a second; it must divide the rate of the blocks.
        rate: samples a second of the blocks.
    """

    def __init__(self, per_second: int = PER_SECOND, rate: int = _RATE) -> None:
        self._per_second, self._rate = per_second, rate
        self._size = rate // per_second
        self._low: list[NDArray[np.int8]] = []
        self._high: list[NDArray[np.int8]] = []
        self._rest: NDArray[np.float32] | None = None
        self._count = 0

    def feed(self, samples: "NDArray[np.float32]") -> None:
        """Take the next samples, shape (channels, n)."""
        import numpy as np

        self._count += samples.shape[1]
        if self._rest is not None:
            samples = np.concatenate([self._rest, samples], axis=1)
        whole = samples.shape[1] // self._size * self._size
        self._rest = samples[:, whole:].copy()
        if whole:
            columns = samples[:, :whole].reshape(samples.shape[0], -1, self._size)
            self._low.append(_bytes(columns.min(axis=2)))
            self._high.append(_bytes(columns.max(axis=2)))

    def result(self, damages: tuple[Damage, ...] = ()) -> Peaks:
        """Return the peaks of all that was fed."""
        import numpy as np

        low, high = list(self._low), list(self._high)
        if self._rest is not None and self._rest.shape[1]:
            low.append(_bytes(self._rest.min(axis=1, keepdims=True)))
            high.append(_bytes(self._rest.max(axis=1, keepdims=True)))
        empty = np.zeros((0 if self._rest is None else self._rest.shape[0], 0), np.int8)
        return Peaks(
            self._per_second,
            np.concatenate([empty, *low], axis=1),
            np.concatenate([empty, *high], axis=1),
            self._count / self._rate,
            damages,
        )


def _bytes(values: "NDArray[np.float32]") -> "NDArray[np.int8]":
    import numpy as np

    return np.rint(np.clip(values, -1.0, 1.0) * 127).astype(np.int8)


def peaks(
    source: Source, per_second: int = PER_SECOND, progress: Callable[[float], None] = _silent
) -> Peaks:
    """Read a recording to its end and return its outline, its true length and its damages.

    Args:
        source: see there.
        per_second: columns a second; it must divide 16,000.
        progress: told the second that was reached.

    Raises:
        UserError: see :func:`workbench.hearing.audio.media.opened`.
    """
    meter = PeakMeter(per_second)
    damages = []
    for item in decode(source, rate=_RATE):
        if isinstance(item, Block):
            meter.feed(item.samples)
            progress(item.start + item.samples.shape[1] / _RATE)
        else:
            damages.append(item)
    return meter.result(tuple(damages))
