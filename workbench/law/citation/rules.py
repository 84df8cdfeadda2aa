"""Reads the editable data of resources/rules: short names, replaced laws, renumbered articles."""

import csv
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from importlib.resources import files
from typing import Any

from workbench.law.citation.names import LawNames, ShortName, key, law_names


@dataclass(frozen=True)
class Counterpart:
    """What an article has become in another text.

    Attributes:
        articles: numbers of the counterpart, one or more.
        mark: V = computed from both texts or checked, M-h/M-m = from memory.
    """

    articles: tuple[int, ...]
    mark: str


@dataclass(frozen=True)
class Replaced:
    """A law that another has replaced.

    Attributes:
        law: full title.
        ended: first day on which it is no longer in force.
        by: full title of what replaced it.
        basis: the provision that repealed it.
        counterparts: article number → place in the replacing law.
    """

    law: str
    ended: date
    by: str
    basis: str
    counterparts: Mapping[int, Counterpart]


@dataclass(frozen=True)
class Renumbered:
    """A revision that gave articles other numbers.

    Attributes:
        law: full title.
        since: first day of the numbering that ``numbers`` maps from.
        effective: first day of the new numbering.
        label: the revision in words (2023年修正).
        numbers: old article → new article with its mark.
    """

    law: str
    since: date
    effective: date
    label: str
    numbers: Mapping[int, Counterpart]


@dataclass(frozen=True)
class TimeEffect:
    """The day from which a law governs facts, and the provisions on earlier facts.

    Attributes:
        law: full title.
        since: first day of force.
        new: whether there was no such law before, only others that it replaced.
        note: Chinese sentence that names the provisions.
    """

    law: str
    since: date
    new: bool
    note: str


@dataclass(frozen=True)
class Revised:
    """A revision of a law, by which a gap in a library is seen.

    Attributes:
        day: first day of the revised text.
        label: the revision in words.
        articles: all articles that it touched; ``None`` where they are not listed.
    """

    day: date
    label: str
    articles: frozenset[int] | None

    def touches(self, article: int) -> bool:
        """Say whether the revision may have changed an article."""
        return self.articles is None or article in self.articles


@dataclass(frozen=True)
class Rules:
    """All editable data of the citation check.

    Attributes:
        names: names of the library and short names.
        replaced: by :func:`key` of the law.
        renumbered: by :func:`key` of the law, in order of time.
        time_effects: by :func:`key` of the law.
        revised: by :func:`key` of the law, in order of time.
    """

    names: LawNames
    replaced: Mapping[str, Replaced]
    renumbered: Mapping[str, tuple[Renumbered, ...]]
    time_effects: Mapping[str, TimeEffect]
    revised: Mapping[str, tuple[Revised, ...]]


def load_rules(titles: Iterable[str] = ()) -> Rules:
    """Read the data shipped with the program and join it with the titles of a library."""
    data = _toml("law_replacements.toml")
    civil = _civil_code_map(data["civil_code_map"])
    replaced = {
        key(row["law"]): Replaced(
            row["law"], row["ended"], row["by"], row["basis"], civil.get(key(row["law"]), {})
        )
        for row in data["replaced"]
    }
    renumbered: dict[str, tuple[Renumbered, ...]] = {}
    for row in data["renumbered"]:
        step = Renumbered(
            row["law"], row["since"], row["effective"], row["label"], _numbers(row["table"])
        )
        renumbered[key(step.law)] = (*renumbered.get(key(step.law), ()), step)
    effects = {
        key(row["law"]): TimeEffect(row["law"], row["since"], row["new"], row["note"])
        for row in data["time_effect"]
    }
    names = law_names(titles, load_short_names())
    return Rules(names, replaced, renumbered, effects, _revisions(data["revised"]))


def _revisions(rows: Iterable[Mapping[str, Any]]) -> dict[str, tuple[Revised, ...]]:
    found: dict[str, list[Revised]] = {}
    for row in rows:
        articles = frozenset(row["articles"]) if "articles" in row else None
        found.setdefault(key(row["law"]), []).append(Revised(row["day"], row["label"], articles))
    return {law: tuple(sorted(steps, key=lambda r: r.day)) for law, steps in found.items()}


def load_short_names() -> tuple[ShortName, ...]:
    """Read resources/rules/law_names.toml."""
    return tuple(
        ShortName(short, row["full"], row.get("since"), row.get("until"))
        for row in _toml("law_names.toml")["name"]
        for short in row["short"]
    )


def _toml(name: str) -> dict[str, Any]:
    return tomllib.loads((files("resources") / "rules" / name).read_text(encoding="utf-8"))


def _rows(name: str) -> list[dict[str, str]]:
    text = (files("resources") / "rules" / name).read_text(encoding="utf-8-sig")
    return list(csv.DictReader(text.splitlines()))


def _civil_code_map(table: str) -> dict[str, dict[int, Counterpart]]:
    found: dict[str, dict[int, Counterpart]] = {}
    for row in _rows(table):
        articles = tuple(int(number) for number in row["civil_code"].split())
        law = found.setdefault(key(row["law"]), {})
        law[int(row["article"])] = Counterpart(articles, row["mark"])
    return found


def _numbers(table: str) -> dict[int, Counterpart]:
    found: dict[int, Counterpart] = {}
    for row in _rows(table):
        old, new, similarity = list(row.values())[:3]
        # Below this likeness of the two texts the pair is a guess, unless a person read both.
        mark = row.get("mark") or ("V" if float(similarity) >= 0.6 else "M-m")
        found[int(old)] = Counterpart((int(new),), mark)
    return found
