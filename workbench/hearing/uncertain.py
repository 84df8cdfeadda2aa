"""Places of a transcript that a person should listen to: where the model was unsure, and why.

A figure of a model is no proof: high figures may be wrong and low ones right. So places are listed
in words, one after another, and never called right or wrong.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from workbench.hearing.model import DroppedText, Turn, Word
from workbench.hearing.word_places import word_places

UNSURE = 0.5
"""Probability of a word below which it is listed."""


@dataclass(frozen=True)
class Uncertain:
    """A place to listen to.

    Attributes:
        turn: id of the turn; empty where none stands for it.
        start, end: characters of its text; equal where the whole turn is meant.
        second: second of the recording.
        said: what the text says there; empty for the whole turn.
        why: why it is listed (Chinese).
        left_out: what was heard there and does not stand in the transcript, for a place without a
            turn.
    """

    turn: str
    start: int
    end: int
    second: float
    said: str
    why: str
    left_out: DroppedText | None = None


def uncertain(turn: Turn, text: str, words: Sequence[Word] | None = None) -> tuple[Uncertain, ...]:
    """Return the places of one turn to listen to; none of one that a person corrected.

    Args:
        turn: the turn.
        text: its verbatim text.
        words: its words, where the turn was read without them.
    """
    if turn.corrected:
        return ()
    whole = [Uncertain(turn.id, 0, 0, turn.start, "", note) for note in turn.notes]
    if turn.overlap:
        whole.append(Uncertain(turn.id, 0, 0, turn.start, "", "与他人同时发言，可能漏字或串话"))
    heard = turn.words if words is None else words
    if all(word.probability >= UNSURE for word in heard):
        return tuple(whole)
    return (*whole, *_unsure(turn, text, heard))


def _unsure(turn: Turn, text: str, heard: Sequence[Word]) -> list[Uncertain]:
    """Put unsure words that touch one another into one place."""
    found: list[Uncertain] = []
    least = 1.0
    for one in word_places(heard, text):
        if one.probability >= UNSURE:
            continue
        before = found[-1] if found else None
        if before is not None and before.end == one.start:
            least = min(least, one.probability)
            found[-1] = _place(turn, text, before.start, one.end, before.second, least)
        else:
            least = one.probability
            found.append(_place(turn, text, one.start, one.end, one.begins, least))
    return found


def _place(turn: Turn, text: str, start: int, end: int, second: float, least: float) -> Uncertain:
    why = f"把握 {least:.0%}"
    return Uncertain(turn.id, start, end, second, text[start:end], why)
