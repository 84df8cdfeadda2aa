"""Where each turn stands in the list: heights and offsets of thousands of rows, cheap to change."""

from bisect import bisect_right
from collections.abc import Sequence
from itertools import accumulate

PAD = 7
"""Pixels above and below the text of a row."""


class Rows:
    """Heights of rows one below the other; a height is a guess until the row was looked at."""

    def __init__(self) -> None:
        self._heights: list[int] = []
        self._offsets: list[int] = [0]

    def __len__(self) -> int:
        return len(self._heights)

    @property
    def total(self) -> int:
        """Pixels of all rows together."""
        return self._offsets[-1]

    def reset(self, heights: Sequence[int]) -> None:
        """Begin anew with other rows."""
        self._heights = list(heights)
        self._sum()

    def top(self, row: int) -> int:
        """Return the pixel at which a row begins."""
        return self._offsets[row]

    def height(self, row: int) -> int:
        """Return the height of a row in pixels."""
        return self._heights[row]

    def at(self, pixel: int) -> int:
        """Return the row at a pixel; the first or last one beyond the ends, -1 for no rows."""
        if not self._heights:
            return -1
        return min(len(self._heights) - 1, max(0, bisect_right(self._offsets, pixel) - 1))

    def set(self, found: dict[int, int]) -> bool:
        """Put the true heights of some rows; say whether any was guessed wrongly."""
        wrong = {row: height for row, height in found.items() if self._heights[row] != height}
        for row, height in wrong.items():
            self._heights[row] = height
        if wrong:
            self._sum()
        return bool(wrong)

    def _sum(self) -> None:
        self._offsets = [0, *accumulate(self._heights)]


def guess(lengths: Sequence[int], room: int, line: int, least: int) -> list[int]:
    """Return the heights that rows will have.

    Args:
        lengths: characters of their texts.
        room: characters in a line.
        line: pixels of a line.
        least: pixels that the head of a row needs.
    """
    room, pad, least = max(1, room), 2 * PAD, max(least, line) + 2 * PAD
    return [max(least, -(-length // room) * line + pad) for length in lengths]
