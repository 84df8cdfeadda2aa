"""Into what a stack of pages may be split: parts, with names and kinds proposed."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import PurePath

from workbench.papers.catalogue import Guess, classify, kind_of_name
from workbench.papers.model import Document, Page
from workbench.papers.page_numbers import numbers

TAKEN_OUT = "抽出的页"
"""Name of the paper that pages go to which are taken out of another."""
_TITLED = 0.7
"""From this certainty on a page has the title of a kind of paper at its head."""


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


class SplitPlan:
    """How the pages of a paper are to be parted; nothing is changed until it is carried out.

    Every page is in exactly one part at any time. What a person typed for a part stays with the
    page that the part begins with.

    Args:
        document: the paper.
        pages: its newest pages.
        guess: whether kinds may be guessed from the text (the switch ``papers.catalogue``).
    """

    def __init__(self, document: Document, pages: Sequence[Page], guess: bool) -> None:
        self._document = document
        self._pages = {page.number: page for page in pages}
        self._guess = guess
        self._typed: dict[int, Mapping[str, str]] = {}
        self._guesses: dict[int, Guess] = {}
        self.order: list[int] = list(self._pages)
        self.cuts: set[int] = set()
        self.taken: set[int] = set()

    @property
    def changed(self) -> bool:
        """Whether carrying the plan out would change anything."""
        return bool(self.taken) or len(self.parts()) > 1 or self.order != list(self._pages)

    def page(self, number: int) -> Page:
        """Return a page of the paper."""
        return self._pages[number]

    def toggle(self, number: int) -> None:
        """Let a part begin with a page, or no longer."""
        self.cuts ^= {number}

    def take_out(self, chosen: Iterable[int]) -> None:
        """Take pages out of the paper, or put them back where all of them are out."""
        wanted = set(chosen) & set(self._pages)
        back = bool(wanted) and wanted <= self.taken
        if back:
            self.taken -= wanted
        elif len(self.taken | wanted) < len(self._pages):
            self.taken |= wanted

    def shift(self, chosen: Iterable[int], step: int) -> None:
        """Move pages one place to the front (-1) or to the back (1)."""
        wanted, order = set(chosen), self.order
        places = range(len(order)) if step < 0 else range(len(order) - 1, -1, -1)
        for place in places:
            other = place + step
            if order[place] in wanted and 0 <= other < len(order) and order[other] not in wanted:
                order[place], order[other] = order[other], order[place]

    def suggest(self) -> Iterator[int]:
        """Set the cuts where a page has the title of a kind of paper at its head.

        Yields:
            how many pages have been looked at, after each of them: a few milliseconds' work, so
            that a window can show something between. The cuts are set at the end.
        """
        cuts = set()
        for place, number in enumerate(self.order if self._guess else ()):
            if self._page_guess(number).certainty >= _TITLED and place:
                cuts.add(number)
            yield place + 1
        self.cuts = cuts

    def name(self, first: int, text: str) -> None:
        """Name the part that begins with a page; an empty name takes the proposed one."""
        self._typed[first] = {**self._typed.get(first, {}), "name": text.strip()}

    def retype(self, first: int, category: str) -> None:
        """Give the part that begins with a page a kind, and the volume where that belongs."""
        typed = {"category": category}
        known = kind_of_name(category)
        if known and known.volume == "副卷":
            typed["volume"] = known.volume
        self._typed[first] = {**self._typed.get(first, {}), **typed}

    def parts(self) -> tuple[Part, ...]:
        """Return the parts, those of the pages taken out last."""
        runs: list[list[int]] = []
        for number in self.order:
            if number in self.taken:
                continue
            if not runs or number in self.cuts:
                runs.append([])
            runs[-1].append(number)
        found: list[Part] = []
        for run in runs:
            part = self._part(tuple(run), len(runs) == 1)
            found.append(_distinct(part, [other.name for other in found]))
        if self.taken:
            out = tuple(number for number in self.order if number in self.taken)
            found.append(Part(TAKEN_OUT, out, "", self._document.volume))
        return tuple(found)

    def _part(self, run: tuple[int, ...], alone: bool) -> Part:
        document = self._document
        if alone:
            part = Part(document.name, run, document.category, document.volume)
        else:
            part = self._proposed(run)
        typed = {key: text for key, text in self._typed.get(run[0], {}).items() if text}
        return Part(
            typed.get("name", part.name),
            run,
            typed.get("category", part.category),
            typed.get("volume", part.volume),
            "" if "category" in typed else part.reason,
        )

    def _proposed(self, run: tuple[int, ...]) -> Part:
        document = self._document
        name = f"{PurePath(document.name).stem} {numbers(run)}"
        # The first page with text tells what a paper is; the file's name speaks of the stack.
        told = next((number for number in run if self._pages[number].text.strip()), 0)
        if not self._guess or not told:
            return Part(name, run, "", document.volume)
        known = self._page_guess(told)
        if not known.kind:
            return Part(name, run, "", document.volume, known.reason)
        # A part is never moved out of the internal volume by a guess.
        volume = "副卷" if "副卷" in (document.volume, known.volume) else "正卷"
        return Part(known.kind, run, known.kind, volume, known.reason)

    def _page_guess(self, number: int) -> Guess:
        if number not in self._guesses:
            self._guesses[number] = classify("", [self._pages[number]])
        return self._guesses[number]


def _distinct(part: Part, taken: Sequence[str]) -> Part:
    name, number = part.name, 1
    while name in taken:
        number += 1
        name = f"{part.name}（{number}）"
    return replace(part, name=name)
