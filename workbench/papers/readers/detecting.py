"""What a file is, by its content; the name only settles what content cannot tell."""

import io
import re
import zipfile
from collections.abc import Iterable
from pathlib import PurePath

from workbench.papers.readers.decoding import decode

OLE_MAGIC = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
ZIP_MAGICS = (b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")
COMPRESSED_MAGICS = {
    b"\x1f\x8b": "gz",
    b"BZh": "bz2",
    b"\xfd7zXZ\x00": "xz",
    b"\x28\xb5\x2f\xfd": "zst",
}
FOREIGN_ARCHIVES = (b"Rar!\x1a\x07", b"7z\xbc\xaf\x27\x1c")
TAR_MAGIC = slice(257, 262)

_IMAGES: tuple[bytes, ...] = (
    b"\xff\xd8\xff",
    b"\x89PNG\r\n\x1a\n",
    b"GIF87a",
    b"GIF89a",
    b"II*\x00",
    b"MM\x00*",
)
_IMAGES += (b"II+\x00", b"MM\x00+")
_HEIC_BRANDS = {b"heic", b"heix", b"hevc", b"hevx", b"mif1", b"msf1", b"heim", b"heis", b"avif"}
_RECORDINGS = (
    b"ID3", b"OggS", b"fLaC", b"#!AMR", b"FLV\x01", b"\x1aE\xdf\xa3", b"\x00\x00\x01\xba",
    b"\x30\x26\xb2\x75\x8e\x66\xcf\x11", b".RMF", b"\x00\x00\x01\xb3", b"MThd",
)  # fmt: skip
_MP3_SYNC = {0xFB, 0xFA, 0xF3, 0xF2, 0xF1, 0xF9}
_HTML = re.compile(r"<!doctype\s+html|<(?:html|head|body|table|meta|div)[\s>]", re.IGNORECASE)
_MAIL = re.compile(
    r"^(?:from|to|subject|date|received|return-path|message-id|mime-version|delivered-to"
    r"|content-type|x-[\w-]+|reply-to|sender|cc|dkim-signature):",
    re.IGNORECASE,
)
_OFFICE = {".xlsx": "xlsx", ".xls": "xlsx", ".pptx": "slides", ".ppt": "slides"}
_MARKDOWN = {".md", ".markdown", ".mdown"}


def detect(data: bytes, name: str) -> str:
    """Return the kind of a file.

    One of the kinds of :class:`~workbench.papers.model.ReadResult` or ``xls``, ``slides``,
    ``opendocument``, ``outlook``, ``wordxml``, ``archive``, ``recording``, ``empty``.

    Args:
        data: the whole content.
        name: file name; used only between text and markdown and for damaged containers.
    """
    if not data.strip(b"\x00\t\n\r\x0c "):
        return "empty"
    return _binary_kind(data, name) or _text_kind(data, name)


def _binary_kind(data: bytes, name: str) -> str:
    if data.startswith(ZIP_MAGICS):
        return _zip_kind_of(data, name)
    if data.startswith(OLE_MAGIC):
        return _ole_kind(data, name)
    for kind, matches in (
        ("pdf", _is_pdf(data)),
        ("image", _is_image(data)),
        ("archive", is_archive(data[:512])),
        ("recording", _is_recording(data)),
        ("rtf", data[:64].lstrip().startswith(b"{\\rtf")),
    ):
        if matches:
            return kind
    return ""


def _is_pdf(data: bytes) -> bool:
    # Readers accept leading rubbish of up to 1,024 bytes before the header.
    return re.search(rb"%PDF-\d", data[:1024]) is not None


def _is_image(data: bytes) -> bool:
    if data.startswith(_IMAGES):
        return True
    if data.startswith(b"RIFF"):
        return data[8:12] == b"WEBP"
    if data.startswith(b"BM"):
        # Text may start with BM as well: the header must name its own size (12 to 124 bytes).
        return 12 <= int.from_bytes(data[14:18], "little") <= 124 and data[6:10] == b"\0" * 4
    return data[4:8] == b"ftyp" and data[8:12] in _HEIC_BRANDS


def is_archive(head: bytes) -> bool:
    """Say whether the first 512 bytes are those of an archive other than a zip."""
    magics = (*COMPRESSED_MAGICS, *FOREIGN_ARCHIVES)
    return head.startswith(magics) or head[TAR_MAGIC] == b"ustar"


def _is_recording(data: bytes) -> bool:
    if data.startswith(_RECORDINGS) or data[4:8] == b"ftyp":
        return True
    if data.startswith(b"RIFF"):
        return data[8:12] in (b"WAVE", b"AVI ")
    if data[0] == 0xFF and len(data) > 1 and data[1] in _MP3_SYNC:
        return True
    # MPEG transport stream: packets of 188 bytes.
    return len(data) > 376 and data[0] == data[188] == data[376] == 0x47 and b"\0" in data[:376]


def _zip_kind_of(data: bytes, name: str) -> str:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return zip_kind(archive.namelist())
    except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError):
        # No directory at the end: a cut file. Names also stand before each member.
        names = re.findall(rb"PK\x03\x04.{26}([\x20-\x7e]{1,80})", data[:1_000_000], re.DOTALL)
        kind = zip_kind(found.decode("ascii") for found in names)
        office = kind == "archive" and b"[Content_Types].xml" in data[:100]
        return _OFFICE.get(PurePath(name).suffix.lower(), "docx") if office else kind


def zip_kind(names: Iterable[str]) -> str:
    """Tell office documents (``docx``, ``xlsx``, ``ofd`` …) from a plain ``archive``.

    Args:
        names: the members' names.
    """
    members = set(names)
    folders = {name.split("/")[0].lower() for name in members if "/" in name}
    if any(name.startswith("[Content_Types].xml") for name in members) or "_rels" in folders:
        for folder, kind in (("word", "docx"), ("xl", "xlsx"), ("ppt", "slides")):
            if folder in folders:
                return kind
    if any(name.startswith("OFD.xml") for name in members):
        return "ofd"
    if "META-INF/manifest.xml" in members and "content.xml" in members:
        return "opendocument"
    return "archive"


def _ole_kind(data: bytes, name: str) -> str:
    import olefile

    try:
        with olefile.OleFileIO(io.BytesIO(data)) as ole:
            streams = {parts[0] for parts in ole.listdir()}
    except Exception:
        # olefile raises many types on damaged containers; the name is the best guess left.
        return "xls" if PurePath(name).suffix.lower() in {".xls", ".et"} else "doc"
    if "EncryptedPackage" in streams:
        return _OFFICE.get(PurePath(name).suffix.lower(), "docx")
    for stream, kind in (
        ("WordDocument", "doc"), ("Workbook", "xls"), ("Book", "xls"),
        ("PowerPoint Document", "slides"), ("__properties_version1.0", "outlook"),
    ):  # fmt: skip
        if stream in streams:
            return kind
    return "unknown"


def _text_kind(data: bytes, name: str) -> str:
    decoded = decode(data[:65536], partial=len(data) > 65536)
    if decoded is None:
        return "unknown"
    head = decoded.text.lstrip("\ufeff \t\r\n")[:4096]
    if head.startswith("<?xml") and ("w:wordDocument" in head or "pkg:package" in head):
        return "wordxml"
    if head.startswith("<") and _HTML.search(head):
        return "html"
    if _is_mail(head):
        return "eml"
    return "markdown" if PurePath(name).suffix.lower() in _MARKDOWN else "text"


def _is_mail(head: str) -> bool:
    lines = head.splitlines()[:30]
    if not lines or not _MAIL.match(lines[0]):
        return lines[:1] != [] and lines[0].startswith("From ") and _mail_heads(lines) >= 3
    return _mail_heads(lines) >= 2


def _mail_heads(lines: list[str]) -> int:
    return sum(1 for line in lines if _MAIL.match(line))
