"""The list of cases for the widgets that show it: read once after a change, by one query."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject, QTimer, Signal

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
        self._stale = True
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

    def end(self) -> None:
        """Read nothing more."""
        self._timer.stop()
        self._stale = False

    def _look(self) -> None:
        before = self._rows
        if self.rows() != before:
            self.changed.emit()
