"""Where an article is found today: its law by any name, its number through revisions and codes."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from workbench.kernel.numerals import format_date, format_integer
from workbench.law.citation.names import key
from workbench.law.citation.rules import Counterpart, Rules
from workbench.law.knowledge.check import label
from workbench.law.knowledge.model import Place
from workbench.law.model import Version

_key = lru_cache(maxsize=20_000)(key)
_ONLY_TABLES = frozenset({key("中华人民共和国行政诉讼法")})
"""Laws whose revisions moved articles and for which no table of numbers is carried."""


@dataclass(frozen=True)
class Moved:
    """A place in the law of the day, and what it was called before; empty where it is the same."""

    place: Place
    before: str = ""


class Places:
    """Follows citations of older law to the versions that are asked for.

    Args:
        rules: names of laws, tables of renumbered and replaced articles.
        current: the versions that are asked for, by title.
    """

    def __init__(self, rules: Rules, current: Mapping[str, Version]) -> None:
        self._rules = rules
        self._current = current
        self._by_key = {_key(title): version for title, version in current.items()}
        # Laws that keep their numbers, by full title: nothing has to be followed.
        self._moving = {*rules.renumbered, *_ONLY_TABLES}
        self._steady = {title for title in current if not self.moves(title)}

    def version(self, law: str) -> Version | None:
        """Return the version of a law that is asked for, by any of its spellings."""
        return self._current.get(law) or self._by_key.get(_key(law))

    def moves(self, law: str) -> bool:
        """Say whether revisions gave the articles of a law other numbers."""
        return _key(law) in self._moving

    def today(self, cited: Place, said: date | None) -> tuple[Moved, ...]:
        """Return where an article stands that a paper of a day cites; empty where unknown.

        Args:
            cited: law by any name, number, insertion.
            said: day of the paper; ``None`` for the newest law.
        """
        if cited.law in self._steady:
            return (Moved(cited),)
        title = self._rules.names.full(cited.law, said) or cited.law
        version = self.version(title)
        if version is not None:
            return self._within(Place(version.title, cited.number, cited.insertion), version, said)
        rule = self._rules.replaced.get(key(title))
        found = rule.counterparts.get(cited.number) if rule and not cited.insertion else None
        target = self.version(rule.by) if rule and found else None
        if rule is None or found is None or target is None:
            return ()
        before = f"《{rule.law.removeprefix('中华人民共和国')}》{label(cited)}"
        doubt = "" if found.mark == "V" else "（对应关系系推定，须核对）"
        return tuple(
            Moved(Place(target.title, number), f"{before}{doubt}") for number in found.articles
        )

    def _within(self, place: Place, version: Version, said: date | None) -> tuple[Moved, ...]:
        """Follow the number of an article through the revisions after the paper."""
        law, start = key(place.law), version.effective or date.min
        if said is None or start <= said:
            return (Moved(place),)
        steps = [s for s in self._rules.renumbered.get(law, ()) if said < s.effective <= start]
        if not steps:
            return () if law in _ONLY_TABLES else (Moved(place),)
        if place.insertion or said < steps[0].since:
            return ()
        number = place.number
        for step in steps:
            found: Counterpart | None = step.numbers.get(number)
            if found is None:
                return ()
            number = found.articles[0]
        before = f"{format_date(steps[-1].effective)}前的第{format_integer(place.number)}条"
        return (Moved(Place(place.law, number), before if number != place.number else ""),)
