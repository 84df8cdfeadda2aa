"""A precedent on a page of its own, with the outline of its parts beside it."""

from PySide6.QtCore import QEvent
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from ui.bridge import Bridge
from ui.pages.precedent_reader import PrecedentReader
from ui.place import Place, number
from ui.soon import Soon
from ui.widgets.side_list import SideList
from workbench.kernel.changes import Changes

NARROW = 52
"""Characters of the page below which the outline is a box in the head only."""
SETTLE_MS = 400


class PrecedentPage(QFrame):
    """One precedent."""

    def __init__(self, bridge: Bridge, precedent_id: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self.setAccessibleName("案例")
        self.setProperty("helpTopic", "precedents")
        self.outline = SideList("文书的各部分")
        self.reader = PrecedentReader(bridge, alone=True)
        row = QHBoxLayout(self)
        row.setContentsMargins(8, 8, 8, 8)
        row.setSpacing(8)
        row.addWidget(self.outline)
        row.addWidget(self.reader, 1)
        self.reader.opened.connect(self._list)
        self.outline.itemActivated.connect(lambda _: self._go())
        self.outline.itemClicked.connect(lambda _: self._go())
        self.reader.head.parts.currentIndexChanged.connect(self.outline.setCurrentRow)
        self._later = Soon(self, bridge, SETTLE_MS, self.reader.reload)
        bridge.changed.connect(self._on_changed)
        self.setFocusProxy(self.reader)
        self.reader.show_precedent(precedent_id)

    def set_case(self, case_id: str) -> None:
        """Take another case to compare with."""
        self.reader.set_case(case_id)

    def place(self) -> Place:
        """Return how far it is read; see :mod:`ui.place`."""
        return {"row": self.reader.text.first_in_sight() if self.reader.stored else 0}

    def go_to(self, place: Place) -> None:
        """Go there once the text has come."""
        self._row = int(number(place, "row"))
        self.reader.opened.connect(self._go_back)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Show the outline where there is room for it."""
        super().resizeEvent(event)
        self._arrange()

    def changeEvent(self, event: QEvent) -> None:
        """Show the outline where there is room for it."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._arrange()

    def _arrange(self) -> None:
        wide = self.width() > self.fontMetrics().horizontalAdvance("国") * NARROW
        stored = self.reader.stored
        self.outline.setVisible(wide and stored is not None and bool(stored.sections))
        self.reader.head.parts.setVisible(not self.outline.isVisible() and self.outline.count() > 0)

    def _list(self) -> None:
        self.outline.clear()
        stored = self.reader.stored
        if stored is not None:
            self.outline.addItems([str(section.part) for section in stored.sections])
            self.outline.setCurrentRow(0)
        self._arrange()

    def _go(self) -> None:
        self.reader.go_to_part(self.outline.currentRow())

    def _go_back(self) -> None:
        self.reader.opened.disconnect(self._go_back)
        if 0 < self._row < len(self.reader.text.passages):
            self.reader.text.go_to(self._row)

    def _on_changed(self, changes: Changes) -> None:
        if "precedents" in changes.kinds and not self._bridge.closed:
            self._later.ask()
