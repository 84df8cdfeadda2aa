"""The job that keeps the index of similar cases up to date."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.law.precedents.build import packed
from tests.law.precedents.test_similar import THEFT, judgment
from workbench.kernel.changes import Changes
from workbench.kernel.job_table import Job, JobState
from workbench.kernel.store import Store
from workbench.law.pace import Pace
from workbench.law.precedents import index_job, learning, learnt_store
from workbench.law.precedents.circumstances import Circumstances
from workbench.law.precedents.index import PrecedentIndex
from workbench.law.precedents.index_job import (
    PrecedentIndexKind,
    Settled,
    Taught,
    build_index,
)
from workbench.law.precedents.index_store import IndexRepository
from workbench.law.precedents.learnt_store import LearntRepository
from workbench.law.precedents.shelf import Shelf
from workbench.law.precedents.tables import PRECEDENT_MIGRATIONS

JOB = Job("j", index_job.KIND, "", "建立类案索引", {}, JobState.RUNNING, "2026-01-01")
TABLE = Circumstances.load()


class Library:
    """A library with its index, worked on without a child process."""

    def __init__(self, path: Path) -> None:
        self.store = Store.open(path, bytes(32), PRECEDENT_MIGRATIONS)
        self.kind = PrecedentIndexKind(self.store, bytes(32), Pace(self.store, lambda: None))
        self.shelf = Shelf(self.store)

    def add(self, *numbers: int) -> None:
        with self.store.transaction():
            for number in numbers:
                text = judgment(number, f"{THEFT}，第{number}起", "盗窃罪", "二百六十四")
                assert self.shelf.add(packed(text, f"a{number}"))

    def remove(self, *ids: int) -> None:
        with self.store.transaction():
            self.shelf.remove(list(ids))

    def messages(self) -> list[Any]:
        work = self.kind.work(JOB)
        if work is None:
            return []
        got: list[Any] = []

        class Report:
            def partial(self, item: Any) -> None:
                got.append(item)

            def progress(self, done: int, total: int, words: str) -> None:
                assert 0 <= done <= total
                assert words

        build_index(Report(), work.arguments)  # type: ignore[arg-type]
        return got

    def update(self) -> list[Changes]:
        return [self.kind.store(JOB, item) for item in self.messages()]

    def circumstances(self) -> set[str]:
        index = PrecedentIndex(IndexRepository(self.store))
        terms = {int(term) for term in index.facets("circumstance", range(len(index)))[1]}
        return set(TABLE.named(terms))

    def indexed(self) -> list[int]:
        return [int(i) for i in PrecedentIndex(IndexRepository(self.store)).column("ids")]


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    made = Library(tmp_path / "precedents.db")
    yield made
    made.store.close()


def test_new_judgments_become_a_segment_of_their_own(library: Library) -> None:
    library.add(1, 2, 3)
    library.update()
    library.add(4)
    assert library.kind.needed()
    library.update()
    assert library.indexed() == [1, 2, 3, 4]
    assert [n.judgments for n in IndexRepository(library.store).segments()] == [3, 1]
    assert not library.kind.needed()
    assert library.messages() == []


def test_what_was_taken_out_leaves_the_index(library: Library) -> None:
    library.add(1, 2, 3)
    library.update()
    library.add(4)
    library.update()
    library.remove(2, 4)
    library.update()
    assert library.indexed() == [1, 3]
    assert not library.kind.needed()


def test_the_id_of_a_judgment_taken_out_is_not_indexed_again(library: Library) -> None:
    library.add(1, 2)
    library.update()
    library.remove(2)
    library.add(3)
    library.update()
    assert library.indexed() == [1, 3]


def test_many_small_segments_become_one(library: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(index_job, "MANY", 3)
    for number in range(1, 6):
        library.add(number)
        library.update()
    assert [n.judgments for n in IndexRepository(library.store).segments()] == [4, 1]
    assert library.indexed() == [1, 2, 3, 4, 5]


def test_a_large_library_is_indexed_in_portions(
    library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(index_job, "_PORTION", 2)
    monkeypatch.setattr(index_job, "LARGEST", 4)
    library.add(*range(1, 8))
    library.update()
    assert [n.judgments for n in IndexRepository(library.store).segments()] == [4, 3]
    assert library.indexed() == [1, 2, 3, 4, 5, 6, 7]


def test_a_job_that_is_broken_off_leaves_the_index_as_it_was(library: Library) -> None:
    library.add(1, 2)
    library.update()
    library.add(3)
    for item in library.messages()[:-2]:
        library.kind.store(JOB, item)
    assert library.indexed() == [1, 2]
    library.update()
    assert library.indexed() == [1, 2, 3]
    blocks = library.store.rows("SELECT DISTINCT segment FROM precedent_blocks")
    assert len(blocks) == 2


def test_a_changed_table_of_circumstances_renews_the_index(
    library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    library.add(1, 2)
    library.update()
    assert library.circumstances() == {"入户"}
    fewer = Circumstances(tuple(e for e in TABLE._entries if e.name != "入户"), TABLE.as_of)
    monkeypatch.setattr(Circumstances, "load", classmethod(lambda cls: fewer))
    assert library.kind.needed()
    library.update()
    assert not library.kind.needed()
    assert library.indexed() == [1, 2]
    assert library.circumstances() == set()


def test_what_a_reader_has_open_is_noticed_though_numbers_come_again(library: Library) -> None:
    """A pack comes, goes, and another comes: the last segment has the number of the first."""
    library.add(1)
    library.update()
    library.add(2)
    library.update()
    before = IndexRepository(library.store).mark()
    library.remove(2)
    library.update()
    library.add(3)
    library.update()
    assert [note.id for note in IndexRepository(library.store).segments()] == [1, 2]
    assert IndexRepository(library.store).mark() != before


def test_a_changed_table_and_a_removal_at_once(library: Library) -> None:
    library.add(1, 2)
    library.update()
    library.add(3)
    library.update()
    with library.store.transaction():
        library.store.execute("UPDATE precedent_segments SET rules = 'old'")
    library.remove(1, 3)
    library.update()
    assert library.indexed() == [2]
    assert not library.kind.needed()
    notes = IndexRepository(library.store).segments()
    assert {note.rules for note in notes} == {TABLE.version}


def test_the_parent_stores_while_the_child_still_reads(library: Library) -> None:
    """Small segments are joined while new judgments come: what was joined is gone at once."""
    for number in range(1, index_job.MANY + 2):
        library.add(number)
        library.update()
    library.add(20)
    work = library.kind.work(JOB)
    assert work is not None

    class Stored:
        def partial(self, item: Any) -> None:
            library.kind.store(JOB, item)

        def progress(self, done: int, total: int, words: str) -> None:
            assert done <= total, words

    build_index(Stored(), work.arguments)  # type: ignore[arg-type]
    assert library.indexed() == list(range(1, index_job.MANY + 3))
    assert not library.kind.needed()


def test_a_library_that_grew_is_learnt_from_and_not_twice(
    library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    for module in (index_job, learning, learnt_store):
        monkeypatch.setattr(module, "FEWEST", 30)
    library.add(*range(1, 21))
    library.update()
    learnt = LearntRepository(library.store)
    assert learnt.load() is None
    library.add(*range(21, 61))
    library.update()
    found = learnt.load()
    assert found is not None
    assert (264, 0) in found.places
    assert not library.kind.needed()
    library.store.execute("UPDATE precedent_learnt SET rules = 0")
    assert library.kind.needed()
    assert [type(item) for item in library.messages()] == [Taught, Settled]
