"""Reading files in a child process: a damaged file may take the child down, never the window.

The child seals each original into the vault and hands over text in batches of pages; the parent
(:mod:`workbench.papers.intake`) stores them.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from workbench.kernel.child import Report
from workbench.kernel.vault import Vault
from workbench.papers.model import Outcome, Page, ReadResult

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


def read_files(report: Report, arguments: dict[str, Any]) -> None:
    """Child's work: read files, folders and archives.

    Args:
        report: where results go.
        arguments: ``paths`` (strings), ``vault`` (folder), ``key`` (bytes), ``done`` (sources to
            pass over), ``known`` (hashes already in the case → document's name).
    """
    from workbench.papers.readers.walk import expand

    vault = Vault(Path(arguments["vault"]), arguments["key"])
    done, known = set(arguments["done"]), dict(arguments["known"])
    finished = len(done)
    for incoming in expand([Path(p) for p in arguments["paths"]]):
        if incoming.source in done:
            continue
        report.progress(finished, 0, f"正在读取“{incoming.name}”")
        report.partial(Begun(incoming.source))
        if incoming.problem:
            result = ReadResult(Outcome.UNREADABLE, "unknown", reason=incoming.problem)
            report.partial(Ended(incoming.source, result))
        else:
            data = incoming.data
            if data is None and incoming.path is not None:
                data = incoming.path.read_bytes()
            _read_one(report, vault, known, incoming.source, incoming.name, data or b"")
        finished += 1


def _read_one(
    report: Report, vault: Vault, known: dict[str, str], source: str, name: str, data: bytes
) -> None:
    from workbench.papers.readers import read

    stored = vault.put(data)
    if stored.sha256 in known:
        result = ReadResult(Outcome.READABLE, "unknown")
        report.partial(Ended(source, result, duplicate=known[stored.sha256]))
        return
    known[stored.sha256] = name
    report.partial(Kept(source, name, stored.sha256, stored.size))
    result = read(data, name)
    for batch in _batches(result.pages):
        report.partial(Pages(source, batch))
    report.partial(Ended(source, replace(result, pages=(), attachments=())))
    for attachment in result.attachments:
        inner = f"{source}/{attachment.name}"
        report.partial(Begun(inner))
        _read_one(report, vault, known, inner, attachment.name, attachment.data)


def _batches(pages: tuple[Page, ...]) -> Iterator[tuple[Page, ...]]:
    for start in range(0, len(pages), BATCH):
        yield pages[start : start + BATCH]
