"""How much a term says about the cause: learnt from the causes that the judgments have.

For every term the distribution of causes among the judgments that have it is compared with that
among all judgments (Kullback-Leibler divergence, in nats). 烟草 tells much (2.1), 盗窃 1.4, 手机
.14, 被告人 nothing. A rare name is rare and still says nothing of the law; with its rarity alone as
weight, a search finds the same place and the same people instead of the same crime.
"""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import numpy as np

    Array = np.ndarray[Any, np.dtype[Any]]

SMOOTHING = 5.0
"""Judgments of average causes that are added to every term: a term seen twice tells little."""
STEP = 50
"""Telling is kept in a byte, in steps of 1/50."""
_PORTION = 1 << 20


class Telling:
    """Measures terms of some judgments.

    Args:
        cause_at: where each judgment's causes begin, ``[n + 1]``.
        causes: the causes, one judgment's after another's.
    """

    def __init__(self, cause_at: "Array", causes: "Array") -> None:
        import numpy as np

        self._at = cause_at.astype(np.int64)
        known, self._cause = np.unique(causes, return_inverse=True)
        many = lengths(cause_at)
        self._share = 1.0 / np.repeat(many, many)
        seen = np.bincount(self._cause, weights=self._share, minlength=len(known)) + 0.5
        self._prior = seen / seen.sum()

    def measure(self, bounds: "Array", docs: "Array") -> "Array":
        """Return how telling each term is, as bytes in steps of :data:`STEP`.

        Args:
            bounds: where each term's judgments begin in ``docs``, ``[t + 1]``.
            docs: positions of the judgments.
        """
        import numpy as np

        result = np.zeros(len(bounds) - 1, dtype=np.float64)
        if len(self._cause):
            first = 0
            while first < len(result):
                until = int(np.searchsorted(bounds, bounds[first] + _PORTION, side="right")) - 1
                until = min(max(until, first + 1), len(result))
                result[first:until] = self._portion(bounds[first : until + 1], docs)
                first = until
        return np.clip(np.rint(result * STEP), 0, 255).astype(np.uint8)

    def _portion(self, bounds: "Array", docs: "Array") -> "Array":
        import numpy as np

        count = len(bounds) - 1
        part = docs[int(bounds[0]) : int(bounds[-1])].astype(np.int64)
        term = np.repeat(np.arange(count), lengths(bounds))
        many = self._at[part + 1] - self._at[part]
        place = np.repeat(self._at[part] - (np.cumsum(many) - many), many) + np.arange(many.sum())
        pair = np.repeat(term, many) * len(self._prior) + self._cause[place]
        pairs, where = np.unique(pair, return_inverse=True)
        often = np.bincount(where, weights=self._share[place], minlength=len(pairs))
        term, cause = pairs // len(self._prior), pairs % len(self._prior)
        total = np.bincount(term, weights=often, minlength=count)
        prior = self._prior[cause]
        chance = (often + SMOOTHING * prior) / (total[term] + SMOOTHING)
        found = np.bincount(term, weights=chance * np.log(chance / prior), minlength=count)
        # What is left of the prior never occurs with the term.
        left = 1 - np.bincount(term, weights=prior, minlength=count)
        share = SMOOTHING / (total + SMOOTHING)
        return np.asarray(found + left * share * np.log(share))


def lengths(at: "Array") -> "Array":
    """Return how long lists are that begin at ``at`` one after the other, ``int64[n]``."""
    import numpy as np

    ends = at.astype(np.int64)
    return ends[1:] - ends[:-1]
