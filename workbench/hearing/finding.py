"""Finding words in a transcript, and what replacing them would make of it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from workbench.hearing.model import Turn

AROUND = 10
"""Characters of the text that a preview shows on either side."""


@dataclass(frozen=True)
class Hit:
    """Words that were found.

    Attributes:
        turn: id of the turn.
        start, end: characters of its text in the layer that was looked through.
        before, said, after: the words and what is around them.
    """

    turn: str
    start: int
    end: int
    before: str
    said: str
    after: str


def find(turns: Sequence[Turn], words: str, text: Callable[[Turn], str]) -> list[Hit]:
    """Return every place of some words, in the order of the turns; none for no words.

    Args:
        turns: the turns.
        words: as they stand in the text.
        text: returns the layer of a turn that is looked through.
    """
    found: list[Hit] = []
    if not words:
        return found
    for turn in turns:
        whole = text(turn)
        at = whole.find(words)
        while at >= 0:
            end = at + len(words)
            left, right = whole[max(0, at - AROUND) : at], whole[end : end + AROUND]
            found.append(Hit(turn.id, at, end, left, whole[at:end], right))
            at = whole.find(words, end)
    return found
