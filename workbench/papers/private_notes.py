"""The judge's private notes (私人批注，不入卷): bookmarks and remarks on pages and passages.

They are kept by case, original and page of the original, so that they follow a page when papers
are split, joined or put into another order. No export of a case or paper reads this table; only a
backup of the whole workspace holds them.
"""

import json
import secrets
from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace
from typing import Any

from workbench.kernel.anchor import Box
from workbench.kernel.changes import ChangeBus, Changes
from workbench.kernel.clock import now
from workbench.kernel.errors import UserError
from workbench.kernel.migrations import Migration, script
from workbench.kernel.store import Store
from workbench.papers.layers import LayerRepository
from workbench.papers.model import Document, Origin, Page, origin_of
from workbench.papers.repository import DocumentRepository
from workbench.papers.turning import turned_box

NOTES_SQL = (
    """CREATE TABLE private_notes (
        id TEXT PRIMARY KEY, case_id TEXT NOT NULL REFERENCES cases (id) ON DELETE CASCADE,
        sha256 TEXT NOT NULL, number INTEGER NOT NULL, text TEXT NOT NULL, quoted TEXT NOT NULL,
        start INTEGER NOT NULL, boxes TEXT NOT NULL, rotation INTEGER NOT NULL,
        created TEXT NOT NULL, updated TEXT NOT NULL)""",
    "CREATE INDEX private_notes_place ON private_notes (case_id, sha256, number)",
)


def migration(number: int) -> Migration:
    """Return the step that makes the table of private notes."""
    return Migration(number, "papers.notes", script(NOTES_SQL))


@dataclass(frozen=True)
class Note:
    """A private note or bookmark.

    Attributes:
        id: ours.
        case: id of the case.
        page: number of the page in the paper that was asked about.
        text: the remark; empty for a bookmark.
        quoted: the marked passage; empty for a note on the page as a whole.
        start: where the passage began in the page's text.
        boxes: where the passage stands on the page.
        created, updated: ISO 8601.
        rotation: the page's turn in degrees with which the boxes were written.
    """

    id: str
    case: str
    page: int
    text: str = ""
    quoted: str = ""
    start: int = 0
    boxes: tuple[Box, ...] = ()
    created: str = ""
    updated: str = ""
    rotation: int = 0


class PrivateNotes:
    """Notes on the papers of cases. They are not journaled: they are no act on the file."""

    def __init__(self, store: Store, changes: ChangeBus) -> None:
        self._store = store
        self._changes = changes
        self._documents = DocumentRepository(store)
        self._layers = LayerRepository(store)

    def of(self, document_id: str) -> list[Note]:
        """Return the notes on a paper's pages, in the order of pages and places."""
        document = self._documents.get(document_id)
        pages = {(origin.sha256, origin.number): page for page, origin in self._origins(document)}
        rows = self._store.rows(
            "SELECT * FROM private_notes WHERE case_id = ? ORDER BY created, id", (document.case,)
        )
        notes = [
            _note(row, pages[row["sha256"], row["number"]])
            for row in rows
            if (row["sha256"], row["number"]) in pages
        ]
        return sorted(notes, key=lambda note: (note.page, _top(note), note.created))

    def add(
        self,
        document_id: str,
        page: int,
        text: str = "",
        quoted: str = "",
        start: int = 0,
        boxes: Sequence[Box] = (),
    ) -> Note:
        """Make a note on a page, or on a passage of it.

        Raises:
            UserError: there is no such page.
        """
        document = self._documents.get(document_id)
        place = self._find(document, page)
        if place is None:
            raise UserError(f"本件没有第 {page} 页，没有添加批注。")
        moment = now()
        note = Note(
            *(secrets.token_hex(6), document.case, page, text.strip(), quoted, start),
            boxes=tuple(boxes),
            created=moment,
            updated=moment,
            rotation=place[0].rotation,
        )
        self._write(note, place[1])
        return note

    def change(self, note: Note, text: str) -> Note:
        """Give a note another text."""
        changed = replace(note, text=text.strip(), updated=now())
        with self._store.transaction():
            self._store.execute(
                "UPDATE private_notes SET text = ?, updated = ? WHERE id = ?",
                (changed.text, changed.updated, note.id),
            )
        self._tell(note.case)
        return changed

    def delete(self, note: Note) -> None:
        """Delete a note; :meth:`put_back` undoes it."""
        with self._store.transaction():
            self._store.execute("DELETE FROM private_notes WHERE id = ?", (note.id,))
        self._tell(note.case)

    def put_back(self, document_id: str, note: Note) -> None:
        """Keep a deleted note again, as it was.

        Raises:
            UserError: its page is gone.
        """
        place = self._find(self._documents.get(document_id), note.page)
        if place is None:
            raise UserError("该批注所在的页已不在本件中，没有恢复。")
        self._write(replace(note, rotation=place[0].rotation), place[1])

    def _write(self, note: Note, origin: Origin) -> None:
        boxes = json.dumps([asdict(box) for box in note.boxes])
        with self._store.transaction():
            self._store.execute(
                "INSERT INTO private_notes VALUES (?,?,?,?,?,?,?,?,?,?,?)",
                (
                    *(note.id, note.case, origin.sha256, origin.number, note.text, note.quoted),
                    *(note.start, boxes, note.rotation, note.created, note.updated),
                ),
            )
        self._tell(note.case)

    def _origins(self, document: Document) -> list[tuple[Page, Origin]]:
        frames = self._layers.frames(document.id, document.layer)
        return [(page, origin_of(document, page)) for page in frames]

    def _find(self, document: Document, number: int) -> tuple[Page, Origin] | None:
        found = (pair for pair in self._origins(document) if pair[0].number == number)
        return next(found, None)

    def _tell(self, case: str) -> None:
        self._changes.publish(Changes.of("notes", case=case))


def forget_notes(store: Store, document: Document, origins: Sequence[Origin]) -> None:
    """Delete the notes on pages of a paper that is deleted for good, with the paper.

    Notes on pages that another paper of the case shows too are kept. Call it in the transaction.
    """
    for origin in origins:
        store.execute(
            "DELETE FROM private_notes WHERE case_id = ?1 AND sha256 = ?2 AND number = ?3 "
            "AND NOT EXISTS (SELECT 1 FROM pages p JOIN documents d ON d.id = p.document "
            "WHERE d.case_id = ?1 AND d.id <> ?4 AND d.layer = p.version AND "
            "((p.origin > 0 AND p.sha256 = ?2 AND p.origin = ?3) OR "
            "(p.origin = 0 AND d.sha256 = ?2 AND p.number = ?3)))",
            (document.case, origin.sha256, origin.number, document.id),
        )


def _note(row: dict[str, Any], page: Page) -> Note:
    turn = page.rotation - row["rotation"]
    boxes = tuple(turned_box(Box(**box), turn) for box in json.loads(row["boxes"]))
    return Note(
        *(row["id"], row["case_id"], page.number, row["text"], row["quoted"], row["start"]),
        boxes=boxes,
        created=row["created"],
        updated=row["updated"],
        rotation=page.rotation,
    )


def _top(note: Note) -> float:
    return note.boxes[0].y0 if note.boxes else -1.0
