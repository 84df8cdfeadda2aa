"""How the results of similar cases spread: counts of outcomes, bands of terms and of amounts.

A count of what was decided elsewhere, never a chance: below :data:`FEWEST` cases nothing is
counted, because a handful of judgments shows no habit.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from statistics import median

from workbench.law.precedents.model import Kind, Penalty, PrecedentHead, Result
from workbench.law.precedents.similar_outcome import Way, way

FEWEST = 5
_TERMS = (6, 12, 36, 60, 84, 120, 180)
"""Months; a band ends with its number (以下 includes it, 刑法 art. 99)."""
_TERM_WORDS = (
    *("6个月以下", "6个月–1年", "1–3年", "3–5年", "5–7年", "7–10年", "10–15年"),
    "超过15年",
)
_WAN = Decimal(10_000)
_AMOUNTS = tuple(n * _WAN for n in (1, 5, 10, 50, 100, 500, 1000))
_AMOUNT_WORDS = (
    *("1万元以下", "1–5万元", "5–10万元", "10–50万元", "50–100万元", "100–500万元"),
    *("500–1,000万元", "超过1,000万元"),
)
_GRAVEST = (
    (Penalty.DEATH, "死刑"),
    (Penalty.DEATH_SUSPENDED, "死刑缓期执行"),
    (Penalty.LIFE, "无期徒刑"),
)
_MILD = (
    (Penalty.CONTROL, "管制"),
    (Penalty.FINE, "单处罚金"),
    (Penalty.EXEMPT, "免予刑事处罚"),
)
_PLAIN = (
    (Result.PARTLY, "部分支持"),
    (Result.DISMISSED, "驳回起诉"),
    (Result.MEDIATED, "调解"),
    (Result.WITHDRAWN, "准许撤回"),
    (Result.ENFORCEMENT_ENDED, "终结本次执行"),
    (Result.ENFORCEMENT_CLOSED, "终结执行"),
    (Result.OTHER, "程序性裁定"),
)
_ORDER = (
    *("支持请求", "部分支持", "不支持请求", "驳回起诉", "调解", "准许撤回", "维持", "改判或发回"),
    *("终结本次执行", "终结执行", "程序性裁定"),
    *("死刑", "死刑缓期执行", "无期徒刑", "有期徒刑或拘役（实刑）", "缓刑", "管制", "单处罚金"),
    *("免予刑事处罚", "无罪"),
)
OPEN = "结果未识别"
NO_FORECAST = "只是本机案例库中的计数，不是对本案结果的预测。"


@dataclass(frozen=True)
class Band:
    """A band or an outcome, and how many fall into it."""

    words: str
    number: int


@dataclass(frozen=True)
class Scale:
    """How a measure spreads.

    Attributes:
        bands: in ascending order, from the first to the last that holds something.
        number: how many were measured.
        median: months of the term, or yuan.
        middle: place of the band that holds the median.
    """

    bands: tuple[Band, ...]
    number: int
    median: Decimal
    middle: int


@dataclass(frozen=True)
class Spread:
    """How results spread.

    Attributes:
        cases: how many cases there are; a series counts once.
        outcomes: number of cases by outcome; empty below :data:`FEWEST` cases.
        terms: terms of imprisonment in months, a person each; ``None`` below :data:`FEWEST`.
        amounts: largest sum that a decision orders to be paid, in yuan; ``None`` below
            :data:`FEWEST`.
    """

    cases: int
    outcomes: tuple[Band, ...] = ()
    terms: Scale | None = None
    amounts: Scale | None = None

    @property
    def enough(self) -> bool:
        """Whether there are cases enough to be counted."""
        return self.cases >= FEWEST


def spread(heads: Sequence[PrecedentHead], charge: str = "") -> Spread:
    """Count how the results of some precedents spread.

    Args:
        heads: the precedents.
        charge: charge (罪名) that terms are counted for; empty for every charge.
    """
    if len(heads) < FEWEST:
        return Spread(len(heads))
    counted = Counter(outcome_of(head) for head in heads)
    known = [words for words in (*_ORDER, OPEN) if counted[words]]
    terms = [
        Decimal(one.months)
        for head in heads
        for one in head.outcome.sentences
        if one.penalty is Penalty.TERM and one.months and (not charge or charge in one.charges)
    ]
    amounts = [
        head.outcome.amount
        for head in heads
        if head.kind is not Kind.CRIMINAL and head.outcome.amount
    ]
    return Spread(
        len(heads),
        tuple(Band(words, counted[words]) for words in known),
        scale(terms, _TERMS, _TERM_WORDS),
        scale(amounts, _AMOUNTS, _AMOUNT_WORDS),
    )


def scale(
    values: Sequence[Decimal], ends: Sequence[int | Decimal], words: Sequence[str]
) -> Scale | None:
    """Count values into bands; ``None`` for fewer than :data:`FEWEST`.

    Args:
        values: what is counted.
        ends: the last value of each band but the highest, ascending.
        words: name of each band, one more than ``ends``.
    """
    if len(values) < FEWEST:
        return None
    counted = Counter(_band(value, ends) for value in values)
    bands = [Band(words[n], counted[n]) for n in range(min(counted), max(counted) + 1)]
    half = Decimal(median(values))
    return Scale(tuple(bands), len(values), half, _band(half, ends) - min(counted))


def _band(value: Decimal, ends: Sequence[int | Decimal]) -> int:
    return sum(value > end for end in ends)


def outcome_of(head: PrecedentHead) -> str:
    """Return the outcome of a precedent in the words under which it is counted."""
    went = way(head)
    if went in (Way.UPHELD, Way.CHANGED):
        return str(went)
    if head.kind is Kind.CRIMINAL:
        return _criminal(head, went)
    results = head.outcome.results
    plain = next((words for result, words in _PLAIN if result in results), "")
    return plain or (OPEN if went is Way.UNKNOWN else str(went))


def _criminal(head: PrecedentHead, went: Way) -> str:
    """Return the outcome by the heaviest sentence."""
    penalties = {one.penalty for one in head.outcome.sentences}
    gravest = next((words for penalty, words in _GRAVEST if penalty in penalties), "")
    if gravest or went is Way.IMPRISONED:
        return gravest or "有期徒刑或拘役（实刑）"
    if went is Way.LENIENT and any(one.suspended for one in head.outcome.sentences):
        return "缓刑"
    mild = next((words for penalty, words in _MILD if penalty in penalties), "")
    return {Way.ACQUITTED: str(went), Way.LENIENT: mild or "免予刑事处罚"}.get(went, OPEN)


def in_words(found: Spread) -> str:
    """Say a spread in Chinese; what a chart of it shows, and what may not be read out of it."""
    if not found.enough:
        return f"足够相近的案例只有 {found.cases} 件，少于 {FEWEST} 件，不作结果分布。"
    parts = [f"{found.cases} 件相近案例：{_listed(found.outcomes, '件')}。"]
    if found.terms is not None:
        head = f"有期徒刑 {found.terms.number} 人，中位数{months(found.terms.median)}"
        parts.append(f"{head}：{_listed(found.terms.bands, '人')}。")
    if found.amounts is not None:
        middle = f"中位数 {found.amounts.median:,.0f}元"
        head = f"判令给付金额（取最大一笔）{found.amounts.number} 件，{middle}"
        parts.append(f"{head}：{_listed(found.amounts.bands, '件')}。")
    return "".join(parts) + NO_FORECAST


def months(number: Decimal) -> str:
    """Write months as years and months (一年六个月 as 1年6个月)."""
    whole = int(number)
    half = "半" if number != whole else ""
    years, rest = divmod(whole, 12)
    words = f"{years}年" if years else ""
    if half:
        return f"{words}{rest}个半月" if rest else f"{words}半个月"
    return words + (f"{rest}个月" if rest or not years else "")


def _listed(bands: Sequence[Band], unit: str) -> str:
    return "，".join(f"{band.words} {band.number} {unit}" for band in bands)
