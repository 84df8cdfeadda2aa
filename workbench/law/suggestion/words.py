"""Articles by the words of the facts: their own words, headings and titles, and their subjects."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from workbench.law.ranking import ArticleIndex, Cover
from workbench.law.ranking_terms import terms
from workbench.law.suggestion.query import Query, make_query
from workbench.law.suggestion.regime import Regime
from workbench.law.suggestion.subjects import Subjects, shared
from workbench.law.suggestion.tables import Weights
from workbench.law.synonyms import Synonyms

SUBJECTS = 400  # subjects looked at
SUBJECT = 1.6  # weight of a subject's score beside the score of the article's words
CAUSE_WORDS = 0.5  # weight of the words of the cause's name


@dataclass(frozen=True)
class WordHits:
    """What the words found.

    Attributes:
        query: the words that were searched for.
        scores: by article id, the best first.
        subjects: by article id, the subjects that the facts fit.
        asked: terms that were looked for in subjects.
    """

    query: Query
    scores: Mapping[int, float]
    subjects: Mapping[int, str]
    asked: Mapping[str, float]

    def shared(self, article_id: int) -> list[str]:
        """Return the words of an article's subject that share a term with the facts."""
        return shared(self.subjects.get(article_id, ""), self.asked)


class WordSearch:
    """Searches the articles of a library by words.

    Args:
        index: over the articles.
        synonyms, subjects, weights: the tables.
    """

    def __init__(
        self, index: ArticleIndex, synonyms: Synonyms, subjects: Subjects, weights: Weights
    ) -> None:
        self.index = index
        self._synonyms = synonyms
        self._subjects = subjects
        self._weights = weights

    def search(self, facts: str, causes: Sequence[str], regime: Regime, top: int) -> WordHits:
        """Return the articles that words of the facts point to.

        Args:
            facts: without personal words.
            causes: names of causes that are given, whose words count too.
            regime: the state of the law.
            top: how many at most.
        """
        query = make_query(facts, self._rarity, self._synonyms)
        named = dict.fromkeys(terms(" ".join(causes)), CAUSE_WORDS)
        weights = {**named, **query.weights}
        # Subjects speak everyday language themselves: what a translation brings in (孩子: every
        # article about the young) only blurs them.
        asked = {**named, **query.told}
        ids = regime.subject_ids(self._subjects)
        lift: dict[int, float] = {}
        told: dict[int, str] = {}
        for at, score in self._subjects.best(asked, SUBJECTS):
            if ids[at]:
                lift[int(ids[at])] = SUBJECT * score
                told[int(ids[at])] = self._subjects.subjects[at][1]
        factors = regime.factors(self._weights, self.index.mentions)
        cover = self._cover(weights, regime)
        hits = self.index.rank(weights, factors, top, lift, cover)
        scores = {hit.article_id: hit.score for hit in hits}
        return WordHits(query, scores, told, asked)

    def _cover(self, weights: Mapping[str, float], regime: Regime) -> Cover:
        ids = regime.subject_ids(self._subjects)
        worth = {term: weight * self._rarity(term) for term, weight in weights.items()}
        elsewhere = {term: ids[self._subjects.having(term)] for term in weights}
        return Cover(worth, elsewhere)

    def _rarity(self, term: str) -> float:
        # A word that no statute has may still be one of a subject (花盆, 遛狗).
        return self.index.rarity(term) or self._subjects.rarity(term)
