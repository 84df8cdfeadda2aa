"""Words keep their time in a text that people corrected."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.hearing.model import Turn, Word
from workbench.hearing.uncertain import uncertain
from workbench.hearing.word_places import place_at, second_at, word_places

HEARD = ("原告", "请求", "被告", "偿还", "借款")


def words(parts: tuple[str, ...] = HEARD, unsure: tuple[str, ...] = ()) -> tuple[Word, ...]:
    return tuple(Word(n, n + 0.8, p, 0.2 if p in unsure else 0.9) for n, p in enumerate(parts))


def turn(text: str = "", **more: object) -> Turn:
    heard = "".join(HEARD)
    base = Turn("t", "h", "r", -1, 0.0, 5.0, heard, words(), text or heard, engine="e")
    return base.__class__(**{**base.__dict__, **more})


def test_punctuation_between_words_moves_nothing() -> None:
    found = word_places(words(), "原告请求：被告，偿还借款。")
    assert [(one.start, one.end) for one in found] == [(0, 2), (2, 4), (5, 7), (8, 10), (10, 12)]


def test_a_replaced_word_is_left_out_and_the_others_keep_their_time() -> None:
    text = "原告申请被告偿还借款"
    found = word_places(words(), text)
    assert [text[one.start : one.end] for one in found if one.begins != 1] == [
        "原告",
        "被告",
        "偿还",
        "借款",
    ]
    assert next(one.begins for one in found if text[one.start : one.end] == "被告") == 2


@given(st.text(max_size=60), st.lists(st.text(min_size=1, max_size=4), max_size=12))
def test_places_lie_in_the_text_whatever_was_typed(text: str, parts: list[str]) -> None:
    for one in word_places(words(tuple(parts)), text):
        assert 0 <= one.start < one.end <= len(text)


@given(st.text(max_size=40), st.integers(0, 40))
def test_the_second_lies_in_the_turn(text: str, place: int) -> None:
    assert 0.0 <= second_at(turn(), text, min(place, len(text))) <= 5.0


def test_the_second_of_a_place_is_that_of_its_word() -> None:
    assert second_at(turn(), "原告请求被告偿还借款", 4) == pytest.approx(2.0)
    assert second_at(turn(), "原告请求被告偿还借款", 0) == 0.0
    assert second_at(turn(), "原告请求被告偿还借款", 10) == pytest.approx(4.8)


def test_the_word_that_sounds() -> None:
    found = word_places(words(), "".join(HEARD))
    there = place_at(found, 2.5)
    assert there is not None
    assert (there.start, there.end) == (4, 6)
    assert place_at(found, 2.9) is None


def test_unsure_words_that_touch_are_one_place_and_say_why() -> None:
    one = turn(words=words(unsure=("被告", "偿还")))
    (found,) = uncertain(one, one.verbatim)
    assert (found.said, found.second, found.why) == ("被告偿还", 2, "把握 20%")


def test_notes_and_overlap_are_listed_for_the_whole_turn() -> None:
    one = turn(notes=("可能漏听",), overlap=True)
    assert [found.why for found in uncertain(one, one.verbatim)] == [
        "可能漏听",
        "与他人同时发言，可能漏字或串话",
    ]


def test_what_a_person_corrected_is_no_longer_listed() -> None:
    one = turn(words=words(unsure=("被告",)), corrected=True, overlap=True)
    assert uncertain(one, one.verbatim) == ()
