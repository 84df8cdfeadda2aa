"""The same words on two channels stay where they are louder, and nothing else goes."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from tests.hearing.talking import spoken_turn, words_of
from workbench.hearing.cross_talk import REASON, cross_talk_limits, suppress
from workbench.hearing.levels import Levels, Loudness, decibels, levels_of, levels_of_peaks
from workbench.hearing.model import Turn


def by_channel(*levels: float) -> Levels:
    return lambda channel, start, end: levels[channel]


def texts(turns: tuple[Turn, ...]) -> list[tuple[int, str]]:
    return [(turn.channel, turn.heard) for turn in turns]


def test_the_louder_channel_keeps_the_words() -> None:
    turns = [spoken_turn("我请求被告归还借款", 1.0), spoken_turn("我请求被告归还借款", 1.1, 1)]
    for levels, wanted in ((by_channel(0.2, 0.02), 0), (by_channel(0.02, 0.2), 1)):
        done = suppress(turns, levels)
        assert texts(done.turns) == [(wanted, "我请求被告归还借款")]
        (gone,) = done.dropped
        assert (gone.channel, gone.text, gone.rule) == (1 - wanted, "我请求被告归还借款", REASON)


def test_words_heard_a_little_differently_go_with_the_others() -> None:
    turns = [
        spoken_turn("我请求被告归还全部借款", 1.0),
        spoken_turn("我请求被搞归还全部解款", 1.2, 1),
    ]
    assert texts(suppress(turns, by_channel(0.2, 0.02)).turns) == [(0, "我请求被告归还全部借款")]


def test_a_misheard_end_goes_with_its_echo() -> None:
    turns = [spoken_turn("请被告陈述答辩意见", 1.0), spoken_turn("请被告陈述答案一间", 1.0, 1)]
    assert texts(suppress(turns, by_channel(0.2, 0.02)).turns) == [(0, "请被告陈述答辩意见")]


def test_of_a_turn_with_an_echo_its_own_words_stay() -> None:
    turns = [
        spoken_turn("被告有什么意见", 0.0, 0),
        spoken_turn("被告有什么意见没有异议", 0.1, 1),
    ]

    def levels(channel: int, start: float, end: float) -> float:
        asking = (start + end) / 2 < 1.5
        return {0: 0.3 if asking else 0.02, 1: 0.03 if asking else 0.3}[channel]

    done = suppress(turns, levels)
    assert texts(done.turns) == [(0, "被告有什么意见"), (1, "没有异议")]
    assert done.turns[1].start > 1.4
    assert done.turns[1].verbatim == "没有异议"


def test_the_same_words_at_other_times_stay() -> None:
    turns = [spoken_turn("没有异议", 1.0), spoken_turn("没有异议", 1.0 + 0.9, 1)]
    assert suppress(turns, by_channel(0.2, 0.02)).dropped == ()


def test_other_words_at_the_same_time_stay() -> None:
    turns = [spoken_turn("我没有收到这笔钱的", 1.0), spoken_turn("请你不要打断别人的", 1.0, 1)]
    assert suppress(turns, by_channel(0.2, 0.02)).dropped == ()


def test_two_people_may_say_yes_at_once() -> None:
    turns = [spoken_turn("是的", 1.0), spoken_turn("是的", 1.1, 1)]
    assert suppress(turns, by_channel(0.2, 0.19)).dropped == ()
    assert texts(suppress(turns, by_channel(0.2, 0.05)).turns) == [(0, "是的")]


def test_one_voice_on_four_channels_stays_once() -> None:
    turns = [spoken_turn("现在核对当事人身份", 1.0 + 0.05 * n, n) for n in range(4)]
    done = suppress(turns, by_channel(0.05, 0.2, 0.04, 0.03))
    assert texts(done.turns) == [(1, "现在核对当事人身份")]
    assert len(done.dropped) == 3


def test_what_a_person_corrected_stays_and_counts_as_louder() -> None:
    turns = [
        spoken_turn("我请求被告归还借款", 1.0),
        replace(spoken_turn("我请求被告归还借款", 1.0, 1), corrected=True),
    ]
    assert texts(suppress(turns, by_channel(0.2, 0.02)).turns) == [(1, "我请求被告归还借款")]


def test_turns_without_times_of_words_are_compared_too() -> None:
    turns = [
        replace(spoken_turn("我请求被告归还借款", 1.0, channel), words=()) for channel in (0, 1)
    ]
    done = suppress(turns, by_channel(0.2, 0.02))
    assert texts(done.turns) == [(0, "我请求被告归还借款")]


def test_marks_of_the_text_go_with_their_words() -> None:
    marked = replace(spoken_turn("请坐被告有什么意见", 0.0, 1), heard="请坐。被告，有什么意见？")
    turns = [spoken_turn("被告有什么意见", 0.4), marked]
    assert texts(suppress(turns, by_channel(0.2, 0.02)).turns)[1] == (1, "请坐。")


CONVERSATIONS = st.lists(
    st.builds(
        spoken_turn,
        st.text("我是你没有的借款", min_size=1, max_size=8),
        st.integers(0, 30).map(lambda n: n / 5),
        st.integers(0, 2),
        ident=st.uuids().map(str),
    ),
    max_size=7,
)


@given(CONVERSATIONS, st.lists(st.floats(0.01, 1), min_size=3, max_size=3))
def test_nothing_is_made_up_and_what_goes_is_named(turns: list[Turn], loud: list[float]) -> None:
    done = suppress(turns, by_channel(*loud))
    for channel in range(3):
        gone = "".join(one.text for one in done.dropped if one.channel == channel)
        assert sorted(words_of(done.turns, channel) + gone) == sorted(words_of(turns, channel))
        assert words_of(done.turns, channel) == _within(words_of(turns, channel), done, channel)
    for turn in done.turns:
        assert turn.heard == "".join(word.text for word in turn.words)


def _within(before: str, done: object, channel: int) -> str:
    """Return the words that are left if they stand in the order they had."""
    from workbench.hearing.cross_talk import Suppressed

    assert isinstance(done, Suppressed)
    left, rest = words_of(done.turns, channel), iter(before)
    assert all(c in rest for c in left)
    return left


@given(CONVERSATIONS, st.lists(st.floats(0.01, 1), min_size=3, max_size=3))
def test_doing_it_again_changes_nothing(turns: list[Turn], loud: list[float]) -> None:
    once = suppress(turns, by_channel(*loud))
    assert suppress(once.turns, by_channel(*loud)).turns == once.turns


@given(CONVERSATIONS, st.lists(st.floats(0.01, 1), min_size=3, max_size=3))
def test_no_words_go_on_all_channels(turns: list[Turn], loud: list[float]) -> None:
    done = suppress(turns, by_channel(*loud))
    for gone in done.dropped:
        assert any(
            turn.start <= gone.end + 0.5 and turn.end >= gone.start - 0.5 for turn in done.turns
        )


def test_levels_of_stretches() -> None:
    level = levels_of([Loudness(0, 0, 1, 0.3), Loudness(0, 1, 2, 0.4), Loudness(1, 0, 9, 0.1)])
    assert level(0, 0.0, 1.0) == 0.3
    assert round(level(0, 0.5, 1.5), 4) == round((0.125**0.5), 4)
    assert level(0, 5, 6) == level(7, 0, 1) == 0.0
    assert round(decibels(level(0, 0, 1), level(1, 0, 1)), 1) == 9.5


def test_levels_of_the_outline_of_a_waveform() -> None:
    import numpy as np

    from workbench.hearing.audio.model import Peaks

    high = np.zeros((2, 100), np.int8)
    high[0, :50], high[1, 50:] = 127, 64
    level = levels_of_peaks(Peaks(50, -high, high, 2.0))
    assert level(0, 0.0, 0.9) == 1.0
    assert level(0, 1.2, 1.8) == 0.0
    assert round(level(1, 1.2, 5.0), 2) == 0.5
    assert level(2, 0, 1) == 0.0


def test_limits_decide_what_counts_as_the_same() -> None:
    turns = [spoken_turn("我请求被告归还借款", 1.0), spoken_turn("我请求被告归还借款", 1.4, 1)]
    levels, limits = by_channel(0.2, 0.02), cross_talk_limits()
    assert len(suppress(turns, levels, limits).turns) == 1
    assert len(suppress(turns, levels, replace(limits, apart=0.2)).turns) == 2
