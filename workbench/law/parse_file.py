"""One file of a pack, by its content: which reader gets it."""

from collections.abc import Callable

from workbench.kernel.errors import UserError
from workbench.law.model import ParsedLaw, Skipped
from workbench.law.parse_docx import parse_docx
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
    if not data.strip():
        return Skipped(name, "文件是空的。")
    suffix = "." + name.rsplit(".", 1)[-1].casefold()
    if suffix not in READABLE:
        return Skipped(name, "不是可以导入的法律文件格式。")
    if data.startswith(_ZIP) and suffix not in {".ofd", ".wps"}:
        return parse_docx(data, name, pack)
    if data.startswith(_OLE) or data.startswith(b"%PDF") or suffix in {".rtf", ".ofd", ".wps"}:
        return _foreign(data, name, pack, text_of)
    text = decode(data)
    if text is None:
        return Skipped(name, "文字编码无法识别。")
    if suffix in {".md", ".markdown"}:
        return parse_markdown(text, name, pack)
    if suffix in {".html", ".htm"} or text.lstrip()[:200].casefold().startswith(("<!doc", "<html")):
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


def html_text(source: str) -> str:
    """Return the words of a web page, one line for each block; scripts and styles left out."""
    import lxml.html

    try:
        page = lxml.html.document_fromstring(source.encode(), parser=_html_parser())
    except (lxml.html.etree.ParserError, ValueError):
        return ""
    for script in page.xpath("//script|//style|//head/title"):
        script.drop_tree()
    for block in page.xpath("//p|//br|//div|//li|//tr|//h1|//h2|//h3|//h4|//h5|//h6"):
        block.tail = "\n" + (block.tail or "")
        if block.tag != "br":
            block.text = "\n" + (block.text or "")
    return str(page.text_content())


def _html_parser() -> object:
    import lxml.html

    return lxml.html.HTMLParser(encoding="utf-8", no_network=True)


def _foreign(data: bytes, name: str, pack: str, text_of: TextOf | None) -> ParsedLaw | Skipped:
    if text_of is None:
        return Skipped(name, "旧版 Word、PDF 等格式需先另存为 docx 或 txt 再导入。")
    try:
        text = text_of(data, name)
    except UserError as error:
        return Skipped(name, str(error))
    return parse_text(text, name, Head(hint=name.rpartition("/")[0]), pack)
