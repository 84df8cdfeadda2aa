"""Narrowing a search for similar cases; the index has what is needed, no row is read."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from workbench.law.precedents.index import PrecedentIndex
from workbench.law.precedents.index_row import RESULTS
from workbench.law.precedents.index_segment import Segment
from workbench.law.precedents.index_terms import key
from workbench.law.precedents.model import CourtLevel, Kind, Origin, Result

if TYPE_CHECKING:
    import numpy as np

    Array = np.ndarray[Any, np.dtype[Any]]


@dataclass(frozen=True)
class Scope:
    """What a search is narrowed to; every field may be left open.

    Attributes:
        since, until: first and last year of the decision; judgments without date are left out.
        result: only decisions with this result.
        Others: as in :class:`workbench.law.precedents.model.PrecedentHead`.
    """

    kind: Kind | None = None
    cause: str = ""
    level: CourtLevel | None = None
    province: str = ""
    court: str = ""
    origin: Origin | None = None
    since: int = 0
    until: int = 0
    result: Result | None = None

    def mask(self, index: PrecedentIndex) -> "Array | None":
        """Return which judgments fit, ``None`` where nothing is asked for."""
        import numpy as np

        if self == Scope():
            return None
        parts = [self._fits(segment) for segment in index.segments]
        return np.concatenate(parts) if parts else np.zeros(0, dtype=bool)

    def _fits(self, segment: Segment) -> "Array":
        import numpy as np

        arrays = segment.arrays
        fits = np.ones(len(segment), dtype=bool)
        for name, value in (
            ("kind", self.kind),
            ("origin", self.origin),
            ("province", self.province),
            ("court", self.court),
        ):
            if value:
                fits &= arrays[name] == key(str(value))
        if self.level is not None:
            fits &= arrays["level"] == int(self.level)
        if self.since:
            fits &= arrays["year"] >= self.since
        if self.until:
            fits &= (arrays["year"] > 0) & (arrays["year"] <= self.until)
        if self.result is not None:
            fits &= (arrays["results"] & (1 << RESULTS.index(self.result))) > 0
        if self.cause:
            fits &= _with_cause(segment, key(self.cause))
        return fits


def _with_cause(segment: Segment, cause: int) -> "Array":
    import numpy as np

    places = np.flatnonzero(segment.arrays["cause"] == cause)
    docs = np.searchsorted(segment.arrays["cause_at"], places, side="right") - 1
    fits = np.zeros(len(segment), dtype=bool)
    fits[docs] = True
    return fits
