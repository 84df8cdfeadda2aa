"""Words of the report of a search for similar cases, as far as they depend on what was found."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from workbench.kernel.numerals import format_date
from workbench.law.precedents.model import Origin, PrecedentHead, Stage
from workbench.law.precedents.outcome_words import outcome_words
from workbench.law.precedents.report import ReportContent, Result
from workbench.law.precedents.similar_outcome import Way, comparable
from workbench.law.precedents.similar_tiers import Tier
from workbench.reference.rule_data import read_toml

FILE = "search_report.toml"
TIERS = {
    Tier.GUIDING: "第一顺位：最高人民法院指导性案例",
    Tier.SUPREME: "第二顺位：最高人民法院典型案例、案例库参考案例及生效裁判",
    Tier.HIGH: "第三顺位：本省高级人民法院参考性案例及生效裁判",
    Tier.OWN: "第四顺位：上一级人民法院及本院生效裁判",
    Tier.OTHER: "四个顺位以外的裁判",
}
SHORT = {
    Tier.GUIDING: "第一顺位",
    Tier.SUPREME: "第二顺位",
    Tier.HIGH: "第三顺位",
    Tier.OWN: "第四顺位",
    Tier.OTHER: "四个顺位以外",
}


def table() -> dict[str, Any]:
    """Return the editable words of the report."""
    return read_toml(FILE)


def blank() -> str:
    """Return what stands where a judge has to write."""
    return str(table()["blank"])


def effect(head: PrecedentHead, tier: Tier) -> str:
    """Return of what effect a precedent is (法发〔2020〕24号; 法〔2024〕92号)."""
    words = table()["effect"]
    if tier is Tier.GUIDING:
        return str(words["guiding"])
    if head.origin is Origin.LIBRARY:
        return str(words["library"])
    checked = head.origin is Origin.TYPICAL or head.stage is not Stage.FIRST
    return str(words["other"]) + ("" if checked else str(words["first_instance"]))


def number_of(head: PrecedentHead) -> str:
    """Return the number by which a precedent is cited."""
    both = (head.library_number, head.number)
    return "，".join(dict.fromkeys(filter(None, both))) or "无案号"


def day(value: date | None, without: str = "日期不明") -> str:
    """Return a date in words."""
    return format_date(value) if value else without


def outcome(head: PrecedentHead) -> str:
    """Return the result of a precedent in words."""
    return outcome_words(head.outcome) or "结果未能从文书中读出，请看原文"


def direction(result: Result, lead: Way) -> str:
    """Return under which head a result stands: the same way, another way, not to be compared."""
    if not comparable(result.case.way, lead):
        return "结果未识别或者不可比的"
    return f"结果为“{lead}”的" if result.case.way is lead else "结果不同的"


def cases(content: ReportContent, ids: Iterable[int], none: str = "无") -> str:
    """Name results by their numbers in the report; those not listed by their case numbers."""
    named = []
    for one in ids:
        found = content.material.result(one)
        if serial := content.serial(one):
            named.append(f"类案{serial}")
        elif found is not None:
            named.append(f"{number_of(found.case.head)}（未列入）")
    return "、".join(named) or none


def listed(parts: Sequence[str], none: str) -> str:
    """Join parts; ``none`` where there are none."""
    return "、".join(part for part in parts if part) or none
