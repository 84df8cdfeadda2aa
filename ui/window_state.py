"""Size, columns and open pages of the window: kept as they change, restored at start."""

import base64
import binascii
from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QByteArray, QEvent, QObject, QTimer
from PySide6.QtWidgets import QMainWindow, QSplitter

from workbench.kernel.settings import Settings

GEOMETRY, COLUMNS, PAGES, CURRENT = (
    "window.geometry",
    "window.columns",
    "window.pages",
    "window.current",
)
SAVE_MS = 400
MOST_PAGES = 8
DEFAULT_COLUMNS = [300, 726, 340]


class WindowState(QObject):
    """Saves a moment after each change, so that a crash loses nothing of the layout.

    Args:
        window, columns: what is watched.
        settings: where it is kept.
        pages: returns the open keys and the current one.
    """

    def __init__(
        self,
        window: QMainWindow,
        columns: QSplitter,
        settings: Settings,
        pages: Callable[[], tuple[list[str], str]],
    ) -> None:
        super().__init__(window)
        self._window = window
        self._columns = columns
        self._settings = settings
        self._pages = pages
        self._ended = False
        self._kept: dict[str, Any] = {}
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(SAVE_MS)
        self._timer.timeout.connect(self.save)
        window.installEventFilter(self)
        columns.splitterMoved.connect(self.later)

    def restore(self) -> tuple[list[str], str]:
        """Give the window its size and columns back; return the pages to open and the one in front.

        What was kept and makes no sense is passed over.
        """
        self._window.resize(1366, 768)
        geometry = self._settings.get(GEOMETRY, "")
        if isinstance(geometry, str) and geometry:
            try:
                raw = base64.b64decode(geometry, validate=True)
            except (binascii.Error, ValueError):
                raw = b""
            self._window.restoreGeometry(QByteArray(raw))
        self._restore_columns()
        keys, current = self._settings.get(PAGES, []), self._settings.get(CURRENT, "")
        keys = [key for key in keys if isinstance(key, str)] if isinstance(keys, list) else []
        return keys[-MOST_PAGES:], current if isinstance(current, str) else ""

    def later(self) -> None:
        """Save in a moment."""
        if not self._ended:
            self._timer.start()

    def save(self) -> None:
        """Keep what changed."""
        self._timer.stop()
        keys, current = self._pages()
        raw = bytes(self._window.saveGeometry().data())
        now: dict[str, Any] = {
            GEOMETRY: base64.b64encode(raw).decode("ascii"),
            COLUMNS: self._columns.sizes(),
            PAGES: keys,
            CURRENT: current,
        }
        for key, value in now.items():
            if self._kept.get(key) != value:
                self._settings.set(key, value)
        self._kept = now

    def end(self) -> None:
        """Save nothing more."""
        self._timer.stop()
        self._ended = True

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Notice that the window was moved or resized."""
        if event.type() in (QEvent.Type.Resize, QEvent.Type.Move, QEvent.Type.WindowStateChange):
            self.later()
        return super().eventFilter(watched, event)

    def _restore_columns(self) -> None:
        sizes = self._settings.get(COLUMNS, DEFAULT_COLUMNS)
        sound = (
            isinstance(sizes, list)
            and len(sizes) == len(DEFAULT_COLUMNS)
            and all(isinstance(size, int) and size >= 0 for size in sizes)
            and sizes[1] > 0
        )
        self._columns.setSizes(sizes if sound else DEFAULT_COLUMNS)
