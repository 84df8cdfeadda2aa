"""Chinese numerals, dates and amounts as they stand in papers and laws.

Amounts in words follow 《正确填写票据和结算凭证的基本规定》 (中文大写金额数字).
"""

import re
from datetime import date
from decimal import Decimal, InvalidOperation

_DIGITS = {c: i for i, c in enumerate("零一二三四五六七八九")} | {
    c: i for i, c in enumerate("零壹贰叁肆伍陆柒捌玖")
}
_DIGITS |= {"参": 3, "〇": 0, "○": 0, "Ｏ": 0, "两": 2, "貳": 2, "參": 3, "陸": 6, "弍": 2, "叄": 3}
_UNITS = {"十": 10, "拾": 10, "百": 100, "佰": 100, "千": 1000, "仟": 1000}
_LARGE = {"万": 10_000, "萬": 10_000, "亿": 100_000_000, "億": 100_000_000}
_WORDS = "零壹贰叁肆伍陆柒捌玖"
_LOWER = "零一二三四五六七八九"

NUMERAL = "[零〇○一二两三四五六七八九十百千万亿]"
"""Character class of a numeral in running text, for use in regular expressions."""


def parse_integer(text: str) -> int:
    """Read a Chinese or Arabic integer (``五百七十七``, ``一百二十``, ``二〇二六``, ``12``).

    Raises:
        ValueError: ``text`` is not a numeral.
    """
    text = text.strip()
    if not text:
        raise ValueError("empty numeral")
    if text.isdecimal():
        return int(text)
    if all(c in _DIGITS for c in text) and len(text) > 1:
        return int("".join(str(_DIGITS[c]) for c in text))
    high = total = section = digit = 0
    for c in text:
        if c in _DIGITS:
            digit = _DIGITS[c]
        elif c in _UNITS:
            # 十五 has no digit before its unit and means 15.
            section += (digit or 1) * _UNITS[c]
            digit = 0
        elif _LARGE.get(c) == 10_000:
            total += (section + digit) * 10_000
            section = digit = 0
        elif c in _LARGE:
            high += (total + section + digit) * _LARGE[c]
            total = section = digit = 0
        else:
            raise ValueError(f"not a numeral: {c!r}")
    return high + total + section + digit


def format_integer(number: int) -> str:
    """Write 0..99,999 as articles are numbered (577 → 五百七十七, 10 → 十, 115 → 一百一十五).

    Raises:
        ValueError: the number is negative or above 99,999.
    """
    if not 0 <= number <= 99_999:
        raise ValueError(f"out of range: {number}")
    if number == 0:
        return "零"
    words = ""
    for unit, power in (("万", 10_000), ("千", 1000), ("百", 100), ("十", 10), ("", 1)):
        digit = number // power % 10
        if digit:
            words += _LOWER[digit] + unit
        elif words and not words.endswith("零"):
            words += "零"
    words = words.rstrip("零")
    return words[1:] if words.startswith("一十") else words


def amount_in_words(amount: Decimal) -> str:
    """Write an amount in yuan in capital numerals (1001 → 壹仟零壹元整).

    Args:
        amount: yuan, not negative, below 10¹⁶; rounded to the fen half up by the caller.

    Raises:
        ValueError: negative, too large, or finer than one fen.
    """
    fen = amount * 100
    if amount < 0 or fen != fen.to_integral_value() or amount >= Decimal(10) ** 16:
        raise ValueError(f"not an amount in fen: {amount}")
    yuan, rest = divmod(int(fen), 100)
    jiao, single = divmod(rest, 10)
    words = _yuan_in_words(yuan) + "元" if yuan else ""
    if not rest:
        return (words or "零元") + "整"
    if jiao:
        words += _WORDS[jiao] + "角"
    elif words:
        words += "零"
    return words + (_WORDS[single] + "分" if single else "整")


def _yuan_in_words(yuan: int) -> str:
    groups: list[int] = []
    while yuan:
        yuan, group = divmod(yuan, 10_000)
        groups.append(group)
    words = ""
    for index in range(len(groups) - 1, -1, -1):
        group = groups[index]
        if not group:
            # 亿 of an empty 万亿 group must still be said: 1_0000_0000_0000 → 壹万亿.
            if index == 2 and words:
                words += "亿"
            continue
        if words and (group < 1000 or not groups[index + 1]):
            words += "零"
        words += _group_in_words(group) + ("", "万", "亿", "万")[index]
    return words


def _group_in_words(group: int) -> str:
    words = ""
    for unit, power in (("仟", 1000), ("佰", 100), ("拾", 10), ("", 1)):
        digit = group // power % 10
        if digit:
            words += _WORDS[digit] + unit
        elif words and not words.endswith("零"):
            words += "零"
    return words.rstrip("零")


def parse_amount_words(text: str) -> Decimal:
    """Read an amount in capital numerals (``壹拾贰万元整``, also 圆/元 and 正/整).

    Raises:
        ValueError: it is not such an amount.
    """
    text = re.sub(r"^人民币|[\s整正]", "", text).replace("圆", "元").replace("圓", "元")
    match = re.fullmatch(r"(?:([^元角分]+)元)?(?:零?(.)角)?(?:零?(.)分)?", text)
    if not text or match is None:
        raise ValueError("not an amount in words")
    yuan, jiao, fen = match.groups()
    try:
        cents = _DIGITS[jiao] * 10 if jiao else 0
        cents += _DIGITS[fen] if fen else 0
    except KeyError as error:
        raise ValueError("not an amount in words") from error
    return Decimal(parse_integer(yuan) if yuan else 0) + Decimal(cents) / 100


def parse_amount(text: str) -> Decimal:
    """Read an amount in figures or words as yuan (``120,000元``, ``12万元``, ``壹拾贰万元整``).

    Raises:
        ValueError: it is not an amount.
    """
    cleaned = re.sub(r"[\s,，]|人民币|RMB|[¥￥]", "", text)
    match = re.fullmatch(r"(\d+(?:\.\d+)?)(万|千|百|亿)?[元圆]?[整正]?", cleaned)
    if match is None:
        return parse_amount_words(cleaned)
    scale = {"万": 10_000, "千": 1000, "百": 100, "亿": 100_000_000}.get(match[2], 1)
    try:
        return Decimal(match[1]) * scale
    except InvalidOperation as error:  # pragma: no cover - the pattern admits digits only
        raise ValueError("not an amount") from error


def format_amount(amount: Decimal) -> str:
    """Write yuan with thousands separators and two decimals (120,000.00元)."""
    return f"{amount:,.2f}元"


DATE = (
    r"(?:(?P<y1>(?:19|20)\d{2})\s*[年./\-－]\s*(?P<m1>\d{1,2})\s*[月./\-－]\s*(?P<d1>\d{1,2})\s*日?"
    r"|(?P<y2>[一二][零〇○一二三四五六七八九]{3})年(?P<m2>[一二三四五六七八九十]{1,2})月"
    r"(?P<d2>[一二三四五六七八九十]{1,3})日)"
)
"""Pattern of a full date in figures or in Chinese characters."""


def parse_date(text: str) -> date:
    """Read a full date (``2026年3月5日``, ``2026-03-05``, ``20260305``, ``二〇二六年三月五日``).

    Raises:
        ValueError: it is not a date, or the calendar has no such day.
    """
    match = re.fullmatch(DATE, text.strip())
    if match is None and (plain := re.fullmatch(r"(\d{4})(\d{2})(\d{2})", text.strip())):
        return date(*map(int, plain.groups()))
    if match is None:
        raise ValueError("not a date")
    parts = match.groups()[:3] if match["y1"] else match.groups()[3:]
    year, month, day = (parse_integer(part) for part in parts)
    return date(year, month, day)


def format_date(day: date) -> str:
    """Write a date as courts do in running text (2026年3月5日)."""
    return f"{day.year}年{day.month}月{day.day}日"
