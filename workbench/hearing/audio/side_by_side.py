"""The tracks of a file as channels side by side: a court's recorder gives a track to each seat.

Every track is decoded by itself, so that reading from the middle is as exact as with one track;
where tracks begin or end at different times there is silence in those that are not there.
"""

from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from workbench.hearing.audio.decoding import decode_track
from workbench.hearing.audio.entry import at_start
from workbench.hearing.audio.media import Media, opened
from workbench.hearing.audio.model import Block, Source
from workbench.hearing.model import Damage

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Samples = NDArray[np.float32]

_LATEST = 6 * 3600.0
"""Seconds after the first track at which another may begin; more is a clock that was never set."""
_TOGETHER = 1.0


def decode(source: Source, start: float = 0.0, rate: int = 16_000) -> Iterator[Block | Damage]:
    """Yield the sound of a source from a second on, in blocks of about a second.

    Blocks join without a gap; where something could not be read there is silence in them, and a
    :class:`Damage` says from when to when. It comes at the latest when some good seconds more were
    read.

    Args:
        source: see there; a stream is not closed.
        start: seconds from the first sample; past the end nothing is yielded.
        rate: samples a second that are wanted.

    Raises:
        UserError: see :func:`workbench.hearing.audio.media.opened`.
    """
    first = round(max(start, 0.0) * rate)
    with opened(source) as media:
        if len(media.chosen) == 1:
            yield from decode_track(source, media, first, rate)
            return
        count = len(media.chosen)
    with ExitStack() as stack:
        begins = _begins(source, count)
        yield from _joined(
            [
                _lane(source, stack.enter_context(opened(source, number)), begin, first, rate)
                for number, begin in enumerate(begins)
            ],
            first,
            rate,
        )


def track_number(media: Media) -> int:
    """Return the number of the track that is read, as players count them: from 1."""
    return media.tracks.index(media.stream) + 1


def _begins(source: Source, count: int) -> list[float]:
    """Return the second of the recording at which each track begins."""
    stated: list[float | None] = []
    for number in range(count):
        with opened(source, number) as media:
            base, unit = at_start(media).base, media.stream.time_base
            stated.append(None if base is None or unit is None else float(base * unit))
    known = [second for second in stated if second is not None]
    earliest = min(known, default=0.0)
    return [
        second - earliest if second is not None and second - earliest <= _LATEST else 0.0
        for second in stated
    ]


@dataclass
class _Lane:
    """A track on its way.

    Attributes:
        number: of the track, from 1; channels: how many it has.
        items: what its decoder yields.
        late: samples of silence before it.
        begin: second at which the track begins; its damages count from there.
    """

    number: int
    channels: int
    items: Iterator[Block | Damage]
    late: int
    begin: float
    held: "list[Samples]" = field(default_factory=list)
    count: int = 0
    ended: bool = False

    def fill(self, wanted: int) -> Iterator[Damage]:
        """Hold at least so many samples, or all that come; yield what is damaged."""
        if self.late and self.count < wanted:
            size = min(self.late, wanted - self.count)
            self._hold(_silence(self.channels, size))
            self.late -= size
        while self.count < wanted and not self.ended:
            item = next(self.items, None)
            if item is None:
                self.ended = True
            elif isinstance(item, Block):
                self._hold(item.samples)
            else:
                yield Damage(item.start + self.begin, item.end + self.begin, item.words)

    def take(self, count: int) -> "Samples":
        """Take samples; silence behind the last of them."""
        import numpy as np

        held = np.concatenate([_silence(self.channels, 0), *self.held], axis=1)
        taken, rest = held[:, :count], held[:, count:]
        self.held, self.count = [rest], rest.shape[1]
        missing = count - taken.shape[1]
        return np.concatenate([taken, _silence(self.channels, missing)], axis=1)

    def _hold(self, samples: "Samples") -> None:
        self.held.append(samples)
        self.count += samples.shape[1]


def _lane(source: Source, media: Media, begin: float, first: int, rate: int) -> _Lane:
    own = first - round(begin * rate)
    items = decode_track(source, media, max(own, 0), rate)
    return _Lane(track_number(media), media.channels, items, max(-own, 0), begin)


def _silence(channels: int, count: int) -> "Samples":
    import numpy as np

    return np.zeros((channels, count), np.float32)


def _joined(lanes: list[_Lane], first: int, rate: int) -> Iterator[Block | Damage]:
    import numpy as np

    place, log = first, _SharedLog(tuple(lane.number for lane in lanes))
    while True:
        for lane in lanes:
            for damage in lane.fill(rate):
                log.add(damage, lane.number)
        going = [lane.count for lane in lanes if not lane.ended]
        count = min(going) if going else max(lane.count for lane in lanes)
        if not count:
            break
        yield Block(place / rate, np.concatenate([lane.take(count) for lane in lanes]))
        place += count
        yield from log.ready(place / rate)
    yield from log.ready()


class _SharedLog:
    """Damages of several tracks; those of one time become one, with the tracks named.

    Args:
        numbers: of all tracks.
    """

    def __init__(self, numbers: tuple[int, ...]) -> None:
        self._numbers = numbers
        self._open: list[tuple[Damage, int]] = []

    def add(self, damage: Damage, number: int) -> None:
        """Note a damage of a track."""
        self._open.append((damage, number))

    def ready(self, now: float | None = None) -> list[Damage]:
        """Take those to which nothing will be added any more; all of them without a time."""
        done = []
        for group in self._groups():
            if now is None or max(d.end for d, _ in group) < now - 2 * _TOGETHER:
                done.append(self._one(group))
                self._open = [one for one in self._open if one not in group]
        return done

    def _groups(self) -> list[list[tuple[Damage, int]]]:
        groups: list[list[tuple[Damage, int]]] = []
        for one in sorted(self._open, key=lambda pair: (pair[0].start, pair[1])):
            end = max((d.end for d, _ in groups[-1]), default=0.0) if groups else 0.0
            if groups and one[0].start - end <= _TOGETHER:
                groups[-1].append(one)
            else:
                groups.append([one])
        return groups

    def _one(self, group: list[tuple[Damage, int]]) -> Damage:
        tracks: dict[str, list[int]] = {}
        for damage, number in group:
            tracks.setdefault(damage.words, []).append(number)
        words = "；".join(self._words(said, numbers) for said, numbers in tracks.items())
        return Damage(min(d.start for d, _ in group), max(d.end for d, _ in group), words)

    def _words(self, words: str, numbers: list[int]) -> str:
        if set(numbers) == set(self._numbers):
            return words
        named = "、".join(str(number) for number in sorted(set(numbers)))
        return f"音轨{named}：{words}"
