"""Word papers of the demonstration, the same bytes each run."""

import io
import zipfile
from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from tests.tools import demo_texts as texts
from tests.tools.demo_case import (
    CAUSE,
    COMPLAINT_DAY,
    COURT,
    DEBTOR,
    HEARING_DAY,
    LENDER,
    NUMBER,
    SERVED_DAY,
    SUMMONS_DAY,
)
from workbench.kernel.numerals import format_date

SAVED = datetime(2026, 4, 8, 9, 0, 0)  # noqa: DTZ001 - Word stores the time without a zone
BODY = "仿宋_GB2312"
TITLE = "方正小标宋简体"


def complaint() -> bytes:
    """Return the complaint."""
    document = _document()
    _title(document, "民事起诉状")
    for words in texts.complaint():
        _paragraph(document, words, bold=words in ("诉讼请求：", "事实和理由："))
    for words, place in texts.COMPLAINT_CLOSING:
        _paragraph(document, words, place=place)
    return _saved(document, "民事起诉状", LENDER.name)


def evidence_list() -> bytes:
    """Return the plaintiff's list of evidence, a table."""
    document = _document()
    _title(document, "证据清单")
    _paragraph(document, f"案由：{CAUSE}", place="flush")
    _paragraph(document, f"提交人：原告{LENDER.name}", place="flush")
    heads = ("序号", "证据名称", "页数", "来源", "证明目的")
    _table(document, [heads, *texts.EVIDENCE], (1.2, 3.4, 1.4, 2.6, 7.0))
    _paragraph(document, "")
    _paragraph(document, f"提交人：{LENDER.name}", place="right")
    _paragraph(document, format_date(COMPLAINT_DAY), place="right")
    return _saved(document, "证据清单", LENDER.name)


def delivery_address() -> bytes:
    """Return the debtor's confirmation of his address for service (送达地址确认书)."""
    document = _document()
    _title(document, COURT)
    _title(document, "送达地址确认书")
    rows = (
        ("案号", NUMBER),
        ("案由", CAUSE),
        ("受送达人", f"{DEBTOR.name}（被告）"),
        ("公民身份号码", DEBTOR.identity),
        ("送达地址", DEBTOR.address),
        ("联系电话", DEBTOR.phone),
        ("电子送达", "☑同意电子送达　□不同意电子送达\n手机短信：" + DEBTOR.phone),
        (
            "告知事项",
            "提供的送达地址不准确、地址变更未及时告知，导致文书未能送达的，依法视为送达。",
        ),
        ("受送达人确认", f"以上内容本人已阅读，填写属实。\n签名：{DEBTOR.name}　　"),
    )
    _table(document, rows, (3.6, 12.0))
    _paragraph(document, format_date(SERVED_DAY), place="right")
    return _saved(document, "送达地址确认书", COURT)


def summons() -> bytes:
    """Return the court's summons (传票) to the debtor."""
    document = _document()
    _title(document, COURT)
    _title(document, "传　票")
    when = f"{format_date(HEARING_DAY)}上午9时30分"
    rows = (
        ("案号", NUMBER),
        ("案由", CAUSE),
        ("被传唤人", DEBTOR.name),
        ("住所", DEBTOR.address),
        ("传唤事由", "开庭审理"),
        ("应到时间", when),
        ("应到处所", "本院第一审判庭"),
        (
            "注意事项",
            (
                "1.被传唤人必须准时到达应到处所。\n2.本票由被传唤人携带来院报到。\n"
                "3.被告经传票传唤，无正当理由拒不到庭的，可以缺席判决。"
            ),
        ),
    )
    _table(document, rows, (3.6, 12.0))
    _paragraph(document, "审判员　周演练", place="right")
    _paragraph(document, "书记员　吴试用", place="right")
    _paragraph(document, format_date(SUMMONS_DAY), place="right")
    return _saved(document, "传票", COURT)


def _document() -> Any:
    from docx import Document
    from docx.shared import Mm, Pt

    document = Document()
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.top_margin, section.bottom_margin = Mm(37), Mm(35)
    section.left_margin, section.right_margin = Mm(28), Mm(26)
    style = document.styles["Normal"]
    _face(style, BODY)
    style.font.size = Pt(15)
    style.paragraph_format.space_after = Pt(0)
    style.paragraph_format.line_spacing = Pt(28)
    return document


def _face(holder: Any, name: str) -> None:
    from docx.oxml.ns import qn

    holder.font.name = name
    # Word takes the font of Chinese characters from its own attribute.
    holder.element.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), name)


def _title(document: Any, words: str) -> None:
    from docx.enum.text import WD_ALIGN_PARAGRAPH
    from docx.shared import Pt

    paragraph = document.add_paragraph()
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    paragraph.paragraph_format.space_after = Pt(14)
    run = paragraph.add_run(words)
    run.font.size = Pt(22)
    _face(run, TITLE)


def _paragraph(document: Any, words: str, place: str = "left", bold: bool = False) -> None:
    from docx.enum.text import WD_ALIGN_PARAGRAPH
    from docx.shared import Pt

    paragraph = document.add_paragraph()
    paragraph.add_run(words).bold = bold or None
    if place == "right":
        paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    elif place == "left":
        paragraph.paragraph_format.first_line_indent = Pt(30)


def _table(document: Any, rows: Iterable[Sequence[str]], widths: Sequence[float]) -> None:
    from docx.shared import Cm, Pt

    rows = list(rows)
    table = document.add_table(len(rows), len(widths), style="Table Grid")
    table.autofit = False
    for row, cells in zip(table.rows, rows, strict=True):
        for cell, words, width in zip(row.cells, cells, widths, strict=True):
            cell.width = Cm(width)
            cell.text = words
            for run in cell.paragraphs[0].runs:
                run.font.size = Pt(12)
            cell.paragraphs[0].paragraph_format.line_spacing = Pt(22)


def _saved(document: Any, title: str, author: str) -> bytes:
    links = document.part.package.rels
    for key in [key for key, link in links.items() if link.reltype.endswith("/thumbnail")]:
        # The template's own preview would show another document.
        del links[key]
    core = document.core_properties
    core.title, core.author, core.last_modified_by, core.comments = title, author, author, ""
    core.created = core.modified = SAVED
    buffer = io.BytesIO()
    document.save(buffer)
    return _rezipped(buffer.getvalue())


def _rezipped(data: bytes) -> bytes:
    """Pack the parts again with one fixed time: the library stamps them with the clock's."""
    packed = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(data)) as source,
        zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as target,
    ):
        for name in source.namelist():
            info = zipfile.ZipInfo(name, SAVED.timetuple()[:6])
            info.compress_type = zipfile.ZIP_DEFLATED
            target.writestr(info, source.read(name))
    return packed.getvalue()
