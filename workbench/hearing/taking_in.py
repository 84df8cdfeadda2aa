"""A hearing that was taken out of another workspace, or of this one, comes in again."""

import json
import secrets
from dataclasses import replace
from pathlib import Path
from typing import Any

from workbench.hearing.model import Procedure, RoleBasis, Seat, SeatProfile, Turn, Word
from workbench.hearing.passes import PassRepository
from workbench.hearing.repository import RecordingRepository
from workbench.hearing.taking_out import DATA
from workbench.hearing.turn_rows import TurnRepository
from workbench.kernel.errors import UserError
from workbench.kernel.store import Store

_TURN = (
    *("channel", "start", "end", "heard", "verbatim", "cleaned", "role", "corrected", "overlap"),
    "engine",
)


def described(folder: Path) -> dict[str, Any]:
    """Return what a hearing's folder says of it.

    Raises:
        UserError: it cannot be read, or is no such description.
    """
    try:
        data = json.loads((folder / DATA).read_text("utf-8"))
        Procedure(data["hearing"]["procedure"])
        return dict(data)
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise UserError(
            f"“{folder.name}”中的庭审数据无法读取，没有导入其转写。", "录音仍可单独导入。"
        ) from error


def profile_in(data: dict[str, Any]) -> SeatProfile | None:
    """Return the seats of a described hearing."""
    kept = data["hearing"].get("profile")
    return (
        SeatProfile(kept["name"], tuple(Seat(**seat) for seat in kept["seats"])) if kept else None
    )


def take_in(store: Store, hearing: str, data: dict[str, Any]) -> int:
    """Store the turns of a description at the recordings that came in. Call it in a transaction.

    Args:
        store: of cases.
        hearing: id; its recordings are imported.
        data: the description.

    Returns:
        how many turns came in; those of recordings that did not come in are left out.
    """
    here = {one.sha256: one.id for one in RecordingRepository(store).of_hearing(hearing)}
    known = {row["id"]: here[row["sha256"]] for row in data["recordings"] if row["sha256"] in here}
    turns, passes, count = TurnRepository(store), PassRepository(store), 0
    for row in data["turns"]:
        if row["recording"] in known:
            turns.add(_turn(row, hearing, known[row["recording"]]))
            count += 1
    for row in data["recordings"]:
        if row["id"] in known:
            # What was heard is not heard a second time beside its turns.
            read = {int(channel): float(second) for channel, second in row["read"].items()}
            passes.advance(known[row["id"]], read)
    return count


def _turn(row: dict[str, Any], hearing: str, recording: str) -> Turn:
    fields = {name: row[name] for name in _TURN}
    turn = Turn(id=secrets.token_hex(8), hearing=hearing, recording=recording, **fields)
    return replace(
        turn,
        basis=RoleBasis(row["basis"]),
        words=tuple(Word(**word) for word in row["words"]),
        notes=tuple(row["notes"]),
        skipped=tuple(row.get("skipped", ())),
    )
