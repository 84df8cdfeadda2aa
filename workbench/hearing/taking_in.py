"""A hearing that was taken out of another workspace, or of this one, comes in again."""

import json
import math
import secrets
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from workbench.hearing.amendments import put_amendment
from workbench.hearing.history import History
from workbench.hearing.model import (
    Amendment,
    DroppedText,
    Procedure,
    RoleBasis,
    Seat,
    SeatProfile,
    Turn,
    Word,
)
from workbench.hearing.passes import PassRepository
from workbench.hearing.repository import HearingRepository, RecordingRepository
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
    """Store all that a description says beside the recordings that came in. In a transaction.

    Recordings get their names, order and gaps again; turns and requests get ids of their own, and
    whatever was filled in beside the transcript points to those.

    Args:
        store: of cases.
        hearing: id; its recordings are imported.
        data: the description.

    Returns:
        how many turns came in; those of recordings that did not come in are left out.

    Raises:
        ValueError, KeyError, TypeError, AttributeError: it is no description.
    """
    _number(store, hearing, int(data["hearing"]["ordinal"]))
    known = _recordings(store, hearing, data["recordings"])
    ids: dict[str, str] = {}
    for row in data["turns"]:
        if row["recording"] in known:
            turn = _turn(row, hearing, known[row["recording"]])
            TurnRepository(store).add(turn)
            ids[row["id"]] = turn.id
    _passes(store, data, known)
    _deleted(store, hearing, data, known)
    for row in data.get("amendments", ()):
        own = {"id": secrets.token_hex(6), "hearing": hearing, "turn": ids.get(row["turn"], "")}
        put_amendment(store, Amendment(**{**row, **own}))
    _sheets(store, hearing, data.get("sheets", {}), known | ids)
    return len(ids)


def _passes(store: Store, data: dict[str, Any], known: Mapping[str, str]) -> None:
    """Store what was read and what was taken out: nothing is heard again beside its turns."""
    passes = PassRepository(store)
    for row in data["recordings"]:
        if row["id"] in known:
            read = {int(channel): float(second) for channel, second in row["read"].items()}
            passes.advance(known[row["id"]], read)
    dropped = [row for row in data.get("dropped", ()) if row["recording"] in known]
    passes.drop([DroppedText(**{**row, "recording": known[row["recording"]]}) for row in dropped])


def _deleted(store: Store, hearing: str, data: dict[str, Any], known: Mapping[str, str]) -> None:
    """Remember what people took out, so that hearing again does not bring it back."""
    rows = [row for row in data.get("deleted", ()) if row["recording"] in known]
    gone = [_turn(row, hearing, known[row["recording"]]) for row in rows]
    if gone:
        name = f"导入前删除的 {len(gone)} 段发言"
        History(store, TurnRepository(store)).do(hearing, name, gone, [])


def _sheets(store: Store, hearing: str, sheets: dict[str, Any], ids: Mapping[str, str]) -> None:
    # The window starts without the record.
    from workbench.hearing.record.sheets import read_exhibits, read_typed

    for name, sheet in sheets.items():
        HearingRepository(store).save_sheet(hearing, name, dict(_pointing(sheet, ids)))
    # A sheet that cannot be read would keep the record from ever being opened.
    read_typed(store, hearing)
    read_exhibits(store, hearing)


def _number(store: Store, hearing: str, ordinal: int) -> None:
    """Let a hearing be the sitting of its case that it was, where none else is."""
    held = HearingRepository(store)
    own = held.get(hearing)
    taken = {one.ordinal for one in held.of_case(own.case) if one.id != hearing}
    if ordinal > 0 and ordinal not in taken:
        held.save(replace(own, ordinal=ordinal))


def _recordings(store: Store, hearing: str, rows: list[dict[str, Any]]) -> dict[str, str]:
    """Give the recordings what the description says of them; return their ids by the old ones."""
    held = RecordingRepository(store)
    here = {one.sha256: one for one in held.of_hearing(hearing)}
    known = {}
    for row in rows:
        if row["sha256"] in here:
            found = here.pop(row["sha256"])
            known[row["id"]] = found.id
            held.save(
                replace(
                    found,
                    name=str(row["name"]),
                    gap=_second(row["gap"]),
                    began=str(row["began"]),
                    live=bool(row["live"]),
                )
            )
    held.place([*known.values(), *(one.id for one in here.values())])
    return known


def _second(value: Any) -> float:
    """Return a number of seconds; JSON may hold what is no number at all."""
    second = float(value)
    if not 0 <= second < math.inf:
        raise ValueError("not a number of seconds")
    return second


def _pointing(value: Any, ids: Mapping[str, str]) -> Any:
    """Return a sheet in which every id of a turn or recording, also as a key, is the new one."""
    if isinstance(value, dict):
        return {ids.get(key, key): _pointing(one, ids) for key, one in value.items()}
    if isinstance(value, list):
        return [_pointing(one, ids) for one in value]
    return ids.get(value, value) if isinstance(value, str) else value


def _turn(row: dict[str, Any], hearing: str, recording: str) -> Turn:
    fields = {name: row[name] for name in _TURN}
    fields |= {name: _second(row[name]) for name in ("start", "end")}
    turn = Turn(id=secrets.token_hex(8), hearing=hearing, recording=recording, **fields)
    return replace(
        turn,
        basis=RoleBasis(row["basis"]),
        words=tuple(Word(**word) for word in row["words"]),
        notes=tuple(row["notes"]),
        skipped=tuple(row.get("skipped", ())),
    )
