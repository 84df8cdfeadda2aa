"""The job that keeps the index of similar cases up to date: built in a child, stored in parts.

New judgments become a segment of their own, judgments that were taken out leave theirs, and many
small segments become a large one. When the library grew by a tenth, what its judgments teach of
the articles that courts cite is learnt anew (``learning.py``). The child opens the store for
reading only.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

from workbench.kernel.changes import Changes
from workbench.kernel.child import Report
from workbench.kernel.job_table import Job
from workbench.kernel.jobs import Work
from workbench.kernel.store import Store
from workbench.law.pace import Pace
from workbench.law.precedents.circumstances import Circumstances
from workbench.law.precedents.index_build import build_segment, merge, without
from workbench.law.precedents.index_row import IndexRow, row_of
from workbench.law.precedents.index_segment import LARGEST, Built, Segment
from workbench.law.precedents.index_store import IndexRepository, SegmentNote, pages_of
from workbench.law.precedents.learning import FEWEST, MOST, Sample, learn, sample_of
from workbench.law.precedents.learnt_store import LearntRepository
from workbench.law.precedents.repository import PrecedentRepository
from workbench.law.precedents.signs import Signs
from workbench.law.precedents.tables import PRECEDENT_MIGRATIONS

if TYPE_CHECKING:
    import numpy as np

    Array = np.ndarray[Any, np.dtype[Any]]

KIND = "precedents.index"
FEATURE = "law.precedents"
MANY = 8
"""Small segments beyond which neighbours are joined."""
_SMALL = LARGEST // 2
_PORTION = 8192
_BLOCK_PART = 1 << 19
_PAGES_AT_ONCE = 64
_READ = 64


@dataclass(frozen=True)
class Begin:
    """A segment begins."""


@dataclass(frozen=True)
class BlockPart:
    """A part of one of the segment's blocks."""

    block: str
    number: int
    content: bytes


@dataclass(frozen=True)
class Pages:
    """Pages of the segment, from number ``first`` on."""

    first: int
    contents: tuple[bytes, ...]


@dataclass(frozen=True)
class Whole:
    """The end of a segment: what it holds, and which segments it stands in place of."""

    judgments: int
    first: int
    last: int
    rules: str
    replaced: tuple[int, ...]


@dataclass(frozen=True)
class Emptied:
    """Segments none of whose judgments is left."""

    segments: tuple[int, ...]


@dataclass(frozen=True)
class Taught:
    """What so many judgments taught by some rules, see ``learnt.py``; empty for nothing."""

    judgments: int
    rules: int
    content: bytes


@dataclass(frozen=True)
class Settled:
    """The index holds what the library held when so many precedents had been taken out."""

    removed: int


def build_index(report: Report, arguments: dict[str, Any]) -> None:
    """Child's work: bring the index up to date.

    Args:
        report: where segments go, part by part.
        arguments: ``store`` (file) and ``key`` (bytes).
    """
    store = Store.open(
        Path(arguments["store"]), arguments["key"], PRECEDENT_MIGRATIONS, read_only=True
    )
    try:
        _Building(store, report).run()
    finally:
        store.close()


class _Building:
    def __init__(self, store: Store, report: Report) -> None:
        self._index = IndexRepository(store)
        self._library = PrecedentRepository(store)
        self._circumstances = Circumstances.load()
        self._learnt = LearntRepository(store)
        self._report = report
        self._count = 0
        self._replaced: set[int] = set()

    def run(self) -> None:
        """Take out what is gone, add what is new, join what is small, renew what is outdated."""
        removed, last = self._library.removed(), self._library.last_id()
        after, notes = self._index.last(), self._index.segments()
        before = list(notes)
        version = self._circumstances.version
        for note in (note for note in notes if note.rules != version):
            self._renew(note)
        notes = [note for note in notes if note.rules == version]
        if removed != self._index.removed():
            notes = [kept for note in notes if (kept := self._cleared(note))]
        # Before the joining: what is joined is gone for whoever reads it a moment later.
        self._add(after, last, [self._index.segment(note.id) for note in notes])
        for group in _groups(notes):
            self._hand_over(merge([self._index.built(note) for note in group]), group)
        self._learn([note for note in before if note.id not in self._replaced])
        self._report.partial(Settled(removed))

    def _learn(self, kept: Sequence[SegmentNote]) -> None:
        """Learn anew if the library is another one by now; from its newest judgments."""
        count = sum(note.judgments for note in kept) + self._count
        signs = Signs.load()
        if self._learnt.stale(count, signs.version):
            found = learn(self._samples(signs))
            self._report.partial(Taught(count, signs.version, found.pack() if found else b""))

    def _samples(self, signs: Signs) -> Iterator[Sample]:
        ids = self._learnt.newest(MOST)
        for done, stored in enumerate(self._library.texts(ids if len(ids) >= FEWEST else [])):
            if done % _READ == 0:
                self._report.progress(done, len(ids), "正在从判决中学习法条的引用规律")
            yield sample_of(stored, signs)

    def _renew(self, note: SegmentNote) -> None:
        """Make a segment anew from its judgments, those left out that are gone."""
        built = list(self._segments(self._rows(note.first - 1, note.last), []))
        for one in built:
            self._hand_over(one, (note,))
        if not built:
            self._report.partial(Emptied((note.id,)))
            self._replaced.add(note.id)

    def _add(self, after: int, last: int, known: list[Segment]) -> None:
        for built in self._segments(self._rows(after, last), known):
            self._hand_over(built, ())

    def _segments(self, rows: Iterator[IndexRow], known: list[Segment]) -> Iterator[Built]:
        """Make segments of rows, in portions that fit the memory."""
        while parts := list(islice(_portions(rows, known), LARGEST // _PORTION)):
            yield merge(parts) if len(parts) > 1 else parts[0]

    def _rows(self, after: int, last: int) -> Iterator[IndexRow]:
        total = max(last - after, 1)
        while ids := [one for one in self._library.ids(after, _READ) if one <= last]:
            self._report.progress(total - (last - after), total, "正在为类案推荐建立索引")
            for precedent in self._library.texts(ids):
                yield row_of(precedent, self._circumstances)
            after = ids[-1]

    def _cleared(self, note: SegmentNote) -> SegmentNote | None:
        """Take out of a segment what is gone; return what is left of it."""
        import numpy as np

        segment = self._index.segment(note.id)
        gone = ~np.isin(segment.ids, self._existing(note))
        if not gone.any():
            return note
        if gone.all():
            self._report.partial(Emptied((note.id,)))
            self._replaced.add(note.id)
            return None
        self._hand_over(without(self._index.built(note), gone), (note,))
        return None

    def _existing(self, note: SegmentNote) -> list[int]:
        found: list[int] = []
        after = note.first - 1
        while ids := [one for one in self._library.ids(after, 10_000) if one <= note.last]:
            found += ids
            after = ids[-1]
        return found

    def _hand_over(self, built: Built, replaced: Sequence[SegmentNote]) -> None:
        report, segment = self._report, built.segment
        self._count += len(segment)
        self._replaced.update(note.id for note in replaced)
        report.partial(Begin())
        for name, block in segment.blocks().items():
            for number, start in enumerate(range(0, len(block), _BLOCK_PART)):
                report.partial(BlockPart(name, number, block[start : start + _BLOCK_PART]))
        pages = pages_of(built)
        first = 0
        while some := tuple(islice(pages, _PAGES_AT_ONCE)):
            report.partial(Pages(first, some))
            first += len(some)
        ids = (int(segment.ids[0]), int(segment.ids[-1]))
        old = tuple(note.id for note in replaced)
        report.partial(Whole(len(segment), *ids, self._circumstances.version, old))


def _portions(rows: Iterator[IndexRow], known: list[Segment]) -> Iterator[Built]:
    while len((portion := build_segment(islice(rows, _PORTION), known)).segment):
        known.append(portion.segment)
        yield portion


def _groups(notes: Sequence[SegmentNote]) -> list[list[SegmentNote]]:
    """Return the neighbours that are to become one segment; none where there are few."""
    if sum(note.judgments < _SMALL for note in notes) <= MANY:
        return []
    groups: list[list[SegmentNote]] = [[]]
    for note in notes:
        if sum(n.judgments for n in groups[-1]) + note.judgments > LARGEST:
            groups.append([])
        groups[-1].append(note)
    return [group for group in groups if len(group) > 1]


class PrecedentIndexKind:
    """The parent's side of the job ``precedents.index``."""

    name = KIND
    feature = FEATURE

    def __init__(self, store: Store, key: bytes, pace: Pace) -> None:
        self._store = store
        self._key = key
        self._pace = pace
        self._index = IndexRepository(store)
        self._library = PrecedentRepository(store)
        self._learnt = LearntRepository(store)
        self._number = 0

    def needed(self) -> bool:
        """Say whether the index, or what was learnt from it, is not up to date."""
        if outdated(self._index, self._library):
            return True
        held = sum(note.judgments for note in self._index.segments())
        return self._learnt.stale(held, self._signs)

    @cached_property
    def _signs(self) -> int:
        # Read once: at every change of the workspace somebody asks whether an index is needed.
        return Signs.load().version

    def work(self, job: Job) -> Work | None:
        """Let the child see what the index lacks."""
        del job
        with self._store.transaction():
            self._index.sweep()
        if not self.needed():
            return None
        self._pace.begin()
        return Work(build_index, {"store": str(self._store.path), "key": self._key})

    def store(self, job: Job, item: Any) -> Changes:
        """Keep a part of a segment, or let the segment count."""
        del job
        self._pace.step()
        with self._store.transaction():
            return self._kept(item)

    def _kept(self, item: Any) -> Changes:
        if isinstance(item, Begin):
            self._index.sweep()
            self._number = self._index.next()
        elif isinstance(item, BlockPart):
            self._index.keep_block(self._number, item.block, item.number, item.content)
        elif isinstance(item, Pages):
            self._index.keep_pages(self._number, item.first, item.contents)
        elif isinstance(item, Emptied):
            self._index.clear(item.segments)
        elif isinstance(item, Taught):
            self._learnt.keep(item.judgments, item.rules, item.content)
        elif isinstance(item, Settled):
            self._index.settled(item.removed)
        else:
            note = SegmentNote(self._number, item.judgments, item.first, item.last, item.rules)
            self._index.finish(note, item.replaced)
            return Changes.of("precedents")
        return Changes.of()

    def died(self, job: Job, reason: str) -> bool:
        """Leave it failed; it can be built again."""
        del job, reason
        self._pace.end()
        return False

    def finish(self, job: Job) -> str:
        """Say that it is done."""
        del job
        self._pace.end()
        return "类案推荐的索引已更新。"


def outdated(index: IndexRepository, library: PrecedentRepository) -> bool:
    """Say whether precedents came or went, or the table of circumstances changed, since then."""
    if index.last() < library.last_id() or index.removed() != library.removed():
        return True
    notes = index.segments()
    return bool(notes) and {note.rules for note in notes} != {Circumstances.load().version}
