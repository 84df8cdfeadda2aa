"""What people do to the data of a case: edits by hand, each journaled and each to be undone."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any

from workbench.kernel.changes import ChangeBus, Changes
from workbench.kernel.journal import Journal
from workbench.kernel.store import Store
from workbench.papers import compose, party_edits
from workbench.papers.case_rows import CaseRow
from workbench.papers.model import Case, Party
from workbench.papers.repository import CaseRepository
from workbench.papers.values import CaseValue, ValueRepository

_COMPOSED = frozenset({*compose.CASE_FIELDS.values(), "claims"})
_PARTIES = ("parties", "order")


class CaseDesk:
    """Edits of cases. Every method that writes returns the case as everyone sees it."""

    def __init__(
        self,
        store: Store,
        journal: Journal,
        changes: ChangeBus,
        cases: CaseRepository,
        values: ValueRepository,
    ) -> None:
        self._store = store
        self._journal = journal
        self._changes = changes
        self._cases = cases
        self._values = values

    def rows(self) -> list[CaseRow]:
        """Return a light row of every case, last changed first."""
        return self._cases.rows()

    def exists(self, case_id: str) -> bool:
        """Say whether there is a case of that id."""
        return self._cases.exists(case_id)

    def twins(self, case_id: str, number: str) -> list[Case]:
        """Return the other cases that bear a number; none for an empty one."""
        ids = self._cases.with_number(number) if number else []
        return [self._cases.get(key) for key in ids if key != case_id]

    def typed(self, case_id: str) -> Case:
        """Return what people typed into a case; the state that :meth:`put_back` takes."""
        return self._cases.typed(case_id)

    def update(self, case_id: str, **fields: Any) -> Case:
        """Change fields of a case; what is emptied stays empty, whatever is confirmed already."""
        typed = self._cases.typed(case_id)
        said = [name for name in fields if name in _COMPOSED]
        touched = tuple(dict.fromkeys([*typed.touched, *said]))
        return self._save(replace(typed, **fields, touched=touched), sorted(fields))

    def put_back(self, case_id: str, before: Case, names: Sequence[str]) -> Case:
        """Undo: give fields the content that they had in ``before`` (as typed)."""
        typed = self._cases.typed(case_id)
        kept = {name: getattr(before, name) for name in names}
        others = [name for name in typed.touched if name not in names]
        again = [name for name in before.touched if name in names]
        return self._save(replace(typed, **kept, touched=(*others, *again)), sorted(names))

    def add_party(self, case_id: str, party: Party) -> tuple[Case, str]:
        """Add a party or an agent; return the case and the party's key.

        Raises:
            UserError: it has no name.
        """
        typed, key = party_edits.add(self._cases.typed(case_id), party)
        return self._save(typed, _PARTIES), key

    def edit_party(self, case_id: str, key: str, **fields: Any) -> Case:
        """Change fields of a party.

        Raises:
            UserError: the party is gone, or its name would be empty.
        """
        return self._on_parties(
            case_id, lambda typed, now: party_edits.edit(typed, now, key, **fields)
        )

    def remove_party(self, case_id: str, key: str) -> Case:
        """Take a party out of the case; it stays out whatever is confirmed of it."""
        return self._on_parties(case_id, lambda typed, now: party_edits.remove(typed, now, key))

    def restore_party(self, case_id: str, key: str) -> Case:
        """Bring a removed party back."""
        return self._on_parties(case_id, lambda typed, _: party_edits.restore(typed, key))

    def move_party(self, case_id: str, key: str, step: int) -> Case:
        """Move a party up (-1) or down (1)."""
        return self._on_parties(case_id, lambda typed, now: party_edits.move(typed, now, key, step))

    def removed_parties(self, case_id: str) -> tuple[Party, ...]:
        """Return the parties that a person took out."""
        return party_edits.removed(self._cases.typed(case_id))

    def proposed_parties(self, case_id: str, values: Sequence[CaseValue]) -> tuple[Party, ...]:
        """Return the parties that only unconfirmed values speak of.

        Args:
            case_id: the case.
            values: the values that may be shown (none that nobody decided on, with the feature
                off).
        """
        from workbench.papers.model import ValueState

        typed = self._cases.typed(case_id)
        seen = [
            replace(value, state=ValueState.CONFIRMED)
            if value.state is ValueState.PENDING
            else value
            for value in values
        ]
        known = {party.name for party in compose.compose(typed, values).parties}
        known |= {party.name for party in typed.parties}
        everyone = compose.compose(typed, seen).parties
        return tuple(party for party in everyone if party.name not in known)

    def recompose(self, case_id: str, confirmed: Sequence[CaseValue] = ()) -> Case:
        """Compose a case anew after decisions. Call it in the transaction of the decisions.

        Args:
            case_id: the case.
            confirmed: the values that a person confirmed just now.
        """
        typed = self._cases.typed(case_id)
        for value in confirmed:
            typed = compose.lift(typed, value)
        return self._cases.save(typed, self._composed(typed))

    def _on_parties(self, case_id: str, change: Callable[[Case, Case], Case]) -> Case:
        typed = self._cases.typed(case_id)
        return self._save(change(typed, self._composed(typed)), _PARTIES)

    def _composed(self, typed: Case) -> Case:
        return compose.compose(typed, self._values.usable(typed.id))

    def _save(self, typed: Case, fields: Sequence[str]) -> Case:
        with self._store.transaction():
            case = self._cases.save(typed, self._composed(typed))
            self._journal.append("case.update", typed.id, fields=list(fields))
        self._changes.publish(Changes.of("cases", "journal", case=typed.id))
        return case
