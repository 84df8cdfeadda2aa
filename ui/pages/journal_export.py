"""Writes rows of the journal into a file, a few at a time: JSON Lines, or a table for WPS."""

import contextlib
import csv
import io
import os
import secrets
from collections.abc import Callable, Generator
from pathlib import Path
from typing import TextIO

from ui.pages.journal_model import COLUMNS, Titles, row_words
from workbench.kernel.files import cannot_write, sync_folder
from workbench.kernel.journal import Entry, Journal, as_line
from workbench.kernel.journal_query import Query

SPAN = 200
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def export(journal: Journal, query: Query, file: Path, titles: Titles) -> Generator[int, None, int]:
    """Write the rows of a query, oldest first; yield how many were written, and return it.

    Args:
        journal: where they are.
        query: which; an empty one for all.
        file: ``.csv`` for a table in words, otherwise JSON Lines with all that hashes are made of.
        titles: names of what rows are about.

    Raises:
        UserError: it cannot be written; a file that was there is kept.
    """
    temporary = file.with_name(f".{file.name}.{secrets.token_hex(4)}.tmp")
    table = file.suffix.lower() == ".csv"
    line: Callable[[Entry], str] = (
        (lambda e: _row((*row_words(e, titles), e.hash))) if table else _json
    )
    number, last = 0, journal.last()
    try:
        with _open(temporary) as stream:
            # The mark of byte order tells WPS and Excel that it is UTF-8.
            stream.write("\ufeff" + _row((*COLUMNS, "校验值")) if table else "")
            for first in range(0, last, SPAN):
                found = journal.part(query, first, min(first + SPAN, last) + 1)
                stream.writelines(line(entry) for entry in reversed(found))
                number += len(found)
                yield number
            stream.flush()
            os.fsync(stream.fileno())
        temporary.replace(file)
        sync_folder(file.parent)
    except OSError as error:
        raise cannot_write(file, error) from error
    finally:
        with contextlib.suppress(OSError):
            temporary.unlink(missing_ok=True)
    return number


def _open(path: Path) -> TextIO:
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL
    return os.fdopen(os.open(path, flags, 0o600), "w", encoding="utf-8", newline="")


def _json(entry: Entry) -> str:
    return as_line(entry) + "\n"


def _row(cells: tuple[str, ...]) -> str:
    """Return a line of a table; what a spreadsheet would run as a formula is made a text."""
    buffer = io.StringIO()
    safe = [f"'{cell}" if cell.startswith(_FORMULA) else cell for cell in cells]
    csv.writer(buffer, lineterminator="\r\n").writerow(safe)
    return buffer.getvalue()
