"""Formatting pages of old Word documents: what is deleted, hidden, a row's end, a symbol.

[MS-DOC] 2.9.33 (BTE), 2.9.53 (ChpxFkp), 2.9.179 (PapxFkp), 2.6 (single property modifiers).
"""

from bisect import bisect_right
from collections.abc import Callable, Iterator
from dataclasses import dataclass

_PAGE = 512
_DELETED = 0x0800
_HIDDEN = 0x083C
_SYMBOL = 0x6A09
_ROW_END = (0x2417, 0x244C)
_LIST = 0x460B
_SIZES = {0: 1, 1: 1, 2: 2, 3: 4, 4: 2, 5: 2, 7: 3}
_BOXES = {0xFE: "☑", 0xFD: "☒", 0xA8: "□", 0x52: "☑", 0xA3: "□", 0xFC: "√", 0x6F: "□"}


@dataclass(frozen=True)
class _Ranges:
    """Byte ranges of the stream, apart and in order, each with its modifiers."""

    starts: list[int]
    ends: list[int]
    values: list[dict[int, bytes]]

    def at(self, offset: int) -> dict[int, bytes]:
        index = bisect_right(self.starts, offset) - 1
        if index >= 0 and offset < self.ends[index]:
            return self.values[index]
        return {}


class Marks:
    """Answers by byte offset in the stream ``WordDocument``."""

    def __init__(self, characters: _Ranges, paragraphs: _Ranges) -> None:
        self._characters = characters
        self._paragraphs = paragraphs
        self.deleted = False
        self.hidden = False
        self.numbered = any(any(one.get(_LIST, b"")) for one in paragraphs.values)

    def removed(self, offset: int) -> bool:
        """Say whether the character is deleted (tracked) or hidden; remembers which were met."""
        found = self._characters.at(offset)
        deleted, hidden = found.get(_DELETED) == b"\x01", found.get(_HIDDEN) == b"\x01"
        self.deleted |= deleted
        self.hidden |= hidden
        return deleted or hidden

    def ends_row(self, offset: int) -> bool:
        """Say whether the mark at ``offset`` ends a table row rather than a cell."""
        found = self._paragraphs.at(offset)
        return any(found.get(code) == b"\x01" for code in _ROW_END)

    def symbol(self, offset: int) -> str:
        """Return the symbol that stands in for the character, empty where there is none."""
        operand = self._characters.at(offset).get(_SYMBOL, b"")
        return _BOXES.get(operand[2], "\ufffd") if len(operand) == 4 else ""


def read_marks(
    document: bytes, table: bytes, characters: tuple[int, int], paragraphs: tuple[int, int]
) -> Marks:
    """Read both kinds of formatting pages.

    Args:
        document: the stream ``WordDocument``.
        table: the table stream.
        characters: places in the FIB of offset and length of PlcfBteChpx.
        paragraphs: the same for PlcfBtePapx.
    """
    chpx = _ranges(document, _plc(document, table, characters), _chpx)
    papx = _ranges(document, _plc(document, table, paragraphs), _papx)
    return Marks(chpx, papx)


def _number(data: bytes, offset: int, size: int) -> int:
    return int.from_bytes(data[offset : offset + size], "little")


def _plc(document: bytes, table: bytes, places: tuple[int, int]) -> bytes:
    offset, length = (_number(document, place, 4) for place in places)
    return table[offset : offset + length]


def _ranges(
    document: bytes, plc: bytes, modifiers: Callable[[bytes, int], dict[int, bytes]]
) -> _Ranges:
    found: dict[int, tuple[int, dict[int, bytes]]] = {}
    count = max(0, (len(plc) - 4) // 8)
    for index in range(count):
        number = _number(plc, 4 * (count + 1) + 4 * index, 4) & 0x3FFFFF
        page = document[number * _PAGE : (number + 1) * _PAGE]
        if len(page) == _PAGE:
            for run in range(min(page[511], 101)):
                start, end = _number(page, 4 * run, 4), _number(page, 4 * run + 4, 4)
                found[start] = (end, modifiers(page, run))
    starts = sorted(found)
    return _Ranges(starts, [found[s][0] for s in starts], [found[s][1] for s in starts])


def _chpx(page: bytes, run: int) -> dict[int, bytes]:
    place = page[4 * (page[511] + 1) + run] * 2 if 4 * (page[511] + 1) + run < 511 else 0
    return dict(_sprms(page[place + 1 : place + 1 + page[place]])) if place else {}


def _papx(page: bytes, run: int) -> dict[int, bytes]:
    entry = 4 * (page[511] + 1) + 13 * run
    place = page[entry] * 2 if entry < 511 else 0
    if not place:
        return {}
    size = page[place] * 2 - 1
    if page[place] == 0:
        place, size = place + 1, page[place + 1] * 2
    # The first two bytes are the style.
    return dict(_sprms(page[place + 3 : place + 1 + size]))


def _sprms(grpprl: bytes) -> Iterator[tuple[int, bytes]]:
    position = 0
    while position + 2 <= len(grpprl):
        code = _number(grpprl, position, 2)
        position += 2
        kind = code >> 13
        if kind == 6:
            # sprmTDefTable has a length of two bytes, one too large.
            wide = code == 0xD608
            size = _number(grpprl, position, 2) - 1 if wide else _number(grpprl, position, 1)
            position += 2 if wide else 1
        else:
            size = _SIZES[kind]
        yield code, grpprl[position : position + size]
        position += max(size, 0)
