"""The workspace's library of judgments, as statute suggestion asks it for votes."""

from collections import OrderedDict
from collections.abc import Callable, Sequence
from functools import cached_property
from typing import TYPE_CHECKING

from workbench.kernel.search import fold
from workbench.kernel.store import Store
from workbench.law.knowledge.model import Area, Place
from workbench.law.precedents.learnt_store import LearntRepository
from workbench.law.precedents.model import TOLD, Kind, StoredPrecedent
from workbench.law.precedents.repository import PrecedentRepository
from workbench.law.precedents.signs import Signs
from workbench.law.suggestion.neighbours import Neighbour

if TYPE_CHECKING:
    from workbench.law.precedents.learnt import Answer, Learnt
    from workbench.law.precedents.similar import SimilarCases

CACHE_BYTES = 64 << 20
"""Memory for pages of the index: a suggestion asks for less than the page of similar cases."""
COMPARED = 4000
"""Characters of a judgment's facts in which conditions are looked for."""
KEPT = 2000
"""Judgments that are kept in memory, about 10 kB each."""
_AREAS = {
    Kind.CRIMINAL: Area.CRIMINAL,
    Kind.CIVIL: Area.CIVIL,
    Kind.ADMINISTRATIVE: Area.ADMINISTRATIVE,
}


class JudgmentVotes:
    """Finds similar judgments with the articles that they cite; use it in the store's thread.

    Args:
        store: open on the library of judgments.
        allowed: says whether the library may be asked (a feature can be off).
    """

    def __init__(self, store: Store, allowed: Callable[[], bool] = lambda: True) -> None:
        self._store = store
        self._allowed = allowed
        self._kept: OrderedDict[int, Neighbour] = OrderedDict()
        self._mark: object = None
        self._learnt: tuple[int, Learnt | None] = (0, None)

    @cached_property
    def _signs(self) -> Signs:
        return Signs.load()

    @cached_property
    def _similar(self) -> "SimilarCases":
        from workbench.law.precedents.similar import SimilarCases

        return SimilarCases(self._store, CACHE_BYTES)

    def nearest(self, facts: str, most: int) -> Sequence[Neighbour]:
        """Return the judgments most similar to facts; none without an index."""
        if not self._allowed() or not len(self._similar.index):
            return ()
        if self._similar.index.mark != self._mark:
            self._kept.clear()
            self._mark = self._similar.index.mark
        found = self._similar.neighbours(facts, most)
        self._read([identity for identity, _ in found])
        return [
            self._kept[identity].alike(likeness)
            for identity, likeness in found
            if identity in self._kept and likeness > 0
        ]

    def learnt(self, facts: str) -> "Answer | None":
        """Return what the library taught of the articles that courts cite; ``None`` for nothing.

        Names of places and peoples never count.
        """
        if not self._allowed():
            return None
        from workbench.law.precedents.learnt_facts import facts_of

        repository = LearntRepository(self._store)
        serial = repository.serial()
        if serial != self._learnt[0]:
            self._learnt = (serial, repository.load())
        learnt = self._learnt[1]
        if learnt is None:
            return None
        return learnt.ask(facts_of(facts, self._signs))

    def _read(self, ids: Sequence[int]) -> None:
        missing = [identity for identity in ids if identity not in self._kept]
        for stored in PrecedentRepository(self._store).texts(missing):
            self._kept[stored.id] = neighbour_of(stored)
        for identity in ids:
            if identity in self._kept:
                self._kept.move_to_end(identity)
        while len(self._kept) > max(KEPT, len(ids)):
            self._kept.popitem(last=False)


def neighbour_of(stored: StoredPrecedent) -> Neighbour:
    """Return what votes need of a stored judgment; its similarity is still open (1)."""
    facts = stored.part(*TOLD) or stored.text
    places = (Place(c.law, c.place.article, c.place.insertion) for c in stored.articles)
    return Neighbour(
        stored.id,
        1.0,
        _AREAS.get(stored.head.kind),
        stored.head.causes,
        stored.head.decided,
        tuple(dict.fromkeys(place for place in places if place.number)),
        fold(facts[:COMPARED]),
    )
