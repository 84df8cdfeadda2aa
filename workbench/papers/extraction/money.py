"""Amounts and rates in running text; amounts in figures are compared with those in words."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from workbench.kernel.numerals import format_amount, parse_amount, parse_integer

_FIGURES = re.compile(
    r"(?P<sign>人民币|RMB|[¥￥])?\s?(?<![\d.])(?P<number>\d{1,3}(?:,\d{3})+(?:\.\d{1,4})?|\d+(?:\.\d{1,6})?)\s?"
    r"(?P<scale>千万|百万|万|千|百|亿)?\s?(?P<unit>(?:余|多)?(?:元|圆)(?:整|正)?)?"
)
_WORDS = re.compile(
    r"(?:人民币)?(?P<words>[零壹贰叁肆伍陆柒捌玖拾佰仟貳參陸弍叄参一二三四五六七八九十两][零壹贰叁肆伍陆柒捌玖拾佰仟万亿億萬"
    r"貳參陸弍叄参一二三四五六七八九十百千两〇\s]{0,24}[元圆圓](?:\s?[零壹贰叁参肆伍陆柒捌玖一二三四五六七八九]角)?"
    r"(?:\s?零?[壹贰叁参肆伍陆柒捌玖一二三四五六七八九]分)?\s?[整正]?)"
)
_BETWEEN = re.compile(
    r"\s*|(?=.*[（大小写即计合￥¥\[【])[（）：、，\s大小写人民币¥￥计即为合RMB整正元\[\]【】]{0,14}"
)
_RATE = re.compile(
    r"(?P<period>年利率|年化利率|年化|年息|月利率|月利息|月息|日利率|日息|利率(?:为)?(?:每年|年)|利率(?:为)?(?:每月|月)|每月)"
    r"(?:利率|利息)?[为按是以：\s]{0,3}(?P<part>百分之|千分之|万分之)?"
    r"(?P<number>\d+(?:\.\d+)?|[一二三四五六七八九十]{1,3})\s?(?P<unit>%|‰|分|厘|毫)?"
    r"(?P<rest>[一二三四五六七八九半](?:厘)?)?"
)
_LPR = re.compile(
    r"(?:一年期|五年期以上|同期)?(?:全国银行间同业拆借中心公布的)?(?:一年期|五年期以上)?(?:的)?"
    r"(?:贷款市场报价利率(?:（LPR）)?|LPR)(?:的)?(?P<times>\d+(?:\.\d+)?|[一二两三四](?:点五)?)?(?P<bei>倍)?"
)
_TIMES = {"一": "1", "二": "2", "两": "2", "三": "3", "四": "4", "一点五": "1.5", "三点五": "3.5"}
_SCALES = {
    "": 1, "百": 100, "千": 1000, "万": 10_000, "百万": 10**6, "千万": 10**7, "亿": 10**8
}  # fmt: skip
_PERIODS = {"年": Decimal(1), "月": Decimal(12), "日": Decimal(365)}
_PERCENT = {
    "%": Decimal(1), "‰": Decimal("0.1"),
    "百分之": Decimal(1), "千分之": Decimal("0.1"), "万分之": Decimal("0.01"),
}  # fmt: skip


@dataclass(frozen=True)
class Money:
    """An amount in a text: characters ``start`` to ``end``, yuan, and a note (words ≠ figures)."""

    start: int
    end: int
    amount: Decimal
    note: str = ""

    @property
    def shown(self) -> str:
        """As it reads on the screen."""
        return format_amount(self.amount)

    @property
    def value(self) -> str:
        """Plain decimal in yuan."""
        return format(self.amount.quantize(Decimal("0.01")), "f")


@dataclass(frozen=True)
class Rate:
    """A rate of interest: ``value`` annual percent or ``LPR`` (``LPR×4``)."""

    start: int
    end: int
    value: str
    shown: str
    note: str = ""


def find_amounts(text: str) -> list[Money]:
    """Find amounts of money; words and figures of the same sum are one amount.

    Bare numbers are none: a sign (¥, 人民币) or a unit (元, 万元) must stand beside them.
    """
    parts = sorted([*_in_words(text), *_in_figures(text)], key=lambda p: (p[0].start, -p[0].end))
    found: list[Money] = []
    kinds: list[str] = []
    for money, kind in parts:
        if found and money.start < found[-1].end:
            continue
        if found and kinds[-1] != kind and _BETWEEN.fullmatch(text[found[-1].end : money.start]):
            found[-1] = _pair(found[-1], money, kinds[-1])
            kinds[-1] = "both"
            continue
        found.append(money)
        kinds.append(kind)
    return found


def find_rates(text: str) -> list[Rate]:
    """Find rates of interest in the order of the text."""
    rates = [rate for match in _RATE.finditer(text) if (rate := _rate(match))]
    for match in _LPR.finditer(text):
        times = _TIMES.get(match["times"] or "", match["times"] or "") if match["bei"] else ""
        value = f"LPR×{times}" if times and times != "1" else "LPR"
        end = match.end() if match["bei"] else match.start() + len(match.group().rstrip("的"))
        rates.append(Rate(match.start(), end, value, match.group()))
    return sorted(rates, key=lambda rate: rate.start)


def largest(amounts: Sequence[Money]) -> Money | None:
    """Return the largest amount, or ``None``."""
    return max(amounts, key=lambda money: money.amount, default=None)


def _in_figures(text: str) -> Iterator[tuple[Money, str]]:
    for match in _FIGURES.finditer(text):
        if not match["sign"] and not match["unit"] and not _colloquial(text, match):
            continue
        if text.startswith(("/", "／"), match.end()) and match["unit"]:
            continue  # a unit price (100元/天)
        amount = Decimal(match["number"].replace(",", "")) * _SCALES[match["scale"] or ""]
        end = match.end() - (len(match.group()) - len(match.group().rstrip()))
        start = match.start() + (len(match.group()) - len(match.group().lstrip()))
        yield Money(start, end, amount), "figures"


def _colloquial(text: str, match: re.Match[str]) -> bool:
    """借款10万，: 万 or 亿 without 元, at the end of a phrase."""
    return match["scale"] in ("万", "亿") and text[match.end() : match.end() + 1] in "，。；、）\n"


def _in_words(text: str) -> Iterator[tuple[Money, str]]:
    for match in _WORDS.finditer(text):
        try:
            # 参 is how 叁 is often written, and how it is read off photographs.
            words = re.sub(r"\s", "", match["words"]).replace("参", "叁")
            amount = parse_amount(words)
        except ValueError:
            continue
        yield Money(match.start(), match.end(), amount), "words"


def _pair(first: Money, second: Money, first_kind: str) -> Money:
    words, figures = (first, second) if first_kind == "words" else (second, first)
    note = ""
    if words.amount != figures.amount:
        note = f"大写为{words.shown}，小写为{figures.shown}，两者不一致，请核对原件。"
    return Money(first.start, second.end, words.amount, note)


def _rate(match: re.Match[str]) -> Rate | None:
    unit = match["part"] or match["unit"]
    if unit is None:
        return None
    period = next(word for word in "年月日" if word in match["period"])
    number = match["number"]
    figure = Decimal(number) if number[0].isdigit() else Decimal(parse_integer(number))
    percent = figure * _PERCENT[unit] if unit in _PERCENT else _in_fen(figure, match, period)
    annual = percent * _PERIODS[period]
    value = format(annual.normalize(), "f")
    note = "" if period == "年" else f"原文为{match.group()}，折合年利率{value}%。"
    if annual > 1000:
        return None
    return Rate(match.start(), match.end(), value, f"年利率{value}%", note)


def _in_fen(figure: Decimal, match: re.Match[str], period: str) -> Decimal:
    """Read 分 and 厘: 月息1分 is 1 % a month, 年息1分 is 10 % a year; 厘 is a tenth of 分."""
    share = {"分": Decimal(1), "厘": Decimal("0.1"), "毫": Decimal("0.01")}[match["unit"]]
    rest = Decimal(0)
    if match["rest"]:
        word = match["rest"][0]
        rest = Decimal("0.5") if word == "半" else Decimal(parse_integer(word)) / 10
    percent = (figure + rest) * share
    return percent * 10 if period == "年" else percent
