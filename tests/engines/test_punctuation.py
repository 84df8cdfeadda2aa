"""Marks become full width where Chinese text is, figures stay."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.engines.punctuation import full_width_marks


@pytest.mark.parametrize(
    ("read", "expected"),
    [
        ("原告张三甲,男,1990年3月5日出生", "原告张三甲，男，1990年3月5日出生"),
        ("借款120,000.00元,年利率3.45%", "借款120,000.00元，年利率3.45%"),
        ("开庭时间:10:30", "开庭时间：10:30"),
        ("(2026)某01民初1号", "（2026）某01民初1号"),
        ("(一)被告李四乙;", "（一）被告李四乙；"),
        ("是否同意?", "是否同意？"),
        ("《合同》,附件(A)", "《合同》，附件（A）"),
        ("see f(x), g(y); 3:4", "see f(x), g(y); 3:4"),
        ("(续上页", "（续上页"),
        ("完毕)", "完毕）"),
        ("编号AB-3(2):甲", "编号AB-3(2)：甲"),
        ("规定的'数额较大'、'其他情节'", "规定的‘数额较大’、‘其他情节’"),
        ('所称"借款"，', "所称“借款”，"),
        ("自公布之日起施行。“", "自公布之日起施行。”"),
        ("答：“不知道。“我", "答：“不知道。“我"),
        ("it's 5'", "it's 5'"),
        ("", ""),
    ],
)
def test_marks(read: str, expected: str) -> None:
    assert full_width_marks(read) == expected


@given(st.text(alphabet="张三，,:;?!()（）120.A ", max_size=30))
def test_only_the_width_changes_and_only_once(text: str) -> None:
    done = full_width_marks(text)
    narrow = str.maketrans("，：；？！（）", ",:;?!()")
    assert done.translate(narrow) == text.translate(narrow)
    assert [c for c in done if c.isascii() and c.isalnum()] == [
        c for c in text if c.isascii() and c.isalnum()
    ]


@given(st.text(alphabet="A120.,:()", max_size=30))
def test_text_without_chinese_stays(text: str) -> None:
    assert full_width_marks(text) == text
