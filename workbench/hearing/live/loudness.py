"""How loud each microphone is, since when it is silent, and whether it is too loud."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from workbench.hearing.live.model import Level
from workbench.hearing.model import SeatProfile

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

SILENT_BELOW = 0.001
"""Peak (1: the loudest that there is; -60 dB) below which a microphone gives nothing."""
CLIPPED_FROM = 0.999
SILENT_FROM = 30.0
"""Seconds of silence from which it is said."""
CLIPPED_FOR = 5.0
"""Seconds for which it is said that a microphone was too loud."""


class Loudness:
    """Measures sound as it comes.

    Args:
        channels: number of channels.
        rate: samples a second.
    """

    def __init__(self, channels: int, rate: int) -> None:
        self._rate = rate
        self._peaks = [0.0] * channels
        self._silent = [0.0] * channels
        self._clipped = [-1.0] * channels

    def feed(self, samples: "NDArray[np.float32]") -> None:
        """Take the next samples, shape (channels, n)."""
        import numpy as np

        if not samples.shape[1]:
            return
        seconds = samples.shape[1] / self._rate
        for channel, peak in enumerate(np.abs(samples).max(axis=1)):
            self._peaks[channel] = max(self._peaks[channel], float(peak))
            self._silent[channel] = 0.0 if peak >= SILENT_BELOW else self._silent[channel] + seconds
            if peak >= CLIPPED_FROM:
                self._clipped[channel] = 0.0
            elif self._clipped[channel] >= 0.0:
                self._clipped[channel] += seconds

    def look(self) -> tuple[Level, ...]:
        """Return the levels, and let the peaks begin anew."""
        rows = zip(self._peaks, self._silent, self._clipped, strict=True)
        found = tuple(Level(min(peak, 1.0), silent, clipped) for peak, silent, clipped in rows)
        self._peaks = [0.0] * len(self._peaks)
        return found


def seat_at(profile: SeatProfile | None, channel: int) -> str:
    """Return the name of a channel's seat; empty where it has none."""
    seats = profile.seats if profile else ()
    return next((seat.name for seat in seats if seat.channel == channel), "")


def microphone(channel: int, profile: SeatProfile | None) -> str:
    """Return what people call a channel: 3号话筒（原告席）."""
    seat = seat_at(profile, channel)
    return f"{channel + 1}号话筒（{seat}）" if seat else f"{channel + 1}号话筒"


def remarks(levels: Sequence[Level], profile: SeatProfile | None) -> list[str]:
    """Say what is wrong with the microphones, in words; none where all is well."""
    found = []
    for channel, level in enumerate(levels):
        name = microphone(channel, profile)
        if level.silent >= SILENT_FROM:
            found.append(f"{name} {_long(level.silent)}没有声音")
        elif 0.0 <= level.clipped < CLIPPED_FOR:
            found.append(f"{name} 声音过大，已失真")
    return found


def _long(seconds: float) -> str:
    whole = int(seconds)
    return f"{whole} 秒" if whole < 60 else f"{whole // 60} 分钟"
