"""What nobody said goes, with a reason; what somebody said stays."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.engines.protocols import Heard, HeardWord
from workbench.hearing.phantoms import compression_of, drop_phantoms

SPOKEN = ((0.0, 10.0),)


def heard(text: str, start: float = 0.0, end: float = 5.0, **figures: float) -> Heard:
    each = (end - start) / max(1, len(text))
    words = tuple(
        HeardWord(start + i * each, start + (i + 1) * each, c, 0.9) for i, c in enumerate(text)
    )
    given_figures = {"log_probability": -0.3, "no_speech": 0.05} | figures
    return Heard(start, end, text, words, **given_figures)


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("请不吝点赞 订阅 转发 打赏支持明镜与点点栏目", "channel"),
        ("优优独播剧场——YoYo Television Series Exclusive", "channel"),
        ("谢谢观看", "channel"),
        ("感谢大家收看，我们下期再见", "channel"),
        ("字幕志愿者 李宗盛", "subtitles"),
        ("字幕by索兰娅", "subtitles"),
        ("中文字幕", "subtitles"),
        ("Subtitles by the Amara.org community", "subtitles"),
        ("作词：李宗盛", "channel"),
        ("未经授权不得转载", "channel"),
        ("（音乐）", "noise"),
        ("♪♪", "noise"),
    ],
)
def test_sentences_of_programmes_go_even_where_somebody_spoke(text: str, rule: str) -> None:
    done = drop_phantoms([heard(text)], SPOKEN)
    assert done.heard == ()
    assert {one.rule for one in done.dropped} == {rule}
    assert all(one.reason for one in done.dropped)
    said = "".join(one.text for one in done.dropped)
    assert said.replace(" ", "") == text.replace(" ", "")


@pytest.mark.parametrize(
    "text",
    [
        "谢谢。",
        "好的",
        "没有异议",
        "被告在视频平台的频道里要求观众点赞",
        "这首歌的词曲著作权归原告所有",
        "字幕是谁做的，原告你说一下",
        "他在直播结尾说请不吝点赞订阅",
        "未经原告许可擅自进入住宅",
        "未经许可不得公开",
        "对对对对对",
        "没有没有没有",
        "张三甲、李四乙到庭了吗",
    ],
)
def test_what_is_said_in_courtrooms_stays(text: str) -> None:
    done = drop_phantoms([heard(text)], SPOKEN, hot_words="张三甲 李四乙 示例公司")
    assert [one.text for one in done.heard] == [text]
    assert done.dropped == ()


@pytest.mark.parametrize(
    ("segment", "rule"),
    [
        (heard("谢谢", no_speech=0.7, log_probability=-0.9), "polite"),
        (heard("原告说的都对", no_speech=0.8, log_probability=-1.3), "no_speech"),
        (heard("谢谢", 20, 22, log_probability=-0.6), "silence"),
        (heard("我认为合同有效", 20, 22, log_probability=-0.6), "silence"),
    ],
)
def test_silence_and_doubt(segment: Heard, rule: str) -> None:
    done = drop_phantoms([segment], SPOKEN)
    assert [one.rule for one in done.dropped] == [rule]
    assert done.heard == ()


def test_quiet_speech_that_the_detector_missed_stays_where_the_model_is_sure() -> None:
    done = drop_phantoms([heard("我认为合同有效", 20, 22, log_probability=-0.1)], SPOKEN)
    assert len(done.heard) == 1


def test_without_knowing_where_somebody_spoke_nothing_is_called_silence() -> None:
    assert drop_phantoms([heard("我认为合同有效", 90, 99)]).dropped == ()


def test_only_the_clause_that_nobody_said_goes() -> None:
    done = drop_phantoms([heard("我的意见讲完了。请不吝点赞订阅转发", 0, 6)], SPOKEN)
    assert [one.text for one in done.heard] == ["我的意见讲完了。"]
    assert "".join(word.text for word in done.heard[0].words) == "我的意见讲完了。"
    assert done.heard[0].end < 4
    assert [one.text for one in done.dropped] == ["请不吝点赞订阅转发"]


def test_a_loop_is_cut_down_to_its_first_time() -> None:
    done = drop_phantoms([heard("我没有收到" + "这笔钱我没有" * 12)], SPOKEN)
    assert [one.text for one in done.heard] == ["我没有收到这笔钱我没有"]
    assert [one.rule for one in done.dropped] == ["loop"]
    assert len(done.heard[0].words) == 11


def test_a_loop_of_segments_is_cut_down_to_its_first() -> None:
    chain = [heard("我们再看一下", i, i + 1) for i in range(6)]
    done = drop_phantoms([*chain, heard("好", 6, 7)], SPOKEN)
    assert [one.text for one in done.heard] == ["我们再看一下", "好"]
    assert len(done.dropped) == 5


def test_the_same_answer_to_several_questions_stays() -> None:
    answers = [heard("没有异议", i, i + 1) for i in range(0, 30, 4)]
    assert len(drop_phantoms(answers, ((0.0, 40.0),)).heard) == len(answers)


def test_hot_words_do_not_echo() -> None:
    words = "张三甲 李四乙 示例科技有限公司 民间借贷纠纷"
    echo = "张三甲 李四乙 示例科技有限公司"
    gone = drop_phantoms([heard(echo, log_probability=-0.7)], SPOKEN, hot_words=words)
    assert [one.rule for one in gone.dropped] == ["echo"]
    assert drop_phantoms([heard(echo, log_probability=-0.1)], SPOKEN, words).dropped == ()
    called = heard("请原告张三甲、被告李四乙入庭", log_probability=-0.7)
    assert drop_phantoms([called], SPOKEN, words).dropped == ()


def test_compression_is_that_of_speech_models() -> None:
    assert compression_of("") == 1.0
    assert (
        compression_of("我没有" * 50)
        > 2.4
        > compression_of("我认为双方的合同合法有效，被告应当还款")
    )


@given(
    st.lists(
        st.tuples(
            st.text("谢观看好。，没有异议字幕", max_size=20),
            st.floats(-2, 0),
            st.floats(0, 1),
        ),
        max_size=5,
    )
)
def test_nothing_is_lost_silently_and_nothing_is_made_up(
    rows: list[tuple[str, float, float]],
) -> None:
    segments = [
        heard(text, 2 * i, 2 * i + 1.5, log_probability=sure, no_speech=silent)
        for i, (text, sure, silent) in enumerate(rows)
    ]
    done = drop_phantoms(segments, SPOKEN)
    before = sorted(c for one in segments for c in one.text)
    after = sorted(
        [c for one in done.heard for c in one.text] + [c for one in done.dropped for c in one.text]
    )
    marks = "。， "
    assert [c for c in after if c not in marks] == [c for c in before if c not in marks]
    assert drop_phantoms(done.heard, SPOKEN).heard == done.heard
