"""Old Word documents (.doc): the text through the piece table, as [MS-DOC] describes it.

The file information block (FIB) at the start of the stream ``WordDocument`` says where the piece
table (Clx) lies in ``0Table`` or ``1Table``; every piece is a run of one-byte or two-byte
characters. Formatting pages (FKP) say which characters are deleted or hidden, and which paragraph
marks end a table row. Word 6 and 95 keep everything in one stream, in the Windows code page.
"""

import io
import re
from dataclasses import dataclass

from workbench.kernel.errors import UserError
from workbench.papers.model import ReadResult
from workbench.papers.readers.decoding import plausibility
from workbench.papers.readers.results import DAMAGED, LOCKED, one_page
from workbench.papers.readers.sprms import Marks, read_marks

_WORD97 = 0xC1
_STORIES = ("", "脚注", "页眉页脚", "", "批注", "尾注", "文本框", "页眉文本框")
_CONTROLS = {
    "\r": "\n", "\x0b": "\n", "\x0c": "\n", "\x0e": "\n", "\x1e": "-", "\x1f": "", "\x07": "\t",
    "\x01": "", "\x02": "", "\x03": "", "\x04": "", "\x05": "", "\x08": "", "\xa0": " ",
}  # fmt: skip


@dataclass(frozen=True)
class _Piece:
    """A run of text: character positions [start, end) at byte ``offset``, ``width`` bytes each."""

    start: int
    end: int
    offset: int
    width: int


def read_doc(data: bytes) -> ReadResult:
    """Read an old Word document as one page.

    Raises:
        UserError: damaged, encrypted, or older than Word 6.
    """
    document, tables = _streams(data)
    if len(document) < 0x60 or document[:2] not in (b"\xec\xa5", b"\xdc\xa5", b"\xec\xa6"):
        raise UserError(DAMAGED)
    flags = _number(document, 0x0A, 2)
    if flags & 0x0100:
        raise UserError(LOCKED)
    if _number(document, 2, 2) < _WORD97:
        return _word95(document, flags)
    table = tables[1 if flags & 0x0200 else 0]
    pieces = _pieces(table, _number(document, 0x1A2, 4), _number(document, 0x1A6, 4))
    marks = read_marks(document, table, (0xFA, 0xFE), (0x102, 0x106))
    lengths = [_number(document, 0x4C + 4 * index, 4) for index in range(8)]
    return _compose(_characters(document, pieces, marks, "cp1252"), lengths, marks)


def _streams(data: bytes) -> tuple[bytes, list[bytes]]:
    import olefile

    try:
        with olefile.OleFileIO(io.BytesIO(data)) as ole:
            document = ole.openstream("WordDocument").read()
            names = ("0Table", "1Table")
            tables = [ole.openstream(name).read() if ole.exists(name) else b"" for name in names]
    except Exception as error:
        # olefile raises many types, also from struct and its own limits, on damaged containers.
        raise UserError(DAMAGED) from error
    return document, tables


def _number(data: bytes, offset: int, size: int) -> int:
    return int.from_bytes(data[offset : offset + size], "little")


def _pieces(table: bytes, offset: int, length: int, *, bytes_only: bool = False) -> list[_Piece]:
    clx = table[offset : offset + length]
    position = 0
    while position < len(clx) and clx[position] == 1:
        position += 3 + _number(clx, position + 1, 2)
    if position >= len(clx) or clx[position] != 2:
        raise UserError(DAMAGED)
    size = _number(clx, position + 1, 4)
    plc = clx[position + 5 : position + 5 + size]
    count = (len(plc) - 4) // 12
    pieces = []
    for index in range(count):
        start, end = _number(plc, 4 * index, 4), _number(plc, 4 * index + 4, 4)
        where = _number(plc, 4 * (count + 1) + 8 * index + 2, 4)
        single = bool(where & 0x40000000) or bytes_only
        place = where & 0x3FFFFFFF
        if end < start:
            raise UserError(DAMAGED)
        width = 1 if single else 2
        pieces.append(_Piece(start, end, place // 2 if single and not bytes_only else place, width))
    return pieces


def _characters(document: bytes, pieces: list[_Piece], marks: Marks, codec: str) -> list[str]:
    """Return one string a character position; empty for deleted and hidden ones."""
    characters: list[str] = []
    for piece in pieces:
        raw = document[piece.offset : piece.offset + (piece.end - piece.start) * piece.width]
        text = raw.decode("utf-16-le" if piece.width == 2 else codec, errors="replace")
        units = list(text) if piece.width == 1 else _units(raw)
        for index, unit in enumerate(units):
            characters.append(_shown(unit, piece.offset + index * piece.width, marks))
    return characters


def _units(raw: bytes) -> list[str]:
    return [chr(_number(raw, index, 2)) for index in range(0, len(raw) - 1, 2)]


def _shown(unit: str, offset: int, marks: Marks) -> str:
    if marks.removed(offset):
        return ""
    if unit == "\x07" and marks.ends_row(offset):
        return "\n"
    return marks.symbol(offset) if unit == "(" and marks.symbol(offset) else unit


def _compose(characters: list[str], lengths: list[int], marks: Marks) -> ReadResult:
    parts: list[str] = []
    warnings = []
    position = 0
    for label, length in zip(_STORIES, lengths, strict=True):
        text = _clean("".join(characters[position : position + length]))
        position += length
        if label == "批注":
            if text.strip():
                warnings.append("文档有批注，批注内容未读取。")
        elif not label:
            parts.append(text if position == length else "")
        else:
            lines = dict.fromkeys(line.strip() for line in text.split("\n"))
            parts += [
                f"【{label}】{line}" for line in lines if line.strip("0123456789-—－ /第页共")
            ]
    if marks.deleted:
        warnings.append("文档含有修订痕迹，已删除的文字未读取。")
    if marks.hidden:
        warnings.append("文档有隐藏文字，未读取。")
    if marks.numbered:
        warnings.append("文档使用了自动编号，编号不在文字之中，未能读出，请对照原件核对。")
    return one_page("doc", "\n".join(part.strip("\n") for part in parts if part.strip()), warnings)


def _clean(text: str) -> str:
    """Drop field codes, keep field results, and turn marks into tabs and line ends."""
    kept: list[str] = []
    # For each open field: are we still in its code?
    fields: list[bool] = []
    for char in text:
        if char == "\x13":
            fields.append(True)
        elif char == "\x14" and fields:
            fields[-1] = False
        elif char == "\x15" and fields:
            fields.pop()
        elif not any(fields):
            kept.append(_CONTROLS.get(char, char))
    joined = "".join(kept).encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
    joined = re.sub(r"[\x00-\x08\x0e-\x1f]", "", joined)
    return re.sub(r"\t+\n", "\n", joined)


def _word95(document: bytes, flags: int) -> ReadResult:
    """Read Word 6 and 95: one-byte positions in the code page of the writer's Windows."""
    if flags & 0x0004 and _number(document, 0x164, 4):
        pieces = _pieces(
            document, _number(document, 0x160, 4), _number(document, 0x164, 4), bytes_only=True
        )
    else:
        first, last = _number(document, 0x18, 4), _number(document, 0x1C, 4)
        pieces = [_Piece(0, last - first, first, 1)]
    length = _number(document, 0x34, 4)
    raw = b"".join(document[p.offset : p.offset + p.end - p.start] for p in pieces)[:length]
    texts = [raw.decode(codec, errors="replace") for codec in ("cp936", "cp950", "cp1252")]
    text = _clean(max(texts, key=plausibility).replace("\x07\x07", "\n"))
    return one_page("doc", text, ["旧版（Word 6/95）文档，表格按简化方式读取，请对照原件核对。"])
