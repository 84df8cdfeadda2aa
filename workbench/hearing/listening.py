"""Cuts one channel's sound into windows for a speech model, while the sound comes in.

Only what a window still needs is kept: the stretches of the open window, and the sound since the
stretch that is being spoken began.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from workbench.engines.protocols import SPEECH_RATE
from workbench.engines.voice_activity import Stretch, VoiceActivity, VoiceOptions
from workbench.hearing.windows import Packer, Window

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

PATIENCE = 60.0
Refuse = Callable[[float, float], bool]


@dataclass(frozen=True)
class Prepared:
    """A window with its sound, ready for a speech model.

    Attributes:
        window: where its pieces stand in the recording.
        sound: shape (samples,), 16,000 a second, at most 30 seconds.
        levels: loudness of each piece (root mean square, 0..1), for the choice between channels.
    """

    window: Window
    sound: "NDArray[np.float32]"
    levels: tuple[float, ...]


class Listening:
    """Finds speech in one channel and packs it.

    Args:
        start: second of the recording at which the sound begins that will be fed.
        one_stretch: a window for every stretch.
        patience: seconds after which a window is handed over even if it is not full.
        options: what counts as a stretch.
        refuse: says of a stretch (seconds) that it is not to be heard.

    Attributes:
        patience: as above; it may change while sound comes in.
    """

    def __init__(
        self,
        start: float = 0.0,
        *,
        one_stretch: bool = False,
        patience: float = PATIENCE,
        options: VoiceOptions | None = None,
        refuse: Refuse | None = None,
    ) -> None:
        self._activity = VoiceActivity(options, start)
        self._packer = Packer(one_stretch=one_stretch)
        self.patience = patience
        self._refuse = refuse
        self._first = round(start * SPEECH_RATE)
        self._held: list[NDArray[np.float32]] = []
        self._size = 0
        self._pieces: list[NDArray[np.float32]] = []

    @property
    def now(self) -> float:
        """Second up to which sound was fed."""
        return (self._first + self._size) / SPEECH_RATE

    @property
    def settled(self) -> float:
        """Second before which every stretch was handed over in a window."""
        begin = self._packer.begin
        return self._activity.settled if begin is None else min(begin, self._activity.settled)

    def feed(self, samples: "NDArray[np.float32]") -> Iterator[Prepared]:
        """Take the next samples, shape (n,), and yield windows that are ready."""
        self._held.append(samples)
        self._size += samples.shape[0]
        for stretch in self._activity.feed(samples):
            yield from self._add(stretch)
        self._forget()
        begin = self._packer.begin
        if begin is not None and self.now - begin > self.patience:
            yield from self._ready(self._packer.rest())

    def finish(self) -> Iterator[Prepared]:
        """Yield the rest; nothing may be fed afterwards."""
        for stretch in self._activity.finish():
            yield from self._add(stretch)
        yield from self._ready(self._packer.rest())

    def _add(self, stretch: Stretch) -> Iterator[Prepared]:
        if self._refuse is not None and self._refuse(*stretch):
            return
        yield from self._ready(self._packer.add(stretch))
        self._pieces.append(self._sound(stretch))

    def _ready(self, windows: list[Window]) -> Iterator[Prepared]:
        import numpy as np

        for window in windows:
            sound = np.zeros(round(window.length * SPEECH_RATE), np.float32)
            levels = []
            for piece, samples in zip(window.pieces, self._pieces, strict=True):
                at = round(piece.at * SPEECH_RATE)
                room = sound[at : at + samples.shape[0]]
                room[:] = samples[: room.shape[0]]
                levels.append(float(np.sqrt(np.mean(np.square(samples)))) if samples.size else 0.0)
            self._pieces = []
            yield Prepared(window, sound, tuple(levels))

    def _sound(self, stretch: Stretch) -> "NDArray[np.float32]":
        first, last = (round(second * SPEECH_RATE) - self._first for second in stretch)
        return self._together()[max(first, 0) : last].copy()

    def _together(self) -> "NDArray[np.float32]":
        import numpy as np

        if len(self._held) > 1:
            self._held = [np.concatenate(self._held)]
        return self._held[0]

    def _forget(self) -> None:
        """Let go of sound that no further stretch needs."""
        keep = round(self._activity.settled * SPEECH_RATE) - self._first
        if keep > SPEECH_RATE:
            self._held = [self._together()[keep:].copy()]
            self._first += keep
            self._size -= keep
