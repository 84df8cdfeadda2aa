"""The sound of a recording as one unbroken row of samples at the file's own rate."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from workbench.hearing.audio.announced import announced_seconds, breaks_off
from workbench.hearing.audio.entry import Entry, roughness
from workbench.hearing.audio.frames import Trouble
from workbench.hearing.audio.media import Media
from workbench.hearing.audio.samples import Resampler, samples_of
from workbench.hearing.audio.timeline import MISSING, DamageLog, Timeline

if TYPE_CHECKING:
    import numpy as np
    from av.audio.frame import AudioFrame
    from numpy.typing import NDArray

    Samples = NDArray[np.float32]

_SHORTER = 1.0
CUT = "文件在此处中断，按文件头所记还应有约{}秒"
MOVED_UP = "数据到此为止，比文件头所记少约{}秒，缺少的可能在前面损坏处，其后的时间可能偏早"


class Track:
    """Reads a file's sound from one sample on.

    Args:
        media: open.
        entry: the frames to read.
        begin: the sample to begin with.
        wanted: damage before this sample is not told; it belongs to the run-up of the codec.

    Attributes:
        log: the damages met.
    """

    def __init__(self, media: Media, entry: Entry, begin: int, wanted: int) -> None:
        self._media, self._entry = media, entry
        self._begin, self._wanted = begin, wanted
        self._rate = media.rate
        self._time = Timeline(self._rate, entry.place)
        self._trouble = ""
        self._uniform = _Uniform(self._rate, media.channels)
        self._spoilt = False
        # Frames of an mp3 file are only counted: after one that was dropped all comes earlier.
        self._clockless = media.container.format.name == "mp3"
        self.log = DamageLog()

    @property
    def seconds(self) -> float:
        """How far it was read."""
        return self._time.expected / self._rate

    def samples(self) -> "Iterator[Samples]":
        """Yield the samples from ``begin`` on, shape (channels, n), n at most a second or a frame.

        Where something is missing there are zeros. The end is judged when it is reached.
        """
        place = self._begin
        for piece, start in self._pieces():
            if start + piece.shape[1] <= place:
                continue
            if start > place:
                yield from self._silence(start - place)
                place = start
            cut = piece[:, place - start :]
            place += cut.shape[1]
            yield cut
        self._judge_end()

    def _pieces(self) -> "Iterator[tuple[Samples, int]]":
        """Yield samples with the place of their first one."""
        for item in self._entry.items:
            if isinstance(item, Trouble):
                self._trouble = item.words
                continue
            gap = self._time.gap(
                self._entry.stated(item, self._rate), item.samples, roughness(self._media)
            )
            self._note(gap)
            made = self._uniform.samples(item)
            if gap > 0:
                self._time.expected += gap
            elif gap < 0:
                made = made[:, -gap:]
            start = self._time.expected
            self._time.expected += made.shape[1]
            yield made, start

    def _note(self, gap: int) -> None:
        if self._trouble or self._time.is_hole(gap):
            self._tell(max(gap, 0), self._trouble or MISSING)
        self._trouble = ""

    def _tell(self, gap: int, words: str) -> None:
        at = self._time.expected
        self._spoilt = True
        if at + gap >= self._wanted:
            self.log.add(at / self._rate, (at + gap) / self._rate, words)

    def _silence(self, count: int) -> "Iterator[Samples]":
        import numpy as np

        for start in range(0, count, self._rate):
            size = min(self._rate, count - start)
            yield np.zeros((self._media.channels, size), np.float32)

    def _judge_end(self) -> None:
        if self._trouble:
            self._tell(0, self._trouble)
        promised = announced_seconds(self._media)
        if promised is not None and promised - self.seconds > _SHORTER:
            missing = promised - self.seconds
            words = MOVED_UP if self._spoilt and self._clockless else CUT
            self._tell(0, words.format(f"{missing:.0f}"))
        elif self._media.salvage is not None:
            self._tell(0, "录音没有录完，能找回的声音到此为止")
        elif breaks_off(self._media):
            self._tell(0, "文件没有结束标记，可能在此处中断")


class _Uniform:
    """Brings every frame to the rate and the number of channels of the first."""

    def __init__(self, rate: int, channels: int) -> None:
        self._rate, self._channels = rate, channels
        self._odd: dict[int, Resampler] = {}

    def samples(self, frame: "AudioFrame") -> "Samples":
        import numpy as np

        made = samples_of(frame)
        if made.shape[0] < self._channels:
            more = [made[-1:]] * (self._channels - made.shape[0])
            made = np.concatenate([made, *more])
        made = made[: self._channels]
        if frame.sample_rate != self._rate:
            odd = self._odd.setdefault(frame.sample_rate, Resampler(frame.sample_rate, self._rate))
            pieces = odd.feed(made)
            made = np.concatenate([np.zeros((self._channels, 0), np.float32), *pieces], axis=1)
        return made
