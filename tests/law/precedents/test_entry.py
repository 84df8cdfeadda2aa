"""Guiding cases and entries of the case library."""

from datetime import date

import pytest

from tests.law.precedents import samples
from tests.law.precedents.build import part, precedent, reading
from workbench.law.precedents.model import CourtLevel, Kind, Origin, Part, Result, Stage
from workbench.law.precedents.raw_text import Raw
from workbench.law.precedents.reader import ReadPrecedent, read_all


def test_guiding_case() -> None:
    found = precedent(samples.GUIDING)
    assert (found.origin, found.library_number) == (Origin.GUIDING, "指导性案例990号")
    assert (found.kind, found.stage, found.level) == (
        Kind.CIVIL,
        Stage.SECOND,
        CourtLevel.INTERMEDIATE,
    )
    assert found.title == "示例甲公司诉示例乙公司买卖合同纠纷案"
    assert found.keywords == ("民事", "买卖合同", "违约金", "举证责任")
    assert found.gist.startswith("约定的违约金")
    assert (found.number, found.decided) == ("（2022）苏01民终90300号", date(2022, 9, 9))
    assert found.causes == ("买卖合同纠纷",)
    assert found.outcome.results == (Result.UPHELD,)
    assert [(a.place.article, a.basis) for a in found.articles] == [(585, True), (577, False)]


def test_entry_of_the_library() -> None:
    found = precedent(samples.LIBRARY)
    assert (found.origin, found.library_number) == (Origin.LIBRARY, "2099-07-2-121-001")
    assert (found.court, found.decided) == ("北京市朝阳区人民法院", date(2022, 3, 3))
    assert part(found, Part.CASE_FACTS) == "苏五戌系示例小区业主。示例物业服务有限公司擅自撤离。"
    assert part(found, Part.RESULT).startswith("北京市朝阳区人民法院于2022年3月3日")
    assert found.outcome.results == (Result.SUPPORTED,)
    assert found.causes == ("物业服务合同纠纷",)


@pytest.mark.parametrize(
    "after",
    [
        "双方均未上诉，判决已发生法律效力。",
        "判决已发生法律效力。",
        "宣判后，双方当事人均未提起上诉，判决已发生法律效力。",
        "一审宣判后，当事人服判息诉，该判决现已生效。",
    ],
)
def test_what_is_told_after_a_refusal_grants_nothing(after: str) -> None:
    decision = "示例物业服务有限公司返还物业费2,000元。双方均未上诉，判决已发生法律效力。"
    assert decision in samples.LIBRARY
    text = samples.LIBRARY.replace(decision, f"驳回苏五戌的诉讼请求。{after}")
    assert precedent(text).outcome.results == (Result.REJECTED,)


def test_kind_by_the_number_where_the_keywords_are_silent() -> None:
    text = samples.LIBRARY.replace("民事/", "").replace("2099-07-2-121-001", "2099-07-3-121-001")
    assert precedent(text).kind is Kind.ADMINISTRATIVE


def test_a_file_with_several_typical_cases() -> None:
    found = read_all(lambda: Raw("a.txt", samples.TYPICAL), reading())
    cases = [item.precedent for item in found if isinstance(item, ReadPrecedent)]
    assert [case.source for case in cases] == ["a.txt#1", "a.txt#2"]
    assert [case.origin for case in cases] == [Origin.TYPICAL, Origin.TYPICAL]
    assert [case.title for case in cases] == [
        "水某与华某买卖合同纠纷案",
        "云某诉示例公司劳动争议案",
    ]
    assert [case.gist for case in cases] == [
        "依法保护卖方的权利。",
        "用人单位应当订立书面劳动合同。",
    ]
    assert cases[0].causes == ("买卖合同纠纷",)


def test_several_cases_without_headings_stay_one() -> None:
    text = samples.TYPICAL.replace("案例一：", "").replace("案例二：", "")
    assert len(read_all(lambda: Raw("a.txt", text), reading())) == 1
