"""Writes the blocks of a report into a Word file that looks like a court's paper.

Faces are those that courts use; the file names what may stand in for each (``w:altName``), so that
a machine without 小标宋 or 仿宋_GB2312 shows the next best. Tables have fixed columns within A4.
"""

import io
from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Any

from workbench.law.precedents.report_blocks import Block, Heading, NewPage, Paragraph, Table
from workbench.law.precedents.report_style import Style, style
from workbench.law.precedents.report_template import (
    CENTRED,
    HEADINGS,
    MM,
    STYLES,
    mark,
    new_document,
    set_properties,
)
from workbench.law.precedents.report_words import blank

if TYPE_CHECKING:
    from docx.document import Document

_SHORT = 300
"""Characters of a row that stays on one page."""


def word_file(blocks: Sequence[Block], title: str, time: datetime) -> bytes:
    """Return a Word file.

    Args:
        blocks: what it says.
        title, time: the only properties that the file carries.
    """
    look = style()
    document = new_document(look)
    for block in blocks:
        _put(document, block, look)
    set_properties(document, title, time)
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def _put(document: "Document", block: Block, look: Style) -> None:
    match block:
        case Heading():
            _text(document.add_paragraph(), block.text, HEADINGS[block.level])
        case Paragraph():
            _text(document.add_paragraph(), block.text, _named(block))
        case NewPage():
            document.add_page_break()
        case _:
            _table(document, block, look)


def _named(block: Paragraph) -> str:
    """Return the id of the style of a paragraph."""
    return CENTRED if block.centred else STYLES[block.face]


def _table(document: "Document", block: Table, look: Style) -> None:
    from docx.enum.table import WD_TABLE_ALIGNMENT

    columns = look.columns(block.widths)
    table = document.add_table(len(block.rows), len(columns))
    table._tbl.tblStyle_val = "TableGrid"
    table.alignment = WD_TABLE_ALIGNMENT.CENTER
    table.autofit = False
    for column, width in zip(table.columns, columns, strict=True):
        column.width = width * MM
    for place, (row, words) in enumerate(zip(table.rows, block.rows, strict=True)):
        head = block.head and place == 0
        # A row that could be longer than a page must be allowed to go on on the next.
        whole = max(map(len, words)) <= _SHORT
        tags = (*(["w:cantSplit"] if whole else []), *(["w:tblHeader"] if head else []))
        mark(row._tr.get_or_add_trPr(), *tags)
        for column, (cell, text) in enumerate(zip(row.cells, words, strict=True)):
            cell.width = columns[column] * MM
            bold = head or (block.labels and column == 0)
            _text(cell.paragraphs[0], text, STYLES["table"], bold)
    document.add_paragraph().paragraph_format.line_spacing = 0.5


def _text(paragraph: Any, text: str, style_id: str, bold: bool = False) -> None:
    """Write a paragraph; places where the judge has to write are shaded, to be overlooked by none.

    Args:
        paragraph: an empty one.
        text: what it says.
        style_id: of its style; by id, as looking one up by name takes milliseconds.
        bold: whether it is.
    """
    from docx.enum.text import WD_COLOR_INDEX

    paragraph._p.style = style_id
    gap = blank()
    for place, part in enumerate(text.split(gap)):
        if place:
            paragraph.add_run(gap).font.highlight_color = WD_COLOR_INDEX.GRAY_25
        if part:
            run = paragraph.add_run(part)
            run.bold = bold or None
