"""Import into the library of precedents as a job: a child reads, the parent stores.

Every document has an end: a precedent, a duplicate, or a line in the list of what was skipped.
How far each path was read is stored with what came of it, so that a job goes on where it was
broken off. The same pack twice changes nothing.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from workbench.kernel.changes import Changes
from workbench.kernel.child import Report
from workbench.kernel.errors import UserError
from workbench.kernel.job_table import Job
from workbench.kernel.jobs import Work
from workbench.kernel.journal import Journal
from workbench.kernel.store import Store
from workbench.law.citation.rules import load_rules
from workbench.law.model import Skipped
from workbench.law.pace import Pace
from workbench.law.pack import pack_name
from workbench.law.parse_file import TextOf, suffix_of
from workbench.law.precedents.copies import Packed
from workbench.law.precedents.model import Origin
from workbench.law.precedents.packing import SAMPLES, Press, raw, trained
from workbench.law.precedents.repository import PrecedentRepository
from workbench.law.precedents.shelf import Shelf

if TYPE_CHECKING:
    from workbench.law.precedents.reader import ReadPrecedent

KIND = "precedents.import"
PORTION = 8
"""Precedents handed over at a time: so few that storing them does not hold up the window."""
_MOST_WAITING = 400
"""Documents after which a portion is handed over even where none gave a precedent."""
_RISKY = frozenset({".pdf", ".doc", ".ofd", ".wps"})


@dataclass(frozen=True)
class Portion:
    """What some documents of a path gave; ``done`` counts all of the path so far."""

    path: int
    pack: str
    done: int
    precedents: tuple[Packed, ...]
    skipped: tuple[Skipped, ...]


@dataclass(frozen=True)
class Trying:
    """The document that is read next, if it may take the reader down."""

    path: int
    pack: str
    name: str
    done: int


@dataclass(frozen=True)
class Dictionary:
    """A dictionary for the compression of what follows."""

    number: int
    content: bytes


@dataclass(frozen=True)
class PackRead:
    """A path was read to its end."""

    path: int
    pack: str
    files: int


def read_packs(report: Report, arguments: dict[str, Any]) -> None:
    """Child's work: read packs.

    Args:
        report: where results go.
        arguments: ``paths``, ``text_of``, ``titles`` of the library of laws, ``origin``,
            ``own_courts``, ``dictionary`` (number and content), ``done`` (documents of each path
            that are dealt with), ``careful`` (say of every document that it is read next).
    """
    # Imported here, as the window, which only queues the job, would wait for it at its start.
    from workbench.law.precedents.reader import Reading, read_all
    from workbench.law.precedents.sources import read_sources, size_of

    names = load_rules(arguments["titles"]).names
    paths = [Path(path) for path in arguments["paths"]]
    sizes = [size_of(path) for path in paths]
    bench = _Bench(report, arguments["dictionary"], sum(sizes))
    origin = Origin(arguments["origin"]) if arguments["origin"] else None
    for number, path in enumerate(paths):
        pack = pack_name(path)
        reading = Reading(names, origin, frozenset(arguments["own_courts"]), pack)
        done = arguments["done"].get(number, 0)
        bench.begin(number, pack, done, sum(sizes[:number]))
        for name, take in read_sources(path, arguments["text_of"], done, bench.passed):
            if arguments["careful"] or suffix_of(name) in _RISKY:
                bench.announce(name)
            bench.put(read_all(take, reading))
        bench.end()


class _Bench:
    """Collects what documents gave, compresses it, and hands it over in portions."""

    def __init__(self, report: Report, dictionary: tuple[int, bytes | None], total: int) -> None:
        self._report = report
        self._number, content = dictionary
        self._press = Press(content)
        self._samples: list[bytes] | None = None if content else []
        self._total = total
        self._before = self._bytes = 0

    def begin(self, path: int, pack: str, done: int, before: int) -> None:
        """Begin a path, of which some documents are dealt with."""
        self._path, self._pack, self._done, self._before = path, pack, done, before
        self._precedents: list[Packed] = []
        self._skipped: list[Skipped] = []
        self._bytes, self._held = 0, done

    def passed(self, size: int) -> None:
        """Note how many bytes of the path were read."""
        self._bytes = size

    def announce(self, name: str) -> None:
        """Hand over what there is, and say what is read next: it may take this process down."""
        self._hand_over()
        self._report.partial(Trying(self._path, self._pack, name, self._done))

    def put(self, items: "Iterable[ReadPrecedent | Skipped]") -> None:
        """Take what a document gave."""
        self._done += 1
        for item in items:
            if isinstance(item, Skipped):
                self._skipped.append(item)
            else:
                self._precedents.append(self._packed(item))
        if len(self._precedents) >= PORTION or self._done - self._held >= _MOST_WAITING:
            self._hand_over()

    def end(self) -> None:
        """Hand over the rest of a path."""
        self._hand_over()
        self._report.partial(PackRead(self._path, self._pack, self._done))

    def _packed(self, item: "ReadPrecedent") -> Packed:
        content = raw(item.precedent)
        if self._samples is not None:
            self._samples.append(content)
            if len(self._samples) >= SAMPLES:
                self._train(self._samples)
        return Packed(
            replace(item.precedent, text="", sections=(), articles=()),
            self._press(content),
            self._number,
            item.quality,
            item.series_sketch,
            item.marks,
        )

    def _train(self, samples: Sequence[bytes]) -> None:
        self._samples = None
        content = trained(samples)
        if content is not None:
            self._number += 1
            self._report.partial(Dictionary(self._number, content))
            self._press = Press(content)

    def _hand_over(self) -> None:
        if self._done == self._held:
            return
        words = f"正在导入“{self._pack}”，已读 {self._done:,} 件"
        # In hundredths of the bytes: how many documents an archive holds is not known before.
        done = min((self._before + self._bytes) * 100 // max(1, self._total), 99)
        self._report.progress(done, 100, words)
        self._report.partial(
            Portion(
                self._path, self._pack, self._done, tuple(self._precedents), tuple(self._skipped)
            )
        )
        self._precedents.clear()
        self._skipped.clear()
        self._held = self._done


class PrecedentImportKind:
    """The parent's side of the job ``precedents.import``."""

    name = KIND
    feature = "law.precedents"

    def __init__(
        self,
        store: Store,
        journal: Journal,
        text_of: TextOf,
        titles: Callable[[], Iterable[str]],
        pace: Pace,
    ) -> None:
        self._store = store
        self._repository = PrecedentRepository(store)
        self._shelf = Shelf(store)
        self._journal = journal
        self._text_of = text_of
        self._titles = titles
        self._pace = pace
        self._trying: Trying | None = None
        self._careful: set[str] = set()

    def work(self, job: Job) -> Work | None:
        """Return what is left: documents that were dealt with are passed over."""
        self._pace.begin()
        self._shelf.begin()
        self._trying = None
        done = self._repository.progress(job.id)
        if not done:
            with self._store.transaction():
                for path in job.payload["paths"]:
                    self._shelf.begin_pack(pack_name(Path(path)))
        arguments = {
            "paths": job.payload["paths"],
            "origin": job.payload["origin"],
            "own_courts": job.payload["own_courts"],
            "text_of": self._text_of,
            "titles": list(self._titles()),
            "dictionary": self._repository.dictionary(),
            "done": done,
            "careful": job.id in self._careful,
        }
        return Work(read_packs, arguments)

    def store(self, job: Job, item: Any) -> Changes:
        """Keep a portion, with how far it goes, in one transaction."""
        self._pace.step()
        try:
            with self._store.transaction():
                return self._keep(job, item)
        except BaseException:
            self._shelf.forget()
            raise

    def _keep(self, job: Job, item: Any) -> Changes:
        match item:
            case Dictionary():
                self._shelf.add_dictionary(item.number, item.content)
            case Trying():
                self._trying = item
            case PackRead():
                self._shelf.end_pack(item.pack, item.files)
            case Portion():
                self._trying = None
                for packed in item.precedents:
                    self._shelf.add(packed)
                self._shelf.skip(item.pack, item.skipped)
                self._shelf.note_progress(job.id, item.path, item.done)
                return Changes.of("precedents")
        return Changes.of()

    def died(self, job: Job, reason: str) -> bool:
        """Set the document aside that took the child down, and go on behind it.

        Where it is not known which one did, the child goes on once more and names each.
        """
        del reason
        trying = self._trying
        if trying is None:
            known = job.id in self._careful
            self._careful.add(job.id)
            return not known
        self._careful.discard(job.id)
        self._trying = None
        with self._store.transaction():
            words = "读取时程序异常退出，文件可能已损坏，未导入。"
            self._shelf.skip(trying.pack, [Skipped(trying.name, words)])
            self._shelf.note_progress(job.id, trying.path, trying.done + 1)
        return True

    def left(self, job: Job) -> None:
        """Wait for the disk again; nothing else is left undone."""
        del job
        self._pace.end()

    def finish(self, job: Job) -> str:
        """Record the import, and say what the library holds.

        Raises:
            UserError: no document was a precedent.
        """
        with self._store.transaction():
            self._shelf.forget_progress(job.id)
        self._pace.end()
        names = [pack_name(Path(path)) for path in job.payload["paths"]]
        packs = [pack for pack in self._repository.packs() if pack.name in names]
        held = sum(pack.held for pack in packs)
        twice = sum(pack.duplicates for pack in packs)
        skipped = sum(pack.skipped for pack in packs)
        if not held + twice:
            raise UserError(
                "所选文件中没有可以导入的裁判文书或案例，案例库没有变化。",
                "请选择判决书、裁定书或案例文件、所在文件夹、压缩包或 JSON Lines 文件。",
            )
        self._journal.append(KIND, job.id, packs=names, precedents=held, skipped=skipped)
        total = self._repository.count()
        return (
            f"案例库现有 {total:,} 件；本次所选材料入库 {held:,} 件，"
            f"与已有案例重复 {twice:,} 件，未能导入 {skipped:,} 件。"
        )
