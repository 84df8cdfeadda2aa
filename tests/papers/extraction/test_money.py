"""Amounts, rates and dates in running text."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.kernel.numerals import amount_in_words, format_amount
from workbench.papers.extraction.dates import find_dates
from workbench.papers.extraction.money import find_amounts, find_rates, largest


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("借到人民币壹拾万元整（¥100,000.00元）", ["100000.00"]),
        ("本金10万，利息3.5万元，共计￥2000", ["100000.00", "35000.00", "2000.00"]),
        ("支付15元及2元", ["15.00", "2.00"]),
        ("3亿元、5百万元、4千元", ["300000000.00", "5000000.00", "4000.00"]),
        ("按100元/天计算", []),
        ("编号20230501，共3页", []),
        ("一百二十元和50元", ["120.00", "50.00"]),
    ],
)
def test_amounts(text: str, values: list[str]) -> None:
    assert [money.value for money in find_amounts(text)] == values


def test_words_and_figures_are_compared() -> None:
    (same,) = find_amounts("人民币100000元（大写：壹拾万元整）")
    (other,) = find_amounts("人民币壹拾万元整（小写：¥120,000.00）")
    assert same.note == ""
    assert other.value == "100000.00"
    assert "120,000.00元" in other.note
    assert "不一致" in other.note


@given(st.decimals(Decimal("0.01"), Decimal("99999999"), places=2))
def test_figures_and_words_read_back(amount: Decimal) -> None:
    (figures,) = find_amounts(f"共计{format_amount(amount)}。")
    assert figures.amount == amount
    (pair,) = find_amounts(f"人民币{amount_in_words(amount)}（¥{amount:,.2f}）")
    assert (pair.amount, pair.note) == (amount, "")


def test_largest() -> None:
    found = largest(find_amounts("5元、70元、6元"))
    assert found is not None
    assert found.value == "70.00"
    assert largest([]) is None


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("年利率15.4%", "15.4"),
        ("月利率为1.5%", "18"),
        ("月息2分", "24"),
        ("月息一分五厘", "18"),
        ("年息一分", "10"),
        ("月利率10‰", "12"),
        ("日利率万分之五", "18.25"),
        ("年利率百分之十二", "12"),
        ("按一年期贷款市场报价利率（LPR）计算", "LPR"),
        ("按照同期LPR的四倍", "LPR×4"),
        ("全国银行间同业拆借中心公布的一年期贷款市场报价利率的1.5倍", "LPR×1.5"),
    ],
)
def test_rates(text: str, value: str) -> None:
    (rate,) = find_rates(text)
    assert rate.value == value
    assert text[rate.start : rate.end]


def test_rates_of_a_month_say_how_they_were_converted() -> None:
    (rate,) = find_rates("月利率1%")
    assert "折合年利率12%" in rate.note
    assert find_rates("利率另行约定，年利率") == []


def test_dates() -> None:
    text = "2023年5月1日、二〇二三年五月二日、2023-02-30、20230503"
    assert [d.value for d in find_dates(text)] == ["2023-05-01", "2023-05-02"]
    assert [d.value for d in find_dates(text, compact=True)][-1] == "2023-05-03"
