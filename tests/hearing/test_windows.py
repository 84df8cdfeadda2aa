"""Stretches share windows, and what was heard in them goes back to its place in the recording."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.engines.protocols import Heard, HeardWord
from workbench.hearing.windows import GAP, LONGEST, Piece, Window, pack, unpack


@st.composite
def stretches(draw: st.DrawFn) -> list[tuple[float, float]]:
    found, now = [], 0.0
    for silence, length in draw(
        st.lists(st.tuples(st.floats(0.01, 100), st.floats(0.1, LONGEST)), max_size=30)
    ):
        found.append((now + silence, now + silence + length))
        now += silence + length
    return found


@given(stretches(), st.booleans())
def test_every_stretch_lies_in_one_window_in_order(
    given_stretches: list[tuple[float, float]], one: bool
) -> None:
    windows = pack(given_stretches, one_stretch=one)
    pieces = [piece for window in windows for piece in window.pieces]
    assert [(piece.start, piece.end) for piece in pieces] == given_stretches
    for window in windows:
        assert window.length <= LONGEST + 1e-6
        assert not one or len(window.pieces) == 1
        assert window.pieces[0].at == 0
        for before, after in zip(window.pieces, window.pieces[1:], strict=False):
            assert after.at - before.until == pytest.approx(GAP)


@given(stretches().filter(bool))
def test_times_go_there_and_back(given_stretches: list[tuple[float, float]]) -> None:
    for window in pack(given_stretches):
        for number, piece in enumerate(window.pieces):
            for share in (0.0, 0.3, 1.0):
                second = piece.start + share * (piece.end - piece.start)
                inside = piece.at + second - piece.start
                assert window.original(inside, number) == pytest.approx(second)
                assert window.piece_at(piece.at + 0.5 * (piece.end - piece.start)) == number


WINDOW = Window((Piece(100.0, 102.0, 0.0), Piece(200.0, 203.0, 2.4)))


def word(start: float, end: float, text: str) -> HeardWord:
    return HeardWord(start, end, text, 0.9)


def test_a_segment_over_two_stretches_is_cut_between_words() -> None:
    words = (
        word(0.1, 0.5, "原告"),
        word(1.0, 1.9, "陈述"),
        word(2.5, 3.0, "我"),
        word(3, 5, "没有"),
    )
    first, second = unpack(WINDOW, [Heard(0.0, 5.0, "原告陈述我没有", words)])
    assert [(one.text, one.start, one.end) for one in first] == [("原告陈述", 100.1, 101.9)]
    assert [one.text for one in second] == ["我没有"]
    assert second[0].start == pytest.approx(200.1)
    assert second[0].words[-1].end == pytest.approx(202.6)


def test_words_beyond_a_stretch_are_brought_into_it() -> None:
    heard = Heard(1.0, 2.3, "是", (word(1.5, 2.35, "是"),))
    first, second = unpack(WINDOW, [heard])
    assert second == ()
    assert first[0].words[0].end == 102.0
    assert first[0].end == 102.0


def test_without_words_a_segment_stays_whole() -> None:
    first, second = unpack(WINDOW, [Heard(1.5, 5.0, "现在开庭")])
    assert first == ()
    assert second[0].text == "现在开庭"
    assert second[0].start == 200.0


@given(
    st.lists(
        st.tuples(st.floats(0, 30), st.floats(0, 2), st.text("一二三四", min_size=1, max_size=3)),
        min_size=1,
        max_size=40,
    ),
    stretches().filter(bool),
)
def test_no_word_is_lost_and_times_stay_inside(
    spoken: list[tuple[float, float, str]], given_stretches: list[tuple[float, float]]
) -> None:
    window = pack(given_stretches)[0]
    spoken.sort()
    words = tuple(word(start, start + length, text) for start, length, text in spoken)
    text = "".join(one.text for one in words)
    parts = unpack(window, [Heard(words[0].start, words[-1].end, text, words)])
    assert "".join(one.text for part in parts for one in part) == text
    for piece, part in zip(window.pieces, parts, strict=True):
        for one in part:
            assert piece.start <= one.start <= one.end <= piece.end
            assert all(piece.start <= w.start <= w.end <= piece.end for w in one.words)
