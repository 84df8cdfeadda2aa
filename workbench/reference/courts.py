"""Courts: names in text, court codes (法院代字), levels.

Lists: ``resources/rules/courts.csv`` and ``court_codes.csv``. A name is known with and without
its province in front, since seals of basic and intermediate courts carry it and papers often
leave it out.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType

from workbench.reference.rule_data import read_csv

LEVEL_WORDS = MappingProxyType(
    {1: "最高人民法院", 2: "高级人民法院", 3: "中级人民法院", 4: "基层人民法院"}
)
"""Level of a court in words; special courts (知识产权, 金融, 海事, 铁路运输中级) count as 3."""

_END = re.compile(r"法院(?:生产建设兵团分院|伊犁哈萨克自治州分院)?")
_NAME = re.compile(r"[\u4e00-\u9fff·]{2,40}$")
_LONGEST = 34


@dataclass(frozen=True)
class Court:
    """A court as listed.

    Attributes:
        name: as listed.
        level: 1 supreme, 2 high, 3 intermediate or special, 4 basic.
        province: its province; empty for courts known by their code only.
        superior: name of the court above; empty where the list has none.
        code: court code (京0105); empty where unknown.
    """

    name: str
    level: int
    province: str = ""
    superior: str = ""
    code: str = ""


@dataclass(frozen=True)
class CourtMention:
    """A court's name in a text: characters ``start`` to ``end``."""

    start: int
    end: int
    court: Court


@dataclass(frozen=True)
class _Directory:
    by_name: Mapping[str, Court]
    by_code: Mapping[str, Court]


def level_of_code(code: str) -> int:
    """Return the level that a court code's form says (最高法 1, 京 2, 京01 3, 京0105 4).

    Source: 法〔2015〕137号.
    """
    if code == "最高法":
        return 1
    return {0: 2, 2: 3}.get(sum(c.isdigit() for c in code), 4)


def court_of_code(code: str) -> Court | None:
    """Return the court with this code, or ``None`` where the list has none."""
    return _directory().by_code.get(code)


def court_of_name(name: str) -> Court | None:
    """Return the court of this name (with or without its province), or ``None``."""
    return _directory().by_name.get(re.sub(r"\s", "", name))


def code_of_name(name: str) -> str:
    """Return the court code of a court's name; empty where unknown."""
    court = court_of_name(name)
    return court.code if court else ""


def search_courts(words: str, most: int = 60) -> list[Court]:
    """Return the courts whose names hold all of some words, the shortest names first.

    Args:
        words: parts of a name, with or without the province, blanks between.
        most: at most so many.
    """
    parts = words.split()
    found: dict[str, Court] = {}
    for name, court in _directory().by_name.items() if parts else ():
        if court.name not in found and all(part in name for part in parts):
            found[court.name] = court
    return sorted(found.values(), key=lambda court: (len(court.name), court.name))[:most]


def find_courts(text: str) -> list[CourtMention]:
    """Find known courts' names in a text, the longest known name at each place."""
    names = _directory().by_name
    mentions: list[CourtMention] = []
    for end in _END.finditer(text):
        floor = mentions[-1].end if mentions else 0
        run = _NAME.search(text[max(floor, end.end() - _LONGEST) : end.end()])
        if run is None:
            continue
        mention = _longest(run.group(), end.end(), names)
        if mention:
            mentions.append(mention)
    return mentions


def _longest(run: str, end: int, names: Mapping[str, Court]) -> CourtMention | None:
    for skip in range(len(run) - 4):
        court = names.get(run[skip:])
        if court:
            return CourtMention(end - len(run) + skip, end, court)
    return None


@cache
def _directory() -> _Directory:
    rows = read_csv("courts.csv")
    names = {row["id"]: row["name"] for row in rows}
    listed = {
        row["name"]: Court(
            row["name"], int(row["level"]), row["province"], names.get(row["parent"], "")
        )
        for row in rows
    }
    by_name = dict(listed)
    for court in listed.values():
        for alias in _aliases(court):
            by_name.setdefault(alias, court)
    by_code: dict[str, Court] = {}
    for row in read_csv("court_codes.csv"):
        known = by_name.get(row["name"])
        court = Court(
            known.name if known else row["name"],
            level_of_code(row["code"]),
            known.province if known else "",
            known.superior if known else "",
            row["code"],
        )
        by_code[row["code"]] = court
        for alias in {row["name"], court.name, *_aliases(court)}:
            by_name[alias] = court
    return _Directory(MappingProxyType(by_name), MappingProxyType(by_code))


def _aliases(court: Court) -> list[str]:
    """Return the names with and without the province in front."""
    province = court.province
    if not province or court.level <= 2:
        return []
    if court.name.startswith(province):
        bare = court.name.removeprefix(province)
        return [bare] if len(bare) > 6 else []
    return [province + court.name]
