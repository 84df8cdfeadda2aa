"""Import of packs into the library as a job: a child reads and parses, the parent stores.

Every file has an end: a law, or a line in the list of what was skipped. The same pack twice
changes nothing, so an interrupted import is resumed by running it again.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from workbench.kernel.changes import Changes
from workbench.kernel.child import Report
from workbench.kernel.errors import UserError
from workbench.kernel.job_table import Job
from workbench.kernel.jobs import Work
from workbench.kernel.journal import Journal
from workbench.law.library import Library
from workbench.law.model import ParsedLaw, Skipped
from workbench.law.pace import Pace
from workbench.law.pack import pack_name, read_pack
from workbench.law.packs import PackBook
from workbench.law.parse_file import TextOf
from workbench.law.word_index import steps_for

PORTION = 40
"""Articles handed over at a time: so few that storing them does not hold up the window."""
STEP = 20
"""One step of settling for so many files; what is left is done at the end."""


@dataclass(frozen=True)
class Portion:
    """Some laws of a pack."""

    pack: str
    laws: tuple[ParsedLaw, ...]


@dataclass(frozen=True)
class PackEnd:
    """What a pack left out."""

    pack: str
    files: int
    skipped: tuple[Skipped, ...]


@dataclass(frozen=True)
class Settle:
    """A turn for the parent to settle some of what came."""


def read_packs(report: Report, arguments: dict[str, Any]) -> None:
    """Child's work: read packs.

    Args:
        report: where results go.
        arguments: ``paths`` (strings), ``text_of``, the reader for further formats, and
            ``waiting``, how many steps are to be settled besides.
    """
    total, waiting = 0, arguments["waiting"]
    for path in map(Path, arguments["paths"]):
        pack = pack_name(path)
        laws: list[ParsedLaw] = []
        skipped: list[Skipped] = []
        files = 0
        for item in read_pack(path, arguments["text_of"]):
            files += 1
            if isinstance(item, Skipped):
                skipped.append(item)
            else:
                laws.append(item)
                waiting += steps_for(len(item.articles))
                if not item.articles:
                    skipped.append(Skipped(item.source, "正文为空，只登记了标题和日期。"))
            held = sum(max(len(law.articles), 6) for law in laws)
            if held >= PORTION:
                report.progress(files, 0, f"正在导入“{pack}”，已读 {files} 个文件")
                report.partial(Portion(pack, tuple(laws)))
                laws.clear()
        report.partial(Portion(pack, tuple(laws)))
        report.partial(PackEnd(pack, files, tuple(skipped)))
        total += files
    report.progress(total, total, "正在整理各版本的有效期间")
    for _ in range(waiting + total * 3 // STEP + 40):
        report.partial(Settle())


class LawImportKind:
    """The parent's side of the job ``laws.import``."""

    name = "laws.import"
    feature = ""

    def __init__(
        self, library: Library, book: PackBook, journal: Journal, text_of: TextOf, pace: Pace
    ) -> None:
        self._pace = pace
        self._library = library
        self._book = book
        self._journal = journal
        self._text_of = text_of
        self._settling: Iterator[None] = iter(())

    def work(self, job: Job) -> Work | None:
        """Read all packs of the job; what is known already costs little."""
        self._pace.begin()
        # A generator: it looks at the library when its first step is asked for.
        self._settling = self._library.settle_in_steps()
        paths = job.payload["paths"]
        waiting = 0 if paths else self._library.unsettled()
        return Work(read_packs, {"paths": paths, "text_of": self._text_of, "waiting": waiting})

    def store(self, job: Job, item: Any) -> Changes:
        """Keep a portion of laws, or the list of what was skipped."""
        del job
        self._pace.step()
        match item:
            case Settle():
                next(self._settling, None)
                return Changes.of()
            case Portion():
                with self._library.transaction():
                    for law in item.laws:
                        self._library.add(law)
            case PackEnd():
                rows = [(entry.file, entry.reason) for entry in item.skipped]
                self._library.note_skipped(item.pack, rows)
                self._book.note(item.pack, item.files)
        return Changes.of("library")

    def died(self, job: Job, reason: str) -> bool:
        """Leave it failed; what was stored stays."""
        del job, reason
        return False

    def left(self, job: Job) -> tuple[str, dict[str, Any]] | None:
        """Have the days of what was stored worked out: else it would look to be in force."""
        self._pace.end()
        if not job.payload["paths"] or not self._library.unsettled():
            return None
        return "整理法规的有效期间", {"paths": []}

    def finish(self, job: Job) -> str:
        """Work out when each version was in force, and say what the library holds.

        Raises:
            UserError: the packs held no law at all.
        """
        self._finish_settling()
        counts = self._library.counts()
        if not counts.laws:
            raise UserError(
                "所选文件中没有可以导入的法律，法规库没有变化。",
                "请选择法规库文件夹、压缩包或法律文件。",
            )
        if not job.payload["paths"]:
            return "已入库法规的有效期间已整理。"
        packs = [pack_name(Path(path)) for path in job.payload["paths"]]
        self._journal.append("laws.import", job.id, packs=packs, laws=counts.laws)
        skipped = sum(pack in packs for pack, _, _ in self._library.skipped())
        words = f"法规库现有法律文件 {counts.laws} 部、版本 {counts.versions} 个、"
        return words + f"条文 {counts.articles} 条；本次有 {skipped} 个文件未能导入。"

    def _finish_settling(self) -> None:
        for _ in self._settling:
            pass
        self._library.settle()  # nothing is left of it, unless the steps were broken off
        self._pace.end()
