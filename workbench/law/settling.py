"""From what the files state to when each version of a law was in force. Pure rules.

A version ends when the next one starts (立法法: a revision replaces the text from its effective
day), or when a later law repeals it by name (……同时废止). Where a file does not say when a version
starts, the decision that made it may; failing that the day of promulgation is assumed.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from workbench.law import dates
from workbench.law.parse_titles import is_amending, is_one_off, key_of

_CLAUSE = re.compile(r"[^。；\n]*(?:同时|即行|自行)废止")
_NAME = re.compile(r"《((?:[^《》]|《[^《》]*》)+)》")
_PARTLY = re.compile(r"》(?:[（(][^）)]*[）)])?\s*(?:第|中|有关|关于|的?(?:规定|条款))|不一致|抵触")
_REPEALING_TITLE = re.compile(r"关于废止(《.+》)的(?:决定|通知|公告|批复)$")
_REPLACED = "已修改"
_GONE = frozenset({"已废止", "已失效", _REPLACED})


class Basis(StrEnum):
    """Where a day comes from."""

    FILE = "file"
    DECISION = "decision"
    ASSUMED = "assumed"
    NEXT = "next"
    REPEAL = "repeal"
    NONE = ""


@dataclass(frozen=True)
class Span:
    """The days of one stored version, with where they come from."""

    id: int
    title: str
    promulgated: date | None
    effective: date | None
    ended: date | None
    effective_basis: Basis
    ended_basis: Basis
    status: str


def settle(
    versions: Iterable[Span],
    decisions: Mapping[date, date],
    repealed: Sequence[date],
    gone_by: date | None = None,
) -> list[Span]:
    """Complete the days of all versions of one law.

    Args:
        versions: the versions, in any order.
        decisions: for a day of promulgation the effective day of the amending decision of that
            day, where all such decisions agree.
        repealed: days from which other laws repeal this one.
        gone_by: day by which a version has ended that its source calls 已废止 without a day.

    Returns:
        The versions in order of effect; days that the files state are unchanged.
    """
    started = [_started(version, decisions) for version in versions]
    ordered = sorted(started, key=lambda v: (v.effective or date.max, v.promulgated or date.max))
    return [
        _ended(version, ordered[index + 1 :], repealed, gone_by)
        for index, version in enumerate(ordered)
    ]


def _started(version: Span, decisions: Mapping[date, date]) -> Span:
    if version.effective_basis is Basis.FILE or version.promulgated is None:
        return version
    decided = decisions.get(version.promulgated)
    basis = Basis.DECISION if decided else Basis.ASSUMED
    return replace(version, effective=decided or version.promulgated, effective_basis=basis)


def _ended(
    version: Span, later: Sequence[Span], repealed: Sequence[date], gone_by: date | None
) -> Span:
    if version.ended_basis is Basis.FILE:
        return version
    start = version.effective
    ends: list[tuple[date, Basis]] = []
    if not is_one_off(version.title) or version.status == _REPLACED:
        following = (
            v.effective for v in later if v.effective and (not start or v.effective > start)
        )
        ends += [(day, Basis.NEXT) for day in following]
    ends += [(day, Basis.REPEAL) for day in repealed if not start or day > start]
    if not ends and version.status in _GONE and gone_by and (not start or gone_by > start):
        ends.append((gone_by, Basis.ASSUMED))
    ended, basis = min(ends, default=(None, Basis.NONE), key=lambda end: end[0])
    return replace(version, ended=ended, ended_basis=basis)


def decided(title: str, effects: Iterable[tuple[str, date]]) -> date | None:
    """Return when the amendment that made a version of a law starts to apply.

    Args:
        title: title of the amended law.
        effects: (title, effective day) of the texts promulgated on the version's day.

    Returns:
        The day of the amendment that names the law, else the one day on which all amendments of
        that day agree; ``None`` without one.
    """
    amending = [(name, day) for name, day in effects if is_amending(name)]
    short = title.removeprefix("中华人民共和国")
    naming = {day for name, day in amending if short in name}
    days = naming or {day for _, day in amending}
    return days.pop() if len(days) == 1 else None


def named_laws(title: str) -> list[str]:
    """Return the titles that stand in brackets within a title (an interpretation names its law)."""
    return [name.strip("〈〉") for name in _NAME.findall(title)]


def repeals(title: str, texts: Iterable[str], effective: date | None) -> Iterator[tuple[str, date]]:
    """Read which other laws a version repeals as a whole.

    Args:
        title: title of the repealing law.
        texts: its articles or units.
        effective: day of the version; used where the clause's own article states none.

    Yields:
        (key of the repealed law's title, day).
    """
    own = key_of(title)
    named = _REPEALING_TITLE.search(title)
    if named and effective:
        yield key_of(named[1]), effective
    for text in texts:
        if "废止" not in text:
            continue
        day = dates.starts_in(text, None) or effective
        for clause in _CLAUSE.findall(text):
            if day is None or _PARTLY.search(clause):
                continue
            for name in _NAME.findall(clause):
                if key_of(name) != own:
                    yield key_of(name), day
