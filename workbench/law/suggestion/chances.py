"""How likely a court is to cite an article of the Criminal Law, and the order that follows.

What words and signs of the facts say by the library's judgments (``precedents/learnt.py``), the
votes of the nearest, the knowledge of the charge and citations in the papers are joined by one
logistic regression; its factors are ``[chance]`` in ``suggestion_weights.toml``. An article that
courts nearly always cite with such facts stands before a special one that they seldom do. Only the
article that decides the likeliest charge always stands first.

On 982 judgments that neither library nor training held, R@5 and R@10 were .712 / .884 by what was
learnt alone and .725 / .900 with all; the test part (see tests/bench/charges.py), asked once, gave
.725 / .902, and .631 / .834 without a library of judgments. What is missed are general articles,
cited or not at the court's discretion (缓刑, 罚金, 没收, 第六十一条).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from workbench.law.knowledge.model import Area, Place, Rank
from workbench.law.suggestion.chance_weights import ChanceWeights
from workbench.law.suggestion.fusion import Grounds, Sources
from workbench.law.suggestion.regime import Regime

if TYPE_CHECKING:
    from workbench.law.precedents.learnt import Answer
    from workbench.law.suggestion.causes import Guess

_UNSEEN = -6.0  # odds of an article that was not learnt of
_LOOKED_AT = -4.0  # odds below which what was learnt alone does not suggest an article
_LIKELY = 0.3  # chance from which the article of the likeliest charge stands first
_AHEAD = 0.01
_WORDED = 0.05  # chance from which words alone do not pass an article


@dataclass(frozen=True)
class Chances:
    """What was learnt, asked of one set of facts.

    Attributes:
        answer: the odds of articles.
        part: how much the chance counts, 0 to 1; the rest is the weighted sum of the sources.
        first: the likeliest charge, if any is guessed.
        words: what words count at most; an article that may well be cited stands before others
            that only share words with the facts.
    """

    answer: "Answer"
    part: float
    words: float
    first: "Guess | None"

    @classmethod
    def of(
        cls,
        answer: "Answer | None",
        guesses: "tuple[Guess, ...]",
        part: float,
        words: float,
        accused: bool = False,
    ) -> "Chances | None":
        """Return the chances for a criminal case; ``None`` for others and where none are known.

        ``accused``: the facts speak of one; it counts where no cause is guessed.
        """
        first = guesses[0] if guesses else None
        criminal = first.area is Area.CRIMINAL if first else accused
        if answer is None or part <= 0 or not criminal:
            return None
        return cls(answer, part, words, first)

    def order(
        self,
        grounds: Mapping[int, Grounds],
        sources: Sources,
        regime: Regime,
        weights: ChanceWeights,
    ) -> Mapping[int, Grounds]:
        """Return the grounds by the chance of being cited, the best first, by article id."""
        from workbench.law.precedents.learnt import LAW

        found = dict(grounds)
        ballot = sources.ballot
        for numbers, identity in regime.numbers(LAW).items():
            odds = self.answer.odds.get(numbers, _UNSEEN)
            if identity not in found and odds < _LOOKED_AT:
                continue
            ground = found.setdefault(identity, Grounds())
            vote = ballot.votes.get(Place(LAW, *numbers))
            share = ballot.reliable * vote.share if vote else 0.0
            known = ground.known[0] if ground.known else None
            chance = weights.chance(odds, share, known, ground.cited is not None)
            lifted = chance + self.words * min(1.0, chance / _WORDED)
            ground.score += self.part * (lifted - ground.score)
            ground.taught = numbers if odds >= _LOOKED_AT else None
        self._lead(found)
        return dict(sorted(found.items(), key=lambda item: (-item[1].score, item[0])))

    def _lead(self, grounds: Mapping[int, Grounds]) -> None:
        """Let the article that decides the likeliest charge stand first."""
        deciding = [ground for ground in grounds.values() if self._decides(ground)]
        best = max(deciding, key=lambda ground: ground.score, default=None)
        if best is not None and best.score >= _LIKELY:
            best.score = max(ground.score for ground in grounds.values()) + _AHEAD

    def _decides(self, ground: Grounds) -> bool:
        first = ground.known[0] if ground.known else None
        return (
            first is not None
            and self.first is not None
            and first.article.rank is Rank.MAIN
            and first.guess is not None
            and first.guess.cause == self.first.cause
        )
