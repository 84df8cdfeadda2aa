"""The hearings of a case out of the workspace: recordings, and all that was written of them.

Nothing of it is encrypted; the folder is one that only this account may read.
"""

import json
import os
from collections.abc import Callable
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from workbench.hearing.model import Hearing
from workbench.hearing.timeline import Timeline
from workbench.kernel.errors import UserError
from workbench.kernel.files import cannot_write, write_atomically
from workbench.papers.export import safe_name

if TYPE_CHECKING:
    from workbench.hearing.service import HearingRoom

FOLDER = "庭审"
DATA = "庭审数据.json"
_PIECE = 1 << 20


@dataclass(frozen=True)
class TakenOut:
    """How many files were written, and the recordings that could not be read, with the reason."""

    files: int
    missing: tuple[tuple[str, str], ...]


def take_out(room: "HearingRoom", case: str, folder: Path) -> TakenOut:
    """Write the hearings of a case into a folder of a case's export.

    Args:
        room: the room.
        case: id of the case.
        folder: where the case was exported to; each hearing gets a folder in ``庭审``.

    Raises:
        UserError: it cannot be written.
    """
    count, missing = 0, []
    try:
        for hearing in room.hearings(case):
            place = folder / FOLDER / f"第{hearing.ordinal}次"
            place.mkdir(parents=True, exist_ok=True, mode=0o700)
            for number, recording in enumerate(room.recordings(hearing.id), 1):
                target = place / f"{number:02d} {safe_name(recording.name)}"
                try:
                    with room.open_recording(recording.id) as stream:
                        _copy(stream, target)
                    count += 1
                except UserError as error:
                    target.unlink(missing_ok=True)
                    missing.append((recording.name, str(error)))
            write_atomically(place / DATA, _data(room, hearing).encode(), mode=0o600)
            count += 1
    except OSError as error:
        raise cannot_write(folder, error) from error
    return TakenOut(count, tuple(missing))


def hearing_folders(folder: Path) -> list[Path]:
    """Return the folders of hearings in a case's export, in their order; none in another folder."""
    inside = folder / FOLDER
    if not inside.is_dir():
        return []
    found = [path for path in inside.iterdir() if (path / DATA).is_file()]
    return sorted(found, key=lambda path: (len(path.name), path.name))


def _copy(stream: BinaryIO, target: Path) -> None:
    """Copy a recording piece by piece: it never fits into the memory."""
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
    with os.fdopen(os.open(target, flags, 0o600), "wb") as out:
        read: Callable[[int], bytes] = stream.read
        while piece := read(_PIECE):
            out.write(piece)


def _data(room: "HearingRoom", hearing: Hearing) -> str:
    turns, recordings = room.turns(hearing.id), room.recordings(hearing.id)
    timeline = Timeline.of(recordings)
    words = room.words_of([turn.id for turn in turns])
    rows = []
    for turn in turns:
        start, end = timeline.times(turn)
        row = asdict(turn) | {"from": start, "to": end}
        row["words"] = [asdict(word) for word in words.get(turn.id, ())]
        rows.append(row)
    data = {
        "hearing": asdict(hearing),
        "recordings": [asdict(one) | {"read": room.read(one.id)} for one in recordings],
        "turns": rows,
        "deleted": [asdict(turn) | {"words": ()} for turn in room.deleted(hearing.id)],
        "dropped": [asdict(one) for one in room.dropped(hearing.id)],
        "amendments": [asdict(one) for one in room.amendments.of_hearing(hearing.id)],
        "sheets": room.sheets(hearing.id),
    }
    return json.dumps(data, ensure_ascii=False, indent=1, default=str)
