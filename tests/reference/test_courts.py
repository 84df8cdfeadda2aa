"""Courts: names in text, codes, levels."""

from hypothesis import given
from hypothesis import strategies as st

from workbench.reference.courts import (
    code_of_name,
    court_of_code,
    court_of_name,
    find_courts,
    level_of_code,
)
from workbench.reference.rule_data import read_csv


def test_codes_and_names() -> None:
    court = court_of_code("京0105")
    assert court is not None
    assert court.name == "北京市朝阳区人民法院"
    assert code_of_name("北京市朝阳区人民法院") == "京0105"
    assert court_of_code("京9999") is None
    assert code_of_name("虚构县人民法院") == ""


def test_names_with_and_without_the_province() -> None:
    short, long = court_of_name("睢县人民法院"), court_of_name("河南省睢县人民法院")
    assert short == long
    assert short is not None
    assert short.superior == "河南省商丘市中级人民法院"
    assert short.province == "河南省"


def test_levels_by_code() -> None:
    assert [level_of_code(c) for c in ("最高法", "京", "京01", "京0105")] == [1, 2, 3, 4]


def test_finds_the_longest_known_name() -> None:
    text = "不服广东省深圳市中级人民法院判决，向\n最高人民法院申请；本法院、某某人民法院不算。"
    found = find_courts(text)
    assert [text[m.start : m.end] for m in found] == [
        "广东省深圳市中级人民法院",
        "最高人民法院",
    ]


NAMES = sorted(row["name"] for row in read_csv("courts.csv"))


@given(st.sampled_from(NAMES), st.sampled_from(["此致", "上诉于", "。", "原审法院为"]))
def test_every_listed_court_is_found_in_running_text(name: str, before: str) -> None:
    text = f"{before}{name}。"
    found = find_courts(text)
    assert [text[m.start : m.end] for m in found] == [name]


def test_codes_agree_with_levels() -> None:
    for row in read_csv("court_codes.csv"):
        court = court_of_code(row["code"])
        assert court is not None
        assert court.level == level_of_code(row["code"])
        if "中级人民法院" in court.name:
            assert court.level == 3
