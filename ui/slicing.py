"""Long work in the window's thread, a few milliseconds at a time."""

import time
from collections.abc import Callable, Iterator
from typing import Any

from PySide6.QtCore import QObject, QTimer

BUDGET = 0.006


class Slicer(QObject):
    """Takes from an iterator while there is time, and lets the window go on between.

    Args:
        parent: its owner; with it the work ends.
        budget: seconds of computing in one slice.
    """

    def __init__(self, parent: QObject, budget: float = BUDGET) -> None:
        super().__init__(parent)
        self._budget = budget
        self._items: Iterator[Any] | None = None
        self._take: Callable[[Any], object] = _pass
        self._done: Callable[[], object] = _nothing
        self._timer = QTimer(self)
        self._timer.setInterval(0)
        self._timer.timeout.connect(self._slice)

    @property
    def busy(self) -> bool:
        """Whether something is left to do."""
        return self._items is not None

    def start(
        self,
        items: Iterator[Any],
        take: Callable[[Any], object],
        done: Callable[[], object] | None = None,
    ) -> None:
        """Begin with a first slice at once, in place of what was being done.

        Args:
            items: each step should take less than the budget.
            take: is called with each.
            done: is called after the last.
        """
        self._items, self._take, self._done = items, take, done or _nothing
        self._timer.start()
        self._slice()

    def finish(self) -> None:
        """Do what is left at once, as something else cannot wait for it."""
        while self._items is not None:
            self._slice()

    def stop(self) -> None:
        """Do no more."""
        self._items = None
        self._timer.stop()

    def _slice(self) -> None:
        end = time.thread_time() + self._budget
        items = self._items
        while items is not None and items is self._items:
            try:
                item = next(items)
            except StopIteration:
                self.stop()
                self._done()
                return
            self._take(item)
            if time.thread_time() > end:
                return


def _pass(item: object) -> None:
    del item


def _nothing() -> None:
    pass
