"""A hearing with sound and with turns as a transcription leaves them, in an open workbench."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from tests.support.hearing_sounds import write_tones
from tests.support.hearings import store_of
from tests.ui.hearing.turns import EACH, turn
from workbench.hearing.model import Hearing, Procedure, Seat, SeatProfile, Turn
from workbench.hearing.turn_rows import TurnRepository
from workbench.workbench import Workbench

SEATS = SeatProfile("第一审判庭", (Seat(0, "审判席", "审判长"), Seat(1, "当事人席", "")))


def sounding_hearing(
    workbench: Workbench, folder: Path, case: str, count: int = 20, seconds: float = 0.0
) -> Hearing:
    """Make a hearing with one recording of two channels and some turns in it.

    Args:
        workbench: open.
        folder: where the recording is written.
        case: id of the case.
        count: number of turns.
        seconds: length of the recording; that of the turns if 0.
    """
    hearing = workbench.hearing.create(case, Procedure.CIVIL, SEATS)
    made = [turn(number) for number in range(count)]
    spoken = [(one.start, one.end, int("审" not in one.role)) for one in made]
    length = seconds or count * EACH + 2.0
    fits = [one for one in spoken if one[1] <= length]
    path = write_tones(folder / "第一次庭审.wav", length, fits)
    workbench.jobs.wait(workbench.hearing.import_files(hearing.id, [path]).id)
    put_turns(workbench, hearing, made)
    return hearing


def put_turns(workbench: Workbench, hearing: Hearing, turns: Sequence[Turn]) -> list[Turn]:
    """Put turns into the first recording of a hearing."""
    recording = workbench.hearing.recordings(hearing.id)[0]
    store, rows = store_of(workbench), TurnRepository(store_of(workbench))
    placed = [
        replace(one, id=f"{hearing.id}-{one.id}", hearing=hearing.id, recording=recording.id)
        for one in turns
    ]
    with store.transaction():
        for one in placed:
            rows.add(one)
    return placed
