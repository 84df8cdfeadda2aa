"""Walks what is to be imported: folders, archives, single files, rows of JSON Lines.

One text is held at a time, however large the pack. The order is the same every time, so that an
import that was broken off goes on where it was: what was dealt with is passed over unread.
"""

import io
import lzma
import zipfile
import zlib
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

from workbench.kernel.errors import UserError
from workbench.law.model import Skipped
from workbench.law.pack import Entry, entries, readable_name, zip_entries
from workbench.law.parse_file import MAX_BYTES, TextOf, suffix_of
from workbench.law.parse_html import html_text
from workbench.law.precedents.json_rows import ROWS, lines_of, read_rows, rows_of
from workbench.law.precedents.raw_text import Item, Named, Passed, Raw

DOCUMENTS = frozenset(
    {".docx", ".doc", ".wps", ".rtf", ".pdf", ".ofd", ".txt", ".md", ".html", ".htm", ".mht"}
    | {".mhtml"}
)
"""Endings of files that may hold a judgment."""
_PLAIN = frozenset({".txt", ".md"})
_PAGES = frozenset({".html", ".htm"})
_OTHERWISE = (b"{\\rtf", b"%PDF", b"PK\x03\x04", b"\xd0\xcf\x11\xe0")
"""What files of other formats begin with, whatever they are called."""
_MARKED_UP = ("<!doc", "<html", "<?xml")
_ARCHIVES = (".zip", ".tar", ".tar.gz", ".tgz", ".tar.zst", ".tzst", ".tar.xz", ".tar.bz2")
_NOT_READ = (
    (
        (".jpg", ".jpeg", ".png", ".bmp", ".gif", ".tif", ".tiff"),
        "是图片，没有文字；请先识别成文字，另存为 docx、pdf 或 txt 后再导入。",
    ),
    ((".rar", ".7z", ".gz", ".bz2", ".xz", ".zst"), "这种压缩包不能读取，请解压后再导入。"),
    (_ARCHIVES, "压缩包内的这种压缩包不能读取，请解压后再导入。"),
)
_DEEPEST = 3
"""Archives within archives that are opened."""


def read_sources(
    path: Path, text_of: TextOf, passed_over: int = 0, told: Passed | None = None
) -> Iterator[Named]:
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


def _documents(path: Path, label: str, text_of: TextOf, told: Passed) -> Iterator[Named]:
    """Yield what a path holds; ``label`` is what the names of rows begin with."""
    if path.is_dir():
        yield from _folder(path, text_of, told)
    elif path.name.casefold().endswith(ROWS):
        yield from read_rows(path, readable_name(label), told)
    else:
        yield from _packed(entries(path), "", text_of, told)


def _folder(path: Path, text_of: TextOf, told: Passed) -> Iterator[Named]:
    done = 0
    for inner, read in entries(path):
        file, label = path / inner, readable_name(inner)
        lower = inner.casefold()
        if lower.endswith(ROWS):
            yield from _undamaged(label, read_rows(file, label, _silent))
        elif lower.endswith(_ARCHIVES):
            yield from _undamaged(label, _packed(entries(file), f"{label}/", text_of, _silent))
        else:
            yield label, partial(document, label, read, text_of)
        done += file.stat().st_size if file.exists() else 0
        told(done)


def _undamaged(label: str, documents: Iterator[Named]) -> Iterator[Named]:
    """Yield what a file in a folder holds; damage is named, not raised."""
    try:
        yield from documents
    except UserError as error:
        yield label, partial(Skipped, label, str(error))
    except OSError as error:
        words = f"文件无法读取（{error.strerror or type(error).__name__}）。"
        yield label, partial(Skipped, label, words)


def _packed(
    members: Iterator[Entry], prefix: str, text_of: TextOf, told: Passed, depth: int = 1
) -> Iterator[Named]:
    done = 0

    def counted(take: Callable[[], bytes]) -> bytes:
        nonlocal done
        data = take()
        done += len(data)
        told(done)
        return data

    for inner, read in members:
        label = prefix + readable_name(inner)
        held = partial(counted, read) if read is not None else None
        lower = inner.casefold()
        if lower.endswith((".jsonl", ".ndjson")):
            yield from _rows_within(label, held)
        elif lower.endswith(".zip"):
            yield from _undamaged(label, _nested(label, held, text_of, depth))
        else:
            yield label, partial(document, label, held, text_of)


def _nested(
    label: str, read: Callable[[], bytes] | None, text_of: TextOf, depth: int
) -> Iterator[Named]:
    """Yield what an archive within an archive holds.

    Raises:
        UserError: it lies too deep, or cannot be read.
    """
    if depth >= _DEEPEST:
        raise UserError(f"压缩包嵌套超过{_DEEPEST}层，请解压后再导入。")
    members = zip_entries(io.BytesIO(_taken(read)), label)
    yield from _packed(members, f"{label}/", text_of, _silent, depth + 1)


def _rows_within(label: str, read: Callable[[], bytes] | None) -> Iterator[Named]:
    try:
        data = _taken(read)
    except UserError as error:
        yield label, partial(Skipped, label, str(error))
    else:
        yield from rows_of(label, lines_of(data))


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
    name = inner.rpartition("/")[2].casefold()
    # What is called without any ending is read by its content.
    if "." in name and suffix_of(name) not in DOCUMENTS:
        reasons = (reason for endings, reason in _NOT_READ if name.endswith(endings))
        raise UserError(next(reasons, "不是可以导入的裁判文书格式。"))
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
    except NotImplementedError as error:
        raise UserError("压缩包内的文件以不支持的方式压缩或加密，请解压后再导入。") from error
    except RuntimeError as error:  # zipfile's word for a member that wants a password
        raise UserError("压缩包内的文件有密码，无法读取。") from error
    except (OSError, zipfile.BadZipFile, zlib.error, lzma.LZMAError, EOFError) as error:
        raise UserError(f"文件无法读取（{type(error).__name__}）。") from error
    if not data.strip():
        raise UserError("文件是空的。")
    return data


def _text(data: bytes, inner: str, text_of: TextOf) -> str:
    suffix = suffix_of(inner)
    if suffix not in _PLAIN | _PAGES or data.lstrip().startswith(_OTHERWISE):
        return text_of(data, inner)
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return text_of(data, inner)
    marked = text.lstrip()[:200].casefold().startswith(_MARKED_UP)
    return html_text(text) if suffix in _PAGES or marked else text
