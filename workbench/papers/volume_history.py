"""What was changed in a case's volume, so that it can be undone and done again.

Kept in the store, so that undoing works after a restart as well. A new change ends what could be
done again; more than :data:`MOST` changes of a case are forgotten, the oldest first.
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from workbench.kernel.clock import now
from workbench.kernel.store import Store

MOST = 200
Step = dict[str, Any]
"""One reversible operation, JSON-ready; see :mod:`workbench.papers.volume_steps`."""


@dataclass(frozen=True)
class Change:
    """A change of a volume: what it is called (拆分“扫描件.pdf”), and its steps in order."""

    id: int
    words: str
    steps: tuple[Step, ...]


class VolumeHistory:
    """The changes of each case. Writes belong inside a transaction of the store."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def add(self, case: str, words: str, steps: Sequence[Step]) -> None:
        """Remember a change that was just made."""
        self._store.execute("DELETE FROM volume_changes WHERE case_id = ? AND undone = 1", (case,))
        self._store.execute(
            "INSERT INTO volume_changes (case_id, words, change, undone, created) "
            "VALUES (?,?,?,0,?)",
            (case, words, json.dumps(list(steps), ensure_ascii=False), now()),
        )
        self._store.execute(
            "DELETE FROM volume_changes WHERE case_id = ?1 AND id NOT IN "
            "(SELECT id FROM volume_changes WHERE case_id = ?1 ORDER BY id DESC LIMIT ?2)",
            (case, MOST),
        )

    def last(self, case: str) -> Change | None:
        """Return the change that would be undone."""
        return self._one(
            "SELECT * FROM volume_changes WHERE case_id = ? AND undone = 0 "
            "ORDER BY id DESC LIMIT 1",
            case,
        )

    def next(self, case: str) -> Change | None:
        """Return the change that would be done again."""
        return self._one(
            "SELECT * FROM volume_changes WHERE case_id = ? AND undone = 1 ORDER BY id LIMIT 1",
            case,
        )

    def mark(self, change: Change, undone: bool) -> None:
        """Remember that a change was undone, or done again."""
        self._store.execute(
            "UPDATE volume_changes SET undone = ? WHERE id = ?", (int(undone), change.id)
        )

    def forget(self, case: str) -> None:
        """Forget every change of a case: what is deleted for good must leave no name behind."""
        self._store.execute("DELETE FROM volume_changes WHERE case_id = ?", (case,))

    def _one(self, sql: str, case: str) -> Change | None:
        rows = self._store.rows(sql, (case,))
        if not rows:
            return None
        return Change(rows[0]["id"], rows[0]["words"], tuple(json.loads(rows[0]["change"])))
