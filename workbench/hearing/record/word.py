"""Writes a document of the hearing as a Word file in court form, and reads one back.

Page and faces as courts write documents (法〔2016〕221号, GB/T 9704-2012); each face is named with
those that may stand in for it, so that a machine without 小标宋 or 仿宋_GB2312 shows the next best.
"""

import io
from collections.abc import Iterator
from datetime import datetime
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from workbench.hearing.record.blocks import Document, Table, Text
from workbench.hearing.record.template import Template
from workbench.hearing.record.word_style import MM, Look, add_styles, fields_of, new_word
from workbench.law.precedents.report_template import mark, set_properties

if TYPE_CHECKING:
    from docx.document import Document as Word

_WORD_BODY = "word/document.xml"
TALL = 13
"""Millimetres of a row in which somebody signs."""
_SHORT = 200
"""Characters of a row that stays on one page."""
_TOGETHER = 9
"""Rows at most that stay on one page with each other."""


def word_file(document: Document, template: Template, time: datetime) -> bytes:
    """Return a Word file.

    Args:
        document: what it says.
        template: page, faces, large print.
        time: the only other property that the file carries.
    """
    look = Look.of(template, document.large)
    word = new_word(look)
    add_styles(word, look)
    for block in document.blocks:
        if isinstance(block, Text):
            _paragraph(word.add_paragraph(), block)
        else:
            _table(word, block, look)
    _head(word, document)
    _foot(word, document)
    set_properties(word, document.title, time)
    buffer = io.BytesIO()
    word.save(buffer)
    return buffer.getvalue()


def read_word(content: bytes) -> str:
    """Return the words of a Word file as :func:`workbench.hearing.record.blocks.plain` writes them.

    Args:
        content: of a file that :func:`word_file` wrote, also after somebody edited it.
    """
    import docx

    word = docx.Document(io.BytesIO(content))
    return "\n".join(_lines(word)) + "\n"


def _lines(word: "Word") -> Iterator[str]:
    from docx.table import Table as WordTable

    for item in word.iter_inner_content():
        if isinstance(item, WordTable):
            for row in item.rows:
                # A cell that goes across the table comes once for each column.
                cells = {cell._tc: cell.text for cell in row.cells}
                yield "\t".join(cells.values())
        elif item.style is None or item.style.style_id != "HearingGap":
            yield item.text


def _paragraph(paragraph: Any, block: Text) -> None:
    from docx.enum.text import WD_COLOR_INDEX

    paragraph._p.style = f"Hearing{block.style.capitalize()}"
    if block.label:
        paragraph.add_run(block.label).bold = True
    if block.text:
        paragraph.add_run(block.text)
    if block.mark:
        paragraph.add_run(block.mark).font.highlight_color = WD_COLOR_INDEX.GRAY_25


def _table(word: "Word", block: Table, look: Look) -> None:
    from docx.enum.table import WD_TABLE_ALIGNMENT

    columns = look.columns(block.widths)
    table = word.add_table(len(block.rows), len(columns))
    table._tbl.tblStyle_val = "TableGrid"
    table.alignment = WD_TABLE_ALIGNMENT.CENTER
    table.autofit = False
    bound = _bound(block)
    for column, width in zip(table.columns, columns, strict=True):
        column.width = width * MM
    for place, (row, words) in enumerate(zip(table.rows, block.rows, strict=True)):
        head = block.head and place == 0
        if block.tall and not head:
            row.height = TALL * MM
        whole = max(map(len, words), default=0) <= _SHORT
        tags = (*(["w:cantSplit"] if whole else []), *(["w:tblHeader"] if head else []))
        mark(row._tr.get_or_add_trPr(), *tags)
        across = len(words) == 1 < len(columns)
        cells = [row.cells[0].merge(row.cells[-1])] if across else row.cells
        for column, (cell, text) in enumerate(zip(cells, words, strict=True)):
            cell.width = (sum(columns) if across else columns[column]) * MM
            paragraph = cell.paragraphs[0]
            paragraph._p.style = "HearingTable"
            paragraph.paragraph_format.keep_with_next = place in bound or None
            if text:
                strong = head or across or (block.labels and column == 0)
                paragraph.add_run(text).bold = strong or None
    word.add_paragraph()._p.style = "HearingGap"


def _bound(block: Table) -> set[int]:
    """Return the rows that stay on one page with the next.

    A head with its first row, signatures with each other, what goes across the table (an exhibit)
    with the rows under it.
    """
    starts = [n for n, row in enumerate(block.rows) if len(row) == 1 < len(block.widths)]
    groups = list(pairwise([*starts, len(block.rows)]))
    if block.tall:
        groups.append((0, len(block.rows)))
    bound = {0, *starts} if block.head else set(starts)
    for start, end in groups:
        if end - start <= _TOGETHER:
            bound |= set(range(start, end - 1))
    return bound


def _head(word: "Word", document: Document) -> None:
    if not document.head:
        return
    paragraph = word.sections[0].header.paragraphs[0]
    paragraph._p.style = "HearingHead"
    paragraph.add_run(document.head).bold = True


def _foot(word: "Word", document: Document) -> None:
    """Put signatures and 第×页　共×页 at the foot of every page."""
    footer = word.sections[0].footer
    paragraph = footer.paragraphs[0]
    for line in document.foot:
        paragraph._p.style = "HearingFoot"
        paragraph.add_run(line)
        paragraph = footer.add_paragraph()
    paragraph._p.style = "HearingNumber"
    for text, field in (("第 ", "PAGE"), (" 页　共 ", "NUMPAGES"), (" 页", "")):
        paragraph.add_run(text)
        if field:
            fields_of(paragraph.add_run(), field)
