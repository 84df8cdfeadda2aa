"""Streams the sound of a recording as blocks of float samples, from any second on.

Decoding from the middle gives the samples that decoding from the start gives there: the container
is asked for a place a little earlier, so that codec and filter have their past, and the resampler
begins at a sample where the grids of both rates meet. Memory stays the same however long it is.
"""

from collections.abc import Iterator
from math import gcd
from typing import TYPE_CHECKING

from workbench.hearing.audio.entry import at_start, before
from workbench.hearing.audio.media import Media, opened
from workbench.hearing.audio.model import Block, Source
from workbench.hearing.audio.samples import Resampler
from workbench.hearing.audio.track import Track
from workbench.hearing.model import Damage

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Samples = NDArray[np.float32]

_FILTER_PAST = 0.1


def decode_track(source: Source, media: Media, first: int, rate: int) -> Iterator[Block | Damage]:
    """Yield the sound of one track from a sample on; see :func:`side_by_side.decode`.

    Args:
        source: what ``media`` was opened from, for opening it anew.
        media: nothing was read of it yet.
        first: number of the first sample that is wanted, at ``rate``.
        rate: samples a second that are wanted.

    Raises:
        UserError: see :func:`workbench.hearing.audio.media.opened`.
    """
    begin, wanted = _grid(media, first, rate)
    entry = before(media, begin) if first else at_start(media)
    if entry is not None:
        yield from _decoded(Track(media, entry, begin, wanted), media.rate, begin, first, rate)
        return
    with opened(source, media.chosen.index(media.stream)) as again:
        track = Track(again, at_start(again), begin, wanted)
        yield from _decoded(track, again.rate, begin, first, rate)


def _grid(media: Media, first: int, rate: int) -> tuple[int, int]:
    """Return where to begin, and where the sample ``first`` stands, in samples of the file.

    At the beginning a sample of one rate falls on one of the other, so that the resampler gives
    the same as if it had begun at 0.
    """
    unit = media.rate // gcd(media.rate, rate)
    wanted = first * media.rate // rate
    return max(wanted - int(_FILTER_PAST * media.rate), 0) // unit * unit, wanted


def _decoded(track: Track, old: int, begin: int, first: int, rate: int) -> Iterator[Block | Damage]:
    resampler = Resampler(old, rate)
    blocks = _Blocks(begin * rate // old, first, rate)
    for samples in _gathered(track, old):
        for piece in resampler.feed(samples):
            yield from blocks.add(piece)
        yield from track.log.ready(track.seconds)
    for piece in resampler.flush():
        yield from blocks.add(piece)
    yield from blocks.rest()
    yield from track.log.ready()


def _gathered(track: Track, size: int) -> "Iterator[Samples]":
    """Yield a track's samples in pieces of at least ``size``, the last one excepted."""
    import numpy as np

    held: list[Samples] = []
    count = 0
    for samples in track.samples():
        held.append(samples)
        count += samples.shape[1]
        if count >= size:
            yield np.concatenate(held, axis=1)
            held, count = [], 0
    if held:
        yield np.concatenate(held, axis=1)


class _Blocks:
    """Cuts a row of samples into blocks.

    Args:
        place: number of the first sample that will be added.
        first: number of the first sample that is wanted.
        rate: samples a second, and in a block.
    """

    def __init__(self, place: int, first: int, rate: int) -> None:
        self._place, self._start, self._rate = place, first, rate
        self._held: list[Samples] = []
        self._count = 0

    def add(self, samples: "Samples") -> Iterator[Block]:
        """Add samples and yield a block if there are enough."""
        skip = min(max(self._start - self._place, 0), samples.shape[1])
        self._place += samples.shape[1]
        if skip < samples.shape[1]:
            self._held.append(samples[:, skip:])
            self._count += samples.shape[1] - skip
        if self._count >= self._rate:
            yield from self.rest()

    def rest(self) -> Iterator[Block]:
        """Yield what is held."""
        import numpy as np

        if self._held:
            yield Block(self._start / self._rate, np.concatenate(self._held, axis=1))
            self._start += self._count
            self._held, self._count = [], 0
