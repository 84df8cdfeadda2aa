"""Page and styles of the documents of a hearing."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from workbench.hearing.record.template import Template
from workbench.law.precedents.report_style import LATIN, asked_names
from workbench.law.precedents.report_template import MM, mark, set_face

if TYPE_CHECKING:
    from docx.document import Document as Word

__all__ = ["MM", "Look", "add_styles", "fields_of", "new_word"]

_LINE = 1.75
"""Line pitch as a multiple of the letters' size: 16 pt letters stand 28 pt apart."""


@dataclass(frozen=True)
class Look:
    """How documents look.

    Attributes:
        page: millimetres by name.
        faces: name of the font and points, by name of the face.
        line: line pitch as a multiple of the size.
    """

    page: Mapping[str, int]
    faces: Mapping[str, tuple[str, float]]
    line: float

    @classmethod
    def of(cls, template: Template, large: bool) -> "Look":
        """Return the look of a template, in large print where it is wanted."""
        asked = asked_names()
        factor = template.large["factor"] if large else 1.0
        faces = {
            name: (asked[face.role], round(face.size * factor * 2) / 2)
            for name, face in template.faces.items()
        }
        # The places for signatures must stay at the foot of the page whatever the size.
        faces["foot"] = (asked[template.faces["foot"].role], template.faces["foot"].size)
        return cls(template.page, faces, template.large["line"] if large else _LINE)

    def columns(self, shares: Sequence[int]) -> list[int]:
        """Return the widths of columns in millimetres; together no more than the page has."""
        width = self.page["width"] - self.page["left"] - self.page["right"]
        return [width * share // sum(shares) for share in shares]


def new_word(look: Look) -> "Word":
    """Return an empty file with its page."""
    import docx
    from docx.oxml.ns import qn

    word = docx.Document()
    section, page = word.sections[0], look.page
    section.page_width, section.page_height = page["width"] * MM, page["height"] * MM
    section.top_margin, section.bottom_margin = page["top"] * MM, page["bottom"] * MM
    section.left_margin, section.right_margin = page["left"] * MM, page["right"] * MM
    section.header_distance, section.footer_distance = 15 * MM, 12 * MM
    for found in word.styles.element.iter(qn("w:lang")):
        found.set(qn("w:eastAsia"), "zh-CN")
    return word


def add_styles(word: "Word", look: Look) -> None:
    """Give the file the styles that paragraphs name."""
    from docx.enum.text import WD_ALIGN_PARAGRAPH
    from docx.shared import Pt

    normal = word.styles["Normal"]
    _dress(normal, look, "body")
    for name, title, face, indent, centred in (
        ("Title", "笔录标题", "title", False, True),
        ("Heading", "笔录阶段", "heading", True, False),
        ("Body", "笔录正文", "body", True, False),
        ("Note", "笔录说明", "note", True, False),
        ("Sign", "笔录签名", "body", False, False),
        ("Table", "笔录表格", "table", False, False),
        ("Head", "笔录页眉", "foot", False, True),
        ("Foot", "笔录页脚签名", "foot", False, False),
        ("Number", "笔录页码", "foot", False, True),
    ):
        style = _add(word, f"Hearing{name}", title)
        if name == "Table":
            # Long numbers break anywhere rather than leave the cell. Word wants it before spacing.
            mark(style.element.get_or_add_pPr(), "w:wordWrap", value="0")
        _dress(style, look, face)
        size = look.faces[face][1]
        form = style.paragraph_format
        if face == "foot":
            form.line_spacing = Pt(size * 2)
        elif face == "table":
            form.line_spacing = 1.15
        if indent:
            form.first_line_indent = Pt(size * 2)
        if centred:
            form.alignment = WD_ALIGN_PARAGRAPH.CENTER
        if name == "Heading":
            # Where the machine has no 黑体, a heading would look like any other line.
            form.keep_with_next = style.font.bold = True
        elif name == "Title":
            form.space_after = Pt(size / 3)
    gap = _add(word, "HearingGap", "笔录间隔")
    gap.paragraph_format.line_spacing = Pt(8)


def fields_of(run: Any, name: str) -> None:
    """Let a run show a field: PAGE or NUMPAGES."""
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    for kind, words in (("begin", ""), ("", name), ("separate", ""), ("text", "1"), ("end", "")):
        tag = {"": "w:instrText", "text": "w:t"}.get(kind, "w:fldChar")
        element = OxmlElement(tag)
        if tag == "w:fldChar":
            element.set(qn("w:fldCharType"), kind)
        element.text = words or None
        run._r.append(element)


def _add(word: "Word", style_id: str, title: str) -> Any:
    from docx.enum.style import WD_STYLE_TYPE

    style = word.styles.add_style(style_id, WD_STYLE_TYPE.PARAGRAPH)
    style.name, style.base_style = title, word.styles["Normal"]
    return style


def _dress(style: Any, look: Look, face: str) -> None:
    from docx.shared import Pt

    name, size = look.faces[face]
    set_face(style.font, style.element.get_or_add_rPr(), name, LATIN, size)
    form = style.paragraph_format
    form.space_before = form.space_after = Pt(0)
    form.line_spacing = Pt(size * look.line)
