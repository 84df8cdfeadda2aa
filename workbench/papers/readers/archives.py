"""Opens zip and tar archives member by member, within limits.

The limits stand against archives made to fill a disk: depth, number of files, bytes unpacked, and
the ratio of unpacked to packed size of large members.
"""

import bz2
import gzip
import io
import lzma
import tarfile
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

from workbench.kernel.errors import UserError
from workbench.papers.readers.decoding import decode
from workbench.papers.readers.detecting import (
    COMPRESSED_MAGICS,
    FOREIGN_ARCHIVES,
    TAR_MAGIC,
    ZIP_MAGICS,
    zip_kind,
)

_DAMAGED = "压缩包已损坏或不完整，未能解开，原件已原样保留。"
_LOCKED = "压缩包设有密码，未能解开。请解压后导入文件。"
_TOO_DEEP = "压缩包嵌套过深，未再解开。"
_TOO_BIG = "解开后的总量超出限制，其余文件未读取。请分批导入。"
_TOO_MANY = "文件数量超出限制，其余文件未读取。请分批导入。"
_BOMB = "压缩比异常，可能是恶意构造的文件，未解开。"
LITTER = "是系统自动生成的文件，已跳过。"
_FOREIGN = "暂不支持 RAR 和 7z 压缩包。请解压为文件夹，或改用 zip 后重新导入。"
_LITTER = {"thumbs.db", "ehthumbs.db", ".ds_store", "desktop.ini"}
_FAILURES = (
    zipfile.BadZipFile, tarfile.TarError, zlib.error, lzma.LZMAError, EOFError, OSError,
    ValueError, NotImplementedError, RuntimeError,
)  # fmt: skip


@dataclass(frozen=True)
class Incoming:
    """One file on its way in.

    Attributes:
        source: path as the user brought it, archives as folders (``证据.zip/借条.jpg``).
        name: the file's own name.
        data: its bytes, for members of archives.
        path: where it lies, for files on disk (read them when their turn comes).
        problem: Chinese sentence why it was not read; empty for a good file.
    """

    source: str
    name: str
    data: bytes | None
    path: Path | None
    problem: str

    def read(self) -> bytes:
        """Return the content.

        Raises:
            UserError: there is none to read.
        """
        if self.problem:
            raise UserError(self.problem)
        if self.data is not None:
            return self.data
        try:
            return self.path.read_bytes() if self.path else b""
        except OSError as error:
            raise UserError("没有读取权限或磁盘出错，未能读取。") from error


@dataclass
class Budget:
    """What archives may still give; counted down while they are opened.

    Attributes:
        files: members.
        total: bytes unpacked.
        member: bytes of one member.
        ratio: unpacked to packed size of a zip member above one MiB.
        depth: archives in archives.
    """

    files: int = 20_000
    total: int = 8 * 1024**3
    member: int = 1024**3
    ratio: int = 500
    depth: int = 5


class _SpentError(Exception):
    """The budget is used up: the rest of the archive stays closed."""


def archive_format(head: bytes, where: Path | bytes) -> str:
    """Return ``zip``, ``tar``, ``gz`` …, ``foreign``, or an empty string for no archive.

    Args:
        head: the first 512 bytes.
        where: the file, to tell an office document from a plain zip.
    """
    if head.startswith(ZIP_MAGICS):
        return "zip" if _is_plain_zip(where) else ""
    if head.startswith(FOREIGN_ARCHIVES):
        return "foreign"
    if head[TAR_MAGIC] == b"ustar":
        return "tar"
    return next((kind for magic, kind in COMPRESSED_MAGICS.items() if head.startswith(magic)), "")


def _is_plain_zip(where: Path | bytes) -> bool:
    try:
        with zipfile.ZipFile(io.BytesIO(where) if isinstance(where, bytes) else where) as archive:
            return zip_kind(archive.namelist()) == "archive"
    except _FAILURES:
        # A cut file: left whole, its reader says what it was and that it is damaged.
        return False


def unpack(stream: IO[bytes], source: str, depth: int, budget: Budget) -> Iterator[Incoming]:
    """Yield the members of an archive, opening archives inside.

    Args:
        stream: the archive, seekable.
        source: its path as the user brought it.
        depth: 1 for an archive that is in no other.
        budget: counted down.

    Raises:
        UserError: the archive as a whole cannot be opened.
    """
    head = stream.read(512)
    stream.seek(0)
    if head.startswith(FOREIGN_ARCHIVES):
        raise UserError(_FOREIGN)
    members = _zip(stream, budget) if head.startswith(ZIP_MAGICS) else _packed(stream, head, source)
    count = 0
    try:
        for raw, opener, problem in members:
            count += 1
            yield from _member(_clean_path(raw), opener, problem, source, depth, budget)
    except _SpentError as spent:
        yield Incoming(source, _last(source), None, None, str(spent))
    except _FAILURES as error:
        if not count:
            raise UserError(_DAMAGED) from error
        yield Incoming(source, _last(source), None, None, f"{_DAMAGED}此前的{count}个文件已读取。")
    if not count:
        yield Incoming(source, _last(source), None, None, "压缩包是空的。")


def is_litter(name: str) -> bool:
    """Say whether a file of this name was left by the operating system."""
    return name.lower() in _LITTER or name.startswith("._")


_Member = tuple[str, IO[bytes] | None, str]


def _member(
    path: str, opener: IO[bytes] | None, problem: str, source: str, depth: int, budget: Budget
) -> Iterator[Incoming]:
    whole, name = f"{source}/{path}", _last(path)
    if is_litter(name) or path.startswith("__MACOSX/"):
        problem = LITTER
    budget.files -= 1
    if budget.files < 0:
        raise _SpentError(_TOO_MANY)
    if problem or opener is None:
        yield Incoming(whole, name, None, None, problem or _DAMAGED)
        return
    try:
        data = _taken(opener, budget)
    except _FAILURES:
        yield Incoming(whole, name, None, None, "压缩包中的这个文件已损坏，未能解开。")
        return
    if data is None:
        yield Incoming(whole, name, None, None, "文件过大，未从压缩包中解开。请解压后单独导入。")
        return
    yield from _content(data, whole, name, depth, budget)


def _content(data: bytes, whole: str, name: str, depth: int, budget: Budget) -> Iterator[Incoming]:
    if not archive_format(data[:512], data):
        yield Incoming(whole, name, data, None, "")
    elif depth >= budget.depth:
        yield Incoming(whole, name, None, None, _TOO_DEEP)
    else:
        try:
            yield from unpack(io.BytesIO(data), whole, depth + 1, budget)
        except UserError as error:
            yield Incoming(whole, name, None, None, str(error))


def _taken(opener: IO[bytes], budget: Budget) -> bytes | None:
    """Read one member; None where it alone is too large.

    Raises:
        _SpentError: the budget for all members is used up.
    """
    limit = min(budget.member, budget.total)
    with opener:
        data = opener.read(limit + 1)
    if len(data) <= limit:
        budget.total -= len(data)
        return data
    if budget.total <= budget.member:
        raise _SpentError(_TOO_BIG)
    return None


def _zip(stream: IO[bytes], budget: Budget) -> Iterator[_Member]:
    with zipfile.ZipFile(stream) as archive:
        for info in archive.infolist():
            if info.is_dir():
                continue
            name = _zip_name(info)
            if info.flag_bits & 0x1:
                yield name, None, _LOCKED
            elif info.file_size > max(1024**2, info.compress_size * budget.ratio):
                yield name, None, _BOMB
            else:
                yield name, _open_member(archive, info), ""


def _open_member(archive: zipfile.ZipFile, info: zipfile.ZipInfo) -> IO[bytes] | None:
    try:
        return archive.open(info)
    except _FAILURES:
        # Also methods that the standard library does not know, as Deflate64.
        return None


def _zip_name(info: zipfile.ZipInfo) -> str:
    """Return a member's name; Chinese Windows writes GBK without saying so."""
    if info.flag_bits & 0x800:
        return info.filename
    extra = _unicode_path(info.extra)
    if extra:
        return extra
    found = decode(info.orig_filename.encode("cp437", "replace"))
    return found.text if found else info.filename


def _unicode_path(extra: bytes) -> str:
    """Read the Info-ZIP Unicode Path field (0x7075): version, CRC-32, UTF-8 name."""
    position = 0
    while position + 4 <= len(extra):
        tag = int.from_bytes(extra[position : position + 2], "little")
        size = int.from_bytes(extra[position + 2 : position + 4], "little")
        if tag == 0x7075 and size > 5:
            return extra[position + 9 : position + 4 + size].decode("utf-8", "replace")
        position += 4 + size
    return ""


def _packed(stream: IO[bytes], head: bytes, source: str) -> Iterator[_Member]:
    """Yield the members of a tar, or the single file of a compressed stream."""
    kind = next((k for magic, k in COMPRESSED_MAGICS.items() if head.startswith(magic)), "")
    with io.BufferedReader(_decompressed(stream, kind), 65536) as plain:
        if plain.peek(512)[TAR_MAGIC] != b"ustar":
            name = _last(source)
            yield (name[: name.rfind(".")] if "." in name[1:] else name), plain, ""
            return
        with tarfile.open(fileobj=plain, mode="r|") as archive:
            for info in archive:
                raw = info.name.encode("utf-8", "surrogateescape")
                found = decode(raw)
                label = found.text if found else raw.decode("utf-8", "replace")
                if info.isfile():
                    yield label, archive.extractfile(info), ""
                elif not info.isdir():
                    yield label, None, "是链接或特殊文件，未读取。"


def _decompressed(stream: IO[bytes], kind: str) -> Any:
    if kind == "gz":
        return gzip.GzipFile(fileobj=stream)
    if kind == "bz2":
        return bz2.BZ2File(stream)
    if kind == "xz":
        return lzma.LZMAFile(stream)
    if kind == "zst":
        return _Zstandard(stream)
    return stream


class _Zstandard(io.RawIOBase):
    """A zstd stream whose faults are ordinary OSErrors."""

    def __init__(self, stream: IO[bytes]) -> None:
        import zstandard

        self._fault: type[Exception] = zstandard.ZstdError
        unpacker = zstandard.ZstdDecompressor(max_window_size=2**27)
        self._reader = unpacker.stream_reader(stream, read_across_frames=True, closefd=False)

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        try:
            return int(self._reader.readinto(buffer))
        except self._fault as error:
            raise OSError("damaged zstd stream") from error


def _clean_path(name: str) -> str:
    """Keep a member inside its archive: no roots, drives, ``..`` or control characters."""
    parts = name.replace("\\", "/").split("/")
    kept = ["".join(c for c in part if c >= " " and c != "\x7f").strip() for part in parts]
    kept = [part for part in kept if part not in {"", ".", ".."} and part[1:] != ":"]
    return "/".join(kept) or "未命名"


def _last(path: str) -> str:
    return path.rpartition("/")[2]
