"""Makes commits durable beside the window: one thread that syncs the write-ahead log.

A commit that waits for the disk takes milliseconds on a good disk and a second on a busy one; the
window would stand still meanwhile. With a flusher a commit returns once the log is written to the
operating system, which a crash or a kill of the program cannot undo, and this thread brings it to
the disk at once afterwards. What a power cut can take back is what was written in the moment before
it, as long as the disk needs for one sync; it never damages what was there
(https://www.sqlite.org/wal.html, section on performance; https://www.sqlite.org/pragma.html,
``synchronous``).

The log is also moved into the database here, by a connection of the thread's own, so that no commit
of the window has to do it.
"""

import contextlib
import os
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

LOG_BYTES = 4_000_000
"""Size of the log from which it is moved into the database."""
MOVE_SECONDS = 5.0
"""The log's file stays as long as it once was, so that its size alone would ask each time."""
MOST_BYTES = 64_000_000
"""Size of the log from which a commit may be made to wait for a moment, so that it ends."""
GOES = 5
TRIES = 50
WAIT_MS = 5
"""What a commit waits for at most, each time that the log is to be begun anew in its despite."""


class Flusher:
    """Syncs the log of one store until it is closed.

    Args:
        path: the store's file.
        connect: opens a connection of its own to the store, in the thread.
        failed: called from the thread with the error of a sync that the disk refused; called once
            until a sync works again. What it raises is passed over: the thread must go on.
    """

    def __init__(
        self, path: Path, connect: Callable[[], Any], failed: Callable[[OSError], None]
    ) -> None:
        self._log = path.with_name(f"{path.name}-wal")
        self._connect = connect
        self._failed = failed
        self._more = threading.Condition()
        self._written = self._synced = 0
        self._closed = self._refused = False
        self._moved = time.monotonic()
        self._thread = threading.Thread(target=self._work, name="flushing", daemon=True)
        self._thread.start()

    def wake(self) -> None:
        """Say that something was committed."""
        with self._more:
            self._written += 1
            self._more.notify_all()

    def wait(self, seconds: float = 10.0) -> bool:
        """Wait until all that was committed so far is on the disk; say whether it is."""
        with self._more:
            wanted = self._written
            return self._more.wait_for(lambda: self._synced >= wanted, seconds)

    def close(self) -> None:
        """Sync what is left and end the thread."""
        with self._more:
            self._closed = True
            self._more.notify_all()
        self._thread.join()

    def _work(self) -> None:
        connection: Any = None
        while True:
            with self._more:
                self._more.wait_for(lambda: self._closed or self._written > self._synced)
                wanted, closed = self._written, self._closed
            if wanted > self._synced and self._sync():
                with self._more:
                    self._synced = wanted
                    self._more.notify_all()
                connection = self._move(connection)
            if closed:
                break
        if connection is not None:
            connection.close()

    def _sync(self) -> bool:
        """Sync the log; a disk that refuses is told, and tried again at the next commit."""
        try:
            file = os.open(self._log, os.O_RDWR)
            try:
                os.fsync(file)
            finally:
                os.close(file)
        except FileNotFoundError:
            pass  # moved into the database and taken away: that syncs
        except OSError as error:
            if not self._refused:
                with contextlib.suppress(Exception):
                    self._failed(error)
            self._refused = True
            self._pause()
            return False
        self._refused = False
        return True

    def _pause(self) -> None:
        """Leave a disk that refuses alone for a moment."""
        with self._more:
            self._more.wait_for(lambda: self._closed, 1.0)

    def _move(self, connection: Any) -> Any:
        """Move a log that has grown into the database, without making a writer wait."""
        try:
            late = time.monotonic() - self._moved > MOVE_SECONDS
            if not late or self._log.stat().st_size < LOG_BYTES:
                return connection
            self._moved = time.monotonic()
            opened = connection or self._opened()
            self._carry_over(opened)
        except Exception:  # a log that stays long costs time, no data; it is tried again
            return connection
        return opened

    def _opened(self) -> Any:
        connection = self._connect()
        connection.execute(f"PRAGMA busy_timeout = {WAIT_MS}")
        return connection

    def _carry_over(self, connection: Any) -> None:
        """Move all of the log: only then does the next commit begin it anew.

        Where commits follow each other, some come in while it is moved; a second go has little
        left to do. A log that still grows and grows is ended with the writer kept out.
        """
        before = -1
        for _ in range(GOES):
            # What comes in while it moves is not in these numbers.
            frames, moved = connection.execute("PRAGMA wal_checkpoint(PASSIVE)").fetchone()[1:]
            if moved < frames:
                return  # a reader still needs the rest
            if frames == before:
                break
            before = frames
        for _ in range(TRIES):
            if self._log.stat().st_size <= MOST_BYTES:
                return
            if not connection.execute("PRAGMA wal_checkpoint(RESTART)").fetchone()[0]:
                return
