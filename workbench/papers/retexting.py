"""New words in the places of old ones: how a person's correction keeps the lines' boxes."""

from bisect import bisect_right
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from itertools import pairwise

from workbench.papers.layers import boxes
from workbench.papers.model import Page, Segment

_MOST_COMPARED = 400_000
"""Characters times characters that are compared one by one; beyond that lengths decide."""


@dataclass(frozen=True)
class _Knot:
    """A place in the old text and the same place in the new one."""

    old: int
    new: int


def retext(page: Page, text: str) -> Page:
    """Return a page with another text, its lines where they stand on the picture.

    What changed counts as read by a person: confidence 1, checked. New text between the lines
    has no place; of a line that is gone the place is gone too.
    """
    if text == page.text:
        return page
    knots = _knots(page.text, text)
    segments: list[Segment] = []
    for segment in page.segments:
        start = max(_ahead(knots, segment.start), segments[-1].end if segments else 0)
        end = _behind(knots, segment.end)
        segments += _placed(page, segment, text, start, end, knots)
    source = page.source if page.text else "person"
    return replace(page, text=text, segments=tuple(segments), source=source, needs_ocr=False)


def checked(page: Page, start: int, end: int) -> Page:
    """Return a page of which the lines that a span touches are marked as compared by a person."""
    segments = tuple(
        replace(one, confidence=1.0, checked=True) if one.start < end and start < one.end else one
        for one in page.segments
    )
    return replace(page, segments=segments)


def _placed(
    page: Page, segment: Segment, text: str, start: int, end: int, knots: list[_Knot]
) -> list[Segment]:
    """Return a segment at its new place; divided where a line break came into it."""
    same = text[start:end] == page.text[segment.start : segment.end]
    if same:
        return [replace(segment, start=start, end=end)] if start < end else []
    pieces, place = [], start
    for line in text[start:end].split("\n"):
        first, last = place, place + len(line)
        place = last + 1
        if line.strip():
            pieces.append((first, last))
    if len(pieces) == 1:
        first, last = pieces[0]
        return [Segment(first, last, segment.box, 1.0, checked=True)]
    found = []
    for first, last in pieces:
        old = (_backward(knots, first), _backward(knots, last))
        place_of = boxes(replace(page, segments=(segment,)), *old)
        if place_of:
            found.append(Segment(first, last, place_of[0], 1.0, checked=True))
    return found


def _knots(old: str, new: str) -> list[_Knot]:
    """Return places that correspond, in order: both ends of each run that is equal or replaced."""
    head = _common(old, new)
    tail = _common(old[head:][::-1], new[head:][::-1])
    a, b = old[head : len(old) - tail], new[head : len(new) - tail]
    knots = [_Knot(0, 0), _Knot(head, head)]
    if len(a) * len(b) <= _MOST_COMPARED:
        for _, i1, i2, j1, j2 in SequenceMatcher(None, a, b, autojunk=False).get_opcodes():
            knots += [_Knot(head + i1, head + j1), _Knot(head + i2, head + j2)]
    knots += [_Knot(len(old) - tail, len(new) - tail), _Knot(len(old), len(new))]
    return knots


def _common(first: str, second: str) -> int:
    count = 0
    for one, other in zip(first, second, strict=False):
        if one != other:
            break
        count += 1
    return count


def _ahead(knots: list[_Knot], old: int) -> int:
    """Return the first place in the new text that an old one became."""
    exact = [knot.new for knot in knots if knot.old == old]
    return min(exact) if exact else _between([(k.old, k.new) for k in knots], old)


def _behind(knots: list[_Knot], old: int) -> int:
    """Return the last place in the new text that an old one became."""
    exact = [knot.new for knot in knots if knot.old == old]
    return max(exact) if exact else _between([(k.old, k.new) for k in knots], old)


def _backward(knots: list[_Knot], new: int) -> int:
    return _between([(knot.new, knot.old) for knot in knots], new)


def _between(pairs: list[tuple[int, int]], place: int) -> int:
    """Carry a place over from the first numbers of pairs to the second ones, by proportion."""
    index = bisect_right([first for first, _ in pairs], place)
    for (low, to_low), (high, to_high) in pairwise(pairs[max(0, index - 1) : index + 1]):
        if high > low:
            return to_low + round((place - low) * (to_high - to_low) / (high - low))
    return pairs[min(index, len(pairs) - 1)][1]
