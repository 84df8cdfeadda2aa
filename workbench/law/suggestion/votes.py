"""Votes of similar judgments: which articles they cite, followed to the law of the day.

A judgment's vote weighs by similarity, by whether it has a cause that the facts point to, and by
its date. An article that applies under a condition (自首, 累犯) is asked of the judgments in which
the condition is told as it is in these facts: that most thieves are no recidivists says nothing of
one who is.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache

from workbench.kernel.search import fold
from workbench.law.knowledge.model import Place
from workbench.law.suggestion.causes import CauseGuesser, Guess
from workbench.law.suggestion.neighbours import Neighbour
from workbench.law.suggestion.places import Moved, Places

# Chosen on judgments that no figure is measured with, see tests/bench/charges.py.
ASKED = 40  # judgments that are looked at
SHOWN = 20  # judgments that the reason counts
POWER = 3.0  # of similarity, against the nearest
SAME_CAUSE = 3.0  # further weight of a judgment with a cause of the facts
HALF_LIFE = 20.0  # years after which a vote weighs half
CONDITIONAL = 0.7  # part of the judgments in which the condition is told alike
RARE = 0.03  # share of an article below which its condition is not looked at
REMEMBERED = 60_000  # answers on conditions that are kept
PRIOR = 2.0  # votes of all judgments that are added to those
AGREED, SURE = 0.1, 0.3  # share of the commonest cause below which votes say nothing, above all
ENOUGH = 150  # characters of facts below which similarity is chance
OTHER_AREA = 0.2


@dataclass
class Vote:
    """What similar judgments say of an article.

    Attributes:
        share: weighted part of them that cites it, 0 to 1.
        count: how many of the nearest do.
        of: how many of the nearest there are.
        before: what they call it where that is another law or number, with how many do.
    """

    share: float = 0.0
    count: int = 0
    of: int = 0
    before: Counter[str] = field(default_factory=Counter)


@dataclass(frozen=True)
class Ballot:
    """Votes by article, and how far they can be relied on, 0 to 1."""

    votes: Mapping[Place, Vote]
    reliable: float


@dataclass(frozen=True)
class Voter:
    """A judgment with the weight of its vote and the articles that it cites, as of the day."""

    neighbour: Neighbour
    weight: float
    articles: Mapping[Place, str]


class Tally:
    """Counts votes for one state of the law.

    Args:
        places: follows citations to that state.
        guesser: knows causes by all their names.
    """

    def __init__(self, places: Places, guesser: CauseGuesser) -> None:
        self._guesser = guesser
        self._today = lru_cache(maxsize=50_000)(places.today)
        self._said: dict[tuple[int, tuple[str, ...]], bool] = {}

    def count(
        self,
        facts: str,
        neighbours: Sequence[Neighbour],
        guesses: Sequence[Guess],
        conditions: Mapping[Place, tuple[str, ...]],
        on: date | None,
    ) -> Ballot:
        """Return the votes of similar judgments.

        Args:
            facts: without personal words.
            neighbours: the nearest first.
            guesses: causes that the facts point to.
            conditions: words of the condition by article, for those that have one.
            on: day by which judgments grow old; the newest judgment's without it.
        """
        voters = self._voters(neighbours, guesses, on)
        votes = self._shares(voters)
        told = fold(facts)
        for place, vote in votes.items():
            words = conditions.get(place)
            if words and vote.share >= RARE:
                alike = self._alike(place, words, told, voters, vote.share)
                vote.share += CONDITIONAL * (alike - vote.share)
        return Ballot(votes, _reliable(facts, neighbours, guesses, self._guesser))

    def _voters(
        self, neighbours: Sequence[Neighbour], guesses: Sequence[Guess], on: date | None
    ) -> list[Voter]:
        best = neighbours[0].similarity if neighbours else 1.0
        causes = {guess.cause: guess.strength for guess in guesses}
        newest = on or max((n.decided for n in neighbours if n.decided), default=None)
        voters = []
        for neighbour in neighbours:
            weight = (neighbour.similarity / best) ** POWER
            own = {r[0] for c in neighbour.causes if (r := self._guesser.resolve(c))}
            weight *= 1 + SAME_CAUSE * max((causes[c] for c in own & causes.keys()), default=0.0)
            if newest and neighbour.decided and neighbour.decided < newest:
                weight *= 0.5 ** ((newest - neighbour.decided).days / 365.25 / HALF_LIFE)
            articles = {
                moved.place: moved.before
                for cited in neighbour.articles
                for moved in self._moved(cited, neighbour.decided)
            }
            voters.append(Voter(neighbour, weight, articles))
        return voters

    def _moved(self, cited: Place, decided: date | None) -> tuple[Moved, ...]:
        return self._today(cited, decided)

    @staticmethod
    def _shares(voters: Sequence[Voter]) -> dict[Place, Vote]:
        total = sum(voter.weight for voter in voters) or 1.0
        shown = min(len(voters), SHOWN)
        votes: dict[Place, Vote] = {}
        for rank, voter in enumerate(voters):
            for place, before in voter.articles.items():
                vote = votes.get(place)
                if vote is None:
                    vote = votes[place] = Vote(of=shown)
                vote.share += voter.weight / total
                if rank < shown:
                    vote.count += 1
                    vote.before[before] += 1
        return votes

    def _alike(
        self,
        place: Place,
        words: tuple[str, ...],
        told: str,
        voters: Sequence[Voter],
        prior: float,
    ) -> float:
        here = any(word in told for word in words)
        cites = whole = 0.0
        for voter in voters:
            one = voter.neighbour
            if self._says(one, words) == here:
                whole += voter.weight
                cites += voter.weight * (place in voter.articles)
        scale = max((voter.weight for voter in voters), default=1.0)
        return (cites / scale + PRIOR * prior) / (whole / scale + PRIOR)

    def _says(self, neighbour: Neighbour, words: tuple[str, ...]) -> bool:
        """Say whether the facts of a judgment tell a condition; the same are asked again."""
        asked = (neighbour.precedent, words)
        if asked not in self._said:
            if len(self._said) >= REMEMBERED:
                self._said.clear()
            self._said[asked] = any(map(neighbour.facts.__contains__, words))
        return self._said[asked]


def _reliable(
    facts: str, neighbours: Sequence[Neighbour], guesses: Sequence[Guess], guesser: CauseGuesser
) -> float:
    """Judgments that agree on a cause are similar in law; short words find some by chance."""
    if not neighbours:
        return 0.0
    total = sum(n.similarity for n in neighbours)
    shares: dict[str, float] = {}
    for neighbour in neighbours:
        for cause in {r[0] for c in neighbour.causes if (r := guesser.resolve(c))}:
            shares[cause] = shares.get(cause, 0.0) + neighbour.similarity / total
    most = max(shares.values(), default=0.0)
    reliable = min(1.0, max(0.0, most - AGREED) / (SURE - AGREED))
    if guesses and neighbours[0].area not in (None, guesses[0].area):
        reliable *= OTHER_AREA
    return reliable * min(1.0, len(facts) / ENOUGH)
