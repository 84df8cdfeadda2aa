"""Decodes what is to be heard, in a thread of its own, a little ahead of the ear."""

import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from queue import Empty, Full, Queue
from typing import TYPE_CHECKING, BinaryIO, Protocol

from ui.hearing.tempo import Tempo
from workbench.hearing.model import Damage
from workbench.hearing.timeline import Span, Timeline
from workbench.kernel.errors import UserError

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray


class Block(Protocol):
    """Sound as a decoder gives it."""

    @property
    def start(self) -> float:
        """Second of the recording at its first sample."""

    @property
    def samples(self) -> "NDArray[np.float32]":
        """Samples, shape (channels, n), -1..1."""


Decode = Callable[[BinaryIO, float, int], Iterator[Block | Damage]]
"""Stream, second to begin at, samples a second; see :func:`workbench.hearing.audio.decode`."""
Open = Callable[[str], BinaryIO]
"""Opens a recording by its id, in any thread."""
ALL = -1
"""In place of a channel: all of them, mixed."""
HELD = 12
"""Pieces that wait to be heard."""
LOOK = 0.05
SAME = 0.02
"""Seconds by which two pieces may lie apart and still be one stretch of sound."""


@dataclass(frozen=True)
class Wanted:
    """What is to be heard.

    Attributes:
        start, end: seconds of the hearing.
        speed: 0.5 to 2.
        channel: the channel that is heard alone, or :data:`ALL`.
        loop: begin again at ``start`` when ``end`` is reached.
    """

    start: float
    end: float
    speed: float = 1.0
    channel: int = ALL
    loop: bool = False


@dataclass(frozen=True)
class Piece:
    """Sound that is ready.

    Attributes:
        start: second of the hearing at its first sample.
        each: seconds of the hearing that a sample stands for.
        samples: mono, shape (n,).
    """

    start: float
    each: float
    samples: "NDArray[np.float32]"


@dataclass(frozen=True)
class End:
    """Nothing more comes.

    Attributes:
        error: why, where it is not simply the end.
    """

    error: UserError | None = None


class Feed:
    """Works in a thread from the first moment on, until :meth:`stop`.

    Args:
        timeline: the recordings.
        open_recording: opens one of them.
        decode: decodes it.
        rate: samples a second that the sink takes.
        wanted: what is to be heard.
    """

    def __init__(
        self, timeline: Timeline, open_recording: Open, decode: Decode, rate: int, wanted: Wanted
    ) -> None:
        self._timeline = timeline
        self._open = open_recording
        self._decode = decode
        self._rate = rate
        self._wanted = wanted
        self._queue: Queue[Piece | End] = Queue(HELD)
        self._stopped = threading.Event()
        self._thread = threading.Thread(target=self._run, name="hearing-player", daemon=True)
        self._thread.start()

    def next(self) -> Piece | End | None:
        """Return what is ready; ``None`` where one has to wait."""
        try:
            return self._queue.get_nowait()
        except Empty:
            return None

    def stop(self) -> None:
        """End the thread soon; it is not waited for."""
        self._stopped.set()

    def join(self, seconds: float) -> None:
        """Wait for the thread to end, at the end of the program."""
        self._thread.join(seconds)

    def _run(self) -> None:
        error: UserError | None = None
        try:
            while self._play() and self._wanted.loop:
                pass
        except UserError as found:
            error = found
        except Exception:  # whatever a decoder does: the window goes on, and says so
            error = UserError("这段录音解码出错，播放停止；转写稿不受影响。", "请换一处播放。")
        self._put(End(error))

    def _play(self) -> bool:
        """Play once from start to end; say whether any sound came of it."""
        any_sound = False
        for span in self._timeline.spans:
            if span.end <= self._wanted.start or span.start >= self._wanted.end:
                continue
            for piece in self._stretched(self._sounds(span)):
                any_sound = True
                if not self._put(piece):
                    return False
        return any_sound

    def _sounds(self, span: Span) -> Iterator[Piece]:
        """Yield the sound of one recording as it is, mono, cut at both ends."""
        first = max(0.0, self._wanted.start - span.start)
        last = min(span.end, self._wanted.end) - span.start
        with self._open(span.recording.id) as stream:
            for block in self._decode(stream, first, self._rate):
                if self._stopped.is_set():
                    return
                if isinstance(block, Damage):
                    continue
                room = round((last - block.start) * self._rate)
                if room <= 0:
                    return
                mono = one_channel(block.samples, self._wanted.channel)[:room]
                yield Piece(span.start + block.start, 1 / self._rate, mono)

    def _stretched(self, pieces: Iterator[Piece]) -> Iterator[Piece]:
        """Yield pieces at the speed that is wanted, each stretch of sound stretched by itself."""
        stretch: _Stretch | None = None
        due = 0.0
        for piece in pieces:
            if stretch is None or abs(piece.start - due) > SAME:
                if stretch is not None:
                    yield from stretch.end()
                stretch = _Stretch(self._rate, self._wanted.speed, piece.start)
            due = piece.start + len(piece.samples) / self._rate
            yield from stretch.feed(piece)
        if stretch is not None:
            yield from stretch.end()

    def _put(self, piece: Piece | End) -> bool:
        """Wait for room; say whether the piece is still wanted."""
        while not self._stopped.is_set():
            try:
                self._queue.put(piece, timeout=LOOK)
            except Full:
                continue
            return True
        return False


class _Stretch:
    """Sound without a break, on its way through the tempo."""

    def __init__(self, rate: int, speed: float, start: float) -> None:
        self._tempo = Tempo(rate, speed)
        self._at = start
        self._each = speed / rate

    def feed(self, piece: Piece) -> Iterator[Piece]:
        yield from self._timed(self._tempo.feed(piece.samples))

    def end(self) -> Iterator[Piece]:
        yield from self._timed(self._tempo.end())

    def _timed(self, given: "Iterator[NDArray[np.float32]]") -> Iterator[Piece]:
        for samples in given:
            yield Piece(self._at, self._each, samples)
            self._at += len(samples) * self._each


def one_channel(samples: "NDArray[np.float32]", channel: int) -> "NDArray[np.float32]":
    """Return one channel, or all of them mixed.

    Args:
        samples: shape (channels, n).
        channel: from 0, or :data:`ALL`; of a channel that is not there nothing is heard.

    Returns:
        shape (n,).
    """
    import numpy as np

    if channel == ALL:
        mixed: NDArray[np.float32] = samples.mean(axis=0, dtype=np.float32)
        # Few speak at once: the mean of many channels would be too soft.
        loud = np.float32(min(len(samples), 4) ** 0.5)
        clipped: NDArray[np.float32] = np.clip(mixed * loud, -1.0, 1.0)
        return clipped
    if channel < len(samples):
        alone: NDArray[np.float32] = samples[channel]
        return alone
    return np.zeros(samples.shape[1], np.float32)


def rest_of(piece: Piece, taken: int) -> Piece:
    """Return what is left of a piece once some of its samples were taken."""
    return replace(piece, start=piece.start + taken * piece.each, samples=piece.samples[taken:])
