"""Turns of all channels as one conversation."""

import time
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from tests.hearing.talking import spoken_turn, words_of
from workbench.hearing.merging import merge, merge_limits
from workbench.hearing.model import Turn


def shown(turns: tuple[Turn, ...]) -> list[tuple[int, str]]:
    return [(turn.channel, turn.heard) for turn in turns]


def test_turns_stand_in_order_of_time() -> None:
    turns = [spoken_turn("没有", 5, 1), spoken_turn("现在开庭", 0), spoken_turn("好", 9)]
    assert shown(merge(turns)) == [(0, "现在开庭"), (1, "没有"), (0, "好")]


def test_a_turn_is_cut_at_a_long_pause() -> None:
    (first, second) = merge([spoken_turn("现在开庭请坐", pauses={4: 2.0}, ident="a")])
    assert (first.id, first.heard, second.id, second.heard) == ("a", "现在开庭", "a-1", "请坐")
    assert first.end < second.start


def test_a_turn_is_cut_where_somebody_answers_in_its_pause() -> None:
    asking = spoken_turn("你收到了吗那你签字了吗", 0.0, 0, pauses={5: 0.8})
    answer = spoken_turn("收到", 1.2, 1)
    assert shown(merge([asking, answer])) == [(0, "你收到了吗"), (1, "收到"), (0, "那你签字了吗")]
    assert shown(merge([asking])) == [(0, "你收到了吗那你签字了吗")]


def test_stretches_of_one_speaker_are_joined() -> None:
    turns = [spoken_turn("我认为", 0), spoken_turn("合同有效", 1.0), spoken_turn("应当履行", 4)]
    assert shown(merge(turns)) == [(0, "我认为合同有效"), (0, "应当履行")]


def test_on_one_microphone_for_all_the_next_may_be_another() -> None:
    turns = [spoken_turn("申请回避吗", 0, -1), spoken_turn("不申请", 1.5, -1)]
    assert len(merge(turns)) == 2


def test_a_turn_does_not_grow_without_end() -> None:
    turns = [spoken_turn("一" * 50, n * 10.4) for n in range(8)]
    assert all(turn.end - turn.start <= merge_limits().longest for turn in merge(turns))


def test_overlaps_are_marked() -> None:
    turns = [
        spoken_turn("我还没有说完呢", 0),
        spoken_turn("你胡说", 0.5, 1),
        spoken_turn("安静", 9),
    ]
    assert [turn.overlap for turn in merge(turns)] == [True, True, False]
    late = [spoken_turn("我说完了", 0), spoken_turn("好", 0.7, 1)]
    assert [turn.overlap for turn in merge(late)] == [False, False]


def test_what_a_person_corrected_stays_whole() -> None:
    done = replace(spoken_turn("现在开庭请坐", pauses={4: 3.0}), corrected=True)
    next_one = spoken_turn("好", done.end + 0.1)
    assert [turn.heard for turn in merge([done, next_one])] == ["现在开庭请坐", "好"]


def test_recordings_stay_apart() -> None:
    later = replace(spoken_turn("第二段", 0.0), recording="r2")
    turns = [spoken_turn("第一段", 100.0), later]
    assert [turn.recording for turn in merge(turns)] == ["r", "r2"]


def test_marks_stay_with_the_words_before_them() -> None:
    turn = spoken_turn("现在开庭请坐", pauses={4: 2.0})
    turn = replace(turn, heard="现在开庭。请坐。")
    assert [part.heard for part in merge([turn])] == ["现在开庭。", "请坐。"]


@st.composite
def conversations(draw: st.DrawFn) -> list[Turn]:
    turns = []
    for channel in range(3):
        now = 0.0
        for number in range(draw(st.integers(0, 4))):
            now += draw(st.sampled_from([0.1, 0.5, 1.0, 3.0]))
            pauses = draw(
                st.dictionaries(
                    st.integers(1, 5), st.sampled_from([0.1, 0.4, 0.9, 2.0]), max_size=2
                )
            )
            text = draw(st.text("甲乙丙丁", min_size=1, max_size=6))
            turn = spoken_turn(text, now, channel, ident=f"{channel}.{number}", pauses=pauses)
            corrected = draw(st.booleans()) and draw(st.booleans())
            turns.append(replace(turn, corrected=corrected))
            now = turn.end
    return draw(st.permutations(turns))


@given(conversations())
def test_no_word_is_lost_made_up_or_moved(turns: list[Turn]) -> None:
    merged = merge(turns)
    in_order = sorted(turns, key=lambda turn: turn.start)
    for channel in range(3):
        assert words_of(merged, channel) == words_of(in_order, channel)
    for turn in merged:
        assert turn.heard == "".join(word.text for word in turn.words)


@given(conversations())
def test_order_and_ids(turns: list[Turn]) -> None:
    merged = merge(turns)
    assert [turn.start for turn in merged] == sorted(turn.start for turn in merged)
    assert len({turn.id for turn in merged}) == len(merged)
    assert all(turn.start <= turn.end for turn in merged)


@given(conversations())
def test_doing_it_again_changes_nothing(turns: list[Turn]) -> None:
    once = merge(turns)
    assert merge(once) == once


def test_a_long_hearing_takes_little_time() -> None:
    turns = [spoken_turn("我认为合同有效应当履行", n * 3.0, n % 4) for n in range(3000)]
    begun = time.perf_counter()
    assert len(merge(turns)) == 3000
    assert time.perf_counter() - begun < 5


def test_limits_decide_where_a_turn_ends() -> None:
    """A court that edits the table gets turns as the table says, and seconds stand nowhere else."""
    turns = [spoken_turn("原告请求归还借款", 0.0), spoken_turn("并支付利息", 3.0)]
    gap = turns[1].start - turns[0].end
    near = replace(merge_limits(), join=gap + 0.1)
    assert len(merge(turns, near)) == 1
    assert len(merge(turns, replace(near, join=gap - 0.1))) == 2
