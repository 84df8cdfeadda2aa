"""What is known beforehand about articles: usual ones of a cause, weights of laws.

Under ``resources/rules``: ``cause_articles.toml`` (articles that a judge looks at first in a
cause, with the requirement that each serves) and ``suggestion_weights.toml``.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Self

from workbench.kernel.search import fold
from workbench.law.model import Level
from workbench.law.synonyms import read_rules

_NUMBER = re.compile(r"(\d+)(?:-(\d+))?")
_CUES = 2  # so many different cue words make a guess at a cause


@dataclass(frozen=True)
class Place:
    """An article by law, number and insertion (1 for 之一)."""

    law: str
    number: int
    insertion: int = 0


@dataclass(frozen=True)
class UsualArticle:
    """An article that is usual in a cause.

    Attributes:
        place: the article.
        serves: what it is looked at for, in Chinese.
        since: the numbering holds for versions in force from this day on; ``None`` = always.
        when: the facts must hold one of these words; empty = always.
    """

    place: Place
    serves: str
    since: date | None
    when: tuple[str, ...] = ()

    def called_for(self, text: str) -> bool:
        """Say whether folded facts hold a word that the article waits for."""
        return not self.when or any(word in text for word in self.when)


@dataclass(frozen=True)
class CauseRule:
    """The usual articles of a cause of action or charge."""

    name: str
    also: tuple[str, ...]
    cues: tuple[str, ...]
    articles: tuple[UsualArticle, ...]

    def names(self, cause: str) -> bool:
        """Say whether the rule is about a cause given by name."""
        return any(name in cause for name in (self.name, *self.also))

    def cues_in(self, text: str) -> list[str]:
        """Return the cue words that a text has."""
        return [cue for cue in self.cues if cue in text]


@dataclass(frozen=True)
class CauseRules:
    """All rules of ``cause_articles.toml``."""

    rules: tuple[CauseRule, ...]

    @classmethod
    def load(cls) -> Self:
        """Read the table."""
        return cls(tuple(_rule(entry) for entry in read_rules("cause_articles.toml")["cause"]))

    def for_cause(self, cause: str) -> CauseRule | None:
        """Return the rule of a cause by name; the longest name that fits."""
        cause = fold(cause).strip()
        fitting = [rule for rule in self.rules if cause and rule.names(cause)]
        return max(fitting, key=lambda rule: len(rule.name), default=None)

    def guess(self, text: str) -> tuple[CauseRule, list[str]] | None:
        """Return the rule with the most cue words in a text, and these words; ``None`` if few."""
        text = fold(text)
        found = [(rule, rule.cues_in(text)) for rule in self.rules]
        rule, cues = max(found, key=lambda pair: len(pair[1]), default=(None, []))
        return (rule, cues) if rule and len(cues) >= _CUES else None


@dataclass(frozen=True)
class Weights:
    """Factors of ``suggestion_weights.toml``: by kind of text and by law."""

    levels: Mapping[Level, float]
    laws: Mapping[str, float]
    mentioned: float

    @classmethod
    def load(cls) -> Self:
        """Read the table."""
        table = read_rules("suggestion_weights.toml")
        levels = {Level(name): float(weight) for name, weight in table["level"].items()}
        return cls(levels, table["law"], float(table["mentioned"]))


def _rule(entry: Mapping[str, Any]) -> CauseRule:
    articles: Sequence[Mapping[str, Any]] = entry["articles"]
    return CauseRule(
        name=entry["name"],
        also=tuple(entry.get("also", ())),
        cues=tuple(map(fold, entry.get("cues", ()))),
        articles=tuple(
            UsualArticle(
                place_of(one["law"], one["article"]),
                one["serves"],
                one.get("since"),
                tuple(map(fold, one.get("when", ()))),
            )
            for one in articles
        ),
    )


def place_of(law: str, article: str) -> Place:
    """Return the article that a table names by its number, ``133-1`` for 之一.

    Raises:
        ValueError: that is no number.
    """
    match = _NUMBER.fullmatch(article)
    if not match:
        raise ValueError(f"{law}: {article}")
    return Place(law, int(match[1]), int(match[2] or 0))
