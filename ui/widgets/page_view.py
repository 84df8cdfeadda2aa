"""The page viewer: continuous scroll, pages drawn as they come into sight, places marked."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QPoint, QRectF, QSizeF, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QImage,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QAbstractScrollArea, QWidget

from ui import theme
from ui.widgets.drawing import Drawer
from ui.widgets.drawing_child import Sheet
from ui.widgets.page_layout import PageStrip, box_rect
from workbench.kernel.anchor import Anchor
from workbench.papers.model import Document, Page, origin_of

ZOOM_STEP = 1.2
ZOOM_MIN, ZOOM_MAX = 0.25, 4.0


class PageView(QAbstractScrollArea):
    """Shows the pages of a PDF, OFD or picture.

    Signals:
        page_changed: number of the page that is mostly in sight.
        zoom_changed: zoom (1.0 is 100 %).
    """

    page_changed = Signal(int)
    zoom_changed = Signal(float)

    def __init__(self, drawer: Drawer, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName("页面图像")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setFrameShape(QAbstractScrollArea.Shape.NoFrame)
        self._drawer = drawer
        self._document: Document | None = None
        self._pages: list[Page] = []
        self._strip = PageStrip([])
        self._fits = True
        self._current = 1
        self._marks: list[Anchor] = []
        self._chosen: Anchor | None = None
        self._last: dict[int, Sheet] = {}
        drawer.drawn.connect(self._on_drawn)
        drawer.failed.connect(self._on_failed)

    def show_pages(self, document: Document, pages: Sequence[Page]) -> None:
        """Show a paper; where it is the one already shown, the place is kept."""
        again = self._document is not None and self._document.id == document.id
        place = self.verticalScrollBar().value()
        self._document, self._pages = document, list(pages)
        self._strip = PageStrip([QSizeF(page.width, page.height) for page in pages])
        self._last.clear()
        self._lay_out(self._strip.fit(self.viewport().width()) if self._fits else self.zoom)
        self.verticalScrollBar().setValue(place if again else 0)
        self._ask()

    @property
    def zoom(self) -> float:
        """The zoom; 1.0 is 100 %."""
        return self._strip.zoom

    @property
    def fits_width(self) -> bool:
        """Whether the pages follow the width of the view."""
        return self._fits

    @property
    def current_page(self) -> int:
        """Number of the page mostly in sight."""
        return self._current

    @property
    def chosen(self) -> Anchor | None:
        """The marked place."""
        return self._chosen

    def set_zoom(self, zoom: float) -> None:
        """Zoom around the middle of the view."""
        self._fits = False
        self._rezoom(min(ZOOM_MAX, max(ZOOM_MIN, zoom)))

    def fit_width(self) -> None:
        """Let the pages follow the width of the view."""
        self._fits = True
        self._rezoom(self._strip.fit(self.viewport().width()))

    def go_to_page(self, number: int) -> None:
        """Bring the top of a page into view."""
        index = next((i for i, page in enumerate(self._pages) if page.number == number), None)
        if index is not None:
            rect = self._strip.rect(index, self.viewport().width())
            self.verticalScrollBar().setValue(round(rect.top() - 8))

    def mark(self, anchors: Sequence[Anchor], chosen: Anchor | None) -> None:
        """Mark places, one of them chosen, and bring that one into view."""
        self._marks, self._chosen = list(anchors), chosen
        if chosen is not None:
            self._reveal(chosen)
        self.viewport().update()

    def chosen_rects(self) -> list[QRectF]:
        """Return where the chosen place stands in the viewport, in pixels."""
        return self._rects(self._chosen) if self._chosen is not None else []

    def _rects(self, anchor: Anchor) -> list[QRectF]:
        for index, page in enumerate(self._pages):
            if page.number == anchor.page:
                sheet = self._strip.rect(index, self.viewport().width()).translated(-self._offset())
                return [box_rect(box, sheet) for box in anchor.boxes]
        return []

    def _reveal(self, anchor: Anchor) -> None:
        rects = self._rects(anchor)
        if not rects:
            self.go_to_page(anchor.page)
            return
        across, down = self.horizontalScrollBar(), self.verticalScrollBar()
        top = rects[0].top() + down.value()
        down.setValue(round(top - self.viewport().height() / 3))
        left, right = min(r.left() for r in rects), max(r.right() for r in rects)
        if left < 0 or right > self.viewport().width():
            across.setValue(round(left + across.value() - 24))

    def _offset(self) -> QPoint:
        return QPoint(self.horizontalScrollBar().value(), self.verticalScrollBar().value())

    def _rezoom(self, zoom: float) -> None:
        bar, half = self.verticalScrollBar(), self.viewport().height() / 2
        middle = (bar.value() + half) / max(1.0, self._strip.height)
        self._lay_out(zoom)
        bar.setValue(round(middle * self._strip.height - half))
        self._ask()

    def _lay_out(self, zoom: float) -> None:
        self._strip.place(zoom)
        view = self.viewport().size()
        down, across = self.verticalScrollBar(), self.horizontalScrollBar()
        down.setRange(0, max(0, round(self._strip.height) - view.height()))
        down.setPageStep(view.height())
        down.setSingleStep(48)
        across.setRange(0, max(0, round(self._strip.width) + 24 - view.width()))
        across.setPageStep(view.width())
        self.zoom_changed.emit(zoom)
        self.viewport().update()

    def _sheet(self, index: int) -> Sheet:
        if self._document is None:
            raise IndexError(index)
        page, dots = self._pages[index], self._strip.dots(self.devicePixelRatioF())
        origin = origin_of(self._document, page)
        return Sheet(origin.sha256, origin.kind, origin.number, dots, page.rotation)

    def _in_sight(self) -> range:
        seen = self._strip.visible(self.verticalScrollBar().value(), self.viewport().height())
        return range(seen.start, min(seen.stop, len(self._pages)))

    def _ask(self) -> None:
        seen = self._in_sight()
        around = [i for i in (seen.stop, seen.start - 1) if 0 <= i < len(self._pages)]
        self._drawer.want(id(self), [self._sheet(i) for i in (*seen, *around)])
        middle = self.verticalScrollBar().value() + self.viewport().height() / 2
        for index in seen:
            if self._strip.rect(index, self.viewport().width()).bottom() >= middle:
                self._set_current(self._pages[index].number)
                break
        self.viewport().update()

    def _set_current(self, number: int) -> None:
        if number != self._current:
            self._current = number
            self.page_changed.emit(number)

    def _index_of(self, sheet: Sheet) -> int | None:
        if self._document is None:
            return None
        wanted, own = (sheet.sha256, sheet.kind, sheet.page), self._document
        places = (origin_of(own, page) for page in self._pages)
        found = (i for i, o in enumerate(places) if (o.sha256, o.kind, o.number) == wanted)
        return next(found, None)

    def _on_drawn(self, sheet: Sheet, image: QImage) -> None:
        index = self._index_of(sheet)
        if index is None:
            return
        self._last[index] = sheet
        if self._strip.correct(index, image.height() / max(1, image.width())):
            self._lay_out(self.zoom)
            if self._chosen is not None:
                self._reveal(self._chosen)
        self.viewport().update()

    def _on_failed(self, sheet: Sheet, problem: str) -> None:
        if problem and self._index_of(sheet) is not None:
            self.viewport().update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the pages in sight and the marks on them."""
        painter = QPainter(self.viewport())
        colours = theme.current()
        painter.fillRect(event.rect(), QColor(colours.window))
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        for index in self._in_sight():
            rect = self._strip.rect(index, self.viewport().width()).translated(-self._offset())
            self._paint_page(painter, index, rect)
        for anchor in self._marks:
            if anchor != self._chosen:
                self._paint_mark(painter, anchor, False)
        if self._chosen is not None:
            self._paint_mark(painter, self._chosen, True)
        if self.hasFocus():
            painter.setPen(QPen(QColor(colours.accent), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(self.viewport().rect().adjusted(1, 1, -1, -1))

    def _paint_page(self, painter: QPainter, index: int, rect: QRectF) -> None:
        painter.fillRect(rect, Qt.GlobalColor.white)
        sheet = self._sheet(index)
        image = self._drawer.image(sheet)
        if image is None and index in self._last:
            image = self._drawer.image(self._last[index])
        if image is not None:
            painter.drawImage(rect, image)
        else:
            words = self._drawer.problem(sheet) or f"正在显示第 {self._pages[index].number} 页…"
            painter.setPen(QColor(theme.LIGHT.muted))
            flags = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap
            painter.drawText(rect.adjusted(24, 24, -24, -24), flags, words)
        painter.setPen(QColor(theme.current().line))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRect(rect)

    def _paint_mark(self, painter: QPainter, anchor: Anchor, chosen: bool) -> None:
        accent, fill = QColor(theme.LIGHT.accent), QColor(theme.LIGHT.mark)
        fill.setAlpha(110 if chosen else 80)
        painter.setPen(QPen(accent, 2) if chosen else Qt.PenStyle.NoPen)
        painter.setBrush(fill)
        for rect in self._rects(anchor):
            painter.drawRect(rect.adjusted(-2, -2, 2, 2))

    def scrollContentsBy(self, dx: int, dy: int) -> None:
        """Ask for what comes into sight."""
        del dx, dy
        self._ask()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the pages fitted, and the place."""
        super().resizeEvent(event)
        self._rezoom(self._strip.fit(self.viewport().width()) if self._fits else self.zoom)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Zoom with Ctrl, else scroll."""
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            step = ZOOM_STEP if event.angleDelta().y() > 0 else 1 / ZOOM_STEP
            self.set_zoom(self.zoom * step)
            event.accept()
        else:
            super().wheelEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Home, End, Space, + and -; the rest scrolls."""
        bar = self.verticalScrollBar()
        match event.key():
            case Qt.Key.Key_Home:
                bar.setValue(bar.minimum())
            case Qt.Key.Key_End:
                bar.setValue(bar.maximum())
            case Qt.Key.Key_Space:
                bar.setValue(bar.value() + bar.pageStep())
            case Qt.Key.Key_Plus | Qt.Key.Key_Equal:
                self.set_zoom(self.zoom * ZOOM_STEP)
            case Qt.Key.Key_Minus:
                self.set_zoom(self.zoom / ZOOM_STEP)
            case _:
                super().keyPressEvent(event)

    def event(self, event: QEvent) -> bool:
        """Stop drawing for a view that closes."""
        if event.type() == QEvent.Type.Close:
            self._drawer.forget(id(self))
        return super().event(event)


__all__ = ["ZOOM_STEP", "PageView"]
