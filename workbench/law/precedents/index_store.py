"""The index of similar cases in the precedents' store: segments, their pages, and a bounded cache.

Everything lies in blobs of the encrypted store. Postings are laid in pages of :data:`PAGE`
entries; a question reads the pages of its words and keeps them in a cache of limited size.
"""

from collections import OrderedDict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any

from workbench.kernel.migrations import Migration, script
from workbench.kernel.store import Store
from workbench.law.precedents.index_segment import BLOCKS, Built, Segment, concatenated

if TYPE_CHECKING:
    import numpy as np

    Array = np.ndarray[Any, np.dtype[Any]]
    Page = tuple[Array, Array]

PAGE = 4096
"""Postings in a page, three bytes each."""
CACHE_BYTES = 512 << 20
_MOST_PAGES = 1 << 14  # a segment has 65,536 * 256 postings at most, 4,096 pages
_MOST_PARTS = 1 << 12
_AT_ONCE = 500
INDEX_SQL = (
    """CREATE TABLE precedent_segments (
        id INTEGER PRIMARY KEY, judgments INTEGER NOT NULL, first INTEGER NOT NULL,
        last INTEGER NOT NULL, rules TEXT NOT NULL)""",
    # A block is cut into parts, so that none is handed over or written in one large piece.
    """CREATE TABLE precedent_blocks (
        segment INTEGER NOT NULL, part INTEGER NOT NULL, content BLOB NOT NULL,
        PRIMARY KEY (segment, part))""",
    "CREATE TABLE precedent_pages (id INTEGER PRIMARY KEY, content BLOB NOT NULL)",
    "CREATE TABLE precedent_index_state (removed INTEGER NOT NULL)",
    "INSERT INTO precedent_index_state VALUES (0)",
)


def migration(number: int) -> Migration:
    """Return the step that makes the tables of the index."""
    return Migration(number, "precedent index", script(INDEX_SQL))


@dataclass(frozen=True)
class SegmentNote:
    """A segment as the store lists it: number of judgments, ids of the first and the last."""

    id: int
    judgments: int
    first: int
    last: int
    rules: str


class IndexRepository:
    """Reads and writes the tables of the index."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def segments(self) -> list[SegmentNote]:
        """Return the segments in the order of their judgments."""
        rows = self._store.rows("SELECT * FROM precedent_segments ORDER BY first")
        return [SegmentNote(**row) for row in rows]

    def last(self) -> int:
        """Return the id of the last judgment that is indexed, 0 for none."""
        row = self._store.rows("SELECT coalesce(max(last), 0) AS n FROM precedent_segments")[0]
        return int(row["n"])

    def next(self) -> int:
        """Return the number of the next segment, above all that has been begun."""
        row = self._store.rows(
            "SELECT max((SELECT coalesce(max(id), 0) FROM precedent_segments), "
            "(SELECT coalesce(max(segment), 0) FROM precedent_blocks)) + 1 AS n"
        )[0]
        return int(row["n"])

    def segment(self, number: int) -> Segment:
        """Open a segment; its blocks are read as they are needed."""
        return Segment.from_blocks(partial(self._block, number))

    def _block(self, segment: int, block: str) -> bytes:
        first = BLOCKS.index(block) * _MOST_PARTS
        parts = self._store.rows(
            "SELECT content FROM precedent_blocks WHERE segment = ? AND part >= ? AND part < ? "
            "ORDER BY part",
            (segment, first, first + _MOST_PARTS),
        )
        return b"".join(part["content"] for part in parts)

    def pages(self, segment: int, numbers: Sequence[int]) -> dict[int, bytes]:
        """Return pages of a segment by their numbers."""
        base = segment * _MOST_PAGES
        found: dict[int, bytes] = {}
        for start in range(0, len(numbers), _AT_ONCE):
            wanted = [base + number for number in numbers[start : start + _AT_ONCE]]
            marks = ", ".join("?" * len(wanted))
            rows = self._store.execute(
                f"SELECT id, content FROM precedent_pages WHERE id IN ({marks})", wanted
            )
            found.update({identity - base: content for identity, content in rows})
        return found

    def keep_block(self, segment: int, block: str, number: int, content: bytes) -> None:
        """Keep a part of one of a segment's blocks."""
        part = BLOCKS.index(block) * _MOST_PARTS + number
        self._store.execute(
            "INSERT OR REPLACE INTO precedent_blocks VALUES (?, ?, ?)", (segment, part, content)
        )

    def keep_pages(self, segment: int, first: int, contents: Sequence[bytes]) -> None:
        """Keep pages of a segment, from number ``first`` on."""
        base = segment * _MOST_PAGES + first
        self._store.db.conn.executemany(
            "INSERT OR REPLACE INTO precedent_pages VALUES (?, ?)",
            [(base + number, content) for number, content in enumerate(contents)],
        )

    def finish(self, note: SegmentNote, replaced: Sequence[int]) -> None:
        """Let a segment count, in place of those that it was made of."""
        self.clear(replaced)
        self._store.execute(
            "INSERT INTO precedent_segments VALUES (?, ?, ?, ?, ?)",
            (note.id, note.judgments, note.first, note.last, note.rules),
        )

    def clear(self, segments: Sequence[int]) -> None:
        """Take segments away."""
        for segment in segments:
            self._clear(segment)

    def removed(self) -> int:
        """Return how many precedents had been taken out when the index was last settled."""
        return int(self._store.rows("SELECT removed FROM precedent_index_state")[0]["removed"])

    def settled(self, removed: int) -> None:
        """Note how many precedents had been taken out of the library by now."""
        self._store.execute("UPDATE precedent_index_state SET removed = ?", (removed,))

    def sweep(self) -> None:
        """Take away what a broken-off job left."""
        known = {note.id for note in self.segments()}
        begun = self._store.rows("SELECT DISTINCT segment FROM precedent_blocks")
        for row in begun:
            if row["segment"] not in known:
                self._clear(row["segment"])

    def _clear(self, segment: int) -> None:
        base = segment * _MOST_PAGES
        self._store.execute("DELETE FROM precedent_segments WHERE id = ?", (segment,))
        self._store.execute("DELETE FROM precedent_blocks WHERE segment = ?", (segment,))
        self._store.execute(
            "DELETE FROM precedent_pages WHERE id >= ? AND id < ?", (base, base + _MOST_PAGES)
        )

    def mark(self) -> tuple[SegmentNote, ...]:
        """Return something that changes whenever the index does.

        A number may come again after a segment was emptied; ids of precedents never do.
        """
        return tuple(self.segments())

    def built(self, note: SegmentNote) -> Built:
        """Read a whole segment with all its postings."""
        segment = self.segment(note.id)
        count = -(-int(segment.word_at[-1]) // PAGE)
        contents = self.pages(note.id, range(count))
        pages = [_page(contents[number]) for number in range(count)]
        docs = concatenated([page[0] for page in pages], "u2")
        return Built(segment, docs, concatenated([page[1] for page in pages], "u1"))


def pages_of(built: Built) -> Iterator[bytes]:
    """Lay the postings of a segment in pages."""
    for start in range(0, len(built.docs), PAGE):
        part = slice(start, start + PAGE)
        yield built.docs[part].astype("<u2").tobytes() + built.weights[part].tobytes()


def _page(content: bytes) -> "Page":
    import numpy as np

    count = len(content) // 3
    return (
        np.frombuffer(content, dtype="<u2", count=count),
        np.frombuffer(content, dtype=np.uint8, offset=2 * count),
    )


class PageCache:
    """Pages that were read, the least used ones dropped beyond a number of bytes.

    Args:
        repository: where pages are read from.
        most: bytes that are kept at most.
    """

    def __init__(self, repository: IndexRepository, most: int = CACHE_BYTES) -> None:
        self._repository = repository
        self._most = max(1, most // (3 * PAGE))
        self._kept: OrderedDict[tuple[int, int], Page] = OrderedDict()

    def read(self, segment: int, bounds: Sequence[tuple[int, int]]) -> "list[Page]":
        """Return postings of a segment: one pair of docs and weights for each (from, until)."""
        wanted = {number for start, end in bounds for number in _numbers(start, end)}
        pages = self._pages(segment, sorted(wanted))
        return [self._slice(pages, start, end) for start, end in bounds]

    def _pages(self, segment: int, numbers: Sequence[int]) -> "dict[int, Page]":
        kept = self._kept
        missing = [number for number in numbers if (segment, number) not in kept]
        read = self._repository.pages(segment, missing) if missing else {}
        pages = {}
        for number in numbers:
            at = (segment, number)
            if at in kept:
                kept.move_to_end(at)
                pages[number] = kept[at]
            else:
                pages[number] = kept[at] = _page(read[number])
        while len(kept) > self._most:
            kept.popitem(last=False)
        return pages

    @staticmethod
    def _slice(pages: "dict[int, Page]", start: int, end: int) -> "Page":
        parts = []
        for number in _numbers(start, end):
            docs, weights = pages[number]
            part = slice(max(start - number * PAGE, 0), end - number * PAGE)
            parts.append((docs[part], weights[part]))
        if len(parts) == 1:
            return parts[0]
        return concatenated([p[0] for p in parts], "u2"), concatenated([p[1] for p in parts], "u1")


def _numbers(start: int, end: int) -> range:
    return range(start // PAGE, -(-end // PAGE)) if end > start else range(0)
