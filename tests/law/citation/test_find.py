"""Finding citations: forms of writing, lists, references back, and what is no citation."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.law.citation.sample import rules
from workbench.law.citation.find import find
from workbench.law.citation.pinpoint import format_pinpoint
from workbench.law.model import Citation, Pinpoint

NAMES = rules().names
CODE = "中华人民共和国民法典"
Found = tuple[str, int, int, int, int]


def cite(text: str, within: str = "") -> list[Citation]:
    found = find(text, NAMES, within)
    for citation in found:
        assert text[citation.start : citation.end] == citation.quoted
    return found


def short(text: str, within: str = "") -> list[Found]:
    return [
        (c.law, p.article, p.insertion, p.paragraph, p.item)
        for c in cite(text, within)
        if (p := c.pinpoint) is not None
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("《民法典》第五百七十七条", ("民法典", 577, 0, 0, 0)),
        ("《民法典》第1165条第1款", ("民法典", 1165, 0, 1, 0)),
        ("《民法典》第１１６５条", ("民法典", 1165, 0, 0, 0)),
        ("《刑法》第一百二十条之一第一款第（二）项", ("刑法", 120, 1, 1, 2)),
        ("《刑法》第一百三十三条之一第一款第二项", ("刑法", 133, 1, 1, 2)),
        ("《民事诉讼法》第六十四条一款", ("民事诉讼法", 64, 0, 1, 0)),
        ("《民法典》合同编第五百条", ("民法典", 500, 0, 0, 0)),
        ("民法典第577条", ("民法典", 577, 0, 0, 0)),
        ("民诉法解释第九十条", ("民诉法解释", 90, 0, 0, 0)),
        ("民间借贷规定第二十五条", ("民间借贷规定", 25, 0, 0, 0)),
        ("公司法解释三第十三条", ("公司法解释三", 13, 0, 0, 0)),
        ("合同法第第五十二条第（五）项", ("合同法", 52, 0, 0, 5)),
        ("《公司法》（2018年修正）第二十条", ("公司法（2018年）", 20, 0, 0, 0)),
        ("1979年《刑法》第一百三十四条第二款", ("刑法（1979年）", 134, 0, 2, 0)),
        (
            "《最高人民法院关于适用〈中华人民共和国民法典〉有关担保制度的解释》第二十五条",
            ("最高人民法院关于适用〈中华人民共和国民法典〉有关担保制度的解释", 25, 0, 0, 0),
        ),
        (
            "最高人民法院关于适用《中华人民共和国民事诉讼法》的解释第九十条",
            ("最高人民法院关于适用《中华人民共和国民事诉讼法》的解释", 90, 0, 0, 0),
        ),
        (
            "最高人民法院《关于审理某类案件的若干意见》第一条",
            ("最高人民法院关于审理某类案件的若干意见", 1, 0, 0, 0),
        ),
        (
            "《最高人民法院关于审理某类案件的解释》法释［2013］15号第三条（四）项",
            ("最高人民法院关于审理某类案件的解释", 3, 0, 0, 4),
        ),
        ("中华人民共和国某某管理条例第七条", ("中华人民共和国某某管理条例", 7, 0, 0, 0)),
        ("《中华人民共和国刑罚》第六十五条", ("中华人民共和国刑罚", 65, 0, 0, 0)),
    ],
)
def test_one_citation(text: str, expected: Found) -> None:
    assert short(text) == [expected]
    assert cite(f"依照{text}之规定，判决如下：")[0].quoted.endswith(text[-4:])


def test_the_name_belongs_to_the_first_span_only() -> None:
    found = cite("依照《民法典》第一百八十八条、第六百七十四条第一款和第六百七十五条")
    assert [c.quoted for c in found] == [
        "《民法典》第一百八十八条",
        "第六百七十四条第一款",
        "第六百七十五条",
    ]


def test_lists_of_paragraphs_and_items() -> None:
    places = short("《刑法》第六十九条第一、三款，第七十二条第二款及第三款第（一）项、第（五）项")
    assert [p[1:] for p in places] == [
        (69, 0, 1, 0),
        (69, 0, 3, 0),
        (72, 0, 2, 0),
        (72, 0, 3, 1),
        (72, 0, 3, 5),
    ]


def test_ranges_and_lists_under_one_word() -> None:
    assert [p[1] for p in short("《民法典》第十条至第十三条")] == [10, 11, 12, 13]
    assert [p[1] for p in short("《刑法》第五十二、五十三条")] == [52, 53]
    assert [p[3] for p in short("《刑法》第五条第一款至第三款")] == [1, 2, 3]
    assert [p[1] for p in short("《刑法》第六十七条、七十二条")] == [67, 72]


def test_several_laws_in_a_row() -> None:
    text = "依照《民法典》第五条、第六条，《民事诉讼法》第六十七条以及担保法解释第三条的规定"
    assert [(p[0], p[1]) for p in short(text)] == [
        ("民法典", 5),
        ("民法典", 6),
        ("民事诉讼法", 67),
        ("担保法解释", 3),
    ]


def test_line_breaks_and_spaces() -> None:
    text = "《中华人民共和国民\n法典》第五百七十\n七条　第 一 款"
    assert short(text) == [(CODE, 577, 0, 1, 0)]
    assert cite(text)[0].quoted == text


def test_references_back() -> None:
    text = "《合同法》第八条规定诚信。同法第九条、该法第十条。《某某条例》第三条。该法第十一条"
    assert [(p[0], p[1]) for p in short(text)] == [
        ("合同法", 8),
        ("合同法", 9),
        ("合同法", 10),
        ("某某条例", 3),
        ("合同法", 11),
    ]


def test_aforesaid_only_where_one_law_is_meant() -> None:
    one = "《最高人民法院关于甲的解释》有规定。上述解释第三条"
    two = "《最高人民法院关于甲的解释》《最高人民法院关于乙的解释》有规定。上述解释第三条"
    assert short(one) == [("最高人民法院关于甲的解释", 3, 0, 0, 0)]
    assert short(two) == [("", 3, 0, 0, 0)]


def test_same_article() -> None:
    assert short("《民法典》第十条规定甲。该条第二款规定乙")[-1] == ("民法典", 10, 0, 2, 0)


def test_within_a_statute() -> None:
    assert short("依照本法第五条和第六条的规定", within=CODE) == [
        (CODE, 5, 0, 0, 0),
        (CODE, 6, 0, 0, 0),
    ]
    assert short("本法第五条") == [("", 5, 0, 0, 0)]


def test_definitions_of_the_text_are_honoured() -> None:
    text = (
        "《最高人民法院关于审理甲类案件适用法律若干问题的规定》（法释〔2020〕17号，以下简称"
        "《甲类规定》）第一条。依据《甲类规定》第二条、甲类规定第三条"
    )
    full = "最高人民法院关于审理甲类案件适用法律若干问题的规定"
    assert [(p[0], p[1]) for p in short(text)] == [(full, 1), (full, 2), (full, 3)]
    assert len(cite(text)) == 3


def test_a_law_named_without_an_article() -> None:
    found = cite("本案适用《中华人民共和国民法典》的规定，也适用劳动合同法。")
    assert [(c.law, c.pinpoint) for c in found] == [(CODE, None), ("劳动合同法", None)]


@pytest.mark.parametrize(
    "text",
    [
        "合同第三条约定了价款",
        "依照本合同第五条、第六条",
        "根据《购销合同》第八条",
        "公司章程第十条规定",
        "起诉书第二条",
        "《员工手册》第三条规定",
        "双方在第五条中明确约定",
        "协议第二条载明",
        "法释〔2020〕17号",
        "第三条件不成就",
        "公司法定代表人到庭，中级人民法院受理",
        "第一条　甲方应当付款\n第二条　乙方应当交货",
    ],
)
def test_not_citations(text: str) -> None:
    assert cite(text) == []


def test_contract_clauses_beside_law() -> None:
    text = "依照《民法典》第五百零九条及借款合同第三条、第四条的约定，《民法典》第五百条"
    assert [p[1] for p in short(text)] == [509, 500]


def test_quotations() -> None:
    found = cite(
        "《民法典》第五条规定：“当事人应当‘诚信’。”第六条关于“公平”的规定；第七条“不得违法”"
    )
    assert [c.quotation for c in found] == ["当事人应当‘诚信’。", "", "不得违法"]


def test_laws_appended_to_a_judgment() -> None:
    text = "附：相关法律条文\n《中华人民共和国民法典》\n第五条　甲文。\n乙文。\n第六条　丙文。"
    found = cite(text)
    assert [(c.law, c.quotation) for c in found] == [(CODE, "甲文。"), (CODE, "丙文。")]


def test_far_article_of_the_same_sentence() -> None:
    text = "《刑法》规定了多种情形，被告人的行为应当适用第六十七条处罚。"
    assert short(text) == [("刑法", 67, 0, 0, 0)]


pinpoints = st.builds(
    Pinpoint,
    st.integers(1, 1300),
    st.integers(0, 9),
    st.integers(0, 12),
    st.integers(0, 20),
)


@given(pinpoints)
def test_a_formatted_place_is_found_again(pinpoint: Pinpoint) -> None:
    text = f"依照《刑法》{format_pinpoint(pinpoint)}之规定"
    assert [c.pinpoint for c in cite(text)] == [pinpoint]


pieces = st.sampled_from(
    [*"《》〈〉（）“”、，。；：第条款项之至和及同该本法编0123一二十百 \n　", "民法典", "合同",
     "《民法典》", "第五条", "第二款", "以下简称", "最高人民法院关于", "的解释", "规定", "该条"]
)  # fmt: skip


@given(st.one_of(st.text(max_size=80), st.lists(pieces, max_size=50).map("".join)))
def test_any_text_gives_sound_spans(text: str) -> None:
    found = cite(text)
    spans = sorted({(c.start, c.end) for c in found})
    assert all(start < end for start, end in spans)
    assert all(a[1] <= b[0] for a, b in pairwise(spans))
