"""Papers of no special kind: case numbers, cause, court, amounts and dates as they stand."""

from collections.abc import Iterator
from datetime import date

from workbench.papers.extraction.canvas import Canvas
from workbench.papers.extraction.common import case_numbers, cause, court, signed
from workbench.papers.extraction.money import find_amounts
from workbench.papers.model import Extracted

_RULE = "general"
_MOST_AMOUNTS = 40


def general(canvas: Canvas, today: date | None) -> list[Extracted]:
    """Read what any paper may have."""
    return [
        *case_numbers(canvas, _RULE),
        *cause(canvas, _RULE),
        *court(canvas, _RULE),
        *_amounts(canvas),
        *signed(canvas, _RULE, today),
    ]


def _amounts(canvas: Canvas) -> Iterator[Extracted]:
    for money in find_amounts(canvas.text)[:_MOST_AMOUNTS]:
        span = (money.start, money.end)
        yield canvas.value("amount.other", span, money.value, _RULE, "", money.shown, money.note)
