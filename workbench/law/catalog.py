"""The list of all versions in the library, by kind of text and by standing on a day."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from workbench.kernel.numerals import format_date
from workbench.kernel.search import fold
from workbench.law.model import Article, Level, Version
from workbench.law.settling import Basis


class Standing(StrEnum):
    """Whether a version applies on a day, in the words of the national database of laws."""

    IN_FORCE = "现行有效"
    COMING = "尚未生效"
    AMENDED = "已修改"
    REPEALED = "已废止"
    UNKNOWN = "时效不明"


@dataclass(frozen=True)
class Entry:
    """A version in the list of laws.

    Attributes:
        version: the version.
        standing: on the day that was asked for.
        folded: title and document number as they are searched.
        several: whether its law has other versions too.
    """

    version: Version
    standing: Standing
    folded: str
    several: bool


@dataclass(frozen=True)
class Group:
    """The versions of one kind and standing, by title in the order of pinyin, newest first."""

    level: Level
    standing: Standing
    entries: tuple[Entry, ...]


def standing_of(version: Version, ended_basis: Basis, on: date) -> Standing:
    """Say how a version stands on a day.

    A version ends by the next one (已修改) or with its law (已废止); where a file states the end,
    the file's own word tells which.
    """
    if version.effective is None:
        return Standing.UNKNOWN
    if on < version.effective:
        return Standing.COMING
    if version.in_force(on):
        return Standing.IN_FORCE
    amended = ended_basis is Basis.NEXT or version.status == Standing.AMENDED
    return Standing.AMENDED if amended else Standing.REPEALED


_ISSUERS = re.compile(
    r"^(?:(?:中华人民共和国)?(?:最高人民法院|最高人民检察院|公安部|国家安全部|司法部|中国海警局)[、，]?)+"
    r"(?=关于|办理|审理|适用)"
)


def short_title(title: str) -> str:
    """Return a title for a list that tells the kind already: no state's name, no issuers."""
    return _ISSUERS.sub("", title).replace("中华人民共和国", "") or title


def force(version: Version) -> str:
    """Say from when to when a version is in force, in Chinese; the last day is the one before."""
    if version.effective is None:
        return "施行日期不明"
    start = format_date(version.effective)
    if version.ended is None:
        return f"自{start}起有效"
    return f"自{start}至{format_date(version.ended - timedelta(days=1))}有效"


_EFFECTIVE = {
    Basis.DECISION: "施行日期依修改决定",
    Basis.ASSUMED: "来源未载施行日期，按公布日期推定",
}
_ENDED = {
    Basis.NEXT: "止期为下一版本施行之日",
    Basis.REPEAL: "止期依废止本法的法律",
    Basis.ASSUMED: "来源标注失效而未载日期，止期系推定",
}


def bases(effective: Basis, ended: Basis) -> str:
    """Say which days of a version no file states, and how they were come by; empty if all are."""
    found = (_EFFECTIVE.get(effective), _ENDED.get(ended))
    return "；".join(words for words in found if words)


def missing_numbers(articles: Sequence[Article]) -> list[int]:
    """Return the numbers that are absent between a version's articles (a damaged source)."""
    numbers = {article.number for article in articles if article.number}
    return [n for n in range(1, max(numbers, default=0)) if n not in numbers]


def spans(numbers: Sequence[int]) -> list[str]:
    """Write ascending numbers with runs drawn together: 1, 2, 3, 7 → 1–3, 7."""
    found: list[tuple[int, int]] = []
    for number in numbers:
        if found and number == found[-1][1] + 1:
            found[-1] = (found[-1][0], number)
        else:
            found.append((number, number))
    return [str(first) if first == last else f"{first}–{last}" for first, last in found]


def entries(versions: Iterable[tuple[Version, Basis]], on: date) -> list[Entry]:
    """Return all versions as entries, in the order in which they are listed."""
    known = list(versions)
    counts: dict[int, int] = {}
    for version, _ in known:
        counts[version.law_id] = counts.get(version.law_id, 0) + 1
    found = [
        Entry(
            version,
            standing_of(version, basis, on),
            fold(f"{version.title} {version.document_number}"),
            counts[version.law_id] > 1,
        )
        for version, basis in known
    ]
    return sorted(found, key=_order)


def groups(listed: Sequence[Entry], words: str = "") -> list[Group]:
    """Return the entries whose title holds all words, by kind and standing; no empty groups."""
    wanted = fold(words).split()
    held: dict[tuple[Level, Standing], list[Entry]] = {}
    for entry in listed:
        if all(word in entry.folded for word in wanted):
            held.setdefault((entry.version.level, entry.standing), []).append(entry)
    return [
        Group(level, standing, tuple(held[level, standing]))
        for level in Level
        for standing in Standing
        if (level, standing) in held
    ]


def _order(entry: Entry) -> tuple[bytes, int]:
    # The first level of GB 2312 is ordered by pinyin, and nearly all titles lie within it.
    name = entry.version.title.removeprefix("中华人民共和国")
    start = entry.version.effective or entry.version.promulgated or date.min
    return name.encode("gb18030", "replace"), -start.toordinal()
