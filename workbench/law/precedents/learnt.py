"""Which articles of the Criminal Law courts cite, told by words and signs: what was learnt.

A network with one hidden layer, for all articles that the library's criminal judgments cite often
enough together: what speaks for a suspended sentence speaks for the articles on it. On 2,430
judgments that training did not hold, alone, it found .707 of the cited articles among its first
five and .888 among ten; a regression for each article over the words .682 and .869, with the signs
.695 and .882.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any, Self

from workbench.law import ranking_block
from workbench.law.precedents.index_segment import SCALE, saturated
from workbench.law.precedents.index_terms import key
from workbench.law.precedents.learnt_facts import Facts

if TYPE_CHECKING:
    import numpy as np

    Array = np.ndarray[Any, np.dtype[Any]]

LAW = "中华人民共和国刑法"
"""Its numbers have not moved since 1997, so that what older judgments cite still holds."""
WORDS_WEIGH = 3.0
"""Length of the words' part of what the network is told."""
_NUMBERS, _INSERTIONS = 460, 9
_SAID, _MOST_SAID = 0.05, 3


@dataclass(frozen=True)
class Learnt:
    """The network.

    Attributes:
        inputs: numbers of words and signs, ascending, ``uint32[v]``.
        weight: of each, ``float32[v]``: rarity of a word, value of a sign.
        articles: numbers of the articles, see ``index_row.article_key``, ``uint32[k]``.
        first, first_bias: from inputs to the hidden layer, ``float32[v, h]``, ``float32[h]``.
        second, bias: from there to the odds of articles, ``float32[h, k]``, ``float32[k]``.
        typical: words that judgments citing an article have more often, ``bool[v, k]``.
    """

    inputs: "Array"
    weight: "Array"
    articles: "Array"
    first: "Array"
    first_bias: "Array"
    second: "Array"
    bias: "Array"
    typical: "Array"

    def pack(self) -> bytes:
        """Return it as bytes; weights lose what half precision does not hold."""
        import numpy as np

        arrays = {
            "inputs": self.inputs,
            "weight": self.weight,
            "articles": self.articles,
            "first": self.first.astype(np.float16).ravel(),
            "first_bias": self.first_bias,
            "second": self.second.astype(np.float16).ravel(),
            "bias": self.bias,
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
        inputs, hidden, articles = (len(held[n]) for n in ("inputs", "first_bias", "articles"))
        return cls(
            held["inputs"],
            held["weight"],
            held["articles"],
            held["first"].reshape(inputs, hidden).astype(np.float32),
            held["first_bias"],
            held["second"].reshape(hidden, articles).astype(np.float32),
            held["bias"],
            np.unpackbits(held["typical"], count=inputs * articles)
            .reshape(inputs, articles)
            .astype(bool),
        )

    @cached_property
    def places(self) -> tuple[tuple[int, int], ...]:
        """Number and insertion of each article."""
        named = article_keys()
        return tuple(named[number] for number in self.articles.tolist())

    def ask(self, facts: Facts) -> "Answer":
        """Return what facts say of articles."""
        words, place = self._there(list(facts.words))
        often = [facts.words[word] for word in words]
        share = word_shares(often, sum(facts.words.values()), self.weight[place])
        _, signs = self._there(list(facts.signs))
        return Answer(self, words, place, share, signs)

    def _there(self, names: Sequence[str]) -> "tuple[list[str], Array]":
        """Return the names that are known, and their places."""
        import numpy as np

        found = {key(name): name for name in names}
        numbers = np.array(sorted(found), dtype=np.uint32)
        place = np.minimum(np.searchsorted(self.inputs, numbers), len(self.inputs) - 1)
        there = self.inputs[place] == numbers
        return [found[number] for number in numbers[there].tolist()], place[there]


class Answer:
    """What was learnt, asked of one set of facts.

    Attributes:
        odds: of each article, by number and insertion.
    """

    def __init__(
        self, learnt: Learnt, said: list[str], place: "Array", share: "Array", signs: "Array"
    ) -> None:
        import numpy as np

        self._learnt, self._said, self._place, self._share = learnt, said, place, share
        hidden = share @ learnt.first[place] + learnt.first_bias
        hidden = hidden + learnt.weight[signs] @ learnt.first[signs]
        self._awake = hidden > 0
        odds = np.maximum(hidden, 0) @ learnt.second + learnt.bias
        self.odds: Mapping[tuple[int, int], float] = dict(
            zip(learnt.places, odds.tolist(), strict=True)
        )

    def words(self, number: int, insertion: int) -> tuple[str, ...]:
        """Return the words of the facts that speak most for an article and are typical of it."""
        import numpy as np

        if (number, insertion) not in self.odds:
            return ()
        column = self._learnt.places.index((number, insertion))
        way = self._awake * self._learnt.second[:, column]
        worth = self._share * (self._learnt.first[self._place] @ way)
        worth = worth * self._learnt.typical[self._place, column]
        best = np.argsort(-worth, kind="stable")[:_MOST_SAID]
        return tuple(self._said[place] for place in best.tolist() if worth[place] > _SAID)


def word_shares(often: Sequence[int], total: int, rarity: "Array") -> "Array":
    """Return what words weigh, all together :data:`WORDS_WEIGH`.

    Args:
        often: how often each occurs.
        total: how many words the facts have.
        rarity: of each.
    """
    import numpy as np

    count = np.array(often, dtype=np.float32)
    weight = saturated(count, np.full(len(count), total, dtype=np.float32))
    share = weight.astype(np.float32) / np.float32(SCALE) * rarity
    length = np.sqrt((share**2).sum())
    return np.asarray(share * np.float32(WORDS_WEIGH) / max(length, np.float32(1e-9)))


def article_keys() -> dict[int, tuple[int, int]]:
    """Return number and insertion of the law's articles by their numbers in the index."""
    return {
        key(f"{LAW} {number}{f'-{insertion}' if insertion else ''}"): (number, insertion)
        for number in range(1, _NUMBERS)
        for insertion in range(_INSERTIONS)
    }
