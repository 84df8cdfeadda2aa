"""Commits that return before the disk does: all is on it a moment later, a kill loses nothing."""

import os
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from workbench.kernel import flushing
from workbench.kernel.migrations import Migration, script
from workbench.kernel.store import Store

KEY = bytes(range(32))
STEP = Migration(1, "t", script(["CREATE TABLE t (x TEXT)"]))


def write(store: Store, text: str) -> None:
    with store.transaction():
        store.execute("INSERT INTO t VALUES (?)", (text,))


def count(path: Path) -> int:
    store = Store.open(path, KEY, [STEP])
    rows = store.rows("SELECT count(*) AS n FROM t")
    store.close()
    return int(rows[0]["n"])


@pytest.fixture
def synced(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Return the names of the threads that synced a file."""
    found: list[str] = []
    real = os.fsync

    def note(file: int) -> None:
        found.append(threading.current_thread().name)
        real(file)

    monkeypatch.setattr(os, "fsync", note)
    return found


def test_the_log_is_synced_by_the_thread(tmp_path: Path, synced: list[str]) -> None:
    store = Store.open(tmp_path / "s.db", KEY, [STEP])
    store.write_beside(lambda error: pytest.fail(str(error)))
    write(store, "a")
    assert store.flush()
    assert set(synced) == {"flushing"}
    store.close()
    assert count(tmp_path / "s.db") == 1


def test_closing_leaves_nothing_behind(tmp_path: Path, synced: list[str]) -> None:
    store = Store.open(tmp_path / "s.db", KEY, [STEP])
    store.write_beside(lambda error: pytest.fail(str(error)))
    for number in range(50):
        write(store, str(number))
    store.close()
    assert synced
    assert count(tmp_path / "s.db") == 50
    assert not list(tmp_path.glob("*-wal"))


def test_a_disk_that_refuses_is_told_once_and_tried_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[OSError] = []
    refused = threading.Event()
    refuses = [True]
    real = os.fsync

    def sync(file: int) -> None:
        if refuses[0]:
            refused.set()
            raise OSError(5, "no")
        real(file)

    monkeypatch.setattr(os, "fsync", sync)
    store = Store.open(tmp_path / "s.db", KEY, [STEP])
    store.write_beside(told.append)
    write(store, "a")
    assert refused.wait(10)
    write(store, "b")
    refuses[0] = False
    assert store.flush()
    store.close()
    assert len(told) == 1
    assert count(tmp_path / "s.db") == 2


def test_a_long_log_is_moved_into_the_database(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(flushing, "MOVE_SECONDS", 0.0)
    monkeypatch.setattr(flushing, "LOG_BYTES", 100_000)
    monkeypatch.setattr(flushing, "MOST_BYTES", 100_000)
    path = tmp_path / "s.db"
    store = Store.open(path, KEY, [STEP])
    store.write_beside(lambda error: pytest.fail(str(error)))
    for _ in range(40):
        write(store, "x" * 50_000)
        assert store.flush()
    log = path.with_name("s.db-wal").stat().st_size
    assert path.stat().st_size > 500_000
    assert log < 1_500_000, "of more than 2 MB: it starts anew once it is moved"
    store.close()
    assert count(path) == 40


def test_a_log_that_is_written_to_all_the_time_ends_somewhere(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(flushing, "MOVE_SECONDS", 0.2)
    monkeypatch.setattr(flushing, "LOG_BYTES", 100_000)
    monkeypatch.setattr(flushing, "MOST_BYTES", 20_000_000)
    path, log = tmp_path / "s.db", tmp_path / "s.db-wal"
    store = Store.open(path, KEY, [STEP])
    store.write_beside(lambda error: pytest.fail(str(error)))
    longest = written = anew = 0
    while anew < 2 and written < 6000:
        write(store, "x" * 50_000)
        written += 1
        size = log.stat().st_size
        anew += size < longest
        longest = 0 if size < longest else size
    store.close()
    assert count(path) == written
    assert anew == 2, "the log was begun anew though no commit waited for it"


def test_the_log_gives_back_the_room_that_a_long_reader_made_it_take(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(flushing, "MOVE_SECONDS", 0.0)
    monkeypatch.setattr(flushing, "LOG_BYTES", 100_000)
    path, log = tmp_path / "s.db", tmp_path / "s.db-wal"
    store = Store.open(path, KEY, [STEP])
    store.write_beside(lambda error: pytest.fail(str(error)))
    write(store, "first")
    reader = Store.open(path, KEY, [STEP], read_only=True)
    reader.execute("BEGIN")
    assert reader.rows("SELECT count(*) AS n FROM t") == [{"n": 1}]
    for _ in range(100):
        write(store, "x" * 300_000)
    assert log.stat().st_size > 30_000_000
    assert reader.rows("SELECT count(*) AS n FROM t") == [{"n": 1}], "it sees what it began with"
    reader.close()
    for _ in range(3):
        write(store, "x")
        assert store.flush()
    assert log.stat().st_size <= 16_000_000
    store.close()
    assert count(path) == 104


def test_who_is_told_of_a_failure_cannot_stop_the_thread(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    refuses = [True]
    real = os.fsync

    def sync(file: int) -> None:
        if refuses.pop() if refuses else False:
            raise OSError(28, "full")
        real(file)

    def gone(error: OSError) -> None:
        raise RuntimeError("the window is gone") from error

    monkeypatch.setattr(os, "fsync", sync)
    store = Store.open(tmp_path / "s.db", KEY, [STEP])
    store.write_beside(gone)
    write(store, "a")
    assert store.flush()
    store.close()


def test_hurrying_ends_with_everything_on_the_disk_and_leaves_the_thread_alone(
    tmp_path: Path,
) -> None:
    store = Store.open(tmp_path / "s.db", KEY, [STEP])

    def synchronous() -> int:
        return int(store.execute("PRAGMA synchronous").fetchone()[0])

    store.hurry(True)
    assert synchronous() == 1
    write(store, "a")
    store.hurry(False)
    assert synchronous() == 2
    store.write_beside(lambda error: pytest.fail(str(error)))
    store.hurry(True, 20_000)
    store.hurry(False)
    assert synchronous() == 1, "the window waits for no disk after an import either"
    assert store.execute("PRAGMA wal_autocheckpoint").fetchone()[0] == 0
    store.close()


KILLED = """
import os, signal, sys
from pathlib import Path
from tests.kernel.test_flushing import KEY, STEP, write
from workbench.kernel.store import Store
store = Store.open(Path(sys.argv[1]), KEY, [STEP])
store.write_beside(lambda error: None)
for number in range(100):
    write(store, str(number))
os.kill(os.getpid(), signal.SIGKILL)
"""


def test_a_kill_takes_nothing_back(tmp_path: Path) -> None:
    path = tmp_path / "s.db"
    done = subprocess.run([sys.executable, "-c", KILLED, str(path)], check=False)
    assert done.returncode == -9
    assert count(path) == 100
