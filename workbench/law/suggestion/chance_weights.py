"""The regression that joins what speaks for an article to the chance that a court cites it."""

from dataclasses import dataclass
from math import exp, log

from workbench.law.knowledge.model import Rank
from workbench.law.suggestion.known import Known

_LEAST = -7.0  # the least odds that count
_EVEN = 0.02  # added to both sides of a share of votes


@dataclass(frozen=True)
class ChanceWeights:
    """Factors of the regression.

    Attributes:
        bias: what no source says.
        learnt: of the odds by the words of the facts.
        votes: of the odds by the share of votes.
        main, main_met, usual, usual_met: of the strength of knowledge, by its kind.
        cited: the papers cite it.
    """

    bias: float
    learnt: float
    votes: float
    main: float
    main_met: float
    usual: float
    usual_met: float
    cited: float

    def chance(self, odds: float, share: float, known: Known | None, cited: bool) -> float:
        """Return how likely an article is to be cited, 0 to 1.

        Args:
            odds: by the words of the facts, see :class:`Answer`.
            share: of reliable votes, 0 to 1.
            known: the strongest entry of the knowledge that names it.
            cited: the papers cite it.
        """
        total = self.bias + self.learnt * max(odds, _LEAST)
        total += self.votes * log((share + _EVEN) / (1 - min(share, 1.0) + _EVEN))
        if known is not None:
            total += self._of(known) * known.strength
        return 1 / (1 + exp(-total - self.cited * cited))

    def _of(self, known: Known) -> float:
        if known.article.rank is Rank.MAIN:
            return self.main_met if known.article.when else self.main
        return self.usual_met if known.article.when else self.usual
