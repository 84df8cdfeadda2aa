"""What was imported, pack by pack: when, how much, and what was left out and why."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from workbench.kernel.clock import now
from workbench.kernel.migrations import Migration, script
from workbench.kernel.numerals import format_date
from workbench.kernel.store import Store

PACKS_SQL = (
    # One row for the latest import of each pack; imports before this table have none.
    """CREATE TABLE law_packs (
        pack TEXT PRIMARY KEY, imported TEXT NOT NULL, files INTEGER NOT NULL)""",
)
SLICES_SQL = (
    # Large laws whose articles are not all indexed for search yet, and the next to be.
    "CREATE TABLE law_wordless (version_id INTEGER PRIMARY KEY, next INTEGER NOT NULL)",
    # A segment of the ranking index comes in parts, so that no part holds up the window.
    """CREATE TABLE law_index_parts (
        segment INTEGER NOT NULL, part INTEGER NOT NULL, content BLOB NOT NULL,
        PRIMARY KEY (segment, part))""",
)
_STATED = re.compile(r"(?<!\d)((?:19|20)\d{2})[-_.年]?(0[1-9]|1[0-2])(?!\d)")


def migration(number: int) -> Migration:
    """Return the step that makes the table of packs."""
    return Migration(number, "law packs", script(PACKS_SQL))


def slices_migration(number: int) -> Migration:
    """Return the step that makes the tables of what is stored in slices."""
    return Migration(number, "law slices", script(SLICES_SQL))


@dataclass(frozen=True)
class PackRecord:
    """A pack of the library.

    Attributes:
        name: the pack's name.
        imported: ISO time of its latest import; empty where that was not recorded.
        files: files of that import; 0 where not recorded.
        versions: versions that its files went into.
        newest: latest day of promulgation among them.
        stated: the month that its name states (``2026年3月``); empty if none.
        skipped: (file, reason) of what was left out.
    """

    name: str
    imported: str
    files: int
    versions: int
    newest: date | None
    stated: str
    skipped: tuple[tuple[str, str], ...]


class PackBook:
    """Reads and writes the records of packs."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def note(self, pack: str, files: int) -> None:
        """Record that a pack was imported just now."""
        with self._store.transaction():
            self._store.execute(
                "INSERT OR REPLACE INTO law_packs VALUES (?, ?, ?)", (pack, now(), files)
            )

    def all(self) -> list[PackRecord]:
        """Return the packs, the latest import first, those without a time last."""
        skipped: dict[str, list[tuple[str, str]]] = {}
        for row in self._store.rows("SELECT pack, file, reason FROM law_skipped ORDER BY file"):
            skipped.setdefault(row["pack"], []).append((row["file"], row["reason"]))
        given = {
            row["pack"]: (row["versions"], row["newest"])
            for row in self._store.rows(
                "SELECT s.pack, count(DISTINCT s.version_id) AS versions, "
                "max(v.promulgated) AS newest FROM law_sources s "
                "JOIN law_versions v ON v.id = s.version_id GROUP BY s.pack"
            )
        }
        noted = {row["pack"]: row for row in self._store.rows("SELECT * FROM law_packs")}
        records = []
        for name in {**given, **noted, **skipped}:
            versions, newest = given.get(name, (0, None))
            row = noted.get(name, {"imported": "", "files": 0})
            records.append(
                PackRecord(
                    name,
                    row["imported"],
                    row["files"],
                    versions,
                    date.fromisoformat(newest) if newest else None,
                    stated_month(name),
                    tuple(skipped.get(name, ())),
                )
            )
        return sorted(records, key=lambda r: (r.imported, r.name), reverse=True)


def stated_month(name: str) -> str:
    """Return the month that a pack's name states (flk-2026-03 → 2026年3月); empty if none."""
    found = _STATED.search(name)
    return f"{found[1]}年{int(found[2])}月" if found else ""


def as_text(record: PackRecord, moment: Callable[[str], str]) -> str:
    """Return what was left out of a pack as plain text, to be kept or sent on.

    Args:
        record: the pack.
        moment: writes an ISO time for people.
    """
    when = moment(record.imported) if record.imported else "没有记录"
    lines = [
        f"法规包：{record.name}",
        f"导入时间：{when}",
        f"最新公布日期：{format_date(record.newest) if record.newest else '不明'}",
        f"入库版本：{record.versions:,} 个；未导入文件：{len(record.skipped):,} 个",
        "",
        *(f"{file}\t{reason}" for file, reason in record.skipped),
    ]
    return "\n".join(lines) + "\n"
