"""Plain text, markdown and RTF."""

import re

from workbench.kernel.errors import UserError
from workbench.papers.model import ReadResult
from workbench.papers.readers.decoding import decode, plausibility
from workbench.papers.readers.results import DAMAGED, one_page

_HEX_RUN = re.compile(rb"((?:\\'[0-9a-fA-F]{2})+)([\x40-\x5b\x5d-\x7a\x7c\x7e])")


def read_text(data: bytes, kind: str) -> ReadResult:
    """Read a text or markdown file as it stands, line ends made ``\\n``.

    Raises:
        UserError: no known encoding reads it.
    """
    decoded = decode(data)
    if decoded is None:
        raise UserError("无法辨认文件的文字编码，未能读取，原件已原样保留。", "请另存为 UTF-8。")
    warnings = []
    if decoded.guessed:
        warnings.append(f"文件没有标明文字编码，按 {decoded.encoding} 推断读取，请核对是否有乱码。")
    if decoded.broken:
        warnings.append(f"有{decoded.broken}处字节无法解读，以“\ufffd”代替。")
    text = re.sub(r"\r\n?", "\n", decoded.text).replace("\x00", "").rstrip("\x1a")
    return one_page(kind, text, warnings)


def read_rtf(data: bytes) -> ReadResult:
    """Read RTF; cells are separated by tabs.

    Raises:
        UserError: the groups are damaged.
    """
    warnings = []
    if re.search(rb"\\(?:deleted|revised)(?![a-z])", data):
        warnings.append("文档含有修订痕迹，已删除的文字可能仍在读出的内容中，请对照原件核对。")
    if b"\\pict" in data:
        warnings.append("文档中有图片，图片中的文字未读取。")
    source = _plain_ascii(data)
    text = _to_text(source)
    if "\\fcharset0" in source and plausibility(text) < 0.6:
        # Some writers give Chinese bytes in a font that claims to be Western.
        second = _to_text(source.replace("\\fcharset0", "\\fcharset134"))
        text = max(text, second, key=plausibility)
    if "\ufffd" in text:
        warnings.append(f"有{text.count(chr(0xFFFD))}处字节无法解读，以“\ufffd”代替。")
    return one_page("rtf", re.sub(r"\t*\n", "\n", text).strip("\n"), warnings)


def _to_text(source: str) -> str:
    from striprtf.striprtf import rtf_to_text

    try:
        text = str(rtf_to_text(source, encoding="cp936", errors="replace"))
    except (ValueError, IndexError, KeyError, TypeError, LookupError) as error:
        raise UserError(DAMAGED) from error
    # Characters beyond the basic plane are written as two \u halves.
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def _plain_ascii(data: bytes) -> str:
    """Write raw bytes, and second halves of a character given as a letter, as escapes."""
    data = re.sub(rb"[\x80-\xff]", lambda match: b"\\'%02x" % match[0][0], data)
    data = _HEX_RUN.sub(_close_pair, data)
    data = re.sub(rb"\\(?:nest)?cell(?![a-z])", rb"\\tab", data)
    return data.decode("ascii", errors="ignore")


def _close_pair(match: re.Match[bytes]) -> bytes:
    codes = bytes.fromhex(match[1].decode("ascii").replace("\\'", ""))
    position = 0
    while position < len(codes):
        position += 2 if codes[position] > 0x80 else 1
    if position == len(codes):
        return match[0]
    return match[1] + b"\\'%02x" % match[2][0]
