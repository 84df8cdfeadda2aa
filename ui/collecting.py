"""Garbage is collected in the window's thread alone.

Python collects cycles in whatever thread happens to allocate. Where that is a thread beside the
window, the widgets in a cycle are destroyed there: Qt allows that in no other thread than theirs,
and while one thread holds Qt's lock and waits for Python's, the window holds Python's and waits for
Qt's; both stand still for ever.
"""

import gc

from PySide6.QtCore import QObject, QTimer

LOOK_MS = 500
OLDEST = 2
GROWTH = 1.25
"""Growth of the oldest generation after which it is worth a full collection, as Python has it."""


class Collector(QObject):
    """Takes the automatic collection over until :meth:`end`.

    Args:
        parent: its owner, in the window's thread.
    """

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._automatic = gc.isenabled()
        gc.disable()
        self._old = 0
        self._timer = QTimer(self)
        self._timer.setInterval(LOOK_MS)
        self._timer.timeout.connect(self.look)
        self._timer.start()

    def look(self) -> None:
        """Collect the generations that Python itself would collect by now."""
        counts = zip(gc.get_count(), gc.get_threshold(), strict=True)
        due = [generation for generation, (count, most) in enumerate(counts) if count > most]
        if not due:
            return
        # A full collection is felt, so that it waits until there is something to find.
        if OLDEST in due and len(gc.get_objects(OLDEST)) > GROWTH * self._old:
            gc.collect()
            self._old = len(gc.get_objects(OLDEST))
        else:
            gc.collect(min(due[-1], OLDEST - 1))

    def end(self) -> None:
        """Let Python collect by itself again, if it did before."""
        self._timer.stop()
        if self._automatic:
            gc.enable()
