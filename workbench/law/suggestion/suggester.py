"""Suggests articles for the facts of a case, with the reasons in words.

Four sources speak for an article: the knowledge of the causes that the facts point to, the votes
of similar judgments, citations in the papers, and the words of the facts. Of criminal cases a
library of judgments has taught how likely a court is to cite an article. Nothing is said about
an article but what can be seen and checked. Whether it applies is for the judge.
"""

from collections import OrderedDict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from workbench.law.citation.rules import Rules, load_rules
from workbench.law.knowledge.model import Area, Place
from workbench.law.knowledge.shelf import Shelf
from workbench.law.model import StoredArticle, Suggested, SuggestedBy, Version
from workbench.law.ranking import ArticleIndex
from workbench.law.suggestion.causes import CRIMINAL, CauseGuesser, Guess, areas_told
from workbench.law.suggestion.chances import Chances
from workbench.law.suggestion.cited import cited_articles
from workbench.law.suggestion.fusion import Grounds, Sources, fuse
from workbench.law.suggestion.interpretations import FormerInterpretations
from workbench.law.suggestion.known import Known, known_articles, named_articles
from workbench.law.suggestion.neighbours import LeftOut, Neighbour, NoVotes, Votes
from workbench.law.suggestion.order import nature_of
from workbench.law.suggestion.periods import Days, Transitions, day_of_facts
from workbench.law.suggestion.query import impersonal
from workbench.law.suggestion.reasons import Reasons
from workbench.law.suggestion.regime import Regime, earlier, earlier_laws
from workbench.law.suggestion.source import ArticleLibrary, versions_of
from workbench.law.suggestion.subjects import Subjects
from workbench.law.suggestion.tables import Weights
from workbench.law.suggestion.votes import ASKED
from workbench.law.suggestion.words import WordSearch
from workbench.law.synonyms import Synonyms

_REGIMES = 24  # states of the law that are kept, half a megabyte each
_BEYOND = 100  # articles by words beyond those that are asked for, which other sources may lift


@dataclass(frozen=True)
class Tables:
    """The tables and files that suggestions go by."""

    synonyms: Synonyms
    subjects: Subjects
    weights: Weights
    transitions: Transitions
    shelf: Shelf

    @classmethod
    def load(cls, shelf: Shelf | None = None) -> "Tables":
        """Read them from ``resources``; ``shelf`` stands in for the knowledge that ships."""
        return cls(
            Synonyms.load(),
            Subjects.load(),
            Weights.load(),
            Transitions.load(),
            shelf or Shelf.load(),
        )


@dataclass(frozen=True)
class Request:
    """What articles are asked for.

    Attributes:
        text: facts, claims, issues or a question, of any length.
        cause: name of the cause of action or charge, if known; several with semicolons.
        on: day whose law is asked for; without it the newest law.
        facts: day of the facts; without it the latest day that the text names.
        parties: names of the parties, which never count.
        own: says which judgments have no vote; ``None`` if all have one.
    """

    text: str
    cause: str = ""
    on: date | None = None
    facts: date | None = None
    parties: Sequence[str] = ()
    own: LeftOut | None = None


class Suggester:
    """Suggests articles from one state of a library.

    Args:
        index: index over the articles of the library.
        library: the library.
        tables: synonyms, subjects, weights, transitions, knowledge.
        votes: the library of judgments.
    """

    def __init__(
        self,
        index: ArticleIndex,
        library: ArticleLibrary,
        tables: Tables,
        votes: Votes | None = None,
    ) -> None:
        self._library = library
        self._tables = tables
        self._votes: Votes = votes or NoVotes()
        self._words = WordSearch(index, tables.synonyms, tables.subjects, tables.weights)
        self._guesser = CauseGuesser(tables.shelf)
        self._numbers: dict[int, Mapping[tuple[int, int], int]] = {}
        self._regimes: OrderedDict[tuple[date | None, frozenset[int]], Regime] = OrderedDict()

    def suggest(self, request: Request, top: int = 20) -> list[Suggested]:
        """Return the articles that the facts point to, best first, at most ``top``."""
        facts = impersonal(request.text, request.parties)
        neighbours = self._nearest(facts, request.own)
        guesses = self._guesser.guess(facts, request.cause, neighbours)
        days = Days(
            request.on, request.facts or day_of_facts(facts, request.on), request.facts is not None
        )
        regime = self._regime(days)
        given = [request.cause] if request.cause else []
        conditions = self._conditions(guesses)
        tally = regime.tally(self._guesser)
        sources = Sources(
            list(self._known(guesses, facts, days)),
            tally.count(facts, neighbours, guesses, conditions, request.on),
            list(cited_articles(facts, self._rules, regime.places, request.on)),
            self._words.search(facts, given, regime, top + _BEYOND),
        )
        weights = self._tables.weights
        grounds = fuse(sources, regime, weights.fusion, facts)
        chances = self._chances(facts, guesses, sources.ballot.reliable)
        if chances is not None:
            grounds = chances.order(grounds, sources, regime, weights.chance)
        chosen = dict(list(grounds.items())[:top])
        say = Reasons(
            sources.words,
            self._words.index.rarity,
            self._tables.transitions,
            self._rules,
            days,
            chances.answer if chances else None,
            self._former,
        )
        return [
            _suggested(article, chosen[article.id], say.of(article, chosen[article.id]))
            for article in self._library.by_id(list(chosen))
        ]

    def causes(self, request: Request) -> tuple[Guess, ...]:
        """Return the causes of action or charges that the facts point to."""
        facts = impersonal(request.text, request.parties)
        neighbours = self._nearest(facts, request.own)
        return self._guesser.guess(facts, request.cause, neighbours)

    def _nearest(self, facts: str, own: LeftOut | None) -> Sequence[Neighbour]:
        found = self._votes.nearest(facts, ASKED) if facts.strip() else ()
        left_out = own([one.precedent for one in found]) if own and found else ()
        # A library of criminal judgments has some that are like any civil case in words.
        areas = {*(areas_told(facts) or Area), None}
        return [o for o in found if o.precedent not in left_out and o.area in areas]

    def _chances(self, facts: str, guesses: tuple[Guess, ...], reliable: float) -> Chances | None:
        fusion = self._tables.weights.fusion
        part = fusion.tells(facts) * reliable
        learnt = self._votes.learnt(facts) if part else None
        return Chances.of(
            learnt, guesses, part, fusion.worded(facts), areas_told(facts) == CRIMINAL
        )

    @cached_property
    def _rules(self) -> Rules:
        return load_rules(self._library.titles())

    @cached_property
    def _versions(self) -> tuple[Version, ...]:
        return versions_of(self._library)

    def _known(self, guesses: Sequence[Guess], facts: str, days: Days) -> Iterator[Known]:
        strengths = self._tables.weights.fusion.strengths
        yield from known_articles(self._tables.shelf, guesses, facts, days, strengths)
        yield from named_articles(self._tables.subjects.subjects, guesses, strengths)

    def _conditions(self, guesses: Sequence[Guess]) -> Mapping[Place, tuple[str, ...]]:
        """Return the words of the condition by article, of those that have one."""
        shelf = self._tables.shelf
        area: Area | None = guesses[0].area if guesses else None
        common = shelf.common_to(area) if area else ()
        return {
            article.place: article.when
            for known in (*common, *(g.known for g in guesses if g.known))
            for article in known.articles
            if article.when
        }

    def _regime(self, days: Days) -> Regime:
        """Return the state of the law; facts of many days share one."""
        held = earlier(self._earlier_laws, days)
        key = (days.on, frozenset(version.id for version in held))
        if key not in self._regimes:
            if len(self._regimes) >= _REGIMES:
                self._regimes.popitem(last=False)
            self._regimes[key] = Regime(
                self._library,
                self._versions,
                days,
                self._rules,
                self._tables.transitions,
                held,
                self._numbers,
            )
        self._regimes.move_to_end(key)
        return self._regimes[key]

    @cached_property
    def _former(self) -> FormerInterpretations:
        return FormerInterpretations.of(self._versions, self._rules)

    @cached_property
    def _earlier_laws(self) -> tuple[tuple[Version, date], ...]:
        return earlier_laws(self._versions, self._rules, self._tables.transitions)


def _suggested(article: StoredArticle, ground: Grounds, reasons: tuple[str, ...]) -> Suggested:
    first = ground.known[0] if ground.known else None
    sources = {
        SuggestedBy.KNOWLEDGE: bool(ground.known),
        SuggestedBy.CITED: ground.cited is not None,
        SuggestedBy.VOTES: ground.vote is not None or ground.taught is not None,
        SuggestedBy.WORDS: ground.worded,
    }
    return Suggested(
        article,
        ground.score,
        reasons,
        first.article.nature if first else nature_of(article.version),
        first.guess.cause if first and first.guess else "",
        first.article.requirement if first else "",
        first.told if first else (),
        tuple(source for source, speaks in sources.items() if speaks),
    )
