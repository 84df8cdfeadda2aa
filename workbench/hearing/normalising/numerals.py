"""Chinese numerals as they are spoken: strict reading, and writing in figures.

Strict, because much that is made of numeral characters is no number: approximations (三五万,
十七八), set phrases, two numbers in a row. What is not said as numbers are gets no reading.
"""

import re
from dataclasses import dataclass
from decimal import Decimal

from workbench.kernel.numerals import format_integer, parse_integer

DIGIT = "[零〇一二三四五六七八九]"
CHARACTER = "[零〇一二两三四五六七八九十百千万亿]"
"""A character of a spoken numeral, for regular expressions."""

_WAN, _YI = 10_000, 100_000_000
_DIGITS = {c: str(i) for i, c in enumerate("零一二三四五六七八九")} | {"〇": "0", "幺": "1"}
_LIMIT = 10**16


@dataclass(frozen=True)
class Spoken:
    """A number that was said.

    Attributes:
        value: the number.
        short: its last unit was left out (三千五 for 3,500, 一万二 for 12,000).
    """

    value: Decimal
    short: bool = False


def read(text: str) -> Spoken | None:
    """Read a spoken number (一百二十, 两千零五, 十二万三, 三点八五); ``None`` where it is none.

    Digits said one after the other (二零二三) are no number: see :func:`read_digits`.
    """
    whole, point, part = text.partition("点")
    if point:
        return _decimal(whole, part)
    words = re.sub(r"\d+", lambda match: _words(int(match[0])), whole).replace("〇", "零")
    if not words or re.search(r"两(?=.)(?![百千万亿])|(?<=.)两$|十两", words):
        return None
    words = _full_tens(words.replace("两", "二"))
    exact = _exact(words)
    if exact is not None:
        return Spoken(Decimal(exact))
    return _short(words)


def read_digits(text: str) -> str | None:
    """Return digits that are said one after the other in figures (一三八零 → 1380, 幺 → 1)."""
    figures = [_DIGITS.get(c, c if c.isdecimal() and c.isascii() else "") for c in text]
    return "".join(figures) if text and all(figures) else None


def figures(number: Spoken, separators: bool = False) -> str:
    """Write a number as courts do: 12万, 1.2亿, 3500, 35600, 0.5.

    Args:
        number: what was said.
        separators: 35,600 instead of 35600.
    """
    value = number.value
    if value >= _YI and value % (_YI // 100) == 0:
        return f"{_plain(value / _YI)}亿"
    if value >= _WAN and (value % _WAN == 0 or (number.short and value % (_WAN // 10) == 0)):
        return f"{_plain(value / _WAN)}万"
    if value == value.to_integral_value():
        return f"{int(value):,}" if separators else str(int(value))
    return str(value)


def _plain(value: Decimal) -> str:
    return f"{value.normalize():f}"


def _decimal(whole: str, part: str) -> Spoken | None:
    figures_after = read_digits(part)
    before = Spoken(Decimal(0)) if whole in {"零", "〇", "0"} else read(whole) if whole else None
    if figures_after is None or before is None or before.short:
        return None
    return Spoken(Decimal(f"{int(before.value)}.{figures_after}"))


def _exact(words: str) -> int | None:
    """Return the number whose words these are, to the letter."""
    try:
        value = parse_integer(words)
    except ValueError:
        return None
    if not 0 < value < _LIMIT:
        return 0 if words == "零" else None
    wanted = _words(value)
    # 一万五百 is said for 一万零五百.
    loose = re.sub(rf"(?<=[万亿])零(?={DIGIT}[千百])", "", wanted)
    return value if words in {wanted, loose} else None


def _short(words: str) -> Spoken | None:
    if len(words) < 3 or words[-1] not in "一二三四五六七八九" or words[-2] not in "百千万亿":
        return None
    value = _exact(words[:-1])
    unit = {"百": 100, "千": 1000, "万": _WAN, "亿": _YI}[words[-2]]
    if value is None:
        return None
    return Spoken(Decimal(value + int(_DIGITS[words[-1]]) * unit // 10), short=True)


def _words(value: int) -> str:
    """Write a number in the words that are said for it, every ten with its digit (一十五)."""
    if not value:
        return "零"
    groups = []
    while value:
        value, group = divmod(value, _WAN)
        groups.append(group)
    words = ""
    for index in range(len(groups) - 1, -1, -1):
        group = groups[index]
        if not group:
            continue
        if words and (group < 1000 or not groups[index + 1]):
            words += "零"
        words += _full_tens(format_integer(group)) + ("", "万", "亿", "万亿")[index]
    return words


def _full_tens(words: str) -> str:
    return re.sub(r"(?<![一二三四五六七八九])十", "一十", words)
