"""Lists of the library read beside the window, over a thread and a connection of their own."""

from collections.abc import Callable, Mapping
from concurrent.futures import Future

from workbench.kernel.beside import ReadThread
from workbench.kernel.store import Store
from workbench.law.precedents import listing
from workbench.law.precedents.index import PrecedentIndex
from workbench.law.precedents.index_store import CACHE_BYTES, IndexRepository
from workbench.law.precedents.listing import Wanted
from workbench.law.precedents.model import PrecedentHead
from workbench.law.precedents.repository import (
    MOST_FOUND,
    Filters,
    PrecedentPack,
    PrecedentRepository,
)

Heads = list[PrecedentHead]


class PrecedentLists:
    """Counts and reads lists.

    Args:
        open_store: opens the library for reading only.
    """

    def __init__(self, open_store: Callable[[], Store]) -> None:
        self._thread = ReadThread(open_store, "precedent-lists")
        self._index: PrecedentIndex | None = None

    def count(self, filters: Filters) -> "Future[int | None]":
        """Begin to count what fits; ``None`` where a newer question came first."""
        return self._thread.ask(lambda store: listing.count(store, filters))

    def rows(self, wanted: Wanted) -> "Future[Heads]":
        """Begin to read rows of a list."""
        return self._thread.do(lambda store: listing.read(store, wanted))

    def by_name(self, filters: Filters, most: int = MOST_FOUND) -> "Future[Heads | None]":
        """Begin to search by name; ``None`` where a newer question came first."""
        return self._thread.ask(lambda store: listing.found_by_name(store, filters, most))

    def by_words(self, filters: Filters) -> "Future[Heads | None]":
        """Begin to search by words; ``None`` where a newer question came first."""
        return self._thread.ask(lambda store: self._by_words(store, filters))

    def facets(self, most: Mapping[str, int]) -> "Future[dict[str, list[str]]]":
        """Begin to read the values of some facets, those of most precedents first.

        Args:
            most: how many values at most, by facet.
        """
        return self._thread.do(lambda store: _values(PrecedentRepository(store), most))

    def packs(self) -> "Future[list[PrecedentPack]]":
        """Begin to list the packs; what they left out is counted for it."""
        return self._thread.do(lambda store: PrecedentRepository(store).packs())

    def close(self) -> None:
        """End the thread and close its connection."""
        self._thread.close()

    def _by_words(self, store: Store, filters: Filters) -> Heads:
        repository = IndexRepository(store)
        if self._index is None or self._index.mark != repository.mark():
            self._index = PrecedentIndex(repository, CACHE_BYTES // 4)
        return listing.found_by_words(store, filters, self._index)


def _values(library: PrecedentRepository, most: Mapping[str, int]) -> dict[str, list[str]]:
    return {name: [value for value, _ in library.facet(name, n)] for name, n in most.items()}
