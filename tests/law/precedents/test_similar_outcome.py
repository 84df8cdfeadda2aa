from datetime import date

import pytest

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
from workbench.law.precedents.similar_outcome import Way, contrary, way
from workbench.law.precedents.similar_tiers import Tier, own_court, recent, tier

OWN = own_court("浙江省杭州市西湖区人民法院")


def head(
    *results: Result,
    kind: Kind = Kind.CIVIL,
    sentences: tuple[Sentence, ...] = (),
    origin: Origin = Origin.JUDGMENT,
    court: str = "",
    level: CourtLevel = CourtLevel.BASIC,
    province: str = "",
    decided: date | None = None,
) -> PrecedentHead:
    outcome = Outcome(results, sentences)
    return PrecedentHead(
        *(1, origin, kind, "示例案件", "", "", court, level, province, Stage.FIRST, ""),
        *(decided, (), outcome, "", (), "", ""),
    )


def sentence(penalty: Penalty, suspended: int = 0) -> Sentence:
    return Sentence("张三甲", ("盗窃罪",), penalty, 12, suspended)


@pytest.mark.parametrize(
    ("results", "expected"),
    [
        ((Result.PARTLY,), Way.SUPPORTED),
        ((Result.REJECTED,), Way.REFUSED),
        ((Result.UPHELD, Result.REJECTED), Way.UPHELD),
        ((Result.CHANGED, Result.SUPPORTED), Way.CHANGED),
        ((Result.MEDIATED,), Way.UNKNOWN),
        ((), Way.UNKNOWN),
    ],
)
def test_a_civil_decision_goes_the_way_of_its_results(
    results: tuple[Result, ...], expected: Way
) -> None:
    assert way(head(*results)) is expected


@pytest.mark.parametrize(
    ("sentences", "expected"),
    [
        ((sentence(Penalty.TERM), sentence(Penalty.TERM, 24)), Way.IMPRISONED),
        ((sentence(Penalty.TERM, 24), sentence(Penalty.FINE)), Way.LENIENT),
        ((sentence(Penalty.DEATH_SUSPENDED),), Way.IMPRISONED),
    ],
)
def test_a_criminal_judgment_goes_the_way_of_its_heaviest_sentence(
    sentences: tuple[Sentence, ...], expected: Way
) -> None:
    changed = head(Result.CHANGED, kind=Kind.CRIMINAL, sentences=sentences)
    assert way(changed) is expected


def test_acquittal_and_exemption_are_told() -> None:
    assert way(head(Result.ACQUITTED, kind=Kind.CRIMINAL)) is Way.ACQUITTED
    assert way(head(Result.EXEMPTED, kind=Kind.CRIMINAL)) is Way.LENIENT
    assert way(head(Result.UPHELD, kind=Kind.CRIMINAL)) is Way.UPHELD


def test_only_what_can_be_compared_contradicts() -> None:
    assert contrary(Way.SUPPORTED, Way.REFUSED)
    assert contrary(Way.ACQUITTED, Way.IMPRISONED)
    assert not contrary(Way.UPHELD, Way.REFUSED)
    assert not contrary(Way.UNKNOWN, Way.REFUSED)
    assert not contrary(Way.REFUSED, Way.REFUSED)


def test_the_tiers_of_a_search() -> None:
    high = {"court": "浙江省高级人民法院", "level": CourtLevel.HIGH, "province": "浙江省"}
    superior = {"court": "浙江省杭州市中级人民法院", "level": CourtLevel.INTERMEDIATE}
    assert OWN is not None
    assert tier(head(origin=Origin.GUIDING), OWN) is Tier.GUIDING
    assert tier(head(origin=Origin.LIBRARY), OWN) is Tier.SUPREME
    assert tier(head(court="最高人民法院", level=CourtLevel.SUPREME), None) is Tier.SUPREME
    assert tier(head(**high), OWN) is Tier.HIGH  # type: ignore[arg-type]
    assert tier(head(**high), None) is Tier.OTHER  # type: ignore[arg-type]
    assert tier(head(**(superior | {"court": OWN.superior})), OWN) is Tier.OWN  # type: ignore[arg-type]
    assert tier(head(court="上海市浦东新区人民法院", province="上海市"), OWN) is Tier.OTHER


def test_the_last_three_years_and_guiding_cases_count_as_recent() -> None:
    day = date(2024, 2, 29)
    assert recent(head(decided=date(2021, 3, 1)), day)
    assert not recent(head(decided=date(2021, 2, 1)), day)
    assert not recent(head(), day)
    assert recent(head(origin=Origin.GUIDING, decided=date(2012, 1, 1)), day)
