"""What is to be said of a judicial interpretation that took the place of an earlier one.

For facts before it came into force the earlier text may hold: in criminal cases by a provision of
its own (高检发释字〔2001〕5号), in others with the law that it interprets. Procedure is that of the
day of the trial; nothing is said of it.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Self

from workbench.kernel.numerals import format_date
from workbench.law.citation.rules import Replaced, Rules
from workbench.law.model import Level, Version
from workbench.law.suggestion.order import is_procedural
from workbench.law.suggestion.periods import Days, lies
from workbench.law.suggestion.source import start_of
from workbench.law.synonyms import read_rules

_MOST = 3


class FormerInterpretations:
    """Knows the earlier texts of the interpretations of a library.

    Args:
        held: versions of interpretations by title, the oldest first.
        replaced: interpretations that others replaced, by the title of what replaced them.
        says: what is to be said, with its basis, in criminal cases and in others.
        crimes: titles of interpretations for criminal cases.
    """

    def __init__(
        self,
        held: dict[str, list[Version]],
        replaced: dict[str, list[Replaced]],
        says: tuple[str, str],
        crimes: re.Pattern[str],
    ) -> None:
        self._held = held
        self._replaced = replaced
        self._says = says
        self._crimes = crimes

    @classmethod
    def of(cls, versions: Iterable[Version], rules: Rules) -> Self:
        """Read the tables, and gather the interpretations of a library."""
        table = read_rules("transitions.toml")["interpretation"]
        held: dict[str, list[Version]] = defaultdict(list)
        for version in sorted(versions, key=start_of):
            if version.level is Level.JUDICIAL:
                held[version.title].append(version)
        replaced: dict[str, list[Replaced]] = defaultdict(list)
        for rule in rules.replaced.values():
            replaced[rule.by].append(rule)
        said = [
            f"{table[area]['says']}（{table[area]['basis']}）" for area in ("criminal", "other")
        ]
        return cls(held, replaced, (said[0], said[1]), re.compile(table["criminal"]["titles"]))

    def note(self, version: Version, days: Days) -> str:
        """Return a sentence where another text held at the time of the facts; else empty."""
        if version.level is not Level.JUDICIAL or days.facts is None:
            return ""
        if start_of(version) <= days.facts or is_procedural(version.title):
            return ""
        names = self._former(version, days.facts)
        if not names:
            return ""
        more = "等" if len(names) > _MOST else ""
        criminal = self._crimes.search(version.title) is not None
        return (
            f"时间效力：{lies(days)}，当时施行的是{'、'.join(names[:_MOST])}{more}，"
            f"{self._says[0] if criminal else self._says[1]}"
        )

    def _former(self, version: Version, day: date) -> Sequence[str]:
        """Name the text that held on a day: an earlier version, else what was replaced."""
        for one in reversed(self._held.get(version.title, ())):
            if one.id != version.id and one.in_force(day):
                return (f"本解释{format_date(start_of(one))}起施行的文本",)
        return tuple(
            f"《{rule.law}》"
            for rule in self._replaced.get(version.title, ())
            if day < rule.ended and self._in_force(rule.law, day)
        )

    def _in_force(self, title: str, day: date) -> bool:
        """Say whether a replaced text was in force; one that the library lacks may have been."""
        held = self._held.get(title)
        return held is None or any(one.in_force(day) for one in held)
