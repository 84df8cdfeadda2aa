"""A paper's text as its page needs it: sizes at once, texts when they come into sight."""

from collections import OrderedDict
from collections.abc import Iterator
from dataclasses import replace

from ui.widgets.locating import relocate
from workbench.kernel.anchor import Anchor
from workbench.papers.layers import anchor_of
from workbench.papers.model import PAGED, Document, Page, TextLayer
from workbench.papers.spans import Span
from workbench.papers.turning import turned_box
from workbench.workbench import Workbench

KEPT = 48
AT_ONCE = 25
"""Pages whose text is read in one query while a paper is searched."""


class PaperBook:
    """One version of a paper's text.

    Attributes:
        document: the paper.
        version: of its text.
        frames: its pages without their text.
    """

    def __init__(self, workbench: Workbench, document_id: str) -> None:
        self._texts = workbench.texts
        self._kept: OrderedDict[int, Page | None] = OrderedDict()
        self.document: Document = workbench.papers.document(document_id)
        layer = self._texts.frames(document_id)
        self.version = layer.version
        self.frames = layer.pages

    @property
    def paged(self) -> bool:
        """Whether the paper has pages to look at."""
        return self.document.kind in PAGED and bool(self.frames)

    @property
    def count(self) -> int:
        """Number of pages."""
        return len(self.frames)

    def page(self, number: int) -> Page | None:
        """Return a page with its text."""
        if number in self._kept:
            self._kept.move_to_end(number)
            return self._kept[number]
        page = self._texts.page(self.document.id, self.version, number)
        self._kept[number] = page
        while len(self._kept) > KEPT:
            self._kept.popitem(last=False)
        return page

    def forget(self, number: int = 0) -> None:
        """Read a page again when it is asked for; all of them for 0."""
        if number:
            self._kept.pop(number, None)
        else:
            self._kept.clear()

    def renew(self) -> bool:
        """Forget texts and read the sizes again; say whether a size, turn or origin is new."""
        self.forget()
        frames = self._texts.frames(self.document.id).pages
        new = frames != self.frames
        self.frames = frames
        return new

    def pages(self) -> list[Page]:
        """Return all pages with their text; for papers without pages to look at."""
        found = (self.page(frame.number) for frame in self.frames)
        return [page for page in found if page is not None]

    def texts(self) -> Iterator[tuple[int, str]]:
        """Yield number and text of all pages, a few of them read at once."""
        numbers = [frame.number for frame in self.frames]
        for start in range(0, len(numbers), AT_ONCE):
            part = numbers[start : start + AT_ONCE]
            yield from self._texts.texts(self.document.id, self.version, part[0], part[-1])

    def anchor(self, span: Span) -> Anchor:
        """Return the anchor of a run of characters."""
        page = self.page(span.page)
        if page is None:
            return Anchor(self.document.id, self.version, span.page, span.start, span.end, "")
        return anchor_of(self.document.id, self.version, page, span.start, span.end)

    def find_again(self, anchor: Anchor) -> Anchor | None:
        """Return the place of another version's anchor; pages are read only as far as needed."""
        page = self.page(anchor.page)
        found = relocate(self._layer(page), anchor) if page is not None else None
        if found is not None or not anchor.quoted:
            return found
        for number, text in self.texts():
            if anchor.quoted in text and (other := self.page(number)) is not None:
                return relocate(self._layer(other), anchor)
        return None

    def as_turned(self, anchor: Anchor) -> Anchor:
        """Return another version's anchor with its boxes as its page is turned now."""
        old = self._texts.page(self.document.id, anchor.layer, anchor.page)
        page = self.page(anchor.page)
        turn = page.rotation - old.rotation if page is not None and old is not None else 0
        return replace(anchor, boxes=tuple(turned_box(box, turn) for box in anchor.boxes))

    def _layer(self, page: Page) -> TextLayer:
        return TextLayer(self.document.id, self.version, (page,))
