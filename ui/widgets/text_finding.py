"""Ctrl+F in a column of passages: hits are marked, counted and walked through."""

from collections.abc import Iterator
from dataclasses import dataclass

from PySide6.QtCore import QObject

from ui.slicing import Slicer
from ui.widgets.find_bar import FindBar
from ui.widgets.law_text import LawText
from workbench.kernel.search import fold

MOST = 5000


@dataclass(frozen=True)
class TextHit:
    """Where the words stand in the whole text."""

    start: int
    end: int


class TextFinding(QObject):
    """Searches a text as one types, a few passages at a time.

    Args:
        bar: asks for the words.
        text: is searched, and shows the hit.
    """

    def __init__(self, bar: FindBar, text: LawText) -> None:
        super().__init__(bar)
        self._bar, self._text = bar, text
        self.hits: list[TextHit] = []
        self._place = 0
        self._words = ""
        self._slicer = Slicer(self)
        bar.list.hide()
        bar.searched.connect(self.search)
        bar.stepped.connect(self.step)
        bar.closed.connect(self._end)

    @property
    def busy(self) -> bool:
        """Whether passages are still being looked through."""
        return self._slicer.busy

    def search(self, words: str) -> None:
        """Look for words in the text that is shown now."""
        self._words = fold(words.strip())
        self.hits, self._place = [], 0
        self._text.mark_words((self._words,) if self._words else ())
        if self._words:
            self._slicer.start(self._find(), self._take, self._done)
        else:
            self._slicer.stop()
            self._tell()

    def again(self) -> None:
        """Search anew after another text was shown."""
        if not self._bar.isHidden() and self._words:
            self.search(self._words)

    def step(self, step: int) -> None:
        """Go to the next (+1) or previous (-1) hit; round at the ends."""
        if self._bar.isHidden():
            self._bar.ask()
        elif self.hits:
            self._go((self._place + step) % len(self.hits))

    def _find(self) -> Iterator[list[TextHit]]:
        for row, passage in enumerate(self._text.passages):
            folded, found = fold(passage.text), []
            # A character whose small form is longer would put the places off.
            if len(folded) == len(passage.text):
                place = folded.find(self._words)
                while place >= 0:
                    start = self._text.starts[row] + place
                    found.append(TextHit(start, start + len(self._words)))
                    place = folded.find(self._words, place + len(self._words))
            yield found

    def _take(self, found: list[TextHit]) -> None:
        if not found:
            return
        first = not self.hits
        self.hits += found
        if first:
            self._go(0)
        if len(self.hits) >= MOST:
            self._slicer.stop()
            self._done()

    def _done(self) -> None:
        self._tell()

    def _go(self, place: int) -> None:
        self._place = place
        self._text.go_to_citation(self.hits[place])
        self._tell()

    def _tell(self) -> None:
        self._bar.show_count(self._place, len(self.hits), self.busy)

    def _end(self) -> None:
        self._slicer.stop()
        self.hits = []
        self._text.mark_words(())
        self._text.setFocus()
