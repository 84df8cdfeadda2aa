"""The recordings of a hearing as one stretch of time."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.hearing.model import Damage, Recording, Turn
from workbench.hearing.timeline import Timeline, clock, read_clock, where


def recording(key: str, seconds: float, position: int, gap: float = 0.0) -> Recording:
    return Recording(key, "h", position, key, "", 0, "wav", "pcm", 16000, 1, seconds, gap=gap)


ORDER = (recording("b", 50.0, 1, gap=10.0), recording("a", 100.0, 0))


def test_recordings_come_by_position_each_after_its_gap() -> None:
    line = Timeline.of(ORDER)
    assert [(s.recording.id, s.start, s.end) for s in line.spans] == [
        ("a", 0.0, 100.0),
        ("b", 110.0, 160.0),
    ]
    assert line.seconds == 160.0
    assert line.gaps() == ((100.0, 110.0),)


@pytest.mark.parametrize(
    ("second", "found"), [(0.0, "a"), (99.9, "a"), (100.0, "b"), (105.0, "b"), (159.0, "b")]
)
def test_a_gap_belongs_to_what_follows(second: float, found: str) -> None:
    span = Timeline.of(ORDER).at(second)
    assert span is not None
    assert span.recording.id == found


def test_nothing_sounds_after_the_end() -> None:
    assert Timeline.of(ORDER).at(160.0) is None
    assert Timeline().at(0.0) is None


def test_times_of_a_turn_are_those_of_the_hearing() -> None:
    turn = Turn("t", "h", "b", -1, 5.0, 7.0, "")
    assert Timeline.of(ORDER).times(turn) == (115.0, 117.0)


@pytest.mark.parametrize(
    ("second", "tenths", "words"),
    [
        (0.0, False, "00:00:00"),
        (3723.9, False, "01:02:03"),
        (3723.96, True, "01:02:04.0"),
        (59.94, True, "00:00:59.9"),
        (-1.0, False, "00:00:00"),
    ],
)
def test_clock(second: float, tenths: bool, words: str) -> None:
    assert clock(second, tenths) == words


def test_a_stretch_is_cut_at_the_recordings() -> None:
    line = Timeline.of(ORDER)
    found = [(one.id, start, end) for one, start, end in line.stretches(90.0, 115.0)]
    assert found == [("a", 90.0, 100.0), ("b", 0.0, 5.0)]
    assert line.stretches(101.0, 109.0) == ()


@given(st.integers(0, 35_999_999))
def test_a_time_that_is_shown_is_read_as_it_was(tenths: int) -> None:
    assert read_clock(clock(tenths / 10, tenths=True)) == pytest.approx(tenths / 10)


@pytest.mark.parametrize(
    ("words", "second"),
    [
        (" 01:02:03.4 ", 3723.4),
        ("１：０２：０３。４", 3723.4),
        ("62:03.25", 3723.25),
        ("75", 75.0),
        ("0:00:05.", 5.0),
        ("", None),
        ("1:60:00", None),
        ("1:02:60", None),
        ("62:61", None),
        ("-1", None),
        ("1:-2:03", None),
        ("一分", None),
        ("1:2:3:4", None),
        ("٣", None),
    ],
)
def test_times_as_people_type_them(words: str, second: float | None) -> None:
    assert read_clock(words) == (None if second is None else pytest.approx(second))


@given(st.text(max_size=12))
def test_whatever_is_typed_is_a_time_or_none(words: str) -> None:
    found = read_clock(words)
    assert found is None or found >= 0


def test_a_place_shorter_than_a_second_is_one_place() -> None:
    assert where(Damage(11.2, 11.9, "损坏")) == "00:00:11 处"
    assert where(Damage(11.2, 73.0, "损坏")) == "00:00:11 至 00:01:13"
