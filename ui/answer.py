"""Waits in the window's thread for what is worked out beside it."""

from collections.abc import Callable
from concurrent.futures import Future
from typing import Generic, TypeVar

from PySide6.QtCore import QObject, QTimer

from ui.bridge import Bridge
from workbench.kernel.errors import UserError

LOOK_MS = 15
"""How often it is looked whether the answer is there."""

T = TypeVar("T")


class Answer(Generic[T]):
    """Awaits one future at a time and hands its result on; a newer one takes its place.

    Args:
        owner: the widget that waits; nothing is handed on after its end.
        bridge: nothing is handed on once it is closed.
        take: takes the result.
        refuse: takes a :class:`UserError`, also one of ``take``; without it the window says it.
    """

    def __init__(
        self,
        owner: QObject,
        bridge: Bridge,
        take: Callable[[T], object],
        refuse: Callable[[UserError], object] | None = None,
    ) -> None:
        self._bridge = bridge
        self._take = take
        self._refuse = refuse or self._say
        self._future: Future[T] | None = None
        self._timer = QTimer(owner)
        self._timer.setInterval(LOOK_MS)
        self._timer.timeout.connect(self._look)

    @property
    def awaited(self) -> bool:
        """Whether an answer is to come."""
        return self._future is not None

    def wait(self, future: "Future[T]") -> None:
        """Await a future in place of the one before it."""
        self._future = future
        self._timer.start()

    def forget(self) -> None:
        """Await nothing any more."""
        self._future = None
        self._timer.stop()

    def _look(self) -> None:
        future = self._future
        if future is None or self._bridge.closed:
            self._timer.stop()
        elif future.done():
            self.forget()
            try:
                self._take(future.result())
            except UserError as error:
                self._refuse(error)

    def _say(self, error: UserError) -> None:
        self._bridge.failed.emit(error.message, error.advice)
