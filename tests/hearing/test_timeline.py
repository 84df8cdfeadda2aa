"""The recordings of a hearing as one stretch of time."""

import pytest

from workbench.hearing.model import Recording, Turn
from workbench.hearing.timeline import Timeline, clock


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
