"""Amounts, shares, ages and counted things: 十二万元 → 12万元, 百分之三十 → 30%."""

import re
from collections.abc import Iterator

from workbench.hearing.normalising.number_data import NumberData
from workbench.hearing.normalising.numerals import CHARACTER, Spoken, figures, read
from workbench.hearing.rewriting import Edit

_N = CHARACTER[1:-1] + "0-9"
_RUN = re.compile(rf"(?<![{_N}.点])[{_N}]+(?:点[零〇一二三四五六七八九]+)?[万亿]?")
_SAID = rf"(?:\d+(?:\.\d+)?|[{_N}]+(?:点[零〇一二三四五六七八九]+)?)"
_SHARE = re.compile(
    rf"(?P<of>[百千])分之(?P<a>{_SAID})(?![{_N}.])"
    rf"(?:(?P<to>[到至])(?:百分之)?(?P<b>{_SAID})(?![{_N}.个元万年月]))?"
)
_COINS = re.compile(
    rf"(?P<yuan>[{_N}]+)[元块](?P<jiao>[一二三四五六七八九\d])[角毛](?:(?P<fen>[一二三四五六七八九\d])分)?钱?"
)
_FRACTION = re.compile(rf"[{_N}]+分之[{_N}]+")
_CHINESE = re.compile(CHARACTER)
_PAUSE = re.compile(
    r"$|[，。；？！、,.;?!\s]|左右|以上|以下|以内|上下|出头|整|的|了|给|是|呢|吧|吗|啊|多(?![个少])|余"
)
_AGE = re.compile("[多余]?岁")
_FULL_AGE = re.compile("[多余]?周岁")


def shares(text: str) -> Iterator[Edit]:
    """Yield shares of a hundred and a thousand (百分之三点五 → 3.5%); other fractions stay."""
    for match in _SHARE.finditer(text):
        first = _share(match["a"])
        if first is None or re.match("[几多来十]", text[match.end() :]):
            continue
        sign = "%" if match["of"] == "百" else "‰"
        new, end = first + sign, match.end("a")
        second = _share(match["b"]) if match["b"] else None
        if second is not None:
            new, end = f"{new}{match['to']}{second}{sign}", match.end()
        yield Edit(match.start(), end, new, "share")
    for match in _FRACTION.finditer(text):
        yield Edit(match.start(), match.end(), match[0], "kept")


def coins(text: str, separators: bool) -> Iterator[Edit]:
    """Yield amounts with jiao and fen (三千五百元五角 → 3500.5元)."""
    for match in _COINS.finditer(text):
        yuan, unit = read(match["yuan"]), text[match.end("yuan")]
        if match["yuan"].isdecimal():
            yuan = Spoken(int(match["yuan"]))  # type: ignore[arg-type]
        if yuan is None or yuan.short or unit == "块":
            yield Edit(match.start(), match.end(), match[0], "kept")
            continue
        part = _digit(match["jiao"]) + (_digit(match["fen"]) if match["fen"] else "")
        whole = f"{int(yuan.value):,}" if separators else str(int(yuan.value))
        yield Edit(match.start(), match.end(), f"{whole}.{part}元", "amount")


def quantities(text: str, data: NumberData, separators: bool) -> Iterator[Edit]:
    """Yield the other numbers that are written in figures, each by what stands around it."""
    for match in _RUN.finditer(text):
        for start, end in _parts(match):
            if _CHINESE.search(text, start, end):
                edit = _quantity(text, start, end, data, separators)
                if edit is not None:
                    yield edit


def _parts(match: re.Match[str]) -> list[tuple[int, int]]:
    """Return the run, or what stands before and after its 点 where the whole is no decimal."""
    whole = match[0]
    point = whole.find("点")
    if point < 0:
        return [(match.start(), match.end())]
    if read(whole.rstrip("万亿")) is not None:
        return [(match.start(), match.end())]
    middle = match.start() + point
    return [(match.start(), middle), (middle + 1, match.end())]


def _quantity(text: str, start: int, end: int, data: NumberData, separators: bool) -> Edit | None:
    before, said, after = text[max(0, start - 40) : start], text[start:end], text[end:]
    if data.vague_before.search(before) or data.vague_after.match(after):
        return None
    if "点" in said:
        return _decimal(start, end, before, said, after, data)
    number = read(said)
    if number is not None and number.short and not _may_be_short(before, after, data):
        # 三千一审已经判了: the last character belongs to what follows.
        end, said = end - 1, said[:-1]
        number, after = read(said), text[end:]
    if number is None:
        return None
    rule = _rule(before, said, after, number, data)
    return Edit(start, end, figures(number, separators), rule) if rule else None


def _rule(before: str, said: str, after: str, number: Spoken, data: NumberData) -> str:
    """Return by which rule a number is written in figures; empty: it stays."""
    if data.statutory_ages.match(said + after):
        return ""
    if said[-1] in "万亿" or data.money.match(after):
        return _amount(said, after, data)
    # The ages that laws turn on stand in characters (不满二周岁).
    if _AGE.match(after) or (_FULL_AGE.match(after) and number.value > 10):
        return "age"
    if data.units.match(after):
        return "unit"
    if number.value > 10 and data.measures.match(after) and not data.sentence.search(before):
        return "count"
    counts = number.value >= 100 and _PAUSE.match(after) and data.money_verb.search(before)
    return "amount" if counts else ""


def _amount(said: str, after: str, data: NumberData) -> str:
    loose = said in {"一万", "十"} and not data.money.match(after)
    # 一块 is as often a piece as a yuan; 十多元 is no exact amount.
    piece = len(said) == 1 and after.startswith("块") and not after.startswith("块钱")
    if piece or (said == "十" and after[:1] in {"多", "余"}):
        return ""
    return "" if loose and not _PAUSE.match(after) else "amount"


def _decimal(
    start: int, end: int, before: str, said: str, after: str, data: NumberData
) -> Edit | None:
    unit = said[-1] if said[-1] in "万亿" else ""
    number = read(said[: len(said) - len(unit)])
    known = unit or data.decimal_units.match(after) or data.decimal_before.search(before)
    long = number is not None and len(said.partition("点")[2]) - len(unit) >= 2
    if number is None or not (known or (long and data.day_part.search(before) is None)):
        return None
    return Edit(start, end, f"{number.value}{unit}", "decimal")


def _may_be_short(before: str, after: str, data: NumberData) -> bool:
    """Tell whether 三千五 may stand for 3,500 here: a unit or a pause follows."""
    return bool(
        data.money.match(after)
        or data.measures.match(after)
        or (_PAUSE.match(after) and not re.match("[的是]", after))
        or (data.money_verb.search(before) and _PAUSE.match(after))
    )


def _share(said: str | None) -> str | None:
    if not said:
        return None
    if re.fullmatch(r"\d+(?:\.\d+)?", said):
        return said
    number = read(said)
    # 百分之百 is most often said for "wholly".
    return None if number is None or number.short else f"{number.value}"


def _digit(said: str) -> str:
    number = read(said)
    return str(number.value) if number else said
