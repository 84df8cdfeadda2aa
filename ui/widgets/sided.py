"""A list and what is read beside it: the list is as wide as it needs, the reading has the rest."""

from PySide6.QtCore import QEvent, QTimer
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSplitter, QWidget

SIDE = 21
"""Width of the list in characters."""
SHARE = 0.4
"""Share of the whole that the list takes at most, until a person draws the line elsewhere."""


class Sided(QSplitter):
    """Left a list, right what is read; where a person drew the line, it stays in proportion."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._share = 0.0
        self.setChildrenCollapsible(False)
        self.splitterMoved.connect(self._on_moved)

    def fit(self) -> None:
        """Give both their widths."""
        if self.count() == 2 and self.width() > 0:
            whole = self.width() - self.handleWidth()
            side = SIDE * self.fontMetrics().horizontalAdvance("国")
            left = whole * self._share if self._share else min(side, whole * SHARE)
            self.setSizes([round(left), whole - round(left)])

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share the new width."""
        super().resizeEvent(event)
        self.fit()

    def changeEvent(self, event: QEvent) -> None:
        """Share anew when the letters grow."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            QTimer.singleShot(0, self, self.fit)

    def _on_moved(self) -> None:
        left, right = self.sizes()
        self._share = left / max(1, left + right)
