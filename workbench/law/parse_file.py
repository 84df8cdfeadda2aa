"""One file of a pack, by its content: which reader gets it."""

from collections.abc import Callable

from workbench.kernel.errors import UserError
from workbench.law.model import ParsedLaw, Skipped
from workbench.law.parse_docx import parse_docx
from workbench.law.parse_html import html_text
from workbench.law.parse_markdown import parse_markdown
from workbench.law.parse_text import Head, parse_text

TextOf = Callable[[bytes, str], str]
"""Gives the text of a file in a format that this room does not read (doc, rtf, pdf, ofd, wps).

Called with the bytes and the file's name; raises :class:`UserError` where there is no text.
"""

MAX_BYTES = 64 * 1024 * 1024
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ZIP = b"PK\x03\x04"
_FOREIGN = frozenset({".doc", ".wps", ".rtf", ".pdf", ".ofd"})
READABLE = frozenset({".md", ".markdown", ".txt", ".docx", ".html", ".htm"}) | _FOREIGN
"""Endings of the files that a pack may hold laws in."""


def parse_file(
    data: bytes, name: str, pack: str = "", text_of: TextOf | None = None
) -> ParsedLaw | Skipped:
    """Read one file of a pack; never raises for what the file holds.

    Args:
        data: the file.
        name: path within the pack.
        pack: name of the pack.
        text_of: reader for the formats that this room does not read.
    """
    suffix = suffix_of(name)
    if suffix not in READABLE or not data.strip():
        reason = "文件是空的。" if suffix in READABLE else "不是可以导入的法律文件格式。"
        return Skipped(name, reason)
    if data.startswith(_ZIP) and suffix not in {".ofd", ".wps"}:
        return parse_docx(data, name, pack)
    if data.startswith((_OLE, b"%PDF")) or suffix in {".rtf", ".ofd", ".wps"}:
        return _foreign(data, name, pack, text_of)
    text = decode(data)
    if text is None:
        return Skipped(name, "文字编码无法识别。")
    return _plain(text, name, suffix, pack)


def suffix_of(name: str) -> str:
    """Return the ending of a file name with its dot, in lower case."""
    return "." + name.rsplit(".", 1)[-1].casefold()


def _plain(text: str, name: str, suffix: str, pack: str) -> ParsedLaw | Skipped:
    if suffix in {".md", ".markdown"}:
        return parse_markdown(text, name, pack)
    # Saved web pages are also found under the names of Word files.
    if text.lstrip()[:200].casefold().startswith(("<!doc", "<html")) or suffix in {".html", ".htm"}:
        text = html_text(text)
    return parse_text(text, name, Head(hint=name.rpartition("/")[0]), pack)


def decode(data: bytes) -> str | None:
    """Decode a text file: by its mark, as UTF-8, else as GB 18030; ``None`` if it is neither."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        encodings = ["utf-16"]
    else:
        encodings = ["utf-8-sig", "gb18030"]
    for encoding in encodings:
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    return None


def _foreign(data: bytes, name: str, pack: str, text_of: TextOf | None) -> ParsedLaw | Skipped:
    if text_of is None:
        return Skipped(name, "旧版 Word、PDF 等格式需先另存为 docx 或 txt 再导入。")
    try:
        text = text_of(data, name)
    except UserError as error:
        return Skipped(name, str(error))
    return parse_text(text, name, Head(hint=name.rpartition("/")[0]), pack)
