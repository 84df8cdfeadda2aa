"""Learns from the library's criminal judgments which words and signs speak for which article.

Eight thousand judgments take about half a minute of one processor, two thirds of it for reading
them; more than :data:`MOST` are not looked at, the newest of the library are.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from sys import intern
from typing import TYPE_CHECKING, Any

from workbench.law.precedents.index_row import article_key
from workbench.law.precedents.index_terms import key
from workbench.law.precedents.learning_fit import Sparse, fitted
from workbench.law.precedents.learnt import Learnt, article_keys, word_shares
from workbench.law.precedents.learnt_facts import MOST as CHARACTERS
from workbench.law.precedents.learnt_facts import Facts, facts_of
from workbench.law.precedents.model import TOLD, StoredPrecedent
from workbench.law.precedents.signs import Signs
from workbench.law.suggestion.query import impersonal

if TYPE_CHECKING:
    import numpy as np

    Array = np.ndarray[Any, np.dtype[Any]]

MOST = 20_000
FEWEST = 500
"""Criminal judgments below which nothing is learnt."""
CITED = 5
"""Judgments that cite an article, below which nothing is learnt of it."""
ARTICLES, WORDS = 200, 2500
KNOWN, SEEN = 10, 15
"""Judgments that have a word or a sign, below which it is not looked at."""
TYPICAL = 1.5
"""How much more often judgments that cite an article have a word than all do."""
_SIGNS_WEIGH = 0.4
_OF_WORD = 10  # articles of which a word tells most that count in the choice of words


@dataclass(frozen=True)
class Sample:
    """A judgment to learn from: what its facts tell, and the numbers of the articles it cites."""

    facts: Facts
    articles: tuple[int, ...]


def sample_of(stored: StoredPrecedent, signs: Signs) -> Sample:
    """Return what is learnt from a stored judgment; who its parties are is left out."""
    told = stored.part(*TOLD) or stored.text
    facts = facts_of(impersonal(told[:CHARACTERS]), signs)
    cited = dict.fromkeys(key(article_key(one)) for one in stored.articles)
    # The same words come again and again; each is held once.
    words = {intern(word): often for word, often in facts.words.items()}
    return Sample(Facts(words, set(map(intern, facts.signs))), tuple(cited))


def learn(samples: Iterable[Sample]) -> Learnt | None:
    """Return what criminal judgments teach; ``None`` for too few."""
    held = list(samples)
    if len(held) < FEWEST:
        return None
    articles, cited = _labels(held)
    if not len(articles):
        return None
    chosen = _Inputs(held, cited)
    network = fitted(chosen.shares(held), cited)
    layers = network.arrays()
    return Learnt(chosen.numbers, chosen.weight, articles, *layers, chosen.typical)


def _labels(samples: Sequence[Sample]) -> "tuple[Array, Array]":
    """Return the articles that are learnt of, and which of them each judgment cites."""
    import numpy as np

    known = article_keys()
    often = Counter(one for sample in samples for one in sample.articles if one in known)
    best = [one for one, count in often.most_common(ARTICLES) if count >= CITED]
    articles = np.array(sorted(best), dtype=np.uint32)
    column = {one: place for place, one in enumerate(articles.tolist())}
    cited = np.zeros((len(samples), len(articles)), dtype=np.float32)
    for row, sample in enumerate(samples):
        cited[row, [column[one] for one in sample.articles if one in column]] = 1
    return articles, cited


class _Inputs:
    """The words and signs that are looked at.

    Attributes:
        numbers, weight, typical: see :class:`Learnt`.
    """

    def __init__(self, samples: Sequence[Sample], cited: "Array") -> None:
        import numpy as np

        count = len(samples)
        words = _often((sample.facts.words for sample in samples), KNOWN)
        signs = _often((sample.facts.signs for sample in samples), SEEN)
        together = _together(samples, list(words), cited)
        many = np.array(list(words.values()), dtype=np.float64)
        best = _telling(together, many, cited.mean(axis=0), count).tolist()
        share = together / np.maximum(cited.sum(axis=0), 1)
        typical = share >= TYPICAL * (many / count)[:, None]
        names = list(words)
        rows = {key(names[n]): (np.log1p(count / many[n]), typical[n]) for n in best}
        never = np.zeros(cited.shape[1], dtype=bool)
        for sign, seen in signs.items():
            part = seen / count
            rows[key(sign)] = (_SIGNS_WEIGH / (part * (1 - part) + 1e-4) ** 0.25, never)
        self.numbers = np.array(sorted(rows), dtype=np.uint32)
        ordered = [rows[number] for number in self.numbers.tolist()]
        self.weight = np.array([weight for weight, _ in ordered], dtype=np.float32)
        self.typical = np.array([told for _, told in ordered], dtype=bool)

    def shares(self, samples: Sequence[Sample]) -> Sparse:
        """Return what the network is told of each judgment."""
        import numpy as np

        column = {number: place for place, number in enumerate(self.numbers.tolist())}
        at, places, values = [0], [], []
        for sample in samples:
            words = [w for w in sample.facts.words if key(w) in column]
            place = [column[key(word)] for word in words]
            often, total = [sample.facts.words[w] for w in words], sample.facts.words.values()
            values.append(word_shares(often, sum(total), self.weight[place]))
            told = [column[n] for sign in sample.facts.signs if (n := key(sign)) in column]
            values.append(self.weight[told])
            places += [np.array(place, dtype=np.int32), np.array(told, dtype=np.int32)]
            at.append(at[-1] + len(place) + len(told))
        return Sparse(
            np.array(at), np.concatenate(places), np.concatenate(values), len(self.numbers)
        )


def _often(told: Iterable[Iterable[str]], least: int) -> Mapping[str, int]:
    """Return how many judgments have a word or sign, of those that enough have, in one order."""
    counted = Counter(one for some in told for one in some)
    return {one: counted[one] for one in sorted(counted) if counted[one] >= least}


def _together(samples: Sequence[Sample], words: Sequence[str], cited: "Array") -> "Array":
    """Return how many judgments have a word and cite an article, ``float64[words, k]``."""
    import numpy as np

    found = np.zeros((len(words), cited.shape[1]))
    row = {word: place for place, word in enumerate(words)}
    for sample, cites in zip(samples, cited, strict=True):
        there = np.array([row[w] for w in sample.facts.words if w in row], dtype=np.int64)
        found[np.ix_(there, np.flatnonzero(cites))] += 1
    return found


def _telling(together: "Array", often: "Array", part: "Array", count: int) -> "Array":
    """Return the words that tell most of articles (chi-squared of the best ten of each)."""
    import numpy as np

    many = often[:, None]
    spread = many * (part * (1 - part))[None] * (1 - many / count)
    score = (together - many * part[None]) ** 2 / (spread + 3)
    best = np.sort(score, axis=1)[:, -_OF_WORD:].sum(axis=1)
    return np.argsort(-best, kind="stable")[:WORDS]
