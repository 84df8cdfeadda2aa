"""What courts decided before in the pending case itself; that is no similar case and no vote.

A library often holds it: the court's own judgments were imported, and the case is back on appeal
or for retrial. It is told by the case number, by the numbers of the judgments in the case's own
papers, or by the same parties and the same text.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from workbench.case_text import CaseText
from workbench.kernel.numerals import format_integer
from workbench.law.precedents.model import Part, PrecedentHead, StoredPrecedent
from workbench.law.precedents.repository import PrecedentRepository
from workbench.law.precedents.twins import sums_of
from workbench.papers.layers import squash
from workbench.reference.case_number import find_all

JUDGMENTS = ("判决书", "裁定书")
"""Kinds of papers that are judgments; the number at their head is one of this case."""
_HEAD = 300
"""Characters of a judgment in which its own number stands."""
_PIECE = 8
SAME = 0.15
"""Share of the pieces of the case's facts that a judgment on it repeats at least."""
SUMS = 0.5
"""The same of its sums of money, which tell two cases of the same parties apart."""
_FEWEST_PARTIES = 2


def own_judgments(
    text: CaseText, judgments: Iterable[PrecedentHead], library: PrecedentRepository
) -> tuple[PrecedentHead, ...]:
    """Return those of some judgments that were decided in the pending case itself.

    Args:
        text: the pending case.
        judgments: judgments of the library.
        library: reads their texts.
    """
    numbers = set(_numbers(text))
    heads = {head.id: head for head in judgments}
    found = {one.id for one in heads.values() if _serials(one.number) & numbers}
    names = _names(text)
    if len(names) >= _FEWEST_PARTIES:
        rest = [identity for identity in heads if identity not in found]
        facts = _Facts(frozenset(names), _pieces(text.facts), sums_of(text.facts))
        found |= {one.id for one in library.texts(rest) if facts.told_by(one)}
    return tuple(head for identity, head in heads.items() if identity in found)


class OwnJudgments:
    """Tells the judgments of the pending case itself, for one that asks more than once.

    Args:
        text: the pending case.
        library: the library of precedents, in the thread that asks.
    """

    def __init__(self, text: CaseText, library: PrecedentRepository) -> None:
        self._text = text
        self._library = library
        self._seen: set[int] = set()
        self._own: dict[int, PrecedentHead] = {}

    @property
    def found(self) -> tuple[PrecedentHead, ...]:
        """Those that were found so far."""
        return tuple(self._own.values())

    def among(self, ids: Sequence[int]) -> frozenset[int]:
        """Return which of some judgments, by their ids, were decided in the case itself."""
        heads = self._library.heads([one for one in ids if one not in self._seen])
        self._own |= {
            head.id: head for head in own_judgments(self._text, heads.values(), self._library)
        }
        self._seen.update(ids)
        return frozenset(self._own)


def in_words(heads: Sequence[PrecedentHead], how: str = "不列为类案") -> str:
    """Say which judgments were left out because they belong to the case; empty for none."""
    if not heads:
        return ""
    named = "、".join(head.number or head.title for head in heads)
    return f"案例库中有本案自身的裁判{format_integer(len(heads))}件（{named}），{how}。"


def _numbers(text: CaseText) -> Iterator[str]:
    yield from _serials(text.case.number)
    for document, page in text.pages:
        if document.category in JUDGMENTS and page.number == 1:
            for mention in find_all(page.text[:_HEAD])[:1]:
                yield from _serials(mention.number.text)


def _serials(number: str) -> set[str]:
    return {one for mention in find_all(number) for one in mention.number.singles}


def _names(text: CaseText) -> list[str]:
    """Return the names of the parties that were not masked."""
    return [name for name in text.parties if len(name) > 1 and not set(name) & set("某×xX*＊")]


@dataclass(frozen=True)
class _Facts:
    names: frozenset[str]
    pieces: frozenset[str]
    sums: frozenset[str]

    def told_by(self, one: StoredPrecedent) -> bool:
        """Say whether a judgment is on these parties and these facts."""
        parties = one.part(Part.PARTIES, Part.HEADER)
        if sum(name in parties for name in self.names) < _FEWEST_PARTIES or not self.pieces:
            return False
        if self.sums and len(self.sums & sums_of(one.text)) < SUMS * len(self.sums):
            return False
        return len(self.pieces & _pieces(one.text)) >= SAME * len(self.pieces)


def _pieces(text: str) -> frozenset[str]:
    folded = squash(text)[0]
    return frozenset(folded[at : at + _PIECE] for at in range(len(folded) - _PIECE + 1))
