"""Reading, finding, writing and checking case numbers."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.kernel.errors import UserError
from workbench.kernel.finding import Status
from workbench.reference.case_number import PROVINCES, case_types, find_all, parse
from workbench.reference.case_number_checks import (
    check,
    check_level,
    check_serial,
    check_title,
    check_year,
)

TODAY = date(2026, 6, 1)


@pytest.mark.parametrize(
    ("text", "court", "level", "kind"),
    [
        ("（2021）京0105民初12345号", "北京市朝阳区人民法院", 4, "民初"),
        ("(2018)沪01民终9760号", "上海市第一中级人民法院", 3, "民终"),
        ("（2017）琼民辖终31号之一", "海南省高级人民法院", 2, "民辖终"),
        ("（2019）最高法知民终1号", "最高人民法院", 1, "民终"),
        ("（2016）京73民辖终1156号", "北京知识产权法院", 3, "民辖终"),
        ("（2019）最高法商初1号", "最高人民法院", 1, "商初"),
    ],
)
def test_accepts(text: str, court: str, level: int, kind: str) -> None:
    number = parse(text)
    assert number.court is not None
    assert (number.court.name, number.level, number.type_code) == (court, level, kind)


def test_unknown_court_code_is_still_read() -> None:
    number = parse("（2020）兵0103民初5号")
    assert number.court is None
    assert (number.level, number.stage, number.procedure) == (4, "一审", "第一审程序")


@pytest.mark.parametrize(
    ("text", "part"),
    [
        ("（2021）京010民初1号", "0位、2位"),
        ("（2021）滇01民初1号", "应为“云”"),
        ("（2021）京0105民出12345号", "类型代字“民出”"),
        ("（2021）某01民初1号", "首字"),
        ("2021京0105民初1号", "收案年度"),
        ("（2021）京0105民初1", "编号＋号"),
        ("  ", "为空"),
    ],
)
def test_rejects_in_words(text: str, part: str) -> None:
    with pytest.raises(UserError, match=part):
        parse(text)


def test_writes_full_width_brackets_and_keeps_the_suffix() -> None:
    assert parse("(2018) 沪01 民初 937 号之三").text == "（2018）沪01民初937号之三"
    assert parse("〔２０１８〕沪01民初937号之11").text == "（2018）沪01民初937号之十一"


def test_joined_numbers() -> None:
    assert parse("（2020）京01民终3827、3828号").serials == (3827, 3828)
    number = parse("（2020）粤03民终18775—18779号")
    assert number.serials == tuple(range(18775, 18780))
    assert number.text == "（2020）粤03民终18775-18779号"
    assert parse("（2020）粤03民终1201-05号").serials == (1201, 5)


@pytest.mark.parametrize(
    "text",
    [
        "17号、18号",
        "17、18号",
        "17号和第18号",
        "17号及18号",
        "17-18号",
        "17号至18号",
    ],
)
def test_every_one_of_joined_numbers_is_kept(text: str) -> None:
    for stem in ("（2023）京01民终", "（2013）示民终字第"):
        (found,) = find_all(f"参见{stem}{text}民事判决书")
        assert found.number.serials == (17, 18)
        assert found.number.singles == (f"{stem}17号", f"{stem}18号")


@pytest.mark.parametrize("text", ["17号、18号楼", "17号，18号", "17号、2023年", "17号和18号 院"])
def test_what_is_no_further_number_is_not_taken_in(text: str) -> None:
    (found,) = find_all(f"（2023）京01民终{text}")
    assert found.number.singles == ("（2023）京01民终17号",)


def test_older_style_is_kept_and_not_decoded() -> None:
    number = parse("（2015）济民一初字第21号")
    assert number.legacy
    assert number.text == "（2015）济民一初字第21号"
    assert (number.court, number.level, number.type, number.procedure) == (None, 0, None, "")


def test_finds_all_with_their_places() -> None:
    text = (
        "不服（2021）京 0105 民初 12 345号判决，另案(2014)宜中刑一初字第11号及（2022）某民初1号。"
    )
    found = find_all(text)
    assert [m.number.text for m in found] == [
        "（2021）京0105民初12345号",
        "（2014）宜中刑一初字第11号",
    ]
    assert text[found[1].start : found[1].end] == "(2014)宜中刑一初字第11号"


@given(
    year=st.integers(1990, 2099),
    court=st.sampled_from(sorted(PROVINCES)).flatmap(
        lambda c: st.sampled_from([c, f"{c}01", f"{c}0105"])
    ),
    kind=st.sampled_from(sorted(case_types())),
    serial=st.integers(1, 99_999_999),
    suffix=st.integers(0, 30),
)
def test_written_form_reads_back(
    year: int, court: str, kind: str, serial: int, suffix: int
) -> None:
    tail = f"之{suffix}" if suffix else ""
    number = parse(f"({year}){court}{kind}{serial}号{tail}")
    assert parse(number.text) == number
    assert (number.year, number.court_code + number.special + number.type_code) == (
        year,
        court + kind,
    )
    assert (number.serials, number.suffix) == ((serial,), suffix)
    embedded = find_all(f"本院以{number.text}立案。")
    assert [m.number for m in embedded] == [number]


@given(st.text(alphabet="（）()2019京0105民初执号之一第字、- \n", max_size=60))
def test_any_text_is_read_or_refused(text: str) -> None:
    for mention in find_all(text):
        assert parse(mention.number.text) == mention.number


def test_year_checks() -> None:
    number = parse("（2021）京0105民初1号")
    assert check_year(number, TODAY, date(2021, 5, 1)).status is Status.CONFIRMED
    assert check_year(number, TODAY, date(2020, 12, 31)).status is Status.DIFFERS
    assert check_year(number, TODAY).status is Status.NOT_CHECKED
    assert check_year(number, date(2020, 1, 1)).status is Status.DIFFERS


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("（2021）京0105民终1号", Status.DIFFERS),
        ("（2021）京0105民辖终1号", Status.DIFFERS),
        ("（2021）京01刑核1号", Status.DIFFERS),
        ("（2021）京刑核1号", Status.CONFIRMED),
        ("（2021）京0105民初1号", Status.CONFIRMED),
        ("（2015）济民一初字第21号", Status.NOT_CHECKED),
    ],
)
def test_level_checks(text: str, status: Status) -> None:
    assert check_level(parse(text)).status is status


@pytest.mark.parametrize(
    ("text", "title", "status"),
    [
        ("（2021）京0105民初1号", "民 事 判 决 书", Status.CONFIRMED),
        ("（2021）京0105民初1号", "刑事判决书", Status.DIFFERS),
        ("（2021）京0105刑初1号", "刑事附带民事判决书", Status.CONFIRMED),
        ("（2021）京0105执1号", "执行裁定书", Status.CONFIRMED),
        ("（2021）京0105民初1号", "传票", Status.NOT_CHECKED),
        ("（2015）济民一初字第21号", "民事判决书", Status.NOT_CHECKED),
    ],
)
def test_title_checks(text: str, title: str, status: Status) -> None:
    assert check_title(parse(text), title).status is status


@pytest.mark.parametrize("serial", ["12345", "111", "4321", "123"])
def test_regular_serials_of_cited_cases_are_pointed_out(serial: str) -> None:
    assert "编造" in check_serial(parse(f"（2022）沪01民终{serial}号")).message


def test_ordinary_serials_are_not_called_real() -> None:
    finding = check_serial(parse("（2022）沪01民终9760号"))
    assert finding.status is Status.NOT_CHECKED
    assert "编造" not in finding.message


def test_check_runs_what_applies() -> None:
    number = parse("（2022）沪01民终9760号")
    assert len(check(number, TODAY)) == 2
    assert len(check(number, TODAY, title="民事判决书", cited=True)) == 4
