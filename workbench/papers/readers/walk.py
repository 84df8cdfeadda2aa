"""Walks what a clerk drops on the window: files, folders and archives in each other.

Nothing is left out silently: what cannot or should not be read comes as an :class:`Incoming` with
a problem in words.
"""

import re
import stat
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from workbench.kernel.errors import UserError
from workbench.papers.readers.archives import (
    LITTER,
    Budget,
    Incoming,
    archive_format,
    is_litter,
    unpack,
)

_UNREADABLE = "没有读取权限或磁盘出错，未能读取。"

__all__ = ["Incoming", "expand"]


@dataclass(frozen=True)
class _Tree:
    """The folder that is walked, and how sources are written below it."""

    root: Path
    label: str


def expand(paths: Sequence[Path], budget: Budget | None = None) -> Iterator[Incoming]:
    """Yield every file under ``paths``, folders and archives opened, in natural order.

    Args:
        paths: files and folders as the user chose them; links among them are followed.
        budget: limits against archive bombs, shared by all paths; the default allows 20,000
            files and 8 GiB unpacked.
    """
    limits = budget or Budget()
    for path in paths:
        try:
            if path.is_dir():
                yield from _folder(path, _Tree(path.resolve(), path.name), limits)
            else:
                yield from _file(path, path.name, limits)
        except OSError:
            yield Incoming(path.name, path.name, None, path, _UNREADABLE)


def _folder(folder: Path, tree: _Tree, limits: Budget) -> Iterator[Incoming]:
    relative = folder.resolve().relative_to(tree.root).as_posix()
    label = tree.label if relative == "." else f"{tree.label}/{relative}"
    try:
        entries = sorted(folder.iterdir(), key=lambda one: natural_key(one.name))
    except OSError:
        yield Incoming(label, folder.name, None, folder, "没有读取权限，文件夹未能打开。")
        return
    if not entries and relative == ".":
        yield Incoming(label, folder.name, None, folder, "文件夹是空的。")
    for entry in entries:
        source = f"{label}/{_printable(entry.name)}"
        try:
            if entry.is_symlink():
                yield Incoming(source, entry.name, None, entry, _link_problem(entry, tree))
            elif entry.is_dir():
                yield from _folder(entry, tree, limits)
            else:
                yield from _file(entry, source, limits)
        except OSError:
            yield Incoming(source, entry.name, None, entry, _UNREADABLE)


def _link_problem(entry: Path, tree: _Tree) -> str:
    target = entry.resolve()
    if not target.exists():
        return "是失效的链接，未读取。"
    if target.is_relative_to(tree.root):
        return "是指向同一文件夹内的链接，未重复读取。"
    return "是指向文件夹之外的链接，未读取。"


def _file(path: Path, source: str, limits: Budget) -> Iterator[Incoming]:
    name = _printable(path.name)
    problem = _file_problem(path)
    if problem:
        yield Incoming(source, name, None, path, problem)
        return
    with path.open("rb") as stream:
        head = stream.read(512)
    if not archive_format(head, path):
        yield Incoming(source, name, None, path, "")
        return
    try:
        with path.open("rb") as stream:
            yield from unpack(stream, source, 1, limits)
    except UserError as error:
        yield Incoming(source, name, None, path, str(error))


def _file_problem(path: Path) -> str:
    if is_litter(path.name):
        return LITTER
    if not path.exists():
        return "文件不存在。"
    if not stat.S_ISREG(path.stat().st_mode):
        return "不是普通文件，未读取。"
    return ""


def natural_key(name: str) -> tuple[tuple[int, int, str], ...]:
    """Order names as people do: 证据2 before 证据10."""
    parts = re.findall(r"\d+|\D+", name.lower())
    return tuple((0, int(p), p) if p.isdecimal() else (1, 0, p) for p in parts)


def _printable(name: str) -> str:
    """Replace bytes of a name that are no characters, so that it can be stored and shown."""
    return name.encode("utf-8", "surrogateescape").decode("utf-8", "replace")
