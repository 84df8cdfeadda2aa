"""Tells the voice at a seat from what its microphone hears of its neighbours.

In a courtroom each microphone hears everybody, and the detector of voices finds speech on all of
them: without this a hearing of four seats is heard four times. A stretch is an echo only if another
channel is clearly louder nearly all the time and rises and falls as this one does; whoever speaks
softly while somebody else is loud rises and falls by himself, and is kept. What is doubtful is
heard, and the same words on two channels are found afterwards.
"""

from typing import TYPE_CHECKING

from workbench.engines.protocols import SPEECH_RATE

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

_FRAME = SPEECH_RATE // 20
_KEEP = 64 * 20
_SHARE = 0.9
# By how much another channel is louder, and how alike both must be then.
_LIMITS = ((10.0, 0.8), (25.0, 0.4))
_SHORT = 10
_SHORT_LOUDER_DB = 15.0
_FLOOR = 1e-6


class Loudness:
    """Loudness of all channels in frames of 50 ms, for the last minute.

    Args:
        start: second of the first sample.
    """

    def __init__(self, start: float = 0.0) -> None:
        self._first = start * SPEECH_RATE / _FRAME
        self._rows: NDArray[np.float32] | None = None
        self._rest: NDArray[np.float32] | None = None

    def add(self, samples: "NDArray[np.float32]") -> None:
        """Take the next samples, shape (channels, n)."""
        import numpy as np

        if self._rest is not None:
            samples = np.concatenate([self._rest, samples], axis=1)
        whole = samples.shape[1] // _FRAME * _FRAME
        self._rest = samples[:, whole:].copy()
        frames = samples[:, :whole].reshape(samples.shape[0], -1, _FRAME)
        new = np.sqrt(np.mean(np.square(frames), axis=2)).astype(np.float32)
        rows = new if self._rows is None else np.concatenate([self._rows, new], axis=1)
        gone = max(rows.shape[1] - _KEEP, 0)
        self._rows = rows[:, gone:]
        self._first += gone

    def is_echo(self, channel: int, start: float, end: float) -> bool:
        """Say whether a stretch of a channel is what its microphone hears of another.

        Args:
            channel: from 0; negative: all mixed, which echoes nothing.
            start, end: seconds, among those that were added.
        """
        import numpy as np

        if self._rows is None or channel < 0 or self._rows.shape[0] < 2:
            return False
        first, last = (
            round(second * SPEECH_RATE / _FRAME - self._first) for second in (start, end)
        )
        part = self._rows[:, max(first, 0) : max(last, 0)]
        if not part.shape[1]:
            return False
        own = part[channel]
        others = np.delete(part, channel, axis=0).max(axis=0)
        # Between the words there is hiss, which is as loud everywhere.
        hiss = float(np.quantile(self._rows[channel], 0.05))
        voiced = own > max(own.max() / 10, min(2 * hiss, own.max() / 2))
        decibels = 20 * np.log10((others[voiced] + _FLOOR) / (own[voiced] + _FLOOR))
        if part.shape[1] < _SHORT:
            return bool(decibels.min() >= _SHORT_LOUDER_DB)
        # Louder by so much in nearly all frames.
        louder = float(np.quantile(decibels, 1 - _SHARE))
        return any(louder >= limit and _likeness(own, others) >= alike for limit, alike in _LIMITS)


def _likeness(one: "NDArray[np.float32]", other: "NDArray[np.float32]") -> float:
    """Return the correlation of two rows, 0 where one of them does not move."""
    import numpy as np

    first, second = one - one.mean(), other - other.mean()
    size = float(np.sqrt(np.sum(first**2) * np.sum(second**2)))
    return float(np.sum(first * second)) / size if size > 0 else 0.0
