"""Where the words that were heard stand in a text that people corrected since, and when.

A text keeps its sound although it was corrected: words that are still there keep their time, and
what was written between them lies in the time between.
"""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from workbench.hearing.model import Turn, Word

LOOKED = 4
"""Characters (punctuation, a blank) that may stand before a word without a closer look."""
LONGEST = 4000
"""Characters above which a text that does not match is not compared: it would take too long."""


@dataclass(frozen=True)
class WordPlace:
    """A word of the machine that still stands in the text.

    Attributes:
        start, end: characters of the text.
        begins, ends: seconds of the recording.
        probability: 0..1, see :class:`workbench.hearing.model.Word`.
    """

    start: int
    end: int
    begins: float
    ends: float
    probability: float


def word_places(words: Sequence[Word], text: str) -> tuple[WordPlace, ...]:
    """Return the words that stand in a text, in order; those that were replaced are left out."""
    found = _in_order(words, text)
    return _compared(words, text) if found is None else found


def second_at(turn: Turn, text: str, place: int, words: Sequence[Word] | None = None) -> float:
    """Return the second of the recording at a character of a turn's text.

    Args:
        turn: the turn.
        text: its text, in the layer that is looked at.
        place: 0 to the length of the text.
        words: its words, where the turn was read without them.
    """
    found = word_places(turn.words if words is None else words, text)
    marks = [(0, turn.start)]
    for one in found:
        marks += [(one.start, one.begins), (one.end, one.ends)]
    marks.append((max(1, len(text)), turn.end))
    after = next((n for n, mark in enumerate(marks) if mark[0] > place), len(marks) - 1)
    (left, early), (right, late) = marks[max(0, after - 1)], marks[after]
    share = (place - left) / (right - left) if right > left else 0.0
    second = early + (late - early) * min(1.0, max(0.0, share))
    return min(turn.end, max(turn.start, second))


def place_at(found: Sequence[WordPlace], second: float) -> WordPlace | None:
    """Return the word that sounds at a second of the recording; ``None`` between words."""
    number = bisect_right([one.begins for one in found], second) - 1
    if number < 0 or second >= found[number].ends:
        return None
    return found[number]


def _in_order(words: Sequence[Word], text: str) -> tuple[WordPlace, ...] | None:
    """Find every word one after another; ``None`` where one is not there."""
    found, at = [], 0
    for word in words:
        bare = word.text.strip()
        if not bare:
            continue
        start = text.find(bare, at, at + LOOKED + len(bare))
        if start < 0:
            return None
        at = start + len(bare)
        found.append(WordPlace(start, at, word.start, word.end, word.probability))
    return tuple(found)


def _compared(words: Sequence[Word], text: str) -> tuple[WordPlace, ...]:
    heard = "".join(word.text for word in words)
    if len(heard) > LONGEST or len(text) > LONGEST:
        return ()
    where: dict[int, int] = {}
    for block in SequenceMatcher(None, heard, text, autojunk=False).get_matching_blocks():
        where.update((block.a + n, block.b + n) for n in range(block.size))
    found, at = [], 0
    for word in words:
        kept = [where[n] for n in range(at, at + len(word.text)) if n in where]
        at += len(word.text)
        if kept:
            found.append(WordPlace(kept[0], kept[-1] + 1, word.start, word.end, word.probability))
    return tuple(found)
