"""Word documents."""

import io

import pytest

from tests.papers.readers import samples
from tests.papers.readers.samples import docx, paragraph
from workbench.papers.model import Outcome
from workbench.papers.readers import read


def lines(body: str, **parts: str) -> list[str]:
    return read(docx(body, parts), "a.docx").pages[0].text.split("\n")


def cell(text: str) -> str:
    return f"<w:tc>{paragraph(text)}</w:tc>"


def test_paragraphs_and_tables_keep_their_order() -> None:
    import docx as python_docx

    document = python_docx.Document()
    document.add_paragraph("民事起诉状")
    table = document.add_table(rows=2, cols=2)
    for index, text in enumerate(("姓名", "金额", "张三甲", "100元")):
        table.cell(index // 2, index % 2).text = text
    document.add_paragraph("此致")
    document.sections[0].header.paragraphs[0].text = "内部材料"
    document.sections[0].footer.paragraphs[0].text = "1"
    out = io.BytesIO()
    document.save(out)
    result = read(out.getvalue(), "a.docx")
    assert result.outcome is Outcome.READABLE
    assert result.pages[0].text.split("\n") == [
        "民事起诉状", "姓名\t金额", "张三甲\t100元", "此致", "【页眉】内部材料",
    ]  # fmt: skip


def test_revisions_keep_what_was_inserted() -> None:
    body = (
        "<w:p><w:r><w:t>判决</w:t></w:r><w:ins><w:r><w:t>驳回</w:t></w:r></w:ins>"
        "<w:del><w:r><w:delText>支持</w:delText></w:r></w:del></w:p>"
    )
    result = read(docx(body), "a.docx")
    assert result.pages[0].text == "判决驳回"
    assert "插入1处" in result.warnings[0]
    assert "删除1处" in result.warnings[0]


def test_deleted_rows_are_left_out() -> None:
    deleted = f"<w:tr><w:trPr><w:del/></w:trPr>{cell('旧')}</w:tr>"
    assert lines(f"<w:tbl><w:tr>{cell('新')}</w:tr>{deleted}</w:tbl>") == ["新"]


def test_text_boxes_come_once_after_their_paragraph() -> None:
    box = f"<w:txbxContent>{paragraph('框内')}</w:txbxContent>"
    body = (
        "<w:p><w:r><w:t>正文</w:t></w:r><w:r><w:AlternateContent><w:Choice>"
        f"{box}</w:Choice><w:Fallback>{box}</w:Fallback></w:AlternateContent></w:r></w:p>"
    )
    assert lines(body) == ["正文", "框内"]


def test_notes_comments_fields_and_hidden_text() -> None:
    body = (
        "<w:p><w:r><w:t>甲</w:t><w:tab/><w:t>乙</w:t></w:r><w:r><w:instrText>PAGE</w:instrText>"
        "</w:r><w:r><w:rPr><w:vanish/></w:rPr><w:t>藏</w:t></w:r>"
        '<w:r><w:sym w:font="Wingdings" w:char="F0FE"/></w:r></w:p>'
    )
    note = f"<w:footnote>{paragraph('注文')}</w:footnote>"
    comment = f"<w:comment>{paragraph('批注')}</w:comment>"
    result = read(docx(body, {"footnotes": note, "comments": comment}), "a.docx")
    assert result.pages[0].text == "甲\t乙☑\n【脚注1】注文"
    assert any("1条批注" in warning for warning in result.warnings)
    assert any("1处隐藏" in warning for warning in result.warnings)


def level(index: int, style: str, pattern: str) -> str:
    return (
        f'<w:lvl w:ilvl="{index}"><w:start w:val="1"/><w:numFmt w:val="{style}"/>'
        f'<w:suff w:val="nothing"/><w:lvlText w:val="{pattern}"/></w:lvl>'
    )


def numbered(text: str, index: int = 0) -> str:
    return paragraph(text, f'<w:numPr><w:ilvl w:val="{index}"/><w:numId w:val="1"/></w:numPr>')


def test_automatic_numbers_are_written_out() -> None:
    definition = (
        '<w:abstractNum w:abstractNumId="0">'
        + level(0, "chineseCountingThousand", "第%1条　")
        + level(1, "decimal", "%1.%2　")
        + '</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
    )
    body = "".join(numbered("租金", 0) for _ in range(11)) + numbered("支付", 1) + numbered("其他")
    found = lines(body, numbering=definition)
    assert found[0] == "第一条　租金"
    assert found[10:] == ["第十一条　租金", "十一.1　支付", "第十二条　其他"]
    legal = definition.replace("<w:suff", "<w:isLgl/><w:suff")
    assert lines(body, numbering=legal)[11] == "11.1　支付"


def test_numbers_come_through_styles_too() -> None:
    definition = (
        f'<w:abstractNum w:abstractNumId="7">{level(0, "upperRoman", "%1、")}</w:abstractNum>'
        '<w:num w:numId="1"><w:abstractNumId w:val="7"/></w:num>'
    )
    styles = (
        '<w:style w:styleId="A"><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
        '<w:style w:styleId="B"><w:basedOn w:val="A"/></w:style>'
    )
    body = paragraph("甲", '<w:pStyle w:val="B"/>') * 4
    assert lines(body, numbering=definition, styles=styles)[3] == "IV、甲"


def test_a_locked_document_says_so() -> None:
    result = read(samples.ole({"EncryptedPackage": b"x"}), "a.docx")
    assert result.outcome is Outcome.UNREADABLE
    assert "密码" in result.reason


@pytest.mark.parametrize("cut", [60, 300, -40])
def test_a_cut_document_is_called_damaged(cut: int) -> None:
    result = read(docx(paragraph("甲"))[:cut], "a.docx")
    assert result.outcome is Outcome.UNREADABLE
    assert "损坏" in result.reason


def test_entities_are_refused() -> None:
    bomb = (
        b'<!DOCTYPE a [<!ENTITY x "y">]><w:document xmlns:w="w"><w:body>&x;</w:body></w:document>'
    )
    data = samples.zipped({"[Content_Types].xml": "<Types/>", "word/document.xml": bomb})
    result = read(data, "a.docx")
    assert result.outcome is Outcome.UNREADABLE
    assert "实体" in result.reason


def test_a_document_of_pictures_gives_them_as_attachments() -> None:
    parts: dict[str, str | bytes] = {
        "[Content_Types].xml": "<Types/>",
        "word/document.xml": '<w:document xmlns:w="w"><w:body><w:p/></w:body></w:document>',
        "word/media/image1.png": b"\x89PNG" + bytes(range(256)) * 60,
    }
    result = read(samples.zipped(parts), "a.docx")
    assert result.outcome is Outcome.UNREADABLE
    assert [file.name for file in result.attachments] == ["image1.png"]
