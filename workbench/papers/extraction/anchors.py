"""Anchors of characters of a page, with the boxes where they stand."""

from collections.abc import Iterator

from workbench.kernel.anchor import Anchor, Box
from workbench.papers.model import Page, Segment


def anchor_of(page: Page, start: int, end: int) -> Anchor:
    """Return the anchor of characters ``start`` to ``end`` of a page's text.

    ``document`` and ``layer`` stay empty (``""``, 0) until the value is stored.
    """
    boxes = tuple(_boxes(page, start, end))
    return Anchor("", 0, page.number, start, end, page.text[start:end], boxes)


def _boxes(page: Page, start: int, end: int) -> Iterator[Box]:
    for segment in page.segments:
        first, last = max(start, segment.start), min(end, segment.end)
        if first < last:
            yield _part(page.text, segment, first, last)


def _part(text: str, segment: Segment, first: int, last: int) -> Box:
    """Cut the part of a segment's box that characters ``first`` to ``last`` take.

    Characters are spread over the box by their usual widths: a Chinese one is twice as wide as a
    Latin one. A box much taller than wide holds a vertical line and is cut along its height.
    """
    total = _width(text[segment.start : segment.end]) or 1
    before = _width(text[segment.start : first]) / total
    after = _width(text[segment.start : last]) / total
    box = segment.box
    wide, high = box.x1 - box.x0, box.y1 - box.y0
    if high > 2 * wide and segment.end - segment.start > 2:
        return Box(box.x0, box.y0 + before * high, box.x1, box.y0 + after * high)
    return Box(box.x0 + before * wide, box.y0, box.x0 + after * wide, box.y1)


def _width(text: str) -> int:
    return sum(2 if ord(c) > 0x2E7F else 1 for c in text)
