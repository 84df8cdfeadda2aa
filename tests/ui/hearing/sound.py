"""Recordings that tests can hear exactly: a click at every whole second, decoded by a stand-in."""

import io
from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO

import numpy as np
from numpy.typing import NDArray

from ui.hearing.sinks import AHEAD, RATE
from workbench.hearing.model import Damage, Recording
from workbench.hearing.timeline import Timeline

PIECE = 0.1
LOUD = 0.5


@dataclass(frozen=True)
class Block:
    """See :class:`ui.hearing.feed.Block`."""

    start: float
    samples: NDArray[np.float32]


def recording(
    key: str = "r1", seconds: float = 10.0, position: int = 0, gap: float = 0.0
) -> Recording:
    """Return a recording of two channels."""
    return Recording(
        key,
        "h1",
        position,
        f"{key}.wav",
        "",
        0,
        "wav",
        "pcm",
        RATE,
        channels=2,
        seconds=seconds,
        gap=gap,
    )


def timeline(*recordings: Recording) -> Timeline:
    """Return the recordings one after another."""
    return Timeline.of(recordings or (recording(),))


def opener(_recording: str) -> BinaryIO:
    """Open nothing."""
    return io.BytesIO()


def clicks(_stream: BinaryIO, start: float, rate: int) -> Iterator[Block | Damage]:
    """Decode without end: a click at every second on channel 0, at every half on channel 1."""
    first = round(start * rate)
    while True:
        count = round(PIECE * rate)
        at = np.arange(first, first + count)
        tone = np.sin(at * 0.3).astype(np.float32)
        zero = np.where(at % rate < 200, tone, 0)
        half = np.where((at + rate // 2) % rate < 200, tone, 0)
        yield Block(first / rate, np.stack([zero, half]).astype(np.float32))
        first += count


class HandSink:
    """A sink whose clock a test moves by hand; it keeps what it was given."""

    def __init__(self) -> None:
        self.rate, self.words = RATE, ""
        self.given: list[NDArray[np.float32]] = []
        self.count = 0
        self.done = 0
        self.running = False
        self.closed = False

    def free(self) -> int:
        return int(AHEAD * self.rate) - (self.count - self.done)

    def write(self, samples: NDArray[np.float32]) -> None:
        self.given.append(samples.copy())
        self.count += len(samples)

    def heard(self) -> int:
        return self.done

    def pause(self) -> None:
        self.running = False

    def resume(self) -> None:
        self.running = True

    def clear(self) -> None:
        self.given, self.count, self.done = [], 0, 0

    def close(self) -> None:
        self.closed = True

    def hear(self, samples: int) -> None:
        """Let time pass."""
        self.done = min(self.count, self.done + samples)

    def sound(self) -> NDArray[np.float32]:
        """Return what was given since the last jump."""
        return np.concatenate(self.given) if self.given else np.zeros(0, np.float32)


def onsets(sound: NDArray[np.float32]) -> NDArray[np.intp]:
    """Return the samples at which clicks begin."""
    loud = np.flatnonzero(np.abs(sound) > 0.2)
    return loud[np.r_[True, np.diff(loud) > 4000]] if len(loud) else loud
