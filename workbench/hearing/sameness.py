"""The same words in two turns at the same time, though a model may have heard them differently."""

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass

from workbench.hearing.model import Turn

_BARE = re.compile(r"[\w\u3400-\u9fff]")


@dataclass(frozen=True)
class Spot:
    """A character that was spoken, with its time and the number of its word."""

    text: str
    start: float
    end: float
    word: int

    @property
    def middle(self) -> float:
        """Second of its middle."""
        return (self.start + self.end) / 2


@dataclass(frozen=True)
class Run:
    """Characters ``first`` to ``first_end`` of one turn say what ``second`` … do in another.

    Attributes:
        matched: how many of them are the same.
    """

    first: int
    first_end: int
    second: int
    second_end: int
    matched: int

    @property
    def likeness(self) -> float:
        """Share of the longer part that is the same (0..1)."""
        longer = max(self.first_end - self.first, self.second_end - self.second)
        return self.matched / longer


def spots(turn: Turn) -> list[Spot]:
    """Return the characters of a turn without marks, their times spread evenly over each word."""
    words = [(word.start, word.end, word.text) for word in turn.words]
    found = []
    for number, (start, end, text) in enumerate(words or [(turn.start, turn.end, turn.heard)]):
        bare = _BARE.findall(text.lower())
        each = (end - start) / max(1, len(bare))
        found += [
            Spot(c, start + i * each, start + (i + 1) * each, number) for i, c in enumerate(bare)
        ]
    return found


def runs(first: Sequence[Spot], second: Sequence[Spot], apart: float, gap: int) -> list[Run]:
    """Return the parts of two turns that are the same, in order.

    Args:
        first, second: characters in order of time.
        apart: most seconds between the same character in both.
        gap: most characters in a row that differ within a part.
    """
    pairs = _chain(_equal(first, second, apart))
    found: list[Run] = []
    begun = 0
    for at in range(1, len(pairs) + 1):
        if at < len(pairs) and _near(pairs[at - 1], pairs[at], gap):
            continue
        (i, j), (k, m) = pairs[begun], pairs[at - 1]
        found.append(Run(i, k + 1, j, m + 1, at - begun))
        begun = at
    return found


def _near(before: tuple[int, int], after: tuple[int, int], gap: int) -> bool:
    return after[0] - before[0] <= gap + 1 and after[1] - before[1] <= gap + 1


def _equal(first: Sequence[Spot], second: Sequence[Spot], apart: float) -> list[tuple[int, int]]:
    """Return the pairs of equal characters at the same time."""
    found, begun = [], 0
    for i, spot in enumerate(first):
        while begun < len(second) and second[begun].middle < spot.middle - apart:
            begun += 1
        for j in range(begun, len(second)):
            if second[j].middle > spot.middle + apart:
                break
            if second[j].text == spot.text:
                found.append((i, j))
    return found


def _chain(pairs: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return the longest chain of pairs that ascends in both (Hunt and Szymanski)."""
    tails: list[int] = []
    holders: list[int] = []
    before: list[int] = []
    ordered = sorted(pairs, key=lambda pair: (pair[0], -pair[1]))
    for number, (_, j) in enumerate(ordered):
        at = bisect_left(tails, j)
        before.append(holders[at - 1] if at else -1)
        if at == len(tails):
            tails.append(j)
            holders.append(number)
        else:
            tails[at], holders[at] = j, number
    chain = []
    number = holders[-1] if holders else -1
    while number >= 0:
        chain.append(ordered[number])
        number = before[number]
    return chain[::-1]
