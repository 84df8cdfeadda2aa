"""The library's tables: laws, versions, articles with their index, sources, repeals."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import sqlite_utils

from workbench.law.merging import Held
from workbench.law.model import Article, Level, ParsedLaw, StoredArticle, Version
from workbench.law.parse_titles import key_of
from workbench.law.settling import Basis, Span
from workbench.law.word_index import WordIndex

_VERSION = (
    "v.id, v.law_id, v.title, v.level, v.promulgated, v.effective, v.ended, v.status, "
    "v.document_number, v.issuer, v.source, v.pack, v.articles"
)
_ARTICLE = "a.label, a.number, a.insertion, a.text, a.chapter, a.position"
_JOINED = f"SELECT a.id, {_ARTICLE}, {_VERSION} FROM law_articles a JOIN law_versions v ON v.id = a.version_id"  # noqa: E501


@dataclass(frozen=True)
class Counts:
    """How much the library holds."""

    laws: int
    versions: int
    articles: int


class LawRepository:
    """Reads and writes the tables of :mod:`workbench.law.tables`; writes need a transaction.

    Attributes:
        words: the index of words, for search.
    """

    def __init__(self, db: sqlite_utils.Database) -> None:
        self._db = db
        self.words = WordIndex(db)

    # Laws and versions

    def law_id(self, title: str) -> int | None:
        """Return the id of the law of that title, in whatever brackets it is written."""
        row = self._one("SELECT id FROM laws WHERE key = ?", key_of(title))
        return int(row[0]) if row else None

    def add_law(self, title: str) -> int:
        """Return the id of the law of that title; make it where it is new."""
        found = self.law_id(title)
        if found is not None:
            return found
        cursor = self._do("INSERT INTO laws (key, title) VALUES (?, ?)", key_of(title), title)
        return int(cursor.lastrowid)

    def titles(self) -> dict[str, int]:
        """Return title → id of all laws."""
        return {title: int(law) for title, law in self._all("SELECT title, id FROM laws")}

    def versions(self, law_id: int) -> list[Version]:
        """Return the versions of a law, in order of effect."""
        rows = self._all(
            f"SELECT {_VERSION} FROM law_versions v WHERE law_id = ? "
            "ORDER BY coalesce(effective, promulgated, '9999'), promulgated, id",
            law_id,
        )
        return [_version(row) for row in rows]

    def version(self, version_id: int) -> Version | None:
        """Return one version."""
        row = self._one(f"SELECT {_VERSION} FROM law_versions v WHERE id = ?", version_id)
        return _version(row) if row else None

    def listed(self) -> list[tuple[Version, Basis]]:
        """Return all versions, each with where its end comes from."""
        rows = self._all(f"SELECT v.ended_basis, {_VERSION} FROM law_versions v")
        return [(_version(row[1:]), Basis(row[0])) for row in rows]

    def held(self, law_id: int) -> list[Held]:
        """Return what identifies the versions of a law."""
        rows = self._all(
            "SELECT id, promulgated, effective, identifier FROM law_versions "
            "WHERE law_id = ? ORDER BY id",
            law_id,
        )
        return [
            Held(int(i), _day(promulgated), _day(effective), identifier)
            for i, promulgated, effective, identifier in rows
        ]

    def add_version(self, law_id: int, law: ParsedLaw) -> int:
        """Store a version with its articles; its days are settled later."""
        cursor = self._do(
            "INSERT INTO law_versions (law_id, title, level, promulgated, effective, ended, "
            "effective_basis, ended_basis, status, document_number, issuer, source, pack, "
            "identifier, preamble, articles) "
            f"VALUES ({', '.join('?' * 15)}, 0)",
            law_id, law.title, law.level, _iso(law.promulgated), _iso(law.effective),
            _iso(law.ended), _basis(law.effective), _basis(law.ended), law.status,
            law.document_number, law.issuer, law.source, law.pack, law.identifier, law.preamble,
        )  # fmt: skip
        version_id = int(cursor.lastrowid)
        self.replace_articles(version_id, law.title, law.articles)
        self.replace_attachments(version_id, law.attachments)
        return version_id

    def complete_version(self, version_id: int, law: ParsedLaw) -> None:
        """Fill what a version lacks from another edition; what it states stays."""
        self._do(
            "UPDATE law_versions SET promulgated = coalesce(promulgated, ?), "
            "effective = CASE WHEN effective_basis = 'file' THEN effective ELSE ? END, "
            "effective_basis = CASE WHEN effective_basis = 'file' THEN 'file' ELSE ? END, "
            "ended = CASE WHEN ended_basis = 'file' THEN ended ELSE ? END, "
            "ended_basis = CASE WHEN ended_basis = 'file' THEN 'file' ELSE ? END, "
            "status = coalesce(nullif(status, ''), ?), issuer = coalesce(nullif(issuer, ''), ?), "
            "document_number = coalesce(nullif(document_number, ''), ?), "
            "identifier = coalesce(nullif(identifier, ''), ?), "
            "preamble = coalesce(nullif(preamble, ''), ?) WHERE id = ?",
            _iso(law.promulgated), _iso(law.effective), _basis(law.effective), _iso(law.ended),
            _basis(law.ended), law.status, law.issuer, law.document_number, law.identifier,
            law.preamble, version_id,
        )  # fmt: skip

    # Sources

    def known(self, digest: str) -> bool:
        """Say whether a file of this content was read before."""
        return self._one("SELECT 1 FROM law_sources WHERE hash = ?", digest) is not None

    def add_source(self, digest: str, version_id: int, law: ParsedLaw) -> None:
        """Remember a file that went into a version."""
        self._do(
            "INSERT OR IGNORE INTO law_sources VALUES (?, ?, ?, ?)",
            digest, version_id, law.pack, law.source,
        )  # fmt: skip

    def sources(self, version_id: int) -> list[tuple[str, str]]:
        """Return (pack, file) of everything that went into a version."""
        rows = self._all(
            "SELECT pack, file FROM law_sources WHERE version_id = ? ORDER BY rowid", version_id
        )
        return [(pack, file) for pack, file in rows]

    def set_skipped(self, pack: str, skipped: Iterable[tuple[str, str]]) -> None:
        """Remember the files of a pack that gave nothing; what was noted before is replaced."""
        self._do("DELETE FROM law_skipped WHERE pack = ?", pack)
        self._db.conn.executemany(
            "INSERT OR REPLACE INTO law_skipped VALUES (?, ?, ?)",
            [(pack, file, reason) for file, reason in skipped],
        )

    def skipped(self) -> list[tuple[str, str, str]]:
        """Return (pack, file, reason) of the files that gave nothing."""
        return [tuple(row) for row in self._all("SELECT pack, file, reason FROM law_skipped")]

    # Articles

    def articles(self, version_id: int) -> list[Article]:
        """Return the articles of a version in order."""
        rows = self._all(
            f"SELECT {_ARTICLE} FROM law_articles a WHERE version_id = ? ORDER BY position",
            version_id,
        )
        return [Article(*row) for row in rows]

    def texts_with(self, version_id: int, word: str) -> list[str]:
        """Return the texts of a version's articles that contain a word."""
        rows = self._all(
            "SELECT text FROM law_articles WHERE version_id = ? AND instr(text, ?) "
            "ORDER BY position",
            version_id,
            word,
        )
        return [str(row[0]) for row in rows]

    def stored(self, version: Version) -> list[StoredArticle]:
        """Return the articles of a version in order, with their ids."""
        rows = self._all(
            f"SELECT a.id, {_ARTICLE} FROM law_articles a WHERE version_id = ? ORDER BY position",
            version.id,
        )
        return [StoredArticle(int(row[0]), version, Article(*row[1:])) for row in rows]

    def article(self, version_id: int, number: int, insertion: int) -> StoredArticle | None:
        """Return an article by its number."""
        row = self._one(
            f"{_JOINED} WHERE a.version_id = ? AND a.number = ? AND a.insertion = ?",
            version_id, number, insertion,
        )  # fmt: skip
        return _stored(row) if row else None

    def numbers(self, version_id: int) -> dict[tuple[int, int], int]:
        """Return the ids of a version's articles by number and insertion; the first of each."""
        rows = self._all(
            "SELECT number, insertion, id FROM law_articles WHERE version_id = ? AND number > 0 "
            "ORDER BY position DESC",
            version_id,
        )
        return {(int(number), int(insertion)): int(i) for number, insertion, i in rows}

    def by_id(self, ids: Sequence[int]) -> list[StoredArticle]:
        """Return articles in the order of ``ids``; unknown ids are left out."""
        marks = ", ".join("?" * len(ids))
        rows = self._all(f"{_JOINED} WHERE a.id IN ({marks})", *ids)
        found = {int(row[0]): _stored(row) for row in rows}
        return [found[i] for i in ids if i in found]

    def replace_articles(self, version_id: int, title: str, articles: Sequence[Article]) -> None:
        """Store the articles of a version, in place of those that it had."""
        self._do("DELETE FROM law_articles WHERE version_id = ?", version_id)
        row = self._one("SELECT coalesce(max(id), 0) FROM law_articles")
        first = int(row[0]) + 1 if row else 1
        self._db.conn.executemany(
            "INSERT INTO law_articles VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
            [
                (
                    first + i,
                    version_id,
                    a.position,
                    a.label,
                    a.number,
                    a.insertion,
                    a.chapter,
                    a.text,
                )
                for i, a in enumerate(articles)
            ],
        )
        self.words.put(version_id, title, [(first + i, a) for i, a in enumerate(articles)])
        self._do("UPDATE law_versions SET articles = ? WHERE id = ?", len(articles), version_id)

    def replace_attachments(self, version_id: int, attachments: Sequence[tuple[str, str]]) -> None:
        """Store the attachments of a version, in place of those that it had."""
        self._do("DELETE FROM law_attachments WHERE version_id = ?", version_id)
        self._db.conn.executemany(
            "INSERT INTO law_attachments VALUES (?, ?, ?, ?)",
            [(version_id, i, title, text) for i, (title, text) in enumerate(attachments)],
        )

    def attachments(self, version_id: int) -> list[tuple[str, str]]:
        """Return (title, text) of the attachments of a version."""
        rows = self._all(
            "SELECT title, text FROM law_attachments WHERE version_id = ? ORDER BY position",
            version_id,
        )
        return [(title, text) for title, text in rows]

    def preamble(self, version_id: int) -> str:
        """Return what stands before the first article."""
        row = self._one("SELECT preamble FROM law_versions WHERE id = ?", version_id)
        return str(row[0]) if row else ""

    def counts(self) -> Counts:
        """Count what the library holds."""
        row = self._one(
            "SELECT (SELECT count(*) FROM laws), (SELECT count(*) FROM law_versions), "
            "(SELECT count(*) FROM law_articles)"
        )
        return Counts(*row) if row else Counts(0, 0, 0)

    def as_of(self) -> date | None:
        """Return the latest day of promulgation in the library."""
        row = self._one("SELECT max(promulgated) FROM law_versions")
        return _day(row[0]) if row else None

    # Days

    def unsettle(self, law_id: int) -> None:
        """Mark a law whose versions changed."""
        self._do("UPDATE laws SET settled = 0 WHERE id = ?", law_id)

    def unsettled(self) -> list[int]:
        """Return the laws whose days must be worked out anew."""
        return [int(row[0]) for row in self._all("SELECT id FROM laws WHERE settled = 0")]

    def spans(self, law_id: int) -> list[Span]:
        """Return the days of all versions of a law."""
        rows = self._all(
            "SELECT id, title, promulgated, effective, ended, effective_basis, ended_basis, status "
            "FROM law_versions WHERE law_id = ?",
            law_id,
        )
        return [
            Span(
                int(r[0]), r[1], _day(r[2]), _day(r[3]), _day(r[4]), Basis(r[5]), Basis(r[6]), r[7]
            )
            for r in rows
        ]

    def set_spans(self, law_id: int, spans: Iterable[Span]) -> None:
        """Store settled days and mark the law as settled."""
        self._db.conn.executemany(
            "UPDATE law_versions SET effective = ?, ended = ?, effective_basis = ?, "
            "ended_basis = ? WHERE id = ?",
            [
                (_iso(s.effective), _iso(s.ended), s.effective_basis, s.ended_basis, s.id)
                for s in spans
            ],
        )
        self._do("UPDATE laws SET settled = 1 WHERE id = ?", law_id)

    def basis(self, version_id: int) -> tuple[Basis, Basis]:
        """Return where the effective day and the end of a version come from."""
        row = self._one(
            "SELECT effective_basis, ended_basis FROM law_versions WHERE id = ?", version_id
        )
        return (Basis(row[0]), Basis(row[1])) if row else (Basis.NONE, Basis.NONE)

    def set_repeals(self, law_id: int, repealed: Iterable[tuple[str, date]]) -> list[int]:
        """Store which laws a law repeals; return the ids of those in the library."""
        keys: dict[str, date] = {}
        for key, day in repealed:
            keys[key] = min(day, keys.get(key, day))
        self._do("DELETE FROM law_repeals WHERE by_law = ?", law_id)
        self._db.conn.executemany(
            "INSERT INTO law_repeals VALUES (?, ?, ?)",
            [(key, _iso(day), law_id) for key, day in keys.items()],
        )
        rows = [self._one("SELECT id FROM laws WHERE key = ?", key) for key in keys]
        return [int(row[0]) for row in rows if row]

    def repealed_on(self, law_id: int) -> list[date]:
        """Return the days on which other laws repeal this one."""
        rows = self._all(
            "SELECT r.day FROM law_repeals r JOIN laws l ON l.key = r.key WHERE l.id = ?", law_id
        )
        return [date.fromisoformat(row[0]) for row in rows]

    def stated_effects(self, promulgated: date) -> list[tuple[str, date]]:
        """Return (title, effective day) of the versions of a day whose files state it."""
        rows = self._all(
            "SELECT title, effective FROM law_versions "
            "WHERE promulgated = ? AND effective_basis = 'file'",
            promulgated.isoformat(),
        )
        return [(title, date.fromisoformat(day)) for title, day in rows]

    # Plumbing

    def _do(self, sql: str, *parameters: object) -> Any:
        return self._db.conn.execute(sql, parameters)

    def _all(self, sql: str, *parameters: object) -> list[Any]:
        return list(self._do(sql, *parameters).fetchall())

    def _one(self, sql: str, *parameters: object) -> Any:
        return self._do(sql, *parameters).fetchone()


def _version(row: Sequence[Any]) -> Version:
    identifier, law_id, title, level, promulgated, effective, ended, *rest = row
    days = (_day(promulgated), _day(effective), _day(ended))
    return Version(int(identifier), int(law_id), title, Level(level), *days, *rest)


def _stored(row: Sequence[Any]) -> StoredArticle:
    return StoredArticle(int(row[0]), _version(row[7:]), Article(*row[1:7]))


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _basis(day: date | None) -> str:
    return Basis.FILE if day else Basis.NONE
