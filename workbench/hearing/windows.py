"""Packs stretches of speech into windows for a speech model, and brings its answers back.

A window of a Whisper model costs the same whether it is full or not, and a hearing consists of many
short answers: several stretches share one window, with a short silence between. What the model
hears is cut at the stretches again, word by word, and each word gets its time in the recording.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from workbench.engines.protocols import Heard, HeardWord
from workbench.engines.voice_activity import Stretch

LONGEST = 30.0
GAP = 0.4


@dataclass(frozen=True)
class Piece:
    """A stretch in a window.

    Attributes:
        start, end: seconds in the recording.
        at: second in the window at which it begins.
    """

    start: float
    end: float
    at: float

    @property
    def until(self) -> float:
        """Second in the window at which it ends."""
        return self.at + self.end - self.start


@dataclass(frozen=True)
class Window:
    """Stretches that a model hears together, in order of time.

    Attributes:
        pieces: at least one.
    """

    pieces: tuple[Piece, ...]

    @property
    def length(self) -> float:
        """Seconds of sound."""
        return self.pieces[-1].until

    def piece_at(self, time: float) -> int:
        """Return the number of the piece that is nearest to a second of the window."""
        return min(
            range(len(self.pieces)),
            key=lambda n: max(self.pieces[n].at - time, time - self.pieces[n].until, 0.0),
        )

    def original(self, time: float, number: int) -> float:
        """Return the second of the recording for one of the window, kept inside a piece."""
        piece = self.pieces[number]
        return min(max(piece.start + time - piece.at, piece.start), piece.end)


@dataclass
class Packer:
    """Fills windows with stretches as they come, in order of time.

    Attributes:
        longest: seconds of a window.
        gap: seconds of silence between two stretches.
        one_stretch: a window for every stretch (``one_stretch_a_window`` of a model's manifest).
    """

    longest: float = LONGEST
    gap: float = GAP
    one_stretch: bool = False
    _open: list[Piece] = field(default_factory=list)

    @property
    def begin(self) -> float | None:
        """Second of the recording at which the open window begins; ``None``: it is empty."""
        return self._open[0].start if self._open else None

    def add(self, stretch: Stretch) -> list[Window]:
        """Take a stretch, at most as long as a window, and return windows that are full."""
        start, end = stretch
        full = []
        at = self._open[-1].until + self.gap if self._open else 0.0
        if self._open and (self.one_stretch or at + end - start > self.longest):
            full.append(Window(tuple(self._open)))
            self._open, at = [], 0.0
        self._open.append(Piece(start, end, at))
        return full

    def rest(self) -> list[Window]:
        """Return the window that is not full, if there is one, and begin anew."""
        pieces, self._open = tuple(self._open), []
        return [Window(pieces)] if pieces else []


def pack(
    stretches: Sequence[Stretch], longest: float = LONGEST, *, one_stretch: bool = False
) -> tuple[Window, ...]:
    """Pack all stretches of a channel."""
    packer = Packer(longest, one_stretch=one_stretch)
    windows = [window for stretch in stretches for window in packer.add(stretch)]
    return (*windows, *packer.rest())


def unpack(window: Window, heard: Sequence[Heard]) -> tuple[tuple[Heard, ...], ...]:
    """Bring what a model heard back to the recording.

    Args:
        window: what it heard.
        heard: its segments, with times in the window.

    Returns:
        for each piece of the window the segments in it, with times in the recording. A segment
        that runs over several pieces is cut between words; without words it stays whole with the
        piece that it covers most.
    """
    found: list[list[Heard]] = [[] for _ in window.pieces]
    for segment in heard:
        for number, part in _parts(window, segment):
            found[number].append(part)
    return tuple(tuple(parts) for parts in found)


def _parts(window: Window, segment: Heard) -> list[tuple[int, Heard]]:
    if not segment.words:
        number = _covered(window, segment)
        return [(number, _moved(window, number, segment))]
    groups: list[tuple[int, list[HeardWord]]] = []
    for word in segment.words:
        number = window.piece_at((word.start + word.end) / 2)
        if groups:
            # Times of words may swing back a little; their order never does.
            number = max(number, groups[-1][0])
        if groups and groups[-1][0] == number:
            groups[-1][1].append(word)
        else:
            groups.append((number, [word]))
    if len(groups) == 1:
        return [(groups[0][0], _moved(window, groups[0][0], segment))]
    return [(number, _moved(window, number, _of(segment, words))) for number, words in groups]


def _covered(window: Window, segment: Heard) -> int:
    def overlap(number: int) -> float:
        piece = window.pieces[number]
        return min(segment.end, piece.until) - max(segment.start, piece.at)

    return max(range(len(window.pieces)), key=overlap)


def _of(segment: Heard, words: list[HeardWord]) -> Heard:
    text = "".join(word.text for word in words)
    return replace(segment, start=words[0].start, end=words[-1].end, text=text, words=tuple(words))


def _moved(window: Window, number: int, segment: Heard) -> Heard:
    words = tuple(
        replace(
            word,
            start=window.original(word.start, number),
            end=window.original(word.end, number),
        )
        for word in segment.words
    )
    start = window.original(segment.start, number)
    end = window.original(segment.end, number)
    return replace(segment, start=start, end=max(start, end), words=words)
