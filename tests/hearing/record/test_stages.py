"""Stages of invented hearings, one a procedure, and one that a machine wrote down badly."""

import random
from dataclasses import replace
from itertools import pairwise

import pytest

from tests.hearing.record import transcripts
from tests.hearing.record.transcripts import turns_of
from workbench.hearing.model import Procedure, RoleBasis, Turn
from workbench.hearing.record.shelf import Templates
from workbench.hearing.record.stages import (
    Ear,
    StageFound,
    find_stages,
    said_at,
    stage_of,
    without,
)

TEMPLATES = Templates.load()
CIVIL = TEMPLATES.of(Procedure.CIVIL)


def begins(found: tuple[StageFound, ...]) -> list[tuple[str, int]]:
    return [(one.stage, int(one.first_turn[1:])) for one in found]


@pytest.mark.parametrize(
    ("script", "procedure", "expected"),
    [
        (
            transcripts.CIVIL,
            Procedure.CIVIL,
            [
                *(("preparation", 0), ("opening", 1), ("identity", 2), ("rights", 8)),
                *(("statements", 15), ("focus", 19), ("evidence", 22), ("questions", 30)),
                *(("debate", 33), ("last", 36), ("mediation", 40), ("closing", 43)),
                ("signing", 44),
            ],
        ),
        (
            transcripts.SIMPLIFIED,
            Procedure.SIMPLIFIED,
            [
                *(("opening", 0), ("identity", 1), ("rights", 4), ("statements", 7)),
                *(("evidence", 11), ("last", 15), ("mediation", 18), ("closing", 21)),
                ("signing", 21),
            ],
        ),
        (
            transcripts.CRIMINAL,
            Procedure.CRIMINAL,
            [
                *(("preparation", 0), ("opening", 1), ("rights", 3), ("plea", 7)),
                *(("indictment", 9), ("questions", 13), ("evidence", 16), ("debate", 25)),
                *(("last", 30), ("closing", 32), ("signing", 32)),
            ],
        ),
        (
            transcripts.ADMINISTRATIVE,
            Procedure.ADMINISTRATIVE,
            [
                *(("preparation", 0), ("opening", 1), ("identity", 2), ("rights", 5)),
                *(("statements", 8), ("focus", 11), ("evidence", 14), ("debate", 18)),
                *(("last", 21), ("closing", 25), ("signing", 25)),
            ],
        ),
        (
            transcripts.MESSY,
            Procedure.CIVIL,
            [
                *(("preparation", 0), ("opening", 1), ("identity", 2), ("rights", 5)),
                *(("statements", 8), ("focus", 12), ("evidence", 14), ("debate", 17)),
                *(("last", 20), ("closing", 23)),
            ],
        ),
    ],
)
def test_stages_begin_where_the_court_opens_them(
    script: str, procedure: Procedure, expected: list[tuple[str, int]]
) -> None:
    found = find_stages(turns_of(script), TEMPLATES.of(procedure))
    assert begins(found) == expected
    assert all(one.in_order and one.because and not one.moved for one in found)


def test_spans_cover_all_turns_from_the_first_stage_on() -> None:
    turns = turns_of("？：大家好，声音听得见吗\n" + transcripts.CIVIL.strip())
    found = find_stages(turns, CIVIL)
    keys = stage_of(found, turns)
    assert keys["t0000"] == ""
    assert all(keys[turn.id] for turn in turns[1:])
    ids = [turn.id for turn in turns]
    ends = [(ids.index(one.first_turn), ids.index(one.last_turn)) for one in found]
    assert all(
        after[0] == before[1] + 1 or after[0] == before[1] == before[0]
        for before, after in pairwise(ends)
    )
    assert ends[-1][1] == len(turns) - 1


def test_what_a_party_says_opens_no_stage() -> None:
    script = """
审判长：现在进行法庭调查，由原告陈述诉讼请求。
原告：在进入法庭辩论之前，我请求休庭，法庭调查结束了吗？
审判长：没有结束，请继续陈述。
"""
    assert begins(find_stages(turns_of(script), CIVIL)) == [("statements", 0)]


def test_a_guess_of_the_speaker_neither_opens_nor_hinders() -> None:
    turns = [
        replace(turn, role="原告", basis=RoleBasis.PROMPT)
        for turn in turns_of("？：现在进行法庭辩论，由原告发表辩论意见\n？：应当还钱")
    ]
    assert begins(find_stages(turns, CIVIL)) == [("debate", 0)]


def test_a_missing_stage_leaves_the_others_in_their_place() -> None:
    lines = [line for line in transcripts.CIVIL.strip().splitlines() if "辩论" not in line]
    found = find_stages(turns_of("\n".join(lines)), CIVIL)
    keys = [one.stage for one in found]
    assert "debate" not in keys
    assert keys.index("evidence") < keys.index("last") < keys.index("closing")


def test_a_return_to_the_inquiry_is_found_and_said_to_be_out_of_order() -> None:
    script = """
审判长：现在进行法庭调查，由原告陈述诉讼请求。
原告：请求还款。
审判长：现在进行举证质证，由原告举证。
原告：出示证据一：借条。
审判长：法庭调查结束，现在进行法庭辩论。
原告：应当还款。
审判长：因有新的证据，恢复法庭调查。
原告：提交证据二：录音。
审判长：现在继续进行法庭辩论。
被告：不同意。
审判长：法庭辩论终结，原告的最后意见？
原告：坚持。
"""
    found = find_stages(turns_of(script), CIVIL)
    assert begins(found) == [
        *(("statements", 0), ("evidence", 2), ("debate", 4), ("statements", 6)),
        *(("debate", 8), ("last", 10)),
    ]
    assert [one.in_order for one in found] == [True, True, True, False, True, True]


def test_a_border_set_by_hand_stands_and_one_taken_away_stays_away() -> None:
    turns = turns_of(transcripts.CIVIL)
    found = find_stages(turns, CIVIL, {"t0025": "questions", "t0030": ""})
    starts = begins(found)
    assert ("questions", 25) in starts
    assert ("questions", 30) not in starts
    assert [one.moved for one in found if one.first_turn == "t0025"] == [True]
    assert ("debate", 33) in starts


def test_a_border_of_a_turn_that_is_gone_is_passed_over() -> None:
    turns = turns_of(transcripts.CIVIL)
    assert find_stages(turns, CIVIL, {"gone": "debate"}) == find_stages(turns, CIVIL)


def test_stages_opened_in_one_breath_are_all_heard() -> None:
    script = "审判长：现在开庭，公开开庭审理本案，本案组成合议庭，现在核对当事人，是否申请回避？"
    said = said_at(turns_of(script), Ear(CIVIL))
    assert {"opening", "identity", "rights"} <= set(said)


ONE_BREATH = """
审判长：现在开庭。今天公开开庭审理本案。各方的诉讼权利和义务是否清楚？是否申请回避？
原告：清楚，不申请回避。
审判长：现在休庭，定期宣判。请各方阅读笔录后签名。
"""


def test_one_turn_begins_all_stages_that_it_opens() -> None:
    found = find_stages(turns_of(ONE_BREATH), CIVIL)
    assert begins(found) == [("opening", 0), ("rights", 0), ("closing", 2), ("signing", 2)]
    assert [one.last_turn for one in found] == ["t0000", "t0001", "t0002", "t0002"]


def test_of_several_stages_in_one_turn_each_can_be_taken_away_alone() -> None:
    turns = turns_of(ONE_BREATH)
    opening, rights, *_ = found = find_stages(turns, CIVIL)
    for gone, left in ((opening, "rights"), (rights, "opening")):
        border = without(found, gone)
        after = find_stages(turns, CIVIL, {"t0000": border})
        assert begins(after)[0] == (left, 0)
        assert gone.stage not in {one.stage for one in after}
    script = ONE_BREATH.replace("各方的", "现在核对当事人身份，各方的")
    three = find_stages(turns_of(script), CIVIL)
    assert [one.stage for one in three[:3]] == ["opening", "identity", "rights"]
    border = without(three, three[1])
    after = find_stages(turns_of(script), CIVIL, {"t0000": border})
    assert begins(after)[:2] == [("opening", 0), ("rights", 0)]


def test_no_turns_no_stages() -> None:
    assert find_stages([], CIVIL) == ()
    silent = [replace(turn, verbatim="", heard="") for turn in turns_of("？：嗯")]
    assert find_stages(silent, CIVIL) == ()


def test_wrong_characters_that_sound_alike_do_not_move_borders() -> None:
    """Every sixth character of the court becomes one that sounds alike, ten times over."""
    alike = {"庭": "停", "判": "盼", "质": "智", "调": "掉", "辩": "变", "证": "正", "进": "近"}
    expected = [key for key, _ in begins(find_stages(turns_of(transcripts.CIVIL), CIVIL))]
    chance = random.Random(7)

    def spoiled(turn: Turn) -> Turn:
        text = "".join(
            alike[sign] if sign in alike and chance.random() < 1 / 6 else sign
            for sign in turn.verbatim
        )
        return replace(turn, verbatim=text, heard=text)

    for _ in range(10):
        found = find_stages([spoiled(turn) for turn in turns_of(transcripts.CIVIL)], CIVIL)
        kept = [key for key in expected if key in {one.stage for one in found}]
        assert len(kept) >= len(expected) - 1
        assert [one.stage for one in found] == kept


def test_court_rises_in_two_characters_but_not_for_a_break() -> None:
    script = """
审判长：现在进行法庭调查，由原告陈述诉讼请求。
原告：请求还款。
审判长：休庭十分钟。
审判长：现在继续开庭，进行法庭辩论。
原告：应当还款。
审判长：好，今天的庭到这里，闭庭。
"""
    starts = begins(find_stages(turns_of(script), CIVIL))
    assert ("closing", 5) in starts
    assert ("closing", 2) not in starts
