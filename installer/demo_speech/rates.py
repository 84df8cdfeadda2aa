"""Character error rate: insertions, deletions and substitutions over the characters said."""

import re
from collections.abc import Sequence

_MARKS = re.compile(r"[\s，。？、！；：,.?!;:]")


def error_rate(said: Sequence[str], found: Sequence[str]) -> float:
    """Return the rate over all pairs together; punctuation and blanks do not count."""
    pairs = [
        (_MARKS.sub("", one), _MARKS.sub("", two)) for one, two in zip(said, found, strict=True)
    ]
    wrong = sum(distance(one, two) for one, two in pairs)
    return wrong / max(1, sum(len(one) for one, _ in pairs))


def distance(one: str, two: str) -> int:
    """Return the fewest single changes that make ``two`` of ``one``."""
    row = list(range(len(two) + 1))
    for i, left in enumerate(one, 1):
        before, row[0] = row[0], i
        for j, right in enumerate(two, 1):
            before, row[j] = row[j], min(row[j] + 1, row[j - 1] + 1, before + (left != right))
    return row[-1]
