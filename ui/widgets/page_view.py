"""The page viewer: pages with marked places, selected text and private notes over them."""

from collections.abc import Callable, Iterable, Mapping, Sequence

from PySide6.QtCore import QPoint, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter
from PySide6.QtWidgets import QWidget

from ui.widgets import page_painter
from ui.widgets.drawing import Drawer
from ui.widgets.page_layout import box_rect
from ui.widgets.page_scroller import ZOOM_STEP, Fit, PageScroller
from ui.widgets.page_selection import PageSelection
from workbench.kernel.anchor import Anchor, Box
from workbench.papers import layers
from workbench.papers.model import Document, Page
from workbench.papers.spans import Span

Texts = Callable[[int], Page | None]
MARGIN = 24


class PageView(PageScroller):
    """Shows the pages of a PDF, OFD or picture, and places on them.

    Signals:
        clicked: page and place in its text (a gap between characters) that was clicked.
        selected: the selection changed.

    Attributes:
        selection: what is selected.
    """

    clicked = Signal(int, int)
    selected = Signal()

    def __init__(self, drawer: Drawer, parent: QWidget | None = None) -> None:
        super().__init__(drawer, parent)
        self._texts: Texts = dict[int, Page]().get
        self._marks: dict[int, list[Anchor]] = {}
        self._chosen: Anchor | None = None
        self._line: Span | None = None
        self._notes: Mapping[int, Sequence[tuple[Box, ...]]] = {}
        self._hand: QPoint | None = None
        self.selection = PageSelection(self)
        self.selection.changed.connect(self._on_selected)
        self.viewport().setMouseTracking(True)

    def show_pages(
        self, document: Document, pages: Sequence[Page], texts: Texts | None = None
    ) -> None:
        """Show a paper; where it is the one already shown, the place is kept.

        Args:
            document: the paper.
            pages: in order; their text is looked at only where ``texts`` is not given.
            texts: returns a page with its text and the places of its lines.
        """
        if texts is None:
            known = {page.number: page for page in pages}
            texts = known.get
        self._texts = texts
        super().show_pages(document, pages)

    def text_of(self, number: int) -> Page | None:
        """Return a page with its text; ``None`` where there is none."""
        return self._texts(number)

    @property
    def chosen(self) -> Anchor | None:
        """The marked place."""
        return self._chosen

    def mark(self, anchors: Iterable[Anchor], chosen: Anchor | None) -> None:
        """Mark places, one of them chosen, and bring that one into view."""
        self._marks = {}
        for anchor in anchors:
            self._marks.setdefault(anchor.page, []).append(anchor)
        self.choose(chosen)

    def add_marks(self, anchors: Iterable[Anchor]) -> None:
        """Mark further places; where the view is stays."""
        for anchor in anchors:
            self._marks.setdefault(anchor.page, []).append(anchor)
        self.viewport().update()

    def marks_of(self, number: int) -> list[Anchor]:
        """Return the marked places of a page."""
        return list(self._marks.get(number, ()))

    def choose(self, chosen: Anchor | None) -> None:
        """Make another of the marked places the chosen one, and bring it into view."""
        self._chosen = chosen
        if chosen is not None:
            self.reveal(chosen.page, self._boxes(chosen))
        self.viewport().update()

    def show_line(self, span: Span | None, reveal: bool = False) -> None:
        """Underline the line that the text beside the page is at."""
        self._line = span
        if span is not None and reveal:
            self.reveal(span.page, self.span_boxes(span), only_if_hidden=True)
        self.viewport().update()

    def show_notes(self, notes: Mapping[int, Sequence[tuple[Box, ...]]]) -> None:
        """Show where notes are: the boxes of each, by page; no boxes for a note on the page."""
        self._notes = notes
        self.viewport().update()

    def chosen_rects(self) -> list[QRectF]:
        """Return where the chosen place stands in the viewport, in pixels."""
        if self._chosen is None:
            return []
        return self._rects(self._chosen.page, self._boxes(self._chosen))

    def span_rects(self, span: Span) -> list[QRectF]:
        """Return where a run of characters stands in the viewport, in pixels."""
        return self._rects(span.page, self.span_boxes(span))

    def reveal(self, number: int, boxes: Sequence[Box], only_if_hidden: bool = False) -> None:
        """Bring boxes of a page into view, a third from the top; without boxes the page."""
        rects = self._rects(number, boxes)
        if not rects:
            if number not in self.pages_in_sight():
                self.go_to_page(number)
            return
        view = QRectF(self.viewport().rect())
        if only_if_hidden and all(view.contains(rect) for rect in rects):
            return
        across, down = self.horizontalScrollBar(), self.verticalScrollBar()
        down.setValue(round(rects[0].top() + down.value() - view.height() / 3))
        left, right = min(r.left() for r in rects), max(r.right() for r in rects)
        if left < 0 or right > view.width():
            across.setValue(round(left + across.value() - MARGIN))

    def corrected(self) -> None:
        """Bring the chosen place back into view after a page changed its form."""
        if self._chosen is not None:
            self.reveal(self._chosen.page, self._boxes(self._chosen))

    def _boxes(self, anchor: Anchor) -> tuple[Box, ...]:
        return anchor.boxes or self.span_boxes(Span(anchor.page, anchor.start, anchor.end))

    def span_boxes(self, span: Span) -> tuple[Box, ...]:
        """Return where a run of characters stands on its page."""
        page = self._texts(span.page)
        return layers.boxes(page, span.start, span.end) if page is not None else ()

    def _rects(self, number: int, boxes: Iterable[Box]) -> list[QRectF]:
        sheet = self.page_rect(number)
        return [] if sheet.isEmpty() else [box_rect(box, sheet) for box in boxes]

    def paint_over(self, painter: QPainter) -> None:
        """Paint marks, selection, notes and the line of the text beside."""
        for number in self.pages_in_sight():
            for anchor in self._marks.get(number, ()):
                if anchor != self._chosen:
                    rects = self._rects(number, self._boxes(anchor))
                    page_painter.paint_marks(painter, rects, chosen=False)
            for span in self.selection.spans:
                if span.page == number:
                    page_painter.paint_selection(painter, self.span_rects(span))
            for boxes in self._notes.get(number, ()):
                rects = self._rects(number, boxes)
                page_painter.paint_note(painter, self.page_rect(number), rects)
        if self._line is not None:
            page_painter.paint_line(painter, self.span_rects(self._line))
        page_painter.paint_marks(painter, self.chosen_rects(), chosen=True)

    def _on_selected(self) -> None:
        self.viewport().update()
        self.selected.emit()

    # Mouse and keyboard

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Begin a selection, or take hold of the page with the middle button."""
        if event.button() == Qt.MouseButton.MiddleButton:
            self._hand = event.position().toPoint()
            self.viewport().setCursor(Qt.CursorShape.ClosedHandCursor)
        elif event.button() == Qt.MouseButton.LeftButton:
            shift = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
            place = self.selection.press(event.position(), extend=shift)
            if place is not None:
                self.clicked.emit(*place)
        else:
            super().mousePressEvent(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Select a word."""
        if event.button() == Qt.MouseButton.LeftButton:
            self.selection.double_press(event.position())

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Go on selecting, move the page, or show what a press would do."""
        here = event.position()
        if self._hand is not None:
            step = here.toPoint() - self._hand
            self._hand = here.toPoint()
            for bar, way in (
                (self.horizontalScrollBar(), step.x()),
                (self.verticalScrollBar(), step.y()),
            ):
                bar.setValue(bar.value() - way)
        elif event.buttons() & Qt.MouseButton.LeftButton:
            self.selection.drag(here)
            self._scroll_along(here)
        else:
            beam = self.selection.over_text(here)
            shape = Qt.CursorShape.IBeamCursor if beam else Qt.CursorShape.ArrowCursor
            self.viewport().setCursor(shape)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Let the page go."""
        if event.button() == Qt.MouseButton.MiddleButton:
            self._hand = None
            self.viewport().setCursor(Qt.CursorShape.ArrowCursor)

    def _scroll_along(self, here: QPointF) -> None:
        """Move the view while a selection is dragged over its edge."""
        bar, height = self.verticalScrollBar(), self.viewport().height()
        if here.y() < 0 or here.y() > height:
            past = here.y() if here.y() < 0 else here.y() - height
            bar.setValue(round(bar.value() + past))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Shift with arrows selects; Home, End, Space, + and -; the rest scrolls."""
        bar, key = self.verticalScrollBar(), event.key()
        if event.modifiers() & Qt.KeyboardModifier.ShiftModifier and self.selection.key(key):
            return
        steps = {
            Qt.Key.Key_Home: bar.minimum(),
            Qt.Key.Key_End: bar.maximum(),
            Qt.Key.Key_Space: bar.value() + bar.pageStep() - MARGIN,
        }
        if key in steps:
            bar.setValue(steps[Qt.Key(key)])
        elif key in (Qt.Key.Key_Plus, Qt.Key.Key_Equal):
            self.step_zoom(1)
        elif key == Qt.Key.Key_Minus:
            self.step_zoom(-1)
        elif key == Qt.Key.Key_Escape and self.selection.spans:
            self.selection.clear()
        else:
            super().keyPressEvent(event)


__all__ = ["ZOOM_STEP", "Fit", "PageView"]
