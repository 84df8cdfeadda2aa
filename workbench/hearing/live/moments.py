"""The time of a recording: moments that a clock which is set anew does not mix up."""

import time
from collections.abc import Callable
from datetime import datetime, timedelta

from workbench.kernel.clock import now

MOVED = 5.0
"""Seconds by which the machine's clock may differ before that is said."""


def slept() -> float:
    """Return for how many seconds this machine has slept since it was started.

    Where the system does not say (Windows, macOS) it is 0; there the clock that never jumps goes on
    in sleep, and what is missing shows in the sound.
    """
    if not hasattr(time, "CLOCK_BOOTTIME"):
        return 0.0
    return time.clock_gettime(time.CLOCK_BOOTTIME) - time.clock_gettime(time.CLOCK_MONOTONIC)


class Moments:
    """Moments counted from one of the machine's clock on.

    Args:
        steady: seconds of a clock that never jumps, sleep included.
    """

    def __init__(self, steady: Callable[[], float]) -> None:
        self._steady = steady
        self._begun, self._began = steady(), now()

    def at(self, ago: float = 0.0) -> str:
        """Return the moment so many seconds ago (ISO 8601)."""
        passed = self._steady() - self._begun - ago
        moment = datetime.fromisoformat(self._began) + timedelta(seconds=passed)
        return moment.isoformat(timespec="milliseconds")

    def moved(self) -> bool:
        """Say whether the machine's clock was set anew since."""
        here = datetime.fromisoformat(self.at())
        return abs((datetime.fromisoformat(now()) - here).total_seconds()) > MOVED
