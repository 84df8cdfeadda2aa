"""Outlines of waveforms. Writes belong inside a transaction of the store."""

from typing import TYPE_CHECKING

from workbench.hearing.importing import unpacked
from workbench.hearing.repository import RecordingRepository
from workbench.kernel.store import Store

if TYPE_CHECKING:
    from workbench.hearing.audio import Peaks


class PeakRepository:
    """The outline of each recording."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def put(self, recording: str, per_second: int, channels: int, data: bytes) -> None:
        """Store an outline in place of the one before."""
        self._store.execute(
            "INSERT INTO recording_peaks VALUES (?,?,?,?) ON CONFLICT (recording) DO UPDATE SET "
            "per_second = excluded.per_second, channels = excluded.channels, data = excluded.data",
            (recording, per_second, channels, data),
        )

    def has(self, recording: str) -> bool:
        """Say whether a recording was measured."""
        rows = self._store.rows("SELECT 1 FROM recording_peaks WHERE recording = ?", (recording,))
        return bool(rows)

    def get(self, recording: str) -> "Peaks | None":
        """Return a recording's outline; ``None`` while it is not measured."""
        rows = self._store.rows("SELECT * FROM recording_peaks WHERE recording = ?", (recording,))
        if not rows:
            return None
        row, held = rows[0], RecordingRepository(self._store).get(recording)
        return unpacked(
            row["data"], int(row["per_second"]), row["channels"], held.seconds, held.damages
        )
