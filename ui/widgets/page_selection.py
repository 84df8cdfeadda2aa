"""Selecting text on the picture of a page, by mouse and keyboard."""

import re
import time
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPointF, Qt, Signal
from PySide6.QtWidgets import QApplication

from workbench.papers import spans
from workbench.papers.model import Page
from workbench.papers.spans import Place, Span

if TYPE_CHECKING:
    from ui.widgets.page_view import PageView

NEAR = 6
"""Pixels between two presses that still count as one place."""
_STEPS = {
    Qt.Key.Key_Left: "left",
    Qt.Key.Key_Right: "right",
    Qt.Key.Key_Up: "up",
    Qt.Key.Key_Down: "down",
    Qt.Key.Key_Home: "home",
    Qt.Key.Key_End: "end",
}
_PIECE = re.compile(r"[\w]+|.", re.DOTALL)


class PageSelection(QObject):
    """What is selected in a viewer: from a first place to the one that moves.

    Signals:
        changed: the selection is another one.
    """

    changed = Signal()

    def __init__(self, view: "PageView") -> None:
        super().__init__(view)
        self._view = view
        self._from: Place | None = None
        self._to: Place | None = None
        self._spans: tuple[Span, ...] = ()
        self._doubled = (0.0, QPointF())

    @property
    def spans(self) -> tuple[Span, ...]:
        """What is selected, page by page."""
        return self._spans

    def text(self) -> str:
        """Return the selected text in reading order, exactly as the text layer has it."""
        parts = []
        for span in self._spans:
            page = self._view.text_of(span.page)
            parts.append(page.text[span.start : span.end] if page is not None else "")
        return "\n".join(parts)

    def clear(self) -> None:
        """Select nothing; the place is kept for the keyboard."""
        self._from = self._to
        self._put()

    def select(self, span: Span) -> None:
        """Select a run of characters."""
        self._from, self._to = (span.page, span.start), (span.page, span.end)
        self._put()

    def select_page(self, number: int) -> None:
        """Select the whole text of a page."""
        page = self._view.text_of(number)
        if page is not None:
            self.select(Span(number, 0, len(page.text)))

    def press(self, point: QPointF, extend: bool) -> Place | None:
        """Begin at a point, or go on to it; a third press in a row selects the line."""
        place = self._place(point)
        moment, where = self._doubled
        interval = QApplication.doubleClickInterval() / 1000
        if time.monotonic() - moment < interval and (where - point).manhattanLength() < NEAR:
            self._select_line(place)
            return place
        self._to = place
        if not extend or self._from is None:
            self._from = place
        self._put()
        return place

    def double_press(self, point: QPointF) -> None:
        """Select the word at a point."""
        self._doubled = (time.monotonic(), point)
        number, x, y = self._view.point_on_page(point)
        page = self._view.text_of(number)
        word = spans.word_of(page, x, y, _PIECE.findall) if page is not None else None
        if word is not None:
            self.select(word)

    def drag(self, point: QPointF) -> None:
        """Move the end to a point."""
        place = self._place(point)
        if place is not None and self._from is not None and place != self._to:
            self._to = place
            self._put()

    def over_text(self, point: QPointF) -> bool:
        """Say whether a line of text is at a point."""
        number, x, y = self._view.point_on_page(point)
        page = self._view.text_of(number)
        return page is not None and spans.segment_at(page, x, y) is not None

    def key(self, key: int) -> bool:
        """Move the end by a key pressed with Shift; say whether it was one for that."""
        step = next((word for known, word in _STEPS.items() if known == key), "")
        if not step:
            return False
        place = self._to or (self._view.current_page, 0)
        page = self._view.text_of(place[0])
        if page is None or not page.text:
            return False
        if self._from is None:
            self._from = place
        self._to = (place[0], spans.moved(page, place[1], step))
        self._put()
        self._follow(page, self._to[1])
        return True

    def _follow(self, page: Page, offset: int) -> None:
        end = min(len(page.text), max(1, offset))
        around = Span(page.number, end - 1, end)
        boxes = self._view.span_boxes(around)
        if boxes:
            self._view.reveal(page.number, boxes, only_if_hidden=True)

    def _select_line(self, place: Place | None) -> None:
        page = self._view.text_of(place[0]) if place is not None else None
        if page is not None and place is not None:
            self.select(spans.line_of(page, place[1]))

    def _place(self, point: QPointF) -> Place | None:
        number, x, y = self._view.point_on_page(point)
        page = self._view.text_of(number)
        offset = spans.offset_at(page, x, y) if page is not None else None
        return (number, offset) if offset is not None else None

    def _put(self) -> None:
        found: tuple[Span, ...] = ()
        if self._from is not None and self._to is not None:
            found = spans.spans_between(self._from, self._to, self._length)
        if found != self._spans:
            self._spans = found
            self.changed.emit()

    def _length(self, number: int) -> int:
        page = self._view.text_of(number)
        return len(page.text) if page is not None else 0
