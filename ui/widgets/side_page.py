"""A page with a list at its left; where the page is narrow, the list becomes a box at its top."""

from PySide6.QtCore import QSignalBlocker
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QComboBox, QFrame, QSizePolicy, QVBoxLayout, QWidget

from ui.widgets.side_list import SideList

NARROW = 36
"""Characters of the page below which there is no room for a list beside the text."""


class SidePage(QFrame):
    """The frame of such a page.

    Attributes:
        names: the list; its current row is what is shown.
        picker: the same as a box to open; follows the list.
    """

    def __init__(self, name: str, content: QWidget, *above: QWidget) -> None:
        super().__init__()
        self.names = SideList(name)
        self.picker = QComboBox()
        self.picker.setAccessibleName(name)
        self.picker.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.picker.hide()
        self._side = QVBoxLayout()
        self._side.setSpacing(8)
        for widget in (*above, self.picker, self.names):
            self._side.addWidget(widget)
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._row.setContentsMargins(8, 8, 8, 8)
        self._row.setSpacing(8)
        self._row.addLayout(self._side)
        self._row.addWidget(content, 1)
        self.names.currentRowChanged.connect(self.picker.setCurrentIndex)
        self.picker.activated.connect(self._pick)

    @property
    def is_narrow(self) -> bool:
        """Whether the list is a box now."""
        return not self.picker.isHidden()

    def fill_picker(self) -> None:
        """Take the words of the list, without those that are hidden there."""
        with QSignalBlocker(self.picker):
            self.picker.clear()
            for place in range(self.names.count()):
                item = self.names.item(place)
                if not item.isHidden():
                    self.picker.addItem(item.text(), place)
            self.picker.setCurrentIndex(self.picker.findData(self.names.currentRow()))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the list beside the content or above it."""
        super().resizeEvent(event)
        narrow = self.width() < self.fontMetrics().horizontalAdvance("国") * NARROW
        if narrow == self.is_narrow:
            return
        self.fill_picker()
        self.picker.setVisible(narrow)
        self.names.setVisible(not narrow)
        down, right = QBoxLayout.Direction.TopToBottom, QBoxLayout.Direction.LeftToRight
        self._row.setDirection(down if narrow else right)
        self.setFocusProxy(self.picker if narrow else self.names)

    def _pick(self, place: int) -> None:
        self.names.setCurrentRow(int(self.picker.itemData(place)))
