"""How results spread: counted into bands, silent where there are too few."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.law.precedents.model import (
    CourtLevel,
    Kind,
    Origin,
    Outcome,
    Penalty,
    PrecedentHead,
    Result,
    Sentence,
    Stage,
)
from workbench.law.precedents.outcome_words import outcome_words
from workbench.law.precedents.spread import (
    FEWEST,
    OPEN,
    in_words,
    months,
    outcome_of,
    scale,
    spread,
)

THEFT = "盗窃罪"


def head(outcome: Outcome, kind: Kind = Kind.CIVIL, number: int = 1) -> PrecedentHead:
    return PrecedentHead(
        number,
        Origin.JUDGMENT,
        kind,
        "示例案",
        f"（2025）京0105民初{number}号",
        "",
        "",
        CourtLevel.BASIC,
        "",
        Stage.FIRST,
        "",
        date(2025, 1, 1),
        (),
        outcome,
        "",
        (),
        "",
        "",
    )


def paid(yuan: int, *results: Result) -> PrecedentHead:
    return head(Outcome(results or (Result.PARTLY,), (), Decimal(yuan)))


def term(length: int, suspended: int = 0, charge: str = THEFT) -> PrecedentHead:
    sentence = Sentence("张三甲", (charge,), Penalty.TERM, length, suspended)
    return head(Outcome((Result.CONVICTED,), (sentence,)), Kind.CRIMINAL)


def punished(penalty: Penalty) -> PrecedentHead:
    one = Sentence("张三甲", (THEFT,), penalty)
    return head(Outcome((Result.CONVICTED,), (one,)), Kind.CRIMINAL)


def test_four_cases_are_no_spread_and_it_is_said() -> None:
    found = spread([paid(10_000)] * 4)
    assert not found.enough
    assert (found.outcomes, found.terms, found.amounts) == ((), None, None)
    assert in_words(found) == "足够相近的案例只有 4 件，少于 5 件，不作结果分布。"


def test_amounts_are_counted_into_bands_with_their_median() -> None:
    found = spread([paid(n) for n in (10_000, 10_001, 60_000, 300_000, 450_000)])
    assert found.amounts is not None
    assert [(band.words, band.number) for band in found.amounts.bands] == [
        ("1万元以下", 1),
        ("1–5万元", 1),
        ("5–10万元", 1),
        ("10–50万元", 2),
    ]
    assert found.amounts.median == 60_000
    assert found.amounts.bands[found.amounts.middle].words == "5–10万元"
    assert "中位数 60,000元" in in_words(found)


def test_terms_count_persons_of_the_charge_and_leave_empty_bands_in_between() -> None:
    others = [term(200, charge="抢劫罪")]
    found = spread([*(term(n) for n in (6, 8, 10, 12, 48)), *others], THEFT)
    assert found.terms is not None
    assert [(band.words, band.number) for band in found.terms.bands] == [
        ("6个月以下", 1),
        ("6个月–1年", 3),
        ("1–3年", 0),
        ("3–5年", 1),
    ]
    assert (found.terms.number, found.terms.median) == (5, Decimal(10))
    assert found.cases == 6


def test_a_measure_that_few_cases_have_is_left_out() -> None:
    found = spread([paid(10_000), *[head(Outcome((Result.REJECTED,)))] * 5])
    assert found.enough
    assert found.amounts is None
    assert "金额" not in in_words(found)


def test_words_promise_nothing() -> None:
    words = in_words(spread([paid(10_000)] * 6))
    assert "不是对本案结果的预测" in words
    assert not any(sign in words for sign in ("%", "％", "概率", "胜诉", "可能性"))


@pytest.mark.parametrize(
    ("one", "words"),
    [
        (paid(1, Result.PARTLY), "部分支持"),
        (paid(1, Result.SUPPORTED), "支持请求"),
        (head(Outcome((Result.REJECTED,))), "不支持请求"),
        (head(Outcome((Result.DISMISSED,))), "驳回起诉"),
        (head(Outcome((Result.MEDIATED,))), "调解"),
        (head(Outcome((Result.WITHDRAWN,))), "准许撤回"),
        (head(Outcome((Result.UPHELD,)), Kind.CRIMINAL), "维持"),
        (head(Outcome((Result.CHANGED, Result.PARTLY))), "改判或发回"),
        (head(Outcome()), OPEN),
        (head(Outcome(), Kind.CRIMINAL), OPEN),
        (term(12), "有期徒刑或拘役（实刑）"),
        (term(12, 24), "缓刑"),
        (punished(Penalty.LIFE), "无期徒刑"),
        (punished(Penalty.DEATH_SUSPENDED), "死刑缓期执行"),
        (punished(Penalty.CONTROL), "管制"),
        (punished(Penalty.FINE), "单处罚金"),
        (punished(Penalty.EXEMPT), "免予刑事处罚"),
        (head(Outcome((Result.ACQUITTED,)), Kind.CRIMINAL), "无罪"),
    ],
)
def test_each_outcome_has_its_name(one: PrecedentHead, words: str) -> None:
    assert outcome_of(one) == words


@given(st.lists(st.decimals(0, 10**9, places=2), max_size=40))
def test_every_value_falls_into_one_band(values: list[Decimal]) -> None:
    found = scale(values, (10, 100, 1000), ("a", "b", "c", "d"))
    if len(values) < FEWEST:
        assert found is None
    else:
        assert found is not None
        assert sum(band.number for band in found.bands) == len(values) == found.number
        assert 0 <= found.middle < len(found.bands)
        assert found.bands[0].number
        assert found.bands[-1].number


@given(st.lists(st.sampled_from(list(Result)), max_size=20))
def test_every_case_is_counted_once(results: list[Result]) -> None:
    found = spread([head(Outcome((result,))) for result in results])
    if found.enough:
        assert sum(band.number for band in found.outcomes) == len(results)


@pytest.mark.parametrize(
    ("number", "words"),
    [("8", "8个月"), ("12", "1年"), ("14", "1年2个月"), ("14.5", "1年2个半月"), ("0.5", "半个月")],
)
def test_months_are_years_and_months(number: str, words: str) -> None:
    assert months(Decimal(number)) == words


def test_an_outcome_in_words_names_nobody() -> None:
    sentences = (
        Sentence("张三甲", (THEFT,), Penalty.TERM, 14, 0, Decimal(6000)),
        Sentence("李四乙", (THEFT,), Penalty.TERM, 8, 12, Decimal(3000)),
    )
    words = outcome_words(Outcome((Result.CONVICTED,), sentences))
    assert words == (
        "2 名被告人：盗窃罪：有期徒刑1年2个月，罚金6,000元；"
        "盗窃罪：有期徒刑8个月，缓刑1年，罚金3,000元"
    )
    assert outcome_words(Outcome((Result.PARTLY,), (), Decimal("120000.50"))) == (
        "部分支持；判令给付的最大一笔为120,000.50元"
    )
    assert outcome_words(Outcome()) == ""
