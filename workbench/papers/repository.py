"""Rows of cases and documents. Writes belong inside a transaction of the store."""

import json
import secrets
from collections.abc import Collection
from dataclasses import asdict, replace
from datetime import date
from typing import Any

from workbench.kernel.clock import now
from workbench.kernel.errors import UserError
from workbench.kernel.store import Store
from workbench.papers import case_rows
from workbench.papers.case_rows import CaseRow
from workbench.papers.model import Case, Document, Outcome, Party

READING = "reading"
"""Outcome of a file that an import has begun with and not ended."""


class CaseRepository:
    """Cases by id."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def add(self, title: str, **fields: Any) -> Case:
        """Store a new case and return it."""
        moment = now()
        case = Case(secrets.token_hex(6), title, created=moment, updated=moment, **fields)
        content = _case_json(case)
        self._store.execute(
            "INSERT INTO cases VALUES (?,?,?,?,?,?,?)",
            (case.id, case.title, case.number, content, content, moment, moment),
        )
        case_rows.write(self._store, case)
        return case

    def save(self, typed: Case, composed: Case) -> Case:
        """Store a case as typed and as composed with its confirmed values; return the latter."""
        composed = replace(composed, updated=now())
        self._store.execute(
            "UPDATE cases SET title = ?, number = ?, typed = ?, data = ?, updated = ? WHERE id = ?",
            (
                *(composed.title, composed.number, _case_json(typed), _case_json(composed)),
                *(composed.updated, composed.id),
            ),
        )
        case_rows.write(self._store, composed)
        return composed

    def typed(self, case_id: str) -> Case:
        """Return what people typed into a case, without its confirmed values."""
        rows = self._store.rows(
            "SELECT typed AS data, created, updated FROM cases WHERE id = ?", (case_id,)
        )
        return case_from_row(rows[0]) if rows else self.get(case_id)

    def get(self, case_id: str) -> Case:
        """Return a case.

        Raises:
            UserError: there is none of that id.
        """
        rows = self._store.rows("SELECT * FROM cases WHERE id = ?", (case_id,))
        if not rows:
            raise UserError(f"没有编号为“{case_id}”的案件。", "请用“workbench case list”查看案件。")
        return case_from_row(rows[0])

    def find(self, key: str) -> Case:
        """Return the case whose id, number or title is ``key``.

        Raises:
            UserError: none is, or several are.
        """
        rows = self._store.rows(
            "SELECT * FROM cases WHERE id = ?1 OR (number = ?1 AND number <> '') OR title = ?1",
            (key,),
        )
        if len(rows) > 1:
            names = "、".join(row["id"] for row in rows)
            raise UserError(f"有多个案件名为“{key}”。", f"请用编号指明：{names}。")
        return case_from_row(rows[0]) if rows else self.get(key)

    def all(self, search: str = "") -> list[Case]:
        """Return cases, last changed first, that hold every word of ``search``.

        The words are looked for in number, title, cause, court, stage and names of parties.
        """
        wanted = {row.id for row in case_rows.matching(self.rows(), search)}
        rows = self._store.rows("SELECT * FROM cases ORDER BY updated DESC, id")
        return [case_from_row(row) for row in rows if row["id"] in wanted]

    def rows(self) -> list[CaseRow]:
        """Return a light row of every case, last changed first."""
        return case_rows.read(self._store)

    def exists(self, case_id: str) -> bool:
        """Say whether there is a case of that id."""
        return bool(self._store.rows("SELECT 1 FROM case_rows WHERE id = ?", (case_id,)))

    def with_number(self, number: str) -> list[str]:
        """Return the ids of the cases that bear a number."""
        rows = self._store.rows("SELECT id FROM case_rows WHERE number = ?", (number,))
        return [row["id"] for row in rows]

    def delete(self, case_id: str) -> None:
        """Delete a case with its papers' rows."""
        self._store.execute(
            "DELETE FROM pages WHERE document IN (SELECT id FROM documents WHERE case_id = ?)",
            (case_id,),
        )
        self._store.execute("DELETE FROM cases WHERE id = ?", (case_id,))


class DocumentRepository:
    """Documents of cases."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def add(self, document: Document) -> Document:
        """Store a new document at the end of its case."""
        last = self._store.rows(
            "SELECT coalesce(max(position), -1) + 1 AS place FROM documents WHERE case_id = ?",
            (document.case,),
        )
        return self.put(replace(document, position=last[0]["place"], imported=now()))

    def put(self, document: Document) -> Document:
        """Store a new document as it is."""
        row = document_row(document)
        marks = ",".join("?" * len(row))
        self._store.execute(f"INSERT INTO documents VALUES ({marks})", tuple(row.values()))
        return document

    def save(self, document: Document) -> Document:
        """Store a changed document."""
        row = document_row(document)
        sets = ", ".join(f"{name} = ?" for name in row)
        self._store.execute(
            f"UPDATE documents SET {sets} WHERE id = ?", (*row.values(), document.id)
        )
        return document

    def get(self, document_id: str) -> Document:
        """Return a document.

        Raises:
            UserError: there is none of that id.
        """
        rows = self._store.rows("SELECT * FROM documents WHERE id = ?", (document_id,))
        if not rows:
            raise UserError(f"没有编号为“{document_id}”的材料。")
        return document_of(rows[0])

    def exists(self, document_id: str) -> bool:
        """Say whether there is a document of that id; a person may delete it during a job."""
        return bool(self._store.rows("SELECT 1 FROM documents WHERE id = ?", (document_id,)))

    def of_case(self, case_id: str) -> list[Document]:
        """Return a case's documents in the order of the volume, without those recycled."""
        rows = self._store.rows(
            "SELECT * FROM documents WHERE case_id = ? AND removed = '' "
            "ORDER BY volume DESC, position, rowid",
            (case_id,),
        )
        return [document_of(row) for row in rows]

    def recycled(self, case_id: str) -> list[Document]:
        """Return the documents of a case's recycle list, the last one put there first."""
        rows = self._store.rows(
            "SELECT * FROM documents WHERE case_id = ? AND removed <> '' "
            "ORDER BY removed DESC, volume DESC, position",
            (case_id,),
        )
        return [document_of(row) for row in rows]

    def originals(self, case_id: str = "") -> set[str]:
        """Return the hashes that papers or their pages refer to, recycled papers among them."""
        rows = self._store.rows(
            "SELECT sha256 FROM documents WHERE ?1 = '' OR case_id = ?1 UNION "
            "SELECT p.sha256 FROM pages p JOIN documents d ON d.id = p.document "
            "WHERE p.sha256 <> '' AND (?1 = '' OR d.case_id = ?1)",
            (case_id,),
        )
        return {str(row["sha256"]) for row in rows}

    def uses(self, sha256: str, besides: Collection[str] = ()) -> bool:
        """Say whether any paper, besides some, refers to an original."""
        rows = self._store.rows(
            "SELECT id FROM documents WHERE sha256 = ?1 UNION "
            "SELECT document FROM pages WHERE sha256 = ?1 AND sha256 <> ''",
            (sha256,),
        )
        return any(row["id"] not in besides for row in rows)

    def delete(self, document_id: str) -> None:
        """Delete a document's rows; its original stays in the vault."""
        self._store.execute("DELETE FROM pages WHERE document = ?", (document_id,))
        self._store.execute("DELETE FROM documents WHERE id = ?", (document_id,))


def half_read(store: Store) -> set[str]:
    """Return the papers that an import is reading, or left half read: pages are still to come."""
    rows = store.rows("SELECT document FROM intake WHERE outcome = ?", (READING,))
    return {str(row["document"]) for row in rows}


def _case_json(case: Case) -> str:
    return json.dumps(asdict(case), ensure_ascii=False, default=str)


def case_from_row(row: dict[str, Any]) -> Case:
    """Build a case from a row with ``data``, ``created`` and ``updated``."""
    data = json.loads(row["data"])
    data["parties"] = tuple(_party(party) for party in data["parties"])
    for name in ("panel", "claims", "order", "touched"):
        data[name] = tuple(data.get(name, ()))
    for name in ("filed", "hearing", "evidence_until", "judgment", "extended_until"):
        data[name] = _date(data.get(name))
    return Case(**{**data, "created": row["created"], "updated": row["updated"]})


def _party(data: dict[str, Any]) -> Party:
    days = {name: _date(data.get(name)) for name in ("birth", "served", "judged")}
    return Party(**{**data, **days, "touched": tuple(data.get("touched", ()))})


def _date(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def document_row(document: Document) -> dict[str, Any]:
    """Return a document as a row of the store; JSON-ready."""
    row = asdict(document)
    row["case_id"] = row.pop("case")
    row["warnings"] = json.dumps(document.warnings, ensure_ascii=False)
    order = (
        "id case_id name source sha256 size kind outcome reason warnings category volume "
        "position pages layer imported removed"
    )
    return {name: row[name] for name in order.split()}


def document_of(row: dict[str, Any]) -> Document:
    """Return the document of a row of the store."""
    data = dict(row)
    data["case"] = data.pop("case_id")
    data["outcome"] = Outcome(data["outcome"])
    data["warnings"] = tuple(json.loads(data["warnings"]))
    return Document(**data)
