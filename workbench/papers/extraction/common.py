"""Values that many kinds of papers have: case number, court, cause, signature date."""

import re
from collections.abc import Iterator
from datetime import date

from workbench.papers.extraction.canvas import Canvas
from workbench.papers.extraction.dates import find_dates
from workbench.papers.model import Extracted
from workbench.reference.case_number import find_all
from workbench.reference.causes import find_cause
from workbench.reference.courts import find_courts

_HEAD = 600
_TAIL = 260
_TITLE = 120
_RUNS_ON = re.compile(r"[起止前至到之归还偿以]")
_UNLISTED = "法院名录中未查到此名称。"
_HEADING = re.compile(r"^[\u4e00-\u9fff]{2,24}法院(?=\n|$)", re.MULTILINE)
_ADDRESSED = re.compile(r"此\s?致\s*(?P<court>[\u4e00-\u9fff]{3,30}法院)")


def case_numbers(canvas: Canvas, rule: str, first_only: bool = False) -> Iterator[Extracted]:
    """Yield the case numbers, each once."""
    seen: set[str] = set()
    for mention in find_all(canvas.text):
        text = mention.number.text
        if text in seen:
            continue
        seen.add(text)
        note = "" if mention.number.legacy or mention.number.court else "法院代字未在名录中查到。"
        yield canvas.value("case.number", (mention.start, mention.end), text, rule, note=note)
        if first_only:
            return


def court(canvas: Canvas, rule: str) -> Iterator[Extracted]:
    """Yield the court: the one addressed (此致…法院), else the first one of the head."""
    addressed = _ADDRESSED.search(canvas.text)
    if addressed:
        listed = find_courts(addressed["court"])
        name = listed[-1].court.name if listed else addressed["court"]
        note = "" if listed else _UNLISTED
        yield canvas.value("court.name", addressed.span("court"), name, rule, note=note)
        return
    known = find_courts(canvas.text[:_HEAD])
    if known:
        span = (known[0].start, known[0].end)
        yield canvas.value("court.name", span, canvas.text[slice(*span)], rule)
        return
    heading = _HEADING.search(canvas.text[:_HEAD])
    if heading:
        yield canvas.value("court.name", heading.span(), heading.group(), rule, note=_UNLISTED)


def cause(canvas: Canvas, rule: str, filed: date | None = None) -> Iterator[Extracted]:
    """Yield the cause that is named for the case (案由：…, …一案, or in the title)."""
    named = find_cause(canvas.text, filed, anywhere=False)
    found = named or find_cause(canvas.text[:_TITLE], filed)
    if found:
        yield canvas.value(
            "cause.name", (found.start, found.end), found.cause.name, rule, note=found.note
        )


def signed(canvas: Canvas, rule: str, today: date | None, group: str = "") -> Iterator[Extracted]:
    """Yield the date at the foot of the paper."""
    base = max(0, len(canvas.text) - _TAIL)
    days = find_dates(canvas.text[base:])
    for day in reversed(days):
        if not _is_foot(canvas.text, base + day.start, base + day.end):
            continue
        note = "落款日期晚于今天。" if today and day.day > today else ""
        span = (base + day.start, base + day.end)
        yield canvas.value("date.signed", span, day.value, rule, group, day.shown, note)
        return


def _is_foot(text: str, start: int, end: int) -> bool:
    """Say whether a date stands at the foot: alone in its line, after a label, or last of all."""
    line = text[text.rfind("\n", 0, start) + 1 : start].strip()
    after = text[end:].partition("\n")[0].strip()
    alone = not line or line.endswith(("日期：", "时间：", "年月日："))
    last = len(text) - end <= 12 and not _RUNS_ON.match(text, end) and len(line) <= 40
    alone = alone or text[max(0, start - 1) : start] == "\t"
    return last or (alone and not after)
