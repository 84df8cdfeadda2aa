"""The encrypted store: transactions, refusals, sentences."""

import shutil
from pathlib import Path

import pytest

from workbench.kernel.errors import ReadOnlyError, UserError
from workbench.kernel.migrations import Migration, script
from workbench.kernel.store import Store

KEY = bytes(range(32))
STEP = Migration(1, "t", script(["CREATE TABLE t (x TEXT)"]))


def rows(store: Store) -> list[str]:
    return [row["x"] for row in store.rows("SELECT x FROM t ORDER BY x")]


def test_file_is_encrypted(tmp_path: Path) -> None:
    store = Store.open(tmp_path / "s.db", KEY, [STEP])
    with store.transaction():
        store.execute("INSERT INTO t VALUES ('秘密内容')")
    store.close()
    for path in tmp_path.iterdir():
        content = path.read_bytes()
        assert not content.startswith(b"SQLite format 3")
        assert "秘密内容".encode() not in content


def test_wrong_key_is_a_sentence(tmp_path: Path) -> None:
    Store.open(tmp_path / "s.db", KEY, [STEP]).close()
    with pytest.raises(UserError, match="密钥不符或文件已损坏"):
        Store.open(tmp_path / "s.db", bytes(32), [STEP])


def test_damaged_file_is_a_sentence_and_stays(tmp_path: Path) -> None:
    path = tmp_path / "s.db"
    path.write_bytes(b"not a database at all" * 400)
    before = path.read_bytes()
    with pytest.raises(UserError, match="备份恢复"):
        Store.open(path, KEY, [STEP])
    assert path.read_bytes() == before


def test_transaction_is_all_or_nothing(tmp_path: Path) -> None:
    store = Store.open(tmp_path / "s.db", KEY, [STEP])

    def write_and_fail() -> None:
        with store.transaction():
            store.execute("INSERT INTO t VALUES ('a')")
            with store.transaction():
                store.execute("INSERT INTO t VALUES ('b')")
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        write_and_fail()
    assert rows(store) == []
    with store.transaction():
        store.execute("INSERT INTO t VALUES ('c')")
    assert rows(store) == ["c"]
    store.close()


def test_newer_file_is_refused(tmp_path: Path) -> None:
    second = Migration(2, "u", script(["CREATE TABLE u (x TEXT)"]))
    Store.open(tmp_path / "s.db", KEY, [STEP, second]).close()
    with pytest.raises(UserError, match="更新版本"):
        Store.open(tmp_path / "s.db", KEY, [STEP])


def test_failed_migration_leaves_the_old_schema(tmp_path: Path) -> None:
    Store.open(tmp_path / "s.db", KEY, [STEP]).close()

    def broken(db: object) -> None:
        raise RuntimeError("halfway")

    with pytest.raises(RuntimeError):
        Store.open(tmp_path / "s.db", KEY, [STEP, Migration(2, "bad", broken)])
    store = Store.open(tmp_path / "s.db", KEY, [STEP])
    assert store.rows("PRAGMA user_version") == [{"user_version": 1}]
    store.close()


def test_read_only_reads_and_refuses_writes(tmp_path: Path) -> None:
    writer = Store.open(tmp_path / "s.db", KEY, [STEP])
    with writer.transaction():
        writer.execute("INSERT INTO t VALUES ('a')")
    reader = Store.open(tmp_path / "s.db", KEY, [STEP], read_only=True)
    assert rows(reader) == ["a"]
    with pytest.raises(ReadOnlyError, match="只能查看"), reader.transaction():
        pass
    with pytest.raises(UserError, match="不可写"):
        reader.execute("INSERT INTO t VALUES ('b')")
    reader.close()
    writer.close()


def test_snapshot_is_whole_and_encrypted(tmp_path: Path) -> None:
    store = Store.open(tmp_path / "s.db", KEY, [STEP])
    with store.transaction():
        store.execute("INSERT INTO t VALUES ('a')")
    store.snapshot(tmp_path / "copy.db")
    store.close()
    assert not (tmp_path / "copy.db").read_bytes().startswith(b"SQLite format 3")
    copy = Store.open(tmp_path / "copy.db", KEY, [STEP])
    assert rows(copy) == ["a"]
    assert copy.check() == "ok"
    copy.close()


def test_full_disk_is_a_sentence(tmp_path: Path) -> None:
    store = Store.open(tmp_path / "s.db", KEY, [STEP])
    pages = store.rows("PRAGMA page_count")[0]["page_count"]
    store.execute(f"PRAGMA max_page_count = {pages}")
    with pytest.raises(UserError, match="磁盘空间不足"), store.transaction():
        store.execute("INSERT INTO t VALUES (?)", ("x" * 100_000,))
    assert rows(store) == []
    store.close()


def test_what_is_not_waited_for_is_there_after_the_program_ended(tmp_path: Path) -> None:
    store = Store.open(tmp_path / "s.db", KEY, [STEP])
    with store.transaction(durable=False):
        store.execute("INSERT INTO t VALUES ('甲')")
    assert store.rows("PRAGMA synchronous") == [{"synchronous": 2}]  # FULL again for the rest
    after = tmp_path / "after"
    after.mkdir()
    for name in ("s.db", "s.db-wal"):  # as a kill would leave them
        shutil.copy(tmp_path / name, after / name)
    again = Store.open(after / "s.db", KEY, [STEP])
    assert rows(again) == ["甲"]
    again.close()
    store.close()


def test_a_write_that_is_not_waited_for_and_fails_leaves_the_store_durable(tmp_path: Path) -> None:
    store = Store.open(tmp_path / "s.db", KEY, [STEP])

    def fail() -> None:
        with store.transaction(durable=False):
            store.execute("INSERT INTO t VALUES ('甲')")
            raise ValueError("example")

    with pytest.raises(ValueError, match="example"):
        fail()
    assert rows(store) == []
    assert store.rows("PRAGMA synchronous") == [{"synchronous": 2}]
    store.close()
