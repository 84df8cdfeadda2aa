"""What of a hearing takes a while to read, read beside the window."""

from collections.abc import Callable
from concurrent.futures import Future
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeVar

from workbench.hearing import left_out
from workbench.hearing.model import Recording, Turn
from workbench.hearing.passes import PassRepository
from workbench.hearing.peak_rows import PeakRepository
from workbench.hearing.prompts import suggest_roles
from workbench.hearing.record.checking import is_unchecked
from workbench.hearing.record.sheets import read_typed
from workbench.hearing.repository import HearingRepository, RecordingRepository
from workbench.hearing.role_steps import by_prompts
from workbench.hearing.turn_rows import TurnRepository
from workbench.hearing.uncertain import Uncertain, uncertain
from workbench.kernel.beside import ReadThread
from workbench.kernel.store import Store

if TYPE_CHECKING:
    from workbench.hearing.audio import Peaks

T = TypeVar("T")


@dataclass(frozen=True)
class State:
    """Recordings and turns of a hearing, in their order."""

    recordings: tuple[Recording, ...]
    turns: tuple[Turn, ...]


@dataclass(frozen=True)
class Survey:
    """What there is to be listened to.

    Attributes:
        uncertain: places of turns that nobody has checked, and those where somebody spoke and
            nothing was written.
        unchecked: ids of those turns.
        taken_out: places of which the text was taken out as an echo, a loop or a phantom.
    """

    uncertain: tuple[Uncertain, ...]
    unchecked: frozenset[str]
    taken_out: tuple[Uncertain, ...] = ()


class HearingBeside:
    """Reads with a connection of its own.

    Args:
        open_store: opens the store of cases for reading only.
    """

    def __init__(self, open_store: Callable[[], Store]) -> None:
        self._thread = ReadThread(open_store, "hearing")
        self._reader = ReadThread(open_store, "hearing-turns")

    def peaks(self, recording: str, make: "Callable[[Peaks], T]") -> "Future[T | None]":
        """Read a recording's outline and make something of it; ``None`` while it is unmeasured."""

        def work(store: Store) -> T | None:
            found = PeakRepository(store).get(recording)
            return None if found is None else make(found)

        return self._thread.do(work)

    def survey(self, hearing: str) -> "Future[Survey | None]":
        """Look through a hearing's turns; ``None`` where newer work came first."""

        def work(store: Store) -> Survey:
            rows = TurnRepository(store)
            turns = rows.of_hearing(hearing)
            checked = read_typed(store, hearing).checked
            open_turns = [turn for turn in turns if is_unchecked(turn, checked)]
            words = rows.words_of([turn.id for turn in open_turns])
            found = [
                (turn.recording, one)
                for turn in open_turns
                for one in uncertain(turn, turn.verbatim, words.get(turn.id, ()))
            ]
            seen = HearingRepository(store).sheet(hearing, left_out.SHEET)
            gone = left_out.places(PassRepository(store).dropped(hearing), turns, seen)
            found += [
                (one.left_out.recording, one) for one in gone if one.left_out and not one.said
            ]
            order = {r.id: n for n, r in enumerate(RecordingRepository(store).of_hearing(hearing))}
            found.sort(key=lambda pair: (order.get(pair[0], 0), pair[1].second))
            return Survey(
                tuple(one for _, one in found),
                frozenset(turn.id for turn in open_turns),
                tuple(one for one in gone if one.said),
            )

        return self._thread.ask(work)

    def read(self, hearing: str) -> "Future[State | None]":
        """Read recordings and turns; ``None`` where newer work came first."""

        def work(store: Store) -> State:
            recordings = RecordingRepository(store).of_hearing(hearing)
            return State(tuple(recordings), tuple(TurnRepository(store).of_hearing(hearing)))

        return self._reader.ask(work)

    def suggest(self, hearing: str) -> "Future[dict[str, str]]":
        """Work out by the prompts of a hearing who spoke: the turns whose role would change.

        An empty role: none is suggested any more. Nothing is written.
        """

        def work(store: Store) -> dict[str, str]:
            turns = TurnRepository(store).of_hearing(hearing)
            pairs = by_prompts(turns, HearingRepository(store).get(hearing).procedure)
            return {after.id: after.role for _before, after in pairs}

        return self._thread.do(work)

    def reason(self, hearing: str, turn: str) -> "Future[str]":
        """Find why a turn's role is suggested, in words; empty where it is not."""

        def work(store: Store) -> str:
            turns = TurnRepository(store).of_hearing(hearing)
            found = suggest_roles(turns, HearingRepository(store).get(hearing).procedure)
            return next((one.because for one in found if one.turn == turn), "")

        return self._thread.do(work)

    def close(self) -> None:
        """End the threads."""
        self._thread.close()
        self._reader.close()
