"""Measures how long the event loop lets others wait, and where the window's thread was meanwhile.

For measuring only; the window itself never starts it. A thread beside the window's posts a beat
every few milliseconds and takes the time until the window's thread answers it. While an answer is
late, the thread looks at the stack of the window's thread.
"""

import math
import sys
import threading
import time
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from types import FrameType, TracebackType

from PySide6.QtCore import QObject, Qt, Signal

BEAT = 0.005
LATE = 0.02
MOST_STALLS = 200
_DEPTH = 6
_ROOT = Path(__file__).resolve().parents[1]


@dataclass(frozen=True)
class Stall:
    """One late answer.

    Attributes:
        milliseconds: from the moment the beat was due to its answer.
        busy: milliseconds of computing that the window's thread did since its answer before; far
            less than ``milliseconds`` where it waited for the disk or for a busy machine.
        where: the stack most often seen meanwhile, innermost call first; empty where the thread
            was inside Qt or a library without a break.
    """

    milliseconds: float
    where: str
    busy: float = 0.0


@dataclass(frozen=True)
class Latency:
    """What was measured: number of beats, worst and 99th percentile in milliseconds, stalls."""

    beats: int
    worst: float
    p99: float
    stalls: tuple[Stall, ...]

    def words(self) -> str:
        """Return the figures in one line, with the place of the worst stall."""
        words = f"{self.beats} beats, worst {self.worst:.0f} ms, p99 {self.p99:.1f} ms"
        if not self.stalls:
            return words
        worst = self.stalls[0]
        return f"{words}; worst: {worst.busy:.0f} ms computing at {worst.where or '(inside Qt)'}"


class _Heart(QObject):
    """Lives in the window's thread and answers beats."""

    beat = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self.answered = 0
        self.time = 0.0
        self.spent = 0.0
        self.answer = threading.Event()
        self.beat.connect(self._answer, Qt.ConnectionType.QueuedConnection)

    def _answer(self, number: int) -> None:
        self.time = time.perf_counter()
        self.spent = time.thread_time()
        self.answered = number
        self.answer.set()


class Watchdog:
    """Measures between ``with`` and its end, in the thread that made it.

    Args:
        late: seconds after which an answer counts as a stall and the stack is looked at.
    """

    def __init__(self, late: float = LATE) -> None:
        self._late = late
        self._heart = _Heart()
        self._watched = threading.get_ident()
        self._ended = threading.Event()
        self._thread = threading.Thread(target=self._watch, name="watchdog", daemon=True)
        self._times: list[float] = []
        self._stalls: list[Stall] = []

    def __enter__(self) -> "Watchdog":
        """Begin."""
        self._thread.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """End; a beat that still waits is given up."""
        self._ended.set()
        self._heart.answer.set()
        self._thread.join(5)

    def latency(self) -> Latency:
        """Return what was measured so far, the longest stall first."""
        times = sorted(self._times) or [0.0]
        stalls = tuple(sorted(self._stalls, key=lambda stall: -stall.milliseconds))
        place = min(len(times) - 1, math.ceil(0.99 * len(times)))
        return Latency(len(self._times), times[-1] * 1000, times[place] * 1000, stalls)

    def _watch(self) -> None:
        number = 0
        due = time.perf_counter() + BEAT
        while not self._ended.is_set():
            # A library may hold the interpreter's lock: then this thread wakes late as well,
            # so that the beat's time counts from when it was due.
            time.sleep(max(0.0, due - time.perf_counter()))
            number += 1
            before = self._heart.spent
            where = self._beat(number, due)
            if where is None:
                return
            busy = self._heart.spent - before if before else 0.0
            self._note(Stall((self._heart.time - due) * 1000, where, busy * 1000))
            due = max(due, time.perf_counter()) + BEAT

    def _beat(self, number: int, due: float) -> str | None:
        heart, seen = self._heart, Counter[str]()
        heart.answer.clear()
        heart.beat.emit(number)
        while heart.answered != number:
            if self._ended.is_set():
                return None
            heart.answer.wait(self._late / 4)
            if heart.answered != number and time.perf_counter() - due > self._late / 2:
                seen[_stack(sys._current_frames().get(self._watched))] += 1
        return seen.most_common(1)[0][0] if seen else ""

    def _note(self, stall: Stall) -> None:
        self._times.append(stall.milliseconds / 1000)
        if self._times[-1] > self._late:
            self._stalls.append(stall)
            if len(self._stalls) > 2 * MOST_STALLS:
                self._stalls.sort(key=lambda stall: -stall.milliseconds)
                del self._stalls[MOST_STALLS:]


def _stack(frame: FrameType | None) -> str:
    """Return a stack as ``file:line function < caller …``, our own files by their short names."""
    parts: list[str] = []
    while frame is not None and len(parts) < _DEPTH:
        path = Path(frame.f_code.co_filename)
        name = path.relative_to(_ROOT).as_posix() if path.is_relative_to(_ROOT) else path.name
        parts.append(f"{name}:{frame.f_lineno} {frame.f_code.co_name}")
        frame = frame.f_back
    return " < ".join(parts)


__all__ = ["Latency", "Stall", "Watchdog"]
