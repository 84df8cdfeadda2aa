"""Full dates in running text."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from workbench.kernel.numerals import DATE, format_date, parse_date

_DATE = re.compile(DATE)
_COMPACT = re.compile(r"(?<!\d)(?P<y>20\d{2})(?P<m>0[1-9]|1[0-2])(?P<d>0[1-9]|[12]\d|3[01])(?!\d)")


@dataclass(frozen=True)
class Day:
    """A date in a text: characters ``start`` to ``end``."""

    start: int
    end: int
    day: date

    @property
    def value(self) -> str:
        """ISO form."""
        return self.day.isoformat()

    @property
    def shown(self) -> str:
        """As courts write it (2026年3月5日)."""
        return format_date(self.day)


def find_dates(text: str, compact: bool = False) -> list[Day]:
    """Find the full dates that the calendar has.

    Args:
        text: running text.
        compact: also 20260305, as banks print it.
    """
    return sorted(_days(text, compact), key=lambda found: found.start)


def _days(text: str, compact: bool) -> Iterator[Day]:
    for match in _DATE.finditer(text):
        try:
            yield Day(match.start(), match.end(), parse_date(match.group()))
        except ValueError:
            continue
    for match in _COMPACT.finditer(text) if compact else ():
        try:
            day = date(int(match["y"]), int(match["m"]), int(match["d"]))
        except ValueError:
            continue
        yield Day(match.start(), match.end(), day)
