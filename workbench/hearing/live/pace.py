"""Compares the sound that a device gives with the clock: what is missing is noticed.

A device hands its sound over late by a time that stays the same, or is caught up with after a busy
moment. Sound that was lost never is: from then on it is late by more. Clocks of devices differ a
little from the machine's, so that a slow growth is no loss.
"""

from dataclasses import dataclass

WINDOW = 2.0
"""Seconds of steady sound in which it is looked how late the device is."""
LEAST = 0.3
"""Seconds of lost sound that are noted; smaller losses add up until they are."""
DRIFT = 5e-4
"""Part of the time by which clocks of devices differ."""
NEAR = 0.1
"""Seconds above the usual lateness within which nothing is missing yet."""
STEADY = 0.03
"""Part by which sound may come faster or slower than its rate."""
PIECE = 0.25
"""Seconds of sound that most devices hand over at once, at most."""
SILENT = 6.0
"""Seconds in each of which a device gave less than half, after which it counts as gone."""
STARVED = 0.5
LONG = 12.0
"""Seconds of which two in a row tell that sound is always too fast or too slow."""
ALIKE = 0.01


@dataclass(frozen=True)
class Gap:
    """Sound that the device did not give.

    Attributes:
        frame: samples before it.
        seconds: how much is missing.
        ago: seconds since it began.
    """

    frame: int
    seconds: float
    ago: float


@dataclass(frozen=True)
class Gone:
    """The device gives hardly any sound, since so many seconds."""

    ago: float


@dataclass(frozen=True)
class OffSpeed:
    """The sound has another rate than it says."""


@dataclass(frozen=True)
class _Look:
    """Moment (seconds) and samples so far; ``lack``: seconds that are not there yet."""

    moment: float
    frames: int
    lack: float


class Pace:
    """Looks again and again.

    Args:
        rate: samples a second.
        moment: seconds of a clock that never jumps.
        frames: samples that were recorded before.
    """

    def __init__(self, rate: int, moment: float, frames: int) -> None:
        self._rate = rate
        self._start = _Look(moment, frames, 0.0)
        # The last one with nothing missing; begin of the window, of the second, of the long window.
        self._good = self._window = self._second = self._long = self._start
        self._lively = self._steady = self._start
        self._low: _Look | None = None
        self._usual: float | None = None
        self._long_part = 1.0

    def look(self, moment: float, frames: int) -> Gap | Gone | OffSpeed | None:
        """Say what is amiss; a gap is said once.

        Args:
            moment: seconds of the same clock.
            frames: samples that were recorded by now.
        """
        given = (frames - self._start.frames) / self._rate
        here = _Look(moment, frames, moment - self._start.moment - given)
        if self._usual is None or here.lack <= self._usual + NEAR:
            self._good = here
        if self._low is None or here.lack < self._low.lack:
            self._low = here
        return self._gone(here) or self._off_speed(here) or self._gap(here)

    def _gone(self, here: _Look) -> Gone | None:
        if here.moment - self._second.moment >= 1.0:
            if self._part(self._second, here) >= STARVED:
                self._lively = here
            self._second = here
        ago = here.moment - self._lively.moment
        return Gone(ago) if ago >= SILENT else None

    def _off_speed(self, here: _Look) -> OffSpeed | None:
        if here.moment - self._long.moment < LONG:
            return None
        part, before = self._part(self._long, here), self._long_part
        self._long, self._long_part = here, part
        off = abs(part - 1.0) > STEADY and abs(part - before) < ALIKE
        return OffSpeed() if off else None

    def _gap(self, here: _Look) -> Gap | None:
        """Look at a window that is over."""
        if here.moment - self._window.moment < WINDOW:
            return None
        low, window = self._low or here, self._window
        self._window, self._low = here, None
        # Sound comes in pieces: one more or less of them says nothing.
        wide = STEADY + PIECE / (here.moment - window.moment)
        in_all = here.moment - self._steady.moment >= LONG
        steady = abs(self._part(window, here) - 1.0) <= wide
        if not steady and not (in_all and abs(self._part(self._steady, here) - 1.0) <= STEADY):
            return None
        passed, self._steady = here.moment - self._steady.moment, here
        if self._usual is None:
            self._usual = low.lack
            return None
        allowed = self._usual + DRIFT * passed
        if low.lack - allowed <= LEAST:
            self._usual = min(low.lack, allowed)
            return None
        gap = Gap(self._good.frames, low.lack - self._usual, here.moment - self._good.moment)
        self._usual, self._good = low.lack, here
        return gap

    def _part(self, begun: _Look, here: _Look) -> float:
        """Return how much of the sound that was due came between two looks."""
        passed = here.moment - begun.moment
        return (here.frames - begun.frames) / self._rate / passed if passed else 1.0
