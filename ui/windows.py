"""The windows of the program: the main one, and those torn off for further screens."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QRect, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from ui.message_log import MessageLog

if TYPE_CHECKING:
    from ui.opening import Opening
    from ui.page_window import PageWindow
    from ui.work_window import WorkWindow


class Windows(QObject):
    """Keeps the windows, and knows which one the person works in.

    Signals:
        changed: a window was opened, closed, or something in it moved.

    Attributes:
        log: what was told in any of them.
    """

    changed = Signal()

    def __init__(self, opening: "Opening") -> None:
        super().__init__(opening)
        self._opening = opening
        self._windows: list[WorkWindow] = []
        self._active: WorkWindow | None = None
        self.log = MessageLog(self)

    @property
    def main(self) -> "WorkWindow":
        """The main window."""
        return self._windows[0]

    def all(self) -> Sequence["WorkWindow"]:
        """Return all windows, the main one first."""
        return tuple(self._windows)

    def others(self) -> Sequence["WorkWindow"]:
        """Return the windows beside the main one."""
        return tuple(self._windows[1:])

    def add(self, window: "WorkWindow") -> None:
        """Take a window in; the first one is the main window."""
        self._windows.append(window)
        window.panes.moved.connect(self.changed)
        self.changed.emit()

    def remove(self, window: "WorkWindow") -> None:
        """Forget a window that closes."""
        if window in self._windows:
            self._windows.remove(window)
        if self._active is window:
            self._active = None
        self.changed.emit()

    def activated(self, window: "WorkWindow") -> None:
        """Note that the person works in a window now."""
        self._active = window

    def active(self) -> "WorkWindow":
        """Return the window in which the person works, or worked last."""
        return self._active or self.main

    def holding(self, key: str) -> "WorkWindow | None":
        """Return the window in which a key is open."""
        return next((w for w in self._windows if w.panes.pane_of(key) is not None), None)

    def new_window(self) -> "PageWindow":
        """Open a further window, on another screen where there is one."""
        from ui.page_window import PageWindow

        window = PageWindow(self._opening)
        self.add(window)
        here = self.main.screen()
        screens = [screen for screen in QGuiApplication.screens() if screen is not here]
        area = (screens[0] if screens else here).availableGeometry()
        window.resize(min(1000, area.width()), min(800, area.height()))
        window.move(area.center() - window.rect().center())
        window.show()
        window.activateWindow()
        return window

    def tell_problem(self, message: str, advice: str) -> None:
        """Tell a problem in the window where the person works."""
        self.log.add(message, advice, problem=True)
        if self._windows:  # the last words may come after the last window
            self.active().messages.problem(message, advice)

    def tell_notice(self, message: str) -> None:
        """Tell a sentence in the window where the person works."""
        self.log.add(message)
        if self._windows:
            self.active().messages.notice(message)

    def close_others(self) -> None:
        """Close all windows but the main one."""
        for window in self.others():
            window.close()


def bring_into_sight(window: QWidget) -> None:
    """Move a window onto a screen that is there, and make it no larger than that screen."""
    frame = window.frameGeometry()
    areas = [screen.availableGeometry() for screen in QGuiApplication.screens()]
    if any(_seen(frame, area) for area in areas):
        return
    area = QGuiApplication.primaryScreen().availableGeometry()
    window.resize(min(window.width(), area.width()), min(window.height(), area.height()))
    window.move(area.center() - window.rect().center())


def _seen(frame: QRect, area: QRect) -> bool:
    """Say whether enough of the upper edge is on a screen to take hold of the window."""
    grip = QRect(frame.left(), frame.top(), frame.width(), 40) & area
    return grip.width() >= 120 and grip.height() >= 20
