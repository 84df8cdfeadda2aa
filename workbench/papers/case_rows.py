"""The list of cases: one light row for each, read by one query, searched and sorted in memory.

A case's whole data is JSON; reading it of thousands of cases at every key stroke would stall the
window. Only :class:`workbench.papers.repository.CaseRepository` writes the rows.
"""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from workbench.kernel.migrations import Migration
from workbench.kernel.store import Store
from workbench.papers.case_facts import facts
from workbench.papers.model import Case

if TYPE_CHECKING:
    import sqlite_utils

ROWS_SQL = (
    """CREATE TABLE case_rows (
        id TEXT PRIMARY KEY REFERENCES cases (id) ON DELETE CASCADE,
        number TEXT NOT NULL, title TEXT NOT NULL, cause TEXT NOT NULL, court TEXT NOT NULL,
        stage TEXT NOT NULL, procedure TEXT NOT NULL, parties TEXT NOT NULL, words TEXT NOT NULL,
        year INTEGER NOT NULL, created TEXT NOT NULL, updated TEXT NOT NULL)""",
    "CREATE INDEX case_rows_number ON case_rows (number)",
    "CREATE INDEX documents_outcome ON documents (case_id, outcome)",
    "CREATE INDEX case_values_pending ON case_values (case_id) WHERE state = 'pending'",
)
COLUMNS = ("number", "title", "cause", "parties", "stage", "papers", "waiting", "updated")
"""Columns that the list can be sorted by."""


@dataclass(frozen=True)
class CaseRow:
    """A case in the list.

    Attributes:
        parties: names with their roles, without agents.
        words: what a search looks in, in half width and small letters; agents too.
        year: of filing, 0 where unknown.
        papers, unread, pending: how many papers, scans without text, values to be confirmed.
        twin: another case bears the same number.
    """

    id: str
    number: str
    title: str
    cause: str
    court: str
    stage: str
    procedure: str
    parties: str
    words: str
    year: int
    created: str
    updated: str
    papers: int = 0
    unread: int = 0
    pending: int = 0
    twin: bool = False


def migration(number: int) -> Migration:
    """Return the step that makes the rows, for the cases that are there too."""
    return Migration(number, "case_rows", _migrate)


def write(store: Store, case: Case) -> None:
    """Store the row of a case. Call it in the transaction that stores the case."""
    store.execute(_INSERT, _cells(case))


def read(store: Store) -> list[CaseRow]:
    """Return all rows, last changed first."""
    rows = store.execute(_QUERY).fetchall()
    counts: dict[str, int] = {}
    for row in rows:
        counts[row[1]] = counts.get(row[1], 0) + 1
    return [CaseRow(*(*row, bool(row[1]) and counts[row[1]] > 1)) for row in rows]


def plain(text: str) -> str:
    """Return a text as searches compare it: half width, small letters."""
    return unicodedata.normalize("NFKC", text).casefold()


def matching(rows: Sequence[CaseRow], query: str) -> list[CaseRow]:
    """Return the rows that hold every word of ``query``."""
    words = plain(query).split()
    return [row for row in rows if all(word in row.words for word in words)]


def in_order(rows: Sequence[CaseRow], column: str, descending: bool = False) -> list[CaseRow]:
    """Return rows sorted by one of :data:`COLUMNS`; what is empty comes last either way."""
    keyed = [(_sort_key(row, column), row) for row in rows]
    full = [item for item in keyed if item[0]]
    full.sort(key=lambda item: item[0], reverse=descending)
    return [row for _, row in full] + [row for key, row in keyed if not key]


def _sort_key(row: CaseRow, column: str) -> tuple[Any, ...]:
    if column == "number":
        # By year, then court and kind, then serial as a number: 9号 before 10号.
        parts = re.split(r"(\d+)", row.number)
        return tuple(int(p) if p.isdecimal() else p for p in parts) if row.number else ()
    if column == "waiting":
        return (row.pending + row.unread,) if row.pending + row.unread else ()
    content = getattr(row, column)
    return (content,) if content else ()


_INSERT = "INSERT OR REPLACE INTO case_rows VALUES (?,?,?,?,?,?,?,?,?,?,?,?)"
_QUERY = """
    SELECT r.*, coalesce(d.papers, 0), coalesce(d.unread, 0),
           coalesce(v.pending, 0) - coalesce(h.hidden, 0)
    FROM case_rows r
    LEFT JOIN (SELECT case_id, count(*) papers, sum(outcome = 'needs_ocr') unread
               FROM documents WHERE removed = '' GROUP BY case_id) d ON d.case_id = r.id
    LEFT JOIN (SELECT case_id, count(*) pending FROM case_values
               WHERE state = 'pending' GROUP BY case_id) v ON v.case_id = r.id
    LEFT JOIN (SELECT d.case_id, count(*) hidden FROM documents d JOIN case_values c
               ON c.case_id = d.case_id AND c.document = d.id AND c.state = 'pending'
               WHERE d.removed <> '' GROUP BY d.case_id) h ON h.case_id = r.id
    ORDER BY r.updated DESC, r.id"""


def _cells(case: Case) -> tuple[str | int, ...]:
    kind = facts(case)
    parties = "；".join(f"{p.role}{p.name}" for p in case.parties if not p.agent_of)
    people = [f"{p.role}{p.name}" for p in case.parties]
    searched = [case.number, case.title, case.cause, case.court, kind.stage, case.procedure]
    return (
        *(case.id, case.number, case.title, case.cause, case.court, kind.stage, case.procedure),
        *(parties, plain("\n".join([*searched, *people])), kind.year, case.created, case.updated),
    )


def _migrate(db: "sqlite_utils.Database") -> None:
    from workbench.papers.repository import case_from_row

    for statement in ROWS_SQL:
        db.conn.execute(statement)
    cursor = db.conn.execute("SELECT data, created, updated FROM cases")
    for data, created, updated in cursor.fetchall():
        row = {"data": data, "created": created, "updated": updated}
        db.conn.execute(_INSERT, _cells(case_from_row(row)))
