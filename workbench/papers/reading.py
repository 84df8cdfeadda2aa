"""Reading files in a child process: a damaged file may take the child down, never the window.

The child seals each original into the vault and hands over text in batches of pages; the parent
(:mod:`workbench.papers.intake`) stores them.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from workbench.kernel.child import Report
from workbench.kernel.errors import UserError
from workbench.kernel.vault import Vault
from workbench.papers.model import Outcome, Page, ReadResult

if TYPE_CHECKING:
    from workbench.papers.readers.walk import Incoming

BATCH = 40
"""Pages handed over at a time."""


@dataclass(frozen=True)
class Begun:
    """The child is about to read a file."""

    source: str


@dataclass(frozen=True)
class Kept:
    """A file's original is in the vault."""

    source: str
    name: str
    sha256: str
    size: int


@dataclass(frozen=True)
class Pages:
    """Some pages of the file last kept."""

    source: str
    pages: tuple[Page, ...]


@dataclass(frozen=True)
class Ended:
    """How reading a file ended; ``result`` comes without pages and attachments."""

    source: str
    result: ReadResult
    duplicate: str = ""


@dataclass(frozen=True)
class Reader:
    """What reading a file needs: where messages go, the vault, and what is there already."""

    report: Report
    vault: Vault
    done: frozenset[str]
    known: dict[str, str]


def read_files(report: Report, arguments: dict[str, Any]) -> None:
    """Child's work: read files, folders and archives.

    Args:
        report: where results go.
        arguments: ``paths`` (strings), ``vault`` (folder), ``key`` (bytes), ``done`` (sources to
            pass over), ``known`` (hashes already in the case → document's name).
    """
    vault = Vault(Path(arguments["vault"]), arguments["key"])
    reader = Reader(report, vault, frozenset(arguments["done"]), dict(arguments["known"]))
    finished = len(reader.done)
    for source, incoming in sources([Path(p) for p in arguments["paths"]]):
        if source in reader.done:
            continue
        report.progress(finished, 0, f"正在读取“{incoming.name}”")
        report.partial(Begun(source))
        try:
            data = content_of(incoming)
        except UserError as error:
            result = ReadResult(Outcome.UNREADABLE, "unknown", reason=str(error))
            report.partial(Ended(source, result))
        else:
            _read_one(reader, source, incoming.name, data)
        finished += 1


def sources(paths: Sequence[Path]) -> Iterator[tuple[str, "Incoming"]]:
    """Yield every file with a name of its own: two of one path in the import are told apart."""
    from workbench.papers.readers.walk import expand

    seen: Counter[str] = Counter()
    for incoming in expand(paths):
        seen[incoming.source] += 1
        number = seen[incoming.source]
        yield (incoming.source if number == 1 else f"{incoming.source}（{number}）"), incoming


def content_of(incoming: "Incoming") -> bytes:
    """Return a file's bytes.

    Raises:
        UserError: it cannot be read, or not with the memory there is; nothing was kept of it.
    """
    if incoming.problem:
        raise UserError(incoming.problem)
    try:
        return incoming.read()
    except MemoryError as error:
        raise UserError("文件过大，内存不足，没有读取，也没有保存原件；请保留原文件。") from error


def _read_one(reader: Reader, source: str, name: str, data: bytes) -> None:
    from workbench.papers.readers import read

    report, known = reader.report, reader.known
    stored = reader.vault.put(data)
    if stored.sha256 in known:
        result = ReadResult(Outcome.READABLE, "unknown")
        report.partial(Ended(source, result, duplicate=known[stored.sha256]))
        return
    known[stored.sha256] = name
    report.partial(Kept(source, name, stored.sha256, stored.size))
    result = read(data, name)
    for batch in _batches(result.pages):
        report.partial(Pages(source, batch))
    # A mail has ended only with its last attachment; until then a resumed import reads it again.
    for number, attachment in enumerate(result.attachments, 1):
        inner = f"{source}/{number:02d} {attachment.name}"
        if inner not in reader.done:
            report.partial(Begun(inner))
            _read_one(reader, inner, attachment.name, attachment.data)
    report.partial(Ended(source, replace(result, pages=(), attachments=())))


def _batches(pages: tuple[Page, ...]) -> Iterator[tuple[Page, ...]]:
    for start in range(0, len(pages), BATCH):
        yield pages[start : start + BATCH]
