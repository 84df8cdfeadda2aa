"""Search in one paper: hits as they are found, marked on the page and listed beside it."""

from PySide6.QtCore import QObject, Signal

from ui.pages.paper_book import PaperBook
from ui.slicing import Slicer
from ui.widgets.find_bar import FindBar
from ui.widgets.hit_list import HitList
from workbench.kernel.anchor import Anchor
from workbench.papers.paper_search import Found, find
from workbench.papers.spans import Span

MOST_HITS = 20_000


class PaperFinding(QObject):
    """Searches a paper a few pages at a time.

    Signals:
        cleared: no hits are known.
        added: a list of :class:`Anchor` of new hits, without boxes: the view finds them when
            their page comes into sight.
        chosen: the :class:`Anchor` of the hit to show.
        ended: the search was closed.
    """

    cleared = Signal()
    added = Signal(list)
    chosen = Signal(object)
    ended = Signal()

    def __init__(self, bar: FindBar, hits: HitList) -> None:
        super().__init__(bar)
        self._bar = bar
        self._list = hits
        self._book: PaperBook | None = None
        self._words = ""
        self._from = 1
        self._place = 0
        self._pinned = False
        self._slicer = Slicer(self)
        bar.searched.connect(self.search)
        bar.stepped.connect(self.step)
        bar.closed.connect(self._end)
        hits.chosen.connect(self.go)

    @property
    def hits(self) -> list[Found]:
        """What was found so far."""
        return self._list.model.hits

    @property
    def busy(self) -> bool:
        """Whether pages are still being looked through."""
        return self._slicer.busy

    def set_book(self, book: PaperBook) -> None:
        """Search another text from now on; a search that is open is repeated."""
        self._book = book
        if self._words and not self._bar.isHidden():
            self.search(self._words)

    def start_from(self, page: int) -> None:
        """Take the hits from a page on first."""
        self._from = page

    def search(self, words: str) -> None:
        """Look for words from the first page to the last."""
        self._words = words
        self._list.model.clear()
        self._place, self._pinned = 0, False
        self.cleared.emit()
        if self._book is None or not words.strip():
            self._slicer.stop()
            self._tell()
            return
        self._slicer.start(find(self._book.texts(), words), self._take, self._done)

    def step(self, step: int) -> None:
        """Go to the next (+1) or previous (-1) hit; round at the ends."""
        if self.hits and not self._bar.isHidden():
            self.go((self._place + step) % len(self.hits))
        elif self._bar.isHidden():
            self._bar.ask()

    def go(self, row: int) -> None:
        """Go to a hit."""
        self._place, self._pinned = row, True
        self._tell()
        self.chosen.emit(self._anchor(self.hits[row].spans[0]))

    def _take(self, found: list[Found]) -> None:
        if not found:
            return
        if len(self.hits) >= MOST_HITS:
            self._slicer.stop()
            self._done()
            return
        self._list.model.add(found)
        self.added.emit([self._anchor(span) for hit in found for span in hit.spans])
        self._pin()
        self._tell()

    def _pin(self) -> None:
        """Show the first hit at or after the page in sight as soon as it is found."""
        if self._pinned:
            return
        later = (i for i, hit in enumerate(self.hits) if hit.page >= self._from)
        place = next(later, None)
        if place is not None:
            self.go(place)

    def _done(self) -> None:
        if self.hits and not self._pinned:
            self.go(0)
        self._tell()

    def _tell(self) -> None:
        frames = self._book.frames if self._book is not None else ()
        unread = sum(frame.needs_ocr for frame in frames)
        self._bar.show_count(self._place, len(self.hits), self.busy, unread)
        self._list.tell(self.busy)
        self._list.show_current(self._place)

    def _anchor(self, span: Span) -> Anchor:
        book = self._book
        document, version = (book.document.id, book.version) if book is not None else ("", 0)
        return Anchor(document, version, span.page, span.start, span.end, "")

    def _end(self) -> None:
        self._slicer.stop()
        self._words = ""
        self._list.model.clear()
        self.cleared.emit()
        self.ended.emit()
