"""Tables of the library of precedents. Only the repository and the shelf of this package use them.

``precedents`` holds what lists and rankings need, a few hundred bytes a row; the texts lie apart.
Facets (kind, court, cause …) are kept with their counts, so that no list reads the whole table.
"""

from workbench.kernel.migrations import Migration, script
from workbench.law.precedents import index_store, learnt_store

SQL = (
    # AUTOINCREMENT: an index that names a precedent by its id must never mean another.
    """CREATE TABLE precedents (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        origin TEXT NOT NULL, kind TEXT NOT NULL, stage TEXT NOT NULL, level INTEGER NOT NULL,
        title TEXT NOT NULL, number TEXT NOT NULL, library_number TEXT NOT NULL,
        court TEXT NOT NULL, province TEXT NOT NULL, document TEXT NOT NULL,
        decided INTEGER NOT NULL, causes TEXT NOT NULL, keywords TEXT NOT NULL, gist TEXT NOT NULL,
        outcome TEXT NOT NULL, pack INTEGER NOT NULL, source TEXT NOT NULL,
        digest INTEGER NOT NULL, sketch INTEGER NOT NULL, quality INTEGER NOT NULL,
        series_key INTEGER NOT NULL, series_sketch INTEGER NOT NULL, series INTEGER NOT NULL)""",
    "CREATE INDEX precedents_digest ON precedents (digest)",
    "CREATE INDEX precedents_number ON precedents (number) WHERE number != ''",
    """CREATE INDEX precedents_entry ON precedents (library_number)
        WHERE library_number != ''""",
    "CREATE INDEX precedents_day ON precedents (decided)",
    "CREATE INDEX precedents_pack ON precedents (pack)",
    "CREATE INDEX precedents_likes ON precedents (series_key) WHERE series_key != 0",
    "CREATE INDEX precedents_series ON precedents (series) WHERE series != 0",
    """CREATE TABLE precedent_texts (
        id INTEGER PRIMARY KEY, dictionary INTEGER NOT NULL, body BLOB NOT NULL)""",
    "CREATE TABLE precedent_dictionaries (id INTEGER PRIMARY KEY, content BLOB NOT NULL)",
    """CREATE TABLE precedent_facets (
        id INTEGER PRIMARY KEY, facet TEXT NOT NULL, value TEXT NOT NULL, number INTEGER NOT NULL,
        UNIQUE (facet, value))""",
    """CREATE TABLE precedent_places (
        facet INTEGER NOT NULL, decided INTEGER NOT NULL, id INTEGER NOT NULL,
        PRIMARY KEY (facet, decided, id)) WITHOUT ROWID""",
    """CREATE VIRTUAL TABLE precedent_words USING fts5 (
        words, content='', contentless_delete=1, detail='none', tokenize='ascii')""",
    """CREATE TABLE precedent_packs (
        id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE, imported TEXT NOT NULL,
        files INTEGER NOT NULL, held INTEGER NOT NULL)""",
    """CREATE TABLE precedent_skipped (
        pack INTEGER NOT NULL, file TEXT NOT NULL, reason TEXT NOT NULL,
        PRIMARY KEY (pack, file)) WITHOUT ROWID""",
    """CREATE TABLE precedent_duplicates (
        pack INTEGER NOT NULL, file TEXT NOT NULL, of INTEGER NOT NULL, reason TEXT NOT NULL,
        digest INTEGER NOT NULL, PRIMARY KEY (pack, file)) WITHOUT ROWID""",
    "CREATE INDEX precedent_duplicates_of ON precedent_duplicates (of)",
    # How far an import came, so that it goes on where it was broken off.
    """CREATE TABLE precedent_progress (
        job TEXT NOT NULL, path INTEGER NOT NULL, done INTEGER NOT NULL,
        PRIMARY KEY (job, path)) WITHOUT ROWID""",
    # Grows with every precedent that comes or goes: an index compares it with its own.
    "CREATE TABLE precedent_state (changes INTEGER NOT NULL, removed INTEGER NOT NULL)",
    "INSERT INTO precedent_state VALUES (0, 0)",
)


def migration(number: int) -> Migration:
    """Return the step that makes the tables of the library of precedents."""
    return Migration(number, "precedents", script(SQL))


FACETS_SQL = (
    """INSERT OR IGNORE INTO precedent_facets (facet, value, number)
        SELECT 'stage', stage, count(*) FROM precedents GROUP BY stage""",
    """INSERT OR IGNORE INTO precedent_places
        SELECT f.id, p.decided, p.id FROM precedents p
        JOIN precedent_facets f ON f.facet = 'stage' AND f.value = p.stage""",
    """INSERT OR IGNORE INTO precedent_facets (facet, value, number)
        SELECT 'result', r.value, count(DISTINCT p.id)
        FROM precedents p, json_each(p.outcome, '$[0]') r GROUP BY r.value""",
    """INSERT OR IGNORE INTO precedent_places
        SELECT f.id, p.decided, p.id FROM precedents p, json_each(p.outcome, '$[0]') r
        JOIN precedent_facets f ON f.facet = 'result' AND f.value = r.value""",
)
"""Stage and results, by which earlier libraries could not be narrowed."""


def facets_migration(number: int) -> Migration:
    """Return the step that lets lists be narrowed by stage and result."""
    return Migration(number, "precedent stages and results", script(FACETS_SQL))


PRECEDENT_MIGRATIONS = (
    migration(1),
    index_store.migration(2),
    facets_migration(3),
    learnt_store.migration(4),
)
"""The steps of ``precedents.db``."""
