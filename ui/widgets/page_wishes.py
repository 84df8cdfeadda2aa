"""Which pages a viewer wants drawn, most urgent first, and how sharp."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

SMALL_AHEAD = 10
SHARP_AHEAD = 2
FAST_PAGES = 0.35
"""Pages (heights of the view) moved since the last look, above which only small pictures come."""


@dataclass(frozen=True)
class Wish:
    """A page to draw: its index, and whether sharp or as a small preview."""

    index: int
    sharp: bool


def wishes(
    seen: range, total: int, direction: int, fast: bool, shown: Callable[[int], bool]
) -> Iterator[Wish]:
    """Yield what to draw.

    Args:
        seen: indexes of the pages in sight.
        total: number of pages.
        direction: 1 while the view moves down, -1 up.
        fast: the view flies over the pages, so that sharp ones would come too late.
        shown: whether some picture of a page is there already.
    """
    order = seen if direction > 0 else range(seen.stop - 1, seen.start - 1, -1)
    ahead = _ahead(seen, total, direction, SMALL_AHEAD)
    yield from (Wish(index, False) for index in order if not shown(index))
    if fast:
        yield from (Wish(index, False) for index in ahead if not shown(index))
        return
    yield from (Wish(index, True) for index in order)
    behind = seen.start - 1 if direction > 0 else seen.stop
    near = [*ahead[:SHARP_AHEAD], *([behind] if 0 <= behind < total else [])]
    yield from (Wish(index, True) for index in near)
    yield from (Wish(index, False) for index in ahead if not shown(index))


def _ahead(seen: range, total: int, direction: int, count: int) -> list[int]:
    start = seen.stop if direction > 0 else seen.start - 1
    places = range(start, start + direction * count, direction)
    return [index for index in places if 0 <= index < total]
