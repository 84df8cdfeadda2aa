"""Tables of the law library. Only the repository of this package touches them."""

from workbench.kernel.migrations import Migration, script

LIBRARY_SQL = (
    """CREATE TABLE laws (
        id INTEGER PRIMARY KEY, key TEXT NOT NULL UNIQUE, title TEXT NOT NULL,
        settled INTEGER NOT NULL DEFAULT 0)""",
    """CREATE TABLE law_versions (
        id INTEGER PRIMARY KEY, law_id INTEGER NOT NULL REFERENCES laws (id) ON DELETE CASCADE,
        title TEXT NOT NULL, level TEXT NOT NULL,
        promulgated TEXT, effective TEXT, ended TEXT,
        effective_basis TEXT NOT NULL, ended_basis TEXT NOT NULL,
        status TEXT NOT NULL, document_number TEXT NOT NULL, issuer TEXT NOT NULL,
        source TEXT NOT NULL, pack TEXT NOT NULL, identifier TEXT NOT NULL,
        preamble TEXT NOT NULL, articles INTEGER NOT NULL)""",
    "CREATE INDEX law_versions_law ON law_versions (law_id)",
    "CREATE INDEX law_versions_day ON law_versions (promulgated)",
    # One row for every file that was ever read into a version: the same file changes nothing.
    """CREATE TABLE law_sources (
        hash TEXT PRIMARY KEY, version_id INTEGER NOT NULL REFERENCES law_versions (id)
            ON DELETE CASCADE,
        pack TEXT NOT NULL, file TEXT NOT NULL)""",
    "CREATE INDEX law_sources_version ON law_sources (version_id)",
    """CREATE TABLE law_articles (
        id INTEGER PRIMARY KEY, version_id INTEGER NOT NULL REFERENCES law_versions (id)
            ON DELETE CASCADE,
        position INTEGER NOT NULL, label TEXT NOT NULL, number INTEGER NOT NULL,
        insertion INTEGER NOT NULL, chapter TEXT NOT NULL, text TEXT NOT NULL)""",
    "CREATE INDEX law_articles_place ON law_articles (version_id, number, insertion)",
    """CREATE TABLE law_attachments (
        version_id INTEGER NOT NULL REFERENCES law_versions (id) ON DELETE CASCADE,
        position INTEGER NOT NULL, title TEXT NOT NULL, text TEXT NOT NULL,
        PRIMARY KEY (version_id, position))""",
    """CREATE VIRTUAL TABLE law_words USING fts5 (
        title, chapter, words, content='', contentless_delete=1, tokenize='ascii')""",
    """CREATE TRIGGER law_articles_gone AFTER DELETE ON law_articles
        BEGIN DELETE FROM law_words WHERE rowid = old.id; END""",
    """CREATE TABLE law_repeals (
        key TEXT NOT NULL, day TEXT NOT NULL, by_law INTEGER NOT NULL REFERENCES laws (id)
            ON DELETE CASCADE,
        PRIMARY KEY (key, by_law))""",
    """CREATE TABLE law_skipped (
        pack TEXT NOT NULL, file TEXT NOT NULL, reason TEXT NOT NULL, PRIMARY KEY (pack, file))""",
)


def migration(number: int) -> Migration:
    """Return the step that makes the tables of the law library."""
    return Migration(number, "library", script(LIBRARY_SQL))
