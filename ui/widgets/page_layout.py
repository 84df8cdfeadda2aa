"""Where the pages of a paper lie in one long strip, and which of them are in sight."""

from bisect import bisect_right
from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, QSizeF

from workbench.kernel.anchor import Box

A4 = QSizeF(595.0, 842.0)
GAP = 12.0
PIXELS_PER_POINT = 96 / 72
LARGEST_FIT = 1.6
"""On a wide screen a page that fills the width would be too large to read."""
LARGEST_DPI = 300.0


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
        self._tops, self.height = self._laid_out(self.scale)
        self.width = max((s.width() for s in self._sizes), default=A4.width()) * self.scale

    def height_at(self, zoom: float) -> float:
        """Return the height that the strip would have at a zoom."""
        return self._laid_out(zoom * PIXELS_PER_POINT)[1]

    def _laid_out(self, scale: float) -> tuple[list[float], float]:
        tops, y = [], GAP
        for size in self._sizes:
            tops.append(y)
            y += round(size.height() * scale) + GAP
        return tops, y

    @property
    def scale(self) -> float:
        """Pixels to a point."""
        return self.zoom * PIXELS_PER_POINT

    def fit(self, width: float) -> float:
        """Return the zoom at which the widest page fills a width in pixels, within reason."""
        widest = max((size.width() for size in self._sizes), default=A4.width())
        return min(LARGEST_FIT, max(0.1, (width - 2 * GAP) / (widest * PIXELS_PER_POINT)))

    def fit_page(self, index: int, view: QSizeF) -> float:
        """Return the zoom at which a whole page is in sight."""
        size = self._sizes[index] if self._sizes else A4
        across = (view.width() - 2 * GAP) / (size.width() * PIXELS_PER_POINT)
        down = (view.height() - 2 * GAP) / (size.height() * PIXELS_PER_POINT)
        return max(0.1, min(across, down))

    def correct(self, index: int, proportion: float) -> bool:
        """Give a page the proportion (height to width) of its picture; say if that is new."""
        size = self._sizes[index]
        if abs(size.height() / size.width() - proportion) < 0.02:
            return False
        self._sizes[index] = QSizeF(size.width(), size.width() * proportion)
        self.place(self.zoom)
        return True

    def rect(self, index: int, viewport_width: float) -> QRectF:
        """Return a page's rectangle in the strip, in whole pixels."""
        size = self._sizes[index] * self.scale
        width, height = round(size.width()), round(size.height())
        left = max(GAP, (max(viewport_width, self.width + 2 * GAP) - width) // 2)
        return QRectF(left, self._tops[index], width, height)

    def visible(self, top: float, height: float) -> range:
        """Return the indexes of pages between two heights of the strip."""
        if not self._tops:
            return range(0)
        first = max(0, bisect_right(self._tops, top) - 1)
        last = bisect_right(self._tops, top + height)
        return range(first, max(first + 1, last))

    def index_at(self, y: float) -> int:
        """Return the index of the page at a height of the strip, or of the one above it."""
        return max(0, bisect_right(self._tops, y) - 1)

    def dots(self, index: int, ratio: float) -> float:
        """Return the dots per inch at which a page's picture fills its rectangle exactly.

        Args:
            index: the page.
            ratio: device pixels to a pixel of the screen.
        """
        points = self._sizes[index].width()
        return min(LARGEST_DPI, round(72 * round(points * self.scale) * ratio / points, 3))


def box_rect(box: Box, page: QRectF) -> QRectF:
    """Return a box (fractions of the upright page) within a page's rectangle."""
    return QRectF(
        page.left() + box.x0 * page.width(),
        page.top() + box.y0 * page.height(),
        (box.x1 - box.x0) * page.width(),
        (box.y1 - box.y0) * page.height(),
    )


def share_of(point: QPointF, page: QRectF) -> tuple[float, float]:
    """Return a point as fractions of a page's rectangle; outside it less than 0 or more than 1."""
    return (
        (point.x() - page.left()) / max(1.0, page.width()),
        (point.y() - page.top()) / max(1.0, page.height()),
    )
