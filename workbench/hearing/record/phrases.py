"""Finds fixed phrases in speech that a machine wrote down, wrong characters among them."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from workbench.hearing.record.sounds import alike

LETTERS_AN_ERROR = 4
"""A phrase may hold one error for every so many characters; shorter ones none."""
LIKE, MISSING, OTHER = 1, 2, 3
"""Errors that a character counts for which sounds alike, is missing or too many, is another one.

现在休停 is 现在休庭; 现在开庭 is something else.
"""
_NOISE = re.compile(r"[\s，。、；：？！,.;:?!“”\"'‘’（）()《》〈〉…—\-]|[嗯呃啊哦]")


@dataclass(frozen=True)
class Heard:
    """A phrase found in a text.

    Attributes:
        phrase: what was looked for.
        words: what stands in the text, without punctuation.
        errors: how far it differs.
        start: where in the text.
    """

    phrase: str
    words: str
    errors: int
    start: int

    @property
    def end(self) -> int:
        """One past the last character."""
        return self.start + len(self.words)

    @property
    def share(self) -> float:
        """Errors for a character of the phrase."""
        return self.errors / len(self.phrase)


def without_doubles(found: Sequence[Heard]) -> list[Heard]:
    """Return what was found without phrases that only resemble what was found better.

    现在进行法庭调查 reads nearly as 进行法庭调解; where one stands, the other does not.
    """
    return [
        one
        for one in found
        if not one.errors
        or not any(other.share < one.share and _covers(other, one) for other in found)
    ]


def _covers(better: Heard, worse: Heard) -> bool:
    common = min(better.end, worse.end) - max(better.start, worse.start)
    return 2 * common > len(worse.words)


def bare(text: str) -> str:
    """Return a text without spaces, punctuation and sounds of hesitation."""
    return _NOISE.sub("", text)


def places(text: str) -> list[int]:
    """Return where each character of :func:`bare` stands in the text itself."""
    return [place for place, letter in enumerate(text) if not _NOISE.match(letter)]


def find(text: str, phrases: Iterable[str]) -> list[Heard]:
    """Return the phrases that a text holds, each at its best place.

    Args:
        text: as :func:`bare` gives it.
        phrases: as they should read, without punctuation.
    """
    found = []
    for phrase in phrases:
        if (heard := _find(text, phrase)) is not None:
            found.append(heard)
    return found


def _find(text: str, phrase: str) -> Heard | None:
    place = text.find(phrase)
    if place >= 0:
        return Heard(phrase, phrase, 0, place)
    allowed = len(phrase) // LETTERS_AN_ERROR
    if not allowed:
        return None
    best: tuple[int, int, int] | None = None
    for start in _candidates(text, phrase, allowed):
        window = text[max(0, start - allowed) : start + len(phrase) + allowed]
        if sum(letter in window for letter in phrase) < len(phrase) - allowed:
            continue
        errors, first, end = _nearest(window, phrase)
        if errors <= allowed and (best is None or errors < best[0]):
            offset = max(0, start - allowed)
            best = (errors, offset + first, offset + end)
    if best is None:
        return None
    errors, first, end = best
    return Heard(phrase, text[first:end], errors, first)


def _candidates(text: str, phrase: str, allowed: int) -> Iterable[int]:
    """Yield where the phrase may begin: one of its ``allowed + 1`` parts stands there whole."""
    size = len(phrase) // (allowed + 1)
    seen: set[int] = set()
    for part in range(allowed + 1):
        offset = part * size
        piece = phrase[offset:] if part == allowed else phrase[offset : offset + size]
        place = text.find(piece)
        while place >= 0:
            start = max(0, place - offset)
            if start not in seen:
                seen.add(start)
                yield start
            place = text.find(piece, place + 1)


def _nearest(window: str, phrase: str) -> tuple[int, int, int]:
    """Return the fewest errors with which a part of the window reads as the phrase, and the part.

    What counts as how many errors, see :data:`LIKE`.
    """
    # Row by row over the phrase; each cell holds errors and where the part began.
    above = [(0, column) for column in range(len(window) + 1)]
    for row, letter in enumerate(phrase, start=1):
        line = [(row * MISSING, 0)]
        for column, other in enumerate(window, start=1):
            same = above[column - 1]
            changed = (same[0] + _differs(letter, other), same[1])
            missing = (above[column][0] + MISSING, above[column][1])
            extra = (line[column - 1][0] + MISSING, line[column - 1][1])
            line.append(min(changed, missing, extra, key=lambda cell: cell[0]))
        above = line
    end = min(range(len(above)), key=lambda column: above[column][0])
    return above[end][0], above[end][1], end


def _differs(letter: str, other: str) -> int:
    if letter == other:
        return 0
    return LIKE if alike(letter, other) else OTHER
