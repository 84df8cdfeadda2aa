"""Suggests articles for the facts of a case, with the reasons in words.

The words of the facts are searched for in the articles in force on the day
(:mod:`workbench.law.ranking`); articles whose subject fits, and the usual articles of the cause,
are lifted. Nothing is said about an article but what can be seen: words that stand in both, the
table that names it. Whether it applies is for the judge.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from math import log1p
from typing import Protocol

from workbench.kernel.search import fold
from workbench.law.model import Level, StoredArticle, Suggested, Version
from workbench.law.parse_titles import is_amending
from workbench.law.ranking import ArticleIndex
from workbench.law.ranking_segment import IndexRow
from workbench.law.ranking_terms import terms
from workbench.law.suggestion.query import Query, impersonal, make_query
from workbench.law.suggestion.reasons import Grounds, reasons
from workbench.law.suggestion.subjects import Subjects
from workbench.law.suggestion.tables import CauseRule, CauseRules, Place, Weights
from workbench.law.synonyms import Synonyms

SUBJECTS = 100  # subjects looked at
SUBJECT = 1.6  # weight of a subject's score beside the score of the article's words
USUAL, GUESSED = 0.5, 0.15  # lift of a cause's article, as a share of the best score
CAUSE_WORDS = 0.5  # weight of the words of the cause's name


class ArticleLibrary(Protocol):
    """What suggestions need of the law library."""

    def titles(self) -> Mapping[str, int]:
        """Return the full title of every law with its id."""
        ...

    def versions(self, law_id: int) -> Sequence[Version]:
        """Return all versions of a law."""
        ...

    def articles(self, version_id: int) -> Sequence[StoredArticle]:
        """Return all articles of a version in order."""
        ...

    def article(self, version_id: int, number: int, insertion: int = 0) -> StoredArticle | None:
        """Return one article of a version; ``None`` if there is none."""
        ...

    def by_id(self, ids: Sequence[int]) -> Sequence[StoredArticle]:
        """Return articles by their ids, in that order."""
        ...


@dataclass(frozen=True)
class LibraryRows:
    """The articles of a library for :meth:`ArticleIndex.build`, of all versions or of some."""

    library: ArticleLibrary
    only: frozenset[int] | None = None

    def rows(self) -> Iterator[IndexRow]:
        """Yield the articles version by version, without texts that only amend others."""
        for law_id in self.library.titles().values():
            for version in self.library.versions(law_id):
                if (self.only is None or version.id in self.only) and not _useless(version):
                    for stored in self.library.articles(version.id):
                        article = stored.article
                        yield IndexRow(
                            stored.id, version.id, version.title, article.chapter, article.text
                        )


@dataclass(frozen=True)
class Tables:
    """The tables that suggestions go by."""

    synonyms: Synonyms
    causes: CauseRules
    subjects: Subjects
    weights: Weights

    @classmethod
    def load(cls) -> "Tables":
        """Read them from ``resources/rules``."""
        return cls(Synonyms.load(), CauseRules.load(), Subjects.load(), Weights.load())


class Suggester:
    """Suggests articles from one state of a library.

    Args:
        index: index over the articles of the library.
        library: the library.
        tables: synonyms, causes, subjects, weights.
    """

    def __init__(self, index: ArticleIndex, library: ArticleLibrary, tables: Tables) -> None:
        self._index = index
        self._library = library
        self._tables = tables

    def suggest(
        self,
        text: str,
        cause: str = "",
        on: date | None = None,
        top: int = 20,
        parties: Sequence[str] = (),
    ) -> list[Suggested]:
        """Return the articles that the facts point to, best first.

        Args:
            text: facts, claims, issues or a question, of any length.
            cause: name of the cause of action or charge, if known.
            on: day whose law is asked for; without it the articles of the latest version of each
                law are looked at, if it has not ended.
            top: how many at most.
            parties: names of the parties, which never count.
        """
        facts = impersonal(text, parties)
        query = make_query(facts, self._rarity, self._tables.synonyms)
        weights = dict(query.weights)
        for term in terms(cause):
            weights[term] = max(weights.get(term, 0.0), CAUSE_WORDS)
        factors = self._factors(on)
        lifted = self._lift(facts, cause, query, weights, factors)
        extra = {identity: ground.lift for identity, ground in lifted.items()}
        hits = self._index.rank(weights, factors, top, extra)
        articles = self._library.by_id([hit.article_id for hit in hits])
        scores = {hit.article_id: hit.score for hit in hits}
        return [
            Suggested(
                article,
                scores[article.id],
                reasons(article, query, self._index.rarity, lifted.get(article.id, Grounds())),
            )
            for article in articles
        ]

    def _rarity(self, term: str) -> float:
        # A word that no statute has may still be one of a subject (花盆, 遛狗).
        return self._index.rarity(term) or self._tables.subjects.rarity(term)

    @cached_property
    def _versions(self) -> tuple[Version, ...]:
        laws = self._library.titles().values()
        return tuple(
            version
            for law_id in laws
            for version in self._library.versions(law_id)
            if not _useless(version)
        )

    def _factors(self, on: date | None) -> dict[int, float]:
        chosen: dict[int, Version] = {}
        for version in self._versions:
            applies = version.in_force(on) if on else version.ended is None
            held = chosen.get(version.law_id)
            if applies and (held is None or _start(version) >= _start(held)):
                chosen[version.law_id] = version
        return {version.id: self._weight(version) for version in chosen.values()}

    def _weight(self, version: Version) -> float:
        weights = self._tables.weights
        own = weights.levels.get(version.level, 1.0) * weights.laws.get(version.title, 1.0)
        mentions = self._index.mentions
        short = version.title.removeprefix("中华人民共和国")
        named = mentions.get(version.title, 0) + (short != version.title) * mentions.get(short, 0)
        return own * (1 + weights.mentioned * log1p(named))

    def _lift(
        self,
        facts: str,
        cause: str,
        query: Query,
        weights: Mapping[str, float],
        factors: Mapping[int, float],
    ) -> dict[int, Grounds]:
        """Return, by article id, what speaks for an article besides its words."""
        current = {v.title: v for v in self._versions if v.id in factors}
        lifted: dict[int, Grounds] = {}
        subjects = self._tables.subjects
        # Subjects speak everyday language themselves: what a translation brings in (孩子: every
        # article about the young) only blurs them.
        asked = {**dict.fromkeys(terms(cause), CAUSE_WORDS), **query.told}
        for place, subject, score in subjects.matching(asked, SUBJECTS):
            if stored := self._at(place, current):
                shared = subjects.shared(subject, asked)
                lifted[stored.id] = Grounds(SUBJECT * score, subject=tuple(shared))
        rule, cues = self._rule(facts, cause)
        if rule:
            best = self._index.rank(weights, factors, 1)
            share = (GUESSED if cues else USUAL) * (best[0].score if best else 1.0)
            told = fold(facts)
            for usual in rule.articles:
                stored = self._at(usual.place, current) if usual.called_for(told) else None
                if stored and not _renumbered(stored.version, usual.since):
                    held = lifted.get(stored.id, Grounds())
                    lifted[stored.id] = Grounds(
                        held.lift + share, held.subject, rule.name, usual.serves, tuple(cues)
                    )
        return lifted

    def _rule(self, facts: str, cause: str) -> tuple[CauseRule | None, list[str]]:
        if cause:
            return self._tables.causes.for_cause(cause), []
        return self._tables.causes.guess(facts) or (None, [])

    def _at(self, place: Place, current: Mapping[str, Version]) -> StoredArticle | None:
        version = current.get(place.law)
        if version is None:
            return None
        return self._library.article(version.id, place.number, place.insertion)


def _useless(version: Version) -> bool:
    """Say whether a text is no basis of a judgment: the constitution, amendments, decisions."""
    excluded = {Level.CONSTITUTION, Level.DECISION}
    return version.level in excluded or is_amending(version.title)


def _start(version: Version) -> date:
    return version.effective or version.promulgated or date.min


def _renumbered(version: Version, since: date | None) -> bool:
    return since is not None and _start(version) < since
