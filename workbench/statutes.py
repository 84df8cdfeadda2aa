"""Statute suggestion for a case: what the papers say goes in, advice with its reasons comes out.

Facts and claims are read from the papers that tell them, complaint and answer first. The names of
the parties go along only to be taken out: who somebody is must not change what is suggested.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import Future
from dataclasses import dataclass
from datetime import date
from functools import partial
from pathlib import Path
from typing import Protocol, Self

from workbench.kernel.advice import Advice, Provenance, Source, SourceKind
from workbench.kernel.anchor import Anchor
from workbench.kernel.beside import ReadThread
from workbench.kernel.clock import today
from workbench.kernel.errors import UserError
from workbench.kernel.migrations import Migration
from workbench.kernel.store import Store
from workbench.kernel.workspace import LIBRARY_FILE, PRECEDENTS_FILE, STORE_FILE
from workbench.law.index_job import LIBRARY_MIGRATIONS
from workbench.law.knowledge.shelf import FOLDER as KNOWLEDGE
from workbench.law.model import Suggested, Told
from workbench.law.precedents.tables import PRECEDENT_MIGRATIONS
from workbench.law.service import FEATURE, RULES_VERSION
from workbench.law.suggestion.judgments import JudgmentVotes
from workbench.law.suggestion.opening import Suggesting
from workbench.papers.case_reader import CaseReader
from workbench.papers.layers import anchor_of, squash
from workbench.papers.model import Case, Document, Page, TextLayer, ValueState
from workbench.papers.values import CaseValue

TOP = 15
MOST = 6000
"""Characters of the papers that are looked at; more adds time and no better articles."""
_PLEADINGS = ("起诉状", "反诉状", "上诉状", "起诉书", "答辩状")


@dataclass(frozen=True)
class RelevantDay:
    """The day by which law is shown in a case, and why that one, in Chinese."""

    day: date
    why: str


def relevant_day(case: Case | None) -> RelevantDay:
    """Return the day by which the law is shown: that of filing where it is known, else today."""
    if case is not None and case.filed:
        return RelevantDay(case.filed, "按本案立案日")
    return RelevantDay(today(), "按今天" if case is None else "本案立案日未填，按今天")


class ReadsCase(Protocol):
    """What is read of a case: the papers room, or its store read beside the window."""

    def case(self, case_id: str) -> Case:
        """Return a case."""

    def documents(self, case_id: str) -> list[Document]:
        """Return its papers in the order of the volume."""

    def text(self, document_id: str) -> TextLayer:
        """Return a paper's newest text."""


class Suggests(Protocol):
    """What suggests: the law room, or its store read beside the window."""

    def suggest(
        self,
        text: str,
        cause: str = "",
        on: date | None = None,
        top: int = 20,
        *,
        parties: Sequence[str] = (),
    ) -> list[Suggested]:
        """Suggest articles for a set of facts."""

    def as_of(self) -> date | None:
        """Return the newest day of promulgation in the library."""


def for_case(
    papers: ReadsCase, law: Suggests, case_id: str, values: Sequence[CaseValue]
) -> list[Advice]:
    """Return suggested articles as advice, best first. Whether it may be asked, the caller knows.

    Args:
        papers: reads the case.
        law: suggests.
        case_id: the case.
        values: extracted values that may be looked at.

    Raises:
        UserError: no library, no index, or nothing readable in the case.
    """
    case = papers.case(case_id)
    told = _told(papers, case_id)
    if not told:
        raise UserError(
            "本案还没有可读的材料，无法推荐法条。", "请先导入材料；扫描件需先完成文字识别。"
        )
    names = [value.value for value in values if value.found.field.endswith(".name")]
    names += [party.name for party in case.parties]
    # Summonses, powers and cards speak of procedure and persons, not of what happened; they count
    # only where there is nothing better.
    pleaded = [page.text for document, page in told if document.category in _PLEADINGS]
    facts = "\n".join(pleaded or [page.text for _, page in told])[:MOST]
    day = case.filed or today()
    cause = case.cause or _unconfirmed_cause(values)
    found = law.suggest(facts, cause, day, TOP, parties=names)
    library_date = str(law.as_of() or "")
    return [_advice(case_id, item, told, cause, day, library_date) for item in found]


class StatutesBeside:
    """Suggests statutes beside the window, over connections of its own.

    Args:
        open_cases, open_library, open_precedents: open the stores for reading only.
        own: folder of the workspace's own knowledge.
    """

    def __init__(
        self,
        open_cases: Callable[[], Store],
        open_library: Callable[[], Store],
        open_precedents: Callable[[], Store],
        own: Path,
    ) -> None:
        self._thread = ReadThread(open_cases, "statutes", self._end)
        self._open = (open_library, open_precedents)
        self._stores: list[Store] = []
        self._own = own
        self._law: Suggesting | None = None
        self._judgments = True

    @classmethod
    def within(cls, folder: Path, keys: Mapping[str, bytes], steps: Sequence[Migration]) -> Self:
        """Return one over the stores of a workspace.

        Args:
            folder: the workspace.
            keys: keys of the stores by the names of their files.
            steps: migrations of the store of cases.
        """
        cases, library, precedents = (
            partial(Store.open, folder / name, keys[name], own, read_only=True)
            for name, own in (
                (STORE_FILE, steps),
                (LIBRARY_FILE, LIBRARY_MIGRATIONS),
                (PRECEDENTS_FILE, PRECEDENT_MIGRATIONS),
            )
        )
        return cls(cases, library, precedents, folder / KNOWLEDGE)

    def ask(
        self, case_id: str, values: Sequence[CaseValue], judgments: bool = True
    ) -> "Future[list[Advice] | None]":
        """Begin; the answer is what :func:`for_case` gives, ``None`` if asked anew meanwhile.

        Args:
            case_id: the case.
            values: extracted values that may be looked at.
            judgments: similar judgments may be asked for what they cite.
        """
        return self._thread.ask(lambda store: self._suggest(store, case_id, values, judgments))

    def close(self) -> None:
        """End the thread and close its connections."""
        self._thread.close()

    def _end(self) -> None:
        for store in self._stores:
            store.close()

    def _suggest(
        self, store: Store, case_id: str, values: Sequence[CaseValue], judgments: bool
    ) -> list[Advice]:
        self._judgments = judgments
        if self._law is None:
            self._stores = [opened() for opened in self._open]
            library, precedents = self._stores
            votes = JudgmentVotes(precedents, lambda: self._judgments)
            self._law = Suggesting(library, votes=votes, own=self._own)
        return for_case(CaseReader(store), self._law, case_id, values)


def _told(papers: ReadsCase, case_id: str) -> list[tuple[Document, Page]]:
    """Return the readable pages, those that tell claims and facts first."""
    documents = papers.documents(case_id)
    order = sorted(
        documents, key=lambda d: _PLEADINGS.index(d.category) if d.category in _PLEADINGS else 99
    )
    return [
        (document, page)
        for document in order
        for page in papers.text(document.id).pages
        if page.text.strip()
    ]


def _unconfirmed_cause(values: Sequence[CaseValue]) -> str:
    """Return the cause that the papers name, for ranking only; no document uses it."""
    named = [v for v in values if v.found.field == "cause.name"]
    causes = [v.value for v in named if v.state is not ValueState.DISCARDED]
    return causes[0] if causes else ""


def _advice(
    case_id: str,
    item: Suggested,
    told: Sequence[tuple[Document, Page]],
    cause: str,
    day: date,
    library_date: str,
) -> Advice:
    article, version = item.article.article, item.article.version
    name = f"《{version.title}》{article.label}"
    reasons, places = _placed(item, told)
    if not places and (place := _first(_quoted(reasons), told)):
        places = [place]
    sources = [Source(SourceKind.ARTICLE, name, str(item.article.id))]
    sources += [
        Source(SourceKind.PAPER, f"{document.name} 第{anchor.page}页", document.id, anchor)
        for document, anchor in places
    ]
    return Advice(
        feature=FEATURE,
        case=case_id,
        kind="article",
        title=name,
        body=article.text,
        reasons=reasons,
        sources=tuple(sources),
        provenance=Provenance(
            "要件知识、相似判决、词语检索",
            RULES_VERSION,
            library_date,
            {"cause": cause or item.cause, "on": day.isoformat(), "top": TOP},
        ),
        subject=name,
    )


def _placed(
    item: Suggested, told: Sequence[tuple[Document, Page]]
) -> tuple[tuple[str, ...], list[tuple[Document, Anchor]]]:
    """Return the reasons with paper and page where the facts tell of a requirement, and these."""
    placed: dict[str, str] = {}
    places: list[tuple[Document, Anchor]] = []
    for one in item.told:
        if place := _first(one.words, told):
            document, anchor = place
            where = f"卷宗“{document.name}”第{anchor.page}页"
            here = tuple(w for w in one.words if _stands(w, document, anchor.page, told))
            placed[one.sentence()] = Told(one.what, here).sentence(where)
            places.append(place)
    return tuple(placed.get(reason, reason) for reason in item.reasons), places


def _stands(
    word: str, document: Document, page: int, told: Sequence[tuple[Document, Page]]
) -> bool:
    wanted = squash(word)[0]
    return any(
        wanted in squash(one.text)[0]
        for paper, one in told
        if paper.id == document.id and one.number == page
    )


def _quoted(reasons: Sequence[str]) -> list[str]:
    return [word for reason in reasons for word in re.findall(r"“([^”]{2,20})”", reason)]


def _first(
    words: Sequence[str], told: Sequence[tuple[Document, Page]]
) -> tuple[Document, Anchor] | None:
    """Find where the papers say one of some words."""
    for document, page in told:
        folded, places = squash(page.text)
        for word in words:
            wanted = squash(word)[0]
            found = folded.find(wanted) if wanted else -1
            if found >= 0:
                end = places[found + len(wanted) - 1] + 1
                anchor = anchor_of(document.id, document.layer, page, places[found], end)
                return document, anchor
    return None
