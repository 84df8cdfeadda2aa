"""Splitting a law into articles: what begins one and what only seems to."""

from hypothesis import given
from hypothesis import strategies as st

from workbench.kernel.numerals import format_integer
from workbench.law.headings import Line, lines_of
from workbench.law.structure import Body, label_of, split


def body(text: str, **options: bool) -> Body:
    return split(lines_of(text), **options)


def labels(text: str, **options: bool) -> list[str]:
    return [article.label for article in body(text, **options).articles]


def test_articles_with_paragraphs_chapters_and_preamble() -> None:
    found = body(
        "（某年通过）\n目　录\n第一章　总　　则\n第二章　附　　则\n第一章　总　　则\n"
        "第一条　为了测试，制定本法。\n第二款文字。\n"
        "第二章　附　　则\n第二条　本法自公布之日起施行。"
    )
    assert found.preamble == "（某年通过）"
    first, second = found.articles
    assert (first.label, first.chapter) == ("第一条", "第一章 总则")
    assert first.text == "为了测试，制定本法。\n第二款文字。"
    assert (second.chapter, second.position) == ("第二章 附则", 1)


def test_books_parts_and_chapters_make_a_path() -> None:
    found = body(
        "第一编　总则\n第一章　一般规定\n第一条　甲。\n第二编　物权\n第一分编　通则\n"
        "第一章　一般规定\n第二条　乙。"
    )
    assert [a.chapter for a in found.articles] == [
        "第一编 总则 / 第一章 一般规定",
        "第二编 物权 / 第一分编 通则 / 第一章 一般规定",
    ]


def test_insertions_and_deleted_numbers() -> None:
    text = (
        "第一百二十条　甲。\n第一百二十条之一　乙。\n第一百二十条之二　丙。\n第一百二十二条　丁。"
    )
    assert labels(text) == [
        "第一百二十条",
        "第一百二十条之一",
        "第一百二十条之二",
        "第一百二十二条",
    ]
    assert label_of("第一百二十条之二　丙") == (120, 2)


def test_a_reference_at_the_start_of_a_line_begins_no_article() -> None:
    text = (
        "第一条　甲。\n第二条　有下列情形的：\n"
        "第三条第二款规定的情形；\n第三条、第五条所列的情形；\n"
        "第九条　规定在别处。\n第三条　乙。"
    )
    found = body(text)
    assert [article.label for article in found.articles] == ["第一条", "第二条", "第三条"]
    assert "第三条第二款规定的情形；" in found.articles[1].text
    assert "第九条　规定在别处。" in found.articles[1].text


def test_labels_without_a_space_and_in_figures() -> None:
    assert labels("第一条依法登记取得。\n第二条建筑区划内。\n第3条 丙。") == [
        "第一条",
        "第二条",
        "第三条",
    ]
    assert labels("第一条\n甲。\n第二条\n乙。") == ["第一条", "第二条"]


def test_an_amendment_becomes_units_that_keep_the_articles_it_quotes() -> None:
    text = "一、将第三条修改为：\n第三条　新的文字。\n二、增加一条：\n“第四条　更新的文字。”"
    found = body(text, amending=True)
    assert [article.label for article in found.articles] == ["第1段", "第2段"]
    assert all(article.number == 0 for article in found.articles)
    assert "第三条　新的文字。" in found.articles[0].text


def test_an_amendment_with_articles_of_its_own_keeps_them() -> None:
    text = "第三条　序言末尾增加文字。\n第四条　另处修改。"
    assert labels(text, amending=True) == ["第三条", "第四条"]


def test_a_reply_becomes_units_and_leaves_out_its_closing() -> None:
    text = (
        "某高级人民法院：\n你院请示收悉。经研究，批复如下：\n一、可以。\n"
        "理由如前。\n二、不可以。\n此复\n2020年1月1日"
    )
    found = body(text)
    assert [a.text for a in found.articles] == ["一、可以。\n理由如前。", "二、不可以。"]
    assert found.preamble.startswith("某高级人民法院")


def test_paragraphs_where_nothing_is_numbered() -> None:
    text = "（2020年1月1日通过）\n会议审议了有关的报告，决定予以批准。\n本决定自公布之日起施行。"
    assert labels(text) == ["第1段", "第2段"]


def test_points_in_figures_are_articles_when_they_run_through() -> None:
    points = "\n".join(f"{n}.第{n}点的文字。" for n in range(1, 13))
    assert labels(f"一、甲部分\n{points}")[-1] == "第十二条"
    again = "\n".join(["一、甲", "1.子。", "2.丑。", "二、乙", "1.寅。", "2.卯。"] * 3)
    assert not any(label.endswith("条") for label in labels(again))


def test_attachments_and_a_numbering_that_begins_anew() -> None:
    text = (
        "第一条　甲。\n第二条　乙。\n第三条　丙。\n"
        "附件一：名单\n第一条　附件的文字。\n附件二\n其他。"
    )
    found = body(text)
    assert len(found.articles) == 3
    assert [title for title, _ in found.attachments] == ["附件一：名单", "附件二"]
    anew = body(
        "第一条　甲。\n第二条　乙。\n第三条　丙。\n某某办法\n第一条　另一部。\n第二条　另一部。"
    )
    assert [article.text for article in anew.articles] == ["甲。", "乙。", "丙。"]
    assert anew.attachments[0][0] == "某某办法"


def test_headings_of_an_interpretation() -> None:
    found = body("一、管辖\n第一条　甲。\n二、回避\n第二条　乙。")
    assert [article.chapter for article in found.articles] == ["一、管辖", "二、回避"]
    assert found.articles[0].text == "甲。"


def test_a_long_sentence_marked_as_heading_stays_text() -> None:
    lines = [Line("第一条　甲。"), Line("第一款规定的公路，适用本法第五章的规定。", marked=True)]
    assert split(lines).articles[0].text == "甲。\n第一款规定的公路，适用本法第五章的规定。"


WORDS = st.text(alphabet="当事人应按照约定全面履行义务，；", min_size=1, max_size=20)


@st.composite
def laws(draw: st.DrawFn) -> list[tuple[int, int, list[str]]]:
    """Draw articles in order: gaps of deleted numbers, insertions, one to three paragraphs."""
    number, insertion = 0, 0
    articles = []
    for _ in range(draw(st.integers(1, 25))):
        if number and draw(st.booleans()) and draw(st.booleans()):
            insertion += 1
        else:
            number += 1 if number == 0 else draw(st.sampled_from([1, 1, 1, 2]))
            insertion = 0
        articles.append((number, insertion, draw(st.lists(WORDS, min_size=1, max_size=3))))
    return articles


@given(articles=laws(), space=st.sampled_from(["　", " ", "  "]))
def test_what_was_put_together_comes_apart(
    articles: list[tuple[int, int, list[str]]], space: str
) -> None:
    lines: list[str] = []
    for number, insertion, paragraphs in articles:
        inserted = f"之{format_integer(insertion)}" if insertion else ""
        lines += [f"第{format_integer(number)}条{inserted}{space}{paragraphs[0]}", *paragraphs[1:]]
    found = body("\n".join(lines))
    assert [(a.number, a.insertion, a.text.split("\n")) for a in found.articles] == articles


@given(st.text(alphabet="第一二三四条章节编款项附件：。；　 \n1234.、“”之的规定", max_size=200))
def test_no_text_breaks_it_and_numbers_never_go_back(text: str) -> None:
    found = body(text)
    keys = [(a.number, a.insertion) for a in found.articles]
    assert keys == sorted(keys)
    assert [a.position for a in found.articles] == list(range(len(keys)))
