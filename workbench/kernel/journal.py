"""The audit journal: append-only, each row holding the hash of the row before.

It records imports, switches, advice shown, decisions, exports and changes of keys (the "可追溯"
of the Supreme People's Court's opinions of 2022, para. 6). It lives in the encrypted store.
"""

import getpass
import hashlib
import json
from collections.abc import Generator, Iterator
from dataclasses import asdict, dataclass
from typing import Any

from workbench.kernel.clock import now
from workbench.kernel.journal_query import Query
from workbench.kernel.migrations import Migration, script
from workbench.kernel.store import Store

_FIRST = "0" * 64
STEP = 200
"""Rows that are worked on without a pause; a few milliseconds."""

JOURNAL_SQL = (
    """CREATE TABLE journal (
        seq INTEGER PRIMARY KEY, time TEXT NOT NULL, actor TEXT NOT NULL, event TEXT NOT NULL,
        subject TEXT NOT NULL, detail TEXT NOT NULL, previous TEXT NOT NULL, hash TEXT NOT NULL)""",
    """CREATE TRIGGER journal_no_update BEFORE UPDATE ON journal
        BEGIN SELECT RAISE(ABORT, 'the journal is append-only'); END""",
    """CREATE TRIGGER journal_no_delete BEFORE DELETE ON journal
        BEGIN SELECT RAISE(ABORT, 'the journal is append-only'); END""",
)


def migration(number: int) -> Migration:
    """Return the step that makes the journal's table."""
    return Migration(number, "journal", script(JOURNAL_SQL))


@dataclass(frozen=True)
class Entry:
    """One row. ``subject`` is what it is about (an id), ``detail`` JSON-ready facts."""

    seq: int
    time: str
    actor: str
    event: str
    subject: str
    detail: dict[str, Any]
    previous: str
    hash: str


@dataclass(frozen=True)
class Verification:
    """Result of checking the chain: whole, or the first broken row and why."""

    whole: bool
    rows: int
    head: str
    first_broken: int = 0
    reason: str = ""


class Journal:
    """Appends to and reads from the journal of a store.

    Attributes:
        actor: name of the account that rows are written for.
    """

    def __init__(self, store: Store, actor: str = "") -> None:
        self._store = store
        self.actor = actor or _account()

    def append(self, event: str, subject: str = "", **detail: Any) -> Entry:
        """Append a row. Call it in the transaction of the write that it records.

        Args:
            event: ``room.verb``, as ``papers.import`` or ``feature.switch``.
            subject: id of what it is about.
            detail: JSON-ready facts; no text of a case beyond names of files.
        """
        with self._store.transaction():
            last = self._store.rows("SELECT seq, hash FROM journal ORDER BY seq DESC LIMIT 1")
            seq, previous = (last[0]["seq"] + 1, last[0]["hash"]) if last else (1, _FIRST)
            text = json.dumps(detail, ensure_ascii=False, sort_keys=True)
            body = (seq, now(), self.actor, event, subject, text, previous)
            row = (*body, chain_hash(*body))
            self._store.execute("INSERT INTO journal VALUES (?,?,?,?,?,?,?,?)", row)
        return _entry(dict(zip(_COLUMNS, row, strict=True)))

    def entries(self, event: str = "", subject: str = "", limit: int = 0) -> list[Entry]:
        """Return rows, newest first, of an event (or its room, ``papers.``) and subject."""
        sql = "SELECT * FROM journal WHERE event LIKE ? || '%' AND (? = '' OR subject = ?)"
        sql += " ORDER BY seq DESC" + (f" LIMIT {int(limit)}" if limit else "")
        return [_entry(row) for row in self._store.rows(sql, (event, subject, subject))]

    def last(self) -> int:
        """Return the number of the newest row; 0 for an empty journal."""
        rows = self._store.rows("SELECT max(seq) AS last FROM journal")
        return int(rows[0]["last"] or 0)

    def part(self, query: Query, above: int, below: int) -> list[Entry]:
        """Return the rows of a query with ``above < seq < below``, newest first.

        A long journal is read in such parts, so that nothing waits for the whole.
        """
        where, given = query.where()
        sql = f"SELECT * FROM journal WHERE seq > ? AND seq < ? AND {where} ORDER BY seq DESC"
        return [_entry(row) for row in self._store.rows(sql, (above, below, *given))]

    def verify(self) -> Verification:
        """Recompute the chain from the first row; name the first that does not hold."""
        steps = self.verify_in_steps()
        while True:
            try:
                next(steps)
            except StopIteration as end:
                found: Verification = end.value
                return found

    def verify_in_steps(self, step: int = STEP) -> Generator[int, None, Verification]:
        """Verify as :meth:`verify`, and yield after some rows how many were checked.

        The journal may be appended to between two steps.
        """
        previous, count, last = _FIRST, 0, 0
        sql = "SELECT * FROM journal WHERE seq > ? ORDER BY seq LIMIT ?"
        while rows := self._store.rows(sql, (last, step)):
            for row in rows:
                count += 1
                if problem := _broken(row, count, previous):
                    return Verification(False, count, previous, row["seq"], problem)
                previous, last = row["hash"], row["seq"]
            yield count
        return Verification(True, count, previous)

    def export(self) -> Iterator[str]:
        """Yield the rows as JSON Lines, oldest first."""
        last = 0
        while rows := self._store.rows(
            "SELECT * FROM journal WHERE seq > ? ORDER BY seq LIMIT ?", (last, STEP)
        ):
            for row in rows:
                last = row["seq"]
                yield as_line(_entry(row))


def as_line(entry: Entry) -> str:
    """Return a row as a line of JSON with all that its hash is made of."""
    return json.dumps(asdict(entry), ensure_ascii=False, sort_keys=True)


def _broken(row: dict[str, Any], number: int, previous: str) -> str:
    """Say what is wrong with a row; empty for nothing."""
    if row["seq"] != number:
        return "序号不连续，有记录被删除"
    if row["previous"] != previous:
        return "与上一条记录的校验值不衔接"
    if chain_hash(*(row[c] for c in _COLUMNS[:-1])) != row["hash"]:
        return "记录内容与其校验值不符"
    return ""


_COLUMNS = ("seq", "time", "actor", "event", "subject", "detail", "previous", "hash")


def chain_hash(*body: object) -> str:
    """Return the SHA-256 of a row's fields (without ``hash``) as a JSON array."""
    return hashlib.sha256(json.dumps(body, ensure_ascii=False).encode()).hexdigest()


def _entry(row: dict[str, Any]) -> Entry:
    return Entry(**{**row, "detail": json.loads(row["detail"])})


def _account() -> str:
    try:
        return getpass.getuser()
    except (OSError, KeyError):
        return "unknown"
