"""Reads the library of precedents. Lists go by kept facets, newest first, page by page."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from workbench.kernel.store import Store
from workbench.law.precedents import words as index
from workbench.law.precedents.model import (
    CourtLevel,
    Duplicate,
    Kind,
    Origin,
    PrecedentHead,
    Result,
    Stage,
    StoredPrecedent,
)
from workbench.law.precedents.packing import Body, Opener, unpacked
from workbench.law.precedents.rows import day_number, head_of
from workbench.reference.case_number import find_all

_HEAD = "SELECT p.*, k.name AS pack_name FROM precedents p JOIN precedent_packs k ON k.id = p.pack"
MOST_FOUND = 2000
_CHUNK = 400


@dataclass(frozen=True)
class Filters:
    """What a list is narrowed to; every field that is set must fit.

    Attributes:
        words: runs of characters of title, court, cause, number or keywords, blanks between.
        since, until: first and last day of the decision.
        Others: as in :class:`workbench.law.precedents.model.PrecedentHead`.
    """

    words: str = ""
    origin: Origin | None = None
    kind: Kind | None = None
    level: CourtLevel | None = None
    province: str = ""
    court: str = ""
    cause: str = ""
    pack: str = ""
    stage: Stage | None = None
    result: Result | None = None
    since: date | None = None
    until: date | None = None

    def facets(self) -> list[tuple[str, str]]:
        """Return the facets that are asked for."""
        named = (
            ("origin", str(self.origin or "")),
            ("kind", str(self.kind or "")),
            ("level", str(int(self.level)) if self.level is not None else ""),
            ("province", self.province),
            ("court", self.court),
            ("cause", self.cause),
            ("pack", self.pack),
            ("stage", str(self.stage or "")),
            ("result", str(self.result or "")),
        )
        return [(facet, value) for facet, value in named if value]


@dataclass(frozen=True)
class PrecedentPack:
    """A pack of the library.

    Attributes:
        name: its name.
        imported: ISO time of its latest import.
        files: files or rows that were read in that import.
        held: precedents of the library that come from it.
        skipped, duplicates: how many were left out, and why is listed apart.
    """

    name: str
    imported: str
    files: int
    held: int
    skipped: int
    duplicates: int


class PrecedentRepository:
    """Reads; any store that is open on ``precedents.db`` will do."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._openers: dict[int, Opener] = {}

    def count(self) -> int:
        """Return how many precedents there are (kept, not counted)."""
        return sum(number for _, number in self.facet("origin"))

    def facet(self, facet: str, limit: int = 10_000) -> list[tuple[str, int]]:
        """Return the values of a facet and how many precedents have each, most first.

        Args:
            facet: ``origin``, ``kind``, ``level``, ``province``, ``court``, ``cause``, ``pack``.
            limit: at most so many.
        """
        rows = self._store.rows(
            "SELECT value, number FROM precedent_facets WHERE facet = ? AND number > 0 "
            "ORDER BY number DESC, value LIMIT ?",
            (facet, limit),
        )
        return [(row["value"], row["number"]) for row in rows]

    def changes(self) -> int:
        """Return what grows with every precedent that comes or goes."""
        return int(self._store.rows("SELECT changes FROM precedent_state")[0]["changes"])

    def removed(self) -> int:
        """Return how many precedents were ever taken out."""
        return int(self._store.rows("SELECT removed FROM precedent_state")[0]["removed"])

    def last_id(self) -> int:
        """Return the largest id; 0 for an empty library."""
        return int(self._store.rows("SELECT coalesce(max(id), 0) AS n FROM precedents")[0]["n"])

    def ids(self, after: int = 0, limit: int = 1000) -> list[int]:
        """Return ids above one, ascending."""
        rows = self._store.rows(
            "SELECT id FROM precedents WHERE id > ? ORDER BY id LIMIT ?", (after, limit)
        )
        return [row["id"] for row in rows]

    def heads(self, ids: Sequence[int]) -> dict[int, PrecedentHead]:
        """Return the precedents of these ids without texts; those that are gone are left out."""
        return {row["id"]: head_of(row) for row in self._chosen(_HEAD, "p.id", ids)}

    def get(self, precedent_id: int) -> StoredPrecedent | None:
        """Return a precedent with its text, or ``None``."""
        return next(self.texts([precedent_id]), None)

    def texts(self, ids: Sequence[int]) -> Iterator[StoredPrecedent]:
        """Yield precedents with their texts, in the order of ``ids``; those gone are left out."""
        for start in range(0, len(ids), _CHUNK):
            some = ids[start : start + _CHUNK]
            heads = self.heads(some)
            sql = "SELECT * FROM precedent_texts"
            bodies = {row["id"]: row for row in self._chosen(sql, "id", some)}
            for one in some:
                if one in heads and one in bodies:
                    body = self._body(bodies[one])
                    yield StoredPrecedent(heads[one], body.text, body.sections, body.articles)

    def of_rows(self, names: Sequence[str]) -> dict[str, int]:
        """Return the ids of precedents by the ids of the rows that they were imported from.

        A row that the library keeps another copy of has that copy's id. All sources are read;
        rows of the same id in several packs count as the first.
        """
        wanted = set(names)
        found: dict[str, int] = {}
        for sql in (
            "SELECT source, id FROM precedents WHERE source LIKE '%#%' ORDER BY id",
            "SELECT file AS source, of AS id FROM precedent_duplicates WHERE file LIKE '%#%'",
        ):
            for row in self._store.rows(sql):
                name = row["source"].rpartition("#")[2]
                if name in wanted:
                    found.setdefault(name, row["id"])
        return found

    def by_number(self, number: str) -> list[PrecedentHead]:
        """Return the precedents with a case number in standard form, or a library number."""
        rows = self._store.rows(f"{_HEAD} WHERE p.number = ? AND p.number != ''", (number,))
        rows = rows or self._joined(number)
        rows += self._store.rows(
            f"{_HEAD} WHERE p.library_number = ? AND p.library_number != ''", (number,)
        )
        return [head_of(row) for row in rows]

    def _joined(self, number: str) -> list[dict[str, Any]]:
        """Return the rows of judgments that a number is one of several of (17、18号, 17-25号)."""
        asked = [mention.number for mention in find_all(number)]
        if len(asked) != 1 or len(asked[0].serials) != 1 or asked[0].suffix:
            return []
        stem = asked[0].text.rpartition(asked[0].written)[0]
        rows = self._store.rows(
            f"{_HEAD} WHERE p.number BETWEEN ? AND ? AND p.number != '' "
            "AND (p.number GLOB '*、*' OR p.number GLOB '*[-—~至]*')",
            (stem, f"{stem}\uffff"),
        )
        (serial,) = asked[0].serials
        held = {row["number"]: find_all(row["number"]) for row in rows}
        return [r for r in rows if any(serial in m.number.serials for m in held[r["number"]])]

    def series(self, number: int) -> list[int]:
        """Return the ids of a series; empty for 0."""
        rows = self._store.rows(
            "SELECT id FROM precedents WHERE series = ? AND series != 0 ORDER BY id", (number,)
        )
        return [row["id"] for row in rows]

    def page(self, filters: Filters, limit: int = 50, offset: int = 0) -> list[PrecedentHead]:
        """Return a page of a list, newest decision first.

        With words at most the 2,000 latest additions that hold them are looked at.
        """
        ids = (
            self.found(filters, limit, offset)
            if filters.words.strip()
            else (self._listed(filters, limit, offset))
        )
        heads = self.heads(ids)
        return [heads[one] for one in ids if one in heads]

    def kept_count(self, filters: Filters) -> int | None:
        """Return how many precedents fit, where that is kept; ``None`` where it is not.

        It is for no filter and for one facet alone; for others only the pages are known.
        """
        if filters.words.strip() or filters.since or filters.until:
            return None
        asked = filters.facets()
        if not asked:
            return self.count()
        if len(asked) > 1:
            return None
        rows = self._store.rows(
            "SELECT number FROM precedent_facets WHERE facet = ? AND value = ?", asked[0]
        )
        return int(rows[0]["number"]) if rows else 0

    def packs(self) -> list[PrecedentPack]:
        """Return the packs, the latest import first."""
        rows = self._store.rows(
            "SELECT k.*, (SELECT count(*) FROM precedent_skipped s WHERE s.pack = k.id) AS skipped,"
            " (SELECT count(*) FROM precedent_duplicates d WHERE d.pack = k.id) AS duplicates"
            " FROM precedent_packs k ORDER BY imported DESC, name"
        )
        names = ("name", "imported", "files", "held", "skipped", "duplicates")
        return [PrecedentPack(*(row[name] for name in names)) for row in rows]

    def imported(self, pack: str) -> str:
        """Return the ISO time of a pack's latest import; empty where there is no such pack."""
        rows = self._store.rows("SELECT imported FROM precedent_packs WHERE name = ?", (pack,))
        return str(rows[0]["imported"]) if rows else ""

    def skipped(self, pack: str) -> list[tuple[str, str]]:
        """Return (file, reason) of what a pack left out."""
        rows = self._store.rows(
            "SELECT file, reason FROM precedent_skipped s JOIN precedent_packs k ON k.id = s.pack "
            "WHERE k.name = ? ORDER BY file",
            (pack,),
        )
        return [(row["file"], row["reason"]) for row in rows]

    def duplicates(self, pack: str) -> list[Duplicate]:
        """Return what of a pack the library had already."""
        rows = self._store.rows(
            "SELECT file, of, reason FROM precedent_duplicates d "
            "JOIN precedent_packs k ON k.id = d.pack WHERE k.name = ? ORDER BY file",
            (pack,),
        )
        return [Duplicate(row["file"], row["of"], row["reason"]) for row in rows]

    def entries(self) -> tuple[str, str]:
        """Return when entries of the 人民法院案例库 were last imported, and their highest number.

        Both are empty where there are none.
        """
        rows = self._store.rows(
            "SELECT max(k.imported) AS imported, max(p.library_number) AS number "
            "FROM precedent_facets f JOIN precedent_places l ON l.facet = f.id "
            "JOIN precedents p ON p.id = l.id JOIN precedent_packs k ON k.id = p.pack "
            "WHERE f.facet = 'origin' AND f.value = ?",
            (str(Origin.LIBRARY),),
        )
        return rows[0]["imported"] or "", rows[0]["number"] or ""

    def sums(self) -> tuple[int, ...]:
        """Return numbers that are the same for the same texts in any order, read off an index."""
        rows = self._store.rows(
            "SELECT count(*) AS n, coalesce(sum(digest & 4294967295), 0) AS low, "
            "coalesce(sum((digest >> 32) & 4294967295), 0) AS high FROM precedents"
        )
        return rows[0]["n"], rows[0]["low"], rows[0]["high"]

    def dictionary(self) -> tuple[int, bytes | None]:
        """Return number and content of the newest dictionary; 0 and ``None`` for none."""
        rows = self._store.rows("SELECT * FROM precedent_dictionaries ORDER BY id DESC LIMIT 1")
        return (rows[0]["id"], bytes(rows[0]["content"])) if rows else (0, None)

    def progress(self, job: str) -> dict[int, int]:
        """Return how many files of each path of an import are done."""
        rows = self._store.rows("SELECT path, done FROM precedent_progress WHERE job = ?", (job,))
        return {row["path"]: row["done"] for row in rows}

    def _listed(self, filters: Filters, limit: int, offset: int) -> list[int]:
        places = self.places(filters)
        if places is None:
            return []
        where, values = days_between(filters, "f.decided" if places else "p.decided")
        if not places:
            sql = "SELECT p.id FROM precedents p WHERE 1" + where
            sql += " ORDER BY p.decided DESC, p.id DESC LIMIT ? OFFSET ?"
            return [row["id"] for row in self._store.rows(sql, (*values, limit, offset))]
        first, *others = places
        for other in others:
            where += (
                " AND EXISTS (SELECT 1 FROM precedent_places o WHERE o.facet = ? "
                "AND o.decided = f.decided AND o.id = f.id)"
            )
            values.append(other)
        sql = f"SELECT f.id FROM precedent_places f WHERE f.facet = ?{where}"
        sql += " ORDER BY f.decided DESC, f.id DESC LIMIT ? OFFSET ?"
        return [row["id"] for row in self._store.rows(sql, (first, *values, limit, offset))]

    def found(self, filters: Filters, limit: int, offset: int = 0) -> list[int]:
        """Return the ids of what holds the words of the filters, newest decision first."""
        expression = index.asked(filters.words)
        if not expression:
            return []
        rows = self._store.rows(
            "SELECT rowid FROM precedent_words WHERE precedent_words MATCH ? "
            "ORDER BY rowid DESC LIMIT ?",
            (expression, MOST_FOUND),
        )
        heads = self.heads([row["rowid"] for row in rows]).values()
        fitting = [
            head
            for head in heads
            if index.holds(searchable(head), filters.words) and fits(head, filters)
        ]
        fitting.sort(key=lambda head: (head.decided or date.min, head.id), reverse=True)
        return [head.id for head in fitting[offset : offset + limit]]

    def places(self, filters: Filters) -> list[int] | None:
        """Return the facets asked for, the rarest first; ``None`` where one has nothing."""
        found = []
        for facet, value in filters.facets():
            rows = self._store.rows(
                "SELECT id, number FROM precedent_facets WHERE facet = ? AND value = ?",
                (facet, value),
            )
            if not rows or not rows[0]["number"]:
                return None
            found.append((rows[0]["number"], rows[0]["id"]))
        return [facet for _, facet in sorted(found)]

    def _chosen(self, sql: str, column: str, ids: Sequence[int]) -> Iterator[dict[str, Any]]:
        for start in range(0, len(ids), _CHUNK):
            some = ids[start : start + _CHUNK]
            marks = ",".join("?" * len(some))
            yield from self._store.rows(f"{sql} WHERE {column} IN ({marks})", some)

    def _body(self, row: dict[str, Any]) -> Body:
        number = row["dictionary"]
        if number not in self._openers:
            rows = self._store.rows(
                "SELECT content FROM precedent_dictionaries WHERE id = ?", (number,)
            )
            self._openers[number] = Opener(bytes(rows[0]["content"]) if rows else None)
        return unpacked(self._openers[number](bytes(row["body"])))


def searchable(head: PrecedentHead) -> tuple[str, ...]:
    """Return the fields in which words are looked for."""
    fields = (head.title, head.court, head.number, head.library_number, head.document)
    return (*fields, *head.causes, *head.keywords)


def fits(head: PrecedentHead, filters: Filters) -> bool:
    """Say whether a precedent fits all of the filters but their words."""
    own = {
        ("origin", str(head.origin)),
        ("kind", str(head.kind)),
        ("level", str(int(head.level))),
        ("province", head.province),
        ("court", head.court),
        ("pack", head.pack),
        ("stage", str(head.stage)),
        *(("cause", cause) for cause in head.causes),
        *(("result", str(result)) for result in head.outcome.results),
    }
    if not own.issuperset(filters.facets()):
        return False
    decided = head.decided
    if filters.since and (decided is None or decided < filters.since):
        return False
    return not (filters.until and (decided is None or decided > filters.until))


def days_between(filters: Filters, column: str) -> tuple[str, list[Any]]:
    """Return the condition of the filters' days on a column of days, and its values."""
    where, values = "", []
    if filters.since:
        where += f" AND {column} >= ?"
        values.append(day_number(filters.since))
    if filters.until:
        where += f" AND {column} BETWEEN 1 AND ?"
        values.append(day_number(filters.until))
    return where, values
