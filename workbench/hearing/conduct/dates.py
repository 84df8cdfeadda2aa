"""The articles of a basis as they were numbered on the day of the hearing.

The rules cite the law in force now; revisions gave articles other numbers
(``resources/rules/law_replacements.toml`` and its tables).
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache

from workbench.hearing.record.clock import spans
from workbench.hearing.record.draft import Material
from workbench.kernel.numerals import format_integer, parse_integer
from workbench.reference.rule_data import read_csv, read_toml

_TABLE = "law_replacements.toml"
_CITED = re.compile(
    r"^《(?P<law>.+)》第(?P<article>[一二三四五六七八九十百千〇零]+)条(?P<rest>.*)$"
)
_DAY = re.compile(r"(\d{4})年(\d{1,2})月(\d{1,2})日")
_SAME_PARAGRAPHS = 0.9
"""Likeness of two texts of an article below which its paragraphs need not be the same."""
NOT_YET = "现行的依据中有庭审当日还没有对应规定的，没有列出。"


@dataclass(frozen=True)
class _Step:
    """A revision: its day, and the number before it of each article after it, with likeness."""

    since: date
    effective: date
    before: Mapping[int, tuple[int, float]]


def day_of(material: Material) -> date | None:
    """Return the day of a hearing: as typed in the head, of the recording, or of the case."""
    match = _DAY.search(material.typed.head.get("time", ""))
    if match is not None:
        try:
            return date(*map(int, match.groups()))
        except ValueError:
            pass
    times = spans(material.recordings)
    return times[0][0].date() if times else material.case.hearing


def as_numbered(
    citations: Sequence[str], day: date | None, begun: Mapping[str, date]
) -> tuple[str, ...]:
    """Return citations as they read on a day; those that the law did not have then are left out.

    Args:
        citations: of the law in force now, each an article with its law's full title.
        day: of the hearing; ``None``: not known, the law in force now is cited.
        begun: first day of laws that had none before them in these rules, by title.
    """
    if day is None:
        return tuple(citations)
    found = (_as_numbered(citation, day, begun) for citation in citations)
    return tuple(filter(None, found))


def _as_numbered(citation: str, day: date, begun: Mapping[str, date]) -> str:
    match = _CITED.match(citation)
    if match is None:
        return citation
    law, rest = match["law"], match["rest"]
    if day < begun.get(law, date.min):
        return ""
    article, alike, since = parse_integer(match["article"]), 1.0, date.min
    for step in _steps().get(_key(law), ()):
        if day >= step.effective:
            break
        if article not in step.before:
            return ""
        article, likeness = step.before[article]
        alike, since = min(alike, likeness), step.since
    if day < since:
        return ""
    kept = rest if alike >= _SAME_PARAGRAPHS else ""
    return f"《{law}》第{format_integer(article)}条{kept}"


@cache
def _steps() -> dict[str, tuple[_Step, ...]]:
    """Return the revisions of each law, the latest first."""
    found: dict[str, list[_Step]] = {}
    for row in read_toml(_TABLE)["renumbered"]:
        step = _Step(row["since"], row["effective"], _before(row["table"]))
        found.setdefault(_key(row["law"]), []).append(step)
    return {
        law: tuple(sorted(steps, key=lambda step: step.effective, reverse=True))
        for law, steps in found.items()
    }


def _before(table: str) -> dict[int, tuple[int, float]]:
    """Return the old number of each new article; where several became one, the likest."""
    found: dict[int, tuple[int, float]] = {}
    for row in read_csv(table):
        old, new, likeness = list(row.values())[:3]
        if float(likeness) > found.get(int(new), (0, -1.0))[1]:
            found[int(new)] = (int(old), float(likeness))
    return found


def _key(law: str) -> str:
    return law.replace("《", "〈").replace("》", "〉")
