"""The ranking index of the library: built in a child, kept as sealed blobs in the library's store.

An import adds one segment with the versions that are new or were read again; when there are many
segments, one is made of all. The index holds words of the laws in plain and therefore never lies
outside the encrypted store.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from workbench.kernel.changes import Changes
from workbench.kernel.child import Report
from workbench.kernel.job_table import Job
from workbench.kernel.jobs import Work
from workbench.kernel.migrations import Migration, script
from workbench.kernel.store import Store
from workbench.law import packs, tables
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


LIBRARY_MIGRATIONS = (tables.migration(1), migration(2), packs.migration(3))

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
        return self._sources() != (kept[0]["sources"] if kept else 0)

    def settled(self) -> None:
        """Note that the index holds what the library holds now."""
        with self._store.transaction():
            self._store.execute("DELETE FROM law_index_state")
            self._store.execute("INSERT INTO law_index_state VALUES (?)", (self._sources(),))

    def _sources(self) -> int:
        # Articles change only together with a new file.
        row = self._store.rows("SELECT coalesce(max(rowid), 0) AS last FROM law_sources")[0]
        return int(row["last"])

    def segments(self) -> int:
        """Return how many segments there are."""
        return int(self._store.rows("SELECT count(*) AS n FROM law_index")[0]["n"])

    def add(self, content: bytes, versions: list[dict[str, int]], alone: bool) -> None:
        """Keep a segment; ``alone`` means it stands in place of all before."""
        if alone:
            self._store.execute("DELETE FROM law_index")
            self._store.execute("DELETE FROM law_indexed")
        self._store.execute("INSERT INTO law_index (content) VALUES (?)", (content,))
        self._store.db.conn.executemany(
            "INSERT OR REPLACE INTO law_indexed VALUES (:version_id, :first, :number, :size)",
            versions,
        )

    def load(self) -> ArticleIndex:
        """Open the index."""
        rows = self._store.rows("SELECT content FROM law_index ORDER BY id")
        return ArticleIndex([Segment.from_bytes(row["content"]) for row in rows])

    def mark(self) -> tuple[int, int]:
        """Return something that changes whenever the index does."""
        row = self._store.rows("SELECT count(*) AS n, coalesce(max(id), 0) AS m FROM law_index")[0]
        return row["n"], row["m"]


def build_index(report: Report, arguments: dict[str, Any]) -> None:
    """Child's work: index versions out of the library, which it opens for reading only.

    Args:
        report: where the segment goes.
        arguments: ``store`` (file), ``key`` (bytes), ``versions`` (ids), ``alone``.
    """
    path, versions = Path(arguments["store"]), arguments["versions"]
    store = Store.open(path, arguments["key"], LIBRARY_MIGRATIONS, read_only=True)
    try:
        ids = [row["version_id"] for row in versions]
        segment = build_segment(_rows(store, ids, report))
    finally:
        store.close()
    report.partial((segment.to_bytes(), versions, arguments["alone"]))


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

    def __init__(self, store: Store, key: bytes) -> None:
        self._store = store
        self._key = key
        self._index = IndexRepository(store)

    def work(self, job: Job) -> Work | None:
        """Return the versions that the index lacks."""
        del job
        stale = self._index.stale()
        if not stale:
            return None
        alone = self._index.segments() >= MANY
        if alone:
            stale = self._store.rows(_ALL)
        arguments = {
            "store": str(self._store.path),
            "key": self._key,
            "versions": stale,
            "alone": alone or not self._index.segments(),
        }
        return Work(build_index, arguments)

    def store(self, job: Job, item: Any) -> Changes:
        """Keep the segment."""
        del job
        content, versions, alone = item
        with self._store.transaction():
            self._index.add(content, versions, alone)
        return Changes.of("library")

    def died(self, job: Job, reason: str) -> bool:
        """Leave it failed; it can be built again."""
        del job, reason
        return False

    def finish(self, job: Job) -> str:
        """Say that it is done."""
        del job
        if not self._index.stale():
            self._index.settled()
        return "法条推荐的索引已更新。"
