"""Similar cases for the facts of a case: ranked, explained, the outcomes side by side.

Names, sex, ethnic group and home of the parties are taken out of the text first; who somebody is
must not change what is found.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from workbench.kernel.clock import today
from workbench.kernel.errors import UserError
from workbench.kernel.store import Store
from workbench.law.knowledge.model import CauseKnowledge
from workbench.law.precedents.circumstances import Circumstances
from workbench.law.precedents.explain import Elements, Told, elements, sentences
from workbench.law.precedents.index import PrecedentIndex
from workbench.law.precedents.index_store import CACHE_BYTES, IndexRepository
from workbench.law.precedents.index_terms import key, words
from workbench.law.precedents.model import PrecedentHead
from workbench.law.precedents.ranking import Asked, Likeness, Ranked, Ranking, ask
from workbench.law.precedents.reason_words import FEWEST, demands, sought_words, telling_words
from workbench.law.precedents.repository import PrecedentRepository
from workbench.law.precedents.similar_outcome import Way, contrary, way
from workbench.law.precedents.similar_scope import Scope
from workbench.law.precedents.similar_tiers import OLDER, Tier, own_court, recent, tier
from workbench.law.suggestion.query import impersonal

TOP = 10
_LOOKED_AT = 80
"""Likest judgments whose rows are read to choose from."""
_VARIETY = 0.1
"""What a judgment loses that has all causes, articles and circumstances of one chosen before."""


@dataclass(frozen=True)
class Question:
    """What similar cases are looked for.

    Attributes:
        text: facts and claims.
        cause: charge or cause of action; empty lets the nearest judgments vote.
        issues: disputed issues.
        articles: articles that bear on the case, see ``index_row.article_key``.
        parties: names to be taken out of the text.
        scope: see :class:`workbench.law.precedents.similar_scope.Scope`.
        known: what the knowledge files say of the cause; ``None`` where there is no file.
        without: ids of judgments that are no similar cases, as those of the pending case itself.
    """

    text: str
    cause: str = ""
    issues: tuple[str, ...] = ()
    articles: tuple[str, ...] = ()
    parties: tuple[str, ...] = ()
    scope: Scope = field(default_factory=Scope)
    known: CauseKnowledge | None = None
    without: frozenset[int] = frozenset()


@dataclass(frozen=True)
class SimilarCase:
    """A similar case.

    Attributes:
        head: the judgment.
        likeness: how alike it is, in parts of 0 to 1.
        tier: see 法发〔2020〕24号.
        recent: decided within the last three years.
        way: which way it went.
        contrary: it went another way than the most similar one.
        elements: what it shares with the case.
        reasons: the same in sentences.
        copies: further judgments of its series that are not listed.
    """

    head: PrecedentHead
    likeness: Likeness
    tier: Tier
    recent: bool
    way: Way
    contrary: bool
    elements: Elements
    reasons: tuple[str, ...]
    copies: int = 0


@dataclass(frozen=True)
class Similar:
    """The answer.

    Attributes:
        cases: best first.
        opposed: the best ones that went another way than the first, also where they are too
            far down to be among ``cases``.
        searched: how many judgments were looked through.
        told: what the search went by.
    """

    cases: tuple[SimilarCase, ...]
    opposed: tuple[SimilarCase, ...]
    searched: int
    told: Told = field(hash=False)


@dataclass(frozen=True)
class _Candidate:
    head: PrecedentHead
    likeness: Likeness
    worth: float
    copies: int = 0


class SimilarCases:
    """Finds similar cases in one library; use it in the thread of its store.

    Attributes:
        table: of circumstances.

    Args:
        store: open on the library of precedents.
        cache_bytes: memory for pages of the index.
    """

    def __init__(self, store: Store, cache_bytes: int = CACHE_BYTES) -> None:
        self._store = store
        self._library = PrecedentRepository(store)
        self._repository = IndexRepository(store)
        self._cache_bytes = cache_bytes
        self._opened: PrecedentIndex | None = None
        self.table = Circumstances.load()

    @property
    def index(self) -> PrecedentIndex:
        """The index, opened anew when it has changed."""
        with self._store.steady():
            if self._opened is None or self._opened.mark != self._repository.mark():
                self._opened = PrecedentIndex(self._repository, self._cache_bytes)
            return self._opened

    def require_index(self) -> None:
        """Let the caller go on only if there is an index.

        Raises:
            UserError: there is none yet.
        """
        if not len(self.index):
            raise UserError(
                "案例库尚未建立类案索引，暂不能推荐类案。", "请运行 workbench precedents index。"
            )

    def neighbours(self, text: str, k: int = 20, cause: str = "") -> list[tuple[int, float]]:
        """Return the ids of the nearest judgments with their likeness, 0 to 1, best first.

        Args:
            text: facts, already without names (see ``impersonal``).
            k: how many.
            cause: where it is known.
        """
        with self._store.steady():
            index = self.index
            circumstances = [found.name for found in self.table.told(text)]
            asked = ask(index, text, (cause,) if cause else (), circumstances=circumstances)
            ranked = Ranking(index).rank(asked)
            return [(index.identity(one.position), one.score) for one in ranked.likenesses[:k]]

    def likeness(self, question: Question, among: Sequence[int]) -> list[tuple[int, Likeness]]:
        """Rank given judgments by likeness alone; those that are not indexed are left out."""
        with self._store.steady():
            index = self.index
            places = [place for place in index.positions(among) if place >= 0]
            ranked, _ = self._ranked(question, index, places)
            return [(index.identity(one.position), one) for one in ranked.likenesses]

    def find(
        self,
        question: Question,
        top: int = TOP,
        court: str = "",
        on: date | None = None,
    ) -> Similar:
        """Find similar cases.

        Args:
            question: what is looked for.
            top: how many at most.
            court: the court that searches (a setting); decides the tiers.
            on: the day from which "the last three years" count, today by default.
        """
        with self._store.steady():
            return self._found(question, top, court, on or today())

    def _found(self, question: Question, top: int, court: str, day: date) -> Similar:
        index = self.index
        ranked, told = self._ranked(question, index)
        candidates = self._candidates(ranked, index, day, question.without)
        chosen = _varied(candidates, top, index)
        if not chosen:
            return Similar((), (), len(index), told)
        first = chosen[0].head
        others = [c for c in candidates if contrary(way(c.head), way(first))]
        opposed = _varied(others, max(top // 3, 1), index)
        describe = _Describing(self._library, index, self.table, told, court, day, first)
        return Similar(describe(chosen), describe(opposed), len(index), told)

    def explained(
        self,
        question: Question,
        among: Sequence[int] | None = None,
        top: int = TOP,
    ) -> list[SimilarCase]:
        """Return judgments by likeness alone, with reasons: no tiers, no recency, no variety."""
        with self._store.steady():
            return self._explained(question, among, top)

    def _explained(
        self, question: Question, among: Sequence[int] | None, top: int
    ) -> list[SimilarCase]:
        index = self.index
        places = None if among is None else [p for p in index.positions(among) if p >= 0]
        ranked, told = self._ranked(question, index, places)
        likenesses = ranked.likenesses[:top]
        heads = self._library.heads([index.identity(one.position) for one in likenesses])
        chosen = [
            _Candidate(heads[identity], one, one.score)
            for one in likenesses
            if (identity := index.identity(one.position)) in heads
        ]
        if not chosen:
            return []
        describe = _Describing(self._library, index, self.table, told, "", today(), chosen[0].head)
        return list(describe(chosen))

    def _ranked(
        self,
        question: Question,
        index: PrecedentIndex,
        among: Sequence[int] | None = None,
    ) -> tuple[Ranked, Told]:
        text = impersonal("\n".join((question.text, *question.issues)), question.parties)
        circumstances = [found.name for found in self.table.told(text)]
        causes = (question.cause,) if question.cause else ()
        asked = ask(index, text, causes, question.articles, circumstances)
        ranked = Ranking(index).rank(asked, question.scope.mask(index), among)
        told = Told(
            _telling(index, text, asked, question.known),
            question.cause,
            circumstances,
            {issue: _rarities(index, issue) for issue in question.issues},
            ranked.votes.causes,
            ranked.votes.articles,
            _worths(index, list(ranked.votes.articles)),
            demands(question.known, text),
        )
        return ranked, told

    def _candidates(
        self, ranked: Ranked, index: PrecedentIndex, day: date, without: frozenset[int]
    ) -> list[_Candidate]:
        """Read the likest rows, prefer what is recent, and keep one of every series."""
        likest = {index.identity(one.position): one for one in ranked.likenesses[:_LOOKED_AT]}
        heads = self._library.heads(list(likest))
        found = [
            _Candidate(head, likest[identity], _worth(head, likest[identity], day))
            for identity, head in heads.items()
            if identity not in without
        ]
        found.sort(key=lambda one: (-one.worth, one.head.id))
        series = {one.head.series for one in found if one.head.series}
        sizes = {number: len(self._library.series(number)) for number in series}
        return _single(found, sizes)


class _Describing:
    """Reads the texts of chosen judgments and says why they are similar."""

    def __init__(
        self,
        library: PrecedentRepository,
        index: PrecedentIndex,
        table: Circumstances,
        told: Told,
        court: str,
        day: date,
        first: PrecedentHead,
    ) -> None:
        self._library, self._index = library, index
        self._table, self._told = table, told
        self._court, self._day, self._first = own_court(court), day, first

    def __call__(self, chosen: Sequence[_Candidate]) -> tuple[SimilarCase, ...]:
        texts = {one.id: one for one in self._library.texts([c.head.id for c in chosen])}
        described = []
        for candidate in chosen:
            head = candidate.head
            segment, place = self._index.locate(candidate.likeness.position)
            its = self._table.named(set(segment.facet("circumstance", place).tolist()))
            found = elements(self._told, texts[head.id], its, self._table)
            went = way(head)
            described.append(
                SimilarCase(
                    head,
                    candidate.likeness,
                    tier(head, self._court),
                    recent(head, self._day),
                    went,
                    contrary(went, way(self._first)),
                    found,
                    sentences(self._told, found, went, self._way_of_first(head)),
                    candidate.copies,
                )
            )
        return tuple(described)

    def _way_of_first(self, head: PrecedentHead) -> Way | None:
        return None if head.id == self._first.id else way(self._first)


def _worths(index: PrecedentIndex, articles: list[int]) -> dict[int, float]:
    import numpy as np

    worths = index.facet_worth("article", np.array(articles, dtype=np.uint32))
    return dict(zip(articles, worths.tolist(), strict=True))


def _rarities(index: PrecedentIndex, text: str) -> dict[str, float]:
    import numpy as np

    found = list(words(text))
    rare = index.word_rarity(np.array([key(word) for word in found], dtype=np.uint32))
    return dict(zip(found, rare.tolist(), strict=True))


def _telling(
    index: PrecedentIndex, text: str, asked: Asked, known: CauseKnowledge | None
) -> list[str]:
    """Return the words of the text that count and say why, the most telling first."""
    terms, worths = asked.words.tolist(), asked.worths.tolist()
    shares = index.word_shares(asked.words).tolist() if len(index) >= FEWEST else []
    sought = sought_words(known)
    return telling_words(
        text, dict(zip(terms, worths, strict=True)), dict(zip(terms, shares, strict=False)), sought
    )


def _worth(head: PrecedentHead, likeness: Likeness, day: date) -> float:
    return likeness.score * (1.0 if recent(head, day) else OLDER)


def _single(found: Sequence[_Candidate], sizes: Mapping[int, int]) -> list[_Candidate]:
    """Keep the best of every series, with the number of the others."""
    seen: set[int] = set()
    kept = []
    for one in found:
        if one.head.series in seen:
            continue
        if one.head.series:
            seen.add(one.head.series)
        kept.append(replace(one, copies=max(sizes.get(one.head.series, 0) - 1, 0)))
    return kept


def _varied(candidates: Sequence[_Candidate], top: int, index: PrecedentIndex) -> list[_Candidate]:
    """Choose the best, each time preferring what differs from those chosen before."""
    left = list(candidates[: top * 4])
    marks = {one.head.id: _marks(one, index) for one in left}
    chosen: list[_Candidate] = []
    likest = dict.fromkeys(marks, 0.0)
    while left and len(chosen) < top:
        best = max(left, key=lambda one: (one.worth - _VARIETY * likest[one.head.id], -one.head.id))
        left.remove(best)
        chosen.append(best)
        for one in left:
            shared = _overlap(marks[one.head.id], marks[best.head.id])
            likest[one.head.id] = max(likest[one.head.id], shared)
    return chosen


def _marks(one: _Candidate, index: PrecedentIndex) -> frozenset[int]:
    segment, place = index.locate(one.likeness.position)
    names = ("cause", "article", "circumstance")
    return frozenset(term for name in names for term in segment.facet(name, place).tolist())


def _overlap(one: frozenset[int], other: frozenset[int]) -> float:
    return len(one & other) / len(one | other) if one | other else 0.0
