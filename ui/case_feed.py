"""The list of cases for the widgets that show it: read once after a change, by one query."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QWidget

from workbench.kernel.changes import Changes
from workbench.papers.case_rows import CaseRow

SETTLE_MS = 150
WATCHED = frozenset({"cases", "papers", "values", "switches"})


class CaseFeed(QObject):
    """Rows of the cases.

    Signals:
        changed: the rows are other ones now.
    """

    changed = Signal()

    def __init__(self, read: Callable[[], Sequence[CaseRow]], parent: QObject) -> None:
        super().__init__(parent)
        self._read = read
        self._rows: Sequence[CaseRow] = ()
        self._told: Sequence[CaseRow] | None = None
        self._stale = True
        self._watchers: list[QWidget] = []
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(SETTLE_MS)
        self._timer.timeout.connect(self._look)

    def rows(self) -> Sequence[CaseRow]:
        """Return the rows as they are now, last changed first."""
        if self._stale:
            self._stale = False
            self._rows = self._read()
        return self._rows

    def follow(self, changes: Changes) -> None:
        """Notice a change; who listens is told a moment later, once for many."""
        if changes.kinds & WATCHED:
            self._stale = True
            if not self._timer.isActive():
                self._timer.start()

    def watch(self, widget: QWidget) -> None:
        """Read after a change only while a widget that was named here is in sight."""
        self._watchers.append(widget)
        widget.destroyed.connect(lambda _=None, gone=widget: self._watchers.remove(gone))

    def end(self) -> None:
        """Read nothing more."""
        self._timer.stop()
        self._stale = False

    def _look(self) -> None:
        if not any(widget.isVisible() for widget in self._watchers):
            return
        if self.rows() != self._told:
            self._told = self._rows
            self.changed.emit()
