"""Papers of service: summons (传票) and confirmed addresses for service (送达地址确认书)."""

import re
from collections.abc import Iterator
from datetime import date

from workbench.papers.extraction.canvas import Canvas
from workbench.papers.extraction.common import case_numbers, cause, court, signed
from workbench.papers.extraction.dates import find_dates
from workbench.papers.extraction.names import name_span
from workbench.papers.extraction.parties import PartyBlock, party_values
from workbench.papers.model import Extracted

_CALLED = re.compile(
    r"(?:被传唤人|受送达人|当事人|传唤对象)(?:姓名|名称|（[^（）]{1,12}）)*[：\s]+"
)
_APPEAR = re.compile(r"(?:应到时间|到庭时间|开庭时间|传唤时间|应到日期)[：\s]*")
_RULE = "service"


def summons(canvas: Canvas, today: date | None) -> list[Extracted]:
    """Read a summons: who must come, when, in which case."""
    return [*_head(canvas, today), *_person(canvas, "被传唤人", today), *_hearing(canvas)]


def address_for_service(canvas: Canvas, today: date | None) -> list[Extracted]:
    """Read a confirmed address for service: person, address, telephone."""
    return [*_head(canvas, today), *_person(canvas, "受送达人", today)]


def _head(canvas: Canvas, today: date | None) -> Iterator[Extracted]:
    yield from case_numbers(canvas, _RULE, first_only=True)
    yield from cause(canvas, _RULE)
    yield from court(canvas, _RULE)
    yield from signed(canvas, _RULE, today)


def _person(canvas: Canvas, role: str, today: date | None) -> Iterator[Extracted]:
    text = canvas.text
    for match in _CALLED.finditer(text):
        span = name_span(text, match.end(), min(len(text), match.end() + 80))
        if span:
            name = re.sub(r"\s", "", text[slice(*span)])
            role_span = (match.start(), match.start() + len(match.group().strip("： \t\n")))
            block = PartyBlock(role, "", name, (match.start(), len(text)), span, role_span)
            yield from party_values(canvas, [block], _RULE, today)
            return


def _hearing(canvas: Canvas) -> Iterator[Extracted]:
    match = _APPEAR.search(canvas.text)
    if match is None:
        return
    days = find_dates(canvas.text[match.end() : match.end() + 30])
    if days:
        span = (match.end() + days[0].start, match.end() + days[0].end)
        yield canvas.value("date.hearing", span, days[0].value, _RULE, "", days[0].shown)
