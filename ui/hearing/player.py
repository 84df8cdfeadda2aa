"""Plays the recordings of a hearing as one, at any speed, and knows to the moment where it is."""

from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, replace

from PySide6.QtCore import QObject, Qt, QTimer, Signal

from ui.hearing.feed import ALL, Decode, End, Feed, Open, Piece, Wanted, rest_of
from ui.hearing.sinks import Sink, open_sink
from ui.hearing.tempo import FASTEST, SLOWEST
from workbench.hearing.timeline import Timeline

TICK_MS = 15
STEP = 0.1
"""By how much a key makes it faster or slower."""
BACK = 3.0


@dataclass(frozen=True)
class _Sent:
    """Samples ``first`` to ``last`` of the sink are sound from ``start`` on."""

    first: int
    last: int
    start: float
    each: float


class Player(QObject):
    """Plays, and tells where.

    Signals:
        moved: second of the hearing, several times a second while it plays and at every jump.
        changed: it began, stopped, or its speed, channel or loop is another.
        failed: message and advice: why it stopped.
        mute: why nothing is heard, once.

    Args:
        open_recording: opens a recording by id, in any thread.
        decode: decodes it.
        make_sink: opens the loudspeakers when they are first needed.
    """

    moved = Signal(float)
    changed = Signal()
    failed = Signal(str, str)
    mute = Signal(str)

    def __init__(
        self,
        open_recording: Open,
        decode: Decode,
        make_sink: Callable[[], Sink] = open_sink,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._open, self._decode, self._make_sink = open_recording, decode, make_sink
        self._timeline = Timeline()
        self._sink: Sink | None = None
        self._feed: Feed | None = None
        self._left: Piece | End | None = None
        self._sent: deque[_Sent] = deque()
        self._written = 0
        self._told_mute = ""
        self._wanted = Wanted(0.0, 0.0)
        self._position = 0.0
        self._timer = QTimer(self)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.setInterval(TICK_MS)
        self._timer.timeout.connect(self._tick)

    # What it is about

    @property
    def position(self) -> float:
        """Second of the hearing that is heard now."""
        return self._position

    @property
    def playing(self) -> bool:
        """Whether it plays."""
        return self._timer.isActive()

    @property
    def speed(self) -> float:
        """How fast, 0.5 to 2."""
        return self._wanted.speed

    @property
    def channel(self) -> int:
        """The channel that is heard alone, or :data:`ALL`."""
        return self._wanted.channel

    @property
    def looping(self) -> bool:
        """Whether a stretch is played again and again."""
        return self._wanted.loop

    @property
    def timeline(self) -> Timeline:
        """The recordings."""
        return self._timeline

    def set_timeline(self, timeline: Timeline) -> None:
        """Play other recordings; the place is kept as far as there is sound."""
        if timeline == self._timeline:
            return
        was = self.playing
        self.pause()
        self._drop()
        self._timeline = timeline
        self.seek(min(self._position, timeline.seconds))
        if was:
            self.play()

    # What a person does

    def play(self) -> None:
        """Play from here to the end; at the end, from the beginning."""
        if self.playing or not self._timeline.spans:
            return
        if self._feed is None:
            start = 0.0 if self._position >= self._timeline.seconds - 0.05 else self._position
            end = self._wanted.end if start < self._wanted.end else self._timeline.seconds
            self._begin(replace(self._wanted, start=start, end=end))
        self._go()

    def play_all(self) -> None:
        """Play from here to the end of the hearing, whatever stretch was played before."""
        self._stop_stretch()
        self.play()

    def pause(self) -> None:
        """Stop where it is."""
        if self.playing:
            self._timer.stop()
            if self._sink is not None:
                self._sink.pause()
            self._look()
            self.changed.emit()

    def toggle(self) -> None:
        """Play, or pause."""
        if self.playing:
            self.pause()
        else:
            self.play_all()

    def seek(self, second: float) -> None:
        """Go to a second of the hearing; it goes on playing there if it plays."""
        self._wanted = replace(self._wanted, end=self._timeline.seconds, loop=False)
        self._jump(second)

    def skip(self, seconds: float) -> None:
        """Go on or back by some seconds."""
        self.seek(self._position + seconds)

    def play_stretch(self, start: float, end: float, loop: bool = False) -> None:
        """Play a stretch once, or again and again."""
        if end <= start or not self._timeline.spans:
            return
        self._timer.stop()
        self._begin(replace(self._wanted, start=start, end=end, loop=loop))
        self._go()

    def set_speed(self, speed: float) -> None:
        """Play faster or slower from here on."""
        speed = round(min(FASTEST, max(SLOWEST, speed)), 2)
        if speed != self._wanted.speed:
            self._alter(replace(self._wanted, speed=speed))

    def set_channel(self, channel: int) -> None:
        """Hear one channel alone, or :data:`ALL`."""
        if channel != self._wanted.channel:
            self._alter(replace(self._wanted, channel=channel))

    def close(self) -> None:
        """Let thread and loudspeakers go."""
        self._timer.stop()
        feed = self._feed
        self._drop()
        if feed is not None:
            feed.join(1.0)
        if self._sink is not None:
            self._sink.close()
            self._sink = None

    # Inside

    def _stop_stretch(self) -> None:
        """Forget the stretch that was to be played; what is decoded ends with it."""
        whole = self._timeline.seconds
        if self._wanted.loop or self._wanted.end != whole:
            self._alter(replace(self._wanted, end=whole, loop=False))

    def _alter(self, wanted: Wanted) -> None:
        """Decode anew from here, as something else is wanted."""
        was = self.playing
        self._timer.stop()
        self._look()
        first = wanted.start if wanted.loop else self._position
        self._drop()
        self._wanted = wanted
        if was:
            self._begin(replace(wanted, start=first))
            self._go()
        else:
            self.changed.emit()

    def _jump(self, second: float) -> None:
        was = self.playing
        self._timer.stop()
        self._drop()
        self._position = min(max(0.0, second), self._timeline.seconds)
        self.moved.emit(self._position)
        if was:
            self._begin(replace(self._wanted, start=self._position))
            self._go()

    def _begin(self, wanted: Wanted) -> None:
        self._drop()
        sink = self._require_sink()
        self._wanted = wanted
        self._position = wanted.start
        self._feed = Feed(self._timeline, self._open, self._decode, sink.rate, wanted)

    def _go(self) -> None:
        sink = self._require_sink()
        sink.resume()
        self._timer.start()
        if sink.words and sink.words != self._told_mute:
            self._told_mute = sink.words
            self.mute.emit(sink.words)
        self.changed.emit()

    def _require_sink(self) -> Sink:
        if self._sink is None:
            self._sink = self._make_sink()
        return self._sink

    def _drop(self) -> None:
        if self._feed is not None:
            self._feed.stop()
        self._feed = self._left = None
        self._sent.clear()
        self._written = 0
        if self._sink is not None:
            try:
                self._sink.clear()
            except OSError:
                self._sink.close()
                self._sink = None

    def _tick(self) -> None:
        self._send()
        self._look()
        sink = self._sink
        if isinstance(self._left, End) and sink is not None and sink.heard() >= self._written:
            self._finish(self._left)

    def _send(self) -> None:
        """Give the sink what it takes."""
        feed, sink = self._feed, self._sink
        if feed is None or sink is None:
            return
        free = sink.free()
        while free > 0:
            piece = self._left or feed.next()
            self._left = None
            if piece is None:
                return
            if isinstance(piece, End):
                self._left = piece
                return
            part = piece.samples[:free]
            if len(part):
                sink.write(part)
                last = self._written + len(part)
                self._sent.append(_Sent(self._written, last, piece.start, piece.each))
                self._written = last
                free -= len(part)
            if len(part) < len(piece.samples):
                self._left = rest_of(piece, len(part))

    def _look(self) -> None:
        """Find out what is heard now, and tell."""
        if self._sink is None or not self._sent:
            return
        heard = self._sink.heard()
        while len(self._sent) > 1 and self._sent[0].last <= heard:
            self._sent.popleft()
        sent = self._sent[0]
        place = min(max(heard, sent.first), sent.last) - sent.first
        self._position = sent.start + place * sent.each
        self.moved.emit(self._position)

    def _finish(self, end: End) -> None:
        self._timer.stop()
        if self._sink is not None:
            self._sink.pause()
        self._drop()
        if end.error is None:
            self._position = min(self._wanted.end, self._timeline.seconds)
            self.moved.emit(self._position)
        self._wanted = replace(self._wanted, end=self._timeline.seconds, loop=False)
        self.changed.emit()
        if end.error is not None:
            self.failed.emit(end.error.message, end.error.advice)


__all__ = ["ALL", "BACK", "STEP", "Player"]
