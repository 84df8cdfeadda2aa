"""What a report says about the library itself: how much it holds, of what, as of which day."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from workbench.law.precedents.index import PrecedentIndex
from workbench.law.precedents.index_terms import key
from workbench.law.precedents.model import CourtLevel, Origin
from workbench.law.precedents.repository import PrecedentRepository
from workbench.law.precedents.similar_scope import Scope
from workbench.law.precedents.similar_tiers import Tier
from workbench.reference.courts import Court

if TYPE_CHECKING:
    import numpy as np

    Array = np.ndarray[Any, np.dtype[Any]]


@dataclass(frozen=True)
class LibraryFacts:
    """A library on a day.

    Attributes:
        total: how many precedents it holds.
        origins: how many of each origin.
        tiers: how many of each tier, of those that the search was narrowed to.
        imported: day of the newest import; ``None`` where unknown.
        entries: how many entries of the 人民法院案例库, guiding cases apart.
        entries_imported: day of the newest import that brought such entries.
        newest_entry: the highest 入库编号; empty where there is none.
        digest: the same for the same texts, 16 hex digits.
    """

    total: int
    origins: Mapping[Origin, int]
    tiers: Mapping[Tier, int]
    imported: date | None
    entries: int
    entries_imported: date | None
    newest_entry: str
    digest: str


def library_facts(
    library: PrecedentRepository, index: PrecedentIndex, scope: Scope, own: Court | None
) -> LibraryFacts:
    """Read what a library holds (no row of it is read but those of the 人民法院案例库).

    Args:
        library: the library.
        index: its index.
        scope: what the search was narrowed to; counts of tiers keep to it.
        own: the court that searches.
    """
    origins = {Origin(value): number for value, number in library.facet("origin")}
    packs = [pack.imported for pack in library.packs() if pack.imported]
    imported, newest = library.entries()
    return LibraryFacts(
        library.count(),
        {origin: origins.get(origin, 0) for origin in Origin},
        held_by_tier(index, scope, own),
        date.fromisoformat(max(packs)[:10]) if packs else None,
        origins.get(Origin.LIBRARY, 0),
        date.fromisoformat(imported[:10]) if imported else None,
        newest,
        hashlib.sha256(repr(library.sums()).encode()).hexdigest()[:16],
    )


def held_by_tier(index: PrecedentIndex, scope: Scope, own: Court | None) -> dict[Tier, int]:
    """Count a library by tier, as :func:`workbench.law.precedents.similar_tiers.tier` tells it."""
    import numpy as np

    left = scope.mask(index)
    left = np.ones(len(index), dtype=bool) if left is None else left
    counts = {}
    for tier, fits in _tiers(index, own).items():
        counts[tier] = int((left & fits).sum())
        left = left & ~fits
    counts[Tier.OTHER] = int(left.sum())
    return counts


def _tiers(index: PrecedentIndex, own: Court | None) -> "dict[Tier, Array]":
    """Return the judgments that belong to a tier unless an earlier one has them."""
    origin, level = index.column("origin"), index.column("level")
    court, province = index.column("court"), index.column("province")

    def of(*origins: Origin) -> "Array":
        import numpy as np

        return np.isin(origin, [key(str(one)) for one in origins])

    high, mine = level == -1, of(Origin.OWN)
    if own is not None:
        high = (level == int(CourtLevel.HIGH)) & (province == key(own.province)) & ~mine
        high &= bool(own.province)
        for name in filter(None, (own.name, own.superior)):
            mine = mine | (court == key(name))
    return {
        Tier.GUIDING: of(Origin.GUIDING),
        Tier.SUPREME: (level == int(CourtLevel.SUPREME)) | of(Origin.LIBRARY, Origin.TYPICAL),
        Tier.HIGH: high,
        Tier.OWN: mine,
    }
