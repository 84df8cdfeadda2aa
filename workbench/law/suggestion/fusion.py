"""Puts together what knowledge, votes, citations and words say of each article.

Every source says between 0 and 1 for an article; the score is their weighted sum. A source that
is silent (no cause guessed, no judgments, nothing cited) adds nothing, and the order of the others
stays as it is. Where judgments agree, they know better than general knowledge how often an article
is applied, and that counts less. Words count less the more a text tells, as they then meet by
chance.

Of criminal cases the library's judgments have taught more than their votes say (``chances.py``):
there an article of the Criminal Law counts by how likely a court is to cite it.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from workbench.law.knowledge.model import Place
from workbench.law.suggestion.cited import Cited
from workbench.law.suggestion.known import Known
from workbench.law.suggestion.regime import Regime
from workbench.law.suggestion.tables import Fusion
from workbench.law.suggestion.votes import Ballot, Vote
from workbench.law.suggestion.words import WordHits


@dataclass
class Grounds:
    """What speaks for an article.

    Attributes:
        score: the weighted sum.
        known: what knowledge names it for, the strongest first.
        vote: what similar judgments say; ``None`` if none cites it or they say too little.
        cited: citations that lead to it.
        worded: words of the facts point to it.
        taught: its number and insertion, where its score is how likely it is to be cited.
    """

    score: float = 0.0
    known: list[Known] = field(default_factory=list)
    vote: Vote | None = None
    cited: Cited | None = None
    worded: bool = False
    taught: tuple[int, int] | None = None


@dataclass(frozen=True)
class Sources:
    """What the four sources say of a set of facts."""

    known: Sequence[Known]
    ballot: Ballot
    cited: Sequence[Cited]
    words: WordHits


def fuse(sources: Sources, regime: Regime, fusion: Fusion, facts: str) -> Mapping[int, Grounds]:
    """Return what speaks for each article, by its id, the best first.

    Args:
        sources: what is put together.
        regime: finds articles by their places.
        fusion: how much each source counts.
        facts: their length tells a case from a question.
    """
    grounds: dict[int, Grounds] = {}
    _add_knowledge(grounds, sources, regime, fusion, facts)
    _add_votes(grounds, sources.ballot, regime, fusion.votes * fusion.told(facts))
    for citation in sources.cited:
        ground = _at(grounds, regime, citation.moved.place)
        if ground is not None and ground.cited is None:
            ground.score += fusion.cited
            ground.cited = citation
    scores = sources.words.scores
    factor = fusion.worded(facts) / max(scores.values(), default=1.0)
    for identity, score in scores.items():
        ground = grounds.setdefault(identity, Grounds())
        ground.score += factor * score
        ground.worded = True
    return dict(sorted(grounds.items(), key=lambda item: (-item[1].score, item[0])))


def _add_knowledge(
    grounds: dict[int, Grounds], sources: Sources, regime: Regime, fusion: Fusion, facts: str
) -> None:
    factor = fusion.knowledge * fusion.told(facts)
    factor *= 1 - fusion.outvoted * sources.ballot.reliable
    for one in sorted(sources.known, key=lambda k: -k.strength):
        ground = _at(grounds, regime, one.article.place, one.article.until)
        if ground is not None:
            if not ground.known:
                ground.score += factor * one.strength
            ground.known.append(one)


def _add_votes(grounds: dict[int, Grounds], ballot: Ballot, regime: Regime, factor: float) -> None:
    for place, vote in ballot.votes.items() if ballot.reliable else ():
        ground = _at(grounds, regime, place)
        if ground is not None:
            ground.score += factor * ballot.reliable * vote.share
            ground.vote = vote


def _at(
    grounds: dict[int, Grounds], regime: Regime, place: Place, until: date | None = None
) -> Grounds | None:
    identity = regime.id_of(place, until)
    return grounds.setdefault(identity, Grounds()) if identity else None
