"""Packs of laws: folders, archives (zip, tar, gz, zst) and single files, read file by file."""

import bz2
import gzip
import lzma
import tarfile
import zipfile
import zlib
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import IO, cast

from workbench.kernel.errors import UserError
from workbench.law.model import ParsedLaw, Skipped
from workbench.law.parse_file import MAX_BYTES, READABLE, TextOf, parse_file, suffix_of

_TAR = (".tar", ".tar.gz", ".tgz", ".tar.zst", ".tzst", ".tar.xz", ".tar.bz2")
_UTF8_FLAG = 0x800
_DAMAGED = (
    *(tarfile.TarError, zipfile.BadZipFile, gzip.BadGzipFile, lzma.LZMAError, zlib.error),
    EOFError,
)

Entry = tuple[str, Callable[[], bytes] | None]
"""Path within the pack, and how to read it; ``None`` for a file that is too large."""


def read_pack(path: Path, text_of: TextOf | None = None) -> Iterator[ParsedLaw | Skipped]:
    """Read every file of a pack, one after the other, in a stable order.

    Args:
        path: a folder, an archive or one file.
        text_of: reader for formats that this room does not read (doc, rtf, pdf, ofd, wps).

    Yields:
        A law or the reason why a file gave none. Memory holds one file at a time.

    Raises:
        UserError: the path does not exist, or the archive is damaged; what was yielded stays good.
    """
    name = pack_name(path)
    for written, read in entries(path):
        inner = readable_name(written)
        if suffix_of(inner) not in READABLE:
            yield Skipped(inner, "不是可以导入的法律文件格式。")
        elif read is None:
            yield Skipped(inner, f"文件超过 {MAX_BYTES // 1024 // 1024} MB，未导入。")
        else:
            yield _read(inner, read, name, text_of)


def pack_name(path: Path) -> str:
    """Return the pack's name: the folder's, or the file's without its ending."""
    lower = path.name.casefold()
    ending = next((end for end in (*_TAR, ".zip") if lower.endswith(end)), "")
    return path.name[: len(path.name) - len(ending)] if ending else path.name


def _read(
    inner: str, read: Callable[[], bytes], pack: str, text_of: TextOf | None
) -> ParsedLaw | Skipped:
    try:
        data = read()
    except RuntimeError:  # zipfile's word for a member that wants a password
        return Skipped(inner, "压缩包内的文件有密码，无法读取。")
    except (OSError, zipfile.BadZipFile) as error:
        return Skipped(inner, f"文件无法读取（{type(error).__name__}）。")
    return parse_file(data, inner, pack, text_of)


def entries(path: Path) -> Iterator[Entry]:
    """Yield the files of a folder, of an archive, or a single file, in a stable order.

    Raises:
        UserError: the path does not exist, or the archive is damaged.
    """
    if path.is_dir():
        return _folder(path)
    if not path.is_file():
        raise UserError(f"找不到“{path}”。", "请检查路径后重试。")
    lower = path.name.casefold()
    if lower.endswith(".zip"):
        return _damaged_as_user_error(path, _zip(path))
    if lower.endswith(_TAR):
        return _damaged_as_user_error(path, _tar(path))
    return iter([(path.name, _reader(path))])


def _folder(root: Path) -> Iterator[Entry]:
    for path in sorted(root.rglob("*")):
        inner = path.relative_to(root).as_posix()
        if path.is_file() and not _hidden(inner):
            yield inner, _reader(path)


def _reader(path: Path) -> Callable[[], bytes] | None:
    return path.read_bytes if path.stat().st_size <= MAX_BYTES else None


def _hidden(inner: str) -> bool:
    return any(part.startswith(".") or part == "__MACOSX" for part in inner.split("/"))


def zip_entries(file: IO[bytes], name: str) -> Iterator[Entry]:
    """Yield the files of a zip that is already open, as one that lies within another.

    Args:
        file: the zip.
        name: what it is called in sentences.

    Raises:
        UserError: it is damaged.
    """
    return _damaged_as_user_error(Path(name), _zip(file))


def readable_name(name: str) -> str:
    """Return a name that can be stored; Chinese Windows and old archives write names in GBK."""
    try:
        return name.encode().decode()
    except UnicodeEncodeError:
        return name.encode("utf-8", "surrogateescape").decode("gb18030", "replace")


def _zip(path: Path | IO[bytes]) -> Iterator[Entry]:
    with zipfile.ZipFile(path) as archive:
        for info in archive.infolist():
            inner = _zip_name(info)
            if info.is_dir() or _hidden(inner):
                continue
            if info.file_size > MAX_BYTES:
                yield inner, None
            else:
                yield inner, partial(archive.read, info)


def _zip_name(info: zipfile.ZipInfo) -> str:
    if info.flag_bits & _UTF8_FLAG:
        return info.filename
    # Chinese Windows writes names in GBK without saying so; zipfile reads them as CP437.
    try:
        return info.filename.encode("cp437").decode("gb18030")
    except UnicodeError:
        return info.filename


def _tar(path: Path) -> Iterator[Entry]:
    with path.open("rb") as file:
        stream = _decompressed(path, file)
        # Streamed ("r|"): members can only be read in their order, and none is kept.
        with tarfile.open(fileobj=stream, mode="r|") as archive:
            for member in archive:
                if not member.isfile() or _hidden(member.name.removeprefix("./")):
                    continue
                data = None
                if member.size <= MAX_BYTES:
                    content = archive.extractfile(member)
                    data = content.read() if content else b""
                yield _without_root(member.name), _constant(data)


def _decompressed(path: Path, file: IO[bytes]) -> IO[bytes]:
    """Open the tar within; not left to tarfile, which takes a cut file for its end in 3.11.2."""
    name = path.name.casefold()
    if name.endswith("zst"):
        import zstandard

        return cast("IO[bytes]", zstandard.ZstdDecompressor().stream_reader(file))
    if name.endswith(("gz", "tgz")):
        return cast("IO[bytes]", gzip.GzipFile(fileobj=file))
    if name.endswith("bz2"):
        return cast("IO[bytes]", bz2.BZ2File(file))
    if name.endswith("xz"):
        return cast("IO[bytes]", lzma.LZMAFile(file))
    return file


def _without_root(name: str) -> str:
    return name.removeprefix("./")


def _constant(data: bytes | None) -> Callable[[], bytes] | None:
    return None if data is None else lambda: data


def _damaged_as_user_error(path: Path, entries: Iterator[Entry]) -> Iterator[Entry]:
    import zstandard

    try:
        yield from entries
    except (*_DAMAGED, zstandard.ZstdError) as error:
        raise UserError(
            f"压缩包“{path.name}”已损坏或不完整；损坏之前的文件已经导入。",
            "请重新取得压缩包后再导入。",
        ) from error
    except OSError as error:
        raise UserError(
            f"读取“{path.name}”时出错（{error.strerror or '数据无效'}）；出错之前的文件已经导入。",
            "请检查文件是否完整、能否打开，再重新导入。",
        ) from error
