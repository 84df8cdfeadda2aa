"""What was changed in a hearing's turns, so that it can be undone and done again, without end.

Kept in the store, so that undoing works after a restart as well. A step holds the rows of the turns
that it touched as they were before and as they are after. What is done to thousands of turns is
several steps with one name, the parts of one act, so that no part takes long.
"""

import json
import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from workbench.hearing.acts import in_parts
from workbench.hearing.model import Turn
from workbench.hearing.turn_rows import TurnRepository, turn_from, turn_json
from workbench.kernel.clock import now
from workbench.kernel.store import Store

Rows = list[dict[str, Any]]


@dataclass(frozen=True)
class Step:
    """One change: what it is called, and the rows of its turns before and after.

    Rows with words are those of which the words changed too. Steps that follow each other with the
    same ``act`` (not empty) are the parts of one act.
    """

    id: int
    words: str
    before: Rows
    after: Rows
    act: str = ""

    @property
    def touched(self) -> frozenset[str]:
        """Ids of its turns."""
        return frozenset(str(row["id"]) for row in (*self.before, *self.after))


class History:
    """The steps of each hearing. Writes belong inside a transaction of the store."""

    def __init__(self, store: Store, turns: TurnRepository) -> None:
        self._store = store
        self._turns = turns

    def do(
        self,
        hearing: str,
        name: str,
        before: Sequence[Turn],
        after: Sequence[Turn],
        with_words: bool = False,
        merging: str = "",
        more: bool = False,
    ) -> None:
        """Make a change and remember it; what could be done again no longer can.

        Args:
            hearing: id of the hearing.
            name: what the change is called.
            before, after: the turns that it touches; one that is missing before is new, one that
                is missing after goes.
            with_words: words are part of the change; the turns come with them.
            merging: a step with the same is one with the one before it; empty: never.
            more: what is merged concerns other turns than the step before, instead of the same; it
                becomes a further part of the same act.
        """
        old = [turn_json(turn, with_words) for turn in before]
        new = [turn_json(turn, with_words) for turn in after]
        self._apply(old, new)
        self._store.execute(
            "DELETE FROM hearing_steps WHERE hearing = ? AND undone = 1", (hearing,)
        )
        if merging and not more and self._merge(hearing, merging, new):
            return
        change = json.dumps({"before": old, "after": new}, ensure_ascii=False)
        self._store.execute(
            "INSERT INTO hearing_steps (hearing, words, change, merging, undone, created) "
            "VALUES (?,?,?,?,0,?)",
            (hearing, name, change, merging, now()),
        )

    def do_pairs(self, hearing: str, name: str, pairs: Sequence[tuple[Turn, Turn]]) -> None:
        """Change turns, given before and after, as one act of as many steps as it needs."""
        key = secrets.token_hex(8)
        for part in in_parts(pairs):
            before, after = [old for old, _ in part], [new for _, new in part]
            self.do(hearing, name, before, after, merging=key, more=True)

    def last(self, hearing: str) -> Step | None:
        """Return the step that would be undone."""
        return self._one("undone = 0 ORDER BY id DESC", hearing)

    def next(self, hearing: str) -> Step | None:
        """Return the step that would be done again."""
        return self._one("undone = 1 ORDER BY id", hearing)

    def ends(self, hearing: str) -> tuple[tuple[str, str], tuple[str, str]]:
        """Return what would be undone and what done again: words and time, empty where nothing."""
        found = []
        for which in ("undone = 0 ORDER BY id DESC", "undone = 1 ORDER BY id"):
            sql = f"SELECT words, created FROM hearing_steps WHERE hearing = ? AND {which} LIMIT 1"
            rows = self._store.rows(sql, (hearing,))
            found.append((str(rows[0]["words"]), str(rows[0]["created"])) if rows else ("", ""))
        return found[0], found[1]

    def deleted(self, hearing: str, but: str = "") -> list[Turn]:
        """Return the turns that people took out and that were not brought back since.

        Args:
            hearing: id of the hearing.
            but: steps whose ``merging`` begins so are passed over; empty: none.
        """
        rows = self._store.rows(
            "SELECT json_extract(change, '$.before') AS gone FROM hearing_steps "
            "WHERE hearing = ? AND undone = 0 AND json_array_length(change, '$.after') = 0 "
            "AND (? = '' OR substr(merging, 1, ?) <> ?) ORDER BY id",
            (hearing, but, len(but), but),
        )
        turns = [turn_from(turn) for row in rows for turn in json.loads(row["gone"])]
        here = self._turns.existing([turn.id for turn in turns])
        return [turn for turn in turns if turn.id not in here]

    def undo(self, step: Step) -> None:
        """Take a step back."""
        self._apply(step.after, step.before)
        self._mark(step, 1)

    def redo(self, step: Step) -> None:
        """Make a step again."""
        self._apply(step.before, step.after)
        self._mark(step, 0)

    def _apply(self, old: Rows, new: Rows) -> None:
        kept = {row["id"] for row in new}
        self._turns.delete([row["id"] for row in old if row["id"] not in kept])
        for row in new:
            turn = turn_from(row)
            self._turns.put(turn)
            if "words" in row:
                self._turns.put_words(turn.id, turn.words)

    def _merge(self, hearing: str, merging: str, new: Rows) -> bool:
        rows = self._store.rows(
            "SELECT id, merging, change FROM hearing_steps WHERE hearing = ? "
            "ORDER BY id DESC LIMIT 1",
            (hearing,),
        )
        if not rows or rows[0]["merging"] != merging:
            return False
        held = json.loads(rows[0]["change"])
        change = {"before": held["before"], "after": new}
        self._store.execute(
            "UPDATE hearing_steps SET change = ?, created = ? WHERE id = ?",
            (json.dumps(change, ensure_ascii=False), now(), rows[0]["id"]),
        )
        return True

    def _mark(self, step: Step, undone: int) -> None:
        self._store.execute("UPDATE hearing_steps SET undone = ? WHERE id = ?", (undone, step.id))

    def _one(self, which: str, hearing: str) -> Step | None:
        rows = self._store.rows(
            "SELECT id, words, change, merging FROM hearing_steps "
            f"WHERE hearing = ? AND {which} LIMIT 1",
            (hearing,),
        )
        if not rows:
            return None
        change = json.loads(rows[0]["change"])
        held = (change["before"], change["after"], rows[0]["merging"])
        return Step(rows[0]["id"], rows[0]["words"], *held)
