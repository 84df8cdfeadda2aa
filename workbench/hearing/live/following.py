"""The sound of a recording that still grows, for the transcription: as it comes, to its end."""

import time
from collections.abc import Iterator
from typing import TYPE_CHECKING

from workbench.engines.protocols import SPEECH_RATE
from workbench.hearing.live.model import Format
from workbench.hearing.live.parts import MARK, SOUND, Place
from workbench.hearing.live.writing import PART_SECONDS
from workbench.kernel.lock import WriterLock

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Samples = NDArray[np.float32]

LOOK_SECONDS = 0.1
LOOKS = 5
"""Looks for the next part between two looks whether the recording has ended."""


class Growing:
    """Yields second of the first sample, and samples of all channels at 16,000 a second.

    It waits for what is still to come, and ends where the recording has ended, in order or not.

    Args:
        place: of the parts.
        form: of their sound.
        start: second at which to begin.

    Attributes:
        behind: seconds between what was yielded last and what is on the disk.
    """

    def __init__(self, place: Place, form: Format, start: float) -> None:
        self._place, self._form = place, form
        self._begin = start
        self.behind = 0.0

    def __iter__(self) -> "Iterator[tuple[float, Samples]]":
        from workbench.hearing.audio.samples import Resampler

        resampler = Resampler(self._form.rate, SPEECH_RATE)
        made, begin = 0, 0.0
        for number, (first, samples) in enumerate(self._sound()):
            if not number:
                begin = first / self._form.rate
            for piece in resampler.feed(samples):
                yield begin + made / SPEECH_RATE, piece
                made += piece.shape[1]
        for piece in resampler.flush():
            yield begin + made / SPEECH_RATE, piece
            made += piece.shape[1]

    def _sound(self) -> "Iterator[tuple[int, Samples]]":
        """Yield first sample and samples, joined: what is missing is silence."""
        import numpy as np

        expected = skip = round(self._begin * self._form.rate)
        for first, data in self._parts():
            samples = self._form.floats(data)
            if first + samples.shape[1] <= skip:
                continue
            if first > expected:
                yield expected, np.zeros((self._form.channels, first - expected), np.float32)
            samples = samples[:, max(expected - first, 0) :]
            yield max(first, expected), samples
            expected = max(first, expected) + samples.shape[1]

    def _parts(self) -> Iterator[tuple[int, bytes]]:
        """Yield the parts of sound in order, waiting for those to come."""
        after = -1
        while True:
            # Asked before looking: what was written before the end is then seen.
            over = self._is_over()
            numbers = {n: kind for n, kind in self._place.parts().items() if n > after}
            for done, (number, kind) in enumerate(numbers.items(), 1):
                after = number
                self.behind = (len(numbers) - done) * PART_SECONDS
                part = self._place.sound(number) if kind == SOUND else None
                if part is not None:
                    yield part
            if over and not numbers:
                return
            self._wait(after + 1)

    def _wait(self, number: int) -> None:
        """Wait until a part is there, or a while: the recording may have ended."""
        for _ in range(LOOKS):
            if any(self._place.path(number, kind).exists() for kind in (SOUND, MARK)):
                return
            time.sleep(LOOK_SECONDS)

    def _is_over(self) -> bool:
        """Say whether nobody writes the recording any more."""
        try:
            lock = WriterLock.acquire(self._place.folder)
        except OSError:
            return True  # the folder is gone
        if lock is None:
            return False
        lock.release()
        return True
