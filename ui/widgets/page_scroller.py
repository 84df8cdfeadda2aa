"""Pages in continuous scroll: laid out, zoomed, drawn as they come into sight."""

import time
from collections.abc import Sequence
from enum import Enum, auto

from PySide6.QtCore import QEvent, QPoint, QPointF, QRectF, QSizeF, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QImage, QPainter, QPaintEvent, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QAbstractScrollArea, QWidget

from ui import theme
from ui.widgets.drawing import Drawer
from ui.widgets.drawing_child import Sheet
from ui.widgets.page_layout import GAP, PageStrip, share_of
from ui.widgets.page_painter import paint_focus, paint_page
from ui.widgets.page_wishes import FAST_PAGES, wishes
from workbench.papers.model import Document, Page, origin_of

ZOOM_STEP = 1.2
ZOOM_MIN, ZOOM_MAX = 0.25, 4.0
SMALL_DPI = 30.0
SETTLE_MS = 70
FAST_SECONDS = 0.12
"""Looks at the view that follow one another sooner than this are one movement."""


class Fit(Enum):
    """What the zoom follows."""

    NONE = auto()
    WIDTH = auto()
    PAGE = auto()


class PageScroller(QAbstractScrollArea):
    """Shows the pages of a PDF, OFD or picture.

    Signals:
        page_changed: number of the page that is mostly in sight.
        zoom_changed: zoom (1.0 is 100 %).
        moved: the view was scrolled or zoomed.
    """

    page_changed = Signal(int)
    zoom_changed = Signal(float)
    moved = Signal()

    def __init__(self, drawer: Drawer, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName("页面图像")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setFrameShape(QAbstractScrollArea.Shape.NoFrame)
        self._drawer = drawer
        self._document: Document | None = None
        self._pages: list[Page] = []
        self._index: dict[int, int] = {}
        self._by_sheet: dict[tuple[str, int], int] = {}
        self._strip = PageStrip([])
        self._fit = Fit.WIDTH
        self._current = 1
        self._direction = 1
        self._last = (0.0, 0)
        self._settle = QTimer(self)
        self._settle.setSingleShot(True)
        self._settle.setInterval(SETTLE_MS)
        self._settle.timeout.connect(lambda: self._ask(False))
        drawer.drawn.connect(self._on_drawn)
        drawer.failed.connect(self._on_failed)

    def show_pages(self, document: Document, pages: Sequence[Page]) -> None:
        """Show a paper; where it is the one already shown, the place is kept.

        Args:
            document: the paper.
            pages: in order; only their number, size, turn and origin are looked at.
        """
        again = self._document is not None and self._document.id == document.id
        place = self.verticalScrollBar().value()
        self._document, self._pages = document, list(pages)
        self._index = {page.number: index for index, page in enumerate(pages)}
        origins = [origin_of(document, page) for page in pages]
        self._by_sheet = {(o.sha256, o.number): i for i, o in enumerate(origins)}
        self._strip = PageStrip([QSizeF(page.width, page.height) for page in pages])
        self._lay_out(self._fitting())
        self.verticalScrollBar().setValue(place if again else 0)
        self._ask(False)

    @property
    def zoom(self) -> float:
        """The zoom; 1.0 is 100 %."""
        return self._strip.zoom

    @property
    def fits_width(self) -> bool:
        """Whether the pages follow the width of the view."""
        return self._fit is Fit.WIDTH

    @property
    def fit(self) -> Fit:
        """What the zoom follows."""
        return self._fit

    @property
    def current_page(self) -> int:
        """Number of the page mostly in sight."""
        return self._current

    @property
    def sharp(self) -> bool:
        """Whether every page in sight is there at its full sharpness (or never will be)."""
        sheets = [self._sheet(index) for index in self._in_sight()]
        drawer = self._drawer
        return all(drawer.image(sheet) or drawer.problem(sheet) for sheet in sheets)

    @property
    def anything(self) -> bool:
        """Whether every page in sight has some picture, a preview at least."""
        return all(self._shown(index) for index in self._in_sight())

    def set_zoom(self, zoom: float, around: QPointF | None = None) -> None:
        """Zoom; a point of the viewport stays where it is, the middle if none is given."""
        self._fit = Fit.NONE
        self._rezoom(min(ZOOM_MAX, max(ZOOM_MIN, zoom)), around)

    def step_zoom(self, steps: int, around: QPointF | None = None) -> None:
        """Zoom in (positive) or out by steps."""
        self.set_zoom(self.zoom * ZOOM_STEP**steps, around)

    def set_fit(self, fit: Fit) -> None:
        """Let the pages follow the width or the height of the view."""
        self._fit = fit
        number = self._current
        self._rezoom(self._fitting())
        if fit is Fit.PAGE:
            self.go_to_page(number)

    def fit_width(self) -> None:
        """Let the pages follow the width of the view."""
        self.set_fit(Fit.WIDTH)

    def go_to_page(self, number: int) -> None:
        """Bring the top of a page into view."""
        if number in self._index:
            rect = self._strip.rect(self._index[number], self.viewport().width())
            self.verticalScrollBar().setValue(round(rect.top() - GAP / 2))

    def place(self) -> tuple[int, float]:
        """Return the page at the top of the view and how much of it is above, as a share."""
        if not self._pages:
            return 1, 0.0
        top = self.verticalScrollBar().value()
        index = min(self._strip.index_at(top + GAP), len(self._pages) - 1)
        rect = self._strip.rect(index, self.viewport().width())
        return self._pages[index].number, (top - rect.top()) / max(1.0, rect.height())

    def go_to_place(self, number: int, share: float) -> None:
        """Come back to what :meth:`place` returned."""
        if number in self._index:
            rect = self._strip.rect(self._index[number], self.viewport().width())
            self.verticalScrollBar().setValue(round(rect.top() + share * rect.height()))

    def page_rect(self, number: int) -> QRectF:
        """Return a page's rectangle in the viewport; empty if there is no such page."""
        if number not in self._index:
            return QRectF()
        rect = self._strip.rect(self._index[number], self.viewport().width())
        return rect.translated(-self._offset())

    def point_on_page(self, point: QPointF) -> tuple[int, float, float]:
        """Return the page at a point of the viewport, and the point as fractions of it."""
        index = self._strip.index_at(point.y() + self.verticalScrollBar().value())
        index = min(index, len(self._pages) - 1)
        number = self._pages[index].number if index >= 0 else 0
        return (number, *share_of(point, self.page_rect(number)))

    def pages_in_sight(self) -> list[int]:
        """Return the numbers of the pages in sight."""
        return [self._pages[index].number for index in self._in_sight()]

    # Layout

    def _offset(self) -> QPoint:
        return QPoint(self.horizontalScrollBar().value(), self.verticalScrollBar().value())

    def _fitting(self) -> float:
        view = self.viewport().size()
        if self._fit is Fit.WIDTH:
            return self._fitting_width()
        if self._fit is Fit.PAGE:
            return self._strip.fit_page(self._index.get(self._current, 0), QSizeF(view))
        return self.zoom

    def _fitting_width(self) -> float:
        # Whether the bar is there must not count: where the pages fit beside it only, it would
        # come and go for ever.
        room = self.maximumViewportSize()
        zoom = self._strip.fit(room.width())
        if round(self._strip.height_at(zoom)) > room.height():
            zoom = self._strip.fit(room.width() - self.verticalScrollBar().sizeHint().width())
        return zoom

    def _rezoom(self, zoom: float, around: QPointF | None = None) -> None:
        view = self.viewport()
        point = around or QPointF(view.width() / 2, view.height() / 2)
        number, x, y = self.point_on_page(point)
        self._lay_out(zoom)
        rect = self.page_rect(number)
        across, down = self.horizontalScrollBar(), self.verticalScrollBar()
        down.setValue(round(down.value() + rect.top() + y * rect.height() - point.y()))
        across.setValue(round(across.value() + rect.left() + x * rect.width() - point.x()))
        self._settle.start()
        self._ask(True)

    def _lay_out(self, zoom: float) -> None:
        self._strip.place(zoom)
        view = self.viewport().size()
        down, across = self.verticalScrollBar(), self.horizontalScrollBar()
        down.setRange(0, max(0, round(self._strip.height) - view.height()))
        down.setPageStep(view.height())
        down.setSingleStep(48)
        across.setRange(0, max(0, round(self._strip.width + 2 * GAP) - view.width()))
        across.setPageStep(view.width())
        self.zoom_changed.emit(zoom)
        self.viewport().update()

    # Drawing

    def _sheet(self, index: int, sharp: bool = True) -> Sheet:
        if self._document is None:
            raise IndexError(index)
        page = self._pages[index]
        dots = self._strip.dots(index, self.devicePixelRatioF()) if sharp else SMALL_DPI
        origin = origin_of(self._document, page)
        return Sheet(origin.sha256, origin.kind, origin.number, dots, page.rotation)

    def _in_sight(self) -> range:
        seen = self._strip.visible(self.verticalScrollBar().value(), self.viewport().height())
        return range(min(seen.start, len(self._pages)), min(seen.stop, len(self._pages)))

    def _shown(self, index: int) -> bool:
        sheet = self._sheet(index)
        return bool(self._drawer.problem(sheet)) or self._drawer.any_image(sheet) is not None

    def _ask(self, moving: bool) -> None:
        """Ask for what is in sight; while the view flies over the pages, small pictures alone."""
        seen = self._in_sight()
        fast = moving and self._is_fast()
        asked = wishes(seen, len(self._pages), self._direction, fast, self._shown)
        self._drawer.want(id(self), [self._sheet(wish.index, wish.sharp) for wish in asked])
        self._tell_current(seen)
        self.viewport().update()

    def _is_fast(self) -> bool:
        before, place = self._last
        now, here = time.monotonic(), self.verticalScrollBar().value()
        self._last = (now, here)
        if here != place:
            self._direction = 1 if here > place else -1
        quick = now - before < FAST_SECONDS
        if fast := quick and abs(here - place) > FAST_PAGES * self.viewport().height():
            self._settle.start()
        return fast

    def _tell_current(self, seen: range) -> None:
        middle = self.verticalScrollBar().value() + self.viewport().height() / 2
        for index in seen:
            if self._strip.rect(index, self.viewport().width()).bottom() >= middle:
                if self._pages[index].number != self._current:
                    self._current = self._pages[index].number
                    self.page_changed.emit(self._current)
                return

    def _on_drawn(self, sheet: Sheet, image: QImage) -> None:
        index = self._by_sheet.get((sheet.sha256, sheet.page))
        if index is None:
            return
        turned = self._pages[index].rotation == sheet.rotation
        # Only a sharp picture is exact enough to say what form the page has.
        exact = turned and sheet.dpi > SMALL_DPI and image.width() > 0
        if exact and self._strip.correct(index, image.height() / image.width()):
            self._lay_out(self.zoom)
            self.corrected()
        if index in self._in_sight():
            self.viewport().update()

    def corrected(self) -> None:
        """Do what follows when a page turned out to have another form than was known."""

    def _on_failed(self, sheet: Sheet, problem: str) -> None:
        if problem and (sheet.sha256, sheet.page) in self._by_sheet:
            self.viewport().update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the pages in sight and what lies over them."""
        painter = QPainter(self.viewport())
        painter.fillRect(event.rect(), QColor(theme.current().window))
        for index in self._in_sight():
            self._paint_page(painter, index)
        self.paint_over(painter)
        if self.hasFocus():
            paint_focus(painter, QRectF(self.viewport().rect()))

    def paint_over(self, painter: QPainter) -> None:
        """Paint what lies over the pages."""

    def _paint_page(self, painter: QPainter, index: int) -> None:
        sheet, number = self._sheet(index), self._pages[index].number
        image = self._drawer.any_image(sheet)
        words = self._drawer.problem(sheet) or f"第 {number} 页"
        if image is not None:
            image.setDevicePixelRatio(self.devicePixelRatioF())
        smooth = image is not None and image.width() > self.page_rect(number).width() / 2
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform, smooth)
        paint_page(painter, self.page_rect(number), image, words)

    # Qt

    def scrollContentsBy(self, dx: int, dy: int) -> None:
        """Ask for what comes into sight."""
        del dx, dy
        self._ask(True)
        self.moved.emit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the pages fitted, and the place."""
        super().resizeEvent(event)
        number, share = self.place()
        self._lay_out(self._fitting())
        self.go_to_place(number, share)
        self._tell_current(self._in_sight())
        self._settle.start()

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Zoom around the pointer with Ctrl, else scroll."""
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            if turn := event.angleDelta().y():
                self.step_zoom(1 if turn > 0 else -1, event.position())
            event.accept()
        else:
            super().wheelEvent(event)

    def event(self, event: QEvent) -> bool:
        """Stop drawing for a view that closes or goes out of sight."""
        if event.type() in (QEvent.Type.Close, QEvent.Type.Hide):
            self._settle.stop()
            self._drawer.forget(id(self))
        elif event.type() == QEvent.Type.Show:
            self._settle.start()
        return super().event(event)


__all__ = ["ZOOM_STEP", "Fit", "PageScroller"]
