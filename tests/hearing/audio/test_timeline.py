"""Frames are counted, rough time stamps brought back to whole frames, and holes told."""

from hypothesis import given
from hypothesis import strategies as st

from workbench.hearing.audio.timeline import MISSING, DamageLog, Lattice, Timeline
from workbench.hearing.model import Damage


@given(
    first=st.integers(1, 1152),
    length=st.sampled_from([576, 960, 1024, 1152]),
    number=st.integers(0, 10**6),
    wrong=st.floats(-40, 40),
)
def test_a_rough_time_stamp_gives_the_true_frame(
    first: int, length: int, number: int, wrong: float
) -> None:
    place = first + number * length
    assert Lattice(first, length).snap(place + wrong, 44.1) == place


def test_a_frame_off_the_lattice_stands_where_it_says() -> None:
    assert Lattice(1000, 1000).snap(2500, 20) == 2500
    assert Lattice(1000, 0).snap(2500.4, 20) == 2500


def test_jitter_is_no_gap_and_a_hole_is_one() -> None:
    time = Timeline(1000, expected=5000)
    assert time.gap(None) == 0
    assert time.gap(5002) == 0
    assert time.gap(5050) == 50
    assert not time.is_hole(50)
    assert time.is_hole(time.gap(9000))
    assert time.gap(4950) == -50


def test_a_clock_that_was_set_anew_makes_no_hole() -> None:
    time = Timeline(1000, expected=5000)
    assert time.gap(10) == 0
    time.expected += 100
    assert time.gap(110) == 0
    assert time.gap(10**12) == 0
    time.expected += 100
    assert time.gap(10**12 + 100) == 0


def test_damages_that_nearly_touch_are_one() -> None:
    log = DamageLog()
    log.add(1.0, 1.0, "坏")
    log.add(1.5, 3.0, MISSING)
    assert log.ready(3.5) == []
    log.add(9.0, 9.5, MISSING)
    assert log.ready(9.6) == [Damage(1.0, 3.0, "坏")]
    log.add(9.7, 9.8, "断")
    assert log.ready() == [Damage(9.0, 9.8, "断")]
    assert log.ready() == []
