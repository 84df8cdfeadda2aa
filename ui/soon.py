"""Redrawing a moment after the first of several changes, and never after the workbench closed."""

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer

from ui.bridge import Bridge


class Soon(QTimer):
    """Calls a slot once, some milliseconds after :meth:`ask`; further asks meanwhile add nothing.

    Args:
        parent: its owner.
        bridge: the open workbench; nothing is called once it is closed.
        delay: milliseconds.
        slot: what is called.
    """

    def __init__(
        self, parent: QObject, bridge: Bridge, delay: int, slot: Callable[[], object]
    ) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self._slot = slot
        self.setSingleShot(True)
        self.setInterval(delay)
        self.timeout.connect(self._run)

    def ask(self) -> None:
        """Call the slot in a moment."""
        if not self.isActive():
            self.start()

    def _run(self) -> None:
        if not self._bridge.closed:
            self._slot()
