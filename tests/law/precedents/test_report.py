"""The report of a search for similar cases: what it says, and that a Word file holds it."""

import io
import re
import zipfile
from typing import Any

import docx
import pytest
from docx.oxml.ns import qn
from docx.table import Table as WordTable
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.law.precedents.reporting import ISSUE, material, result, with_titles, without_court
from workbench.law.precedents.model import Origin
from workbench.law.precedents.report import ReportContent, ReportMaterial, Searcher, report
from workbench.law.precedents.report_blocks import OMITTED, Heading, line
from workbench.law.precedents.report_compose import compose, texts
from workbench.law.precedents.report_docx import word_file
from workbench.law.precedents.report_gist import LONGEST, gist
from workbench.law.precedents.report_words import blank
from workbench.law.precedents.similar_tiers import Tier

GUIDING = result(1, Tier.GUIDING, origin=Origin.GUIDING)
ENTRY = result(2, Tier.SUPREME, origin=Origin.LIBRARY, adopted=True)
OWN = result(3)
FOUND = material(GUIDING, ENTRY, OWN)


def made(found: ReportMaterial, *chosen: int) -> ReportContent:
    return report(found, Searcher("示例法官", found.court), chosen, (("程序版本", "试验"),))


def said(content: ReportContent) -> str:
    return "\n".join(texts(compose(content)))


def file_of(content: ReportContent) -> bytes:
    return word_file(compose(content), "类案检索报告", content.material.time)


def read(content: bytes) -> str:
    """Return the whole text of a Word file, tables in their place."""
    parts = []
    for block in docx.Document(io.BytesIO(content)).iter_inner_content():
        if isinstance(block, WordTable):
            parts += [cell.text for row in block.rows for cell in row.cells]
        else:
            parts.append(block.text)
    return "\n".join(parts)


def section(text: str, start: str, end: str) -> str:
    return text[text.index(start) : text.index(end)]


def test_it_has_what_the_rules_ask_for() -> None:
    text = said(made(FOUND, 1, 2, 3))
    for words in (
        *("示例法官", "示范市样例区人民法院", "2026年4月1日9时05分", "本机案例库"),
        *("2026年3月5日", "借款、本金", "砍头息", "民间借贷纠纷", ISSUE),
        *("指导性案例901号", "2099-07-2-103-902", "（2025）示0000民初90003号"),
        *("示例要点1", "示例要点2", "示例要点3", "起诉状 第1页", "示例案例.jsonl#3"),
        *("仅供参考", "程序版本"),
    ):
        assert words in text


def test_supporting_and_contrary_stand_under_heads_of_their_own() -> None:
    blocks = compose(made(FOUND, 1, 2, 3))
    heads = [block.text for block in blocks if isinstance(block, Heading)]
    at = [heads.index(next(h for h in heads if words in h)) for words in ("支持请求”的", "不同的")]
    assert [h[:3] for h in heads[at[0] + 1 : at[1]]] == ["类案1", "类案3"]
    assert heads[at[1] + 1].startswith("类案2")


def test_each_has_its_tier_and_effect() -> None:
    text = said(made(FOUND, 1, 2, 3))
    one, two, three = (
        section(text, start, end)
        for start, end in (
            ("类案1 ", "类案3 "),
            ("类案2 ", "五、"),
            ("类案3 ", "（二）结果不同的"),
        )
    )
    assert "第一顺位" in one
    assert "应当参照" in one
    assert "应当参照" not in two
    assert "不作为裁判依据" in two
    assert "可以作为参考" in three
    assert "是否已经发生法律效力请核对" in three


def test_the_tier_that_lets_later_ones_be_skipped_is_named() -> None:
    assert "本次在第一顺位检到类案" in said(made(FOUND, 1, 2, 3))
    assert "本次在第二顺位检到类案" in said(made(material(ENTRY, OWN), 2, 3))
    assert "可以不再检索以后顺位；本次" not in said(made(material(OWN), 3))


def test_the_duty_of_2024_is_answered_without_claiming_an_online_search() -> None:
    text = section(said(made(FOUND, 1, 2, 3)), "六、", "七、")
    assert "法〔2024〕92号" in text
    assert "未检索、也不能检索在线的人民法院案例库" in text
    assert "2026年3月4日" in text
    entry = "2099-07-2-103-902，（2025）示0000民初90002号 示例甲2诉示例乙民间借贷纠纷案（类案2）"
    assert f"{ISSUE}\n{entry}" in text
    assert "全案\n本机所存部分未检到。没有检到不等于不存在。" in text
    online = text[text.index("（二）在线检索") :]
    assert online.count(blank()) == 6


def test_every_opinion_is_left_to_the_judge() -> None:
    text = said(made(FOUND, 1, 2, 3))
    analysis = text[text.index("（二）分析说明") : text.index("附：")]
    assert analysis.count(blank()) == 7
    counted = section(text, "（一）检索所得", "（二）分析说明")
    assert "结果为“支持请求”的 2 件：类案1、类案3。" in counted
    assert "结果不同的 1 件：类案2。" in counted


def test_what_is_left_out_is_said() -> None:
    text = said(made(FOUND, 1))
    assert "共检到 3 件，列入 1 件" in text
    assert "选择不列入的 2 件" in text
    assert "未列入的中有 1 件结果不同" in text
    assert "（未列入）" in section(text, "六、", "七、")


def test_what_the_search_did_not_find_cannot_get_in() -> None:
    content = made(FOUND, 3, 77)
    assert [one.id for one in content.listed] == [3]
    numbers = set(re.findall(r"示0000民初9\d{4}号", said(content)))
    assert numbers == {f"示0000民初9000{number}号" for number in (1, 2, 3)}


def test_what_was_adopted_goes_in_unless_somebody_chooses() -> None:
    assert FOUND.usual() == (2,)
    assert material(GUIDING, OWN).usual() == (1, 3)


def test_nothing_found_is_said_and_the_duty_still_answered() -> None:
    text = said(made(material()))
    assert "没有检到足够相近的类案" in text
    assert "未检索、也不能检索在线的人民法院案例库" in text
    assert blank() in text


def test_without_a_court_the_tiers_that_need_one_are_explained() -> None:
    text = said(made(without_court(FOUND), 1))
    assert "没有设定检索法院" in text
    assert f"检索法院\n{blank()}" in text


def test_the_word_file_says_all_of_it() -> None:
    content = made(FOUND, 1, 2, 3)
    text = read(file_of(content))
    for words in texts(compose(content)):
        assert words in text


# A surrogate cannot come out of a store; everything else can.
ODD = st.text(st.characters(exclude_categories=["Cs"]), max_size=120)


@settings(max_examples=25, deadline=None)
@given(st.lists(ODD, min_size=1, max_size=3))
def test_odd_titles_make_a_file_that_can_be_read(titles: list[str]) -> None:
    content = made(with_titles(*titles), 1, 2, 3)
    text = read(file_of(content))
    for one in content.listed:
        assert f"类案{content.serial(one.id)}" in text
        assert one.case.head.number in text
        assert line(one.case.head.title) in text


def test_tables_stay_within_the_page() -> None:
    long = "X" * 400
    document = docx.Document(io.BytesIO(file_of(made(with_titles(long, long, long), 1, 2, 3))))
    page = document.sections[0]
    assert page.page_width is not None
    assert page.left_margin is not None
    assert page.right_margin is not None
    assert page.page_width.mm == pytest.approx(210, abs=0.1)
    room = page.page_width - page.left_margin - page.right_margin
    assert document.tables
    for table in document.tables:
        assert table.autofit is False
        assert sum(column.width for column in table.columns) <= room
        for row in table.rows:
            assert sum(cell.width for cell in row.cells) <= room


def test_long_numbers_may_break_in_a_cell() -> None:
    document = docx.Document(io.BytesIO(file_of(made(FOUND, 1))))
    used = {p.style.style_id for t in document.tables for c in t._cells for p in c.paragraphs}
    assert used == {"ReportTable"}
    style = next(s for s in document.styles if s.style_id == "ReportTable")
    properties: Any = style.element.pPr
    assert properties.find(qn("w:wordWrap")).get(qn("w:val")) == "0"
    order = [child.tag for child in properties]
    assert order.index(qn("w:wordWrap")) < order.index(qn("w:spacing"))


def test_headings_are_real_ones() -> None:
    document = docx.Document(io.BytesIO(file_of(made(FOUND, 1, 2, 3))))
    found = [(p.style.name, p.text) for p in document.paragraphs if p.style is not None]
    heads = [text for name, text in found if name == "Heading 1"]
    assert [text[:2] for text in heads] == [*(f"{n}、" for n in "一二三四五六七"), "附："]
    assert ("Title", "类案检索报告") in found
    assert any(name == "Heading 3" and text.startswith("类案1 ") for name, text in found)


def test_faces_are_those_of_courts_with_others_to_stand_in() -> None:
    content = file_of(made(FOUND, 1))
    with zipfile.ZipFile(io.BytesIO(content)) as parts:
        fonts = parts.read("word/fontTable.xml").decode()
        styles = parts.read("word/styles.xml").decode()
        footer = next(n for n in parts.namelist() if n.startswith("word/footer"))
        assert "PAGE" in parts.read(footer).decode()
    assert 'w:eastAsia="方正小标宋_GBK"' in styles
    assert 'w:eastAsia="仿宋_GB2312"' in styles
    song = re.search(r'w:name="仿宋_GB2312"><w:altName w:val="([^"]+)"', fonts)
    assert song is not None
    names = song[1].split(",")
    assert names.index("FangSong") < names.index("楷体") < names.index("宋体")


def test_the_file_carries_nobody_and_no_machine() -> None:
    content = file_of(made(FOUND, 1))
    properties = docx.Document(io.BytesIO(content)).core_properties
    assert properties.title == "类案检索报告"
    assert (properties.author, properties.last_modified_by, properties.comments) == ("", "", "")
    with zipfile.ZipFile(io.BytesIO(content)) as parts:
        assert not [n for n in parts.namelist() if "thumbnail" in n or n.endswith("app.xml")]
        assert b"python-docx" not in b"".join(parts.read(n) for n in parts.namelist())


@pytest.mark.parametrize(
    "number",
    ["110000198503020014", "11000019850302001X", "6200 0000 0000 0000 109", "13000000001"],
)
def test_numbers_of_persons_are_left_out(number: str) -> None:
    text = said(made(with_titles(f"示例甲（{number}）诉示例乙案"), 1))
    assert number not in text
    assert OMITTED in text


@pytest.mark.parametrize(
    "text",
    ["2099-07-2-103-901", "（2025）示0000民初90001号", "2025-03-10 2025-09-10", "300,000.00元"],
)
def test_other_numbers_stay(text: str) -> None:
    assert line(text) == text


def test_the_gist_of_a_judgment_is_its_own_sentences() -> None:
    reasons = (
        "本院认为，示例借款合同成立。被告经营示例餐馆。预先扣除的利息不计入本金。"
        "依照《中华人民共和国民法典》第六百七十条规定，判决如下："
    )
    said_, where = gist("", reasons, ("借款", "本金", "利息"))
    assert said_ == "本院认为，示例借款合同成立。……预先扣除的利息不计入本金。"
    assert where == "理由部分原文摘录"
    assert gist("示例要旨。", reasons, ()) == ("示例要旨。", "裁判要旨")
    assert gist("", "", ("借款",)) == ("", "")
    assert len(gist("长" * 2000, "", ())[0]) <= LONGEST + 2
