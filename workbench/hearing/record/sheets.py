"""What people filled in beside the transcript, kept in sheets, every change of which can be undone.

A sheet is a table of keys (``hearing_sheets``). A step keeps what the keys that it touched held
before and after, so that undoing one gives back exactly that, also after a restart.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from typing import Any

from workbench.hearing.amendments import set_amendment
from workbench.hearing.model import Amendment
from workbench.hearing.record.draft import Typed
from workbench.hearing.record.exhibits import Cell, Exhibit
from workbench.hearing.record.head import Person
from workbench.hearing.record.opinions import Stance
from workbench.hearing.repository import HearingRepository
from workbench.kernel.clock import now
from workbench.kernel.store import Store

HEAD, PERSONS, CHECKED, BORDERS, NOTES, EXHIBITS = (
    f"record.{name}" for name in ("head", "persons", "checked", "borders", "notes", "exhibits")
)
AMENDMENTS = "record.amendments"
"""Name under which steps hold requests to correct the record; they are rows of their own."""
ROW = "row:"
"""Before the id of an exhibit in the keys of its sheet."""
_HISTORY = "record.history"
MOST_STEPS = 200
"""Steps that can be undone at most; older ones are forgotten."""


class Sheets:
    """The sheets of hearings. Writes are transactions of their own."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._hearings = HearingRepository(store)

    def read(self, hearing_id: str, name: str) -> dict[str, Any]:
        """Return a sheet."""
        return self._hearings.sheet(hearing_id, name)

    def change(self, hearing_id: str, name: str, changes: Mapping[str, Any], words: str) -> bool:
        """Set keys of a sheet, as one step; ``None`` takes a key out.

        Returns:
            Whether anything changed.
        """
        held = self.read(hearing_id, name)
        deltas = {
            key: [held.get(key), value] for key, value in changes.items() if held.get(key) != value
        }
        if not deltas:
            return False
        with self._store.transaction():
            self._put(hearing_id, name, {key: pair[1] for key, pair in deltas.items()})
            self._remember(hearing_id, {"name": name, "words": words, "deltas": deltas})
        return True

    def remember(
        self, hearing_id: str, before: Amendment | None, after: Amendment, words: str
    ) -> None:
        """Make a request that was stored, or decided upon, a step that can be undone."""
        delta = [None if before is None else asdict(before), asdict(after)]
        step = {"name": AMENDMENTS, "words": words, "deltas": {after.id: delta}}
        with self._store.transaction():
            self._remember(hearing_id, step)

    def step(self, hearing_id: str, back: bool) -> str:
        """Undo the last step, or do the one that was undone again.

        Returns:
            The name of its sheet; empty where there is none.
        """
        history = self._hearings.sheet(hearing_id, _HISTORY)
        steps, at = list(history.get("steps", [])), int(history.get("at", 0))
        if (back and not at) or (not back and at >= len(steps)):
            return ""
        step = steps[at - 1 if back else at]
        values = {key: pair[0 if back else 1] for key, pair in step["deltas"].items()}
        with self._store.transaction():
            self._put(hearing_id, step["name"], values)
            self._save_history(hearing_id, steps, at - 1 if back else at + 1)
        return str(step["name"])

    def ends(self, hearing_id: str) -> tuple[tuple[str, str], tuple[str, str]]:
        """Return what would be undone and what done again: words and time, empty where nothing."""
        history = self._hearings.sheet(hearing_id, _HISTORY)
        steps, at = list(history.get("steps", [])), int(history.get("at", 0))
        return _end(steps[at - 1] if at else {}), _end(steps[at] if at < len(steps) else {})

    def _remember(self, hearing_id: str, step: Mapping[str, Any]) -> None:
        history = self._hearings.sheet(hearing_id, _HISTORY)
        steps, at = list(history.get("steps", [])), int(history.get("at", 0))
        steps = [*steps[:at], {**step, "when": now()}][-MOST_STEPS:]
        self._save_history(hearing_id, steps, len(steps))

    def _put(self, hearing_id: str, name: str, values: Mapping[str, Any]) -> None:
        if name == AMENDMENTS:
            for key, row in values.items():
                set_amendment(self._store, key, row)
            return
        held = {**self.read(hearing_id, name), **values}
        merged = {key: value for key, value in held.items() if value is not None}
        self._hearings.save_sheet(hearing_id, name, merged)

    def _save_history(self, hearing_id: str, steps: Sequence[Any], at: int) -> None:
        self._hearings.save_sheet(hearing_id, _HISTORY, {"steps": list(steps), "at": at})


def _end(step: Mapping[str, Any]) -> tuple[str, str]:
    return str(step.get("words", "")), str(step.get("when", ""))


def read_typed(store: Store, hearing_id: str) -> Typed:
    """Return what people filled in of a hearing."""
    sheets = Sheets(store)
    persons = sheets.read(hearing_id, PERSONS).get("list")
    return Typed(
        sheets.read(hearing_id, HEAD),
        None if persons is None else tuple(Person(**row) for row in persons),
        sheets.read(hearing_id, CHECKED),
        sheets.read(hearing_id, BORDERS),
        sheets.read(hearing_id, NOTES),
    )


def read_exhibits(store: Store, hearing_id: str) -> tuple[tuple[Exhibit, ...], frozenset[str]]:
    """Return the rows that a person confirmed, in order, and the ids of those taken out."""
    sheet = Sheets(store).read(hearing_id, EXHIBITS)
    rows = [sheet[f"{ROW}{key}"] for key in sheet.get("order", []) if f"{ROW}{key}" in sheet]
    return tuple(map(exhibit_from, rows)), frozenset(sheet.get("removed", []))


def exhibit_json(exhibit: Exhibit) -> dict[str, Any]:
    """Return a row, JSON-ready; :func:`exhibit_from` reads it back."""
    row: dict[str, Any] = json.loads(json.dumps(asdict(exhibit)))
    return row


def exhibit_from(row: Mapping[str, Any]) -> Exhibit:
    """Read a row as :func:`exhibit_json` wrote it."""
    cells = tuple(_cell(cell) for cell in row["cells"])
    return Exhibit(**{**row, "cells": cells, "turns": tuple(row["turns"])})


def _cell(row: Mapping[str, Any]) -> Cell:
    names = ("authenticity", "legality", "relevance", "purpose")
    stances = {name: Stance(row[name]) for name in names}
    return Cell(**{**row, **stances, "turns": tuple(row["turns"])})
