"""The running text and its anchors."""

from hypothesis import given
from hypothesis import strategies as st

from workbench.kernel.anchor import Box
from workbench.papers.extraction.anchors import anchor_of
from workbench.papers.extraction.canvas import canvas_of, clean
from workbench.papers.model import Page, Segment


def text_of(*pages: str) -> str:
    return canvas_of([Page(i + 1, text) for i, text in enumerate(pages)]).text


def test_blanks_inside_words_go_and_borders_stay() -> None:
    assert text_of("民 事 起 诉 状") == "民事起诉状\n"
    assert text_of("姓　　名 ： 张三甲") == "姓名：张三甲\n"
    assert text_of("原告：张三甲      被告：李四乙") == "原告：张三甲\t被告：李四乙\n"
    assert text_of("被告 李四乙 女 1990 年 2 月 3 日") == "被告 李四乙 女 1990年2月3日\n"
    assert text_of("序号\t证据名称") == "序号\t证据名称\n"


def test_lines_run_on_only_in_mid_sentence() -> None:
    wrapped = (
        "判令被告归还原告借款本金及自二〇二三年起的利息直至实际\n"
        "付清之日止；\n二、诉讼费由被告负担。"
    )
    assert text_of(wrapped).splitlines()[0].endswith("实际付清之日止；")
    assert len(text_of(wrapped).splitlines()) == 2
    short = "原告：张三甲，男，汉族，住虚构省虚构市虚构区虚构路\n被告：李四乙"
    assert len(text_of(short).splitlines()) == 2


def test_characters_confused_by_recognition() -> None:
    assert clean("1OO000元,利息:l%") == "100000元，利息：l%"
    assert clean("2O23年1l月") == "2023年11月"
    assert clean("100,000元，100，000元") == "100,000元，100,000元"
    assert len(clean("ＡＢ１２（）：，")) == 8


def test_page_numbers_are_left_out() -> None:
    assert "第 1 页" not in text_of("甲\n乙\n- 1 -", "丙\n丁\n第2页 共3页")
    assert text_of("甲\n乙\n- 1 -") == "甲\n乙\n"


def test_anchors_point_into_the_original() -> None:
    pages = [Page(1, "第一页"), Page(2, "姓　名 ： 张 三 甲\n住址")]
    canvas = canvas_of(pages)
    start = canvas.text.index("张三甲")
    anchor = canvas.anchor(start, start + 3)
    assert (anchor.page, anchor.quoted) == (2, "张 三 甲")
    assert pages[1].text[anchor.start : anchor.end] == "张 三 甲"


def test_a_value_over_a_page_break_is_anchored_by_its_first_part() -> None:
    canvas = canvas_of([Page(1, "甲乙丙丁"), Page(2, "戊己")])
    anchor = canvas.anchor(2, len(canvas.text))
    assert (anchor.page, anchor.quoted) == (1, "丙丁")


def test_boxes_are_cut_by_the_width_of_the_characters() -> None:
    page = Page(1, "姓名AB", segments=(Segment(0, 4, Box(0.1, 0.2, 0.7, 0.3)),))
    (box,) = anchor_of(page, 2, 4).boxes
    # Two Chinese characters take four of six parts of the line.
    assert round(box.x0, 6) == 0.5
    assert round(box.x1, 6) == 0.7
    assert (box.y0, box.y1) == (0.2, 0.3)


def test_boxes_of_two_lines_and_of_a_vertical_one() -> None:
    lines = (Segment(0, 2, Box(0, 0, 1, 0.1)), Segment(3, 5, Box(0, 0.1, 1, 0.2)))
    boxes = anchor_of(Page(1, "甲乙\n丙丁", segments=lines), 1, 4).boxes
    assert [(b.x0, b.x1) for b in boxes] == [(0.5, 1), (0, 0.5)]
    upright = (Segment(0, 4, Box(0.4, 0, 0.5, 0.8)),)
    (box,) = anchor_of(Page(1, "甲乙丙丁", segments=upright), 1, 2).boxes
    assert (round(box.y0, 6), round(box.y1, 6)) == (0.2, 0.4)


@given(
    st.lists(st.text(alphabet="张三 　\t\n：:,，。12Ol年月（)\u200bA-", max_size=60), max_size=4)
)
def test_every_character_keeps_a_place(texts: list[str]) -> None:
    pages = [Page(i + 1, text) for i, text in enumerate(texts)]
    canvas = canvas_of(pages)
    assert len(canvas.text) == len(canvas.offsets)
    for index in range(len(canvas.text)):
        anchor = canvas.anchor(index, index + 1)
        source = pages[anchor.page - 1].text
        assert source[anchor.start : anchor.end] == anchor.quoted
        if not canvas.text[index].isspace():
            assert len(anchor.quoted) == 1
            assert clean(anchor.quoted) == canvas.text[index] or canvas.text[index] in ",01"
