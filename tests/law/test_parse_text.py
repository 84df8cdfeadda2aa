"""One law from plain text, markdown, Word, web pages and what only bears such a name."""

import io
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from workbench.kernel.errors import UserError
from workbench.law.model import Level, ParsedLaw, Skipped
from workbench.law.parse_docx import parse_docx
from workbench.law.parse_file import decode, parse_file
from workbench.law.parse_html import html_text
from workbench.law.parse_markdown import parse_markdown
from workbench.law.parse_text import parse_text

LAW = (
    "中华人民共和国\n"
    "某某测试法\n（2001年3月1日某会议通过　根据2020年5月6日《关于修改〈某法〉的决定》修正）\n"
    "第一章　总　　则\n第一条　为了测试，制定本法。\n第二条　本法自2001年5月1日起施行。"
)


def law_of(found: ParsedLaw | Skipped) -> ParsedLaw:
    assert isinstance(found, ParsedLaw), found
    return found


def test_title_over_two_lines_and_days_of_the_caption() -> None:
    law = law_of(parse_text(LAW, "导入/某某测试法.txt"))
    assert law.title == "中华人民共和国某某测试法"
    assert (law.promulgated, law.effective) == (date(2020, 5, 6), None)
    assert law.level is Level.LAW
    assert [article.label for article in law.articles] == ["第一条", "第二条"]


def test_the_title_is_found_behind_a_notice() -> None:
    text = (
        "中华人民共和国最高人民法院\n"
        "公　　告\n《关于测试的规定》已于2015年6月23日通过，现予公布。\n"
        "2015年8月6日\n最高人民法院\n关于测试的规定\n法释〔2015〕99号\n第一条　甲。\n第二条　乙。"
    )
    law = law_of(parse_text(text, "最高人民法院关于测试的规定_20150806.docx"))
    assert law.title == "最高人民法院关于测试的规定"
    assert (law.promulgated, law.document_number) == (date(2015, 8, 6), "法释〔2015〕99号")
    assert law.level is Level.JUDICIAL


def test_a_file_without_law_is_skipped_with_a_reason() -> None:
    assert isinstance(parse_text("", "空.txt"), Skipped)
    page = parse_text("Please enable JavaScript and refresh the page.", "某规定_20200101.docx")
    assert isinstance(page, Skipped)
    assert "网页" in page.reason
    guide = parse_text("怎样申请仲裁\n先准备材料，再提交申请。", "其他/攻略.txt")
    assert isinstance(guide, Skipped)


def test_a_title_with_a_day_but_without_words_is_kept_as_a_version() -> None:
    law = law_of(parse_text("", "某规定_20201229.txt"))
    assert (law.articles, law.promulgated) == ((), date(2020, 12, 29))


FIELDS = """# 某某测试规定（2020）
## 元数据
- **公布日期**: {promulgated}
- **生效日期**: 2021-01-01
- **制定机关**: 最高人民法院
- **法律类型**: 司法解释
- **时效性**: 已修改
- **唯一标识**: abc123

---
## 正文

某某测试规定

（2020年12月23日会议通过）

### 一、范围

第一条　**甲**。

第二条　乙。
"""


def test_markdown_with_fields() -> None:
    law = law_of(parse_markdown(FIELDS.format(promulgated="2020-12-29"), "司法解释/某某.md", "包"))
    assert (law.title, law.level, law.status) == ("某某测试规定", Level.JUDICIAL, "已修改")
    assert (law.promulgated, law.effective) == (date(2020, 12, 29), date(2021, 1, 1))
    assert (law.identifier, law.issuer, law.pack) == ("abc123", "最高人民法院", "包")
    assert [a.text for a in law.articles] == ["甲。", "乙。"]
    assert law.articles[0].chapter == "一、范围"


def test_markdown_without_a_day_takes_that_of_the_caption() -> None:
    law = law_of(parse_markdown(FIELDS.format(promulgated="None"), "司法解释/某某.md"))
    assert law.promulgated == date(2020, 12, 23)


def test_markdown_with_event_lines() -> None:
    text = (
        "# 中华人民共和国某典\n\n# 合同编\n\n2020年5月28日 某会议通过\n\n2021年1月1日 施行\n\n"
        "<!-- INFO END -->\n\n## 第一分编  通则\n\n第四百六十三条 甲。\n\n第四百六十四条 乙。\n"
    )
    law = law_of(parse_markdown(text, "民法典/合同编.md"))
    assert (law.title, law.level) == ("中华人民共和国某典", Level.LAW)
    assert (law.promulgated, law.effective) == (date(2020, 5, 28), date(2021, 1, 1))
    assert law.articles[0].chapter == "合同编 / 第一分编 通则"
    day = law_of(parse_markdown(text, "民法典/合同编(2022-03-04).md"))
    assert day.promulgated == date(2022, 3, 4)


def test_markdown_that_is_no_law() -> None:
    assert isinstance(parse_markdown("---\nx: 1\n---", "行政法/_index.md"), Skipped)
    assert isinstance(parse_markdown("# 某案\n第一条 甲", "案例/某案.md"), Skipped)


def word(*paragraphs: str, row: tuple[str, ...] = ()) -> bytes:
    import docx

    document = docx.Document()
    for paragraph in paragraphs:
        document.add_paragraph(paragraph)
    if row:
        table = document.add_table(rows=1, cols=len(row))
        for cell, text in zip(table.rows[0].cells, row, strict=True):
            cell.text = text
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def test_word_file() -> None:
    data = word(*LAW.split("\n"), row=("序号", "名称"))
    law = law_of(parse_docx(data, "法律/某某测试法_20200506.docx", "包"))
    assert (law.title, law.promulgated) == ("中华人民共和国某某测试法", date(2020, 5, 6))
    assert law.articles[-1].text.endswith("| 序号 | 名称 |")


def test_a_word_title_with_a_line_break_and_a_shortened_file_name() -> None:
    data = word("最高人民法院\n关于测试事项的规定", "（2020年5月6日会议通过）", "第一条　甲。")
    law = law_of(parse_file(data, "最高人民法院关于测试事~1a2b3c4d.docx"))
    assert law.title == "最高人民法院关于测试事项的规定"


def test_files_are_told_apart_by_content() -> None:
    page = b"<!DOCTYPE html><html><body><noscript>Please enable JavaScript</noscript></body></html>"
    assert "网页" in skipped(parse_file(page, "某规定_20200101.docx"))
    assert "空" in skipped(parse_file(b" \n", "某法.txt"))
    assert "格式" in skipped(parse_file(b"\x89PNG", "图.png"))
    assert "损坏" in skipped(parse_file(b"PK\x03\x04broken", "某法.docx"))
    assert "编码" in skipped(parse_file(b"\xff\xff\xff\x80", "某法.txt"))


def skipped(found: ParsedLaw | Skipped) -> str:
    assert isinstance(found, Skipped), found
    return found.reason


def test_old_word_files_go_to_the_reader_that_is_handed_in() -> None:
    old = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 old"
    assert "另存" in skipped(parse_file(old, "某法.docx"))
    law = law_of(parse_file(old, "法律/中华人民共和国某某测试法.docx", "", lambda _d, _n: LAW))
    assert len(law.articles) == 2

    def refuses(_data: bytes, _name: str) -> str:
        raise UserError("文件有密码。", "请解除密码。")

    assert skipped(parse_file(old, "某法.doc", "", refuses)) == "文件有密码。请解除密码。"


def test_text_in_gbk_and_utf16_and_as_a_web_page() -> None:
    for encoding in ("gb18030", "utf-16", "utf-8-sig"):
        law = law_of(parse_file(LAW.encode(encoding), "某某测试法.txt"))
        assert law.title == "中华人民共和国某某测试法"
    page = "<html><head><title>x</title><style>p{}</style></head><body>" + "".join(
        f"<p>{line}</p>" for line in LAW.split("\n")
    )
    law = law_of(parse_file(f"{page}<script>第三条 x</script></body></html>".encode(), "某法.html"))
    assert [article.label for article in law.articles] == ["第一条", "第二条"]


def test_a_page_keeps_lines_together_that_its_source_breaks() -> None:
    assert html_text("<p>第一条　甲，\n乙。</p><p>第二条</p>").split("\n") == [
        "", "第一条　甲， 乙。", "", "第二条", "",
    ]  # fmt: skip
    assert html_text("") == ""


@given(st.binary(max_size=300), st.sampled_from([".txt", ".md", ".docx", ".html", ".doc", ".pdf"]))
def test_no_bytes_break_the_parser(data: bytes, suffix: str) -> None:
    assert isinstance(parse_file(data, f"某法{suffix}"), (ParsedLaw, Skipped))


@given(st.text(max_size=200))
def test_what_was_encoded_is_decoded(text: str) -> None:
    try:
        data = text.encode()
    except UnicodeEncodeError:
        return
    if not data.startswith((b"\xff\xfe", b"\xfe\xff", b"\xef\xbb\xbf")):
        assert decode(data) == text
