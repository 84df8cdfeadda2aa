"""Extracted values of a case and what people decided about them.

A value starts as 待核对 and enters the case's data only once confirmed or corrected by a person.
"""

import json
import secrets
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from workbench.kernel.anchor import Anchor
from workbench.kernel.clock import now
from workbench.kernel.errors import UserError
from workbench.kernel.store import Store
from workbench.papers.model import Extracted, ValueState


@dataclass(frozen=True)
class CaseValue:
    """A stored value.

    Attributes:
        found: as it was found, with its anchor.
        state: pending, confirmed, corrected or discarded.
        corrected: the value as a person typed it; empty unless corrected.
    """

    id: str
    case: str
    found: Extracted
    state: ValueState = ValueState.PENDING
    corrected: str = ""
    decided: str = ""

    @property
    def value(self) -> str:
        """The value that counts: the corrected one, or the one found."""
        return self.corrected or self.found.value

    @property
    def usable(self) -> bool:
        """Whether a person stands behind the value, so that a document may use it."""
        return self.state in (ValueState.CONFIRMED, ValueState.CORRECTED)


class ValueRepository:
    """Values of cases. Writes belong inside a transaction of the store."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def replace_pending(
        self, case: str, document: str, found: Sequence[Extracted]
    ) -> list[CaseValue]:
        """Store what a document gave, in place of what is still pending from it.

        What a person already decided on is kept and not brought up again.
        """
        self._store.execute(
            "DELETE FROM case_values WHERE case_id = ? AND document = ? AND state = ?",
            (case, document, ValueState.PENDING),
        )
        decided = [
            _identity(v.found) for v in self.of_case(case) if v.found.anchor.document == document
        ]
        kept, here = set(decided), {_identity(item) for item in found}
        # A correction before it on its page pushes a value along: it is the same one.
        pushed = Counter(key[:-1] for key in decided if key not in here)
        added = []
        for place, item in enumerate(found):
            key = _identity(item)
            if key in kept:
                continue
            kept.add(key)
            if pushed[key[:-1]]:
                pushed[key[:-1]] -= 1
                continue
            value = CaseValue(secrets.token_hex(6), case, item)
            self._insert(value, place)
            added.append(value)
        return added

    def pending_of(self, case: str, document: str) -> list[str]:
        """Return the ids of a document's values that nobody decided on."""
        rows = self._store.rows(
            "SELECT id FROM case_values WHERE case_id = ? AND document = ? AND state = ?",
            (case, document, ValueState.PENDING),
        )
        return [row["id"] for row in rows]

    def of_document(self, case: str, document: str) -> list[str]:
        """Return the ids of all values of a document."""
        rows = self._store.rows(
            "SELECT id FROM case_values WHERE case_id = ? AND document = ?", (case, document)
        )
        return [row["id"] for row in rows]

    def of_case(self, case: str) -> list[CaseValue]:
        """Return a case's values in the order of its papers and of their place in them.

        What nobody decided on in a paper of the recycle list is left out.
        """
        rows = self._store.rows(
            "SELECT v.* FROM case_values v LEFT JOIN documents d ON d.id = v.document "
            "WHERE v.case_id = ? AND (v.state <> ? OR coalesce(d.removed, '') = '') "
            "ORDER BY d.position, v.position, v.rowid",
            (case, ValueState.PENDING),
        )
        return [_value(row) for row in rows]

    def get(self, value_id: str) -> CaseValue:
        """Return a value.

        Raises:
            UserError: there is none of that id.
        """
        rows = self._store.rows("SELECT * FROM case_values WHERE id = ?", (value_id,))
        if not rows:
            raise UserError("该项数据已不存在，可能已被新一次提取取代。", "请查看当前列表。")
        return _value(rows[0])

    def some(self, case: str, ids: Sequence[str]) -> list[CaseValue]:
        """Return values of a case by id, in the order asked for.

        Raises:
            UserError: one of them is gone.
        """
        marks = ",".join("?" * len(ids))
        rows = self._store.rows(
            f"SELECT * FROM case_values WHERE case_id = ? AND id IN ({marks})", (case, *ids)
        )
        found = {row["id"]: row for row in rows}
        if missing := [key for key in ids if key not in found]:
            self.get(missing[0])
        return [_value(found[key]) for key in ids]

    def usable(self, case: str) -> list[CaseValue]:
        """Return the values that a person stands behind, in the order of :meth:`of_case`."""
        rows = self._store.rows(
            "SELECT v.* FROM case_values v LEFT JOIN documents d ON d.id = v.document "
            "WHERE v.case_id = ? AND v.state IN (?, ?) ORDER BY d.position, v.position, v.rowid",
            (case, ValueState.CONFIRMED, ValueState.CORRECTED),
        )
        return [_value(row) for row in rows]

    def set_state(self, value: CaseValue, state: ValueState, corrected: str = "") -> CaseValue:
        """Record a decision; ``corrected`` goes with ``ValueState.CORRECTED`` only."""
        decided = "" if state is ValueState.PENDING else now()
        self._store.execute(
            "UPDATE case_values SET state = ?, corrected = ?, decided = ? WHERE id = ?",
            (state, corrected, decided, value.id),
        )
        return replace(value, state=state, corrected=corrected, decided=decided)

    def _insert(self, value: CaseValue, place: int) -> None:
        found = value.found
        self._store.execute(
            "INSERT INTO case_values VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?,?)",
            (
                *(value.id, value.case, found.anchor.document, found.field, found.value),
                *(found.shown, found.group, json.dumps(found.anchor.to_json())),
                *(found.rule, found.note, value.state, value.corrected, place, value.decided),
            ),
        )


def _identity(found: Extracted) -> tuple[str, ...]:
    anchor = found.anchor
    return (found.field, found.group, found.value, str(anchor.page), str(anchor.start))


def _value(row: dict[str, Any]) -> CaseValue:
    found = Extracted(
        row["field"],
        row["value"],
        row["shown"],
        row["grouping"],
        Anchor.from_json(json.loads(row["anchor"])),
        row["rule"],
        row["note"],
    )
    state = ValueState(row["state"])
    return CaseValue(row["id"], row["case_id"], found, state, row["corrected"], row["decided"])
