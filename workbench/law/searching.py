"""Search beside the window: one thread with its own connection, opened for reading only.

A lone 的 stands in most articles of a library; ranking them all takes longer than a window may
stand still. The library's own connection stays in the window's thread; this one is used by the
search thread alone. A newer search interrupts the one before it.
"""

from collections.abc import Callable, Sequence
from concurrent.futures import Future
from dataclasses import dataclass
from datetime import date
from functools import partial
from pathlib import Path
from typing import TypeVar

from workbench.kernel.beside import ReadThread
from workbench.kernel.search import match, words
from workbench.kernel.store import Store
from workbench.law.catalog import Entry, Standing, entries
from workbench.law.index_job import LIBRARY_MIGRATIONS
from workbench.law.library import Hit, Library, snippet
from workbench.law.model import Level, StoredArticle, Version
from workbench.law.settling import Basis
from workbench.law.word_index import WEIGHTS

T = TypeVar("T")
MOST = 300
_CANDIDATES = 3000
_COMMON = 30_000
"""A single word with so many articles is too common to be of use."""


@dataclass(frozen=True)
class Filters:
    """What a search is narrowed to; every field may be left open.

    Attributes:
        on: only versions in force on that day.
        level: only texts of this kind.
        standing: only versions that stand so on ``today``.
        law: id of the only law.
        today: the day by which ``standing`` is told.
    """

    on: date | None = None
    level: Level | None = None
    standing: Standing | None = None
    law: int | None = None
    today: date = date.min


@dataclass(frozen=True)
class Found:
    """What a search gave.

    Attributes:
        hits: articles, best first; of several versions of an article only one.
        total: how many articles match, older versions among them.
        cut: whether there are more hits than were asked for.
        common: a word that stands in so many articles that ranking is of no use; else empty.
    """

    hits: tuple[Hit, ...]
    total: int
    cut: bool
    common: str = ""


class SearchThread:
    """Searches one library.

    Args:
        path, key: the library's store.
    """

    def __init__(self, path: Path, key: bytes) -> None:
        store = partial(Store.open, path, key, LIBRARY_MIGRATIONS, read_only=True)
        self._thread = ReadThread(store, "law-search")

    def search(self, query: str, filters: Filters, limit: int = MOST) -> "Future[Found | None]":
        """Search; the answer is ``None`` where a newer search came first."""
        return self._thread.ask(lambda store: find(store, query, filters, limit))

    def listed(self, on: date) -> "Future[list[Entry]]":
        """List all versions as they stand on a day."""
        return self._thread.do(lambda store: entries(Library(store).listed(), on))

    def run(self, work: Callable[[], T]) -> "Future[T]":
        """Do something that needs no store, in the same thread."""
        return self._thread.do(lambda _store: work())

    def tidy(self) -> None:
        """Carry the library's write-ahead log over into its file, as far as nobody reads it."""
        self._thread.do(_carry_over)

    def close(self) -> None:
        """End the thread and close its connection; what runs is broken off."""
        self._thread.close()


def _carry_over(store: Store) -> None:
    # Reading only keeps nobody from this: https://www.sqlite.org/pragma.html#pragma_query_only
    store.execute("PRAGMA wal_checkpoint(PASSIVE)").fetchall()


def find(store: Store, query: str, filters: Filters, limit: int) -> Found:
    """Search in an open store; see :class:`Found`."""
    expression = match(query)
    if not expression or limit < 1:
        return Found((), 0, cut=False)
    where, values = _conditions(filters)
    total = store.rows(f"SELECT count(*) AS n {_FROM} {where}", (expression, *values))[0]["n"]
    asked = words(query)
    if len(asked) == 1 and len(asked[0]) == 1 and total > _COMMON:
        return Found((), total, cut=False, common=asked[0])
    rows = store.rows(
        f"SELECT w.rowid AS id {_FROM} {where} ORDER BY {_RANK} LIMIT ?",
        (expression, *values, filters.today.isoformat(), _CANDIDATES),
    )
    chosen = _newest(Library(store), [row["id"] for row in rows], limit + 1)
    hits = tuple(Hit(article, snippet(article.article, query)) for article in chosen[:limit])
    return Found(hits, total, len(chosen) > limit or len(rows) == _CANDIDATES)


_FROM = (
    "FROM law_words w JOIN law_articles a ON a.id = w.rowid "
    "JOIN law_versions v ON v.id = a.version_id WHERE law_words MATCH ?"
)


# What is in force comes before what was; the ranks of FTS5 are negative, the least the best.
_RANK = (
    f"bm25(law_words, {', '.join(map(str, WEIGHTS))}) * "
    "CASE WHEN v.ended IS NULL OR v.ended > ? THEN 1.3 ELSE 1 END"
)


def _conditions(filters: Filters) -> tuple[str, list[str | int]]:
    """Return the conditions of the filters and their values."""
    parts: list[str] = []
    values: list[str | int] = []
    if filters.on:
        parts.append("v.effective <= ? AND (v.ended IS NULL OR v.ended > ?)")
        values += [filters.on.isoformat()] * 2
    if filters.level:
        parts.append("v.level = ?")
        values.append(filters.level.value)
    if filters.law:
        parts.append("v.law_id = ?")
        values.append(filters.law)
    if filters.standing:
        condition = _STANDINGS[filters.standing]
        parts.append(condition)
        values += [filters.today.isoformat()] * condition.count("?")
    return "".join(f" AND ({part})" for part in parts), values


_AMENDED = f"(v.ended_basis = '{Basis.NEXT}' OR v.status = '{Standing.AMENDED}')"
_STANDINGS = {
    Standing.IN_FORCE: "v.effective <= ? AND (v.ended IS NULL OR v.ended > ?)",
    Standing.COMING: "v.effective > ?",
    Standing.AMENDED: f"v.effective <= ? AND v.ended <= ? AND {_AMENDED}",
    Standing.REPEALED: f"v.effective <= ? AND v.ended <= ? AND NOT {_AMENDED}",
    Standing.UNKNOWN: "v.effective IS NULL",
}


def _newest(library: Library, ids: Sequence[int], limit: int) -> list[StoredArticle]:
    """Return articles best first, each once, from the newest version of its law."""
    chosen: dict[tuple[int, str], StoredArticle] = {}
    for start in range(0, len(ids), 200):
        for article in library.by_id(ids[start : start + 200]):
            version = article.version
            key = (version.law_id, article.article.label)
            held = chosen.get(key)
            if held is None and len(chosen) == limit:
                return list(chosen.values())
            if held is None or _start(version) > _start(held.version):
                chosen[key] = article
    return list(chosen.values())


def by_law(hits: Sequence[Hit]) -> list[Hit]:
    """Return hits law by law: kinds of text in their order, then title, then place in the law."""
    levels = {level: place for place, level in enumerate(Level)}

    def order(hit: Hit) -> tuple[int, str, date, int]:
        version = hit.article.version
        return levels[version.level], version.title, _start(version), hit.article.article.position

    return sorted(hits, key=order)


def _start(version: Version) -> date:
    return version.effective or version.promulgated or date.min
