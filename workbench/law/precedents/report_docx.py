"""Writes the blocks of a report into a Word file that looks like a court's paper.

Faces are those that courts use; the file names what may stand in for each (``w:altName``), so that
a machine without 小标宋 or 仿宋_GB2312 shows the next best. Tables have fixed columns within A4.
"""

import io
from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Any

from workbench.law.precedents.report_blocks import Block, Heading, NewPage, Paragraph, Table
from workbench.law.precedents.report_style import Face, Style, font_table, style
from workbench.law.precedents.report_words import blank

if TYPE_CHECKING:
    from docx.document import Document

_NAMES = {0: "Title", 1: "Heading 1", 2: "Heading 2", 3: "Heading 3"}
_OF_TEMPLATE = ("/thumbnail", "/extended-properties", "/customXml", "/stylesWithEffects")
"""Parts that the library's template brings and a report does not need."""
_SHORT = 300
"""Characters of a row that stays on one page."""
_MM = 36_000
"""Units of Word's drawing (EMU) a millimetre."""


def word_file(blocks: Sequence[Block], title: str, time: datetime) -> bytes:
    """Return a Word file.

    Args:
        blocks: what it says.
        title, time: the only properties that the file carries.
    """
    import docx

    document, look = docx.Document(), style()
    _page(document, look)
    for level, name in _NAMES.items():
        _dress(document.styles[name], look.heading(level), level)
    _dress(document.styles["Normal"], look.faces["body"], None)
    _language(document)
    _number(document, look)
    for block in blocks:
        _put(document, block, look)
    _properties(document, title, time)
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def _put(document: "Document", block: Block, look: Style) -> None:
    match block:
        case Heading():
            document.add_paragraph(block.text, style=_NAMES[block.level])
        case Paragraph():
            _paragraph(document, block, look)
        case NewPage():
            document.add_page_break()
        case _:
            _table(document, block, look)


def _paragraph(document: "Document", block: Paragraph, look: Style) -> None:
    from docx.enum.text import WD_ALIGN_PARAGRAPH
    from docx.shared import Pt

    face = look.faces[block.face]
    made = document.add_paragraph()
    if block.centred:
        made.alignment = WD_ALIGN_PARAGRAPH.CENTER
        made.paragraph_format.space_after = Pt(12)
    else:
        made.paragraph_format.first_line_indent = Pt(face.size * 2)
    _run(made, block.text, face)


def _table(document: "Document", block: Table, look: Style) -> None:
    from docx.enum.table import WD_TABLE_ALIGNMENT

    face, columns = look.faces["table"], look.columns(block.widths)
    table = document.add_table(len(block.rows), len(columns), style="Table Grid")
    table.alignment = WD_TABLE_ALIGNMENT.CENTER
    table.autofit = False
    for column, width in zip(table.columns, columns, strict=True):
        column.width = width * _MM
    for place, (row, words) in enumerate(zip(table.rows, block.rows, strict=True)):
        head = block.head and place == 0
        # A row that could be longer than a page must be allowed to go on on the next.
        whole = max(map(len, words)) <= _SHORT
        tags = (*(["w:cantSplit"] if whole else []), *(["w:tblHeader"] if head else []))
        _mark(row._tr.get_or_add_trPr(), *tags)
        for column, (cell, text) in enumerate(zip(row.cells, words, strict=True)):
            cell.width = columns[column] * _MM
            bold = head or (block.labels and column == 0)
            _cell(cell, text, face, bold)
    document.add_paragraph().paragraph_format.line_spacing = 0.5


def _cell(cell: Any, text: str, face: Face, bold: bool) -> None:
    paragraph = cell.paragraphs[0]
    # Long numbers and Latin words break anywhere rather than leave the cell.
    _mark(paragraph._p.get_or_add_pPr(), "w:wordWrap", value="0")
    paragraph.paragraph_format.line_spacing = 1.15
    _run(paragraph, text, face, bold)


def _run(paragraph: Any, text: str, face: Face, bold: bool = False) -> None:
    """Add a text; places where the judge has to write are shaded so that none is overlooked."""
    from docx.enum.text import WD_COLOR_INDEX

    mark = blank()
    for place, part in enumerate(text.split(mark)):
        if place:
            run = paragraph.add_run(mark)
            run.font.highlight_color = WD_COLOR_INDEX.GRAY_25
            _face(run.font, run._r.get_or_add_rPr(), face)
        if part:
            run = paragraph.add_run(part)
            run.bold = bold or None
            _face(run.font, run._r.get_or_add_rPr(), face)


def _dress(named: Any, face: Face, level: int | None) -> None:
    """Give a style of the file its face; ``level`` of a heading, ``None`` for the body."""
    from docx.enum.text import WD_ALIGN_PARAGRAPH
    from docx.shared import Pt, RGBColor

    _face(named.font, named.element.get_or_add_rPr(), face)
    named.font.bold = named.font.italic = False
    named.font.color.rgb = RGBColor(0, 0, 0)
    form = named.paragraph_format
    form.space_before, form.space_after = Pt(0), Pt(0)
    form.line_spacing = Pt(28)
    if level == 0:
        form.alignment = WD_ALIGN_PARAGRAPH.CENTER
        form.line_spacing, form.space_after = Pt(36), Pt(12)
        _remove(named.element, "w:pBdr")
    elif level:
        form.first_line_indent = Pt(face.size * 2) if level < 3 else Pt(0)
        form.space_before, form.keep_with_next = Pt(6), True


def _face(font: Any, properties: Any, face: Face) -> None:
    from docx.oxml.ns import qn
    from docx.shared import Pt

    font.name, font.size = face.latin, Pt(face.size)
    fonts = properties.get_or_add_rFonts()
    for theme in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
        fonts.attrib.pop(qn(f"w:{theme}"), None)
    fonts.set(qn("w:eastAsia"), face.name)


def _language(document: "Document") -> None:
    """Say that the text is Chinese, so that no word is underlined as misspelt English."""
    from docx.oxml.ns import qn

    for found in document.styles.element.iter(qn("w:lang")):
        found.set(qn("w:eastAsia"), "zh-CN")


def _page(document: "Document", look: Style) -> None:
    section, page = document.sections[0], look.page
    section.page_width, section.page_height = page.width * _MM, page.height * _MM
    section.top_margin, section.bottom_margin = page.top * _MM, page.bottom * _MM
    section.left_margin, section.right_margin = page.left * _MM, page.right * _MM


def _number(document: "Document", look: Style) -> None:
    """Put the number of the page in the middle of the foot: — 1 —."""
    from docx.enum.text import WD_ALIGN_PARAGRAPH
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    paragraph = document.sections[0].footer.paragraphs[0]
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    _run(paragraph, "— ", look.faces["number"])
    run = paragraph.add_run()
    _face(run.font, run._r.get_or_add_rPr(), look.faces["number"])
    for kind, words in (("begin", ""), ("", "PAGE"), ("separate", ""), ("text", "1"), ("end", "")):
        tag = {"": "w:instrText", "text": "w:t"}.get(kind, "w:fldChar")
        element = OxmlElement(tag)
        if tag == "w:fldChar":
            element.set(qn("w:fldCharType"), kind)
        element.text = words or None
        run._r.append(element)
    _run(paragraph, " —", look.faces["number"])


def _properties(document: "Document", title: str, time: datetime) -> None:
    """Leave the title and the time; who wrote the template and with what is nobody's business."""
    properties = document.core_properties
    properties.title = title
    for name in ("author", "comments", "keywords", "last_modified_by", "subject", "category"):
        setattr(properties, name, "")
    properties.created = properties.modified = time.replace(tzinfo=None)
    properties.revision = 1
    for relations in (document.part.package.rels, document.part.rels):
        for key, relation in list(relations.items()):
            if relation.reltype.endswith(_OF_TEMPLATE):
                del relations[key]
            elif relation.reltype.endswith("/fontTable"):
                relation.target_part._blob = font_table().encode()


def _mark(properties: Any, *tags: str, value: str = "") -> None:
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    for tag in tags:
        element = OxmlElement(tag)
        if value:
            element.set(qn("w:val"), value)
        properties.append(element)


def _remove(element: Any, tag: str) -> None:
    from docx.oxml.ns import qn

    for found in list(element.iter(qn(tag))):
        found.getparent().remove(found)
