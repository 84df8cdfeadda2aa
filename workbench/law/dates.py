"""Dates of a law as its own words state them: the caption under the title, the closing article.

A caption (题注) lists the events of a text's life (通过, 公布, 修正, 修订) and often when it starts
to apply (自…起施行). The day of the latest event identifies the version.
"""

import re
from dataclasses import dataclass
from datetime import date

from workbench.kernel.numerals import DATE, parse_date

_DAY = re.compile(DATE)
_EVENT = re.compile("通过|公布|发布|颁布|修正|修订|批准|签署|印发|公告|决定|决议")
_STARTS = re.compile(r"\s*(?:之日)?\s*起?(?:正式)?(?:施行|实施|生效|执行)")
_PLAIN_DAY = re.sub(r"\?P<\w+>", "?:", DATE)
_FORCE = re.compile(
    rf"自(?P<when>公布|发布|颁布|印发|批准|通过|{_PLAIN_DAY})(?:之日)?起\s*(?:正式)?(?:施行|实施|生效|执行)"
)
# Old typesettings write the zero of a year with letters and full-width digits.
_YEAR = re.compile(r"[一二][零〇○０OＯ一二三四五六七八九]{3}(?=年)")
_ODD_ZERO = re.compile("[０OＯ]")


@dataclass(frozen=True)
class StatedDates:
    """What a text states of itself; ``None`` where it is silent.

    Attributes:
        promulgated: day of the latest event of its life.
        effective: day from which this version applies.
    """

    promulgated: date | None = None
    effective: date | None = None


def plain(text: str) -> str:
    """Return the text with full-width digits and odd zeros of years made regular."""
    text = _YEAR.sub(lambda year: _ODD_ZERO.sub("〇", year.group()), text)
    return text.translate({0xFF10 + digit: 0x30 + digit for digit in range(10)})


def day(text: str) -> date | None:
    """Read a full date; ``None`` where it is none or the calendar has no such day."""
    try:
        return parse_date(text)
    except ValueError:
        return None


def compact_day(digits: str) -> date | None:
    """Read ``20231229``; ``None`` where the calendar has no such day."""
    return day(f"{digits[:4]}-{digits[4:6]}-{digits[6:]}")


def leading_day(line: str) -> date | None:
    """Read the day of a line that holds nothing else but perhaps a document number."""
    mark = _DAY.match(line)
    rest = line[mark.end() :].strip() if mark else ""
    return day(mark.group()) if mark and (not rest or rest.endswith("号")) else None


def of_caption(caption: str) -> StatedDates:
    """Read the events of a caption or of a head of ``date event`` lines."""
    caption = plain(caption)
    marks = list(_DAY.finditer(caption))
    events: list[date] = []
    starts: list[date] = []
    ends = [mark.start() for mark in marks[1:]] + [len(caption)]
    for mark, end in zip(marks, ends, strict=False):
        when = day(mark.group())
        clause = caption[mark.end() : end]
        if when is None:
            continue
        if _STARTS.match(clause):
            starts.append(when)
        elif _EVENT.search(clause):
            events.append(when)
    promulgated = max(events, default=None)
    effective = max(starts, default=None)
    if effective and promulgated and effective < promulgated:
        effective = None  # the day of the first text, not of the version as amended
    return StatedDates(promulgated, effective)


def starts_in(text: str, promulgated: date | None, amended: bool = False) -> date | None:
    """Read from a closing article when this version starts to apply.

    Args:
        text: the words of the last articles or units.
        promulgated: day of the version; a stated day before it belongs to an older version.
        amended: the text has been amended; 自公布之日起施行 then speaks of its first version.
    """
    found: date | None = None
    at_once = None if amended else promulgated
    for force in _FORCE.finditer(plain(text)):
        when = day(force["when"]) if _DAY.fullmatch(force["when"]) else at_once
        if when and (promulgated is None or when >= promulgated):
            found = when
    return found
