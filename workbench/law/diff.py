"""Differences between two texts of a provision, by words that a reader takes in at a glance.

The comparison is made over tokens (a character, a number or Latin word as a whole), then small
islands of common characters between two changes are taken into the change: 甲应当乙 against
丙可以丁 is one replaced phrase, not a string of letters that happen to agree.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum

_TOKEN = re.compile(
    r"\d[\d.,]*|[A-Za-z]+|第[零〇一二三四五六七八九十百千]+(?=[条款项编章节])|.", re.DOTALL
)
_ISLAND = 2
"""A stretch of so few common tokens between two changes does not stand alone."""
_STOPS = frozenset("，。；：、！？\n")
_ALIKE = 0.45
"""Paragraphs at least this alike are the same paragraph, reworded."""


class Change(StrEnum):
    """What happened to a piece of text."""

    SAME = "same"
    REMOVED = "removed"
    ADDED = "added"


@dataclass(frozen=True)
class Piece:
    """A run of text and what happened to it."""

    change: Change
    text: str


@dataclass(frozen=True)
class Row:
    """A paragraph of the older text beside that of the newer one; one side may be missing.

    Attributes:
        old, new: pieces of each side; old holds SAME and REMOVED, new holds SAME and ADDED.
    """

    old: tuple[Piece, ...]
    new: tuple[Piece, ...]

    @property
    def same(self) -> bool:
        """Whether both sides have the same words."""
        return all(piece.change is Change.SAME for piece in (*self.old, *self.new))


def pieces(old: str, new: str) -> tuple[Piece, ...]:
    """Return the pieces that lead from one text to the other, in order.

    SAME and REMOVED together give ``old``, SAME and ADDED together give ``new``.
    """
    if old == new:
        return (Piece(Change.SAME, old),) if old else ()
    ours, theirs = _TOKEN.findall(old), _TOKEN.findall(new)
    found: list[Piece] = []
    for same, i, j, k, m in _steps(ours, theirs):
        if same:
            found.append(Piece(Change.SAME, "".join(ours[i:j])))
            continue
        if j > i:
            found.append(Piece(Change.REMOVED, "".join(ours[i:j])))
        if m > k:
            found.append(Piece(Change.ADDED, "".join(theirs[k:m])))
    return tuple(found)


def older(found: Sequence[Piece]) -> str:
    """Return the older text of some pieces."""
    return "".join(piece.text for piece in found if piece.change is not Change.ADDED)


def newer(found: Sequence[Piece]) -> str:
    """Return the newer text of some pieces."""
    return "".join(piece.text for piece in found if piece.change is not Change.REMOVED)


def rows(old: str, new: str) -> tuple[Row, ...]:
    """Return two texts paragraph by paragraph, paragraphs that belong together in one row."""
    found: list[Row] = []
    for ours, theirs in _aligned(old.split("\n"), new.split("\n")):
        if ours is None or theirs is None:
            found.append(Row(_whole(Change.REMOVED, ours), _whole(Change.ADDED, theirs)))
            continue
        steps = pieces(ours, theirs)
        found.append(
            Row(
                tuple(piece for piece in steps if piece.change is not Change.ADDED),
                tuple(piece for piece in steps if piece.change is not Change.REMOVED),
            )
        )
    return tuple(found)


def likeness(old: str, new: str) -> float:
    """Say how alike two texts are, 0 to 1, by the characters that they share in order."""
    return SequenceMatcher(None, old, new, autojunk=False).ratio()


def _whole(change: Change, text: str | None) -> tuple[Piece, ...]:
    return (Piece(change, text),) if text else ()


def _steps(ours: Sequence[str], theirs: Sequence[str]) -> Iterator[tuple[bool, int, int, int, int]]:
    """Yield (same, i, j, k, m): ``ours[i:j]`` is or becomes ``theirs[k:m]``; changes are merged."""
    matcher = SequenceMatcher(None, ours, theirs, autojunk=False)
    held: tuple[int, int, int, int] | None = None
    codes = matcher.get_opcodes()
    for place, (tag, i, j, k, m) in enumerate(codes):
        if tag == "equal" and not _island(codes, place, ours[i:j]):
            if held:
                yield (False, *held)
                held = None
            yield True, i, j, k, m
        else:
            held = (held[0], j, held[2], m) if held else (i, j, k, m)
    if held:
        yield (False, *held)


def _island(
    codes: Sequence[tuple[str, int, int, int, int]], place: int, same: Sequence[str]
) -> bool:
    inner = 0 < place < len(codes) - 1
    return inner and len(same) < _ISLAND and not _STOPS.intersection(same)


def _aligned(ours: Sequence[str], theirs: Sequence[str]) -> Iterator[tuple[str | None, str | None]]:
    """Pair paragraphs: equal ones first, those between them by likeness, in order."""
    matcher = SequenceMatcher(None, ours, theirs, autojunk=False)
    for tag, i, j, k, m in matcher.get_opcodes():
        if tag == "equal":
            yield from zip(ours[i:j], theirs[k:m], strict=True)
        else:
            yield from _paired(ours[i:j], theirs[k:m])


def _paired(ours: Sequence[str], theirs: Sequence[str]) -> Iterator[tuple[str | None, str | None]]:
    if len(ours) == len(theirs) == 1:
        yield ours[0], theirs[0]
        return
    waiting = list(ours)
    for paragraph in theirs:
        place = next((i for i, o in enumerate(waiting) if _akin(o, paragraph)), None)
        if place is None:
            yield None, paragraph
            continue
        yield from ((gone, None) for gone in waiting[:place])
        yield waiting[place], paragraph
        del waiting[: place + 1]
    yield from ((gone, None) for gone in waiting)


def _akin(old: str, new: str) -> bool:
    matcher = SequenceMatcher(None, old, new, autojunk=False)
    return matcher.quick_ratio() >= _ALIKE and matcher.ratio() >= _ALIKE
