"""Files made in code: the same kinds that a clerk brings, with invented people."""

import io
import struct
import zipfile
from collections.abc import Mapping, Sequence

SENTENCE = "原告张三甲与被告李四乙民间借贷纠纷一案，本院受理后依法适用简易程序进行审理。"
_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_END, _FREE, _FAT = 0xFFFFFFFE, 0xFFFFFFFF, 0xFFFFFFFD


def zipped(members: Mapping[str, str | bytes]) -> bytes:
    """Return a zip archive."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return out.getvalue()


def docx(body: str, parts: Mapping[str, str] | None = None) -> bytes:
    """Return a Word document from the XML of its body and of further parts (name → root's XML).

    A part ``comments`` is written as ``word/comments.xml`` with its relation.
    """
    members = {
        "[Content_Types].xml": "<Types/>",
        "_rels/.rels": f'<Relationships><Relationship Id="r" Type="{_R}/officeDocument" '
        'Target="word/document.xml"/></Relationships>',
        "word/document.xml": f'<w:document xmlns:w="{_W}"><w:body>{body}</w:body></w:document>',
    }
    relations = ""
    for index, (name, xml) in enumerate((parts or {}).items()):
        kind = name.rstrip("0123456789")
        relations += f'<Relationship Id="p{index}" Type="{_R}/{kind}" Target="{name}.xml"/>'
        members[f"word/{name}.xml"] = f'<w:part xmlns:w="{_W}">{xml}</w:part>'
    members["word/_rels/document.xml.rels"] = f"<Relationships>{relations}</Relationships>"
    return zipped(members)


def paragraph(text: str, properties: str = "") -> str:
    """Return the XML of one paragraph."""
    return f"<w:p><w:pPr>{properties}</w:pPr><w:r><w:t>{text}</w:t></w:r></w:p>"


def ole(streams: Mapping[str, bytes]) -> bytes:
    """Return a compound file (version 3, 512-byte sectors); streams are padded to 4,096 bytes."""
    padded = {name: data + b"\0" * max(0, 4096 - len(data)) for name, data in streams.items()}
    sectors: list[bytes] = []
    fat: list[int] = []
    entries = [("Root Entry", 5, _END, 0)]
    for name, data in padded.items():
        count = -(-len(data) // 512)
        first = len(sectors)
        sectors += [data[i * 512 : (i + 1) * 512].ljust(512, b"\0") for i in range(count)]
        fat += [*range(first + 1, first + count), _END]
        entries.append((name, 2, first, len(data)))
    directory = b"".join(_entry(i, entry, len(entries)) for i, entry in enumerate(entries))
    directory = directory.ljust(-(-len(directory) // 512) * 512, b"\0")
    where, count = len(sectors), len(directory) // 512
    sectors += [directory[i * 512 : (i + 1) * 512] for i in range(count)]
    fat += [*range(where + 1, where + count), _END]
    table = len(sectors)
    fat += [_FAT]
    assert len(fat) <= 128
    sectors.append(struct.pack("<128I", *fat, *[_FREE] * (128 - len(fat))))
    head = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 16
    head += struct.pack("<HHHHH6xIIIIIIIII", 0x3E, 3, 0xFFFE, 9, 6, 0, 1, where, 0, 4096, _END, 0,
                        _END, 0)  # fmt: skip
    head += struct.pack("<109I", table, *[_FREE] * 108)
    return head + b"".join(sectors)


def _entry(index: int, entry: tuple[str, int, int, int], count: int) -> bytes:
    name, kind, first, size = entry
    raw = name.encode("utf-16-le") + b"\0\0"
    # A degenerate tree is allowed: the root's child is the first stream, the rest hang right.
    child = 1 if index == 0 and count > 1 else _FREE
    right = index + 1 if 0 < index < count - 1 else _FREE
    return struct.pack("<64sHBBIII36xIQ", raw, len(raw), kind, 1, _FREE, right, child, first, size)


def doc(pieces: Sequence[tuple[str, bool]], *, deleted: str = "", flags: int = 0x0200) -> bytes:
    """Return an old Word file.

    Args:
        pieces: texts, each with whether it is stored in one byte a character.
        deleted: a text of the last piece that is marked as deleted.
        flags: of the FIB; 0x0200 names 1Table.
    """
    stream = bytearray(2048)
    positions, records = [0], b""
    for text, narrow in pieces:
        raw = text.encode("cp1252" if narrow else "utf-16-le")
        where = len(stream)
        code = (where * 2) | 0x40000000 if narrow else where
        records += struct.pack("<HIH", 0, code, 0)
        positions.append(positions[-1] + len(text))
        stream += raw
        if deleted in text and deleted:
            start = where + text.index(deleted) * 2
            stream[1024:1536] = _deleting(2048, start, start + len(deleted) * 2, len(stream))
    plc = struct.pack(f"<{len(positions)}I", *positions) + records
    clx = b"\x02" + struct.pack("<I", len(plc)) + plc
    bte = struct.pack("<III", 2048, len(stream), 2)
    struct.pack_into("<HH", stream, 0, 0xA5EC, 0xC1)
    struct.pack_into("<H", stream, 0x0A, flags)
    struct.pack_into("<I", stream, 0x4C, positions[-1])
    struct.pack_into("<II", stream, 0x1A2, 0, len(clx))
    if deleted:
        struct.pack_into("<II", stream, 0xFA, len(clx), len(bte))
    return ole({"WordDocument": bytes(stream), "1Table": clx + bte})


def _deleting(first: int, start: int, end: int, last: int) -> bytes:
    """Return a formatting page that marks [start, end) as deleted (sprmCFRMarkDel)."""
    page = bytearray(512)
    struct.pack_into("<IIII", page, 0, first, start, end, last)
    page[16:19] = bytes([0, 200, 0])
    page[400:404] = b"\x03\x00\x08\x01"
    page[511] = 3
    return bytes(page)


def doc95(text: str) -> bytes:
    """Return a Word 95 file in the Chinese code page."""
    raw = text.encode("cp936")
    stream = bytearray(1024) + raw
    struct.pack_into("<HH", stream, 0, 0xA5DC, 104)
    struct.pack_into("<II", stream, 0x18, 1024, 1024 + len(raw))
    struct.pack_into("<I", stream, 0x34, len(raw))
    return ole({"WordDocument": bytes(stream)})


def ofd(content: str, extra: Mapping[str, str | bytes] | None = None, resources: str = "") -> bytes:
    """Return an OFD of one A4 page from the XML of its layer."""
    space = 'xmlns:ofd="http://www.ofdspec.org/2016"'
    return zipped(
        {
            "OFD.xml": f"<ofd:OFD {space}><ofd:DocBody><ofd:DocRoot>Doc_0/Document.xml"
            "</ofd:DocRoot></ofd:DocBody></ofd:OFD>",
            "Doc_0/Document.xml": f"<ofd:Document {space}><ofd:CommonData><ofd:PageArea>"
            f"<ofd:PhysicalBox>0 0 210 297</ofd:PhysicalBox></ofd:PageArea>{resources}"
            '</ofd:CommonData><ofd:Pages><ofd:Page ID="1" BaseLoc="Pages/Page_0/Content.xml"/>'
            "</ofd:Pages></ofd:Document>",
            "Doc_0/Pages/Page_0/Content.xml": f"<ofd:Page {space}><ofd:Content><ofd:Layer>"
            f"{content}</ofd:Layer></ofd:Content></ofd:Page>",
            **(extra or {}),
        }
    )


def picture(kind: str = "PNG", size: tuple[int, int] = (300, 200), *, grey: int = 255) -> bytes:
    """Return a picture with a dark mark in its upper left corner."""
    from PIL import Image, ImageDraw

    image = Image.new("RGB", size, (grey, grey, grey))
    ImageDraw.Draw(image).rectangle((5, 5, size[0] // 3, size[1] // 4), fill="black")
    out = io.BytesIO()
    image.save(out, kind)
    return out.getvalue()
