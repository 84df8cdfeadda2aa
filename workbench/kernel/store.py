"""The encrypted store: one SQLite file through sqlite-utils over SQLCipher, one writer.

A file from a newer version of the product is refused in words, never guessed at; a disk that is
full or a file that is damaged is told apart from a bug.
"""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from workbench.kernel.errors import ReadOnlyError, UserError
from workbench.kernel.flushing import Flusher
from workbench.kernel.migrations import Migration, apply_pending

if TYPE_CHECKING:
    import sqlite_utils

LOG_LIMIT = 16_000_000


class Store:
    """An open store. Make one with :meth:`open`; use it from the thread that opened it.

    Attributes:
        db: the sqlite-utils database; rows are written inside :meth:`transaction`.
        path: the file.
        read_only: writes are refused.
    """

    def __init__(
        self,
        db: "sqlite_utils.Database",
        path: Path,
        read_only: bool,
        connect: Callable[[], Any],
    ) -> None:
        self.db = db
        self.path = path
        self.read_only = read_only
        self._connect = connect
        self._flusher: Flusher | None = None
        self._depth = 0

    @classmethod
    def open(
        cls, path: Path, key: bytes, migrations: Sequence[Migration], read_only: bool = False
    ) -> "Store":
        """Open or make the store and bring it up to date.

        Args:
            path: the file; made where it is missing, unless ``read_only``.
            key: 32 bytes.
            migrations: the ordered steps of the schema.
            read_only: open without writing; the schema must then be up to date.

        Raises:
            UserError: wrong key, damaged file, newer version, or missing while read only.
        """
        # It brings numpy along, which a command that opens no store need not wait for.
        import sqlite_utils

        if read_only and not path.exists():
            raise UserError(
                "工作区尚未建立完成，无法以只读方式打开。", "请先关闭另一个正在使用的窗口。"
            )
        connection = _connect(path, key)
        try:
            # sqlite-utils types the stdlib's connection; SQLCipher's is the same interface.
            db = sqlite_utils.Database(connection)
            store = cls(db, path, read_only, partial(_connect, path, key))
            if read_only:
                connection.execute("PRAGMA query_only = ON")
            with _translated():
                apply_pending(store, migrations)
        except BaseException:
            connection.close()
            raise
        return store

    def write_beside(self, failed: Callable[[OSError], None]) -> None:
        """Let commits return before they are on the disk; a thread brings them there at once.

        Args:
            failed: called from that thread when the disk refuses.
        """
        if self.read_only or self._flusher is not None:
            return
        self.db.conn.execute("PRAGMA synchronous = NORMAL")
        self.db.conn.execute("PRAGMA wal_autocheckpoint = 0").fetchone()
        # A log that grew behind a long reader gives its room back when it begins anew.
        self.db.conn.execute(f"PRAGMA journal_size_limit = {LOG_LIMIT}").fetchone()
        self._flusher = Flusher(self.path, self._connect, failed)

    def hurry(self, on: bool, log_pages: int = 1000) -> None:
        """Write without waiting for the disk, or wait again until all is on it.

        After :meth:`write_beside` nothing is ever waited for, and this does nothing.

        Args:
            on: do not wait from now on.
            log_pages: pages of the log from which it is moved into the database by a commit.
        """
        if self._flusher is not None or self.read_only:
            return
        self.db.conn.execute(f"PRAGMA synchronous = {'NORMAL' if on else 'FULL'}")
        self.db.conn.execute(f"PRAGMA wal_autocheckpoint = {log_pages}").fetchone()
        if not on:
            # Moving the log syncs it first.
            self.db.conn.execute("PRAGMA wal_checkpoint(PASSIVE)").fetchone()

    def flush(self) -> bool:
        """Wait until everything that was committed is on the disk; say whether it is."""
        return self._flusher is None or self._flusher.wait()

    @contextmanager
    def transaction(self, durable: bool = True) -> Iterator[None]:
        """Write all or nothing. A transaction inside another joins it.

        Args:
            durable: wait until it is on the disk. What is not waited for survives the end of the
                program, but not surely a power cut; earlier writes are not endangered. After
                :meth:`write_beside` nothing is waited for, and all is on the disk a moment later.

        Raises:
            ReadOnlyError: the store is open for reading only.
            UserError: the disk is full or the file damaged; nothing was written.
        """
        if self.read_only:
            raise ReadOnlyError(
                "工作区正由另一个窗口使用，本窗口只能查看，不能修改。",
                "请关闭另一个窗口后重新打开。",
            )
        if self._depth:
            self._depth += 1
            try:
                yield
            finally:
                self._depth -= 1
            return
        with _translated(), self._waiting(durable):
            self.db.conn.execute("BEGIN IMMEDIATE")
            self._depth = 1
            try:
                yield
                self.db.conn.execute("COMMIT")
                if self._flusher is not None:
                    self._flusher.wake()
            except BaseException:
                # A full disk rolls back by itself.
                if self.db.conn.in_transaction:
                    self.db.conn.execute("ROLLBACK")
                raise
            finally:
                self._depth = 0

    @contextmanager
    def _waiting(self, durable: bool) -> Iterator[None]:
        if durable or self._flusher is not None:
            yield
            return
        self.db.conn.execute("PRAGMA synchronous = NORMAL")
        try:
            yield
        finally:
            self.db.conn.execute("PRAGMA synchronous = FULL")

    def rows(self, sql: str, parameters: Sequence[Any] = ()) -> list[dict[str, Any]]:
        """Run a query and return its rows as dictionaries.

        Raises:
            UserError: the file is damaged.
        """
        with _translated():
            return list(self.db.query(sql, tuple(parameters)))

    def execute(self, sql: str, parameters: Sequence[Any] = ()) -> Any:
        """Run one statement and return the cursor (writes belong inside a transaction)."""
        with _translated():
            return self.db.conn.execute(sql, tuple(parameters))

    @contextmanager
    def steady(self) -> Iterator[None]:
        """Read several times from one state of the file, whatever is written meanwhile."""
        within: bool = self.db.conn.in_transaction
        if within:
            yield
            return
        self.execute("BEGIN")
        try:
            yield
        finally:
            # Nothing was written, so this ends the reading whatever happened in it.
            self.db.conn.rollback()

    def snapshot(self, target: Path) -> None:
        """Write a consistent copy, encrypted with the same key, to a new file.

        The live file is never opened a second time: closing it again would drop this process's
        locks on it (https://www.sqlite.org/howtocorrupt.html, 2.2).
        """
        with _translated():
            self.db.conn.execute("VACUUM INTO ?", (str(target),))

    def check(self) -> str:
        """Run SQLite's integrity check; return ``ok`` or what it found."""
        with _translated():
            return str(self.db.conn.execute("PRAGMA integrity_check(1)").fetchone()[0])

    def close(self) -> None:
        """Bring what is left to the disk and close the file. A second call does nothing."""
        if self._flusher is not None:
            self._flusher.close()
            self._flusher = None
        self.db.conn.close()


def snapshot_file(path: Path, key: bytes, target: Path) -> None:
    """Write a consistent copy of a store that another process has open, as :meth:`Store.snapshot`.

    Raises:
        UserError: wrong key, damaged file, disk full.
    """
    connection = _connect(path, key)
    try:
        # Between two steps Python can hear that it is to stop.
        connection.set_progress_handler(lambda: 0, 10_000)
        with _translated():
            connection.execute("VACUUM INTO ?", (str(target),))
    finally:
        connection.close()


def _connect(path: Path, key: bytes) -> Any:
    from sqlcipher3 import dbapi2

    with _translated():
        connection = dbapi2.connect(str(path), isolation_level=None, timeout=10)
        try:
            connection.execute(f"PRAGMA key = \"x'{key.hex()}'\"")
            connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
            connection.execute("PRAGMA journal_mode = WAL").fetchone()
            # FULL: a power cut must not take back what the window called saved.
            connection.execute("PRAGMA synchronous = FULL")
            connection.execute("PRAGMA foreign_keys = ON")
            connection.execute("PRAGMA cache_size = -32000")
        except BaseException:
            connection.close()
            raise
    return connection


@contextmanager
def _translated() -> Iterator[None]:
    """Turn what SQLite says of disk and file into sentences for the user."""
    from sqlcipher3 import dbapi2

    try:
        yield
    except dbapi2.DatabaseError as error:
        text = str(error)
        if "full" in text or "disk I/O" in text:
            raise UserError(
                "磁盘空间不足或无法写入，刚才的修改没有保存；此前的内容完好。",
                "请清理磁盘空间后重试。",
            ) from error
        if "not a database" in text or "malformed" in text or "hmac" in text.lower():
            raise UserError(
                "工作区数据库无法打开：密钥不符或文件已损坏；文件未作任何改动。",
                "请确认口令，或用“workbench backup restore”从备份恢复。",
            ) from error
        if "locked" in text:
            raise UserError(
                "工作区正被另一个程序占用，刚才的修改没有保存。", "请稍后重试。"
            ) from error
        if "readonly" in text or "unable to open" in text:
            raise UserError(
                "工作区文件夹不可写或无法打开，没有保存任何修改。",
                "请检查文件夹是否存在以及访问权限。",
            ) from error
        raise
