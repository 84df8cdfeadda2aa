"""Numerals, amounts and dates: vectors and round trips."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.kernel import numerals as n


@pytest.mark.parametrize(
    ("figure", "words"),
    [
        ("0", "零元整"),
        ("0.05", "伍分"),
        ("10", "壹拾元整"),
        ("10.5", "壹拾元伍角整"),
        ("100.05", "壹佰元零伍分"),
        ("1001", "壹仟零壹元整"),
        ("10010", "壹万零壹拾元整"),
        ("123456.78", "壹拾贰万叁仟肆佰伍拾陆元柒角捌分"),
        ("1010000", "壹佰零壹万元整"),
        ("10000001", "壹仟万零壹元整"),
        ("1234567890.12", "壹拾贰亿叁仟肆佰伍拾陆万柒仟捌佰玖拾元壹角贰分"),
        ("100000001", "壹亿零壹元整"),
    ],
)
def test_amount_vectors(figure: str, words: str) -> None:
    assert n.amount_in_words(Decimal(figure)) == words
    assert n.parse_amount_words(words) == Decimal(figure)


@given(st.integers(min_value=0, max_value=10**13))
def test_amount_round_trip(fen: int) -> None:
    amount = Decimal(fen) / 100
    assert n.parse_amount(n.amount_in_words(amount)) == amount


@given(st.integers(min_value=0, max_value=99_999))
def test_integer_round_trip(number: int) -> None:
    assert n.parse_integer(n.format_integer(number)) == number


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("五百七十七", 577),
        ("十五", 15),
        ("一百二十", 120),
        ("二〇二六", 2026),
        ("一千二百六十", 1260),
    ],
)
def test_integers(text: str, number: int) -> None:
    assert n.parse_integer(text) == number


@pytest.mark.parametrize(
    ("text", "yuan"),
    [
        ("120,000元", "120000"),
        ("12万元", "120000"),
        ("¥3.5万", "35000"),
        ("人民币壹拾贰万圆正", "120000"),
    ],
)
def test_amounts(text: str, yuan: str) -> None:
    assert n.parse_amount(text) == Decimal(yuan)


@pytest.mark.parametrize("text", ["", "元", "甲元", "12角", "abc"])
def test_not_an_amount(text: str) -> None:
    with pytest.raises(ValueError, match=r"amount|numeral"):
        n.parse_amount(text)


@given(st.dates(min_value=date(1900, 1, 1), max_value=date(2099, 12, 31)))
def test_date_round_trip(day: date) -> None:
    assert n.parse_date(n.format_date(day)) == day
    assert n.parse_date(day.isoformat()) == day
    assert n.parse_date(f"{day:%Y%m%d}") == day


def test_date_in_characters() -> None:
    assert n.parse_date("二〇二六年三月十五日") == date(2026, 3, 15)


@pytest.mark.parametrize("text", ["2025年2月30日", "20250230"])
def test_no_such_day(text: str) -> None:
    with pytest.raises(ValueError, match="day"):
        n.parse_date(text)
