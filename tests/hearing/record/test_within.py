"""Words of a turn that opens several stages stand in the record under the right heads."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.hearing.record.materials import TEMPLATES, material
from tests.hearing.record.transcripts import turns_of
from workbench.hearing.model import Layer, Procedure
from workbench.hearing.record.draft import Options, draft
from workbench.hearing.record.stages import StageFound, find_stages
from workbench.hearing.record.within import parts_of

CIVIL = TEMPLATES.of(Procedure.CIVIL)


def heads(script: str, procedure: Procedure = Procedure.CIVIL) -> list[tuple[str, list[str]]]:
    made = draft(material(script, procedure), Options(layer=Layer.VERBATIM))
    return [(part.stage, [line.text for line in part.lines]) for part in made.sections]


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        (
            "现在开庭。今天公开开庭审理本案。根据法律规定，当事人享有若干权利。是否申请回避？",
            [
                ("opening", ["现在开庭。今天公开开庭审理本案。"]),
                ("rights", ["根据法律规定，当事人享有若干权利。是否申请回避？"]),
            ],
        ),
        (
            "现在开庭。依法公开开庭审理本案，由审判员周七戊独任审理，书记员钱十辛担任记录。",
            [
                ("opening", ["现在开庭。依法公开开庭审理本案，"]),
                ("rights", ["由审判员周七戊独任审理，书记员钱十辛担任记录。"]),
            ],
        ),
        (
            "争议焦点为：一、本金；二、利息。各方有无异议？没有的，现在进行举证质证，由原告举证。",
            [
                ("focus", ["争议焦点为：一、本金；二、利息。各方有无异议？"]),
                ("evidence", ["没有的，现在进行举证质证，由原告举证。"]),
            ],
        ),
        (
            "现在开庭公开审理本案各方是否申请回避",
            [("rights", ["现在开庭公开审理本案各方是否申请回避"])],
        ),
    ],
)
def test_the_words_are_parted_where_the_next_stage_begins(
    said: str, expected: list[tuple[str, list[str]]]
) -> None:
    assert heads(f"审判长：{said}")[: len(expected)] == expected


def test_what_the_court_says_before_it_goes_on_stays_with_the_stage_before() -> None:
    script = """
审判长：现在进行举证质证，由原告举证。
原告：出示证据一：借条。
审判长：证据一双方没有争议，法庭予以确认。法庭调查结束，现在进行法庭辩论。
原告：应当还款。
"""
    assert heads(script) == [
        (
            "evidence",
            [
                "现在进行举证质证，由原告举证。",
                "出示证据一：借条。",
                "证据一双方没有争议，法庭予以确认。",
            ],
        ),
        ("debate", ["法庭调查结束，现在进行法庭辩论。", "应当还款。"]),
    ]


def test_a_short_word_before_a_prompt_and_a_question_of_several_sentences_stay_whole() -> None:
    script = """
审判长：现在核对当事人身份。原告？
原告：张三甲。
审判长：当事人在诉讼中有提供证据等若干权利。是否申请回避？
原告：不申请回避。
审判长：好。现在进行法庭调查。
"""
    assert [texts[0] for _, texts in heads(script)] == [
        "现在核对当事人身份。原告？",
        "当事人在诉讼中有提供证据等若干权利。是否申请回避？",
        "好。现在进行法庭调查。",
    ]


def test_the_transcript_itself_is_not_cut() -> None:
    held = material("审判长：现在开庭。是否申请回避？")
    assert [turn.verbatim for turn in held.turns] == ["现在开庭。是否申请回避？"]
    parts = draft(held, Options()).sections
    assert [part.lines[0].turns for part in parts] == [("t0000",), ("t0000",)]
    assert draft(held, Options()).turns == 1


def test_words_that_the_cleaned_layer_does_not_have_leave_the_turn_whole() -> None:
    (turn,) = turns_of("审判长：现在开庭。是否申请回避？")
    found = find_stages([turn], CIVIL)
    assert parts_of("按人改写的文字。另一句。", found, goes_on=False) == (
        ("rights", "按人改写的文字。另一句。"),
    )


TEXT = st.text(st.sampled_from("现在开庭是否申请回避。，；？ 嗯法庭辩论调查结束进行"), max_size=40)
WORDS = st.sampled_from(["现在开庭", "是否申请回避", "进行法庭辩论", "调查结束"])


@given(TEXT, st.lists(WORDS, min_size=1, max_size=4), st.booleans())
def test_no_word_is_lost_or_moved(text: str, words: list[str], goes_on: bool) -> None:
    opened = [StageFound(f"s{n}", "t", "t", (word,)) for n, word in enumerate(words)]
    parts = parts_of(text, opened, goes_on)
    assert "".join(part for _, part in parts).replace(" ", "") == text.replace(" ", "")
    keys = [key for key, _ in parts]
    assert keys[-1] == opened[-1].stage
    assert [key for key in keys if key is not None] == sorted(filter(None, keys))
