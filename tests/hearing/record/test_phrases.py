"""Phrases in speech that a machine wrote down, and characters that sound alike."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.hearing.record.phrases import bare, find, without_doubles
from workbench.hearing.record.sounds import alike

PHRASES = ["现在休庭", "现在进行法庭调查", "进行法庭调解", "是否申请回避", "诉讼权利和义务"]


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("庭", "停", True),
        ("庭", "休", False),
        ("判", "盼", True),
        ("质", "智", True),
        ("质", "字", True),
        ("证", "真", True),
        ("独", "担", False),
        ("A", "A", False),
        ("庭", "，", False),
        ("龘", "龘", False),
    ],
)
def test_characters_that_sound_alike(one: str, other: str, same: bool) -> None:
    assert alike(one, other) is same


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("好，现在休庭。", ["现在休庭"]),
        ("那个现在休停吧", ["现在休停"]),
        ("现在开庭", []),
        ("是否申请回必", ["是否申请回必"]),
        ("现在进行法庭调查", ["现在进行法庭调查"]),
        ("", []),
    ],
)
def test_a_phrase_is_found_despite_wrong_characters_that_sound_alike(
    text: str, found: list[str]
) -> None:
    heard = without_doubles(find(bare(text), PHRASES))
    assert [one.words for one in heard] == found


@given(st.text(alphabet="现在休停庭进行法调查解是否申请回避，。嗯 ", max_size=60))
def test_what_is_found_stands_where_it_says(text: str) -> None:
    plain = bare(text)
    for one in find(plain, PHRASES):
        assert plain[one.start : one.end] == one.words
        assert one.errors <= len(one.phrase) // 4
    for phrase in PHRASES:
        if phrase in plain:
            assert any(one.phrase == phrase and not one.errors for one in find(plain, PHRASES))


def test_a_long_turn_takes_no_longer_than_a_blink() -> None:
    text = "原告陈述的事实和理由与起诉状一致进行法庭之外的协商" * 400
    begun = time.perf_counter()
    find(text, PHRASES * 20)
    assert time.perf_counter() - begun < 1.0
