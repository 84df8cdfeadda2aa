"""Reading beside the window: one thread with its own connection, opened for reading only.

The store's own connection stays in the thread that opened it. SQLite lets several connections of
one process read while one writes (WAL), and lets go of Python's lock while it searches, so that a
long search here costs the window nothing. Newer work interrupts the one before it.
"""

from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from typing import TypeVar

from workbench.kernel.store import Store

T = TypeVar("T")
STEPS = 20_000
"""Steps of SQLite's machine after which it is asked whether to go on; about a millisecond."""


class ReadThread:
    """Does one piece of reading at a time.

    Args:
        open_store: opens the store for reading only; called in the thread at the first work.
        name: name of the thread.
        end: called in the thread at the end, for what the work holds besides the store.
    """

    def __init__(
        self, open_store: Callable[[], Store], name: str, end: Callable[[], None] | None = None
    ) -> None:
        self._open = open_store
        self._end = end
        self._thread = ThreadPoolExecutor(1, name)
        self._store: Store | None = None
        self._number = 0
        self._closed = False

    def ask(self, work: Callable[[Store], T]) -> "Future[T | None]":
        """Begin a piece of reading; the answer is ``None`` where newer work came first."""
        self._number += 1
        return self._thread.submit(self._do, self._number, work)

    def do(self, work: Callable[[Store], T]) -> "Future[T]":
        """Begin a piece of reading that newer work does not break off."""
        return self._thread.submit(self._undisturbed, work)

    def close(self) -> None:
        """End the thread and close its connection; what runs is broken off. Twice does nothing."""
        if self._closed:
            return
        self._closed = True
        self._number += 1
        self._thread.submit(self._close)
        self._thread.shutdown(wait=True)

    def _do(self, number: int, work: Callable[[Store], T]) -> T | None:
        from sqlcipher3 import dbapi2

        if number != self._number:
            return None
        try:
            # Asked by SQLite again and again, so that no call to stop can come a moment too early.
            return work(self._opened(lambda: self._number != number))
        except dbapi2.OperationalError as error:
            if "interrupted" in str(error):
                return None
            raise

    def _undisturbed(self, work: Callable[[Store], T]) -> T:
        return work(self._opened(lambda: self._closed))

    def _opened(self, stop: Callable[[], bool]) -> Store:
        """Return the store; what reads in it is broken off once ``stop`` says so."""
        if self._store is None:
            self._store = self._open()
        self._store.db.conn.set_progress_handler(stop, STEPS)
        return self._store

    def _close(self) -> None:
        if self._end is not None:
            self._end()
        if self._store is not None:
            self._store.close()
            self._store = None
