"""Where the pages of a paper lie in one long strip, and which of them are in sight."""

from bisect import bisect_right
from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSizeF

from workbench.kernel.anchor import Box

A4 = QSizeF(595.0, 842.0)
GAP = 12.0
PIXELS_PER_POINT = 96 / 72
LARGEST_FIT = 1.6
"""On a wide screen a page that fills the width would be too large to read."""
DPI_STEPS = (48, 72, 96, 120, 150, 200, 250, 300)


class PageStrip:
    """Pages one below the other, centred, at a zoom.

    Args:
        sizes: in points, upright; an empty one counts as A4 until it is known.
    """

    def __init__(self, sizes: Sequence[QSizeF]) -> None:
        self._sizes = [size if size.width() > 0 and size.height() > 0 else A4 for size in sizes]
        self._tops: list[float] = []
        self.zoom = 1.0
        self.place(1.0)

    def place(self, zoom: float) -> None:
        """Lay the pages out at a zoom (1.0: 96 pixels to the inch)."""
        self.zoom = zoom
        self._tops, y = [], GAP
        for size in self._sizes:
            self._tops.append(y)
            y += size.height() * self.scale + GAP
        self.height = y
        self.width = max((s.width() for s in self._sizes), default=A4.width()) * self.scale

    @property
    def scale(self) -> float:
        """Pixels to a point."""
        return self.zoom * PIXELS_PER_POINT

    def fit(self, width: float) -> float:
        """Return the zoom at which the widest page fills a width in pixels, within reason."""
        widest = max((size.width() for size in self._sizes), default=A4.width())
        return min(LARGEST_FIT, max(0.1, (width - 2 * GAP) / (widest * PIXELS_PER_POINT)))

    def correct(self, index: int, proportion: float) -> bool:
        """Give a page the proportion (height to width) of its picture; say if that is new."""
        size = self._sizes[index]
        if abs(size.height() / size.width() - proportion) < 0.01:
            return False
        self._sizes[index] = QSizeF(size.width(), size.width() * proportion)
        self.place(self.zoom)
        return True

    def rect(self, index: int, viewport_width: float) -> QRectF:
        """Return a page's rectangle in the strip."""
        size = self._sizes[index] * self.scale
        left = max(GAP, (max(viewport_width, self.width + 2 * GAP) - size.width()) / 2)
        return QRectF(left, self._tops[index], size.width(), size.height())

    def visible(self, top: float, height: float) -> range:
        """Return the indexes of pages between two heights of the strip."""
        if not self._tops:
            return range(0)
        first = max(0, bisect_right(self._tops, top) - 1)
        last = bisect_right(self._tops, top + height)
        return range(first, max(first + 1, last))

    def dots(self, ratio: float) -> int:
        """Return the resolution to draw at, for a screen of some pixel ratio."""
        wanted = 72 * self.scale * ratio
        return next((step for step in DPI_STEPS if step >= wanted * 0.95), DPI_STEPS[-1])


def box_rect(box: Box, page: QRectF) -> QRectF:
    """Return a box (fractions of the upright page) within a page's rectangle."""
    return QRectF(
        page.left() + box.x0 * page.width(),
        page.top() + box.y0 * page.height(),
        (box.x1 - box.x0) * page.width(),
        (box.y1 - box.y0) * page.height(),
    )
