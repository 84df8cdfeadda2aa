"""Punctuation, and the whole way to a text as courts write it."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.engines.protocols import HeardWord
from workbench.hearing.normalising import WritingOptions, written

TALK = st.text("我借钱他还吗的了三十万元，。, ?.呢是不对 a1", max_size=30)


@pytest.mark.parametrize(
    ("heard", "wanted"),
    [
        ("现在开庭,请书记员核对身份.", "现在开庭，请书记员核对身份。"),
        ("原告 你是否申请回避", "原告，你是否申请回避？"),
        ("被告,你听清楚了吗?听清楚了.", "被告，你听清楚了吗？听清楚了。"),
        ("听清了吗。没有。", "听清了吗？没有。"),
        ("不申请回避", "不申请回避。"),
        ("我不知道他有没有还", "我不知道他有没有还。"),
        ("合议庭审查合同是否有效", "合议庭审查合同是否有效。"),
        ("你借了多少钱", "你借了多少钱？"),
        ("是否申请回避", "是否申请回避？"),
        ("双方是否同意调解", "双方是否同意调解？"),
        ("感情是否破裂是唯一标准", "感情是否破裂是唯一标准。"),
        ("本案的焦点是原告是否付款", "本案的焦点是原告是否付款。"),
        ("我没有没有收到", "我没有没有收到。"),
        ("他问我能不能缓一缓", "他问我能不能缓一缓。"),
        ("因为", "因为"),
        ('他说"好的"', "他说“好的”。"),
        ("我认为...", "我认为……"),
        ("1,200元(含利息)", "1,200元（含利息）。"),
        ("9:30开始", "9:30开始。"),
        ("利率是3.5%.", "利率是3.5%。"),
        ("OK, fine.", "OK, fine."),
        ("我认为", "我认为"),
        ("是,，对", "是，对。"),
        ("二零二三年三月五号 借了十二万", "2023年3月5号，借了12万。"),
        ("尾号六七 八九的卡", "尾号6789的卡。"),
        ("", ""),
    ],
)
def test_written(heard: str, wanted: str) -> None:
    assert written(heard).text == wanted


def words(*spoken: tuple[str, float]) -> tuple[list[HeardWord], str]:
    """Return words of half a second each, with the given silence before each, and their text."""
    heard, now = [], 0.0
    for text, silence in spoken:
        heard.append(HeardWord(now + silence, now + silence + 0.5, text, 0.9))
        now += silence + 0.5
    return heard, "".join(text for text, _ in spoken)


@pytest.mark.parametrize(
    ("spoken", "wanted"),
    [
        ([("现在开庭", 0), ("请书记员宣布纪律", 1.2)], "现在开庭。请书记员宣布纪律。"),
        ([("你是不是借了钱", 0), ("请回答", 1.2)], "你是不是借了钱？请回答。"),
        ([("我认为合同有效", 0), ("应当履行", 0.5)], "我认为合同有效，应当履行。"),
        ([("我认为合同有效", 0), ("应当履行", 0.2)], "我认为合同有效应当履行。"),
        ([("我们认为因为", 0), ("合同有效", 1.5)], "我们认为因为合同有效。"),
        ([("合同是有效", 0), ("的", 1.5)], "合同是有效的。"),
        ([("我借了三十", 0), ("二万元", 1.5)], "我借了32万元。"),
        ([("我", 0), ("同意", 1.5)], "我同意。"),
    ],
)
def test_marks_by_pauses(spoken: list[tuple[str, float]], wanted: str) -> None:
    heard, text = words(*spoken)
    assert written(text, words=heard).text == wanted


def test_a_model_that_writes_marks_is_left_its_own() -> None:
    heard, _ = words(("现在开庭", 0), ("请坐", 2), ("谢谢", 2))
    assert written("现在开庭请坐，谢谢。", words=heard).text == "现在开庭请坐，谢谢。"


def test_each_part_can_be_left_out() -> None:
    text = "二零二三年三月五号,我借了十二万"
    assert written(text, WritingOptions(punctuation=False)).text == "2023年3月5号,我借了12万"
    assert written(text, WritingOptions(numbers=False)).text == "二零二三年三月五号，我借了十二万。"
    assert written(text, WritingOptions(punctuation=False, numbers=False)).changes == ()


def test_changes_lie_in_the_source_and_can_be_left_out() -> None:
    text = "二零二三年三月五号,我借了十二万"
    done = written(text)
    assert [(c.old, c.new, c.rule) for c in done.changes] == [
        ("二零二三年三月五", "2023年3月5", "date"),
        (",", "，", "width"),
        ("十二万", "12万", "amount"),
        ("", "。", "end"),
    ]
    kept = written(text, skip={done.changes[2].key})
    assert kept.text == "2023年3月5号，我借了十二万。"


@given(TALK)
def test_what_is_written_stays(text: str) -> None:
    once = written(text).text
    assert written(once).text == once


@given(TALK)
def test_marks_change_no_word(text: str) -> None:
    done = written(text, WritingOptions(numbers=False)).text
    bare = re.compile(r"[，。？！；：、…,.?!;: ]")
    assert bare.sub("", done) == bare.sub("", text)


@given(TALK)
def test_every_change_can_be_taken_back(text: str) -> None:
    skip: set[str] = set()
    for _ in range(60):
        done = written(text, skip=skip)
        if not done.changes:
            break
        skip |= {change.key for change in done.changes}
    assert done.text == text
