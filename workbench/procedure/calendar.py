"""Counting of periods: days and months, and days off.

Source: 《民事诉讼法》第八十五条 (the first day does not count; an end on a day off moves to the
first day after it), 《民法典》第二百零二条 (a month without the day ends on its last day). Days off
are data: ``resources/rules/holidays.toml``.
"""

from calendar import monthrange
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from types import MappingProxyType

from workbench.reference.rule_data import as_of, read_toml


@dataclass(frozen=True)
class DaysOff:
    """Days that differ from the plain week, by year.

    Attributes:
        off: weekdays without work.
        work: days of a weekend with work.
        years: years that are known.
    """

    off: frozenset[date]
    work: frozenset[date]
    years: frozenset[int]


@cache
def days_off() -> DaysOff:
    """Return the days off that ship with the product."""
    off: set[date] = set()
    work: set[date] = set()
    years = read_toml(_FILE)["year"]
    for row in years:
        off |= {_day(row["year"], text) for text in row["off"]}
        work |= {_day(row["year"], text) for text in row["work"]}
    return DaysOff(frozenset(off), frozenset(work), frozenset(row["year"] for row in years))


def known_as_of() -> str:
    """Return the date of the list of days off."""
    return as_of(_FILE)


def is_off(day: date) -> bool:
    """Say whether a day is one of rest; in a year that is not listed, weekends are."""
    table = days_off()
    return day in table.off or (day.weekday() >= 5 and day not in table.work)


def is_known(day: date) -> bool:
    """Say whether the holidays of a day's year are listed."""
    return day.year in days_off().years


def next_working(day: date) -> date:
    """Return the day itself, or the first working day after it."""
    while is_off(day):
        day += timedelta(days=1)
    return day


def after(start: date, days: int = 0, months: int = 0) -> date:
    """Return the last day of a period that begins with ``start``, which does not count.

    Args:
        start: day of the event.
        days: length in days.
        months: length in months, to the day of the same number, or the month's last day.
    """
    count = start.year * 12 + start.month - 1 + months
    year, month = divmod(count, 12)
    day = min(start.day, monthrange(year, month + 1)[1])
    return date(year, month + 1, day) + timedelta(days=days)


def _day(year: int, text: str) -> date:
    return date.fromisoformat(f"{year}-{text}")


_FILE = "holidays.toml"
MARKS: Mapping[str, str] = MappingProxyType(
    {"V": "已与法条原文核对", "M-h": "待与法条原文核对", "P": "据公开资料"}
)
"""Certainty of a rule in words."""
