"""What of a hearing takes a while to read, read beside the window."""

from collections.abc import Callable
from concurrent.futures import Future
from typing import TYPE_CHECKING, TypeVar

from workbench.hearing.peak_rows import PeakRepository
from workbench.hearing.turn_rows import TurnRepository
from workbench.hearing.uncertain import Uncertain, uncertain
from workbench.kernel.beside import ReadThread
from workbench.kernel.store import Store

if TYPE_CHECKING:
    from workbench.hearing.audio import Peaks

T = TypeVar("T")


class HearingBeside:
    """Reads with a connection of its own.

    Args:
        open_store: opens the store of cases for reading only.
    """

    def __init__(self, open_store: Callable[[], Store]) -> None:
        self._thread = ReadThread(open_store, "hearing")

    def peaks(self, recording: str, make: "Callable[[Peaks], T]") -> "Future[T | None]":
        """Read a recording's outline and make something of it; ``None`` while it is unmeasured."""

        def work(store: Store) -> T | None:
            found = PeakRepository(store).get(recording)
            return None if found is None else make(found)

        return self._thread.do(work)

    def uncertain(self, hearing: str) -> "Future[list[Uncertain] | None]":
        """List a hearing's uncertain places; ``None`` where newer work came first."""

        def work(store: Store) -> list[Uncertain]:
            rows = TurnRepository(store)
            turns = rows.of_hearing(hearing)
            open_turns = [turn for turn in turns if not turn.corrected]
            words = rows.words_of([turn.id for turn in open_turns])
            return [
                one
                for turn in open_turns
                for one in uncertain(turn, turn.verbatim, words.get(turn.id, ()))
            ]

        return self._thread.ask(work)

    def close(self) -> None:
        """End the thread."""
        self._thread.close()
