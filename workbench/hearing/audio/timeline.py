"""Where decoded frames belong on the line of time of a recording, counted in its samples.

Containers state the time of a frame exactly (in samples), roughly (in milliseconds) or not at all.
Frames that follow each other are counted; what the container says is believed where it differs by
more than its own roughness, and then something is missing. After a jump into the middle the stated
time is brought back to a whole number of frames, so that reading from the middle gives the same
samples as reading from the start.
"""

from dataclasses import dataclass, field

from workbench.hearing.model import Damage

_SMALL_GAP = 0.1
_LARGEST_GAP = 6 * 3600.0
_ROUGH = 0.003
_TOGETHER = 1.0
MISSING = "此处没有声音数据"


@dataclass
class Lattice:
    """Frames of one length follow each other from a first one that may be shorter.

    Attributes:
        first: samples of the first frame.
        length: samples of every frame after it; 0: not known.
    """

    first: int
    length: int

    def snap(self, place: float, rough: float) -> int:
        """Return the beginning of the frame that is stated at ``place``, both in samples."""
        if self.length:
            whole = self.first + round((place - self.first) / self.length) * self.length
            if abs(whole - place) <= rough:
                return max(whole, 0)
        return max(round(place), 0)


@dataclass
class Timeline:
    """Places frames one after the other.

    Attributes:
        rate: samples a second.
        expected: sample at which the next frame begins if nothing is missing.
    """

    rate: int
    expected: int = 0
    _shift: float = 0.0

    def gap(self, stated: float | None, length: int = 0, rough: float = 0.0) -> int:
        """Return how many samples are missing before a frame; negative: it comes too early.

        Args:
            stated: sample at which the container puts the frame; ``None``: it does not say.
            length: samples of the frame, of which a whole number is probably missing.
            rough: samples by which ``stated`` may be wrong.
        """
        if stated is None:
            return 0
        gap = stated + self._shift - self.expected
        if abs(gap) <= _ROUGH * self.rate:
            return 0
        if gap > _LARGEST_GAP * self.rate or gap < -_SMALL_GAP * self.rate:
            # The clock of the file was set anew: what is heard goes on where it was.
            self._shift -= gap
            return 0
        return Lattice(0, length).snap(gap, rough) if gap > 0 else round(gap)

    def is_hole(self, gap: int) -> bool:
        """Say whether so many missing samples are worth telling."""
        return gap >= _SMALL_GAP * self.rate


def _both(before: str, words: str) -> str:
    """Join what is known of two damages; that samples are missing goes without saying."""
    if words in (before, MISSING) or words in before:
        return before
    return words if before == MISSING else f"{before}；{words}"


@dataclass
class DamageLog:
    """Damages in order; those that nearly touch become one."""

    _open: Damage | None = None
    _done: list[Damage] = field(default_factory=list)

    def add(self, start: float, end: float, words: str) -> None:
        """Note a damage that begins no earlier than those before."""
        last = self._open
        if last is None:
            self._open = Damage(start, end, words)
        elif start - last.end <= _TOGETHER:
            self._open = Damage(last.start, max(end, last.end), _both(last.words, words))
        else:
            self._done.append(last)
            self._open = Damage(start, end, words)

    def ready(self, now: float | None = None) -> list[Damage]:
        """Take those to which nothing will be added any more; all of them without a time."""
        if self._open is not None and (now is None or now - self._open.end > _TOGETHER):
            self._done.append(self._open)
            self._open = None
        done, self._done = self._done, []
        return done
