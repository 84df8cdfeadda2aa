"""Places in a page's text by places on its picture: characters, words, lines, selections.

Segments are lines; within a line every character has an equal share of the width, as
:func:`workbench.papers.layers.boxes` counts too. Points are fractions of the upright page.
"""

import math
import re
from collections.abc import Callable
from dataclasses import dataclass

from workbench.kernel.anchor import Box
from workbench.papers.layers import is_vertical
from workbench.papers.model import Page, Segment

Place = tuple[int, int]
"""Number of a page, and a gap between its characters (0: before the first)."""

_RUN = re.compile(r"[0-9A-Za-z０-９Ａ-Ｚａ-ｚ.,:%￥¥\-]+|\s+|.", re.DOTALL)


@dataclass(frozen=True)
class Span:
    """A run of characters of one page."""

    page: int
    start: int
    end: int


def segment_at(page: Page, x: float, y: float, reach: float = 0.0) -> Segment | None:
    """Return the line under a point, or the nearest one within a reach (in fractions)."""
    best, nearest = None, reach
    for segment in page.segments:
        away = _distance(segment.box, x, y)
        if away <= nearest and (best is None or away < nearest):
            best, nearest = segment, away
    return best


def offset_at(page: Page, x: float, y: float) -> int | None:
    """Return the gap between characters that is nearest to a point; ``None`` without places."""
    segment = segment_at(page, x, y, reach=math.inf)
    if segment is None:
        return None
    length, box = segment.end - segment.start, segment.box
    if is_vertical(box):
        return segment.start if y < (box.y0 + box.y1) / 2 else segment.end
    width = box.x1 - box.x0
    share = (x - box.x0) / width if width > 0 else 0.0
    return segment.start + round(min(1.0, max(0.0, share)) * length)


def line_of(page: Page, offset: int) -> Span:
    """Return the line of the text in which a gap lies, without its line break."""
    start = page.text.rfind("\n", 0, offset) + 1
    end = page.text.find("\n", offset)
    return Span(page.number, start, end if end >= 0 else len(page.text))


def word_of(page: Page, x: float, y: float, cut: Callable[[str], list[str]]) -> Span | None:
    """Return the word under a point.

    Args:
        page: with its text.
        x, y: the point.
        cut: divides a Chinese sentence into words; figures and Latin words are kept whole.
    """
    segment = segment_at(page, x, y)
    if segment is None or is_vertical(segment.box):
        return None
    box, length = segment.box, segment.end - segment.start
    share = (x - box.x0) / max(1e-9, box.x1 - box.x0)
    character = segment.start + min(length - 1, max(0, int(share * length)))
    return word_around(page, character, cut)


def word_around(page: Page, character: int, cut: Callable[[str], list[str]]) -> Span:
    """Return the word that holds a character."""
    line = line_of(page, character)
    text = page.text[line.start : line.end]
    for match in _RUN.finditer(text):
        start, end = line.start + match.start(), line.start + match.end()
        if start <= character < end and end - start > 1:
            return Span(page.number, start, end)
    start = line.start
    for word in cut(text):
        if start <= character < start + len(word):
            return Span(page.number, start, start + len(word))
        start += len(word)
    return Span(page.number, character, min(character + 1, line.end))


def spans_between(first: Place, second: Place, length: Callable[[int], int]) -> tuple[Span, ...]:
    """Return the selection between two places, page by page, in reading order.

    Args:
        first, second: in any order.
        length: number of characters of a page's text.
    """
    (page, start), (last, end) = sorted((first, second))
    spans = []
    for number in range(page, last + 1):
        begins = start if number == page else 0
        ends = end if number == last else length(number)
        if begins < ends:
            spans.append(Span(number, begins, ends))
    return tuple(spans)


def moved(page: Page, offset: int, step: str) -> int:
    """Return the gap that a key leads to: ``left right up down home end`` within a page."""
    text = page.text
    if step in ("left", "right"):
        return min(len(text), max(0, offset + (1 if step == "right" else -1)))
    line = line_of(page, offset)
    if step in ("home", "end"):
        return line.start if step == "home" else line.end
    column = offset - line.start
    if step == "up":
        other = line_of(page, max(0, line.start - 1)) if line.start else None
    else:
        other = line_of(page, line.end + 1) if line.end < len(text) else None
    if other is None:
        return 0 if step == "up" else len(text)
    return min(other.start + column, other.end)


def _distance(box: Box, x: float, y: float) -> float:
    """Return how far a point is from a box; going down counts more than going across."""
    across = max(box.x0 - x, 0.0, x - box.x1)
    down = max(box.y0 - y, 0.0, y - box.y1)
    return across + 3 * down
