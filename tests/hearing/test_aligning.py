"""Times follow a corrected text."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.support.hearings import words_of
from workbench.hearing.aligning import divide, moment_at, pieces, place_in, spoken
from workbench.hearing.model import Word

TEXTS = st.text(alphabet="甲乙丙丁1a，。", max_size=40)
HEARD = (
    Word(1.0, 1.4, "被告", 0.9),
    Word(1.5, 1.9, "还了", 0.8),
    Word(2.5, 3.5, "10000", 0.7),
    Word(3.5, 3.7, "元", 0.9),
)


def test_an_untouched_text_has_the_words_that_were_heard() -> None:
    assert spoken("被告还了10000元", HEARD) == HEARD


def test_what_is_put_in_lies_between_its_neighbours() -> None:
    words = spoken("被告已经还了10000元。", HEARD)
    assert [(w.text, w.start, w.end) for w in words] == [
        ("被告", 1.0, 1.4),
        ("已经", 1.4, 1.5),
        ("还了", 1.5, 1.9),
        ("10000", 2.5, 3.5),
        ("元", 3.5, 3.7),
        ("。", 3.7, 3.7),
    ]


def test_what_is_replaced_keeps_the_time_of_what_it_replaces() -> None:
    words = spoken("被告还了一万元", HEARD)
    assert Word(2.5, 3.5, "一万", 1.0) in words


def test_without_words_there_are_no_times() -> None:
    assert spoken("甲乙", ()) == ()
    assert moment_at((), 1) is None


@given(TEXTS, TEXTS)
def test_the_words_joined_are_the_text_and_times_never_go_back(heard: str, text: str) -> None:
    words = spoken(text, words_of(heard, 10.0, 20.0))
    if heard and text:
        assert "".join(word.text for word in words) == text
    times = [time for word in words for time in (word.start, word.end)]
    assert times == sorted(times)
    assert all(10.0 <= time <= 20.0 + 1e-9 for time in times)


@given(TEXTS, TEXTS)
def test_pieces_cover_both_texts(source: str, target: str) -> None:
    found = pieces(source, target)
    assert "".join(source[p.start : p.end] for p in found) == source
    assert "".join(target[p.into : p.until] for p in found) == target
    assert all(source[p.start : p.end] == target[p.into : p.until] for p in found if p.same)


@given(TEXTS, TEXTS, st.data())
def test_places_keep_their_order(source: str, target: str, data: st.DataObject) -> None:
    places = sorted(data.draw(st.lists(st.integers(0, len(source)), max_size=5)))
    found = [place_in(source, target, place) for place in places]
    assert found == sorted(found)
    assert all(0 <= place <= len(target) for place in found)
    assert place_in(source, source, len(source) // 2) == len(source) // 2


@given(TEXTS, st.data())
def test_parted_words_are_the_whole(text: str, data: st.DataObject) -> None:
    words = words_of(text, 0.0, 4.0)
    place = data.draw(st.integers(0, len(text)))
    one, two = divide(words, place)
    assert "".join(w.text for w in one) == text[:place]
    assert "".join(w.text for w in two) == text[place:]


@pytest.mark.parametrize(("place", "second"), [(0, 1.0), (2, 1.5), (5, 2.7), (10, 3.7)])
def test_a_character_has_its_moment(place: int, second: float) -> None:
    assert moment_at(HEARD, place) == pytest.approx(second)
