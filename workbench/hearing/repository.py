"""Rows of hearings, recordings and seats. Writes belong inside a transaction of the store."""

import json
import secrets
from collections.abc import Sequence
from dataclasses import asdict, replace
from typing import Any

from workbench.hearing.model import (
    Damage,
    Hearing,
    Procedure,
    Recording,
    Seat,
    SeatProfile,
)
from workbench.kernel.clock import now
from workbench.kernel.errors import UserError
from workbench.kernel.store import Store


class HearingRepository:
    """Hearings by id."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def add(self, case: str, procedure: Procedure, profile: SeatProfile | None) -> Hearing:
        """Store a new hearing, the next of its case."""
        (row,) = self._store.rows(
            "SELECT coalesce(max(ordinal), 0) + 1 AS next FROM hearings "
            "WHERE case_id = ? AND removed = ''",
            (case,),
        )
        moment = now()
        hearing = Hearing(
            secrets.token_hex(6), case, row["next"], procedure, profile, moment, moment
        )
        self._store.execute(
            "INSERT INTO hearings VALUES (?,?,?,?,?,?,?,?)",
            (
                *(hearing.id, case, hearing.ordinal, procedure, _profile_json(profile)),
                *(moment, moment, ""),
            ),
        )
        return hearing

    def save(self, hearing: Hearing) -> Hearing:
        """Store a changed hearing."""
        hearing = replace(hearing, updated=now())
        self._store.execute(
            "UPDATE hearings SET ordinal = ?, procedure = ?, profile = ?, updated = ?, "
            "removed = ? WHERE id = ?",
            (
                *(hearing.ordinal, hearing.procedure, _profile_json(hearing.profile)),
                *(hearing.updated, hearing.removed, hearing.id),
            ),
        )
        return hearing

    def get(self, hearing_id: str) -> Hearing:
        """Return a hearing.

        Raises:
            UserError: there is none of that id.
        """
        rows = self._store.rows("SELECT * FROM hearings WHERE id = ?", (hearing_id,))
        if not rows:
            raise UserError(f"没有编号为“{hearing_id}”的庭审。", "它可能已被删除，请刷新后再试。")
        return _hearing(rows[0])

    def exists(self, hearing_id: str) -> bool:
        """Say whether there is a hearing of that id; a person may delete it during a job."""
        return bool(self._store.rows("SELECT 1 FROM hearings WHERE id = ?", (hearing_id,)))

    def of_case(self, case: str, removed: bool = False) -> list[Hearing]:
        """Return a case's hearings in their order, or those in its recycle bin."""
        rows = self._store.rows(
            "SELECT * FROM hearings WHERE case_id = ? AND (removed <> '') = ? "
            "ORDER BY ordinal, created, id",
            (case, removed),
        )
        return [_hearing(row) for row in rows]

    def delete(self, hearing_id: str) -> None:
        """Delete a hearing with all that hangs on it; originals stay in the vault."""
        self._store.execute("DELETE FROM hearings WHERE id = ?", (hearing_id,))

    def sheet(self, hearing_id: str, name: str) -> dict[str, Any]:
        """Return what was filled in beside the transcript under a name; empty where nothing."""
        rows = self._store.rows(
            "SELECT data FROM hearing_sheets WHERE hearing = ? AND name = ?", (hearing_id, name)
        )
        return dict(json.loads(rows[0]["data"])) if rows else {}

    def sheets(self, hearing_id: str) -> dict[str, dict[str, Any]]:
        """Return all that was filled in beside the transcript, by the names of the sheets."""
        rows = self._store.rows(
            "SELECT name, data FROM hearing_sheets WHERE hearing = ? ORDER BY name", (hearing_id,)
        )
        return {row["name"]: dict(json.loads(row["data"])) for row in rows}

    def save_sheet(self, hearing_id: str, name: str, data: dict[str, Any]) -> None:
        """Keep what was filled in (JSON-ready) under a name."""
        self._store.execute(
            "INSERT INTO hearing_sheets VALUES (?,?,?) "
            "ON CONFLICT (hearing, name) DO UPDATE SET data = excluded.data",
            (hearing_id, name, json.dumps(data, ensure_ascii=False)),
        )


class RecordingRepository:
    """Recordings of hearings, in the order of the hearing."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def add(self, recording: Recording) -> Recording:
        """Store a new recording at the end of its hearing."""
        (row,) = self._store.rows(
            "SELECT coalesce(max(position), -1) + 1 AS place FROM recordings WHERE hearing = ?",
            (recording.hearing,),
        )
        recording = replace(recording, position=row["place"])
        values = _row(recording)
        marks = ",".join("?" * len(values))
        self._store.execute(
            f"INSERT INTO recordings ({','.join(values)}) VALUES ({marks})", tuple(values.values())
        )
        return recording

    def save(self, recording: Recording) -> Recording:
        """Store a changed recording."""
        values = _row(recording)
        sets = ", ".join(f"{name} = ?" for name in values)
        self._store.execute(
            f"UPDATE recordings SET {sets} WHERE id = ?", (*values.values(), recording.id)
        )
        return recording

    def get(self, recording_id: str) -> Recording:
        """Return a recording.

        Raises:
            UserError: there is none of that id.
        """
        rows = self._store.rows("SELECT * FROM recordings WHERE id = ?", (recording_id,))
        if not rows:
            raise UserError(f"没有编号为“{recording_id}”的录音。", "它可能已被删除，请刷新后再试。")
        return _recording(rows[0])

    def exists(self, recording_id: str) -> bool:
        """Say whether there is a recording of that id."""
        return bool(self._store.rows("SELECT 1 FROM recordings WHERE id = ?", (recording_id,)))

    def of_hearing(self, hearing_id: str, removed: bool = False) -> list[Recording]:
        """Return a hearing's recordings in their order, or those that were taken out."""
        rows = self._store.rows(
            "SELECT * FROM recordings WHERE hearing = ? AND (removed <> '') = ? "
            "ORDER BY position, id",
            (hearing_id, removed),
        )
        return [_recording(row) for row in rows]

    def place(self, ids: Sequence[str]) -> None:
        """Put recordings into an order."""
        for position, recording_id in enumerate(ids):
            self._store.execute(
                "UPDATE recordings SET position = ? WHERE id = ?", (position, recording_id)
            )

    def originals(self) -> set[str]:
        """Return the hashes of all recordings, those taken out and recycled among them."""
        rows = self._store.rows("SELECT DISTINCT sha256 FROM recordings WHERE sha256 <> ''")
        return {str(row["sha256"]) for row in rows}

    def delete(self, recording_id: str) -> None:
        """Delete a recording with its turns; its original stays in the vault."""
        self._store.execute("DELETE FROM recordings WHERE id = ?", (recording_id,))


class ProfileRepository:
    """Profiles of seats, for the whole workspace."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def all(self) -> list[SeatProfile]:
        """Return the profiles by name."""
        rows = self._store.rows("SELECT * FROM seat_profiles ORDER BY name")
        return [SeatProfile(row["name"], _seats(json.loads(row["seats"]))) for row in rows]

    def save(self, profile: SeatProfile) -> None:
        """Store a profile under its name, in place of one of the same name."""
        self._store.execute(
            "INSERT INTO seat_profiles VALUES (?,?) "
            "ON CONFLICT (name) DO UPDATE SET seats = excluded.seats",
            (profile.name, json.dumps([asdict(s) for s in profile.seats], ensure_ascii=False)),
        )

    def forget(self, name: str) -> None:
        """Delete a profile; hearings keep their own copy."""
        self._store.execute("DELETE FROM seat_profiles WHERE name = ?", (name,))


def _profile_json(profile: SeatProfile | None) -> str:
    return json.dumps(asdict(profile), ensure_ascii=False) if profile else ""


def _seats(rows: Sequence[dict[str, Any]]) -> tuple[Seat, ...]:
    return tuple(Seat(**row) for row in rows)


def _hearing(row: dict[str, Any]) -> Hearing:
    profile = json.loads(row["profile"]) if row["profile"] else None
    return Hearing(
        id=row["id"],
        case=row["case_id"],
        ordinal=row["ordinal"],
        procedure=Procedure(row["procedure"]),
        profile=SeatProfile(profile["name"], _seats(profile["seats"])) if profile else None,
        created=row["created"],
        updated=row["updated"],
        removed=row["removed"],
    )


def _row(recording: Recording) -> dict[str, Any]:
    row = asdict(recording)
    row["damages"] = json.dumps(row["damages"], ensure_ascii=False)
    return row


def _recording(row: dict[str, Any]) -> Recording:
    damages = tuple(Damage(**damage) for damage in json.loads(row["damages"]))
    flags = {"live": bool(row["live"]), "complete": bool(row["complete"])}
    return Recording(**{**row, **flags, "damages": damages})
