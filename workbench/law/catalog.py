"""The list of all versions in the library, by kind of text and by standing on a day."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from workbench.kernel.search import fold
from workbench.law.model import Level, Version
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
