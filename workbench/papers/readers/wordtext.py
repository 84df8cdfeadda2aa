"""Walks WordprocessingML and gathers lines of text."""

from dataclasses import dataclass
from typing import Any

from workbench.papers.readers.numbering import Numbering
from workbench.papers.readers.package import attribute, child_of, local

_DELETED = {"del", "moveFrom"}
_INSERTED = {"ins", "moveTo"}
# Properties, field codes, marks of references, and the older twin of an AlternateContent.
_SKIPPED = {
    "pPr", "rPr", "tblPr", "trPr", "tcPr", "sectPr", "tblGrid", "instrText", "delText",
    "delInstrText", "Fallback", "footnoteRef", "endnoteRef", "annotationRef", "sdtPr",
    "separator", "continuationSeparator", "rt", "docPartObj", "fldData",
}  # fmt: skip
_CHARACTERS = {"tab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-", "ptab": "\t"}
# Ticked and empty boxes of the symbol fonts, as forms use them.
_SYMBOLS = {
    ("wingdings", 0xFE): "☑", ("wingdings", 0xFD): "☒", ("wingdings", 0xA8): "□",
    ("wingdings", 0x6F): "□", ("wingdings", 0xFC): "√", ("wingdings", 0xFB): "×",
    ("wingdings 2", 0x52): "☑", ("wingdings 2", 0x53): "☒", ("wingdings 2", 0x54): "☒",
    ("wingdings 2", 0xA3): "□", ("wingdings 2", 0x50): "√", ("wingdings 2", 0x4F): "×",
    ("wingdings 2", 0x2A): "□",
}  # fmt: skip


@dataclass
class Tally:
    """What was met on the way and is worth a warning."""

    inserted: int = 0
    deleted: int = 0
    hidden: int = 0
    altered: int = 0


class Body:
    """Gathers the lines of one story: the body, a note, a head or a foot."""

    def __init__(self, tally: Tally, numbering: Numbering) -> None:
        self._tally = tally
        self._numbering = numbering
        self._boxes: list[list[str]] = []

    def lines(self, container: Any) -> list[str]:
        """Return the lines of paragraphs and tables in the order of the document."""
        lines: list[str] = []
        for child in container:
            self._block(child, lines)
        return lines

    def _block(self, element: Any, lines: list[str]) -> None:
        name = local(element)
        if name == "p":
            lines += self._paragraph(element)
        elif name == "tbl":
            lines += [line for row in self._rows(element) for line in self._row(row)]
        elif name == "altChunk":
            self._tally.altered += 1
        elif name in _DELETED:
            self._tally.deleted += 1
        elif name and name not in _SKIPPED:
            # Content controls, custom XML, insertions around blocks, AlternateContent.
            for child in element:
                self._block(child, lines)

    def _paragraph(self, paragraph: Any) -> list[str]:
        outer, self._boxes = self._boxes, []
        text = self._numbering.label(paragraph) + self._inline(paragraph)
        boxes, self._boxes = self._boxes, outer
        return text.rstrip(" ").split("\n") + [line for box in boxes for line in box]

    def _rows(self, table: Any) -> list[Any]:
        rows = []
        for child in table:
            name = local(child)
            if name == "tr":
                if _marked(child, "trPr", "del"):
                    self._tally.deleted += 1
                else:
                    rows.append(child)
            elif name in {"sdt", "sdtContent", "ins", "customXml"}:
                rows += self._rows(child)
        return rows

    def _row(self, row: Any) -> list[str]:
        cells = [[line for line in self.lines(cell) if line.strip()] for cell in _cells(row)]
        filled = [cell for cell in cells if cell]
        if len(filled) == 1 and len(filled[0]) > 1:
            # A layout table: one cell holds whole paragraphs, whose lines are to be kept.
            return filled[0]
        return ["\t".join(" ".join(cell) for cell in cells).rstrip("\t")]

    def _inline(self, element: Any) -> str:
        return "".join(self._piece(child) for child in element)

    def _piece(self, element: Any) -> str:
        name = local(element)
        if name in _SKIPPED or not name:
            return ""
        if name == "t":
            return element.text or ""
        if name in _CHARACTERS:
            return _CHARACTERS[name]
        if name == "sym":
            return _symbol(element)
        if name in _DELETED:
            self._tally.deleted += 1
            return ""
        if name in _INSERTED:
            self._tally.inserted += 1
        return self._nested(element, name)

    def _nested(self, element: Any, name: str) -> str:
        if name == "txbxContent":
            self._boxes.append(self.lines(element))
            return ""
        if name == "r" and _hidden(element):
            if self._inline(element).strip():
                self._tally.hidden += 1
            return ""
        return self._inline(element)


def _cells(row: Any) -> list[Any]:
    cells = []
    for child in row:
        name = local(child)
        if name == "tc":
            cells.append(child)
        elif name in {"sdt", "sdtContent", "ins", "customXml"}:
            cells += _cells(child)
    return cells


def _marked(element: Any, properties: str, mark: str) -> bool:
    return child_of(element, properties, mark) is not None


def _hidden(run: Any) -> bool:
    mark = child_of(run, "rPr", "vanish")
    return mark is not None and attribute(mark, "val") not in {"0", "false", "off"}


def _symbol(element: Any) -> str:
    try:
        code = int(attribute(element, "char"), 16)
    except ValueError:
        return ""
    font = attribute(element, "font").lower()
    known = _SYMBOLS.get((font, code & 0xFF))
    if known:
        return known
    return "\ufffd" if 0xE000 <= code <= 0xF8FF else chr(code)
