"""Causes of action and charges (案由、罪名): the tree, versions by filing date, names in text.

Tables: ``resources/rules/causes-2025.csv`` and ``causes.toml``. Only the table of the 2025
revision is carried; for cases filed before 2026-01-01 the answer says so instead of guessing.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from types import MappingProxyType

from workbench.kernel.numerals import format_date
from workbench.reference.rule_data import read_csv, read_toml

AREA_WORDS = MappingProxyType({"civil": "民事", "criminal": "刑事", "administrative": "行政"})

_LABEL = re.compile(r"案\s*由\s*[：:]?\s*(?=[^\s：:])")
_TAILS = ("纠纷", "罪", "案件", "之诉", "公益诉讼", "争议")
_CHARGE = re.compile(
    r"指控[^。]{0,60}?(?:犯|涉嫌)(?P<name>[\u4e00-\u9fff、]{2,40}?罪)(?![\u4e00-\u9fff]?行)"
)
_CASE = re.compile(r"(?:一|两|等|三)案")


@dataclass(frozen=True)
class Cause:
    """A cause of action or a charge.

    Attributes:
        id: key in the list.
        name: full name.
        area: ``civil``, ``criminal`` or ``administrative``.
        level: 1–4.
        parent: id of the cause above; empty at the first level.
    """

    id: str
    name: str
    area: str
    level: int
    parent: str


@dataclass(frozen=True)
class CauseMention:
    """A cause found in a text.

    Attributes:
        cause: the known cause (for an old name: the present one).
        start, end: characters of the name in the text.
        named: the words of the text.
        how: ``label`` (案由：…), ``case`` (…一案), ``charge`` (指控……犯……罪) or ``text``.
        note: a sentence where the name is old, newer than the filing date, or a part, else empty.
    """

    cause: Cause
    start: int
    end: int
    named: str
    how: str
    note: str = ""


@dataclass(frozen=True)
class CauseVersion:
    """A version of the list: in force from ``since``; ``carried`` says whether it lies here."""

    name: str
    since: date
    basis: str
    carried: bool


@dataclass(frozen=True)
class _Tree:
    by_id: Mapping[str, Cause]
    by_name: Mapping[str, Cause]
    old: Mapping[str, tuple[str, date]]
    pattern: re.Pattern[str]


def causes(area: str = "") -> tuple[Cause, ...]:
    """Return the causes of one area, or all, in the order of the list."""
    return tuple(c for c in _tree().by_id.values() if not area or c.area == area)


def cause_of_name(name: str) -> Cause | None:
    """Return the cause of exactly this name, or ``None``."""
    return _tree().by_name.get(name)


def path(cause: Cause) -> tuple[Cause, ...]:
    """Return the causes from the first level down to this one."""
    by_id = _tree().by_id
    line = [cause]
    while line[0].parent in by_id:
        line.insert(0, by_id[line[0].parent])
    return tuple(line)


def children(cause: Cause) -> tuple[Cause, ...]:
    """Return the causes directly below."""
    return tuple(c for c in _tree().by_id.values() if c.parent == cause.id)


def version_on(filed: date) -> CauseVersion | None:
    """Return the version of the civil causes for a filing date; ``None`` before 2011-04-01."""
    for row in read_toml("causes.toml")["version"]:
        if filed >= row["from"]:
            return CauseVersion(row["name"], row["from"], row["basis"], bool(row["table"]))
    return None


def find_cause(text: str, filed: date | None = None, anywhere: bool = True) -> CauseMention | None:
    """Find the cause that a text names for its case.

    Looked at in this order: after 「案由：」, before 「一案」, after 「指控……犯」,
    anywhere; the longest name wins.

    Args:
        text: text of a paper.
        filed: filing date; names of another version get a note.
        anywhere: also look outside of the places that name the cause of the case.
    """
    for how, region in _regions(text):
        matches = list(_tree().pattern.finditer(text, *region))
        if matches:
            # The deepest name of 「因借款合同纠纷、民间借贷纠纷一案」 stands nearest to 一案.
            match = matches[-1] if how == "case" else matches[0]
            return _mention(match, how, filed)
    charged = _charged(text)
    if charged or not anywhere:
        return charged
    first = _tree().pattern.search(text)
    return _mention(first, "text", filed) if first else None


def charge_of_name(name: str) -> Cause | None:
    """Return the charge of a name, also of an old one or of a part of a selective one (选择性罪名).

    贩卖毒品罪 is a part of 走私、贩卖、运输、制造毒品罪: its words stand there in order.
    """
    exact = _tree().by_name.get(name)
    if exact:
        return exact if exact.area == "criminal" else None
    wanted = _bare(name)
    if len(wanted) < 3 or wanted[-1] != "罪":
        return None
    whole = [charge for bare, charge in _selective() if _is_within(wanted, bare)]
    return min(whole, key=lambda cause: len(cause.name), default=None)


@cache
def _selective() -> tuple[tuple[str, Cause], ...]:
    """Return the charges of which a part can be a charge, with their bare names."""
    found = [(_bare(c.name), c) for c in causes("criminal") if re.search("[、（(]", c.name)]
    for row in read_toml("causes.toml")["old_charge"]:
        found.append((_bare(row["name"]), _tree().by_name[row["now"]]))
    return tuple(found)


def _bare(name: str) -> str:
    return re.sub("[、（）()，,]", "", name)


def _is_within(part: str, whole: str) -> bool:
    """Say whether the words of a name, of two characters at least, stand in another in order."""
    position = 0
    while part != "罪" or not whole.endswith("罪"):
        size = next((n for n in range(len(part), 1, -1) if part[:n] in whole[position:]), 0)
        if not size:
            return False
        position = whole.index(part[:size], position) + size
        part = part[size:]
        if not part:
            return position == len(whole)
    return True


def _charged(text: str) -> CauseMention | None:
    """Find the charge that the prosecution brings (指控被告人……犯……罪)."""
    for match in _CHARGE.finditer(text):
        named = re.sub(r"\s", "", match["name"])
        cause = charge_of_name(named)
        if cause:
            part = "" if cause.name == named else f"“{named}”为选择性罪名“{cause.name}”的一部分。"
            return CauseMention(
                cause, match.start("name"), match.end("name"), match["name"], "charge", part
            )
    return None


def search(words: str, area: str = "", limit: int = 20) -> list[Cause]:
    """Return causes whose names hold every word (or, failing that, every character)."""
    terms = words.split()
    if not terms:
        return []
    pool = causes(area)
    found = [c for c in pool if all(term in c.name for term in terms)]
    if not found:
        found = [c for c in pool if all(set(term) <= set(c.name) for term in terms)]
    return sorted(found, key=lambda c: (len(c.name), c.level))[:limit]


def _regions(text: str) -> list[tuple[str, tuple[int, int]]]:
    regions = [("label", (m.end(), m.end() + 60)) for m in _LABEL.finditer(text)]
    regions += [("case", (max(0, m.start() - 60), m.start())) for m in _CASE.finditer(text)]
    return regions


def _mention(match: re.Match[str], how: str, filed: date | None) -> CauseMention:
    tree = _tree()
    named = match.group()
    name = re.sub(r"\s", "", named)
    note = ""
    if name in tree.old:
        now, until = tree.old[name]
        note = f"“{name}”为{format_date(until)}前的旧案由名称，现为“{now}”。"
        name = now
    cause = tree.by_name[name]
    return CauseMention(
        cause, match.start(), match.end(), named, how, note or _too_new(cause, filed)
    )


def _too_new(cause: Cause, filed: date | None) -> str:
    new = read_toml("causes.toml")["new"]
    since: date = new["since"]
    if filed is None or cause.area != "civil" or filed >= since:
        return ""
    version = version_on(filed)
    basis = version.basis if version else "当时的规定"
    if cause.id.isdecimal() and int(cause.id) >= new["first_id"]:
        return f"“{cause.name}”可能为{format_date(since)}起新增的案由，立案时适用{basis}，请核对。"
    return ""


@cache
def _tree() -> _Tree:
    rows = read_csv("causes-2025.csv")
    by_id = {
        r["id"]: Cause(r["id"], r["name"], r["area"], int(r["level"]), r["parent"]) for r in rows
    }
    by_name: dict[str, Cause] = {}
    for cause in by_id.values():
        # Some names stand at two levels: the lower one is the one to use (适用最低一级).
        held = by_name.get(cause.name)
        if held is None or cause.level > held.level:
            by_name[cause.name] = cause
    old = {
        r["name"]: (r["now"], r["until"])
        for r in read_toml("causes.toml")["old"]
        if r["now"] in by_name
    }
    usable = [n for n in (*by_name, *old) if n.endswith(_TAILS) or n.startswith("申请")]
    return _Tree(
        MappingProxyType(by_id), MappingProxyType(by_name), MappingProxyType(old), _any_of(usable)
    )


def _any_of(names: Sequence[str]) -> re.Pattern[str]:
    # Longest first: 民间借贷纠纷 must not be read as a shorter cause that starts alike.
    longest = sorted(names, key=len, reverse=True)
    return re.compile("|".join(re.escape(name) for name in longest))
