"""The reversible operations on a volume, and how each is carried out forwards and backwards.

A step is a JSON-ready dictionary, so that it can be kept and undone after a restart:

- ``{"do": "fields", "rows": {id: [before, after]}}``: name, category, volume, position;
- ``{"do": "pages", "plan": {id: [[id, number], …]}, "before": [row], "after": [row]}``;
- ``{"do": "turn", "turns": {id: {number: degrees}}}``;
- ``{"do": "shelve", "ids": [id], "on": bool}``: into the recycle list, or out of it.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from workbench.kernel.advice import AdviceBook
from workbench.kernel.clock import now
from workbench.kernel.errors import UserError
from workbench.kernel.store import Store
from workbench.papers.following import follow, follow_names
from workbench.papers.layers import LayerRepository
from workbench.papers.model import Document
from workbench.papers.moving import PageMover, Plan, inverse
from workbench.papers.repository import DocumentRepository, document_of, document_row
from workbench.papers.values import ValueRepository
from workbench.papers.volume_history import Step

FIELDS = ("name", "category", "volume", "position")
Fields = dict[str, Any]


def fields_step(changed: Mapping[str, tuple[Document, Document]]) -> Step:
    """Return the step that turns papers from what they were into what they are to be.

    Only what changes is kept: undoing a new name leaves the kind that a scan got meanwhile.
    """
    rows: dict[str, list[Fields]] = {}
    for key, (old, new) in changed.items():
        names = [n for n in FIELDS if getattr(old, n) != getattr(new, n)]
        rows[key] = [{n: getattr(one, n) for n in names} for one in (old, new)]
    return {"do": "fields", "rows": rows}


def pages_step(plan: Plan, before: Sequence[Document], after: Sequence[Document]) -> Step:
    """Return the step that moves pages between papers."""
    return {
        "do": "pages",
        "plan": {key: [list(place) for place in pages] for key, pages in plan.items()},
        "before": [document_row(document) for document in before],
        "after": [document_row(document) for document in after],
    }


def turn_step(turns: Mapping[str, Mapping[int, int]]) -> Step:
    """Return the step that turns pages clockwise."""
    found = {key: {str(n): d for n, d in pages.items()} for key, pages in turns.items()}
    return {"do": "turn", "turns": found}


def shelve_step(ids: Sequence[str], on: bool) -> Step:
    """Return the step that puts papers into the recycle list, or takes them out."""
    return {"do": "shelve", "ids": list(ids), "on": on}


class StepRunner:
    """Carries steps out. Call it inside a transaction of the store."""

    def __init__(self, store: Store, advice: AdviceBook) -> None:
        self._store = store
        self._advice = advice
        self._documents = DocumentRepository(store)
        self._layers = LayerRepository(store)
        self._values = ValueRepository(store)
        self._mover = PageMover(store)

    def run(self, case: str, step: Step, backwards: bool = False) -> None:
        """Carry a step out, or take it back."""
        match step["do"]:
            case "fields":
                self._fields(case, step["rows"], backwards)
            case "pages":
                self._pages(case, step, backwards)
            case "turn":
                self._turn(step["turns"], backwards)
            case "shelve":
                self._shelve(case, step["ids"], bool(step["on"]) is not backwards)

    def papers(self, step: Step, backwards: bool = False) -> list[str]:
        """Return the ids of the papers that a step needs as they stand before it."""
        match step["do"]:
            case "fields":
                return list(step["rows"])
            case "pages" if backwards:
                return list(step["plan"])
            case "pages":
                return [row["id"] for row in step["before"]]
            case "turn":
                return list(step["turns"])
        return list(step["ids"])

    def _fields(self, case: str, rows: Mapping[str, list[Fields]], backwards: bool) -> None:
        names: dict[str, tuple[str, str]] = {}
        for key, (before, after) in rows.items():
            old = self._documents.get(key)
            new = self._documents.save(replace(old, **(before if backwards else after)))
            if new.name != old.name:
                names[key] = (old.name, new.name)
        if names:
            follow_names(self._store, case, names)

    def _pages(self, case: str, step: Step, backwards: bool) -> None:
        plan = {key: [(d, n) for d, n in pages] for key, pages in step["plan"].items()}
        before = {row["id"]: document_of(row) for row in step["before"]}
        targets = {row["id"]: document_of(row) for row in step["after"]}
        if backwards:
            plan, targets = inverse(plan, before), before
        follow(self._store, case, self._mover.move(plan, targets))

    def _turn(self, turns: Mapping[str, Mapping[str, int]], backwards: bool) -> None:
        for key, pages in turns.items():
            document = self._documents.get(key)
            wanted = {int(n): -d if backwards else d for n, d in pages.items()}
            version = self._layers.turn(document, wanted)
            self._documents.save(replace(document, layer=version))

    def _shelve(self, case: str, ids: Sequence[str], on: bool) -> None:
        moment = now() if on else ""
        for key in ids:
            document = self._documents.get(key)
            # Cards of values that nobody decided on go out of sight with them, and come back.
            about = self._values.pending_of if on else self._values.of_document
            self._advice.hide(case, about(case, key), on)
            self._documents.save(replace(document, removed=moment))


def missing(documents: DocumentRepository, ids: Sequence[str]) -> None:
    """Refuse a change whose papers are gone.

    Raises:
        UserError: one of them is.
    """
    if not all(documents.exists(key) for key in ids):
        raise UserError(
            "有关的材料已不存在，不能撤销或重做；其他材料没有改动。", "请查看当前的卷宗目录。"
        )
