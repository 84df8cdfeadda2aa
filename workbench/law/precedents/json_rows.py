"""Rows of JSON Lines, plain or compressed, in any of the usual encodings.

One row is held at a time. A row that is too long is passed over in pieces and named.
"""

import codecs
import gzip
import io
import json
import zlib
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import IO, Any, cast

from workbench.kernel.errors import UserError
from workbench.law.model import Skipped
from workbench.law.precedents.entry import FIELDS
from workbench.law.precedents.raw_text import Item, Named, Passed, Raw

ROWS = (".jsonl", ".ndjson", ".jsonl.zst", ".jsonl.gz", ".ndjson.zst", ".ndjson.gz")
"""Endings of files of rows."""
_TEXT_KEYS = ("text", "正文", "全文", "content", "文书内容")
_TITLE_KEYS = ("title", "标题", "案件名称", "name")
_ID_KEYS = ("id", "入库编号", "案号", "number")
_WIDE = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_CHUNK = 1 << 16
_SIP = 1 << 12
_LONGEST_ROW = 32 * 1024 * 1024
_LONGEST_ID = 120


def read_rows(path: Path, name: str, told: Passed) -> Iterator[Named]:
    """Yield the rows of a file.

    Args:
        path: the file.
        name: what the names of its rows begin with.
        told: called with the bytes that were passed.

    Raises:
        UserError: the compressed file is damaged; what was yielded stays good.
    """
    with path.open("rb") as file, _unpacked(file, path.name) as stream:

        def passed(line: bytes | None) -> bytes | None:
            told(file.tell())
            return line

        yield from rows_of(name, map(passed, _whole(stream)))


def rows_of(name: str, lines: Iterable[bytes | None]) -> Iterator[Named]:
    """Yield named rows of lines; ``None`` stands for one that is too long."""
    for number, line in enumerate(lines, 1):
        label = f"{name}#{number}"
        if line is None or len(line) > _LONGEST_ROW:
            words = f"这一行超过 {_LONGEST_ROW >> 20} MB，未导入。"
            yield label, partial(Skipped, label, words)
        elif line.strip():
            yield label, partial(row, line, label)


def lines_of(data: bytes) -> list[bytes]:
    """Return the lines of a file of rows that is held as a whole."""
    if data.startswith(_WIDE):
        data = data.decode("utf-16", "replace").encode()
    return data.split(b"\n")


def _whole(stream: IO[bytes]) -> Iterator[bytes | None]:
    """Yield lines; ``None`` for one that is too long, however long it is."""
    first = stream.readline(_LONGEST_ROW)
    if first.startswith(_WIDE):
        rest = io.BufferedReader(cast("Any", _Joined(first, stream)), _CHUNK)
        stream = cast("IO[bytes]", codecs.EncodedFile(rest, "utf-8", "utf-16", "replace"))
        first = stream.readline(_LONGEST_ROW)
    line = first
    while line:
        if len(line) >= _LONGEST_ROW and not line.endswith(b"\n"):
            while line and not line.endswith(b"\n"):
                line = stream.readline(_CHUNK)
            yield None
        else:
            yield line
        line = stream.readline(_LONGEST_ROW)


class _Joined(io.RawIOBase):
    """What was already read of a stream, and the rest of it."""

    def __init__(self, first: bytes, rest: IO[bytes]) -> None:
        self._first, self._rest = first, rest

    def readable(self) -> bool:
        """Say that it can be read."""
        return True

    def readinto(self, buffer: Any) -> int:
        """Fill a buffer."""
        data = self._first[: len(buffer)] or self._rest.read(len(buffer))
        self._first = self._first[len(buffer) :]
        buffer[: len(data)] = data
        return len(data)


def row(line: bytes, label: str) -> Item:
    """Return the text of a row of JSON Lines, or the reason why there is none."""
    try:
        fields = json.loads(_decoded(line))
    except (ValueError, RecursionError):
        return Skipped(label, "这一行不是完整的 JSON。")
    if not isinstance(fields, dict):
        return Skipped(label, "这一行不是 JSON 对象。")
    title = _field(fields, _TITLE_KEYS)
    text = _field(fields, _TEXT_KEYS) or _composed(fields)
    if not text.strip():
        return Skipped(label, "没有正文（text 字段为空或缺失）。")
    identifier = " ".join(_field(fields, _ID_KEYS).split())[:_LONGEST_ID]
    source = f"{label.rpartition('#')[0]}#{identifier}" if identifier else label
    return Raw(source, text, title)


def _decoded(line: bytes) -> str:
    try:
        return line.decode("utf-8-sig")
    except UnicodeDecodeError:
        return line.decode("gb18030")


def _field(fields: dict[str, Any], names: tuple[str, ...]) -> str:
    return next((_words(fields[name]) for name in names if fields.get(name)), "")


def _words(value: Any) -> str:
    if isinstance(value, list):
        return " ".join(_words(part) for part in value)
    words = value if isinstance(value, str) else str(value)
    # JSON may name halves of characters, which no store can keep.
    return words.encode("utf-8", "replace").decode()


def _composed(fields: dict[str, Any]) -> str:
    """Return the fields of an entry of a case library as one text."""
    return "\n".join(f"{name}\n{_words(fields[name])}" for name in FIELDS if fields.get(name))


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
