"""Invented material of a report, with everything that a report may have to say."""

from dataclasses import replace
from datetime import date, datetime

from workbench.law.precedents.explain import Elements, Told
from workbench.law.precedents.model import (
    CourtLevel,
    Kind,
    Origin,
    Outcome,
    PrecedentHead,
    Stage,
)
from workbench.law.precedents.model import Result as Decided
from workbench.law.precedents.ranking import Likeness
from workbench.law.precedents.report import IssueFound, Pending, ReportMaterial, Result
from workbench.law.precedents.report_facts import LibraryFacts
from workbench.law.precedents.similar import Question, SimilarCase
from workbench.law.precedents.similar_outcome import Way
from workbench.law.precedents.similar_tiers import Tier

ISSUE = "预先扣除的利息能否计入本金"


def head(number: int, title: str = "", origin: Origin = Origin.JUDGMENT) -> PrecedentHead:
    """Return the head of an invented precedent."""
    entry = {Origin.LIBRARY: f"2099-07-2-103-90{number}", Origin.GUIDING: f"指导性案例90{number}号"}
    decided = Decided.SUPPORTED if number % 2 else Decided.REJECTED
    return PrecedentHead(
        number,
        origin,
        Kind.CIVIL,
        title or f"示例甲{number}诉示例乙民间借贷纠纷案",
        f"（2025）示0000民初{90000 + number}号",
        entry.get(origin, ""),
        "示范市样例区人民法院",
        CourtLevel.BASIC,
        "",
        Stage.FIRST,
        "民事判决书",
        date(2025, 6, 10),
        ("民间借贷纠纷",),
        Outcome((decided,)),
        "",
        (),
        "示例案例.jsonl",
        f"示例案例.jsonl#{number}",
    )


def result(
    number: int,
    tier: Tier = Tier.OWN,
    title: str = "",
    origin: Origin = Origin.JUDGMENT,
    adopted: bool = False,
) -> Result:
    """Return an invented result; odd numbers supported the claim, even ones refused it."""
    way = Way.SUPPORTED if number % 2 else Way.REFUSED
    found = Elements(("民间借贷纠纷",), ("借款", "本金"), ("砍头息",), (), ("连带保证",), (), ())
    case = SimilarCase(
        head(number, title, origin),
        Likeness(number, 0.5, 0.5, 0.5, 0.5),
        tier,
        True,
        way,
        way is Way.REFUSED,
        found,
        ("案由：民间借贷纠纷（与本案案由相同）", f"结果：{way}（与最相似的裁判不同）"),
    )
    return Result(case, f"示例要点{number}。", "理由部分原文摘录", adopted, ("起诉状 第1页",))


def material(*results: Result) -> ReportMaterial:
    """Return what a search found."""
    told = Told(("借款", "本金"), "民间借贷纠纷", ("砍头息",), {}, {}, {}, {})
    tiers = {
        tier: ids for tier in Tier if (ids := tuple(r.id for r in results if r.case.tier is tier))
    }
    facts = LibraryFacts(
        9,
        dict.fromkeys(Origin, 0) | {Origin.JUDGMENT: 9},
        dict.fromkeys(Tier, 0),
        date(2026, 3, 5),
        2,
        date(2026, 3, 4),
        "2099-07-2-103-902",
        "0123456789abcdef",
    )
    first = next((r.id for r in results if r.case.head.origin is Origin.LIBRARY), 0)
    return ReportMaterial(
        datetime(2026, 4, 1, 9, 5),  # noqa: DTZ001 - a clock on the wall
        Pending("张三甲诉李四乙民间借贷纠纷", "（2026）示0000民初1号", "民间借贷纠纷", (ISSUE,)),
        Question("借款本金", "民间借贷纠纷", (ISSUE,)),
        told,
        "示范市样例区人民法院",
        date(2026, 4, 1),
        9,
        facts,
        Way.SUPPORTED,
        results,
        tiers,
        (IssueFound("", ()), IssueFound(ISSUE, (first,) if first else ())),
        "足够相近的案例只有 2 件。",
    )


def with_titles(*titles: str) -> ReportMaterial:
    """Return material whose results have these titles."""
    return material(*(result(number, title=title) for number, title in enumerate(titles, 1)))


def without_court(found: ReportMaterial) -> ReportMaterial:
    """Return material of a search for which no court was known."""
    return replace(found, court="")
