"""Tables of the hearing room. Only the repositories of this package touch them."""

from workbench.kernel.migrations import Migration, script

HEARINGS_SQL = (
    """CREATE TABLE hearings (
        id TEXT PRIMARY KEY, case_id TEXT NOT NULL REFERENCES cases (id) ON DELETE CASCADE,
        ordinal INTEGER NOT NULL, procedure TEXT NOT NULL, profile TEXT NOT NULL,
        created TEXT NOT NULL, updated TEXT NOT NULL, removed TEXT NOT NULL)""",
    "CREATE INDEX hearings_case ON hearings (case_id, ordinal)",
    """CREATE TABLE recordings (
        id TEXT PRIMARY KEY, hearing TEXT NOT NULL REFERENCES hearings (id) ON DELETE CASCADE,
        position INTEGER NOT NULL, name TEXT NOT NULL, sha256 TEXT NOT NULL, sm3 TEXT NOT NULL,
        size INTEGER NOT NULL, container TEXT NOT NULL, codec TEXT NOT NULL, rate INTEGER NOT NULL,
        channels INTEGER NOT NULL, seconds REAL NOT NULL, gap REAL NOT NULL, began TEXT NOT NULL,
        damages TEXT NOT NULL, live INTEGER NOT NULL, complete INTEGER NOT NULL,
        removed TEXT NOT NULL)""",
    "CREATE INDEX recordings_hearing ON recordings (hearing, position)",
    "CREATE INDEX recordings_hash ON recordings (sha256)",
    """CREATE TABLE recording_peaks (
        recording TEXT PRIMARY KEY REFERENCES recordings (id) ON DELETE CASCADE,
        per_second REAL NOT NULL, channels INTEGER NOT NULL, data BLOB NOT NULL)""",
    """CREATE TABLE hearing_turns (
        id TEXT PRIMARY KEY, hearing TEXT NOT NULL REFERENCES hearings (id) ON DELETE CASCADE,
        recording TEXT NOT NULL REFERENCES recordings (id) ON DELETE CASCADE,
        channel INTEGER NOT NULL, start REAL NOT NULL, stop REAL NOT NULL, heard TEXT NOT NULL,
        verbatim TEXT NOT NULL, cleaned TEXT NOT NULL, role TEXT NOT NULL, basis TEXT NOT NULL,
        corrected INTEGER NOT NULL, overlap INTEGER NOT NULL, engine TEXT NOT NULL,
        notes TEXT NOT NULL)""",
    "CREATE INDEX hearing_turns_place ON hearing_turns (hearing, recording, start)",
    "CREATE INDEX hearing_turns_recording ON hearing_turns (recording, start)",
    # Apart, so that the list of 3,000 turns need not read 60,000 words.
    """CREATE TABLE hearing_words (
        turn TEXT PRIMARY KEY REFERENCES hearing_turns (id) ON DELETE CASCADE,
        words TEXT NOT NULL)""",
    # Up to which second of a channel the sound has been read; written with its turns.
    """CREATE TABLE hearing_listened (
        recording TEXT NOT NULL REFERENCES recordings (id) ON DELETE CASCADE,
        channel INTEGER NOT NULL, pass TEXT NOT NULL, until REAL NOT NULL,
        PRIMARY KEY (recording, channel, pass))""",
    """CREATE TABLE hearing_dropped (
        recording TEXT NOT NULL REFERENCES recordings (id) ON DELETE CASCADE,
        channel INTEGER NOT NULL, start REAL NOT NULL, stop REAL NOT NULL, text TEXT NOT NULL,
        rule TEXT NOT NULL)""",
    "CREATE INDEX hearing_dropped_recording ON hearing_dropped (recording, start)",
    """CREATE TABLE hearing_steps (
        id INTEGER PRIMARY KEY, hearing TEXT NOT NULL REFERENCES hearings (id) ON DELETE CASCADE,
        words TEXT NOT NULL, change TEXT NOT NULL, merging TEXT NOT NULL,
        undone INTEGER NOT NULL, created TEXT NOT NULL)""",
    "CREATE INDEX hearing_steps_hearing ON hearing_steps (hearing, id)",
    """CREATE TABLE hearing_amendments (
        id TEXT PRIMARY KEY, hearing TEXT NOT NULL REFERENCES hearings (id) ON DELETE CASCADE,
        turn TEXT NOT NULL, name TEXT NOT NULL, role TEXT NOT NULL, asked TEXT NOT NULL,
        made TEXT NOT NULL, granted INTEGER, decided TEXT NOT NULL)""",
    """CREATE TABLE hearing_sheets (
        hearing TEXT NOT NULL REFERENCES hearings (id) ON DELETE CASCADE,
        name TEXT NOT NULL, data TEXT NOT NULL, PRIMARY KEY (hearing, name))""",
    """CREATE TABLE hearing_intake (
        job TEXT NOT NULL, source TEXT NOT NULL,
        hearing TEXT NOT NULL REFERENCES hearings (id) ON DELETE CASCADE,
        recording TEXT NOT NULL, outcome TEXT NOT NULL, reason TEXT NOT NULL,
        PRIMARY KEY (job, source))""",
    """CREATE TABLE seat_profiles (
        name TEXT PRIMARY KEY, seats TEXT NOT NULL)""",
)

SKIPPED_SQL = ("ALTER TABLE hearing_turns ADD COLUMN skipped TEXT NOT NULL DEFAULT ''",)


def migration(number: int) -> Migration:
    """Return the step that makes the tables of hearings, recordings and turns."""
    return Migration(number, "hearing", script(HEARINGS_SQL))


def skipped_migration(number: int) -> Migration:
    """Return the step that keeps which changes of the rules a person took back."""
    return Migration(number, "hearing.skipped", script(SKIPPED_SQL))
