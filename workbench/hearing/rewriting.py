"""A text, what rules changed in it, and where: every change can be shown and taken back.

Rules work in passes: each looks at the text as the passes before left it and hands over edits in
that text's places. The changes of a :class:`Rewritten` lie in the places of the source, ascending
and disjoint, so that a page can mark them and take one back without the others.
"""

import hashlib
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

_CONTEXT = 3


@dataclass(frozen=True)
class Edit:
    """What a rule wants in the text at hand: characters ``start`` to ``end`` become ``new``."""

    start: int
    end: int
    new: str
    rule: str


@dataclass(frozen=True)
class Change:
    """One change of the source.

    Attributes:
        start, end: characters of the source; equal where something is put in.
        old, new: what stood there, and what stands there now.
        rule: key of the rule, a row of its table in ``resources/rules``.
        key: the same as long as the change and what stands next to it are the same, whatever
            happens elsewhere in the text; a person's "keep it as it was" holds by it.
    """

    start: int
    end: int
    old: str
    new: str
    rule: str
    key: str


@dataclass(frozen=True)
class Rewritten:
    """A source and its changes, ascending and disjoint."""

    source: str
    changes: tuple[Change, ...] = ()

    @property
    def text(self) -> str:
        """The source with all changes made."""
        out, at = [], 0
        for change in self.changes:
            out += [self.source[at : change.start], change.new]
            at = change.end
        return "".join([*out, self.source[at:]])

    def place(self, index: int) -> int:
        """Return where character ``index`` of the source stands in :attr:`text`.

        A character inside a change is where the change begins; one that was taken out is where
        the next one stands.
        """
        moved = 0
        for change in self.changes:
            if change.start > index or (change.start == index < change.end):
                break
            if index < change.end:
                return change.start + moved
            moved += len(change.new) - (change.end - change.start)
        return index + moved


def rewrite(
    done: Rewritten, edits: Iterable[Edit], skip: Collection[str] = frozenset()
) -> Rewritten:
    """Make edits in the text as it is now.

    Args:
        done: the text with the changes so far.
        edits: places in ``done.text``; where two overlap, the first that was named counts.
        skip: keys of changes that a person does not want.
    """
    chosen = sorted(_disjoint(done.text, edits), key=lambda e: (e.start, e.end), reverse=True)
    for edit in chosen:
        # From the last to the first: what lies before an edit is still in its place.
        done = _made(done, edit, skip)
    return done


def key_of(source: str, start: int, end: int, new: str, rule: str) -> str:
    """Return the key of a change of ``source``; see :class:`Change`."""
    before = source[max(0, start - _CONTEXT) : start]
    around = before + source[start : end + _CONTEXT]
    # Which of several equal places it is: only those count that begin before this one.
    nth = _count(source, around, start - len(before))
    parts = (rule, before, source[start:end], new, source[end : end + _CONTEXT], str(nth))
    return hashlib.sha256("\x1f".join(parts).encode()).hexdigest()[:16]


def _count(source: str, piece: str, before: int) -> int:
    found = at = 0
    while piece and (at := source.find(piece, at, before + len(piece) - 1)) >= 0:
        found, at = found + 1, at + 1
    return found


def _disjoint(text: str, edits: Iterable[Edit]) -> list[Edit]:
    characters = bytearray(len(text) + 1)
    gaps = bytearray(len(text) + 1)
    taken = []
    for edit in edits:
        start, end = edit.start, edit.end
        clash = any(characters[start:end]) or any(gaps[start + 1 : end])
        if text[start:end] == edit.new or clash or (start == end and gaps[start]):
            continue
        characters[start:end] = b"\x01" * (end - start)
        inner = slice(start + 1, end) if start < end else slice(start, start + 1)
        gaps[inner] = b"\x01" * (inner.stop - inner.start)
        taken.append(edit)
    return taken


def _owners(done: Rewritten) -> list[tuple[int, Change | None]]:
    """Return for every character of the text its place in the source and the change it is of."""
    owners: list[tuple[int, Change | None]] = []
    at = 0
    for change in done.changes:
        owners += [(i, None) for i in range(at, change.start)]
        owners += [(change.start, change)] * len(change.new)
        at = change.end
    return owners + [(i, None) for i in range(at, len(done.source))]


def _made(done: Rewritten, edit: Edit, skip: Collection[str]) -> Rewritten:
    """Make one edit; earlier changes that it covers, even in part, become part of it."""
    owners = _owners(done)
    covered = owners[edit.start : edit.end]
    if not covered:
        # Two pieces that are put in at one place are one.
        place = _end(owners[edit.start - 1]) if edit.start else 0
        following = owners[edit.start : edit.start + 1]
        covered = [owner for owner in following if _put_in(owner) and owner[0] == place]
    if covered:
        start, end, new = _span(owners, edit, covered)
    else:
        start = end = _end(owners[edit.start - 1]) if edit.start else 0
        new = edit.new
    old = done.source[start:end]
    key = key_of(done.source, start, end, new, edit.rule)
    if key in skip:
        return done
    kept = [c for c in done.changes if not _within(c, start, end, covered)]
    change = [Change(start, end, old, new, edit.rule, key)] if old != new else []
    changes = sorted([*kept, *change], key=lambda c: (c.start, c.end))
    return Rewritten(done.source, tuple(changes))


def _span(
    owners: Sequence[tuple[int, Change | None]],
    edit: Edit,
    covered: Sequence[tuple[int, Change | None]],
) -> tuple[int, int, str]:
    """Return the place of an edit in the source, and what is to stand there."""
    first, last = covered[0], covered[-1]
    before = after = ""
    if first[1] is not None:
        begun = edit.start
        while begun and owners[begun - 1][1] is first[1]:
            begun -= 1
        before = first[1].new[: edit.start - begun]
    if last[1] is not None:
        ended = max(edit.end, edit.start + 1) if edit.start == edit.end else edit.end
        while ended < len(owners) and owners[ended][1] is last[1]:
            ended += 1
        rest = ended - edit.end
        after = last[1].new[len(last[1].new) - rest :] if rest else ""
    return first[0], _end(last), before + edit.new + after


def _put_in(owner: tuple[int, Change | None]) -> bool:
    change = owner[1]
    return change is not None and change.start == change.end


def _end(owner: tuple[int, Change | None]) -> int:
    place, change = owner
    return place + 1 if change is None else change.end


def _within(
    change: Change, start: int, end: int, covered: Sequence[tuple[int, Change | None]]
) -> bool:
    if any(owner is change for _, owner in covered):
        return True
    if change.start == change.end:
        return start < change.start < end
    return start <= change.start and change.end <= end
