"""All files of knowledge: those that ship with the product, and a workspace's own."""

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path

from workbench.kernel.errors import UserError
from workbench.law.knowledge import compiled
from workbench.law.knowledge.model import AREA_WORDS, Area, CauseKnowledge
from workbench.law.knowledge.read import read_knowledge

FOLDER = "knowledge"
COPY = "knowledge.json"
_TOO_LARGE = 1_000_000


@dataclass(frozen=True)
class Faulty:
    """A file that could not be read, with the reason in a Chinese sentence."""

    source: str
    reason: str


@dataclass(frozen=True)
class Shelf:
    """Knowledge of all causes, and what could not be read of the workspace's own files."""

    causes: tuple[CauseKnowledge, ...]
    common: tuple[CauseKnowledge, ...] = ()
    faulty: tuple[Faulty, ...] = ()

    @classmethod
    def load(cls, own: Path | None = None) -> "Shelf":
        """Read the product's files and those of a folder.

        A file of the folder takes the place of the product's file for the same cause. A faulty
        file of the folder is named in ``faulty`` and the product's file stays.

        Args:
            own: folder of the workspace; need not exist. Beside it a copy is kept that opens fast.

        Raises:
            UserError: a file of the product is faulty.
        """
        copy = own.with_name(COPY) if own is not None and own.parent.is_dir() else None
        held = {_key(found): found for found in _shipped(copy)}
        faulty: list[Faulty] = []
        for path in sorted(own.rglob("*.toml")) if own is not None and own.is_dir() else ():
            try:
                found = read_knowledge(_text(path), path.name)
            except UserError as error:
                faulty.append(Faulty(path.name, error.message))
            else:
                held[_key(found)] = replace(found, own=True)
        every = sorted(held.values(), key=lambda found: (found.area, found.cause))
        return cls(
            tuple(found for found in every if not found.common),
            tuple(found for found in every if found.common),
            tuple(faulty),
        )

    @cached_property
    def _by_name(self) -> dict[str, CauseKnowledge]:
        named = {name: found for found in self.causes for name in found.also}
        return named | {found.cause: found for found in self.causes}

    def of(self, cause: str) -> CauseKnowledge | None:
        """Return what is known of a cause by one of its names."""
        return self._by_name.get(cause.strip())

    def common_to(self, area: Area) -> tuple[CauseKnowledge, ...]:
        """Return what holds for every cause of an area."""
        return tuple(found for found in self.common if found.area is area)


def knowledge_of(cause: str, own: Path | None = None) -> CauseKnowledge | None:
    """Read what is known of one cause, in milliseconds; ``None`` where there is no file of it.

    Args:
        cause: as in the table of causes; files of the product are named by it.
        own: folder of the workspace; its file takes the place of the product's.
    """
    for path in sorted(own.rglob("*.toml")) if own is not None and own.is_dir() else ():
        with suppress(UserError):
            found = read_knowledge(_text(path), path.name)
            if cause in found.names():
                return replace(found, own=True)
    name = f"{cause}.toml"
    for shipped in _walk(files("resources").joinpath(FOLDER)):
        if shipped.name == name:
            return read_knowledge(shipped.read_bytes().decode("utf-8"), name)
    return None


def text_of(found: CauseKnowledge) -> str:
    """Return the text of a file that ships with the product, comments and all.

    Raises:
        UserError: there is no such file.
    """
    area = f'"领域" = "{AREA_WORDS[found.area]}"'
    for path in _walk(files("resources").joinpath(FOLDER)):
        if path.name == found.source and area in (text := path.read_text(encoding="utf-8")):
            return text
    raise UserError(f"程序没有名为“{found.source}”的知识文件，没有保存。", "请新建一个文件。")


def _key(found: CauseKnowledge) -> tuple[Area, str]:
    return found.area, found.cause


def _shipped(copy: Path | None) -> tuple[CauseKnowledge, ...]:
    """Read the product's files, or a copy made of the very same files."""
    folder = files("resources").joinpath(FOLDER)
    texts = tuple((path.name, path.read_bytes()) for path in _walk(folder))
    digest = compiled.digest_of(texts)
    found = compiled.opened(copy, digest) if copy else None
    if found is None:
        found = _read(texts)
        if copy:
            compiled.keep(copy, digest, found)
    return found


@lru_cache(maxsize=1)
def _read(texts: tuple[tuple[str, bytes], ...]) -> tuple[CauseKnowledge, ...]:
    # Half a second of a person's waiting; another workspace of the same run need not wait again.
    return tuple(read_knowledge(content.decode("utf-8"), name) for name, content in texts)


def _walk(folder: Traversable) -> Iterator[Traversable]:
    for entry in sorted(folder.iterdir(), key=lambda found: found.name):
        if entry.is_dir():
            yield from _walk(entry)
        elif entry.name.endswith(".toml"):
            yield entry


def _text(path: Path) -> str:
    try:
        if path.stat().st_size > _TOO_LARGE:
            raise UserError(f"知识文件“{path.name}”太大，没有读入。", "一个案由写一个文件。")
        return path.read_bytes().decode("utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise UserError(
            f"知识文件“{path.name}”读不出来，没有读入。", "请存成 UTF-8 编码的文本文件。"
        ) from error
