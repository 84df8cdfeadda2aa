"""Spoken numbers: what is one, what it says, and how it is written."""

import re
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.hearing.normalising.saying import say
from workbench.hearing.normalising.numerals import Spoken, figures, read, read_digits


@pytest.mark.parametrize(
    ("said", "value", "written"),
    [
        ("十", 10, "10"),
        ("十五", 15, "15"),
        ("一百一十五", 115, "115"),
        ("一百十五", 115, "115"),
        ("两百", 200, "200"),
        ("三千五百", 3500, "3500"),
        ("三千零五十", 3050, "3050"),
        ("一万零五百", 10500, "10500"),
        ("一万五百", 10500, "10500"),
        ("两万", 20000, "2万"),
        ("十二万三千四百五十六", 123456, "123456"),
        ("一百二十万", 1200000, "120万"),
        ("一千二百万", 12000000, "1200万"),
        ("一亿两千万", 120000000, "1.2亿"),
        ("一亿零五百万", 105000000, "1.05亿"),
        ("12万五千", 125000, "125000"),
        ("3千5百", 3500, "3500"),
        ("三千五", 3500, "3500"),
        ("一百二", 120, "120"),
        ("两万五", 25000, "2.5万"),
        ("一亿二", 120000000, "1.2亿"),
        ("三点五", Decimal("3.5"), "3.5"),
        ("零点零五", Decimal("0.05"), "0.05"),
        ("二十四点一五", Decimal("24.15"), "24.15"),
        ("零", 0, "0"),
    ],
)
def test_numbers(said: str, value: Decimal, written: str) -> None:
    number = read(said)
    assert number is not None
    assert number.value == value
    assert figures(number) == written


@pytest.mark.parametrize(
    "said",
    [
        *["三五", "十七八", "两三万", "三万五万", "百万", "千", "万亿三", "一百百", "二零二三"],
        *["两十", "十两", "三百两", "五百三百", "三点", "点五", "三千五点二", "一千五十", "", "半"],
    ],
)
def test_what_is_no_number(said: str) -> None:
    assert read(said) is None


@given(st.integers(1, 10**12))
def test_every_number_is_read_as_it_is_said(value: int) -> None:
    """Against a plain writer of numbers: groups of four with 零 where digits are skipped."""
    number = read(say(value))
    assert number == Spoken(Decimal(value))
    assert read(re.sub("(?<!十)二(?=[千万亿])", "两", say(value))) == number


@pytest.mark.parametrize(
    ("said", "written"),
    [("一三八零零", "13800"), ("幺幺零", "110"), ("二〇二三", "2023"), ("12三", "123")],
)
def test_digits(said: str, written: str) -> None:
    assert read_digits(said) == written


@pytest.mark.parametrize("said", ["", "一百", "一二三X", "两零", "①"])
def test_no_digits(said: str) -> None:
    assert read_digits(said) is None


def test_separators() -> None:
    assert figures(Spoken(Decimal(123456)), separators=True) == "123,456"
    assert figures(Spoken(Decimal(120000)), separators=True) == "12万"
