"""Tables of the papers room. Only the repositories of this package touch them."""

from workbench.kernel.migrations import Migration, script

CASES_SQL = (
    """CREATE TABLE cases (
        id TEXT PRIMARY KEY, title TEXT NOT NULL, number TEXT NOT NULL, typed TEXT NOT NULL,
        data TEXT NOT NULL,
        created TEXT NOT NULL, updated TEXT NOT NULL)""",
    """CREATE TABLE documents (
        id TEXT PRIMARY KEY, case_id TEXT NOT NULL REFERENCES cases (id) ON DELETE CASCADE,
        name TEXT NOT NULL, source TEXT NOT NULL, sha256 TEXT NOT NULL, size INTEGER NOT NULL,
        kind TEXT NOT NULL, outcome TEXT NOT NULL, reason TEXT NOT NULL, warnings TEXT NOT NULL,
        category TEXT NOT NULL, volume TEXT NOT NULL, position INTEGER NOT NULL,
        pages INTEGER NOT NULL, layer INTEGER NOT NULL, imported TEXT NOT NULL)""",
    "CREATE INDEX documents_case ON documents (case_id, position)",
    "CREATE INDEX documents_hash ON documents (sha256)",
    """CREATE TABLE layers (
        document TEXT NOT NULL REFERENCES documents (id) ON DELETE CASCADE,
        version INTEGER NOT NULL, engine TEXT NOT NULL, created TEXT NOT NULL,
        complete INTEGER NOT NULL, PRIMARY KEY (document, version))""",
    """CREATE TABLE pages (
        id INTEGER PRIMARY KEY, document TEXT NOT NULL, version INTEGER NOT NULL,
        number INTEGER NOT NULL, text TEXT NOT NULL, source TEXT NOT NULL,
        needs_ocr INTEGER NOT NULL, rotation INTEGER NOT NULL, width REAL NOT NULL,
        height REAL NOT NULL, segments TEXT NOT NULL,
        FOREIGN KEY (document, version) REFERENCES layers (document, version) ON DELETE CASCADE)""",
    "CREATE UNIQUE INDEX pages_place ON pages (document, version, number)",
    """CREATE VIRTUAL TABLE page_words USING fts5 (
        words, content='', contentless_delete=1, tokenize='ascii')""",
    """CREATE TRIGGER pages_gone AFTER DELETE ON pages
        BEGIN DELETE FROM page_words WHERE rowid = old.id; END""",
    """CREATE TABLE intake (
        job TEXT NOT NULL, source TEXT NOT NULL, document TEXT NOT NULL, outcome TEXT NOT NULL,
        reason TEXT NOT NULL, PRIMARY KEY (job, source))""",
    """CREATE TABLE case_values (
        id TEXT PRIMARY KEY, case_id TEXT NOT NULL REFERENCES cases (id) ON DELETE CASCADE,
        document TEXT NOT NULL, field TEXT NOT NULL, value TEXT NOT NULL, shown TEXT NOT NULL,
        grouping TEXT NOT NULL, anchor TEXT NOT NULL, rule TEXT NOT NULL, note TEXT NOT NULL,
        state TEXT NOT NULL, corrected TEXT NOT NULL, position INTEGER NOT NULL,
        decided TEXT NOT NULL)""",
    "CREATE INDEX case_values_case ON case_values (case_id, position)",
)

ORIGINS_SQL = (
    # Empty and 0: the document's own page of that number, as in every row before.
    "ALTER TABLE pages ADD COLUMN sha256 TEXT NOT NULL DEFAULT ''",
    "ALTER TABLE pages ADD COLUMN kind TEXT NOT NULL DEFAULT ''",
    "ALTER TABLE pages ADD COLUMN origin INTEGER NOT NULL DEFAULT 0",
    "CREATE INDEX pages_origin ON pages (sha256) WHERE sha256 <> ''",
    "ALTER TABLE documents ADD COLUMN removed TEXT NOT NULL DEFAULT ''",
    """CREATE TABLE volume_changes (
        id INTEGER PRIMARY KEY, case_id TEXT NOT NULL REFERENCES cases (id) ON DELETE CASCADE,
        words TEXT NOT NULL, change TEXT NOT NULL, undone INTEGER NOT NULL,
        created TEXT NOT NULL)""",
    "CREATE INDEX volume_changes_case ON volume_changes (case_id, id)",
)

TURNS_SQL = (
    # By how much the places of a page are still to be turned when they are read: a whole paper is
    # turned without writing its places anew.
    "ALTER TABLE pages ADD COLUMN turned INTEGER NOT NULL DEFAULT 0",
)


def migration(number: int) -> Migration:
    """Return the step that makes the tables of cases and papers."""
    return Migration(number, "papers", script(CASES_SQL))


def origins_migration(number: int) -> Migration:
    """Return the step that lets a paper's pages come from several originals, and be undone."""
    return Migration(number, "papers.origins", script(ORIGINS_SQL))


def turns_migration(number: int) -> Migration:
    """Return the step that lets pages be turned without writing their places anew."""
    return Migration(number, "papers.turns", script(TURNS_SQL))
