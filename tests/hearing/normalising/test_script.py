"""Simplified Chinese always."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.engines.protocols import Heard, HeardWord
from workbench.hearing.normalising.script import simplified, simplified_heard

# 薴 becomes 苧, which is also the Traditional form of 苎: a rare word for a rare plant.
HAN = st.text(
    st.characters(min_codepoint=0x4E00, max_codepoint=0x9FFF, exclude_characters="薴"), max_size=40
)


@pytest.mark.parametrize(
    ("heard", "written"),
    [
        ("現在開庭", "现在开庭"),
        ("原告訴稱借款後來沒有還", "原告诉称借款后来没有还"),
        ("瞭解情況以後乾燥的麵條", "了解情况以后干燥的面条"),
        ("皇后與里程", "皇后与里程"),
        ("他看著我簽的字", "他看着我签的字"),
        ("看著", "看着"),
        ("著作權糾紛中顯著的貢獻", "著作权纠纷中显著的贡献"),
        ("他是著名作者", "他是著名作者"),
        ("被告没有异议", "被告没有异议"),
        ("於2023年3月5日匯款", "于2023年3月5日汇款"),
        ("OK，1,000元。", "OK，1,000元。"),
        ("", ""),
    ],
)
def test_script(heard: str, written: str) -> None:
    assert simplified(heard) == written


def test_names_of_the_case_stay_as_its_papers_write_them() -> None:
    assert simplified("證人張乾到庭") == "证人张干到庭"
    assert simplified("證人张乾到庭", keep=("张乾", "")) == "证人张乾到庭"


@given(HAN)
def test_as_many_characters_as_before_and_nothing_left_to_do(text: str) -> None:
    once = simplified(text)
    assert len(once) == len(text)
    assert simplified(once) == once


def test_words_are_converted_within_their_sentence() -> None:
    words = (HeardWord(0, 1, "皇", 0.9), HeardWord(1, 2, "后", 0.8), HeardWord(2, 3, "開庭", 0.7))
    done = simplified_heard(Heard(0, 3, "皇后開庭", words))
    assert done.text == "皇后开庭"
    assert [word.text for word in done.words] == ["皇", "后", "开庭"]
    assert [word.probability for word in done.words] == [0.9, 0.8, 0.7]
