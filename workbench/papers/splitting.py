"""Into what a stack of pages may be split: parts, with names and kinds proposed."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import PurePath

from workbench.papers.catalogue import classify
from workbench.papers.model import Document, Page
from workbench.papers.page_numbers import numbers


@dataclass(frozen=True)
class Part:
    """One paper that a split makes.

    Attributes:
        name: of the new paper.
        pages: numbers in the paper that is split, in their new order; at least one.
        category: kind of paper; may be empty.
        volume: ``正卷`` or ``副卷``.
        reason: on what a proposed kind rests, in words; not kept.
    """

    name: str
    pages: tuple[int, ...]
    category: str = ""
    volume: str = "正卷"
    reason: str = ""


def propose(
    document: Document, pages: Sequence[Page], cuts: Sequence[int], guess: bool
) -> tuple[Part, ...]:
    """Return the parts that cuts make.

    Args:
        document: the paper.
        pages: its newest pages, in the order wanted.
        cuts: numbers of the pages with which a new part begins; the first page does so anyway.
        guess: whether kinds may be guessed from the text (the switch ``papers.catalogue``).
    """
    runs: list[list[Page]] = []
    for page in pages:
        if not runs or page.number in cuts:
            runs.append([])
        runs[-1].append(page)
    parts: list[Part] = []
    for run in runs:
        part = _part(document, run, guess, len(runs) == 1)
        parts.append(_distinct(part, [other.name for other in parts]))
    return tuple(parts)


def _part(document: Document, run: Sequence[Page], guess: bool, whole: bool) -> Part:
    found = tuple(page.number for page in run)
    if whole:
        return Part(document.name, found, document.category, document.volume)
    stem = PurePath(document.name).stem
    name = f"{stem} {numbers(found)}"
    if not guess:
        return Part(name, found, "", document.volume)
    # The file's name speaks of the stack, not of a part of it.
    known = classify("", run)
    if not known.kind:
        return Part(name, found, "", document.volume, known.reason)
    # A part is never moved out of the internal volume by a guess.
    volume = "副卷" if "副卷" in (document.volume, known.volume) else "正卷"
    return Part(known.kind, found, known.kind, volume, known.reason)


def _distinct(part: Part, taken: Sequence[str]) -> Part:
    name, number = part.name, 1
    while name in taken:
        number += 1
        name = f"{part.name}（{number}）"
    return Part(name, part.pages, part.category, part.volume, part.reason)
