"""What those who took part ask to be corrected on reading the record, and what became of it.

民事诉讼法 art. 150: parties and other participants may ask that omissions and mistakes in the
record of what they said be corrected; where that is not done, the record says that it was asked.
"""

import secrets
from dataclasses import replace
from typing import Any

from workbench.hearing.model import Amendment
from workbench.hearing.repository import HearingRepository
from workbench.kernel.changes import ChangeBus, Changes
from workbench.kernel.clock import now
from workbench.kernel.errors import UserError
from workbench.kernel.journal import Journal
from workbench.kernel.store import Store


class Amendments:
    """Requests to correct the record of a hearing."""

    def __init__(self, store: Store, journal: Journal, changes: ChangeBus) -> None:
        self._store = store
        self._journal = journal
        self._changes = changes
        self._hearings = HearingRepository(store)

    def of_hearing(self, hearing_id: str) -> list[Amendment]:
        """Return the requests of a hearing in the order in which they were made."""
        return amendments_of(self._store, hearing_id)

    def ask(
        self, hearing_id: str, name: str, asked: str, role: str = "", turn: str = ""
    ) -> Amendment:
        """Record what somebody asks to be corrected.

        Args:
            hearing_id: the hearing.
            name, role: who asks.
            asked: what is to be corrected, in their words.
            turn: id of the turn that it is about; empty: the record as a whole.

        Raises:
            UserError: name or request is empty.
        """
        if not name.strip() or not asked.strip():
            raise UserError(
                "申请补正的人和内容都要填写，没有登记。", "请填写姓名和要求补正的内容。"
            )
        case = self._hearings.get(hearing_id).case
        made = Amendment(
            secrets.token_hex(6), hearing_id, turn, name.strip(), role, asked.strip(), now()
        )
        with self._store.transaction():
            put_amendment(self._store, made)
            self._journal.append("hearing.amendment", case, hearing=hearing_id, decision="asked")
        self._changes.publish(Changes.of("hearing", "journal", case=case))
        return made

    def decide(self, amendment_id: str, granted: bool | None) -> Amendment:
        """Record whether the record was corrected; ``None`` takes the decision back.

        The correction itself is an edit of the transcript.

        Raises:
            UserError: there is no such request.
        """
        rows = self._store.rows("SELECT * FROM hearing_amendments WHERE id = ?", (amendment_id,))
        if not rows:
            raise UserError("该补正申请已不存在，没有修改。", "请刷新后再试。")
        held = _amendment(rows[0])
        decided = replace(held, granted=granted, decided="" if granted is None else now())
        case = self._hearings.get(held.hearing).case
        words = {True: "granted", False: "refused", None: "reopened"}[granted]
        with self._store.transaction():
            self._store.execute(
                "UPDATE hearing_amendments SET granted = ?, decided = ? WHERE id = ?",
                (granted, decided.decided, amendment_id),
            )
            self._journal.append("hearing.amendment", case, hearing=held.hearing, decision=words)
        self._changes.publish(Changes.of("hearing", "journal", case=case))
        return decided


def put_amendment(store: Store, made: Amendment) -> None:
    """Store a new request. Call it in a transaction."""
    store.execute(
        "INSERT INTO hearing_amendments VALUES (?,?,?,?,?,?,?,?,?)",
        (
            *(made.id, made.hearing, made.turn, made.name, made.role, made.asked, made.made),
            *(made.granted, made.decided),
        ),
    )


def set_amendment(store: Store, amendment_id: str, row: dict[str, Any] | None) -> None:
    """Let a request be as a row says, or not be there. Call it in a transaction.

    Args:
        store: of cases.
        amendment_id: of the request.
        row: what :func:`dataclasses.asdict` gives of a request; ``None``: there is none.
    """
    store.execute("DELETE FROM hearing_amendments WHERE id = ?", (amendment_id,))
    if row is not None:
        put_amendment(store, Amendment(**row))


def amendments_of(store: Store, hearing_id: str) -> list[Amendment]:
    """Return the requests of a hearing in the order in which they were made."""
    rows = store.rows(
        "SELECT * FROM hearing_amendments WHERE hearing = ? ORDER BY made, rowid", (hearing_id,)
    )
    return [_amendment(row) for row in rows]


def _amendment(row: dict[str, Any]) -> Amendment:
    granted = None if row["granted"] is None else bool(row["granted"])
    return Amendment(**{**row, "granted": granted})
