"""Long work in this process, a few milliseconds at a time, so that the window goes on."""

import time
from collections.abc import Callable, Generator
from typing import Generic, TypeVar

from PySide6.QtCore import QObject, QTimer

from workbench.kernel.errors import UserError

T = TypeVar("T")
BUDGET = 0.012
"""Seconds of one slice."""


class Slices(QObject, Generic[T]):
    """Runs a generator to its end; what it yields tells how far it is.

    Args:
        parent: ends the work with itself.
        progress: told the last thing yielded, once a slice.
        done: told what the generator returned.
        failed: told why it failed; it is over then.
        gone: says that what is worked on was closed; the work is given up then.
    """

    def __init__(
        self,
        parent: QObject,
        progress: Callable[[int], None],
        done: Callable[[T], None],
        failed: Callable[[UserError], None],
        gone: Callable[[], bool] = lambda: False,
    ) -> None:
        super().__init__(parent)
        self._progress, self._done, self._failed = progress, done, failed
        self._gone = gone
        self._work: Generator[int, None, T] | None = None
        self._timer = QTimer(self)
        self._timer.timeout.connect(self._slice)

    @property
    def busy(self) -> bool:
        """Whether work goes on."""
        return self._work is not None

    def start(self, work: Generator[int, None, T]) -> None:
        """Begin; what went on is given up."""
        self.stop()
        self._work = work
        self._timer.start(0)

    def stop(self) -> None:
        """Give the work up; its ``finally`` blocks run."""
        self._timer.stop()
        if self._work is not None:
            self._work.close()
            self._work = None

    def _slice(self) -> None:
        if self._work is None:
            return
        if self._gone():
            self.stop()
            return
        end, said = time.monotonic() + BUDGET, None
        try:
            while time.monotonic() < end:
                said = next(self._work)
        except StopIteration as over:
            self._end()
            self._done(over.value)
            return
        except UserError as error:
            self._end()
            self._failed(error)
            return
        if said is not None:
            self._progress(said)

    def _end(self) -> None:
        self._timer.stop()
        self._work = None
