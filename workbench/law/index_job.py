"""The ranking index of the library: built in a child, kept as sealed blobs in the library's store.

An import adds one segment with the versions that are new or were read again; when there are many
segments, one is made of all. The index holds words of the laws in plain and therefore never lies
outside the encrypted store.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from workbench.kernel.changes import Changes
from workbench.kernel.child import Report
from workbench.kernel.job_table import Job
from workbench.kernel.jobs import Work
from workbench.kernel.migrations import Migration, script
from workbench.kernel.store import Store
from workbench.law import packs, tables
from workbench.law.pace import Pace
from workbench.law.ranking import MANY, ArticleIndex
from workbench.law.ranking_segment import IndexRow, Segment, build_segment

INDEX_SQL = (
    "CREATE TABLE law_index (id INTEGER PRIMARY KEY, content BLOB NOT NULL)",
    """CREATE TABLE law_indexed (
        version_id INTEGER PRIMARY KEY, first INTEGER NOT NULL, number INTEGER NOT NULL,
        size INTEGER NOT NULL)""",
    "CREATE TABLE law_index_state (sources INTEGER NOT NULL)",
)


def migration(number: int) -> Migration:
    """Return the step that makes the tables of the index."""
    return Migration(number, "law index", script(INDEX_SQL))


LIBRARY_MIGRATIONS = (
    tables.migration(1),
    migration(2),
    packs.migration(3),
    packs.slices_migration(4),
)
PART = 1 << 19
"""Bytes of a segment that are handed over, and stored, at a time."""

# A version counts as indexed as long as it holds the articles that it held then. Ids alone do not
# tell: SQLite gives the highest ones out again.
_ALL = """SELECT version_id, min(id) AS first, count(*) AS number, sum(length(text)) AS size
    FROM law_articles GROUP BY version_id"""
_STALE = f"{_ALL} EXCEPT SELECT version_id, first, number, size FROM law_indexed"


class IndexRepository:
    """Segments of the index, and which versions they hold."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def stale(self) -> list[dict[str, int]]:
        """Return the versions that the index lacks or has in an older form."""
        return self._store.rows(_STALE)

    def outdated(self) -> bool:
        """Say whether files came in since the index was brought up to date (cheap to ask)."""
        kept = self._store.rows("SELECT sources FROM law_index_state")
        return self.sources() != (kept[0]["sources"] if kept else 0)

    def sources(self) -> int:
        """Return what grows with every file that comes in."""
        # Articles change only together with a new file.
        row = self._store.rows("SELECT coalesce(max(rowid), 0) AS last FROM law_sources")[0]
        return int(row["last"])

    def segments(self) -> int:
        """Return how many segments there are."""
        return int(self._store.rows("SELECT count(*) AS n FROM law_index")[0]["n"])

    def articles(self) -> list[dict[str, int]]:
        """Return all versions as they are noted in the index."""
        return self._store.rows(_ALL)

    def keep_part(self, number: int, content: bytes) -> None:
        """Keep a part of a segment that is not whole yet; the first clears what was begun."""
        segment = self._next()
        if number == 0:
            self._store.execute("DELETE FROM law_index_parts WHERE segment >= ?", (segment,))
        self._store.execute(
            "INSERT INTO law_index_parts VALUES (?, ?, ?)", (segment, number, content)
        )

    def add(self, versions: list[dict[str, int]], alone: bool) -> None:
        """Make the parts that came a segment; ``alone`` means it stands in place of all before."""
        segment = self._next()
        if alone:
            self._store.execute("DELETE FROM law_index")
            self._store.execute("DELETE FROM law_indexed")
            self._store.execute("DELETE FROM law_index_parts WHERE segment < ?", (segment,))
        self._store.execute("INSERT INTO law_index VALUES (?, ?)", (segment, b""))
        self._store.db.conn.executemany(
            "INSERT OR REPLACE INTO law_indexed VALUES (:version_id, :first, :number, :size)",
            versions,
        )

    def settled(self, sources: int) -> None:
        """Note that the index holds what the library held with so many sources."""
        self._store.execute("DELETE FROM law_index_state")
        self._store.execute("INSERT INTO law_index_state VALUES (?)", (sources,))

    def load(self) -> ArticleIndex:
        """Open the index."""
        return ArticleIndex([Segment.from_bytes(self._content(row)) for row in self._rows()])

    def _rows(self) -> list[dict[str, Any]]:
        return self._store.rows("SELECT id, content FROM law_index ORDER BY id")

    def _content(self, row: dict[str, Any]) -> bytes:
        """Return a segment's bytes; those of older workspaces lie in one piece."""
        if row["content"]:
            return bytes(row["content"])
        parts = self._store.rows(
            "SELECT content FROM law_index_parts WHERE segment = ? ORDER BY part", (row["id"],)
        )
        return b"".join(part["content"] for part in parts)

    def _next(self) -> int:
        row = self._store.rows("SELECT coalesce(max(id), 0) + 1 AS next FROM law_index")[0]
        return int(row["next"])

    def mark(self) -> tuple[int, int]:
        """Return something that changes whenever the index does."""
        row = self._store.rows("SELECT count(*) AS n, coalesce(max(id), 0) AS m FROM law_index")[0]
        return row["n"], row["m"]


@dataclass(frozen=True)
class Part:
    """A part of the segment that is being handed over."""

    number: int
    content: bytes


@dataclass(frozen=True)
class Whole:
    """The end of a segment: what it holds, and the sources that the library had then."""

    versions: list[dict[str, int]]
    alone: bool
    sources: int


def build_index(report: Report, arguments: dict[str, Any]) -> None:
    """Child's work: index versions out of the library, which it opens for reading only.

    Args:
        report: where the segment goes, part by part.
        arguments: ``store`` (file) and ``key`` (bytes).
    """
    path = Path(arguments["store"])
    store = Store.open(path, arguments["key"], LIBRARY_MIGRATIONS, read_only=True)
    try:
        index = IndexRepository(store)
        sources, stale = index.sources(), index.stale()
        alone = index.segments() >= MANY or not index.segments()
        versions = index.articles() if stale and alone else stale
        content = b""
        if versions:
            rows = _rows(store, [row["version_id"] for row in versions], report)
            content = build_segment(rows).to_bytes()
    finally:
        store.close()
    for number, start in enumerate(range(0, len(content), PART)):
        report.partial(Part(number, content[start : start + PART]))
    report.partial(Whole(versions, alone, sources))


def _rows(store: Store, versions: list[int], report: Report) -> Iterator[IndexRow]:
    for done, version in enumerate(versions):
        if done % 100 == 0:
            report.progress(done, len(versions), "正在为法条推荐建立索引")
        rows = store.rows(
            "SELECT a.id, v.title, a.chapter, a.text FROM law_articles a "
            "JOIN law_versions v ON v.id = a.version_id WHERE a.version_id = ? ORDER BY a.position",
            (version,),
        )
        for row in rows:
            yield IndexRow(row["id"], version, row["title"], row["chapter"], row["text"])


class IndexKind:
    """The parent's side of the job ``laws.index``."""

    name = "laws.index"
    feature = "law.statutes"

    def __init__(self, store: Store, key: bytes, pace: Pace) -> None:
        self._store = store
        self._pace = pace
        self._key = key
        self._index = IndexRepository(store)

    def work(self, job: Job) -> Work | None:
        """Let the child see what the index lacks; to ask is slow work by itself."""
        del job
        if not self._index.outdated():
            return None
        self._pace.begin()
        return Work(build_index, {"store": str(self._store.path), "key": self._key})

    def store(self, job: Job, item: Any) -> Changes:
        """Keep a part, or make the parts a segment."""
        del job
        self._pace.step()
        with self._store.transaction():
            if isinstance(item, Part):
                self._index.keep_part(item.number, item.content)
                return Changes.of()
            if item.versions:
                self._index.add(item.versions, item.alone)
            self._index.settled(item.sources)
        return Changes.of("library")

    def died(self, job: Job, reason: str) -> bool:
        """Leave it failed; it can be built again."""
        del job, reason
        self._pace.end()
        return False

    def finish(self, job: Job) -> str:
        """Say that it is done."""
        del job
        self._pace.end()
        return "法条推荐的索引已更新。"
