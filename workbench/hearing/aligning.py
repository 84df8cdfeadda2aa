"""Which place of one text is which place of another, so that times follow a corrected text.

A person corrects some characters; the others keep the times that the model gave them, and what was
put in lies between its neighbours.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from workbench.hearing.model import Word

LONG = 4_000
"""Characters above which alignment takes its quick, rougher way."""
CERTAIN = 1.0
"""Probability of what a person wrote."""


@dataclass(frozen=True)
class Piece:
    """A part of a source and the part of a target that stands for it; ``same``: equal texts."""

    same: bool
    start: int
    end: int
    into: int
    until: int


def pieces(source: str, target: str) -> list[Piece]:
    """Return how ``target`` came from ``source``: pieces in order that cover both."""
    from difflib import SequenceMatcher

    head = _common(source, target)
    tail = _common(source[head:][::-1], target[head:][::-1])
    inner, outer = source[head : len(source) - tail], target[head : len(target) - tail]
    matcher = SequenceMatcher(None, inner, outer, autojunk=max(len(inner), len(outer)) > LONG)
    found = [Piece(True, 0, head, 0, head)] if head else []
    for tag, start, end, into, until in matcher.get_opcodes():
        found.append(Piece(tag == "equal", start + head, end + head, into + head, until + head))
    if tail:
        found.append(Piece(True, len(source) - tail, len(source), len(target) - tail, len(target)))
    return found


def place_in(source: str, target: str, place: int) -> int:
    """Return the place in ``target`` that stands for a place (0 to its length) in ``source``."""
    if place >= len(source):
        return len(target)
    for piece in pieces(source, target):
        if piece.start <= place < piece.end:
            within = place - piece.start
            if piece.same:
                return piece.into + within
            share = within / (piece.end - piece.start)
            return piece.into + round(share * (piece.until - piece.into))
    return len(target)


def spoken(text: str, words: Sequence[Word]) -> tuple[Word, ...]:
    """Return words whose texts joined are ``text``, with the times of the words that were heard.

    Args:
        text: the text as it is now.
        words: the words of the machine's text, in order; their times are ascending.

    Returns:
        words in order; what a person put in lies between its neighbours and is certain. None where
        nothing was heard with times.
    """
    source = "".join(word.text for word in words)
    if source == text:
        return tuple(words)
    if not source or not text:
        return ()
    made: list[Word] = []
    for piece in pieces(source, text):
        if piece.same:
            made.extend(_cut(words, piece.start, piece.end))
        elif piece.into < piece.until:
            start, end = _between(words, piece.start, piece.end)
            made.append(Word(start, end, text[piece.into : piece.until], CERTAIN))
    return tuple(made)


def divide(words: Sequence[Word], place: int) -> tuple[tuple[Word, ...], tuple[Word, ...]]:
    """Part words at a character of their joined texts; a word that lies across is parted too."""
    length = sum(len(word.text) for word in words)
    return tuple(_cut(words, 0, place)), tuple(_cut(words, place, length))


def moment_at(words: Sequence[Word], place: int) -> float | None:
    """Return the second at which the character at a place begins; ``None`` without words."""
    if not words:
        return None
    for word in _cut(words, place, place + 1):
        return word.start
    return words[-1].end


def _cut(words: Sequence[Word], start: int, end: int) -> Iterator[Word]:
    """Yield what lies between two characters, words at the edges cut with their share of time."""
    at = 0
    for word in words:
        size = len(word.text)
        first, last = max(start - at, 0), min(end - at, size)
        if first < last:
            if last - first == size:
                yield word
            else:
                step = (word.end - word.start) / size
                begin, stop = word.start + first * step, word.start + last * step
                yield Word(begin, stop, word.text[first:last], word.probability)
        at += size
        if at >= end:
            return


def _between(words: Sequence[Word], start: int, end: int) -> tuple[float, float]:
    """Return the time of some characters; of none, the pause that lies there."""
    if start < end:
        inside = list(_cut(words, start, end))
        return inside[0].start, inside[-1].end
    before = next(_cut(words, start - 1, start), None) if start else None
    after = next(_cut(words, start, start + 1), None)
    begin = before.end if before else words[0].start
    return begin, max(begin, after.start if after else begin)


def _common(one: str, other: str) -> int:
    count = 0
    for left, right in zip(one, other, strict=False):
        if left != right:
            break
        count += 1
    return count
