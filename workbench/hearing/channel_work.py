"""One channel of a recording on its way through a speech model."""

from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING

from workbench.engines.protocols import SPEECH_RATE, Heard
from workbench.hearing.hearing_text import Stretch
from workbench.hearing.listening import Listening, Prepared, Refuse
from workbench.hearing.profiles import MIXED
from workbench.hearing.windows import unpack

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Samples = NDArray[np.float32]

Hear = Callable[[int, Prepared], Sequence[Heard]]
"""Hears a window of a channel; times in the window."""
Spans = Sequence[tuple[float, float]]


class ChannelWork:
    """Listens to one channel and keeps what was heard until it is taken.

    Args:
        channel: number in the recording, or :data:`MIXED`.
        begin: second of the first sample that will be fed.
        since: second from which on it is listened to.
        deaf: spans in which it is not (what people corrected).
        one_stretch: a window for every stretch.
        patience: seconds after which a window is heard even if it is not full.
        refuse: says of a stretch that another channel says it.
    """

    def __init__(
        self,
        channel: int,
        begin: float,
        since: float,
        deaf: Spans,
        one_stretch: bool,
        patience: float,
        refuse: Refuse | None = None,
    ) -> None:
        self.channel = channel
        self.until = since
        self._deaf = ((begin, since), *deaf) if since > begin else tuple(deaf)
        self._listening = Listening(
            begin, one_stretch=one_stretch, patience=patience, refuse=refuse
        )
        self._waiting: list[Stretch] = []

    @property
    def settled(self) -> float:
        """Second before which all speech was heard."""
        return self._listening.settled

    def wait_for(self, patience: float) -> None:
        """Hear windows that are not full after so many seconds of sound from now on."""
        self._listening.patience = patience

    def feed(self, start: float, samples: "Samples", hear: Hear) -> None:
        """Take sound of all channels, shape (channels, n), and hear what is ready."""
        sound = self._of_channel(samples)
        self._hear(self._listening.feed(self._masked(start, sound)), hear)

    def finish(self, hear: Hear) -> None:
        """Hear the rest; nothing may be fed afterwards."""
        self._hear(self._listening.finish(), hear)

    def take(self, before: float) -> list[Stretch]:
        """Return the stretches that begin before a second; they are settled now."""
        taken = [stretch for stretch in self._waiting if stretch.start < before]
        self._waiting = self._waiting[len(taken) :]
        self.until = max(self.until, before, *(stretch.end for stretch in taken))
        return taken

    def _hear(self, windows: Iterator[Prepared], hear: Hear) -> None:
        for ready in windows:
            parts = unpack(ready.window, hear(self.channel, ready))
            for piece, heard in zip(ready.window.pieces, parts, strict=True):
                self._waiting.append(Stretch(piece.start, piece.end, heard))

    def _of_channel(self, samples: "Samples") -> "Samples":
        if self.channel == MIXED:
            mixed: Samples = samples.mean(axis=0, dtype=samples.dtype)
            return mixed
        chosen: Samples = samples[self.channel]
        return chosen

    def _masked(self, start: float, sound: "Samples") -> "Samples":
        end = start + sound.shape[0] / SPEECH_RATE
        touched = [span for span in self._deaf if span[0] < end and span[1] > start]
        if touched:
            sound = sound.copy()
            for first, last in touched:
                begin = max(round((first - start) * SPEECH_RATE), 0)
                sound[begin : max(round((last - start) * SPEECH_RATE), 0)] = 0.0
        return sound
