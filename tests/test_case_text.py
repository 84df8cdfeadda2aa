"""What the papers of a case tell."""

import pytest

from workbench.case_text import issues_in


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
