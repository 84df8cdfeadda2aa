"""Which law holds at which time: the day of the facts, and what is to be said of a later law.

Sources: ``resources/rules/transitions.toml`` (provisions on earlier facts, with their basis) and
the revisions in ``law_replacements.toml``.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Self

from workbench.kernel.numerals import format_date
from workbench.law.citation.names import key
from workbench.law.citation.rules import Rules
from workbench.law.knowledge.model import KeyArticle, Nature
from workbench.law.model import Version
from workbench.law.synonyms import read_rules

_DAY = re.compile(r"((?:19|20)\d{2})年(\d{1,2})月(?:(\d{1,2})[日号])?(?!\s*(?:出生|生[，,。）)]))")


class Kind(StrEnum):
    """Which law holds for facts before a law came into force."""

    OLD = "旧法"
    LENIENT = "从轻"
    NEW = "新法"


@dataclass(frozen=True)
class Transition:
    """A provision on facts before a law came into force; see the table."""

    law: str
    since: date
    kind: Kind
    says: str
    basis: str


@dataclass(frozen=True)
class Days:
    """The days that a suggestion goes by.

    Attributes:
        on: day whose law is asked for; ``None`` = the newest law.
        facts: latest day of the facts; ``None`` where they name none.
        stated: the day of the facts was given, not read off the facts.
    """

    on: date | None
    facts: date | None = None
    stated: bool = False


@dataclass(frozen=True)
class Transitions:
    """All provisions of the table, by law."""

    by_law: Mapping[str, Transition]

    @classmethod
    def load(cls) -> Self:
        """Read the table."""
        rows = read_rules("transitions.toml")["transition"]
        found = (
            Transition(r["law"], r["since"], Kind(r["kind"]), r["says"], r["basis"]) for r in rows
        )
        return cls({one.law: one for one in found})

    def governs_earlier(self, title: str, days: Days) -> bool:
        """Say whether the facts lie before a law that leaves them to the law of their time."""
        found = self.by_law.get(title)
        if found is None or found.kind is not Kind.OLD or days.facts is None:
            return False
        return days.facts < found.since and (days.on is None or days.on >= found.since)

    def note(self, version: Version, number: int, days: Days, rules: Rules) -> str:
        """Return what is to be said of an article for such facts, in Chinese; else empty."""
        found = self.by_law.get(version.title)
        if found is None or days.facts is None:
            return ""
        start = version.effective or date.min
        if found.kind is Kind.OLD and days.facts < found.since <= start:
            return f"时间效力：{lies(days)}早于{format_date(found.since)}，{_said(found)}"
        if found.kind is Kind.LENIENT and (changed := _changed(version, number, days, rules)):
            return f"时间效力：{lies(days)}，本条此后经{'、'.join(changed)}修改，{_said(found)}"
        return ""


def day_of_facts(text: str, on: date | None) -> date | None:
    """Return the latest day that facts name, days after ``on`` and of birth left out.

    Facts that end before a law came into force lie wholly before it; of facts that go on the
    latest day is after it. Of a month without a day the last day counts.
    """
    days = (_day(*found) for found in _DAY.findall(text))
    held = [day for day in days if day and (on is None or day <= on)]
    return max(held, default=None)


def holds(since: date | None, until: date | None, days: Days) -> bool:
    """Say whether something that holds for facts in a span holds for these."""
    return _within(days.facts or days.on, since, until)


def applies(article: KeyArticle, days: Days) -> bool:
    """Say whether an entry of the knowledge holds for the days of a suggestion.

    Procedure is that of the day of the trial, whatever the day of the facts; so are
    interpretations that courts apply to all cases pending.
    """
    if article.nature is Nature.PROCEDURAL:
        return _within(days.on, article.since, article.until)
    if article.reaches_back:
        return _within(days.on, article.since, None) and holds(None, article.until, days)
    return holds(article.since, article.until, days)


def _within(day: date | None, since: date | None, until: date | None) -> bool:
    """Say whether a span holds a day; without a day, whether it is still open."""
    if day is None:
        return until is None
    return (since is None or day >= since) and (until is None or day <= until)


def _day(year: str, month: str, day: str) -> date | None:
    try:
        if day:
            return date(int(year), int(month), int(day))
        return date(int(year), int(month), 28)
    except ValueError:
        return None


def lies(days: Days) -> str:
    """Say in words when the facts lie; empty where that is unknown."""
    where = "事实发生日" if days.stated else "事实中最晚的日期"
    return f"{where}{format_date(days.facts)}" if days.facts else ""


def _said(found: Transition) -> str:
    return f"{found.says}（{found.basis}）"


def _changed(version: Version, number: int, days: Days, rules: Rules) -> list[str]:
    """Return the revisions that are known to have changed an article between facts and version."""
    revised: Iterable[tuple[date, str]] = (
        (step.day, step.label)
        for step in rules.revised.get(key(version.title), ())
        if step.articles is not None and number in step.articles
    )
    start = version.effective or date.max
    return [
        f"{label}（{format_date(day)}起施行）"
        for day, label in revised
        if days.facts and days.facts < day <= start
    ]
