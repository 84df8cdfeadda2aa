"""The schema of the store of cases: every step that it was made by, in their order."""

from workbench.hearing import tables as hearing_tables
from workbench.kernel import advice, features, job_table, journal, settings
from workbench.papers import case_rows, private_notes, text_corrections
from workbench.papers import tables as papers_tables

MIGRATIONS = (
    journal.migration(1),
    features.migration(2),
    advice.migration(3),
    job_table.migration(4),
    settings.migration(5),
    papers_tables.migration(6),
    advice.hiding_migration(7),
    papers_tables.origins_migration(8),
    case_rows.migration(9),
    text_corrections.migration(10),
    private_notes.migration(11),
    advice.seen_migration(12),
    papers_tables.turns_migration(13),
    hearing_tables.migration(14),
    hearing_tables.skipped_migration(15),
)
