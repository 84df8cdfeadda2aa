"""The empty Word file of a report: page, styles, number of the page, nothing about who made it."""

from datetime import datetime
from typing import TYPE_CHECKING, Any

from workbench.law.precedents.report_style import Face, Style, font_table

if TYPE_CHECKING:
    from docx.document import Document

HEADINGS = ("Title", "Heading1", "Heading2", "Heading3")
"""Ids of the styles of headings by level."""
STYLES = {"body": "ReportBody", "note": "ReportNote", "table": "ReportTable"}
"""Ids of the styles of paragraphs by face."""
CENTRED = "ReportCentred"
MM = 36_000
"""Units of Word's drawing (EMU) a millimetre."""
_TITLES = {"body": "报告正文", "note": "报告说明", "table": "报告表格"}
_OF_TEMPLATE = ("/thumbnail", "/extended-properties", "/customXml", "/stylesWithEffects")
"""Parts that the library's template brings and a report does not need."""


def new_document(look: Style) -> "Document":
    """Return an empty file that looks like a court's paper."""
    import docx

    document = docx.Document()
    _page(document, look)
    _styles(document, look)
    _language(document)
    _number(document, look)
    return document


def _styles(document: "Document", look: Style) -> None:
    """Give the file its styles: headings, body, notes, cells of tables."""
    from docx.enum.style import WD_STYLE_TYPE
    from docx.enum.text import WD_ALIGN_PARAGRAPH
    from docx.shared import Pt

    styles = document.styles
    for level, style_id in enumerate(HEADINGS):
        _dress(next(s for s in styles if s.style_id == style_id), look.heading(level), level)
    _dress(styles["Normal"], look.faces["body"], None)
    for name, style_id in STYLES.items():
        made = styles.add_style(style_id, WD_STYLE_TYPE.PARAGRAPH)
        made.name, made.base_style = _TITLES[name], styles["Normal"]
        face = look.faces[name]
        _face(made.font, made.element.get_or_add_rPr(), face)
        if name == "table":
            # Long numbers and Latin words break anywhere rather than leave the cell.
            mark(made.element.get_or_add_pPr(), "w:wordWrap", value="0")
            made.paragraph_format.line_spacing = 1.15
        else:
            made.paragraph_format.first_line_indent = Pt(face.size * 2)
    centred = styles.add_style(CENTRED, WD_STYLE_TYPE.PARAGRAPH)
    centred.name, centred.base_style = "报告居中", styles["Normal"]
    centred.paragraph_format.alignment = WD_ALIGN_PARAGRAPH.CENTER
    centred.paragraph_format.space_after = Pt(12)


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
    set_face(font, properties, face.name, face.latin, face.size)


def set_face(font: Any, properties: Any, name: str, latin: str, size: float) -> None:
    """Give a style or a run its face.

    Args:
        font, properties: of the style or run.
        name: of the Chinese face; latin: of the Latin one.
        size: points.
    """
    from docx.oxml.ns import qn
    from docx.shared import Pt

    font.name, font.size = latin, Pt(size)
    fonts = properties.get_or_add_rFonts()
    for theme in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
        fonts.attrib.pop(qn(f"w:{theme}"), None)
    fonts.set(qn("w:eastAsia"), name)


def _language(document: "Document") -> None:
    """Say that the text is Chinese, so that no word is underlined as misspelt English."""
    from docx.oxml.ns import qn

    for found in document.styles.element.iter(qn("w:lang")):
        found.set(qn("w:eastAsia"), "zh-CN")


def _page(document: "Document", look: Style) -> None:
    section, page = document.sections[0], look.page
    section.page_width, section.page_height = page.width * MM, page.height * MM
    section.top_margin, section.bottom_margin = page.top * MM, page.bottom * MM
    section.left_margin, section.right_margin = page.left * MM, page.right * MM


def _number(document: "Document", look: Style) -> None:
    """Put the number of the page in the middle of the foot: — 1 —."""
    from docx.enum.text import WD_ALIGN_PARAGRAPH
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    paragraph = document.sections[0].footer.paragraphs[0]
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    before, run, after = paragraph.add_run("— "), paragraph.add_run(), paragraph.add_run(" —")
    for part in (before, run, after):
        _face(part.font, part._r.get_or_add_rPr(), look.faces["number"])
    for kind, words in (("begin", ""), ("", "PAGE"), ("separate", ""), ("text", "1"), ("end", "")):
        tag = {"": "w:instrText", "text": "w:t"}.get(kind, "w:fldChar")
        element = OxmlElement(tag)
        if tag == "w:fldChar":
            element.set(qn("w:fldCharType"), kind)
        element.text = words or None
        run._r.append(element)


def set_properties(document: "Document", title: str, time: datetime) -> None:
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


def mark(properties: Any, *tags: str, value: str = "") -> None:
    """Append elements to properties of Word's, with a value or none."""
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
