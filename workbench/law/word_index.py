"""The index of words over the articles, filled a little at a time where a law is large."""

from collections.abc import Iterator, Sequence
from typing import Any

import sqlite_utils

from workbench.kernel.search import tokens
from workbench.law.model import Article

AT_ONCE = 80
"""Articles that are indexed in one go: no more than a window may stand still for."""
WEIGHTS = (3.0, 2.0, 1.0)
"""What a word counts for in title, chapter and text."""
_WAITING = (
    "SELECT w.version_id, w.next, v.title FROM law_wordless w "
    "LEFT JOIN law_versions v ON v.id = w.version_id LIMIT 1"
)
_SOME = (
    "SELECT id, label, number, insertion, text, chapter, position FROM law_articles "
    "WHERE version_id = ? ORDER BY position LIMIT ? OFFSET ?"
)


class WordIndex:
    """Reads and writes ``law_words``; writes need a transaction."""

    def __init__(self, db: sqlite_utils.Database) -> None:
        self._db = db

    def put(self, version_id: int, title: str, articles: Sequence[tuple[int, Article]]) -> None:
        """Index the articles (with their ids) of a version, or let those of a large one wait."""
        self._do("DELETE FROM law_wordless WHERE version_id = ?", version_id)
        if len(articles) <= AT_ONCE:
            self._add(title, articles)
        else:
            self._do("INSERT INTO law_wordless VALUES (?, 0)", version_id)

    def put_waiting(self) -> bool:
        """Index some of the articles that wait; say whether any did."""
        row = self._do(_WAITING).fetchone()
        if row is None:
            return False
        version_id, start, title = row
        rows = self._do(_SOME, version_id, AT_ONCE, start).fetchall()
        self._add(title, [(int(found[0]), Article(*found[1:])) for found in rows])
        self._do("DELETE FROM law_wordless WHERE version_id = ?", version_id)
        if len(rows) == AT_ONCE:
            self._do("INSERT INTO law_wordless VALUES (?, ?)", version_id, start + AT_ONCE)
        return True

    def ranked(self, expression: str) -> Iterator[int]:
        """Yield ids of matching articles, best first (BM25; title and chapter weigh more)."""
        cursor = self._do(
            "SELECT rowid FROM law_words WHERE law_words MATCH ? "
            f"ORDER BY bm25(law_words, {', '.join(map(str, WEIGHTS))})",
            expression,
        )
        for row in cursor:
            yield int(row[0])

    def _add(self, title: str, articles: Sequence[tuple[int, Article]]) -> None:
        title_tokens = tokens(title)
        self._db.conn.executemany(
            "INSERT INTO law_words (rowid, title, chapter, words) VALUES (?, ?, ?, ?)",
            [
                (i, title_tokens, tokens(a.chapter), tokens(f"{a.label} {a.text}"))
                for i, a in articles
            ],
        )

    def _do(self, sql: str, *parameters: object) -> Any:
        return self._db.conn.execute(sql, parameters)


def steps_for(articles: int) -> int:
    """Return how many calls of :meth:`WordIndex.put_waiting` a law of so many articles takes."""
    return articles // AT_ONCE + 1 if articles > AT_ONCE else 0
