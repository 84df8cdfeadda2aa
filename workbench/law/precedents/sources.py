"""Walks what is to be imported: folders, archives, single files, rows of JSON Lines.

One text is held at a time, however large the pack. The order is the same every time, so that an
import that was broken off goes on where it was: what was dealt with is passed over unread.
"""

import gzip
import io
import json
import zipfile
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import IO, Any, cast

from workbench.kernel.errors import UserError
from workbench.law.model import Skipped
from workbench.law.pack import entries
from workbench.law.parse_file import MAX_BYTES, TextOf, suffix_of
from workbench.law.parse_html import html_text
from workbench.law.precedents.entry import FIELDS

DOCUMENTS = frozenset(
    {".docx", ".doc", ".wps", ".rtf", ".pdf", ".ofd", ".txt", ".md", ".html", ".htm", ".mht"}
)
"""Endings of files that may hold a judgment."""
_PLAIN = frozenset({".txt", ".md"})
_PAGES = frozenset({".html", ".htm"})
_ROWS = (".jsonl", ".ndjson", ".jsonl.zst", ".jsonl.gz", ".ndjson.zst", ".ndjson.gz")
_ARCHIVES = (".zip", ".tar", ".tar.gz", ".tgz", ".tar.zst", ".tzst", ".tar.xz", ".tar.bz2")
_TEXT_KEYS = ("text", "正文", "全文", "content", "文书内容")
_TITLE_KEYS = ("title", "标题", "案件名称", "name")
_ID_KEYS = ("id", "入库编号", "案号", "number")
_CHUNK = 1 << 16
_SIP = 1 << 12
_LONGEST_ROW = 32 * 1024 * 1024


@dataclass(frozen=True)
class Raw:
    """The plain text of one document, before anything is read in it.

    Attributes:
        source: file within the pack; of a row, the file and the row's id.
        text: as it came.
        title: that came along, else empty.
    """

    source: str
    text: str
    title: str = ""


Item = Raw | Skipped
Passed = Callable[[int], None]
"""Told how many bytes of the path were read so far, about."""


def read_sources(
    path: Path, text_of: TextOf, passed_over: int = 0, told: Passed | None = None
) -> Iterator[tuple[str, Callable[[], Item]]]:
    """Yield every document of a path: its name, and how to read it.

    Args:
        path: folder, archive, document or file of JSON Lines.
        text_of: reader for formats that are no plain text.
        passed_over: so many documents are not yielded.
        told: called with the bytes that were passed.

    Raises:
        UserError: the path does not exist or the archive is damaged; what was yielded stays good.
    """
    for number, item in enumerate(_documents(path, path.name, text_of, told or _silent)):
        if number >= passed_over:
            yield item


def size_of(path: Path) -> int:
    """Return the bytes of a file, or of all files of a folder."""
    if path.is_dir():
        return sum(file.stat().st_size for file in path.rglob("*") if file.is_file())
    return path.stat().st_size if path.exists() else 0


def _silent(_: int) -> None:
    """Tell nobody."""


_Named = tuple[str, Callable[[], Item]]


def _documents(path: Path, label: str, text_of: TextOf, told: Passed) -> Iterator[_Named]:
    """Yield what a path holds; ``label`` is what the names of rows begin with."""
    if path.is_dir():
        yield from _folder(path, text_of, told)
    elif path.name.casefold().endswith(_ROWS):
        yield from _rows(path, label, told)
    else:
        yield from _packed(path, "", text_of, told)


def _folder(path: Path, text_of: TextOf, told: Passed) -> Iterator[_Named]:
    done = 0
    for inner, read in entries(path):
        file = path / inner
        lower = inner.casefold()
        if lower.endswith(_ROWS):
            yield from _undamaged(inner, _rows(file, inner, _silent))
        elif lower.endswith(_ARCHIVES):
            yield from _undamaged(inner, _packed(file, f"{inner}/", text_of, _silent))
        else:
            yield inner, partial(document, inner, read, text_of)
        done += file.stat().st_size
        told(done)


def _undamaged(inner: str, documents: Iterator[_Named]) -> Iterator[_Named]:
    """Yield what a file in a folder holds; damage is named, not raised."""
    try:
        yield from documents
    except UserError as error:
        yield inner, partial(Skipped, inner, str(error))


def _packed(path: Path, prefix: str, text_of: TextOf, told: Passed) -> Iterator[_Named]:
    done = 0

    def counted(take: Callable[[], bytes]) -> bytes:
        nonlocal done
        data = take()
        done += len(data)
        told(done)
        return data

    for inner, read in entries(path):
        label = prefix + inner
        held = partial(counted, read) if read is not None else None
        if inner.casefold().endswith((".jsonl", ".ndjson")):
            yield from _rows_within(label, held)
        else:
            yield label, partial(document, label, held, text_of)


def _rows_within(label: str, read: Callable[[], bytes] | None) -> Iterator[_Named]:
    try:
        data = _taken(read)
    except UserError as error:
        yield label, partial(Skipped, label, str(error))
    else:
        yield from _lines(label, iter(data.split(b"\n")))


def document(inner: str, read: Callable[[], bytes] | None, text_of: TextOf) -> Item:
    """Return the text of one file, or the reason why there is none."""
    try:
        return Raw(inner, _text(_content(inner, read), inner, text_of))
    except UserError as error:
        return Skipped(inner, str(error))


def _content(inner: str, read: Callable[[], bytes] | None) -> bytes:
    """Return the bytes of a document.

    Raises:
        UserError: it cannot hold one, or cannot be read.
    """
    if suffix_of(inner) not in DOCUMENTS:
        raise UserError("不是可以导入的裁判文书格式。")
    return _taken(read)


def _taken(read: Callable[[], bytes] | None) -> bytes:
    """Return the bytes of a file.

    Raises:
        UserError: it is too large, empty or cannot be read.
    """
    if read is None:
        raise UserError(f"文件超过 {MAX_BYTES // 1024 // 1024} MB，未导入。")
    try:
        data = read()
    except RuntimeError as error:  # zipfile's word for a member that wants a password
        raise UserError("压缩包内的文件有密码，无法读取。") from error
    except (OSError, zipfile.BadZipFile, zlib.error, EOFError) as error:
        raise UserError(f"文件无法读取（{type(error).__name__}）。") from error
    if not data.strip():
        raise UserError("文件是空的。")
    return data


def _text(data: bytes, inner: str, text_of: TextOf) -> str:
    suffix = suffix_of(inner)
    if suffix in _PLAIN or suffix in _PAGES:
        try:
            text = data.decode("utf-8-sig")
        except UnicodeDecodeError:
            return text_of(data, inner)
        return html_text(text) if suffix in _PAGES else text
    return text_of(data, inner)


def _rows(path: Path, name: str, told: Passed) -> Iterator[_Named]:
    with path.open("rb") as file, _unpacked(file, path.name) as stream:

        def lines() -> Iterator[bytes]:
            while line := stream.readline(_LONGEST_ROW):
                told(file.tell())
                yield line

        yield from _lines(name, lines())


@contextmanager
def _unpacked(file: IO[bytes], name: str) -> Iterator[IO[bytes]]:
    import zstandard

    stream: Any = file
    if name.casefold().endswith(".zst"):
        stream = io.BufferedReader(_Zst(file), _CHUNK)
    elif name.casefold().endswith(".gz"):
        stream = gzip.GzipFile(fileobj=file)
    try:
        yield cast("IO[bytes]", stream)
    except (zstandard.ZstdError, EOFError, gzip.BadGzipFile, zlib.error) as error:
        raise UserError(
            f"文件“{name}”已损坏或不完整；损坏之前的内容已经导入。", "请重新取得文件后再导入。"
        ) from error


class _Zst(io.RawIOBase):
    """A compressed stream that says when it was cut; the library's own takes that for the end."""

    def __init__(self, file: IO[bytes]) -> None:
        import zstandard

        self._file = file
        self._begin = zstandard.ZstdDecompressor().decompressobj
        self._frame: Any = None
        self._ready = b""

    def readable(self) -> bool:
        """Say that it can be read."""
        return True

    def readinto(self, buffer: Any) -> int:
        """Fill a buffer.

        Raises:
            EOFError: the file ends within a frame.
        """
        while not self._ready:
            # So little at a time that even what was made to swell fits into memory.
            data = self._file.read(_SIP)
            if not data:
                if self._frame is not None:
                    raise EOFError
                return 0
            self._take(data)
        size = min(len(buffer), len(self._ready))
        buffer[:size], self._ready = self._ready[:size], self._ready[size:]
        return size

    def _take(self, data: bytes) -> None:
        while data:
            self._frame = self._frame or self._begin()
            self._ready += self._frame.decompress(data)
            data = self._frame.unused_data if self._frame.eof else b""
            if self._frame.eof:
                self._frame = None


def _lines(name: str, lines: Iterator[bytes]) -> Iterator[_Named]:
    for number, line in enumerate(lines, 1):
        if line.strip():
            label = f"{name}#{number}"
            yield label, partial(row, line, label)


def row(line: bytes, label: str) -> Item:
    """Return the text of a row of JSON Lines, or the reason why there is none."""
    try:
        fields = json.loads(line)
    except (ValueError, RecursionError):
        return Skipped(label, "这一行不是完整的 JSON。")
    if not isinstance(fields, dict):
        return Skipped(label, "这一行不是 JSON 对象。")
    title = _field(fields, _TITLE_KEYS)
    text = _field(fields, _TEXT_KEYS) or _composed(fields)
    if not text.strip():
        return Skipped(label, "没有正文（text 字段为空或缺失）。")
    identifier = _field(fields, _ID_KEYS)
    source = f"{label.rpartition('#')[0]}#{identifier}" if identifier else label
    return Raw(source, text, title)


def _field(fields: dict[str, Any], names: tuple[str, ...]) -> str:
    return next((_words(fields[name]) for name in names if fields.get(name)), "")


def _words(value: Any) -> str:
    if isinstance(value, list):
        return " ".join(_words(part) for part in value)
    return value if isinstance(value, str) else str(value)


def _composed(fields: dict[str, Any]) -> str:
    """Return the fields of an entry of a case library as one text."""
    return "\n".join(f"{name}\n{_words(fields[name])}" for name in FIELDS if fields.get(name))
