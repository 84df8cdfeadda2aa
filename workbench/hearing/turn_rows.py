"""Rows of turns and their words. Writes belong inside a transaction of the store.

A turn can be as a dictionary too, JSON-ready, as the history keeps it (:func:`turn_json`).
"""

import json
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Any

from workbench.hearing.model import RoleBasis, Turn, Word
from workbench.kernel.errors import UserError
from workbench.kernel.store import Store

_COLUMNS = (
    *("id", "hearing", "recording", "channel", "start", "stop", "heard", "verbatim", "cleaned"),
    *("role", "basis", "corrected", "overlap", "engine", "notes", "skipped"),
)
_LIST = ", ".join(f"t.{name}" for name in _COLUMNS)
_PUT = (
    f"INSERT INTO hearing_turns ({', '.join(_COLUMNS)}) VALUES ({','.join('?' * len(_COLUMNS))}) "
    "ON CONFLICT (id) DO UPDATE SET "
    + ", ".join(f"{name} = excluded.{name}" for name in _COLUMNS[1:])
)
_BASES = {str(basis): basis for basis in RoleBasis}
_MOST = 500
"""Ids that one query names."""


class TurnRepository:
    """Turns of hearings; their words lie apart and come on demand."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def of_hearing(self, hearing_id: str) -> list[Turn]:
        """Return a hearing's turns without words, in the order of the hearing.

        Turns of recordings that were taken out are left out.
        """
        cursor = self._store.execute(
            f"SELECT {_LIST} FROM recordings r JOIN hearing_turns t ON t.recording = r.id "
            "WHERE r.hearing = ? AND r.removed = '' "
            "ORDER BY r.position, r.id, t.start, t.stop, t.channel, t.id",
            (hearing_id,),
        )
        return [_turn(row) for row in cursor]

    def of_recording(self, recording_id: str, start: float, end: float) -> list[Turn]:
        """Return the turns without words that a stretch of a recording touches, in their order."""
        cursor = self._store.execute(
            f"SELECT {_LIST} FROM hearing_turns t WHERE recording = ? AND stop > ? AND start < ? "
            "ORDER BY start, stop, channel, id",
            (recording_id, start, end),
        )
        return [_turn(row) for row in cursor]

    def some(self, ids: Sequence[str]) -> list[Turn]:
        """Return turns without words, in the order asked for.

        Raises:
            UserError: one of them is gone.
        """
        found = self.present(ids)
        if len(found) < len(ids):
            raise UserError("所选发言已不存在，没有修改。", "请刷新后再试。")
        return found

    def present(self, ids: Sequence[str]) -> list[Turn]:
        """Return those of some turns that are there, without words, in the order asked for."""
        found: dict[str, Turn] = {}
        for first in range(0, len(ids), _MOST):
            part = ids[first : first + _MOST]
            marks = ",".join("?" * len(part))
            cursor = self._store.execute(
                f"SELECT {_LIST} FROM hearing_turns t WHERE id IN ({marks})", tuple(part)
            )
            found |= {row[0]: _turn(row) for row in cursor}
        return [found[key] for key in ids if key in found]

    def ids_of(self, hearing_id: str) -> list[str]:
        """Return the ids of a hearing's turns, those of recordings taken out left out."""
        cursor = self._store.execute(
            "SELECT t.id FROM recordings r JOIN hearing_turns t ON t.recording = r.id "
            "WHERE r.hearing = ? AND r.removed = ''",
            (hearing_id,),
        )
        return [str(row[0]) for row in cursor]

    def between(self, first: Turn, last: Turn) -> list[str]:
        """Return the ids of the turns of a recording from one to another, in their order."""
        cursor = self._store.execute(
            "SELECT id FROM hearing_turns WHERE recording = ? AND start BETWEEN ? AND ? "
            "AND (start, stop, channel, id) >= (?, ?, ?, ?) "
            "AND (start, stop, channel, id) <= (?, ?, ?, ?) ORDER BY start, stop, channel, id",
            (
                *(first.recording, first.start, last.start),
                *(first.start, first.end, first.channel, first.id),
                *(last.start, last.end, last.channel, last.id),
            ),
        )
        return [str(row[0]) for row in cursor]

    def count(self, hearing_id: str) -> int:
        """Return how many turns a hearing has, those of recordings taken out left out."""
        (row,) = self._store.rows(
            "SELECT count(*) AS n FROM recordings r JOIN hearing_turns t ON t.recording = r.id "
            "WHERE r.hearing = ? AND r.removed = ''",
            (hearing_id,),
        )
        return int(row["n"])

    def existing(self, ids: Sequence[str]) -> set[str]:
        """Return those of some ids that are taken by turns."""
        found: set[str] = set()
        for first in range(0, len(ids), _MOST):
            part = tuple(ids[first : first + _MOST])
            marks = ",".join("?" * len(part))
            cursor = self._store.execute(
                f"SELECT id FROM hearing_turns WHERE id IN ({marks})", part
            )
            found |= {str(row[0]) for row in cursor}
        return found

    def words(self, turn_id: str) -> tuple[Word, ...]:
        """Return the words of one turn's ``heard``; none where the machine gave none."""
        return self.words_of([turn_id]).get(turn_id, ())

    def words_of(self, ids: Sequence[str]) -> dict[str, tuple[Word, ...]]:
        """Return the words of several turns."""
        found: dict[str, tuple[Word, ...]] = {}
        for first in range(0, len(ids), _MOST):
            part = ids[first : first + _MOST]
            marks = ",".join("?" * len(part))
            cursor = self._store.execute(
                f"SELECT turn, words FROM hearing_words WHERE turn IN ({marks})", tuple(part)
            )
            found |= {turn: words_from(json.loads(words)) for turn, words in cursor}
        return found

    def put(self, turn: Turn) -> None:
        """Store a turn, new or changed; its words stay as they are."""
        self._store.execute(_PUT, _values(turn))

    def put_words(self, turn_id: str, words: Iterable[Word]) -> None:
        """Store the words of a turn in place of those before."""
        rows = words_json(words)
        if not rows:
            self._store.execute("DELETE FROM hearing_words WHERE turn = ?", (turn_id,))
            return
        self._store.execute(
            "INSERT INTO hearing_words VALUES (?,?) "
            "ON CONFLICT (turn) DO UPDATE SET words = excluded.words",
            (turn_id, json.dumps(rows, ensure_ascii=False, separators=(",", ":"))),
        )

    def add(self, turn: Turn) -> None:
        """Store a turn with its words."""
        self.put(turn)
        self.put_words(turn.id, turn.words)

    def delete(self, ids: Sequence[str]) -> None:
        """Delete turns with their words."""
        for key in ids:
            self._store.execute("DELETE FROM hearing_turns WHERE id = ?", (key,))

    def with_words(self, turns: Sequence[Turn]) -> list[Turn]:
        """Return turns with their words."""
        words = self.words_of([turn.id for turn in turns])
        return [replace(turn, words=words.get(turn.id, ())) for turn in turns]


def words_json(words: Iterable[Word]) -> list[list[Any]]:
    """Return words as rows for JSON: start, end, text, probability; milliseconds are enough."""
    return [
        # A model's times are numpy floats at times, which JSON does not know.
        [round(float(w.start), 3), round(float(w.end), 3), w.text, round(float(w.probability), 4)]
        for w in words
    ]


def words_from(rows: Iterable[Sequence[Any]]) -> tuple[Word, ...]:
    """Return the words of rows made by :func:`words_json`."""
    return tuple(Word(start, end, text, probability) for start, end, text, probability in rows)


def turn_json(turn: Turn, words: bool = False) -> dict[str, Any]:
    """Return a turn as JSON-ready data; its words too where they belong to what is kept."""
    row = dict(zip(_COLUMNS, _values(turn), strict=True))
    return row | ({"words": words_json(turn.words)} if words else {})


def turn_from(row: dict[str, Any]) -> Turn:
    """Return the turn of data made by :func:`turn_json`."""
    turn = _turn([row[name] for name in _COLUMNS])
    return replace(turn, words=words_from(row["words"])) if "words" in row else turn


def _values(turn: Turn) -> tuple[Any, ...]:
    notes = json.dumps(turn.notes, ensure_ascii=False) if turn.notes else ""
    skipped = json.dumps(turn.skipped) if turn.skipped else ""
    return (
        *(turn.id, turn.hearing, turn.recording, turn.channel),
        *(float(turn.start), float(turn.end), turn.heard, turn.verbatim, turn.cleaned),
        *(
            turn.role,
            str(turn.basis),
            int(turn.corrected),
            int(turn.overlap),
            turn.engine,
            notes,
            skipped,
        ),
    )


def _turn(row: Sequence[Any]) -> Turn:
    return Turn(
        id=row[0],
        hearing=row[1],
        recording=row[2],
        channel=row[3],
        start=row[4],
        end=row[5],
        heard=row[6],
        verbatim=row[7],
        cleaned=row[8],
        role=row[9],
        basis=_BASES[row[10]],
        corrected=bool(row[11]),
        overlap=bool(row[12]),
        engine=row[13],
        notes=tuple(json.loads(row[14])) if row[14] else (),
        skipped=tuple(json.loads(row[15])) if row[15] else (),
    )
