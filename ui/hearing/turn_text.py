"""Text of a turn as it is drawn: lines of a given width, with marks under what is to be noticed."""

from collections import OrderedDict
from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import (
    QColor,
    QFont,
    QPainter,
    QTextCharFormat,
    QTextLayout,
    QTextOption,
)

from ui import theme

UNSURE, CHANGED, GONE, HIT, PLAYED = "unsure", "changed", "gone", "hit", "played"
"""Sorts of marks; each has a shape of its own, a colour never stands alone."""
KEPT = 300
"""Laid-out texts that are kept: some screens full."""


@dataclass(frozen=True)
class TextMark:
    """Characters of a text that wear a mark."""

    start: int
    end: int
    sort: str


def format_of(sort: str) -> QTextCharFormat:
    """Return how a mark looks."""
    colours = theme.current()
    form = QTextCharFormat()
    if sort == UNSURE:
        form.setUnderlineStyle(QTextCharFormat.UnderlineStyle.DotLine)
        form.setUnderlineColor(QColor(colours.text))
    elif sort == CHANGED:
        form.setUnderlineStyle(QTextCharFormat.UnderlineStyle.DashUnderline)
        form.setUnderlineColor(QColor(colours.ai_edge))
    elif sort == GONE:
        form.setFontStrikeOut(True)
        form.setForeground(QColor(colours.muted))
    elif sort == HIT:
        form.setBackground(QColor(colours.soft))
        form.setUnderlineStyle(QTextCharFormat.UnderlineStyle.SingleUnderline)
    else:
        form.setBackground(QColor(colours.mark))
        form.setFontWeight(QFont.Weight.DemiBold)
    return form


def ranges(marks: Sequence[TextMark]) -> list[QTextLayout.FormatRange]:
    """Return marks as a layout takes them."""
    found = []
    for mark in marks:
        one = QTextLayout.FormatRange()
        one.start = mark.start  # type: ignore[attr-defined]
        one.length = mark.end - mark.start  # type: ignore[attr-defined]
        one.format = format_of(mark.sort)  # type: ignore[attr-defined]
        found.append(one)
    return found


class LaidText:
    """A text in lines.

    Attributes:
        height: pixels.
    """

    def __init__(self, text: str, font: QFont, width: int) -> None:
        self._layout = QTextLayout(text, font)
        option = QTextOption()
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        self._layout.setTextOption(option)
        self._layout.setCacheEnabled(True)
        self._layout.beginLayout()
        height = 0.0
        while (line := self._layout.createLine()).isValid():
            line.setLineWidth(max(1, width))
            line.setPosition(QPointF(0, height))
            height += line.height()
        self._layout.endLayout()
        self.height = int(height + 0.999)

    def draw(self, painter: QPainter, x: int, y: int, marks: Sequence[TextMark] = ()) -> None:
        """Draw the text with its upper left corner at a point, in the painter's pen."""
        self._layout.draw(painter, QPointF(x, y), ranges(marks))

    def place(self, x: float, y: float) -> int:
        """Return the character at a point, counted from the upper left corner."""
        for number in range(self._layout.lineCount()):
            line = self._layout.lineAt(number)
            if y < line.y() + line.height() or number == self._layout.lineCount() - 1:
                return int(line.xToCursor(x))
        return 0


class LaidTexts:
    """The texts that were laid out last."""

    def __init__(self) -> None:
        self._kept: OrderedDict[tuple[str, int], LaidText] = OrderedDict()
        self._font = QFont()

    def clear(self) -> None:
        """Forget all, as when the letters grow."""
        self._kept.clear()

    def get(self, text: str, font: QFont, width: int) -> LaidText:
        """Return a text in lines of a width."""
        if font != self._font:
            self._font = QFont(font)
            self.clear()
        found = self._kept.get((text, width))
        if found is None:
            found = LaidText(text, font, width)
            self._kept[text, width] = found
            if len(self._kept) > KEPT:
                self._kept.popitem(last=False)
        else:
            self._kept.move_to_end((text, width))
        return found


ALIGN_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
