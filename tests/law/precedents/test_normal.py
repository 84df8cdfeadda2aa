"""One form of a text, whichever way a file writes it."""

from hypothesis import given
from hypothesis import strategies as st

from tests.law.precedents import samples
from workbench.law.precedents.normal import normalise


def test_blanks_that_set_paragraphs_apart_become_lines() -> None:
    one_line = " ".join(samples.CRIMINAL.split("\n")) * 3
    assert normalise(one_line).split("\n")[:2] == ["河南省示例市人民法院", "刑事判决书"]


def test_wide_set_words_are_joined() -> None:
    assert normalise("民 事 判 决 书\n审 判 长　　赵六丁") == "民事判决书\n审判长赵六丁"


def test_lines_of_a_printed_page_are_joined() -> None:
    line = "本院认为被告没有按照约定的期限归还借款应当承担相应的还款责任并支付利"
    words = "一二三四五六七八九十百千万"
    printed = "\n".join(f"{line}{words[n]}" for n in range(13)) + "\n息。\n审判长赵六丁"
    whole = normalise(printed)
    assert whole.endswith("息。\n审判长赵六丁")
    assert whole.count("\n") == 1


def test_paragraphs_of_a_document_stay_apart() -> None:
    assert normalise(samples.CIVIL_FIRST).count("\n") == samples.CIVIL_FIRST.rstrip().count("\n")


def test_half_width_marks_between_chinese_become_full() -> None:
    text = "原告:徐某(反诉被告),女;被告辩称,1,200元"
    assert normalise(text) == "原告：徐某（反诉被告），女；被告辩称，1,200元"


@given(st.text(max_size=400))
def test_once_is_enough_and_nothing_but_blanks_is_lost(text: str) -> None:
    once = normalise(text)
    visible = [c for c in text if c.isalnum()]
    assert [c for c in once if c.isalnum()] == visible
    assert "\n\n" not in once
    assert once == once.strip()
