"""The page, its thumbnails and what stands beside it; in little room they make way for the page."""

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSplitter, QWidget

PAGE, SMALL, SIDE, LEAST_SIDE = 20, 10, 21, 15
"""Widths in characters: of the page at least, of the thumbnails, of what stands beside the page."""
LOWEST = QSize(160, 120)
ABOVE = 0.6
"""Share of the height that the page has above a pane."""


class PaperHalves(QSplitter):
    """Thumbnails, page and one of several panes side by side.

    Where they do not fit, the thumbnails go first; then the pane stands below the page.

    Signals:
        arranged: the thumbnails came or went.
    """

    arranged = Signal()

    def __init__(self, thumbnails: QWidget, page: QWidget, panes: Sequence[QWidget]) -> None:
        super().__init__(Qt.Orientation.Horizontal)
        self._small, self._page, self._panes = thumbnails, page, tuple(panes)
        self._wanted = False
        self._widths: dict[QWidget, int] = {}
        self._above = ABOVE
        self._parts = (thumbnails, page, *panes)
        for part in self._parts:
            self.addWidget(part)
            self.setStretchFactor(self.indexOf(part), int(part is page))
        self.setChildrenCollapsible(False)
        self.splitterMoved.connect(self._remember)

    @property
    def stacked(self) -> bool:
        """Whether the pane stands below the page."""
        return self.orientation() is Qt.Orientation.Vertical

    def want_thumbnails(self, on: bool) -> None:
        """Show the thumbnails wherever there is room for them, or not at all."""
        self._wanted = on
        self.arrange()

    def arrange(self) -> None:
        """Give each part that is shown its room."""
        em, width = self.fontMetrics().horizontalAdvance("国"), self.width()
        page = not self._page.isHidden()
        beside = any(not pane.isHidden() for pane in self._panes)
        below = page and beside and width < (PAGE + LEAST_SIDE) * em
        small = page and self._wanted and (not beside or width >= (PAGE + LEAST_SIDE + SMALL) * em)
        moved = small == self._small.isHidden()
        self._small.setVisible(small)
        self.setOrientation(Qt.Orientation.Vertical if below else Qt.Orientation.Horizontal)
        if below:
            above = round(self.height() * self._above)
            self.setSizes([0, above, *[self.height() - above] * len(self._panes)])
        else:
            self._share(em)
        if moved:
            self.arranged.emit()

    def minimumSizeHint(self) -> QSize:
        """Let the window be as narrow as a pane may be: the parts give way."""
        return LOWEST

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Arrange anew."""
        super().resizeEvent(event)
        self.arrange()

    def _share(self, em: int) -> None:
        """Give the page what the others leave, and what it needs at least."""
        width = self.width()
        small = 0 if self._small.isHidden() else self._widths.get(self._small, SMALL * em)
        side = next((pane for pane in self._panes if not pane.isHidden()), None)
        beside = self._widths.get(side, SIDE * em) if side is not None else 0
        short = PAGE * em - (width - small - beside)
        if short > 0 and beside:
            beside = max(LEAST_SIDE * em, beside - short)
        self.setSizes([small, width - small - beside, *[beside] * len(self._panes)])

    def _remember(self) -> None:
        if self.stacked:
            self._above = self.sizes()[1] / max(1, self.height())
            return
        for part, size in zip(self._parts, self.sizes(), strict=True):
            if not part.isHidden():
                self._widths[part] = size
