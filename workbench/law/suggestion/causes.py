"""Guesses the causes of action or the charges that facts point to, with the words that led to it.

Three things speak for a cause: its name, where the papers state it; the words by which such facts
are told (from the knowledge), each weighted by how few causes share it; and the causes of similar
judgments. Nothing is guessed where none of them is strong enough.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from math import exp, log

from workbench.kernel.search import fold
from workbench.law.knowledge.model import Area, CauseKnowledge
from workbench.law.knowledge.shelf import Shelf
from workbench.law.suggestion.charges import stated_charges
from workbench.law.suggestion.neighbours import Neighbour
from workbench.reference.causes import cause_of_name, charge_of_name, path

MOST = 3
# Chosen on judgments that no figure is measured with, see tests/bench/charges.py.
HALF = 3.0  # evidence of words at which a guess is two thirds sure
DECIDING = 2.0  # evidence of a word that alone shows the cause
NAMED = 0.9
BY_JUDGMENTS = 0.8
FEWEST = 2  # telling words without a deciding one
LEAST, BESIDE = 0.3, 0.4  # least strength, and least share of the best one's
OTHER_AREA = 0.3
SURE = 0.6
_LONG = 3000  # characters in which two more words occur by chance
CRIMINAL = frozenset({Area.CRIMINAL})
_ACCUSED = re.compile(r"被告人(?!民)|公诉机关|犯罪嫌疑人|人民检察院(?:起诉)?指控")
_PLAINTIFF = re.compile(r"原告(?!人)|申请执行人|被告人民")


@dataclass(frozen=True)
class Guess:
    """A cause of action or charge that facts point to.

    Attributes:
        cause: its name; canonical where the table of causes has it.
        area: its area.
        strength: 1 where it is given, else below.
        words: words of the facts that led to it, the rarest first.
        given: a person has named it.
        named: the papers state it by name.
        agreeing, judgments: so many of the similar judgments have it.
        known: what is known of it; ``None`` without a file.
    """

    cause: str
    area: Area
    strength: float
    words: tuple[str, ...] = ()
    given: bool = False
    named: bool = False
    agreeing: int = 0
    judgments: int = 0
    known: CauseKnowledge | None = None


class CauseGuesser:
    """Guesses causes by the knowledge on a shelf."""

    def __init__(self, shelf: Shelf) -> None:
        self._shelf = shelf
        self._resolved: dict[str, tuple[str, Area] | None] = {}

    def guess(
        self, facts: str, given: str = "", neighbours: Sequence[Neighbour] = ()
    ) -> tuple[Guess, ...]:
        """Return the causes that facts point to, the strongest first, at most :data:`MOST`.

        Args:
            facts: without personal words.
            given: cause or charge that is known; stands first.
            neighbours: similar judgments.
        """
        told = fold(facts)
        first = self._given(given)
        found = {guess.cause: guess for guess in self._candidates(told, neighbours)}
        for guess in first:
            found.pop(guess.cause, None)
        areas = {guess.area for guess in first}
        areas = areas or set(areas_told(facts))
        rest = sorted(found.values(), key=lambda g: (-g.strength, g.cause))
        if not areas and rest and rest[0].strength >= SURE:
            areas = {rest[0].area}
        rest = [g for g in rest if not areas or g.area in areas or g.strength * OTHER_AREA > LEAST]
        best = first[0].strength if first else rest[0].strength if rest else 0.0
        strong = [g for g in rest if g.strength >= max(LEAST, BESIDE * best)]
        return (*first, *strong)[:MOST]

    def resolve(self, name: str) -> tuple[str, Area] | None:
        """Return the canonical name and the area of a cause or charge; ``None`` if unknown."""
        if name not in self._resolved:
            known = self._shelf.of(name)
            listed = None if known else cause_of_name(name) or charge_of_name(name)
            found = (listed.name, Area(listed.area)) if listed else None
            self._resolved[name] = (known.cause, known.area) if known else found
        return self._resolved[name]

    def known(self, cause: str) -> CauseKnowledge | None:
        """Return what is known of a cause, or of the nearest one above it in the table."""
        listed = cause_of_name(cause)
        above = [one.name for one in reversed(path(listed))] if listed else []
        found = (self._shelf.of(name) for name in (cause, *above))
        return next((known for known in found if known), None)

    def _given(self, given: str) -> tuple[Guess, ...]:
        names = [part for part in given.replace("；", ";").split(";") if part.strip()]
        found = {}
        for name in names:
            resolved = self.resolve(fold(name).strip()) or self._within(fold(name))
            if resolved:
                cause, area = resolved
                known = self.known(cause)
                found[cause] = Guess(cause, area, 1.0, given=True, named=True, known=known)
        return tuple(found.values())

    def _within(self, name: str) -> tuple[str, Area] | None:
        """Return the cause with the longest name that stands within a longer one (…一案)."""
        named = [(k, n) for k in self._shelf.causes for n in k.names() if n in name]
        best = max(named, key=lambda pair: len(pair[1]), default=None)
        return (best[0].cause, best[0].area) if best else None

    def _candidates(self, told: str, neighbours: Sequence[Neighbour]) -> Iterable[Guess]:
        words = self._by_words(told)
        named = self._named(told)
        agreeing, shares = self._by_judgments(neighbours)
        for cause in dict.fromkeys((*named, *words, *shares)):
            resolved = self.resolve(cause)
            if resolved is None:
                continue
            strength, said = words.get(cause, (0.0, ()))
            parts = (strength, NAMED * (cause in named), BY_JUDGMENTS * shares.get(cause, 0.0))
            missing = 1.0
            for part in parts:
                missing *= 1 - part
            yield Guess(
                cause,
                resolved[1],
                1 - missing,
                said,
                named=cause in named,
                agreeing=agreeing.get(cause, 0),
                judgments=len(neighbours),
                known=self.known(cause),
            )

    def _named(self, told: str) -> tuple[str, ...]:
        charges = (self.resolve(name) for name in stated_charges(told))
        civil = (
            known.cause
            for known in self._shelf.causes
            if known.area is not Area.CRIMINAL and known.cause in told
        )
        return tuple(dict.fromkeys((*(found[0] for found in charges if found), *civil)))

    def _by_words(self, told: str) -> dict[str, tuple[float, tuple[str, ...]]]:
        """Return strength and words by cause, as far as words show it."""
        pairs = {*told, *map(str.__add__, told, told[1:])}
        near = (word for pair in pairs for word in self._beginning.get(pair, ()))
        said = sorted(word for word in near if word in told)
        held: dict[str, list[str]] = {}
        for word in said:
            for cause in self._causes_of[word]:
                held.setdefault(cause, []).append(word)
        chance = 1 + len(told) / _LONG
        evidence = {}
        for cause, words in held.items():
            deciding = self._deciding[cause].intersection(words)
            if deciding or len(words) >= FEWEST:
                own = sum(self._rarity[w] for w in words) / chance + DECIDING * bool(deciding)
                evidence[cause] = (own, deciding, words)
        most = max((own for own, _, _ in evidence.values()), default=1.0)
        return {
            cause: (
                (1 - exp(-own / HALF)) * own / most,
                tuple(sorted(words, key=lambda w: (w not in deciding, -self._rarity[w], w))),
            )
            for cause, (own, deciding, words) in evidence.items()
        }

    def _by_judgments(
        self, neighbours: Sequence[Neighbour]
    ) -> tuple[dict[str, int], dict[str, float]]:
        """Return how many similar judgments have each cause, and their weighted share."""
        agreeing: dict[str, int] = {}
        shares: dict[str, float] = {}
        total = sum(n.similarity for n in neighbours)
        for neighbour in neighbours:
            for cause in {r[0] for c in neighbour.causes if (r := self.resolve(c))}:
                agreeing[cause] = agreeing.get(cause, 0) + 1
                shares[cause] = shares.get(cause, 0.0) + neighbour.similarity / total
        return agreeing, shares

    @cached_property
    def _causes_of(self) -> Mapping[str, tuple[str, ...]]:
        found: dict[str, dict[str, None]] = {}
        for known in self._shelf.causes:
            for word in map(fold, (*known.telling, *known.deciding)):
                found.setdefault(word, {})[known.cause] = None
        return {word: tuple(causes) for word, causes in found.items()}

    @cached_property
    def _rarity(self) -> Mapping[str, float]:
        """How few causes share a word: 1 for a single one."""
        whole = log(len(self._shelf.causes) + 1)
        return {
            word: log((len(self._shelf.causes) + 1) / len(causes)) / whole if whole else 0.0
            for word, causes in self._causes_of.items()
        }

    @cached_property
    def _beginning(self) -> Mapping[str, tuple[str, ...]]:
        """Words by their first two characters, so that few are looked for in a text."""
        found: dict[str, list[str]] = {}
        for word in self._rarity:
            found.setdefault(word[:2], []).append(word)
        return {pair: tuple(words) for pair, words in found.items()}

    @cached_property
    def _deciding(self) -> Mapping[str, frozenset[str]]:
        return {known.cause: frozenset(map(fold, known.deciding)) for known in self._shelf.causes}


def areas_told(facts: str) -> frozenset[Area]:
    """Return the areas that facts may belong to by how they speak of people; empty: any.

    A theft after an administrative penalty, or a fraud with a contract, is a criminal case where an
    accused is spoken of; where a plaintiff is, no charge fits, whatever the words are.
    """
    accused, plaintiff = len(_ACCUSED.findall(facts)), len(_PLAINTIFF.findall(facts))
    if accused == plaintiff:
        return frozenset()
    return CRIMINAL if accused > plaintiff else frozenset(Area) - CRIMINAL
