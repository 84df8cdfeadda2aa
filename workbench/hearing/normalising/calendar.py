"""Dates and times of day as they are spoken: 二零二三年三月五号 → 2023年3月5号."""

import re
from collections.abc import Iterator

from workbench.hearing.normalising.number_data import NumberData
from workbench.hearing.normalising.numerals import DIGIT, read, read_digits
from workbench.hearing.rewriting import Edit

_D = r"[零〇一二三四五六七八九0-9]"
_1_9 = "[一二三四五六七八九]"
_YEAR4 = (
    rf"(?:(?:19|20|一九|二[零〇])(?:{_D}){{2}}"
    rf"|[二两]千(?:零{_1_9}|零?[一二]?十{_1_9}?|(?=年)))"
)
_MONTH = rf"(?:十[一二]?|1[0-2]|{_1_9}|[1-9])"
_DAY = rf"(?:三十一?|二?十{_1_9}?|[12]\d|3[01]|{_1_9}|[1-9])"
_ALONE = r"(?<![零〇一二三四五六七八九十百千万两\d])"
_FULL = re.compile(rf"(?<!{_D})(?P<y>{_YEAR4})年(?:(?P<m>{_MONTH})月(?:(?P<d>{_DAY})(?=[日号]))?)?")
_SHORT_YEAR = re.compile(
    rf"{_ALONE}(?P<y>{_D}{{2}})年(?P<m>{_MONTH})月(?:(?P<d>{_DAY})(?=[日号]))?"
)
_OLD_YEAR = re.compile(rf"{_ALONE}(?P<y>[零〇六七八九]{DIGIT})年")
_MONTH_DAY = re.compile(rf"{_ALONE}(?P<m>{_MONTH})月份?(?P<d>{_DAY})(?=[日号])")
_MONTH_ALONE = re.compile(rf"{_ALONE}(?P<m>{_MONTH})月")
_DAY_ALONE = re.compile(rf"{_ALONE}(?<!第)(?P<d>{_DAY})号(?!文件|决议|人物)")
_DAY_OF_MONTH = re.compile(rf"(?<=[本当次上下同该]月)(?P<d>{_DAY})日")
_TIME = re.compile(
    rf"{_ALONE}(?P<h>十[一二]?|二?十[一二三四]?|[一二两三四五六七八九\d]{{1,2}})"
    r"(?P<at>点钟?|时)"
    rf"(?P<rest>整|半|(?P<m>[零〇]{_1_9}|[二三四五]?十{_1_9}?|\d{{1,2}})(?P<min>分(?![之钱利]))?)?"
)
_LUNAR = re.compile(r"(?:农历|阴历|腊月|正月|闰)[^，。；,.;]{0,6}$")
_APPROXIMATE = {a + b for a, b in zip("一二三四五六七八", "二三四五六七八九", strict=True)} | {
    "三五"
}


def dates(text: str, data: NumberData) -> Iterator[Edit]:
    """Yield the dates that are to be written in figures, and the spans that are none."""
    for pattern in (_FULL, _SHORT_YEAR, _OLD_YEAR, _MONTH_DAY, _MONTH_ALONE, _DAY_ALONE):
        for match in pattern.finditer(text):
            if _LUNAR.search(text[: match.start()]) or not _is_date(text, match, data):
                continue
            yield Edit(match.start(), match.end(), _in_figures(match), "date")
    for match in _DAY_OF_MONTH.finditer(text):
        yield Edit(match.start(), match.end(), _in_figures(match), "date")


def times(text: str, data: NumberData) -> Iterator[Edit]:
    """Yield the times of day that are to be written in figures (下午三点半 → 下午3点半)."""
    for match in _TIME.finditer(text):
        hour = read(match["h"])
        if hour is None or not 0 < hour.value <= 24 or not _is_time(text, match, data):
            continue
        new = f"{hour.value}{match['at']}{match['rest'] or ''}"
        if match["m"] and not match["m"].isdecimal():
            zero = match["m"][0] in "零〇" and len(match["m"]) > 1
            minute = read_digits(match["m"]) if zero else None
            said = read(match["m"])
            new = f"{hour.value}{match['at']}{minute or (said.value if said else match['m'])}"
            new += match["min"] or ""
        yield Edit(match.start(), match.end(), new, "time")


def _is_date(text: str, match: re.Match[str], data: NumberData) -> bool:
    before, after = text[: match.start()], text[match.end() :]
    if match.re is _OLD_YEAR:
        return match["y"] not in _APPROXIMATE
    if match.re is _DAY_ALONE:
        return not before.endswith("中央")
    if match.re is _MONTH_ALONE:
        known = data.month_before.search(before) or data.month_after.match(after)
        return bool(known) and not re.match(rf"初?{_DAY}|初[一二三四五六七八九十]", after)
    return True


def _is_time(text: str, match: re.Match[str], data: NumberData) -> bool:
    """Tell 三点 of the clock from three points, and from 3.x."""
    if data.day_part.search(text[: match.start()]):
        return True
    minutes = match["m"] is not None and match["min"] is not None
    if match["at"] == "时":
        return minutes
    sure = match["at"] == "点钟" or minutes or match["rest"] == "半"
    return sure and (match["m"] is None or len(match["m"]) > 1)


def _in_figures(match: re.Match[str]) -> str:
    """Return the match with its year, month and day in figures."""
    whole, base = match[0], match.start()
    for name in sorted(match.groupdict(), key=lambda key: -match.start(key)):
        said = match[name]
        if said:
            start, end = match.start(name) - base, match.end(name) - base
            whole = whole[:start] + _number(said) + whole[end:]
    return whole


def _number(said: str) -> str:
    digits = read_digits(said)
    if digits is not None:
        return digits
    number = read(said.replace("千零十", "千零一十"))
    return str(number.value) if number else said
