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
from typing import TYPE_CHECKING, Protocol, Self

from workbench.case_text import CaseText, ReadsCase, case_text
from workbench.kernel.advice import Advice, Provenance, Source, SourceKind
from workbench.kernel.beside import ReadThread
from workbench.kernel.clock import today
from workbench.kernel.errors import UserError
from workbench.kernel.migrations import Migration
from workbench.kernel.store import Store
from workbench.kernel.workspace import LIBRARY_FILE, PRECEDENTS_FILE, STORE_FILE
from workbench.law.index_job import LIBRARY_MIGRATIONS
from workbench.law.knowledge.model import Nature
from workbench.law.knowledge.shelf import FOLDER as KNOWLEDGE
from workbench.law.model import Suggested, Told
from workbench.law.precedents.repository import PrecedentRepository
from workbench.law.precedents.tables import PRECEDENT_MIGRATIONS
from workbench.law.service import FEATURE, RULES_VERSION
from workbench.law.suggestion.judgments import JudgmentVotes
from workbench.law.suggestion.neighbours import LeftOut
from workbench.law.suggestion.opening import Suggesting
from workbench.law.suggestion.order import in_citation_order
from workbench.own_judgments import OwnJudgments, in_words
from workbench.papers.case_reader import CaseReader
from workbench.papers.model import Case
from workbench.papers.values import CaseValue

if TYPE_CHECKING:
    from workbench.law.suggestion.causes import Guess

TOP = 24
CAUSE = "cause"
"""Kind of the advice that names the causes to which the papers point."""
SECTIONS = {Nature.SUBSTANTIVE: "实体法依据", Nature.PROCEDURAL: "程序法依据"}
_TRANSITION = "时间效力："
_MOST_WORDS = 5
_NO_GUESS = "材料没有指向常见案由；可在案件概览填写案由后再次生成。"


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
        own: LeftOut | None = None,
    ) -> list[Suggested]:
        """Suggest articles for a set of facts."""

    def causes(
        self,
        text: str,
        cause: str = "",
        *,
        parties: Sequence[str] = (),
        own: LeftOut | None = None,
    ) -> "Sequence[Guess]":
        """Return the causes that facts point to."""

    def as_of(self) -> date | None:
        """Return the newest day of promulgation in the library."""


def for_case(
    papers: ReadsCase,
    law: Suggests,
    case_id: str,
    values: Sequence[CaseValue],
    chosen: str = "",
    judgments: PrecedentRepository | None = None,
) -> list[Advice]:
    """Return suggested articles as advice: the causes they go by, then what decides the claim and
    what decides the procedure, each in the order of citation (法释〔2009〕14号).

    Whether it may be asked, the caller knows.

    Args:
        papers: reads the case.
        law: suggests.
        case_id: the case.
        values: extracted values that may be looked at.
        chosen: cause that a person chose for this run; empty for that of the case.
        judgments: the library whose judgments vote, except those of the case itself; ``None`` if
            none do.

    Raises:
        UserError: no library, no index, or nothing readable in the case.
    """
    text = case_text(papers, case_id, values)
    if not text.facts.strip():
        raise UserError(
            "本案还没有可读的材料，无法推荐法条。", "请先导入材料；扫描件需先完成文字识别。"
        )
    day = text.case.filed or today()
    cause = chosen or text.cause
    own = OwnJudgments(text, judgments) if judgments else None
    among = own.among if own else None
    found = law.suggest(text.facts, cause, day, TOP, parties=text.parties, own=among)
    guesses = law.causes(text.facts, parties=text.parties, own=among)
    left_out = in_words(own.found, "不参与推荐") if own else ""
    run = _Run(cause, day, str(law.as_of() or ""), bool(chosen), left_out)
    return _told(text, found, guesses, run)


@dataclass(frozen=True)
class _Run:
    """What a run was asked: the cause (may be empty; chosen by a person for it or not), the day,
    the state of the library; which judgments were left out, in words."""

    cause: str
    day: date
    library: str
    chosen: bool
    left_out: str

    def provenance(self, cause: str = "") -> Provenance:
        options = {"cause": self.cause or cause, "on": self.day.isoformat(), "top": TOP}
        return Provenance("要件知识、相似判决、词语检索", RULES_VERSION, self.library, options)


def _told(
    text: CaseText, found: Sequence[Suggested], guesses: "Sequence[Guess]", run: _Run
) -> list[Advice]:
    ordered = in_citation_order(found)
    cards = [
        _advice(text, item, run) for nature in SECTIONS for item in ordered if item.nature is nature
    ]
    notes = tuple(dict.fromkeys(r for one in found for r in one.reasons if _of_all(r)))
    notes += (run.left_out,) if run.left_out else ()
    told = _causes(text, guesses, notes, run) if cards else None
    return [told, *cards] if told else cards


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
        self,
        case_id: str,
        values: Sequence[CaseValue],
        judgments: bool = True,
        chosen: str = "",
    ) -> "Future[list[Advice] | None]":
        """Begin; the answer is what :func:`for_case` gives, ``None`` if asked anew meanwhile.

        Args:
            case_id: the case.
            values: extracted values that may be looked at.
            judgments: similar judgments may be asked for what they cite.
            chosen: cause that a person chose; empty for that of the case.
        """

        def work(store: Store) -> list[Advice]:
            law = self._suggesting(judgments)
            library = PrecedentRepository(self._stores[1]) if judgments else None
            return for_case(CaseReader(store), law, case_id, values, chosen, library)

        return self._thread.ask(work)

    def close(self) -> None:
        """End the thread and close its connections."""
        self._thread.close()

    def _end(self) -> None:
        for store in self._stores:
            store.close()

    def _suggesting(self, judgments: bool) -> Suggesting:
        self._judgments = judgments
        if self._law is None:
            self._stores = [opened() for opened in self._open]
            library, precedents = self._stores
            votes = JudgmentVotes(precedents, lambda: self._judgments)
            self._law = Suggesting(library, votes=votes, own=self._own)
        return self._law


def _advice(text: CaseText, item: Suggested, run: _Run) -> Advice:
    article, version = item.article.article, item.article.version
    name = f"《{version.title}》{article.label}"
    reasons, places = _placed(item, text)
    if not places and (place := text.place(_quoted(reasons))):
        places = [place]
    said = tuple(reason for reason in reasons if not _of_all(reason))
    return Advice(
        feature=FEATURE,
        case=text.case.id,
        kind="article",
        title=name,
        body=article.text,
        reasons=said or reasons,
        sources=(Source(SourceKind.ARTICLE, name, str(item.article.id)), *places),
        provenance=run.provenance(item.cause),
        subject=name,
        section=SECTIONS[item.nature],
    )


def _causes(
    text: CaseText,
    guesses: "Sequence[Guess]",
    notes: tuple[str, ...],
    run: _Run,
) -> Advice | None:
    """Return what tells the causes of a run, with the words that led to them; others to choose."""
    words = [word for guess in guesses for word in guess.words]
    place = text.place(words) or text.place([text.facts[:_MOST_WORDS]])
    if place is None:
        return None
    guessed = guesses[0].cause if guesses else ""
    used = run.cause or guessed
    how = "您所选" if run.chosen else "案件信息或材料写明" if run.cause else "按事实推测，请核对"
    return Advice(
        feature=FEATURE,
        case=text.case.id,
        kind=CAUSE,
        title="本次推荐所依案由",
        body=f"{used}（{how}）" if used else _NO_GUESS,
        reasons=(*map(_led, guesses), *notes),
        sources=(place,),
        provenance=run.provenance(used),
        subject=CAUSE,
        choices=tuple(guess.cause for guess in guesses if guess.cause != used),
    )


def _led(guess: "Guess") -> str:
    """Say what of the papers leads to a cause."""
    ways = ["材料写明"] if guess.named else []
    if guess.words:
        quoted = "".join(f"“{word}”" for word in guess.words[:_MOST_WORDS])
        ways.append(f"事实提到{quoted}")
    if guess.agreeing:
        ways.append(f"{guess.judgments} 件相似判决中 {guess.agreeing} 件为此")
    return f"事实可能指向{guess.cause}：{'；'.join(ways) or '与此案由的要件相近'}"


def _of_all(reason: str) -> bool:
    """Say whether a reason is about the law in time at large, and not about one article."""
    return reason.startswith(_TRANSITION) and "本条" not in reason


def _placed(item: Suggested, text: CaseText) -> tuple[tuple[str, ...], list[Source]]:
    """Return the reasons with paper and page where the facts tell of a requirement, and these."""
    placed: dict[str, str] = {}
    places: dict[str, Source] = {}
    for one in item.told:
        if place := text.place(one.words):
            here = tuple(word for word in one.words if text.stands(word, place))
            paper, _, page = place.label.rpartition(" ")
            placed[one.sentence()] = Told(one.what, here).sentence(f"卷宗“{paper}”{page}")
            places.setdefault(place.label, place)
    return tuple(placed.get(reason, reason) for reason in item.reasons), list(places.values())


def _quoted(reasons: Sequence[str]) -> list[str]:
    return [word for reason in reasons for word in re.findall(r"“([^”]{2,20})”", reason)]
