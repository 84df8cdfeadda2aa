"""The Word files: page, styles, foot, validity, and that reading one back gives the same text."""

import io
import re
import zipfile
from dataclasses import replace
from datetime import datetime

import docx
import pytest
from docx.shared import Mm
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from tests.hearing.record import transcripts
from tests.hearing.record.materials import TEMPLATES, material
from tests.hearing.record.transcripts import recording
from workbench.hearing.live.model import Interruption
from workbench.hearing.model import Damage, Procedure
from workbench.hearing.record.blocks import Document, Table, Text, one_line, plain
from workbench.hearing.record.compose import record_document
from workbench.hearing.record.digests import digests_of
from workbench.hearing.record.draft import Options, draft
from workbench.hearing.record.signing import Exported, signing_document
from workbench.hearing.record.word import read_word, word_file

TEMPLATE = TEMPLATES.of(Procedure.CIVIL)
TIME = datetime(2026, 3, 5, 12, 0, tzinfo=None)  # noqa: DTZ001 - the time of a document
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
# Order in which Word's schema wants the properties of a paragraph, as far as we write them.
ORDER = ["pStyle", "keepNext", "wordWrap", "spacing", "ind", "jc", "rPr"]


def record(sure: bool = True, large: bool = False) -> Document:
    held = material(sure=sure)
    return record_document(draft(held, Options(large=large)))


@pytest.mark.parametrize(("sure", "large"), [(True, False), (False, False), (True, True)])
def test_reading_the_record_back_gives_its_text(sure: bool, large: bool) -> None:
    document = record(sure, large)
    content = word_file(document, TEMPLATE, TIME)
    assert read_word(content) == plain(document.blocks)


TEXTS = st.text(
    st.characters(codec="utf-8") | st.sampled_from("审：，。\t\n\u2028〔〕"),
    max_size=40,
)


@given(st.lists(st.tuples(TEXTS, TEXTS), max_size=4), st.lists(TEXTS, min_size=1, max_size=4))
@settings(deadline=None, max_examples=25)
def test_any_text_comes_back_as_it_went_in(pairs: list[tuple[str, str]], cells: list[str]) -> None:
    blocks = [Text(one_line(text), "body", one_line(label)) for label, text in pairs]
    table = Table((tuple(map(one_line, cells)),), (1,) * len(cells))
    document = Document("试", (*blocks, table, *blocks))
    assert read_word(word_file(document, TEMPLATE, TIME)) == plain(document.blocks)


def parts(content: bytes) -> dict[str, etree._Element]:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return {
            name: etree.fromstring(archive.read(name))
            for name in archive.namelist()
            if name.endswith((".xml", ".rels"))
        }


def words(root: etree._Element) -> str:
    return "".join(map(str, root.itertext()))


def test_the_file_is_sound_xml_with_properties_in_the_order_of_the_schema() -> None:
    for document in (record(), record(sure=False)):
        for name, root in parts(word_file(document, TEMPLATE, TIME)).items():
            for properties in root.iter(f"{W}pPr"):
                tags = [etree.QName(child).localname for child in properties]
                known = [ORDER.index(tag) for tag in tags if tag in ORDER]
                assert known == sorted(known), (name, tags)


def test_the_page_is_that_of_court_papers() -> None:
    word = docx.Document(io.BytesIO(word_file(record(), TEMPLATE, TIME)))
    (section,) = word.sections
    sizes = (
        *(section.page_width, section.page_height),
        *(section.top_margin, section.bottom_margin, section.left_margin, section.right_margin),
    )
    # Word counts in twentieths of a point.
    assert [round(size / Mm(1), 1) for size in sizes] == [210, 297, 37, 35, 28, 26]


def test_faces_are_those_of_court_papers_with_what_may_stand_in() -> None:
    content = word_file(record(), TEMPLATE, TIME)
    styles = etree.tostring(parts(content)["word/styles.xml"], encoding="unicode")
    assert "仿宋_GB2312" in styles
    assert "方正小标宋_GBK" in styles
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        fonts = archive.read("word/fontTable.xml").decode()
    assert "altName" in fonts
    word = docx.Document(io.BytesIO(content))
    sizes = {
        style.style_id: style.font.size.pt
        for style in word.styles
        if style.style_id.startswith("Hearing") and style.font.size
    }
    assert (sizes["HearingTitle"], sizes["HearingBody"]) == (22, 16)


def test_large_print_is_larger_but_keeps_the_foot_in_its_place() -> None:
    word = docx.Document(io.BytesIO(word_file(record(large=True), TEMPLATE, TIME)))
    sizes = {style.style_id: style.font.size for style in word.styles if style.type == 1}
    assert sizes["HearingBody"].pt == 22
    assert sizes["HearingFoot"].pt == 10.5


def test_every_page_bears_signature_places_and_its_number() -> None:
    content = word_file(record(), TEMPLATE, TIME)
    footer = next(root for name, root in parts(content).items() if "footer" in name)
    text = words(footer)
    assert "原告（代理人）签名：" in text
    assert "被告（代理人）签名：" in text
    fields = [e.text for e in footer.iter(f"{W}instrText")]
    assert fields == ["PAGE", "NUMPAGES"]
    assert re.search(r"第 .* 页　共 .* 页", text)


def kept(content: bytes, number: int) -> list[bool]:
    """Return for each row of a table whether it stays with the next."""
    table = docx.Document(io.BytesIO(content)).tables[number]
    return [
        any(bool(p.paragraph_format.keep_with_next) for cell in row.cells for p in cell.paragraphs)
        for row in table.rows
    ]


def test_signatures_of_the_court_and_an_exhibit_with_its_opinions_stay_on_one_page() -> None:
    content = word_file(record(), TEMPLATE, TIME)
    assert kept(content, -1) == [True, True, True, True, False]
    # Head, and three exhibits with one opinion each.
    assert kept(content, 2) == [True, True, False, True, False, True, False]
    long = Table((("签名人", "签名"), *((str(n), "") for n in range(30))), (1, 1), True, tall=True)
    assert kept(word_file(Document("试", (long,)), TEMPLATE, TIME), 0) == [True, *[False] * 30]


def test_a_draft_says_so_on_top_of_every_page_and_a_checked_record_does_not() -> None:
    drafts = parts(word_file(record(sure=False), TEMPLATE, TIME))
    header = next(root for name, root in drafts.items() if "header" in name)
    assert "草稿" in words(header)
    checked = parts(word_file(record(), TEMPLATE, TIME))
    assert not any("草稿" in words(root) for root in checked.values())


def test_the_file_tells_nothing_of_who_made_it() -> None:
    word = docx.Document(io.BytesIO(word_file(record(), TEMPLATE, TIME)))
    properties = word.core_properties
    assert (properties.author, properties.last_modified_by, properties.comments) == ("", "", "")
    assert properties.title == "法庭笔录（第1次）"


def test_the_signing_sheet_names_recordings_and_texts_by_both_digests() -> None:
    held = material()
    one = draft(held, Options())
    digests = digests_of("笔录".encode())
    sheet = signing_document(
        one, held.hearing, held.recordings, [Exported("笔录.docx", "法庭笔录", digests)], TIME
    )
    content = word_file(sheet, held.template, TIME)
    text = read_word(content)
    assert text == plain(sheet.blocks)
    bare = text.replace(" ", "")
    assert all(value in bare for value in (digests.sha256, digests.sm3, "a" * 64, "b" * 64))
    assert "openssl dgst -sm3" in text
    assert "替代法庭笔录" not in text


def test_the_signing_sheet_says_when_a_live_recording_was_interrupted() -> None:
    held = material()
    one = replace(held.recordings[0], live=True)
    began, ended = "2026-03-05T10:00:00+08:00", "2026-03-05T10:15:00+08:00"
    gaps = {one.id: (Interruption(3130.0, began, ended, "休庭"),)}
    made = draft(held, Options())
    text = plain(signing_document(made, held.hearing, [one], [], TIME, gaps).blocks)
    assert "录音至 00:52:10 处中断" in text
    assert "休庭" in text
    assert "中断" not in plain(
        signing_document(made, held.hearing, held.recordings, [], TIME).blocks
    )


def test_the_signing_sheet_says_what_of_a_recording_is_lacking() -> None:
    held = material()
    damaged = recording("r2", 1, gap=120.0, damages=(Damage(90.0, 95.0, "数据损坏"),), began="")
    rows = [held.recordings[0], damaged]
    text = plain(signing_document(draft(held, Options()), held.hearing, rows, [], TIME).blocks)
    assert "起止时间\t2026年3月5日9时30分至9时40分" in text
    assert "与前一录音间隔\t2分0秒" in text
    assert "不能读出\t00:01:30 至 00:01:35（数据损坏）" in text
    assert "起止时间\t文件中没有记载" in text
    assert text.count("不能读出") == text.count("间隔") == 1


def test_a_pause_of_a_live_recording_passes_on_the_clock() -> None:
    gap = Interruption(90.0, "2026-03-05T09:31:30+08:00", "2026-03-05T09:51:30+08:00", "休庭")
    held = material(recordings=(recording(live=True),))
    held = replace(held, interruptions={"r1": (gap,)})
    one = draft(held, Options())
    assert one.head[0].value == "2026年3月5日9时30分至10时00分"
    text = plain(
        signing_document(one, held.hearing, held.recordings, [], TIME, held.interruptions).blocks
    )
    assert "9时30分至10时00分" in text


def test_in_a_criminal_case_the_presiding_judge_signs_with_the_clerk() -> None:
    held = material(transcripts.CRIMINAL, Procedure.CRIMINAL)
    one = draft(held, Options())
    sheet = signing_document(one, held.hearing, held.recordings, [], TIME)
    for blocks in (record_document(one).blocks, sheet.blocks):
        text = plain(blocks)
        rows = [line.split("\t")[0] for line in text.splitlines() if "年　月" in line]
        assert rows[-2:] == ["审判长周七戊", "书记员钱十辛"]
    assert "要求改变庭审中陈述的，不予准许" in plain(record_document(one).blocks)


def test_only_in_simplified_procedure_may_the_recording_stand_in_place_of_the_record() -> None:
    held = material(procedure=Procedure.SIMPLIFIED)
    one = draft(held, Options())
    text = plain(signing_document(one, held.hearing, held.recordings, [], TIME).blocks)
    assert "替代法庭笔录（《最高人民法院关于人民法院庭审录音录像的若干规定》第八条）" in text


def test_digests_are_those_of_the_standards() -> None:
    found = digests_of(b"abc")
    assert found.sha256.startswith("ba7816bf8f01cfea414140de5dae2223")
    # The example of GB/T 32905.
    assert found.sm3 == "66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0"
    assert digests_of(io.BytesIO(b"abc")) == found
    found = digests_of(b"abcd" * 16)
    assert found.sm3 == "debe9ff92275b8a138604889c18e5a4d6fdb70e5387e5765293dcba39c0c5732"
    assert digests_of(b"").sha256.startswith("e3b0c44298fc1c149afbf4c8996fb924")
    assert digests_of(b"").sm3.startswith("1ab21d8355cfa17f8e61194831e81a8f")


@given(st.integers((1 << 20) - 2, (1 << 20) + 2))
@settings(max_examples=5, deadline=None)
def test_digests_of_a_stream_do_not_depend_on_how_it_is_read(size: int) -> None:
    content = (b"0123456789abcdef" * ((size >> 4) + 1))[:size]
    assert digests_of(io.BytesIO(content)) == digests_of(content)
    assert digests_of(content).size == size
