"""The times in which nothing was recorded, from the marks of a recording."""

from collections.abc import Iterable, Mapping
from dataclasses import asdict
from datetime import datetime
from typing import Any

from workbench.hearing.live.model import Event, Interruption, Mark
from workbench.hearing.timeline import clock

SHEET = "live"
"""Where a hearing keeps begin, end and interruptions of its live recordings, by recording."""
PAUSED = "休庭或暂停"
LATE = "声音中断"


def interruptions(marks: Iterable[Mark], rate: int) -> tuple[Interruption, ...]:
    """Return the interruptions of a recording in their order."""
    found: list[Interruption] = []
    open_mark: Mark | None = None
    for mark in marks:
        if open_mark is not None and mark.event in (Event.GO_ON, Event.END, Event.CUT):
            ended = mark.when if mark.event is Event.GO_ON else ""
            found.append(_one(open_mark, ended, rate))
            open_mark = None
        if mark.event in (Event.PAUSE, Event.LOST) and open_mark is None:
            open_mark = mark
        elif mark.event is Event.LATE:
            found.append(_one(mark, mark.when, rate))
    if open_mark is not None:
        found.append(_one(open_mark, "", rate))
    return tuple(found)


def interruption_words(one: Interruption) -> str:
    """Say in a line when nothing was recorded, and why."""
    began = _hour(one.began)
    until = f"{began} 至 {_hour(one.ended)}" if one.ended else f"{began} 起，没有恢复"
    when = began if one.ended == one.began else until
    return f"录音至 {clock(one.at)} 处中断（{when}）：{one.reason}"


def _hour(moment: str) -> str:
    try:
        return f"{datetime.fromisoformat(moment).astimezone():%H:%M:%S}"
    except ValueError:
        return "时间不详"


def _one(mark: Mark, ended: str, rate: int) -> Interruption:
    return Interruption(mark.frame / rate, mark.when, ended, mark.reason or PAUSED)


def to_sheet(
    began: str, marks: Iterable[Mark], rate: int, device: str, recovered: bool
) -> dict[str, Any]:
    """Return what is kept of a live recording, JSON-ready."""
    rows = tuple(marks)
    ended = next((m.when for m in reversed(rows) if m.event in (Event.END, Event.CUT)), "")
    return {
        "began": began,
        "ended": ended,
        "device": device,
        "recovered": recovered,
        "interruptions": [asdict(one) for one in interruptions(rows, rate)],
    }


def from_sheet(sheet: Mapping[str, Any], recording: str) -> tuple[Interruption, ...]:
    """Return the interruptions of a recording as the sheet of its hearing keeps them."""
    rows = sheet.get(recording, {}).get("interruptions", ())
    return tuple(Interruption(**row) for row in rows)
