"""Writes the library of precedents: adds, tells duplicates, joins series, removes.

Two texts are one judgment where their digests are equal, or number, kind of document and court
are; or, where one of them bears no number or court, where they are of one day and near-identical.
The better copy is kept: the one that says more of itself, masks less, and is longer.
"""

import sys
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from workbench.kernel.clock import now
from workbench.kernel.store import Store
from workbench.law.model import Skipped
from workbench.law.precedents import words as index
from workbench.law.precedents.copies import Copies, Packed
from workbench.law.precedents.facets import facets, row_facets
from workbench.law.precedents.likeness import differing
from workbench.law.precedents.model import Origin, Precedent
from workbench.law.precedents.rows import (
    day_number,
    hex_number,
    joined,
    outcome_field,
    signed,
    unsigned,
)

SERIES = 12
"""Bits up to which two cases of a court, a cause and a party are of one series."""
_COLUMNS = (
    "origin, kind, stage, level, title, number, library_number, court, province, document, "
    "decided, causes, keywords, gist, outcome, pack, source, digest, sketch, quality, series_key, "
    "series_sketch, series"
)
_MOST_LIKE = 3000
_RANK = (Origin.JUDGMENT, Origin.OWN, Origin.TYPICAL, Origin.LIBRARY, Origin.GUIDING)
"""What is said of a copy: the later says more."""


class Shelf:
    """Adds to and takes from the library; every method needs a transaction."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._copies = Copies(store)
        self._since = sys.maxsize
        self._packs: dict[str, int] = {}
        self._facets: dict[tuple[str, str], int] = {}

    def forget(self) -> None:
        """Forget the numbers of packs and facets, as after a transaction that was rolled back."""
        self._packs.clear()
        self._facets.clear()

    def begin(self) -> None:
        """Note that an import begins: what comes in it twice by one name is no edited file."""
        rows = self._store.rows("SELECT coalesce(max(id), 0) AS n FROM precedents")
        self._since = rows[0]["n"]

    def add(self, packed: Packed) -> int:
        """Store a precedent, or note it as a duplicate.

        Returns:
            its id; 0 where the library keeps another copy.
        """
        precedent = packed.precedent
        pack = self.pack(precedent.pack)
        twin, reason = self._copies.of(packed)
        if twin is None:
            self._unnote(pack, precedent.source)
            return self._insert(packed, pack)
        edited = (twin["pack"], twin["source"]) == (pack, precedent.source)
        if edited and twin["id"] <= self._since:
            if twin["digest"] == hex_number(precedent.digest):
                self._raise_origin(twin, precedent.origin)
                return 0  # the same file again
            self._remove_row(twin["id"])
            return self._insert(packed, pack)
        if packed.quality > twin["quality"]:
            origin = max(precedent.origin, Origin(twin["origin"]), key=_RANK.index)
            packed = replace(packed, precedent=replace(precedent, origin=origin))
            self._remove_row(twin["id"])
            self._unnote(pack, precedent.source)
            added = self._insert(packed, pack)
            self._do("UPDATE precedent_duplicates SET of = ? WHERE of = ?", added, twin["id"])
            self._note(twin["pack"], twin["source"], added, reason, twin["digest"])
            return added
        self._note(pack, precedent.source, twin["id"], reason, hex_number(precedent.digest))
        self._raise_origin(twin, precedent.origin)
        return 0

    def _raise_origin(self, twin: dict[str, Any], origin: Origin) -> None:
        """Say of a kept copy what a further one says: that it is a typical case, say."""
        if _RANK.index(origin) <= _RANK.index(Origin(twin["origin"])):
            return
        place = (twin["decided"], twin["id"])
        self._move("origin", twin["origin"], str(origin), place)
        self._do("UPDATE precedents SET origin = ? WHERE id = ?", str(origin), twin["id"])
        # The index narrows by origin: the segment of this precedent is made anew.
        self._do(
            "UPDATE precedent_segments SET rules = '' WHERE ? BETWEEN first AND last", twin["id"]
        )
        self._do("UPDATE precedent_state SET changes = changes + 1")

    def _move(self, facet: str, old: str, new: str, place: tuple[int, int]) -> None:
        """Count a precedent, by its day and id, under another value of a facet."""
        for value, step in ((old, -1), (new, 1)):
            number = self._facet(facet, value)
            self._do("UPDATE precedent_facets SET number = number + ? WHERE id = ?", step, number)
            if step > 0:
                self._do("INSERT INTO precedent_places VALUES (?, ?, ?)", number, *place)
            else:
                self._do(
                    "DELETE FROM precedent_places WHERE facet = ? AND decided = ? AND id = ?",
                    number,
                    *place,
                )

    def pack(self, name: str) -> int:
        """Return the number of a pack, making it on first use."""
        if name not in self._packs:
            self._do(
                "INSERT OR IGNORE INTO precedent_packs (name, imported, files, held) "
                "VALUES (?, ?, 0, 0)",
                name,
                now(),
            )
            rows = self._store.rows("SELECT id FROM precedent_packs WHERE name = ?", (name,))
            self._packs[name] = rows[0]["id"]
        return self._packs[name]

    def skip(self, pack: str, skipped: Sequence[Skipped]) -> None:
        """Note what a pack left out."""
        number = self.pack(pack)
        for entry in skipped:
            name, _ = self._named("precedent_skipped", number, entry.file)
            self._do("INSERT INTO precedent_skipped VALUES (?, ?, ?)", number, name, entry.reason)

    def begin_pack(self, pack: str) -> None:
        """Forget what an earlier import of a pack left out."""
        self._do("DELETE FROM precedent_skipped WHERE pack = ?", self.pack(pack))

    def end_pack(self, pack: str, files: int) -> None:
        """Note that a pack was read to its end."""
        self._do(
            "UPDATE precedent_packs SET imported = ?, files = ? WHERE id = ?",
            now(),
            files,
            self.pack(pack),
        )

    def add_dictionary(self, number: int, content: bytes) -> None:
        """Keep a dictionary of the compression."""
        self._do("INSERT OR REPLACE INTO precedent_dictionaries VALUES (?, ?)", number, content)

    def note_progress(self, job: str, path: int, done: int) -> None:
        """Note how many files of a path an import has dealt with."""
        self._do("INSERT OR REPLACE INTO precedent_progress VALUES (?, ?, ?)", job, path, done)

    def forget_progress(self, job: str) -> None:
        """Forget how far an import came."""
        self._do("DELETE FROM precedent_progress WHERE job = ?", job)

    def remove(self, ids: Sequence[int]) -> int:
        """Take precedents out, and the notes on their duplicates; return how many there were."""
        taken = 0
        for one in ids:
            taken += self._remove_row(one)
            self._do("DELETE FROM precedent_duplicates WHERE of = ?", one)
        return taken

    def remove_some(self, pack: str, limit: int) -> int:
        """Take some precedents of a pack out; with the last the pack itself goes."""
        rows = self._store.rows("SELECT id FROM precedent_packs WHERE name = ?", (pack,))
        if not rows:
            return 0
        number = rows[0]["id"]
        found = self._store.rows(
            "SELECT id FROM precedents WHERE pack = ? LIMIT ?", (number, limit)
        )
        if not found:
            for table in ("precedent_skipped", "precedent_duplicates"):
                self._do(f"DELETE FROM {table} WHERE pack = ?", number)
            self._do("DELETE FROM precedent_packs WHERE id = ?", number)
            self._packs.pop(pack, None)
        ids = [row["id"] for row in found]
        return self.remove([one for one in ids if not self._handed_over(one, number)])

    def _handed_over(self, one: int, pack: int) -> bool:
        """Let a pack that brought a copy have the precedent; say whether there is one."""
        heirs = self._store.rows(
            "SELECT d.pack, d.file, k.name FROM precedent_duplicates d "
            "JOIN precedent_packs k ON k.id = d.pack WHERE d.of = ? AND d.pack != ? LIMIT 1",
            (one, pack),
        )
        if not heirs:
            return False
        heir = heirs[0]
        rows = self._store.rows(
            "SELECT p.decided, k.name FROM precedents p JOIN precedent_packs k ON k.id = p.pack "
            "WHERE p.id = ?",
            (one,),
        )
        self._move("pack", rows[0]["name"], heir["name"], (rows[0]["decided"], one))
        self._do(
            "UPDATE precedents SET pack = ?, source = ? WHERE id = ?",
            heir["pack"],
            heir["file"],
            one,
        )
        for number, step in ((pack, -1), (heir["pack"], 1)):
            self._do("UPDATE precedent_packs SET held = held + ? WHERE id = ?", step, number)
        self._unnote(heir["pack"], heir["file"])
        self._do("UPDATE precedent_state SET changes = changes + 1")
        return True

    def _insert(self, packed: Packed, pack: int) -> int:
        precedent = packed.precedent
        series = self._series(packed)
        added = self._insert_row(packed, pack, series)
        if series < 0:
            # The first of a series gives it its number.
            self._do("UPDATE precedents SET series = ? WHERE id IN (?, ?)", added, added, -series)
        self._do(
            "INSERT INTO precedent_texts VALUES (?, ?, ?)", added, packed.dictionary, packed.body
        )
        words = _words(precedent)
        self._do("INSERT INTO precedent_words (rowid, words) VALUES (?, ?)", added, words)
        day = day_number(precedent.decided)
        for facet in facets(precedent):
            number = self._facet(*facet)
            self._do("INSERT INTO precedent_places VALUES (?, ?, ?)", number, day, added)
            self._do("UPDATE precedent_facets SET number = number + 1 WHERE id = ?", number)
        self._do("UPDATE precedent_packs SET held = held + 1 WHERE id = ?", pack)
        self._do("UPDATE precedent_state SET changes = changes + 1")
        return added

    def _insert_row(self, packed: Packed, pack: int, series: int) -> int:
        precedent = packed.precedent
        cursor = self._do(
            f"INSERT INTO precedents ({_COLUMNS}) VALUES ({','.join('?' * 23)})",
            str(precedent.origin),
            str(precedent.kind),
            str(precedent.stage),
            int(precedent.level),
            precedent.title,
            precedent.number,
            precedent.library_number,
            precedent.court,
            precedent.province,
            precedent.document,
            day_number(precedent.decided),
            joined(precedent.causes),
            joined(precedent.keywords),
            precedent.gist,
            outcome_field(precedent.outcome),
            pack,
            precedent.source,
            hex_number(precedent.digest),
            signed(precedent.sketch),
            packed.quality,
            hex_number(precedent.series),
            signed(packed.series_sketch),
            series,
        )
        return int(cursor.lastrowid)

    def _series(self, packed: Packed) -> int:
        """Return the series that a precedent belongs to, minus the id of its only fellow, or 0."""
        key = hex_number(packed.precedent.series)
        if not key or not packed.series_sketch:
            return 0
        rows = self._store.execute(
            "SELECT id, series_sketch, series FROM precedents "
            "WHERE series_key = ? AND series_key != 0 ORDER BY id DESC LIMIT ?",
            (key, _MOST_LIKE),
        ).fetchall()
        alike = [
            (differing(unsigned(sketch), packed.series_sketch), one, series)
            for one, sketch, series in rows
            if sketch
        ]
        distance, one, series = min(alike, default=(64, 0, 0))
        if distance > SERIES:
            return 0
        return int(series or -one)

    def _facet(self, facet: str, value: str) -> int:
        if (facet, value) not in self._facets:
            self._do(
                "INSERT OR IGNORE INTO precedent_facets (facet, value, number) VALUES (?, ?, 0)",
                facet,
                value,
            )
            rows = self._store.rows(
                "SELECT id FROM precedent_facets WHERE facet = ? AND value = ?", (facet, value)
            )
            self._facets[facet, value] = rows[0]["id"]
        return self._facets[facet, value]

    def _remove_row(self, one: int) -> int:
        rows = self._store.rows(
            "SELECT p.*, k.name AS pack_name FROM precedents p "
            "JOIN precedent_packs k ON k.id = p.pack WHERE p.id = ?",
            (one,),
        )
        if not rows:
            return 0
        row = rows[0]
        for facet in row_facets(row):
            number = self._facet(*facet)
            self._do(
                "DELETE FROM precedent_places WHERE facet = ? AND decided = ? AND id = ?",
                number,
                row["decided"],
                one,
            )
            self._do("UPDATE precedent_facets SET number = number - 1 WHERE id = ?", number)
        self._do("DELETE FROM precedent_words WHERE rowid = ?", one)
        self._do("DELETE FROM precedent_texts WHERE id = ?", one)
        self._do("DELETE FROM precedents WHERE id = ?", one)
        self._do("UPDATE precedent_packs SET held = held - 1 WHERE id = ?", row["pack"])
        self._do("UPDATE precedent_state SET changes = changes + 1, removed = removed + 1")
        return 1

    def _named(self, table: str, pack: int, file: str) -> tuple[str, list[dict[str, Any]]]:
        """Return a name that a list has not yet, and the rows of that name: an id may recur."""
        sql = f"SELECT * FROM {table} WHERE pack = ?"
        rows = self._store.rows(f"{sql} AND file = ?", (pack, file))
        if not rows:
            return file, []
        further = (pack, f"{file}（第", f"{file}（第\uffff")
        rows += self._store.rows(f"{sql} AND file BETWEEN ? AND ?", further)
        return f"{file}（第{len(rows) + 1}次）", rows

    def _note(self, pack: int, file: str, of: int, reason: str, digest: int) -> None:
        name, rows = self._named("precedent_duplicates", pack, file)
        file = next((row["file"] for row in rows if row["digest"] == digest), name)
        self._do(
            "INSERT OR REPLACE INTO precedent_duplicates VALUES (?, ?, ?, ?, ?)",
            pack,
            file,
            of,
            reason,
            digest,
        )

    def _unnote(self, pack: int, file: str) -> None:
        self._do("DELETE FROM precedent_duplicates WHERE pack = ? AND file = ?", pack, file)

    def _do(self, sql: str, *values: Any) -> Any:
        return self._store.execute(sql, values)


def _words(precedent: Precedent) -> str:
    fields = (precedent.title, precedent.court, precedent.number, precedent.library_number)
    return index.indexed((*fields, precedent.document, *precedent.causes, *precedent.keywords))
