"""The state of the law for a suggestion: which version of each law, and how much each weighs."""

from collections.abc import Mapping, Sequence
from datetime import date
from math import log1p
from typing import TYPE_CHECKING, Any

from workbench.law.citation.names import key
from workbench.law.citation.rules import Rules
from workbench.law.knowledge.model import Place
from workbench.law.model import Version
from workbench.law.suggestion.causes import CauseGuesser
from workbench.law.suggestion.periods import Days, Kind, Transitions
from workbench.law.suggestion.places import Places
from workbench.law.suggestion.source import ArticleLibrary, start_of
from workbench.law.suggestion.subjects import Subjects
from workbench.law.suggestion.tables import Weights
from workbench.law.suggestion.votes import Tally

if TYPE_CHECKING:
    import numpy as np

    Array = np.ndarray[Any, np.dtype[Any]]

LATER = 0.7  # factor of a law that leaves the facts to the law of their time


class Regime:
    """The versions that a suggestion looks at. Substantive law of earlier facts stands beside
    the law of the day; procedure is always that of the day.

    Args:
        versions: all versions of the library.
        days: day of the law and of the facts.
        rules: names, replaced laws.
        transitions: which law holds for earlier facts.
        held: earlier versions that hold for the facts, see :func:`earlier`.
        numbers: ids of articles by version, kept for all states of the law.
    """

    def __init__(
        self,
        library: ArticleLibrary,
        versions: Sequence[Version],
        days: Days,
        rules: Rules,
        transitions: Transitions,
        held: Sequence[Version],
        numbers: dict[int, Mapping[tuple[int, int], int]],
    ) -> None:
        self._library = library
        self._versions = versions
        self._transitions = transitions
        self.days = days
        self.current = _chosen(versions, days) | {version.title: version for version in held}
        self.places = Places(rules, self.current)
        self._numbers = numbers
        self._factors: dict[int, float] = {}
        self._tally: Tally | None = None
        self._subject_ids: Array | None = None

    def id_of(self, place: Place, until: date | None = None) -> int:
        """Return the id of an article in the version that is looked at; 0 if there is none.

        Args:
            place: the article.
            until: last day on which it had this number; of a later version the number would
                lead to another article, so it is looked up in the version of that day.
        """
        version = self.places.version(place.law)
        if version is not None and until is not None and start_of(version) > until:
            version = self._former(version.title, until)
        if version is None:
            return 0
        if version.id not in self._numbers:
            self._numbers[version.id] = self._library.numbers(version.id)
        return self._numbers[version.id].get((place.number, place.insertion), 0)

    def numbers(self, law: str) -> Mapping[tuple[int, int], int]:
        """Return the ids of a law's articles by number and insertion; empty without the law."""
        version = self.places.version(law)
        if version is None:
            return {}
        if version.id not in self._numbers:
            self._numbers[version.id] = self._library.numbers(version.id)
        return self._numbers[version.id]

    def _former(self, title: str, day: date) -> Version | None:
        found = (v for v in self._versions if v.title == title and v.in_force(day))
        return max(found, key=start_of, default=None)

    def factors(self, weights: Weights, mentions: Mapping[str, int]) -> dict[int, float]:
        """Return the weight of each version, by its id; see ``suggestion_weights.toml``."""
        if not self._factors:
            for version in self.current.values():
                factor = _weight(version, weights, mentions)
                if self._transitions.governs_earlier(version.title, self.days):
                    factor *= LATER
                self._factors[version.id] = factor
        return self._factors

    def tally(self, guesser: CauseGuesser) -> Tally:
        """Return what counts the votes of judgments for this state of the law."""
        if self._tally is None:
            self._tally = Tally(self.places, guesser)
        return self._tally

    def subject_ids(self, subjects: Subjects) -> "Array":
        """Return the article id of every subject, 0 where the library lacks it, ``int64``."""
        import numpy as np

        if self._subject_ids is None:
            ids = [self._subject_id(place) for place, _ in subjects.subjects]
            self._subject_ids = np.array(ids, dtype=np.int64)
        return self._subject_ids

    def _subject_id(self, place: Place) -> int:
        """Subjects go by the numbers of the newest text; an older one may count otherwise."""
        version = self.places.version(place.law)
        moved = version is not None and version.ended is not None and self.places.moves(place.law)
        return 0 if moved else self.id_of(place)


def earlier_laws(
    versions: Sequence[Version], rules: Rules, transitions: Transitions
) -> tuple[tuple[Version, date], ...]:
    """Return versions that may hold for earlier facts, each with the day before which.

    They are laws that others have replaced, and older versions of laws that leave earlier facts
    to them.
    """
    found = []
    for version in versions:
        transition = transitions.by_law.get(version.title)
        rule = rules.replaced.get(key(version.title))
        if transition and transition.kind is Kind.OLD and start_of(version) < transition.since:
            found.append((version, transition.since))
        elif rule and rule.by:
            found.append((version, rule.ended))
    return tuple(found)


def earlier(laws: Sequence[tuple[Version, date]], days: Days) -> tuple[Version, ...]:
    """Return those of the earlier versions that hold for the facts of a suggestion."""
    if days.facts is None:
        return ()
    facts = days.facts
    return tuple(
        version
        for version, until in laws
        if facts < until and version.in_force(facts) and (days.on is None or days.on >= until)
    )


def _chosen(versions: Sequence[Version], days: Days) -> dict[str, Version]:
    """Return the latest version of each law that applies on the day, by title."""
    chosen: dict[str, Version] = {}
    for version in versions:
        applies = version.in_force(days.on) if days.on else version.ended is None
        held = chosen.get(version.title)
        if applies and (held is None or start_of(version) >= start_of(held)):
            chosen[version.title] = version
    return chosen


def _weight(version: Version, weights: Weights, mentions: Mapping[str, int]) -> float:
    own = weights.levels.get(version.level, 1.0) * weights.laws.get(version.title, 1.0)
    short = version.title.removeprefix("中华人民共和国")
    named = mentions.get(version.title, 0) + (short != version.title) * mentions.get(short, 0)
    return own * (1 + weights.mentioned * log1p(named))
