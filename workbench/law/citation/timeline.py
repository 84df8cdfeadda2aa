"""Which version of a law applies on a day."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from workbench.kernel.numerals import format_date, parse_date
from workbench.law.model import Version

_FORCE = re.compile(r"自(?P<day>\d{4}年\d{1,2}月\d{1,2}日)起(?:施行|实施|生效)")
_SUPERSEDED = ("已修改", "已废止", "失效")


@dataclass(frozen=True)
class Choice:
    """The version taken, and what is to be said about its time.

    Attributes:
        version: with ``ended`` filled in from the next version or from its repeal.
        in_force: whether it is in force on the day; ``False`` where that is not known.
        known: whether the library knows enough dates to say so.
        note: Chinese sentence on why not; empty if it is plainly in force.
    """

    version: Version
    in_force: bool
    known: bool
    note: str


def timeline(versions: Sequence[Version], repealed: date | None) -> tuple[Version, ...]:
    """Return the versions by effective day, one a day, each with the day on which it ended.

    A version without an effective day counts from its promulgation; one without either is last.
    Of several of the same day (two packs) the one with the most articles is kept.
    """
    dated: dict[date, Version] = {}
    undated: list[Version] = []
    # One pack may have the words of a text, another its first day.
    first_days = {v.promulgated: v.effective for v in versions if v.promulgated and v.effective}
    for given in versions:
        twin = first_days.get(given.promulgated) if given.promulgated else None
        version = replace(given, effective=given.effective or twin)
        start = version.effective or version.promulgated
        if start is None:
            undated.append(version)
        elif start not in dated or dated[start].articles < version.articles:
            dated[start] = replace(version, effective=start)
    days = sorted(dated)
    ends = [*days[1:], repealed][: len(days)]
    ordered = [
        replace(dated[day], ended=min(filter(None, (dated[day].ended, end)), default=None))
        for day, end in zip(days, ends, strict=True)
    ]
    return (*ordered, *undated)


def choose(ordered: Sequence[Version], on: date | None, year: int | None = None) -> Choice | None:
    """Choose the version for a day, or the one of a year that the text names.

    Args:
        ordered: from :func:`timeline`.
        on: the day; ``None`` asks for the latest version, without a word on force.
        year: year of the version as the text states it.
    """
    named = [v for v in ordered if year in _years(v)] if year else []
    if named:
        return _judged(named[-1], on)
    if not ordered:
        return None
    if on is None:
        return Choice(ordered[-1], in_force=False, known=False, note="")
    current = [v for v in ordered if v.in_force(on)]
    if current:
        choice = _judged(current[-1], on)
    else:
        started = [v for v in ordered if v.effective and v.effective <= on]
        choice = _judged(started[-1] if started else ordered[0], on)
    if year is not None:
        missing = f"文中所称{year}年文本本库未收录，以下按其他文本核对。"
        choice = replace(choice, known=False, note=missing + choice.note)
    return choice


def predates(choice: Choice, on: date | None) -> bool:
    """Say whether the day lies before the first text that the library has."""
    start = choice.version.effective
    return on is not None and start is not None and on < start and not choice.in_force


def first_day(text: str) -> date | None:
    """Return the day that an article names as the first day of force (自……起施行)."""
    match = _FORCE.search(text)
    try:
        return parse_date(match["day"]) if match else None
    except ValueError:
        return None


def _years(version: Version) -> set[int]:
    return {d.year for d in (version.promulgated, version.effective) if d}


def _judged(version: Version, on: date | None) -> Choice:
    if on is None:
        return Choice(version, in_force=False, known=False, note="")
    name = f"《{version.title}》"
    if version.effective is None:
        return Choice(version, False, False, f"本库未载{name}的施行日期，是否有效未核对。")
    start = format_date(version.effective)
    if on < version.effective:
        return Choice(
            version, False, True, f"{name}（本库文本）自{start}起施行，{format_date(on)}尚未施行。"
        )
    if version.ended is not None and on >= version.ended:
        end = format_date(version.ended)
        return Choice(version, False, True, f"{name}（{start}起施行的文本）自{end}起不再有效。")
    if version.ended is None and version.status in _SUPERSEDED:
        return Choice(
            version,
            False,
            False,
            f"法规库标注{name}（{start}起施行的文本）{version.status}，未载失效日期，"
            f"{format_date(on)}是否有效未核对。",
        )
    return Choice(version, in_force=True, known=True, note="")
