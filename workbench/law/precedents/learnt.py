"""Which articles of the Criminal Law courts cite, told by the words of the facts: what was learnt.

One logistic regression for each article that the library's criminal judgments cite often enough.
On 981 judgments that neither library nor training held (see tests/bench/charges.py), alone, it
found .667 of the cited articles among its first five and .851 among ten; a vote of the 20 nearest
judgments .647 and .827.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any, Self

from workbench.law import ranking_block
from workbench.law.precedents.index_segment import saturated
from workbench.law.precedents.index_terms import key

if TYPE_CHECKING:
    import numpy as np

    Array = np.ndarray[Any, np.dtype[Any]]

LAW = "中华人民共和国刑法"
"""Its numbers have not moved since 1997, so that what older judgments cite still holds."""
_NUMBERS, _INSERTIONS = 460, 9
_STEPS = 127
_SAID, _MOST_SAID = 0.05, 3


@dataclass(frozen=True)
class Learnt:
    """The regressions.

    Attributes:
        words: numbers of the words, ascending, ``uint32[v]``.
        rarity: weight of each, ``float32[v]``.
        articles: numbers of the articles, see ``index_row.article_key``, ``uint32[k]``.
        bias: ``float32[k]``.
        weights: ``float32[v, k]``.
        typical: words that judgments citing an article have more often, ``bool[v, k]``.
    """

    words: "Array"
    rarity: "Array"
    articles: "Array"
    bias: "Array"
    weights: "Array"
    typical: "Array"

    def pack(self) -> bytes:
        """Return it as bytes: weights in 127 steps of the largest of each article."""
        import numpy as np

        largest = np.maximum(np.abs(self.weights).max(axis=0), 1e-6).astype(np.float32)
        steps = np.rint(self.weights / largest * _STEPS).astype(np.int8)
        arrays = {
            "words": self.words,
            "rarity": self.rarity,
            "articles": self.articles,
            "bias": self.bias,
            "largest": largest,
            "steps": steps.ravel(),
            "typical": np.packbits(self.typical.ravel()),
        }
        return ranking_block.pack({}, arrays)

    @classmethod
    def unpack(cls, content: bytes) -> Self:
        """Return what :meth:`pack` made bytes of.

        Raises:
            UserError: the bytes are damaged.
        """
        import numpy as np

        held = ranking_block.unpack(content)[1]
        shape = len(held["words"]), len(held["articles"])
        weights = held["steps"].reshape(shape) * (held["largest"] / np.float32(_STEPS))
        typical = np.unpackbits(held["typical"], count=shape[0] * shape[1]).reshape(shape)
        return cls(
            held["words"],
            held["rarity"],
            held["articles"],
            held["bias"],
            weights.astype(np.float32),
            typical.astype(bool),
        )

    @cached_property
    def places(self) -> tuple[tuple[int, int], ...]:
        """Number and insertion of each article."""
        named = article_keys()
        return tuple(named[number] for number in self.articles.tolist())

    def ask(self, often: Mapping[str, int]) -> "Answer":
        """Return what the words of some facts, with how often each occurs, say of articles."""
        import numpy as np

        found = {key(word): word for word in often}
        numbers = np.array(sorted(found), dtype=np.uint32)
        place = np.minimum(np.searchsorted(self.words, numbers), len(self.words) - 1)
        there = self.words[place] == numbers
        place = place[there]
        said = [found[number] for number in numbers[there].tolist()]
        count = np.array([often[word] for word in said], dtype=np.float32)
        length = np.full(len(said), sum(often.values()), dtype=np.float32)
        share = vectors(saturated(count, length), self.rarity[place])
        if said:
            share = share / np.sqrt((share**2).sum())
        return Answer(self, said, place, share)


class Answer:
    """What was learnt, asked of one set of facts."""

    def __init__(self, learnt: Learnt, said: list[str], place: "Array", share: "Array") -> None:
        self._learnt, self._said, self._place, self._share = learnt, said, place, share
        odds = share @ learnt.weights[place] + learnt.bias
        self.odds: Mapping[tuple[int, int], float] = dict(
            zip(learnt.places, odds.tolist(), strict=True)
        )

    def words(self, number: int, insertion: int) -> tuple[str, ...]:
        """Return the words of the facts that speak most for an article and are typical of it."""
        import numpy as np

        if (number, insertion) not in self.odds:
            return ()
        column = self._learnt.places.index((number, insertion))
        worth = self._share * self._learnt.weights[self._place, column]
        worth = worth * self._learnt.typical[self._place, column]
        best = np.argsort(-worth, kind="stable")[:_MOST_SAID]
        return tuple(self._said[place] for place in best.tolist() if worth[place] > _SAID)


def vectors(weight: "Array", rarity: "Array") -> "Array":
    """Return what words weigh in the regression, before they are scaled to length 1."""
    import numpy as np

    return np.asarray(weight.astype(np.float32) / np.float32(255) * rarity, dtype=np.float32)


def article_keys() -> dict[int, tuple[int, int]]:
    """Return number and insertion of the law's articles by their numbers in the index."""
    return {
        key(f"{LAW} {number}{f'-{insertion}' if insertion else ''}"): (number, insertion)
        for number in range(1, _NUMBERS)
        for insertion in range(_INSERTIONS)
    }
