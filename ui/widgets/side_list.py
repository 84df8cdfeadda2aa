"""The list at the left of a page: as wide as its words, laid out anew when style or font change."""

from PySide6.QtCore import QEvent, QSize
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QListWidget, QSizePolicy

_MOST = 16
"""Characters of the widest list."""


class SideList(QListWidget):
    """A short list of words. Qt keeps the heights of items from before the style sheet."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.setSizeAdjustPolicy(QListWidget.SizeAdjustPolicy.AdjustToContents)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Expanding)

    def sizeHint(self) -> QSize:
        """Ask for the width of the longest item, within reason."""
        em = self.fontMetrics().horizontalAdvance("国")
        width = min(self.sizeHintForColumn(0) + 2 * self.frameWidth() + em, em * _MOST)
        return QSize(width, super().sizeHint().height())

    def minimumSizeHint(self) -> QSize:
        """Be content with a few items."""
        return QSize(self.sizeHint().width(), 120)

    def showEvent(self, event: QShowEvent) -> None:
        """Lay the items out with the style that holds now."""
        super().showEvent(event)
        self.doItemsLayout()
        self.updateGeometry()

    def changeEvent(self, event: QEvent) -> None:
        """Lay the items out anew."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self.scheduleDelayedItemsLayout()
            self.updateGeometry()
