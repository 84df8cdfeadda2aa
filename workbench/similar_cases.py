"""Similar cases for a case: what its papers say goes in; judgments of the library, compared with
it element by element, come out, supporting and contrary ones apart, and as advice with sources.

The names of the parties go along only to be taken out: who somebody is must not change what is
found. What is found is compared, never weighed: there is no chance of winning in it.
"""

from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import Future
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from pathlib import Path
from typing import Self, TypeVar

from workbench.case_text import CaseText, ReadsCase, case_text
from workbench.kernel.beside import ReadThread
from workbench.kernel.clock import today
from workbench.kernel.errors import UserError
from workbench.kernel.migrations import Migration
from workbench.kernel.store import Store
from workbench.kernel.workspace import PRECEDENTS_FILE, STORE_FILE
from workbench.law.knowledge.shelf import knowledge_of
from workbench.law.precedents.charges import split
from workbench.law.precedents.explain import Told
from workbench.law.precedents.model import Kind, PrecedentHead
from workbench.law.precedents.repository import PrecedentRepository
from workbench.law.precedents.similar import Question, Similar, SimilarCase, SimilarCases
from workbench.law.precedents.similar_outcome import Way, comparable, contrary
from workbench.law.precedents.similar_scope import Scope
from workbench.law.precedents.similar_tiers import Tier
from workbench.law.precedents.spread import Spread, spread
from workbench.law.precedents.tables import PRECEDENT_MIGRATIONS
from workbench.own_judgments import own_judgments
from workbench.papers.case_reader import CaseReader
from workbench.papers.values import CaseValue
from workbench.reference.case_number import find_all
from workbench.reference.causes import Cause, cause_of_name, charge_of_name

Answer = TypeVar("Answer")
LOOKED_AT = 30
"""Most similar judgments that are compared; how their results spread is counted over them."""
SHOWN = 10
"""Of those, how many are shown one by one."""
FEWEST_WORDS, MANY_WORDS = 2, 6
"""Telling words that a judgment must share with the case where its cause fits, and where not."""
_KINDS = {
    "刑事": Kind.CRIMINAL,
    "民事": Kind.CIVIL,
    "行政": Kind.ADMINISTRATIVE,
    "赔偿": Kind.COMPENSATION,
    "执行": Kind.ENFORCEMENT,
}
_AREAS = {
    "civil": Kind.CIVIL,
    "criminal": Kind.CRIMINAL,
    "administrative": Kind.ADMINISTRATIVE,
}


@dataclass(frozen=True)
class SimilarRequest:
    """What is asked for a case beyond what its papers tell.

    Attributes:
        case: id of the case.
        values: extracted values that may be looked at.
        articles: articles that a person adopted for the case, as the index calls them.
        own_courts: courts whose judgments are the court's own, the first one where the case
            names no court.
        issues: disputed issues that a person names beyond those that the papers sum up.
        court: court that searches, where a person names another one than the case does.
        knowledge: folder of the workspace's own knowledge of causes; need not exist.
    """

    case: str
    values: Sequence[CaseValue] = ()
    articles: tuple[str, ...] = ()
    own_courts: tuple[str, ...] = ()
    issues: tuple[str, ...] = ()
    court: str = ""
    knowledge: Path | None = None


@dataclass(frozen=True)
class SimilarSearch:
    """What was looked for, and where.

    Attributes:
        text: what was read of the case.
        question: what was looked for.
        court: the court that searches, by which the tiers are told; may be empty.
        day: from which the last three years count.
        imported: day of the newest import into the library; ``None`` where unknown.
    """

    text: CaseText
    question: Question
    court: str
    day: date
    imported: date | None


@dataclass(frozen=True)
class SimilarFound:
    """The similar cases of a case, compared.

    Attributes:
        search: what was looked for, and where.
        searched: how many judgments were looked through.
        lead: which way the most similar one went whose result is known.
        supporting: went the same way, best first.
        contrary: went another way, best first.
        unclear: whose result was not recognised, or cannot be compared (an appeal).
        counted: all that are similar enough, over which ``spread`` is counted.
        spread: how their results spread.
        told: what the search went by.
        own: judgments of the case itself, which are left out.
    """

    search: SimilarSearch
    searched: int
    lead: Way
    supporting: tuple[SimilarCase, ...]
    contrary: tuple[SimilarCase, ...]
    unclear: tuple[SimilarCase, ...]
    counted: tuple[SimilarCase, ...]
    spread: Spread
    told: Told
    own: tuple[PrecedentHead, ...] = ()

    @property
    def cases(self) -> tuple[SimilarCase, ...]:
        """All that are shown one by one: supporting, contrary, unclear."""
        return (*self.supporting, *self.contrary, *self.unclear)

    @property
    def tiers(self) -> Mapping[Tier, tuple[SimilarCase, ...]]:
        """The same by tier (法发〔2020〕24号 art. 4), the first tier first."""
        shown = self.cases
        return {
            tier: found
            for tier in Tier
            if (found := tuple(case for case in shown if case.tier is tier))
        }


def find_for_case(
    papers: ReadsCase, library: PrecedentRepository, engine: SimilarCases, request: SimilarRequest
) -> SimilarFound:
    """Find and compare the similar cases of a case. Whether it may be asked, the caller knows.

    Args:
        papers: reads the case.
        library: the library of precedents.
        engine: finds similar cases in it.
        request: what is asked.

    Raises:
        UserError: no precedents, no index, or nothing readable in the case.
    """
    if not library.count():
        raise UserError("案例库是空的，无法推荐类案。", "请先导入裁判文书或案例。")
    engine.require_index()
    text = case_text(papers, request.case, request.values)
    if not text.facts.strip():
        raise UserError(
            "本案还没有可读的材料，无法推荐类案。", "请先导入材料；扫描件需先完成文字识别。"
        )
    question = question_for(text, request)
    court = request.court or court_of(text) or next(iter(request.own_courts), "")
    day = today()
    similar = engine.find(question, LOOKED_AT, court, day)
    heads = [case.head for case in (*similar.cases, *similar.opposed)]
    own = own_judgments(text, heads, library)
    if own:
        # Anew, as every judgment is compared with the most similar one.
        question = replace(question, without=frozenset(head.id for head in own))
        similar = engine.find(question, LOOKED_AT, court, day)
    search = SimilarSearch(text, question, court, day, imported_on(library))
    return _compared(search, similar, own)


def _compared(
    search: SimilarSearch, similar: Similar, own: tuple[PrecedentHead, ...]
) -> SimilarFound:
    """Leave out what is not similar enough, and part the rest by the way it went."""
    best = [case for case in similar.cases if enough(case)]
    farther = [case for case in similar.opposed if enough(case)]
    lead = next((case.way for case in best if case.way is not Way.UNKNOWN), Way.UNKNOWN)
    shown = _once([*best[:SHOWN], *(c for c in (*best, *farther) if contrary(c.way, lead))], lead)
    question = search.question
    charge = question.cause if question.scope.kind is Kind.CRIMINAL else ""
    return SimilarFound(
        search,
        similar.searched,
        lead,
        tuple(c for c in shown if c.way is lead and lead is not Way.UNKNOWN),
        tuple(c for c in shown if contrary(c.way, lead)),
        tuple(c for c in shown if not comparable(c.way, lead)),
        tuple(best),
        spread([case.head for case in best], charge),
        similar.told,
        own,
    )


def court_of(text: CaseText) -> str:
    """Return the court of a case: as it is entered, else by its number; may be empty."""
    if text.case.court:
        return text.case.court
    courts = [mention.number.court for mention in find_all(text.case.number)]
    return next((court.name for court in courts if court is not None), "")


def imported_on(library: PrecedentRepository) -> date | None:
    """Return the day of the newest import into the library."""
    days = [date.fromisoformat(pack.imported[:10]) for pack in library.packs() if pack.imported]
    return max(days, default=None)


def enough(case: SimilarCase) -> bool:
    """Say whether a judgment is similar enough to be shown: cause and some words, or many words."""
    shared = len(case.elements.words)
    return shared >= (FEWEST_WORDS if case.elements.causes else MANY_WORDS)


def kind_of(text: CaseText) -> Kind | None:
    """Return the kind of procedure of a case: by its number, else by its papers or its cause."""
    for mention in find_all(text.case.number)[:1]:
        told = mention.number.type
        if told is not None and told.domain in _KINDS:
            return _KINDS[told.domain]
    if any(document.category == "起诉书" for document, _ in text.pages):
        return Kind.CRIMINAL
    cause = _cause(text.cause)
    return _AREAS.get(cause.area) if cause else None


class SimilarBeside:
    """Finds similar cases beside the window, over connections of its own.

    Args:
        open_cases, open_precedents: open the stores for reading only.
    """

    def __init__(
        self, open_cases: Callable[[], Store], open_precedents: Callable[[], Store]
    ) -> None:
        self._thread = ReadThread(open_cases, "similar", self._end)
        self._open = open_precedents
        self._precedents: Store | None = None
        self._engine: SimilarCases | None = None

    @classmethod
    def within(cls, folder: Path, keys: Mapping[str, bytes], steps: Sequence[Migration]) -> Self:
        """Return one over the stores of a workspace.

        Args:
            folder: the workspace.
            keys: keys of the stores by the names of their files.
            steps: migrations of the store of cases.
        """
        cases, precedents = (
            partial(Store.open, folder / name, keys[name], own, read_only=True)
            for name, own in ((STORE_FILE, steps), (PRECEDENTS_FILE, PRECEDENT_MIGRATIONS))
        )
        return cls(cases, precedents)

    def ask(self, request: SimilarRequest) -> "Future[SimilarFound | None]":
        """Begin; the answer is that of :func:`find_for_case`, ``None`` if asked anew meanwhile."""
        return self._thread.ask(lambda store: self._find(CaseReader(store), request))

    def find(self, request: SimilarRequest) -> "Future[SimilarFound]":
        """Begin; newer questions wait."""
        return self._thread.do(lambda store: self._find(CaseReader(store), request))

    def do(
        self, work: Callable[[ReadsCase, PrecedentRepository, SimilarCases], Answer]
    ) -> "Future[Answer]":
        """Begin other reading of a case and the library; newer questions wait."""
        return self._thread.do(lambda store: work(CaseReader(store), *self._opened()))

    def close(self) -> None:
        """End the thread and close its connections."""
        self._thread.close()

    def _end(self) -> None:
        if self._precedents is not None:
            self._precedents.close()

    def _find(self, papers: ReadsCase, request: SimilarRequest) -> SimilarFound:
        return find_for_case(papers, *self._opened(), request)

    def _opened(self) -> tuple[PrecedentRepository, SimilarCases]:
        if self._precedents is None:
            self._precedents = self._open()
        if self._engine is None:
            self._engine = SimilarCases(self._precedents)
        return PrecedentRepository(self._precedents), self._engine


def question_for(text: CaseText, request: SimilarRequest) -> Question:
    """Return what is looked for with what the papers of a case tell."""
    claims = [claim for claim in text.case.claims if claim not in text.facts]
    found = _cause(text.cause)
    cause = found.name if found else text.cause
    return Question(
        "\n".join((text.facts, *claims)),
        cause,
        tuple(dict.fromkeys((*text.issues, *request.issues))),
        request.articles,
        text.parties,
        Scope(kind=kind_of(text)),
        knowledge_of(cause, request.knowledge) if cause else None,
    )


def _cause(named: str) -> Cause | None:
    """Return the cause or the first charge of a name as the table has it."""
    first = next(iter(split(named)), "") if named.endswith("罪") else ""
    return cause_of_name(named) or (charge_of_name(first) if first else None)


def _once(cases: Sequence[SimilarCase], lead: Way) -> list[SimilarCase]:
    """Keep each judgment once, and of those that went another way not more than of the others."""
    kept = {case.head.id: case for case in reversed(cases)}
    ordered = [kept.pop(case.head.id) for case in cases if case.head.id in kept]
    opposed = [case for case in ordered if contrary(case.way, lead)][: SHOWN // 2]
    return [case for case in ordered if not contrary(case.way, lead) or case in opposed]
