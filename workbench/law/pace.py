"""How the library is written while a pack comes in: in small steps that do not wait for the disk.

A commit that waits for the disk may hold up the window for as long as the disk is busy. During an
import commits go to the write-ahead log without waiting, the log is carried over into the file by
the search thread, and the last commit waits for all of them. A power cut before that may take back
some laws of an import that is not reported as done; run again, it adds them.
https://www.sqlite.org/pragma.html#pragma_synchronous
"""

from collections.abc import Callable

from workbench.kernel.store import Store

_EVERY = 20
_LOG_PAGES = 20_000
"""The log is carried over at this size at the latest, by whoever writes."""


class Pace:
    """Tells the library's store how to write.

    Args:
        store: the library's store.
        tidy: lets the log be carried over beside the window.
    """

    def __init__(self, store: Store, tidy: Callable[[], object]) -> None:
        self._store = store
        self._tidy = tidy
        self._steps = 0

    def begin(self) -> None:
        """Write without waiting from now on."""
        self._store.hurry(True, _LOG_PAGES)

    def step(self) -> None:
        """Count a step; now and then the log is carried over."""
        self._steps += 1
        if self._steps % _EVERY == 0:
            self._tidy()

    def end(self) -> None:
        """Wait for the disk from now on, and until all that was written is on it."""
        self._store.hurry(False)
        self._tidy()
