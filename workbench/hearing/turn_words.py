"""Turns with some of their words taken out, cut in two, or joined; times follow the words."""

from collections.abc import Collection, Sequence
from dataclasses import replace
from itertools import pairwise

from workbench.hearing.model import Turn, Word


def word_spans(turn: Turn) -> list[tuple[int, int]]:
    """Return which part of ``heard`` each word stands for; marks belong to the word before."""
    starts, at = [], 0
    for word in turn.words:
        bare = word.text.strip()
        found = turn.heard.find(bare, at) if bare else -1
        starts.append(found if found >= 0 else at)
        at = found + len(bare) if found >= 0 else at
    starts[:1] = [0] if starts else []
    return list(zip(starts, [*starts[1:], len(turn.heard)], strict=True))


def without_words(
    turn: Turn, gone: Collection[int]
) -> tuple[Turn | None, list[tuple[float, float, str]]]:
    """Return a turn without some of its words, and what was taken out: start, end, text.

    Args:
        turn: its ``verbatim`` becomes the new ``heard``.
        gone: numbers of words; of a turn without words 0 stands for all of it. Nothing goes of a
            turn that a person corrected.

    Returns:
        ``None`` in place of the turn where nothing is left of it.
    """
    if not gone or turn.corrected:
        return turn, []
    if not turn.words:
        return None, [(turn.start, turn.end, turn.heard)]
    out = []
    for first, last in _groups(sorted(gone)):
        text = "".join(word.text for word in turn.words[first : last + 1]).strip()
        out.append((turn.words[first].start, turn.words[last].end, text))
    left = [i for i in range(len(turn.words)) if i not in gone]
    if not left:
        return None, out
    spans = word_spans(turn)
    text = "".join(turn.heard[slice(*spans[i])] for i in left)
    return _of(turn, [turn.words[i] for i in left], text), out


def cut(turn: Turn, numbers: Sequence[int], name: str = "") -> list[Turn]:
    """Cut a turn before some of its words.

    Args:
        turn: not corrected; with words.
        numbers: of words, ascending, none 0.
        name: pattern of the ids of the parts after the first; ``{id}`` and ``{n}`` are filled in.
    """
    spans = word_spans(turn)
    edges = [0, *numbers, len(turn.words)]
    parts = []
    for n, (first, last) in enumerate(pairwise(edges)):
        text = turn.heard[spans[first][0] : spans[last - 1][1]]
        part = _of(turn, turn.words[first:last], text)
        parts.append(replace(part, id=name.format(id=turn.id, n=n)) if n else part)
    # The edges of the turn itself were measured, those of words are a model's guess.
    parts[0] = replace(parts[0], start=min(turn.start, parts[0].start))
    parts[-1] = replace(parts[-1], end=max(turn.end, parts[-1].end))
    return parts


def joined(first: Turn, second: Turn) -> Turn:
    """Return two turns as one, with the id of the first."""
    blank = " " if first.heard[-1:].isascii() and second.heard[:1].isascii() else ""
    blank = "" if not first.heard or not second.heard else blank
    heard = first.heard + blank + second.heard
    return replace(
        first,
        end=max(first.end, second.end),
        heard=heard,
        verbatim=heard,
        words=first.words + second.words,
        notes=first.notes + tuple(note for note in second.notes if note not in first.notes),
    )


def _of(turn: Turn, words: Sequence[Word], text: str) -> Turn:
    text = text.strip()
    return replace(
        turn,
        start=words[0].start,
        end=max(words[-1].end, words[0].start),
        heard=text,
        verbatim=text,
        words=tuple(words),
    )


def _groups(numbers: Sequence[int]) -> list[tuple[int, int]]:
    groups: list[tuple[int, int]] = []
    for number in numbers:
        if groups and groups[-1][1] == number - 1:
            groups[-1] = (groups[-1][0], number)
        else:
            groups.append((number, number))
    return groups
