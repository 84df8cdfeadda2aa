"""Tells when the window can be used: its page painted, and nothing left to do in the event loop."""

import time
from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QMainWindow

CALM = 3
"""Rounds of the event loop in a row that brought no work."""
CALM_SECONDS = 0.004


class Readiness(QObject):
    """Calls a function once, when the window has been painted and the event loop is idle.

    Args:
        window: the window; its being painted is waited for.
        ready: what is called.
    """

    def __init__(self, window: QMainWindow, ready: Callable[[], object]) -> None:
        super().__init__(window)
        self._ready = ready
        self._painted = False
        self._calm = 0
        self._before = time.perf_counter()
        self._round = QTimer(self)
        self._round.timeout.connect(self._look)
        self._middle = window.centralWidget()
        self._middle.installEventFilter(self)
        self._round.start(0)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Note the first painting."""
        if event.type() == QEvent.Type.Paint:
            self._painted = True
            self._middle.removeEventFilter(self)
        return super().eventFilter(watched, event)

    def _look(self) -> None:
        now = time.perf_counter()
        self._calm = self._calm + 1 if now - self._before < CALM_SECONDS else 0
        self._before = now
        if self._painted and self._calm >= CALM:
            self._round.stop()
            self._ready()
