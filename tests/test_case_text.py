"""What the papers of a case tell."""

import pytest

from workbench.case_text import issues_in, unbroken


@pytest.mark.parametrize(
    ("text", "issues"),
    [
        ("本案争议焦点为：借款是否实际交付。双方无异议。", ("借款是否实际交付",)),
        (
            "归纳争议焦点如下：\n一、借款是否实际交付；\n二、利率是否过高。\n双方发表意见",
            ("借款是否实际交付", "利率是否过高"),
        ),
        (
            "本案的争议焦点是1.保证期间是否届满；2.保证人应否承担责任。",
            ("保证期间是否届满", "保证人应否承担责任"),
        ),
        ("双方对争议不大。", ()),
        ("争议焦点：是。", ()),
    ],
)
def test_issues_are_read_where_a_paper_sums_them_up(text: str, issues: tuple[str, ...]) -> None:
    assert issues_in(text) == issues


def test_an_issue_that_two_papers_name_counts_once() -> None:
    line = "争议焦点为：借款是否实际交付。"
    assert issues_in(f"{line}\n{line}") == ("借款是否实际交付",)


def test_words_that_lines_break_apart_are_whole_and_paragraphs_stay_apart() -> None:
    page = (
        "民事起诉状\n"
        "原告：张三甲\n"
        "二〇二三年一月十日，被告因经营需要向原告借\n"
        "款十二万元，出具借条一张，约定一年后归还本\n"
        "金，到期未还，\n"
        "原告多次催要没有结果，为此诉至法院，Word 文\n"
        "第二段另起"
    )
    assert unbroken(page) == (
        "民事起诉状\n"
        "原告：张三甲\n"
        "二〇二三年一月十日，被告因经营需要向原告借款十二万元，出具借条一张，约定一年后归还本金，到期未还，\n"
        "原告多次催要没有结果，为此诉至法院，Word 文第二段另起"
    )


def test_short_lines_and_other_scripts_are_not_joined() -> None:
    assert unbroken("借款\n合同") == "借款\n合同"
    assert unbroken("the borrower has signed the\nloan agreement on that day") == (
        "the borrower has signed the\nloan agreement on that day"
    )
    assert unbroken("") == ""
