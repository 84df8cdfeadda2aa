"""Up to which second each channel of a recording has been read, by pass.

The transcription itself is the pass without a name; hearing something again is a pass of its own,
named by its job. Writes belong inside a transaction of the store.
"""

from collections.abc import Mapping, Sequence

from workbench.hearing.model import DroppedText
from workbench.kernel.store import Store

FIRST = ""
"""The pass of the transcription itself."""


class PassRepository:
    """How far sound has been read, and what was taken out on the way."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def until(self, recording: str, name: str = FIRST) -> dict[int, float]:
        """Return channel → second up to which a pass has read a recording."""
        rows = self._store.rows(
            "SELECT channel, until FROM hearing_listened WHERE recording = ? AND pass = ?",
            (recording, name),
        )
        return {int(row["channel"]): float(row["until"]) for row in rows}

    def advance(self, recording: str, until: Mapping[int, float], name: str = FIRST) -> None:
        """Keep how far a pass has read."""
        for channel, second in until.items():
            self._store.execute(
                "INSERT INTO hearing_listened VALUES (?,?,?,?) "
                "ON CONFLICT (recording, channel, pass) DO UPDATE SET until = excluded.until",
                (recording, channel, name, float(second)),
            )

    def forget(self, recording: str, name: str = FIRST) -> None:
        """Forget how far a pass has read a recording."""
        self._store.execute(
            "DELETE FROM hearing_listened WHERE recording = ? AND pass = ?", (recording, name)
        )

    def drop(self, dropped: Sequence[DroppedText]) -> None:
        """Keep what was written and taken out."""
        for one in dropped:
            self._store.execute(
                "INSERT INTO hearing_dropped VALUES (?,?,?,?,?,?)",
                (one.recording, one.channel, one.start, one.end, one.text, one.rule),
            )

    def forget_dropped(self, recording: str, channel: int, start: float, end: float) -> None:
        """Forget what was taken out of a stretch that is heard again."""
        self._store.execute(
            "DELETE FROM hearing_dropped WHERE recording = ? AND channel = ? "
            "AND start >= ? AND start < ?",
            (recording, channel, start, end),
        )

    def dropped(self, hearing: str) -> list[DroppedText]:
        """Return what was taken out in a hearing, in its order."""
        rows = self._store.rows(
            "SELECT d.* FROM recordings r JOIN hearing_dropped d ON d.recording = r.id "
            "WHERE r.hearing = ? AND r.removed = '' ORDER BY r.position, d.start, d.channel",
            (hearing,),
        )
        return [
            DroppedText(
                *(row["recording"], row["channel"], row["start"], row["stop"]),
                *(row["text"], row["rule"]),
            )
            for row in rows
        ]
