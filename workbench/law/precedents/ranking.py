"""Ranking of judgments by their likeness to the facts of a case.

Three things count, as in LeCaRD's grades (key circumstances and key elements):

- *words*: what a judgment's facts share with the words of the text, each word weighted by its
  rarity and by how much it tells about the cause;
- *cause* and *articles*: which charges or causes, and which cited articles, fit. A text has none,
  so its nearest judgments vote: those nearest by words first, then the best of all by words, cause
  and articles together. An article that stands in most judgments (刑法 67) weighs little;
- *circumstances* that both tell (a table that lawyers can read).

Each part lies between 0 and 1. Few numbers were chosen, none finely: the power of the first vote
(anything from 10 to 60 neighbours gives the same at 8), the neighbours of the second, and equal
weights for words, cause and articles.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import sqrt
from typing import TYPE_CHECKING, Any

from workbench.law.precedents.index import PrecedentIndex
from workbench.law.precedents.index_terms import key, words

if TYPE_CHECKING:
    import numpy as np

    Array = np.ndarray[Any, np.dtype[Any]]

MOST_WORDS = 100
"""Words of a text that are looked up, the most telling ones."""
CANDIDATES = 400
FIRST, FIRST_POWER = 30, 8
SECOND, SECOND_POWER = 20, 4
CIRCUMSTANCES = 0.5
"""Weight of circumstances; words, cause and articles have 1."""


@dataclass(frozen=True)
class Likeness:
    """How alike a judgment is.

    Attributes:
        position: in the index.
        words, cause, articles, circumstances: 0 to 1.
    """

    position: int
    words: float
    cause: float
    articles: float
    circumstances: float

    @property
    def score(self) -> float:
        """All parts together, 0 to 1."""
        parts = self.words + self.cause + self.articles + CIRCUMSTANCES * self.circumstances
        return parts / (3 + CIRCUMSTANCES)


@dataclass(frozen=True)
class Asked:
    """What is looked for, as numbers of the index.

    Attributes:
        words, worths: the telling words and their weights.
        causes, articles: what is known of the case beforehand; they count as a certain vote.
        circumstances: what the text tells.
    """

    words: "Array"
    worths: "Array"
    causes: tuple[int, ...] = ()
    articles: tuple[int, ...] = ()
    circumstances: tuple[int, ...] = ()


@dataclass(frozen=True)
class Votes:
    """What the nearest judgments have, by number of the term: shares of their weight, 0 to 1."""

    causes: Mapping[int, float]
    articles: Mapping[int, float]


@dataclass(frozen=True)
class Ranked:
    """The answer to a question: judgments best first, and what the nearest voted for."""

    likenesses: tuple[Likeness, ...]
    votes: Votes


def ask(
    index: PrecedentIndex,
    text: str,
    causes: Sequence[str] = (),
    articles: Sequence[str] = (),
    circumstances: Sequence[str] = (),
) -> Asked:
    """Return what is looked for with an impersonal text."""
    import numpy as np

    found = np.array(sorted({key(word) for word in words(text)}), dtype=np.uint32)
    worths = index.word_worth(found)
    best = np.argsort(-worths, kind="stable")[:MOST_WORDS]
    best = np.sort(best[worths[best] > 0])
    return Asked(
        found[best],
        worths[best],
        tuple(map(key, causes)),
        tuple(map(key, articles)),
        tuple(map(key, circumstances)),
    )


class Ranking:
    """Ranks the judgments of one index."""

    def __init__(self, index: PrecedentIndex) -> None:
        self._index = index

    def nearest(
        self, asked: Asked, allowed: "Array | None" = None, most: int = CANDIDATES
    ) -> list[tuple[int, float]]:
        """Return the judgments nearest by words: positions and shares (the best has 1).

        Args:
            asked: see :func:`ask`.
            allowed: mask over all judgments; the others are left out.
            most: at most so many.
        """
        return _best(self._index.scores(asked.words, asked.worths), allowed, most)

    def rank(
        self,
        asked: Asked,
        allowed: "Array | None" = None,
        among: Sequence[int] | None = None,
    ) -> Ranked:
        """Rank judgments.

        Args:
            asked: see :func:`ask`.
            allowed: mask over all judgments; what is not allowed is not ranked, but it votes.
            among: positions that alone are ranked, all of them, whatever they share.
        """
        scores = self._index.scores(asked.words, asked.worths)
        voters = self.voters(asked, scores)
        votes = self._votes(asked, voters)
        best = voters[0][1] if voters else 1.0
        if among is not None:
            candidates = [(p, float(scores[p])) for p in among]
        else:
            candidates = _best(scores, allowed, CANDIDATES)
        shares = [(position, score / best) for position, score in candidates]
        return Ranked(tuple(_Measure(self._index, asked, votes).ordered(shares)), votes)

    def voters(self, asked: Asked, scores: "Array") -> list[tuple[int, float]]:
        """Return the judgments that vote, nearest first; all may, unless a measurement forbids."""
        del asked
        return _best(scores, None, CANDIDATES)

    def _votes(self, asked: Asked, near: Sequence[tuple[int, float]]) -> Votes:
        """Let the nearest vote, and then the best by words, cause and articles together."""
        if not near:
            return _certain(asked, Votes({}, {}))
        best = near[0][1]
        shares = [(position, score / best) for position, score in near]
        first = _counted(self._index, shares[:FIRST], FIRST_POWER)
        likenesses = _Measure(self._index, asked, _certain(asked, first)).ordered(shares, SECOND)
        again = [(one.position, one.score) for one in likenesses]
        return _certain(asked, _counted(self._index, again, SECOND_POWER))


def _best(scores: "Array", allowed: "Array | None", most: int) -> list[tuple[int, float]]:
    import numpy as np

    if allowed is not None:
        scores = np.where(allowed, scores, 0)
    best = np.argpartition(-scores, most)[:most] if most < len(scores) else np.arange(len(scores))
    best = best[scores[best] > 0]
    best = best[np.lexsort((best, -scores[best]))]
    return [(int(position), float(scores[position])) for position in best]


def _counted(index: PrecedentIndex, voters: Sequence[tuple[int, float]], power: int) -> Votes:
    """Count the causes and articles of voters, weighted by a power of their likeness."""
    causes: dict[int, float] = {}
    articles: dict[int, float] = {}
    total = sum(share**power for _, share in voters) or 1.0
    for position, share in voters:
        segment, place = index.locate(position)
        for counted, name in ((causes, "cause"), (articles, "article")):
            for term in segment.facet(name, place).tolist():
                counted[term] = counted.get(term, 0.0) + share**power / total
    return Votes(causes, articles)


def _certain(asked: Asked, votes: Votes) -> Votes:
    """Let what is known of the case count in place of the votes."""
    causes = dict.fromkeys(asked.causes, 1.0) if asked.causes else votes.causes
    articles = {**votes.articles, **dict.fromkeys(asked.articles, 1.0)}
    return Votes(causes, articles)


class _Measure:
    """Measures the likeness of judgments to what was asked and voted for."""

    def __init__(self, index: PrecedentIndex, asked: Asked, votes: Votes) -> None:
        self._index = index
        self._wanted: dict[str, Mapping[int, float]] = {
            "cause": votes.causes,
            "article": votes.articles,
            "circumstance": dict.fromkeys(asked.circumstances, 1.0),
        }

    def ordered(
        self, shares: Sequence[tuple[int, float]], most: int | None = None
    ) -> list[Likeness]:
        """Return the likeness of judgments with their shares of the words, the best first.

        Args:
            shares: positions and shares.
            most: at most so many.
        """
        import numpy as np

        if not shares:
            return []
        positions = [position for position, _ in shares]
        words = np.array([share for _, share in shares])
        cause, article, circumstance = (self._fits(name, positions) for name in self._wanted)
        score = (words + cause + article + CIRCUMSTANCES * circumstance) / (3 + CIRCUMSTANCES)
        best = np.lexsort((np.array(positions), -score))[:most]
        parts = (part[best].tolist() for part in (words, cause, article, circumstance))
        places = np.array(positions)[best].tolist()
        return [Likeness(place, *fits) for place, *fits in zip(places, *parts, strict=True)]

    def _fits(self, name: str, positions: Sequence[int]) -> "Array":
        """Return how well causes, articles or circumstances of judgments fit (cosine)."""
        import numpy as np

        owner, terms = self._index.facets(name, positions)
        asked = self._wanted[name]
        if not asked or not len(terms):
            return np.zeros(len(positions))
        wanted = np.array(sorted(asked), dtype=np.uint32)
        known = np.unique(np.concatenate([terms, wanted]))
        weight = self._index.facet_worth(name, known) ** 2
        vote = np.zeros(len(known))
        vote[np.searchsorted(known, wanted)] = [asked[term] for term in wanted.tolist()]
        norm = sqrt(float((vote**2 * weight).sum()))
        place = np.searchsorted(known, terms)
        own = np.bincount(owner, weights=weight[place], minlength=len(positions))
        shared = np.bincount(owner, weights=(vote * weight)[place], minlength=len(positions))
        scale = norm * np.sqrt(own)
        return np.divide(shared, scale, out=np.zeros(len(positions)), where=scale > 0)
