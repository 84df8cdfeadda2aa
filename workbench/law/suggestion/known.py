"""Articles that the knowledge of the causes names, as far as facts and day call for them."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from workbench.kernel.search import fold
from workbench.law.knowledge.model import Area, CauseKnowledge, KeyArticle, Place, Rank
from workbench.law.knowledge.shelf import Shelf
from workbench.law.model import Told
from workbench.law.suggestion.causes import Guess
from workbench.law.suggestion.periods import Days, applies, holds

_MOST_WORDS = 3
_folded = lru_cache(maxsize=50_000)(fold)
"""The words of the knowledge are asked for with every set of facts."""


@dataclass(frozen=True)
class Strengths:
    """How strongly knowledge speaks for an article, from 0 to 1, if its cause is certain.

    Attributes:
        main, usual: always applicable ones of the cause.
        main_met, usual_met: ones whose condition the facts tell.
        common: factor for articles common to all causes of an area.
    """

    main: float
    usual: float
    main_met: float
    usual_met: float
    common: float

    def of(self, article: KeyArticle) -> float:
        """Return the strength of an article of a certain cause."""
        if article.rank is Rank.MAIN:
            return self.main_met if article.when else self.main
        return self.usual_met if article.when else self.usual


@dataclass(frozen=True)
class Known:
    """An article that knowledge names for these facts.

    Attributes:
        article: as the file has it.
        strength: 0 to 1.
        guess: the cause; ``None`` for articles common to an area.
        told: requirement and condition that the facts tell of.
    """

    article: KeyArticle
    strength: float
    guess: Guess | None
    told: tuple[Told, ...]


def known_articles(
    shelf: Shelf, guesses: Sequence[Guess], facts: str, days: Days, strengths: Strengths
) -> Iterator[Known]:
    """Yield the articles of the guessed causes and those common to the area of the first.

    Args:
        shelf: all knowledge.
        guesses: causes, the strongest first.
        facts: without personal words.
        days: they decide which entries hold.
        strengths: see there.
    """
    told = fold(facts)
    for guess in guesses:
        if guess.known is not None and holds(guess.known.valid_from, guess.known.valid_until, days):
            for article in _called_for(guess.known, told, days):
                strength = guess.strength * strengths.of(article)
                yield Known(article, strength, guess, _told(guess.known, article, told))
    for common in shelf.common_to(guesses[0].area) if guesses else ():
        for article in _called_for(common, told, days):
            strength = guesses[0].strength * strengths.common * strengths.of(article)
            yield Known(article, strength, None, _told(common, article, told))


def named_articles(
    named: Iterable[tuple[Place, str]], guesses: Sequence[Guess], strengths: Strengths
) -> Iterator[Known]:
    """Yield the article of each charge of which there is no file, by the table of subjects.

    Args:
        named: articles with their subjects; that of a charge holds its name.
        guesses: causes, the strongest first.
        strengths: see there.
    """
    lacking = {g.cause: g for g in guesses if g.known is None and g.area is Area.CRIMINAL}
    for place, subject in named if lacking else ():
        for word in subject.split():
            if guess := lacking.get(word):
                article = KeyArticle(place, "", "规定这一罪名", rank=Rank.MAIN)
                yield Known(article, guess.strength * strengths.of(article), guess, ())


def _called_for(known: CauseKnowledge, told: str, days: Days) -> Iterator[KeyArticle]:
    for article in known.articles:
        if (
            applies(article, days)
            and (not article.when or any(_folded(word) in told for word in article.when))
            and not any(_folded(word) in told for word in article.unless)
        ):
            yield article


def _told(known: CauseKnowledge, article: KeyArticle, told: str) -> tuple[Told, ...]:
    requirement = known.requirement(article.requirement)
    said = _said(requirement.words, told) if requirement else ()
    met = _said(article.when, told)
    found = []
    if requirement and said:
        found.append(Told(f"要件“{requirement.name}”", said))
    if met:
        found.append(Told(f"条件：{article.condition}" if article.condition else "条件", met))
    return tuple(found)


def _said(words: Sequence[str], told: str) -> tuple[str, ...]:
    """Return the first words that stand in folded facts, none that is part of another."""
    chosen: list[str] = []
    for word in sorted((w for w in words if _folded(w) in told), key=len, reverse=True):
        if not any(word in other for other in chosen):
            chosen.append(word)
    ordered = [word for word in words if word in chosen]
    return tuple(ordered[:_MOST_WORDS])
