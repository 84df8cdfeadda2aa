"""Cited cases, checked against the library."""

from datetime import date

import pytest

from tests.law.precedents import samples
from tests.law.precedents.build import precedent
from workbench.kernel.finding import Status
from workbench.law.precedents.cited import NOT_HERE, CitedCase, cited_cases
from workbench.law.precedents.model import PrecedentHead

TODAY = date(2026, 6, 1)


def head(text: str) -> PrecedentHead:
    """Return an invented precedent as a list has it."""
    p = precedent(text)
    return PrecedentHead(
        1, p.origin, p.kind, p.title, p.number, p.library_number, p.court, p.level, p.province,
        p.stage, p.document, p.decided, p.causes, p.outcome, p.gist, p.keywords, "", "",
    )  # fmt: skip


LIBRARY = [head(text) for text in (samples.CIVIL_SECOND, samples.GUIDING, samples.LIBRARY)]


def lookup(number: str) -> list[PrecedentHead]:
    """Look a number up among the invented ones."""
    return [one for one in LIBRARY if number in (one.number, one.library_number)]


def check(text: str) -> CitedCase:
    """Return the only cited case of a text."""
    (case,) = cited_cases(text, lookup, TODAY)
    return case


def test_found_with_what_it_is() -> None:
    case = check("参见上海市第一中级人民法院（2021）沪01民终90123号民事判决书。")
    assert case.status is Status.CONFIRMED
    assert "商品房销售合同纠纷" in case.message
    assert "2021年3月5日" in case.message


def test_any_of_joined_numbers_is_found_once() -> None:
    case = check("见（2021）沪01民终90122号、90123号民事判决书。")
    assert case.status is Status.CONFIRMED
    assert [one.number for one in case.found] == ["（2021）沪01民终90123号"]
    assert case.number == "（2021）沪01民终90122、90123号"


def test_half_width_brackets_mean_the_same() -> None:
    assert check("见(2021)沪01民终90123号").status is Status.CONFIRMED


CONTRADICTIONS = [
    ("北京市第一中级人民法院（2021）沪01民终90123号民事判决", "文中称北京市第一中级人民法院"),
    ("（2021）沪01民终90123号民事裁定书", "文中称民事裁定书"),
    ("（2021）沪01民终90124号刑事判决书", "类型代字“民终”属民事案件"),
    ("（2031）沪01民终90124号", "案号年度2031晚于当前年度2026"),
    ("（2021）沪0115民终90124号", "只用于中级人民法院以上法院"),
]


@pytest.mark.parametrize(("text", "words"), CONTRADICTIONS)
def test_contradictions(text: str, words: str) -> None:
    case = check(text)
    assert case.status is Status.DIFFERS
    assert words in case.message


SERIALS = ["（2022）沪01民终12345号", "（2022）沪01民终1111号", "（2022）京0105民初1234567号"]


@pytest.mark.parametrize("number", SERIALS)
def test_suspicious_serials(number: str) -> None:
    case = check(number)
    assert case.status is Status.NOT_CHECKED
    assert "可能是编造的" in case.message
    assert NOT_HERE in case.message


def test_not_found_is_not_wrong() -> None:
    case = check("（2017）琼民辖终31号之一")
    assert (case.status, case.message) == (Status.NOT_FOUND, NOT_HERE)


MALFORMED = [
    ("（2021）京010民初1号", "数字应为0位、2位"),
    ("（2021）滇01民初1号", "应为“云”"),
    ("（2021）京0105民出12345号", "类型代字“民出”"),
]


@pytest.mark.parametrize(("number", "words"), MALFORMED)
def test_what_looks_like_a_number_and_cannot_be_one(number: str, words: str) -> None:
    case = check(f"参见{number}判决")
    assert case.status is Status.DIFFERS
    assert words in case.message


def test_numbers_of_other_documents_are_no_cases() -> None:
    text = (
        "示检刑诉〔2014〕30号起诉书、法释〔2020〕17号、京政发（2010）10号、（2014）京房权证字第1号"
    )
    assert cited_cases(text, lookup, TODAY) == []
    assert check("（2014）示刑初字第9号").status is Status.NOT_FOUND


def test_guiding_cases_and_library_numbers() -> None:
    text = "参照指导性案例990号、指导案例991号，并见2099-07-2-121-001。"
    found = [(case.number, case.status) for case in cited_cases(text, lookup, TODAY)]
    assert found == [
        ("指导性案例990号", Status.CONFIRMED),
        ("指导性案例991号", Status.NOT_FOUND),
        ("2099-07-2-121-001", Status.CONFIRMED),
    ]


def test_the_own_number_is_left_out_and_spans_are_right() -> None:
    text = "本院（2026）沪0115民初1号案中，被告援引（2021）沪01民终90123号。"
    (case,) = cited_cases(text, lookup, TODAY, ["（2026）沪0115民初1号"])
    assert text[case.start : case.end] == "（2021）沪01民终90123号"
