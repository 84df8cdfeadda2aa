"""Reading beside the window: its own connection, newer work first, nothing left open."""

import threading
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest

from workbench.kernel import settings
from workbench.kernel.beside import ReadThread
from workbench.kernel.errors import ReadOnlyError
from workbench.kernel.settings import Settings
from workbench.kernel.store import Store

KEY = b"k" * 32
MIGRATIONS = (settings.migration(1),)
ENDLESS = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT count(*) FROM n"
LONG = ENDLESS.replace("FROM n)", "FROM n LIMIT 200000)")
PATIENCE = 20


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    """Open a store that is written."""
    opened = Store.open(tmp_path / "store.db", KEY, MIGRATIONS)
    yield opened
    opened.close()


@pytest.fixture
def beside(store: Store) -> Iterator[ReadThread]:
    """Read it beside."""
    reading = partial(Store.open, store.path, KEY, MIGRATIONS, read_only=True)
    thread = ReadThread(reading, "test")
    yield thread
    thread.close()


def test_it_sees_what_is_written_meanwhile_in_a_thread_of_its_own(
    store: Store, beside: ReadThread
) -> None:
    kept = Settings(store)
    kept.set("a", 1)
    read = partial(beside.ask, lambda other: (Settings(other).get("a"), threading.get_ident()))
    first = read().result(PATIENCE)
    kept.set("a", 2)
    second = read().result(PATIENCE)
    assert first is not None
    assert second is not None
    assert (first[0], second[0]) == (1, 2)
    assert first[1] == second[1] != threading.get_ident()


def test_newer_work_breaks_off_what_runs(beside: ReadThread) -> None:
    begun = threading.Event()

    def endless(store: Store) -> int:
        begun.set()
        return int(store.rows(ENDLESS)[0]["count(*)"])

    slow = beside.ask(endless)
    assert begun.wait(PATIENCE)
    quick = beside.ask(lambda store: len(store.rows("SELECT 1")))
    assert quick.result(PATIENCE) == 1
    assert slow.result(PATIENCE) is None


def test_what_is_to_be_done_is_not_broken_off_by_newer_work(beside: ReadThread) -> None:
    begun, asked = threading.Event(), threading.Event()

    def count(store: Store) -> int:
        begun.set()
        assert asked.wait(PATIENCE)
        return int(store.rows(LONG)[0]["count(*)"])

    done = beside.do(count)
    assert begun.wait(PATIENCE)
    newer = beside.ask(lambda store: len(store.rows("SELECT 1")))
    asked.set()
    assert done.result(PATIENCE) == 200_000
    assert newer.result(PATIENCE) == 1


def test_it_cannot_write(beside: ReadThread) -> None:
    asked = beside.ask(lambda store: store.transaction().__enter__())
    with pytest.raises(ReadOnlyError):
        asked.result(PATIENCE)


def test_closing_breaks_off_and_leaves_the_store_whole(store: Store, beside: ReadThread) -> None:
    beside.ask(lambda other: other.rows("SELECT 1")).result(PATIENCE)
    beside.close()
    Settings(store).set("a", 3)
    assert store.check() == "ok"
