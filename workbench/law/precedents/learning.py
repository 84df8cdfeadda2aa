"""Learns from the criminal judgments of an index which words speak for which article.

Seven thousand judgments take five seconds of one processor and 260 MiB, twenty thousand fourteen
seconds and 700 MiB; more than :data:`MOST` are not looked at, the newest of the library are. What
is kept takes half a megabyte.
"""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from workbench.law.precedents.index_segment import Built
from workbench.law.precedents.index_telling import lengths
from workbench.law.precedents.index_terms import key
from workbench.law.precedents.learnt import Learnt, article_keys, vectors
from workbench.law.precedents.model import Kind

if TYPE_CHECKING:
    import numpy as np

    Array = np.ndarray[Any, np.dtype[Any]]

MOST = 20_000
FEWEST = 500
"""Criminal judgments below which nothing is learnt."""
CITED = 5
"""Judgments that cite an article, below which nothing is learnt of it."""
ARTICLES, WORDS = 200, 2500
KNOWN = 10
"""Judgments that have a word, below which it is not looked at."""
TYPICAL = 1.5
"""How much more often judgments that cite an article have a word than all do."""
_OF_WORD = 10  # articles of which a word tells most that count in the choice of words
_STRENGTH, _RATE, _ROUNDS, _BATCH = 3e-5, 0.1, 30, 512


def learn(parts: Sequence[Built]) -> Learnt | None:
    """Return what the newest criminal judgments of some segments teach; ``None`` for too few.

    Args:
        parts: segments with their postings, in the order of their ids.
    """
    import numpy as np

    samples = _Samples(parts)
    if samples.count < FEWEST or not len(samples.articles):
        return None
    words, rarity, typical, shares = samples.vectors()
    weights, bias = _fitted(shares, samples.cited)
    return Learnt(
        words,
        rarity,
        samples.articles,
        bias.astype(np.float32),
        weights.astype(np.float32),
        typical,
    )


class _Samples:
    """The judgments to learn from.

    Attributes:
        count: how many.
        articles: numbers of the articles that enough of them cite.
        cited: which of them each judgment cites, ``float32[n, k]``.
    """

    def __init__(self, parts: Sequence[Built]) -> None:
        import numpy as np

        self.count = 0
        terms, docs, weights, owners, cited = [], [], [], [], []
        for part in reversed(parts):
            row = self._rows(part)
            term = np.repeat(part.segment.words.key, lengths(part.segment.word_at))
            kept = row[part.docs] >= 0
            terms.append(term[kept])
            docs.append(row[part.docs[kept]])
            weights.append(part.weights[kept])
            many = lengths(part.segment.arrays["article_at"])
            owner = np.repeat(row, many)
            owners.append(owner[owner >= 0])
            cited.append(part.segment.arrays["article"][owner >= 0])
        self._term, self._doc = _joined(terms, "u4"), _joined(docs, "i8")
        self._weight = _joined(weights, "u1")
        self.articles, self.cited = self._labels(_joined(owners, "i8"), _joined(cited, "u4"))

    def _rows(self, part: Built) -> "Array":
        """Return the number of each judgment among the samples, -1 for those left out."""
        import numpy as np

        criminal = np.flatnonzero(part.segment.arrays["kind"] == key(Kind.CRIMINAL.value))
        newest = criminal[::-1][: MOST - self.count]
        row = np.full(len(part.segment), -1, dtype=np.int64)
        row[newest] = np.arange(self.count, self.count + len(newest))
        self.count += len(newest)
        return row

    def _labels(self, owner: "Array", cited: "Array") -> "tuple[Array, Array]":
        import numpy as np

        known = np.array(sorted(article_keys()), dtype=np.uint32)
        ours = np.isin(cited, known)
        owner, cited = owner[ours], cited[ours]
        found, often = np.unique(cited, return_counts=True)
        best = np.argsort(-often, kind="stable")[:ARTICLES]
        articles = np.sort(found[best][often[best] >= CITED])
        labels = np.zeros((self.count, len(articles)), dtype=np.float32)
        there = np.isin(cited, articles)
        labels[owner[there], np.searchsorted(articles, cited[there])] = 1
        return articles, labels

    def vectors(self) -> "tuple[Array, Array, Array, Array]":
        """Choose words; return them, their rarity, of what they are typical, and the vectors."""
        import numpy as np

        every, place, often = np.unique(self._term, return_inverse=True, return_counts=True)
        frequent = np.flatnonzero(often >= KNOWN)
        row = np.full(len(every), -1, dtype=np.int64)
        row[frequent] = np.arange(len(frequent))
        together = self._together(row[place], len(frequent))
        chosen = np.sort(_telling(together, often[frequent], self.cited.mean(axis=0), self.count))
        count = often[frequent[chosen]]
        rarity = np.log1p(self.count / count).astype(np.float32)
        share = together[chosen] / np.maximum(self.cited.sum(axis=0), 1)
        typical = share >= TYPICAL * (count / self.count)[:, None]
        row[:] = -1
        row[frequent[chosen]] = np.arange(len(chosen))
        column = row[place]
        there = column >= 0
        shares = np.zeros((self.count, len(chosen)), dtype=np.float32)
        shares[self._doc[there], column[there]] = vectors(
            self._weight[there], rarity[column[there]]
        )
        shares /= np.maximum(np.sqrt((shares**2).sum(axis=1, keepdims=True)), 1e-9)
        return every[frequent[chosen]], rarity, typical, shares

    def _together(self, word: "Array", words: int) -> "Array":
        """Return how many judgments have a word and cite an article, ``float64[words, k]``."""
        import numpy as np

        order = np.argsort(word, kind="stable")
        word, doc = word[order], self._doc[order]
        found = np.zeros((words, self.cited.shape[1]))
        bounds = np.searchsorted(word, np.arange(words + 1))
        for number in range(words):
            found[number] = self.cited[doc[bounds[number] : bounds[number + 1]]].sum(axis=0)
        return found


def _telling(together: "Array", often: "Array", part: "Array", count: int) -> "Array":
    """Return the words that tell most of articles (chi-squared of the best ten of each)."""
    import numpy as np

    many = often.astype(np.float64)[:, None]
    spread = many * (part * (1 - part))[None] * (1 - many / count)
    score = (together - many * part[None]) ** 2 / (spread + 3)
    best = np.sort(score, axis=1)[:, -_OF_WORD:].sum(axis=1)
    return np.argsort(-best, kind="stable")[:WORDS]


def _fitted(shares: "Array", cited: "Array") -> "tuple[Array, Array]":
    """Fit the regressions by Adam in small batches; the same judgments give the same weights.

    A judgment that cites many articles counts less for each, so that those with few, where every
    one matters more, are not drowned.
    """
    import numpy as np

    count, words = shares.shape
    worth = np.maximum(cited.sum(axis=1, keepdims=True), 1) ** -0.5
    worth = (worth / worth.mean()).astype(np.float32)
    part = np.clip((cited * worth).mean(axis=0), 1e-4, 1 - 1e-4)
    # The last row is the bias, so that one step serves both.
    fitted = np.zeros((words + 1, cited.shape[1]), dtype=np.float32)
    fitted[-1] = np.log(part / (1 - part))
    mean, square = np.zeros_like(fitted), np.zeros_like(fitted)
    chance, step = np.random.default_rng(0), 0
    for turn in range(_ROUNDS):
        rate, order = _RATE * (1 - turn / _ROUNDS), chance.permutation(count)
        for start in range(0, count, _BATCH):
            some, step = order[start : start + _BATCH], step + 1
            off = _off(fitted, shares[some], cited[some], worth[some])
            mean += 0.1 * (off - mean)
            square += 0.01 * (off * off - square)
            scale = np.sqrt(square / (1 - 0.99**step)) + 1e-6
            fitted -= rate * (mean / (1 - 0.9**step)) / scale
    return fitted[:-1], fitted[-1]


def _off(fitted: "Array", shares: "Array", cited: "Array", worth: "Array") -> "Array":
    import numpy as np

    odds = np.clip(shares @ fitted[:-1] + fitted[-1], -30, 30)
    off = worth * (1 / (1 + np.exp(-odds)) - cited) / len(shares)
    found = np.empty_like(fitted)
    found[:-1] = shares.T @ off + _STRENGTH * fitted[:-1]
    found[-1] = off.sum(axis=0)
    return found


def _joined(parts: "Sequence[Array]", kind: str) -> "Array":
    import numpy as np

    return np.concatenate([np.zeros(0, dtype=kind), *parts]).astype(kind)
