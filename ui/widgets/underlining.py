"""Underlines of citations in a text edit, put on the laid-out lines a few milliseconds at a time.

Nothing is written into the document, so that nothing is edited. Each line that changes is laid out
anew, which takes a millisecond in a long text; thousands at once would hold up the window.
"""

from collections.abc import Callable, Iterable, Iterator

from PySide6.QtCore import QObject
from PySide6.QtGui import QColor, QTextBlock, QTextCharFormat, QTextLayout
from PySide6.QtWidgets import QTextEdit

from ui import theme
from ui.slicing import Slicer

Span = tuple[int, int]
"""First character and the one behind the last, as Qt counts."""


class Underlining(QObject):
    """The underlines of one edit.

    Args:
        edit: the edit.
        within: returns what is to be underlined between two places, also what reaches beyond.
    """

    def __init__(self, edit: QTextEdit, within: Callable[[int, int], Iterable[Span]]) -> None:
        super().__init__(edit)
        self._edit = edit
        self._within = within
        self._waiting: dict[int, None] = {}
        self._marked: dict[int, tuple[Span, ...]] = {}
        self._slicer = Slicer(self)

    @property
    def busy(self) -> bool:
        """Whether lines wait to be marked."""
        return self._slicer.busy

    def forget(self) -> None:
        """Begin with another text, in which nothing is underlined yet."""
        self._slicer.stop()
        self._waiting, self._marked = {}, {}

    def refresh(self, places: Iterable[Span], anew: bool = False) -> None:
        """Mark the lines of some places as they are to be now.

        Args:
            places: what was found.
            anew: look also at the lines that bear marks already, which may go.
        """
        document = self._edit.document()
        if anew:
            self._waiting.update(dict.fromkeys(self._marked))
        for start, end in places:
            block = document.findBlock(start)
            while block.isValid() and block.position() < end:
                self._waiting[block.blockNumber()] = None
                block = block.next()
        if self._waiting and not self._slicer.busy:
            self._slicer.start(self._lines(), self._mark)

    def _lines(self) -> Iterator[QTextBlock]:
        while self._waiting:
            number = next(iter(self._waiting))
            del self._waiting[number]
            block = self._edit.document().findBlockByNumber(number)
            if block.isValid():
                yield block

    def _mark(self, block: QTextBlock) -> None:
        low, high = block.position(), block.position() + block.length()
        spans = tuple(
            (max(start, low) - low, min(end, high) - low) for start, end in self._within(low, high)
        )
        if spans == self._marked.get(block.blockNumber(), ()):
            return
        self._marked[block.blockNumber()] = spans
        block.layout().setFormats([_underlined(start, end) for start, end in spans])
        self._edit.document().markContentsDirty(low, block.length())


def _underlined(start: int, end: int) -> QTextLayout.FormatRange:
    look = QTextCharFormat()
    look.setUnderlineStyle(QTextCharFormat.UnderlineStyle.DotLine)
    look.setUnderlineColor(QColor(theme.current().accent))
    piece = QTextLayout.FormatRange()
    # The stubs do not know that these are attributes.
    piece.start = start  # type: ignore[attr-defined]
    piece.length = end - start  # type: ignore[attr-defined]
    piece.format = look  # type: ignore[attr-defined]
    return piece
