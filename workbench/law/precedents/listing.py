"""Lists of precedents of any length, block by block: what the window scrolls through.

A block is read from the nearest row that is known already (keyset), in either direction, so that
scrolling costs the same at the beginning and at the end; only a jump skips rows, and those of the
nearer end.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from workbench.kernel.store import Store
from workbench.law.precedents.index import PrecedentIndex
from workbench.law.precedents.model import PrecedentHead
from workbench.law.precedents.ranking import Ranking, ask
from workbench.law.precedents.repository import (
    MOST_FOUND,
    Filters,
    PrecedentRepository,
    days_between,
    fits,
)
from workbench.law.precedents.rows import day_number
from workbench.law.precedents.similar_scope import Scope

BLOCK = 100
MOST_BY_WORDS = 300


@dataclass(frozen=True)
class Spot:
    """A row of a list that is known: how many rows stand before it, and its place in the order.

    Attributes:
        row: number of the row, from 0.
        decided: its day as yyyymmdd, 0 for none.
        id: its id.
    """

    row: int
    decided: int
    id: int


def spot(row: int, head: PrecedentHead) -> Spot:
    """Return where a head stands in a list."""
    return Spot(row, day_number(head.decided), head.id)


@dataclass(frozen=True)
class Wanted:
    """Rows of a list.

    Attributes:
        filters: what the list is narrowed to, without words.
        newest: newest decision first, else oldest first.
        first: number of the first row.
        rows: how many.
        total: how many rows the list has.
        known: rows that are known; the nearest is gone from.
    """

    filters: Filters
    newest: bool
    first: int
    rows: int
    total: int
    known: Sequence[Spot] = ()


def count(store: Store, filters: Filters) -> int:
    """Return how many precedents fit filters without words."""
    library = PrecedentRepository(store)
    kept = library.kept_count(replace(filters, words=""))
    if kept is not None:
        return kept
    begin = _from(library, filters)
    if begin is None:
        return 0
    sql, values = begin
    return int(store.rows(f"SELECT count(*) AS n {sql}", values)[0]["n"])


def read(store: Store, wanted: Wanted) -> list[PrecedentHead]:
    """Return the wanted rows, as far as there are so many."""
    library = PrecedentRepository(store)
    begin = _from(library, wanted.filters)
    if begin is None:
        return []
    last = min(wanted.first + wanted.rows, wanted.total)
    ids = _ids(store, begin, wanted, last)
    heads = library.heads(ids)
    return [heads[one] for one in ids if one in heads]


def found_by_name(store: Store, filters: Filters, most: int = MOST_FOUND) -> list[PrecedentHead]:
    """Return what holds the filters' words in title, number, court, cause or keywords."""
    return PrecedentRepository(store).page(filters, most)


def found_by_words(
    store: Store, filters: Filters, index: PrecedentIndex, most: int = MOST_BY_WORDS
) -> list[PrecedentHead]:
    """Return what shares the most telling words with the filters' words, the likest first.

    What the index does not hold yet is not found.
    """
    if not len(index):
        return []
    asked = ask(index, filters.words)
    near = Ranking(index).nearest(asked, _scope(filters).mask(index), most)
    located = [index.locate(position) for position, _ in near]
    ids = [int(segment.ids[place]) for segment, place in located]
    heads = PrecedentRepository(store).heads(ids)
    return [heads[one] for one in ids if one in heads and fits(heads[one], filters)]


def _scope(filters: Filters) -> Scope:
    return Scope(
        filters.kind,
        filters.cause,
        filters.level,
        filters.province,
        filters.court,
        filters.origin,
        filters.since.year if filters.since else 0,
        filters.until.year if filters.until else 0,
        filters.result,
    )


def _from(library: PrecedentRepository, filters: Filters) -> tuple[str, list[Any]] | None:
    """Return the FROM and WHERE of a list, and their values; ``None`` where nothing fits."""
    places = library.places(filters)
    if places is None:
        return None
    where, values = days_between(filters, "f.decided")
    if not places:
        return f"FROM precedents f WHERE 1{where}", values
    first, *others = places
    for other in others:
        where += (
            " AND EXISTS (SELECT 1 FROM precedent_places o WHERE o.facet = ? "
            "AND o.decided = f.decided AND o.id = f.id)"
        )
        values.append(other)
    return f"FROM precedent_places f WHERE f.facet = ?{where}", [first, *values]


def _ids(store: Store, begin: tuple[str, list[Any]], wanted: Wanted, last: int) -> list[int]:
    sql, values = begin
    before = max((s for s in wanted.known if s.row < wanted.first), key=_row, default=None)
    behind = min((s for s in wanted.known if s.row >= last), key=_row, default=None)
    forth = wanted.first - (before.row + 1 if before else 0)
    back = (behind.row if behind else wanted.total) - last
    onward = forth <= back
    start = before if onward else behind
    # Going back means reading the list from its end, and turning round what was read.
    falling = wanted.newest == onward
    if start is not None:
        sql += f" AND (f.decided, f.id) {'<' if falling else '>'} (?, ?)"
        values = [*values, start.decided, start.id]
    way = "DESC" if falling else "ASC"
    rows = store.rows(
        f"SELECT f.id AS id {sql} ORDER BY f.decided {way}, f.id {way} LIMIT ? OFFSET ?",
        (*values, last - wanted.first, forth if onward else back),
    )
    ids = [row["id"] for row in rows]
    return ids if onward else ids[::-1]


def _row(one: Spot) -> int:
    return one.row
