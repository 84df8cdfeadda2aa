"""Importing a pack into the library, in portions that survive an interruption."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from workbench.law.library import Library, Outcome
from workbench.law.model import ParsedLaw, Skipped
from workbench.law.pack import pack_name, read_pack
from workbench.law.parse_file import TextOf
from workbench.law.repository import Counts

_PORTION = 200


@dataclass(frozen=True)
class ImportReport:
    """What an import did.

    Attributes:
        pack: name of the pack.
        added, merged, unchanged: files that made a new version, completed a known one, or were
            known already.
        skipped: files that gave no words of a law, with the reason.
        library: what the library holds after the import.
    """

    pack: str
    added: int
    merged: int
    unchanged: int
    skipped: tuple[Skipped, ...]
    library: Counts


def import_pack(
    library: Library,
    path: Path,
    text_of: TextOf | None = None,
    progress: Callable[[int], None] | None = None,
) -> ImportReport:
    """Import a folder, an archive or a file of laws.

    Args:
        library: where to.
        path: the pack.
        text_of: reader for formats that the law room does not read.
        progress: called with the number of files done.

    Raises:
        UserError: the pack does not exist or breaks off; what came before stays imported.
    """
    done = dict.fromkeys(Outcome, 0)
    skipped: list[Skipped] = []
    portion: list[ParsedLaw] = []
    try:
        for count, item in enumerate(read_pack(path, text_of), start=1):
            if isinstance(item, Skipped):
                skipped.append(item)
            else:
                portion.append(item)
                if not item.articles:
                    skipped.append(Skipped(item.source, "正文为空，只登记了标题和日期。"))
            if len(portion) == _PORTION:
                _add(library, portion, done)
            if progress:
                progress(count)
    finally:
        _add(library, portion, done)
        library.settle()
    pack = pack_name(path)
    library.note_skipped(pack, [(item.file, item.reason) for item in skipped])
    return ImportReport(
        pack, done[Outcome.ADDED], done[Outcome.MERGED], done[Outcome.UNCHANGED],
        tuple(skipped), library.counts(),
    )  # fmt: skip


def _add(library: Library, portion: list[ParsedLaw], done: dict[Outcome, int]) -> None:
    with library.transaction():
        for law in portion:
            done[library.add(law)] += 1
    portion.clear()
