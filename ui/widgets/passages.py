"""Passages of a long text: laid out when they come into sight, their heights guessed till then."""

from bisect import bisect_right
from collections import OrderedDict
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate
from math import ceil
from typing import cast

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QTextCharFormat, QTextLayout, QTextOption

KEPT = 120
"""Laid-out passages that are kept; a screen shows some ten."""
LINE_HEIGHT = 1.6
GAP, HEADING_GAP = 0.5, 0.3
"""Room below a passage, in lines."""
_BREAK = "\u2028"
_INDENT = "\u3000\u3000"


@dataclass(frozen=True)
class Passage:
    """A heading, an article, or what stands before and behind the articles.

    Attributes:
        label: 第五百七十七条; empty for text without one.
        text: words, paragraphs separated by ``\\n``.
        heading: depth of a heading from 0; -1 for text.
        article: id of the article; 0 for what is none.
        place: place of the article in its version's list; -1 for what is none.
    """

    label: str
    text: str
    heading: int = -1
    article: int = 0
    place: int = -1

    @cached_property
    def lead(self) -> str:
        """What stands before the words in the first line."""
        if self.heading >= 0:
            return ""
        return f"{self.label}\u3000" if self.label else _INDENT

    @cached_property
    def shown(self) -> str:
        """The passage as it is drawn: label, words, paragraphs indented."""
        return self.lead + self.text.replace("\n", _BREAK + _INDENT)

    @cached_property
    def rare(self) -> tuple[int, ...]:
        """Places in ``shown`` of characters that Qt counts twice."""
        return tuple(n for n, character in enumerate(self.shown) if character > "\uffff")

    def shown_at(self, index: int) -> int:
        """Return where in ``shown`` a character of ``text`` stands."""
        return len(self.lead) + index + len(_INDENT) * self.text.count("\n", 0, index)

    def text_at(self, place: int) -> int:
        """Return which character of ``text`` stands at a place of ``shown``."""
        before = self.shown[:place].removeprefix(self.lead)
        indents = before.count(_BREAK) * len(_INDENT)
        return max(0, min(len(before) - indents, len(self.text))) if place > len(self.lead) else 0

    def to_qt(self, place: int) -> int:
        """Return Qt's position of a place in ``shown``."""
        return place + bisect_right(self.rare, place - 1)

    def from_qt(self, position: int) -> int:
        """Return the place in ``shown`` of Qt's position."""
        return position - sum(1 for n, rare in enumerate(self.rare) if rare + n < position)


class Heights:
    """Heights of rows one below the other, and which row lies at a height."""

    def __init__(self, heights: Sequence[float]) -> None:
        self._heights = list(heights)
        self._tops: list[float] | None = None

    def __len__(self) -> int:
        return len(self._heights)

    def set(self, row: int, height: float) -> bool:
        """Set the true height of a row; say whether it was guessed wrong."""
        if abs(self._heights[row] - height) < 0.5:
            return False
        self._heights[row] = height
        self._tops = None
        return True

    def top(self, row: int) -> float:
        """Return where a row begins; for the number of rows, where all end."""
        if self._tops is None:
            self._tops = [0.0, *accumulate(self._heights)]
        return self._tops[row]

    def at(self, height: float) -> int:
        """Return the row at a height; the first or last beyond the ends."""
        self.top(0)
        assert self._tops is not None
        return max(0, min(len(self) - 1, bisect_right(self._tops, height) - 1))


@dataclass(frozen=True)
class Look:
    """Font, width and colours of passages."""

    font: QFont
    width: float
    text: str
    accent: str

    @cached_property
    def line(self) -> float:
        """Height of a line."""
        return QFontMetricsF(self.font).height() * LINE_HEIGHT

    @cached_property
    def per_line(self) -> int:
        """Characters in a line."""
        return max(1, int(self.width / QFontMetricsF(self.font).horizontalAdvance("国")))


class LaidOut:
    """A passage broken into lines."""

    def __init__(self, passage: Passage, look: Look) -> None:
        self.passage = passage
        font = QFont(look.font)
        if passage.heading >= 0:
            font.setBold(True)
            font.setPointSizeF(font.pointSizeF() * _size(passage.heading))
        self.layout = QTextLayout(passage.shown, font)
        option = QTextOption()
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        if passage.heading >= 0:
            option.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self.layout.setTextOption(option)
        self.layout.setFormats(_label_format(passage, look))
        self.height = self._break(look) + gap(passage, look)

    def _break(self, look: Look) -> float:
        y = look.line * 0.6 if self.passage.heading >= 0 else 0.0
        self.layout.beginLayout()
        line = self.layout.createLine()
        while line.isValid():
            line.setLineWidth(look.width)
            line.setPosition(QPointF(0, y + (look.line - line.height()) / 2))
            y += max(look.line, line.height())
            line = self.layout.createLine()
        self.layout.endLayout()
        return y

    def position_at(self, point: QPointF) -> int:
        """Return the place in ``shown`` nearest to a point."""
        line = self.layout.lineAt(0)
        for number in range(self.layout.lineCount()):
            line = self.layout.lineAt(number)
            if point.y() < line.y() + line.height():
                break
        return self.passage.from_qt(line.xToCursor(point.x()))

    def corner(self, place: int) -> QRectF:
        """Return where a character of ``shown`` stands within the passage."""
        position = self.passage.to_qt(place)
        line = self.layout.lineForTextPosition(position)
        # The answer is (x, position); the stubs call it an object.
        x = cast("tuple[float, int]", line.cursorToX(position))[0]
        return QRectF(x, line.y(), 1, line.height())

    def under(self, point: QPointF) -> int | None:
        """Return the place in ``shown`` of the character under a point; ``None`` beside words."""
        for number in range(self.layout.lineCount()):
            line = self.layout.lineAt(number)
            if line.y() <= point.y() < line.y() + line.height():
                used = line.naturalTextRect()
                if used.left() <= point.x() < used.right():
                    edge = line.xToCursor(point.x(), line.CursorPosition.CursorOnCharacter)
                    return self.passage.from_qt(edge)
        return None


class LayoutCache:
    """Laid-out passages, the ones used last."""

    def __init__(self) -> None:
        self._kept: OrderedDict[int, LaidOut] = OrderedDict()

    def clear(self) -> None:
        """Forget all, as after a change of width or font."""
        self._kept.clear()

    def get(self, row: int, passage: Passage, look: Look) -> LaidOut:
        """Return a passage laid out."""
        found = self._kept.get(row)
        if found is None:
            found = self._kept[row] = LaidOut(passage, look)
            if len(self._kept) > KEPT:
                self._kept.popitem(last=False)
        self._kept.move_to_end(row)
        return found


def guessed_height(passage: Passage, look: Look) -> float:
    """Guess the height of a passage from the number of its characters."""
    if passage.heading >= 0:
        size = _size(passage.heading)
        lines = ceil(len(passage.shown) * size / look.per_line)
        return (lines * max(1.0, size * 0.75) + 0.6) * look.line + gap(passage, look)
    # Asked for every article of a law at once: no string is made where there is one paragraph.
    lead, per_line = len(passage.label) + 1 if passage.label else 2, look.per_line
    if "\n" in passage.text:
        first, *others = map(len, passage.text.split("\n"))
        lines = -(-(first + lead) // per_line) + sum(-(-(n + 2) // per_line) for n in others)
    else:
        lines = -(-(len(passage.text) + lead) // per_line)
    return (lines + GAP) * look.line


def gap(passage: Passage, look: Look) -> float:
    """Return the room below a passage."""
    return look.line * (HEADING_GAP if passage.heading >= 0 else GAP)


def span(start: int, length: int, look: QTextCharFormat) -> QTextLayout.FormatRange:
    """Return a stretch of a layout and how it looks; in Qt's positions."""
    piece = QTextLayout.FormatRange()
    # The stubs do not know that these are attributes.
    piece.start, piece.length = start, length  # type: ignore[attr-defined]
    piece.format = look  # type: ignore[attr-defined]
    return piece


def _label_format(passage: Passage, look: Look) -> list[QTextLayout.FormatRange]:
    form = QTextCharFormat()
    form.setForeground(QColor(look.text))
    whole = span(0, passage.to_qt(len(passage.shown)), form)
    if not passage.label or passage.heading >= 0:
        return [whole]
    label = QTextCharFormat()
    label.setFontWeight(QFont.Weight.DemiBold)
    label.setForeground(QColor(look.accent))
    return [whole, span(0, len(passage.label), label)]


def _size(heading: int) -> float:
    return {0: 1.3, 1: 1.2, 2: 1.1}.get(heading, 1.0)
