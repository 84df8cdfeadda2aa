"""Paragraphs and items of an article; comparing quoted words."""

from hypothesis import given
from hypothesis import strategies as st

from workbench.law.citation.places import locate, paragraphs
from workbench.law.citation.quotation import quotation_after, stands_in
from workbench.law.model import Pinpoint

TEXT = "有下列情形的：\n（一）甲；\n（二）乙：\n1.丙；\n2.丁。\n前款另有规定的除外。"


def test_items_belong_to_the_paragraph_before() -> None:
    first, second = paragraphs(TEXT)
    assert first.items[2] == "（二）乙：\n1.丙；\n2.丁。"
    assert second.text == "前款另有规定的除外。"
    assert locate(TEXT, Pinpoint(1, item=1)).text == "（一）甲；"


def test_items_within_one_line() -> None:
    text = "包括：（一）甲；（二）乙；（三）丙。"
    assert locate(text, Pinpoint(1, paragraph=1, item=3)).text == "（三）丙。"
    assert locate("依照第（一）项办理。", Pinpoint(1, item=1)).missing


def test_item_of_several_paragraphs_is_said() -> None:
    text = "甲：\n（一）甲一。\n乙：\n（一）乙一。"
    place = locate(text, Pinpoint(1, item=1))
    assert place.text == "（一）甲一。"
    assert "第一款、第二款均有第一项" in place.remark


def test_quotation_after_needs_its_marks() -> None:
    assert quotation_after("第五条规定当事人“诚信”", 3) == (3, 3)
    assert quotation_after("第五条规定：“没有收尾", 3) == (3, 3)


@given(st.text(alphabet="甲乙丙，。；“”（） \n", max_size=60))
def test_every_part_of_a_text_stands_in_it(text: str) -> None:
    assert stands_in(text[3:20], text)


@given(st.text(max_size=80))
def test_any_article_splits_without_loss(text: str) -> None:
    joined = "".join(p.text for p in paragraphs(text)).replace("\n", "")
    assert joined == "".join(line.strip() for line in text.split("\n"))
