"""The report of a search for similar cases of a case: searched tier by tier, then written.

Every tier is searched by itself (法发〔2020〕24号 art. 4), so that many judgments of other courts
cannot push a guiding case out of sight; entries of the 人民法院案例库 are searched per disputed
issue (法〔2024〕92号). What goes in is chosen by a person; nothing outside the library can get in.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from hashlib import sha256
from pathlib import Path

from workbench import __version__
from workbench.kernel.clock import now
from workbench.kernel.errors import UserError
from workbench.kernel.files import write_atomically
from workbench.kernel.numerals import format_date
from workbench.law.precedents.model import CourtLevel, Origin, Part, StoredPrecedent
from workbench.law.precedents.report import (
    IssueFound,
    Pending,
    ReportMaterial,
    Result,
    Searcher,
    report,
)
from workbench.law.precedents.report_compose import compose
from workbench.law.precedents.report_docx import word_file
from workbench.law.precedents.report_facts import library_facts
from workbench.law.precedents.report_gist import gist
from workbench.law.precedents.report_words import table
from workbench.law.precedents.repository import PrecedentRepository
from workbench.law.precedents.similar import Question, SimilarCase, SimilarCases
from workbench.law.precedents.similar_outcome import contrary
from workbench.law.precedents.similar_scope import Scope
from workbench.law.precedents.similar_tiers import Tier, own_court
from workbench.law.precedents.spread import in_words
from workbench.own_judgments import own_judgments
from workbench.reference.courts import Court
from workbench.similar_cases import LOOKED_AT, SHOWN, SimilarFound, enough

OF_TIER = 5
"""Most similar cases that are looked for in one tier."""
RULES_VERSION = "2026-11"
TITLE = "类案检索报告"
MOST_PLACES = 3


@dataclass(frozen=True)
class ReportRequest:
    """What a person asks of a report.

    Attributes:
        searcher: who searched; empty to be filled in by hand.
        chosen: ids of the results that go in; ``None`` for what was adopted, else for all.
    """

    searcher: str = ""
    chosen: tuple[int, ...] | None = None


def gather(
    found: SimilarFound,
    library: PrecedentRepository,
    engine: SimilarCases,
    adopted: Sequence[int],
) -> ReportMaterial:
    """Search the tiers and the 人民法院案例库, and read what a report says of each result.

    Args:
        found: the similar cases of the case.
        library, engine: read and search the library.
        adopted: ids of precedents that a person adopted for the case.
    """
    search, own = found.search, own_court(found.search.court)
    tiered = {tier: _of_tier(found, engine, tier, own) for tier in Tier if tier is not Tier.OTHER}
    by_issue = {issue: _entries(found, engine, issue) for issue in ("", *search.question.issues)}
    cases = _merged(found, library, (*tiered.values(), *by_issue.values()))
    texts = {one.id: one for one in library.texts([case.head.id for case in cases])}
    known = {case.head.id for case in cases if case.head.id in texts}
    tiers = {tier: _in(tier, cases, known) for tier in Tier}
    case = search.text.case
    return ReportMaterial(
        datetime.fromisoformat(now()),
        Pending(case.title, case.number, search.question.cause, search.question.issues),
        search.question,
        found.told,
        search.court,
        search.day,
        found.searched,
        library_facts(library, engine.index, search.question.scope, own),
        found.lead,
        tuple(_result(found, texts[c.head.id], c, adopted) for c in cases if c.head.id in known),
        tiers,
        tuple(IssueFound(issue, _ids(got, known)) for issue, got in by_issue.items()),
        in_words(found.spread),
    )


def write_report(
    material: ReportMaterial, request: ReportRequest, file: Path, replacing: bool = False
) -> tuple[int, ...]:
    """Write a report into a Word file; return the ids of the precedents that it lists.

    Args:
        material: what was found.
        request: who searched, and what goes in.
        file: where to.
        replacing: a file that is there may be replaced.

    Raises:
        UserError: the file is there already, or it cannot be written; nothing is changed then.
    """
    check_target(file, replacing)
    chosen = chosen_of(material, request)
    searcher = Searcher(request.searcher, material.court)
    content = report(material, searcher, chosen, settings(material))
    write_atomically(file, word_file(compose(content), TITLE, material.time), mode=0o600)
    return tuple(one.id for one in content.listed)


def chosen_of(material: ReportMaterial, request: ReportRequest) -> tuple[int, ...]:
    """Return the ids of the results that go in, in the order of the report."""
    wanted = set(material.usual() if request.chosen is None else request.chosen)
    return tuple(number for number in material.ids() if number in wanted)


def check_target(file: Path, replacing: bool) -> None:
    """Let the caller go on only if a report can be written there without loss.

    Raises:
        UserError: there is no such folder, or there is a file that may not be replaced.
    """
    if file.suffix.lower() != ".docx":
        raise UserError(
            f"“{file.name}”不是 Word 文件名，没有生成报告。", "请以 .docx 作为文件名的结尾。"
        )
    if not file.parent.is_dir():
        raise UserError(f"文件夹“{file.parent}”不存在，没有生成报告。", "请换一个文件夹。")
    if file.is_dir() or (file.exists() and not replacing):
        raise UserError(f"文件“{file.name}”已存在，没有覆盖。", "请换一个文件名。")


def file_name(material: ReportMaterial) -> str:
    """Return a name for the file of a report, of characters that every system allows."""
    about = material.pending.number or material.pending.title
    allowed = "".join(c for c in about if c.isprintable() and c not in '\\/:*?"<>|').strip(" .")
    return f"{TITLE} {allowed[:60]}.docx" if allowed else f"{TITLE}.docx"


def settings(material: ReportMaterial) -> tuple[tuple[str, str], ...]:
    """Return the exact settings of a search, by which it can be made again."""
    question, scope = material.question, material.question.scope
    text = sha256(question.text.encode()).hexdigest()[:16]
    return (
        ("程序版本", f"法官工作台 {__version__}"),
        ("检索引擎", f"事实用语、案由、引用法条、情节比较，规则版本 {RULES_VERSION}"),
        ("案例库校验值", _grouped(material.library.digest)),
        ("案例库件数", f"{material.library.total:,}（已建索引 {material.searched:,}）"),
        ("划分顺位的法院", material.court or "未设定"),
        ("起算近三年的日期", format_date(material.day)),
        ("程序类别", str(scope.kind or "不限")),
        ("案由", question.cause or "未填写"),
        ("争议焦点", "\n".join(question.issues) or "无"),
        ("法条", "\n".join(question.articles) or "无"),
        ("检索文字", f"{len(question.text):,} 字，取自本案材料，校验值 {_grouped(text)}"),
        ("比较、列出件数", f"比较 {LOOKED_AT} 件，列出 {SHOWN} 件，每一顺位另查 {OF_TIER} 件"),
    )


def _grouped(digest: str) -> str:
    """Part a check value, so that nobody takes it for the number of a person or an account."""
    return "-".join(digest[at : at + 4] for at in range(0, len(digest), 4))


def _scopes(tier: Tier, own: Court | None) -> list[Scope]:
    """Return how a search is narrowed to a tier; one scope for each way of belonging to it."""
    if tier is Tier.GUIDING:
        return [Scope(origin=Origin.GUIDING)]
    if tier is Tier.SUPREME:
        return [
            Scope(origin=Origin.LIBRARY),
            Scope(origin=Origin.TYPICAL),
            Scope(level=CourtLevel.SUPREME),
        ]
    if tier is Tier.HIGH:
        known = own is not None and own.province
        return [Scope(level=CourtLevel.HIGH, province=own.province)] if own and known else []
    courts = filter(None, (own.name, own.superior)) if own else ()
    return [Scope(origin=Origin.OWN), *(Scope(court=name) for name in courts)]


def _of_tier(
    found: SimilarFound, engine: SimilarCases, tier: Tier, own: Court | None
) -> list[SimilarCase]:
    question = found.search.question
    got = [
        case
        for scope in _scopes(tier, own)
        for case in _narrowed(found, engine, replace(scope, kind=question.scope.kind), question)
        if case.tier is tier
    ]
    return sorted(got, key=lambda case: -case.likeness.score)[:OF_TIER]


def _entries(found: SimilarFound, engine: SimilarCases, issue: str) -> list[SimilarCase]:
    """Return entries of the 人民法院案例库 and guiding cases on an issue, at most two.

    Args:
        found: the similar cases of the case.
        engine: finds them.
        issue: the issue that the reasons must treat; empty for the case as a whole.
    """
    question = found.search.question
    asked = replace(question, issues=(issue,)) if issue else question
    got = [
        case
        for origin in (Origin.GUIDING, Origin.LIBRARY)
        for case in _narrowed(found, engine, Scope(kind=question.scope.kind, origin=origin), asked)
        if not issue or issue in case.elements.issues
    ]
    return sorted(got, key=lambda case: -case.likeness.score)[: table()["duty"]["most"]]


def _narrowed(
    found: SimilarFound, engine: SimilarCases, scope: Scope, question: Question
) -> list[SimilarCase]:
    search = found.search
    similar = engine.find(replace(question, scope=scope), OF_TIER, search.court, search.day)
    return [case for case in similar.cases if enough(case)]


def _merged(
    found: SimilarFound,
    library: PrecedentRepository,
    more: Sequence[Sequence[SimilarCase]],
) -> tuple[SimilarCase, ...]:
    """Return every case once: supporting, contrary, unclear ones, each by tier, best first.

    What was decided before in the pending case itself is no similar case.
    """
    every = (*found.cases, *(one for group in more for one in group))
    heads = [case.head for case in every]
    own = {head.id for head in own_judgments(found.search.text, heads, library)}
    cases: dict[int, SimilarCase] = {}
    for case in every:
        if case.head.id not in own:
            cases.setdefault(case.head.id, case)
    marked = [replace(c, contrary=contrary(c.way, found.lead)) for c in cases.values()]
    # Sorting keeps the order in which they were found among those of one direction and tier.
    marked.sort(key=lambda c: (c.way is not found.lead, not c.contrary, c.tier))
    return tuple(marked)


def _in(tier: Tier, cases: Sequence[SimilarCase], known: set[int]) -> tuple[int, ...]:
    return tuple(c.head.id for c in cases if c.tier is tier and c.head.id in known)


def _ids(cases: Sequence[SimilarCase], known: set[int]) -> tuple[int, ...]:
    return tuple(case.head.id for case in cases if case.head.id in known)


def _result(
    found: SimilarFound, stored: StoredPrecedent, case: SimilarCase, adopted: Sequence[int]
) -> Result:
    words = (*case.elements.words, *case.elements.issues)
    said, where = gist(case.head.gist, stored.part(Part.REASONING, Part.CASE_REASONS), words)
    places = found.search.text.places(case.elements.words, MOST_PLACES)
    labels = tuple(place.label for place in places)
    return Result(case, said, where, case.head.id in adopted, labels)
