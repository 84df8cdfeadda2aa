"""A text in which elements of a comparison are marked: tint, kind of underline and number."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF
from PySide6.QtGui import QColor, QFont, QPainter, QTextCharFormat, QTextLayout

from ui import theme
from ui.widgets.judgment_text import JudgmentText
from ui.widgets.passages import LaidOut, span
from workbench.comparison import Sort

_STYLE = QTextCharFormat.UnderlineStyle
UNDERLINES = {
    Sort.CAUSE: _STYLE.SingleUnderline,
    Sort.REQUIREMENT: _STYLE.DotLine,
    Sort.WORD: _STYLE.DashUnderline,
    Sort.CIRCUMSTANCE: _STYLE.WaveUnderline,
    Sort.ISSUE: _STYLE.DashDotLine,
    Sort.ARTICLE: _STYLE.DashDotDotLine,
    Sort.ONLY_CASE: _STYLE.WaveUnderline,
    Sort.ONLY_PRECEDENT: _STYLE.WaveUnderline,
}


@dataclass(frozen=True)
class Mark:
    """Characters of the whole text, with the element that they belong to."""

    start: int
    end: int
    number: int
    sort: Sort


class MarkedText(JudgmentText):
    """Shows marks; the ones of one element stand out."""

    def __init__(self) -> None:
        super().__init__()
        self.marks: Sequence[Mark] = ()
        self._of_row: dict[int, list[Mark]] = {}
        self._current = 0

    def show_marks(self, marks: Sequence[Mark]) -> None:
        """Mark other places of the text that is shown."""
        self.marks = marks
        self._of_row = {}
        for mark in marks:
            for row in range(
                self.row_of(mark.start), self.row_of(max(mark.start, mark.end - 1)) + 1
            ):
                self._of_row.setdefault(row, []).append(mark)
        self.viewport().update()

    def go_to_mark(self, number: int, place: int = 0) -> None:
        """Let an element stand out, and bring one of its places into view.

        Args:
            number: of the element.
            place: which of its places, counted round; it may have none here.
        """
        self._current = number
        own = [mark for mark in self.marks if mark.number == number]
        if own:
            mark = own[place % len(own)]
            row = self.row_of(mark.start)
            self.choose(row)
            rect = self.citation_rect(mark)
            if not 0 <= rect.top() < self.viewport().height() - 2 * rect.height():
                self.go_to(row)
                below = self.citation_rect(mark).top() - self.viewport().height() * 0.6
                if below > 0:  # far down in a long paragraph
                    bar = self.verticalScrollBar()
                    bar.setValue(bar.value() + round(below))
        self.viewport().update()

    def _ranges(self, row: int, colours: theme.Colours) -> list[QTextLayout.FormatRange]:
        found = []
        passage, begin = self.passages[row], self.starts[row]
        for mark in self._of_row.get(row, ()):
            low = passage.shown_at(max(0, mark.start - begin))
            high = passage.shown_at(min(len(passage.text), mark.end - begin))
            first = passage.to_qt(low)
            look = _look(mark.sort, mark.number == self._current, colours)
            found.append(span(first, passage.to_qt(high) - first, look))
        return [*found, *super()._ranges(row, colours)]

    def _draw_beside(self, painter: QPainter, row: int, y: float, laid: LaidOut) -> None:
        super()._draw_beside(painter, row, y, laid)
        marks = self._of_row.get(row)
        if not marks:
            return
        begin = self.starts[row]
        font = QFont(self.font())
        font.setPointSizeF(max(6.0, font.pointSizeF() * 0.66))
        font.setBold(True)
        painter.save()
        painter.setFont(font)
        painter.setPen(QColor(theme.current().ai_edge))
        metrics, free = painter.fontMetrics(), QPointF()
        for start, words in _numbers(marks, begin):
            corner = laid.corner(laid.passage.shown_at(start - begin))
            top = y + corner.top() + max(0.0, (metrics.ascent() - corner.height() * 0.3) / 2)
            left = self._left() + corner.left()
            if top == free.y():  # those of the line before it end here
                left = max(left, free.x())
            painter.drawText(QPointF(left, top), words)
            free = QPointF(left + metrics.horizontalAdvance(f"{words} "), top)
        painter.restore()


def _numbers(marks: Sequence[Mark], begin: int) -> list[tuple[int, str]]:
    """Return where numbers stand, each where its mark begins, those of one place together."""
    found: dict[int, list[int]] = {}
    for mark in marks:
        if mark.start >= begin:
            found.setdefault(mark.start, []).append(mark.number)
    return [
        (start, "·".join(map(str, sorted(set(numbers)))))
        for start, numbers in sorted(found.items())
    ]


def _look(sort: Sort, current: bool, colours: theme.Colours) -> QTextCharFormat:
    look = QTextCharFormat()
    look.setUnderlineStyle(UNDERLINES[sort])
    look.setUnderlineColor(QColor(colours.base if current else colours.ai_edge))
    look.setBackground(QColor(colours.ai_edge if current else colours.ai))
    if current:
        look.setForeground(QColor(colours.base))
    return look
