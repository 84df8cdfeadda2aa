"""Copies and series."""

from hypothesis import given
from hypothesis import strategies as st

from tests.law.precedents import samples
from tests.law.precedents.build import packed, precedent
from workbench.law.precedents.likeness import differing, digest, sketch
from workbench.law.precedents.shelf import SERIES
from workbench.law.precedents.twins import NEAR


def test_blanks_and_marks_do_not_change_the_digest() -> None:
    text = samples.CIVIL_FIRST
    assert digest(text) == digest(text.replace("，", ",").replace("\n", "  "))
    assert digest(text) != digest(text.replace("120,000", "130,000"))


def test_masked_names_hardly_change_the_sketch() -> None:
    masked = samples.CRIMINAL.replace("戚六丑", "戚某某").replace("谢七寅", "谢某×")
    assert differing(sketch(samples.CRIMINAL), sketch(masked)) <= 2 * NEAR
    assert differing(sketch(samples.CRIMINAL), sketch(samples.CIVIL_FIRST)) > 16


def test_a_series_needs_the_same_organisation() -> None:
    one = packed(samples.CIVIL_FIRST, "a")
    fellow = packed(samples.CIVIL_FIRST.replace("王五丙", "林九丁").replace("90017", "90018"), "b")
    other = packed(samples.CIVIL_FIRST.replace("示例甲小额贷款", "示例丙小额贷款"), "c")
    assert one.precedent.series == fellow.precedent.series
    assert differing(one.series_sketch, fellow.series_sketch) <= SERIES
    assert one.precedent.series != other.precedent.series


def test_no_series_between_people() -> None:
    assert precedent(samples.ENFORCEMENT).series == ""


@given(st.text(max_size=300))
def test_sketches_are_64_bits_of_any_text(text: str) -> None:
    assert 0 <= sketch(text) < 1 << 64
    assert sketch(text) == sketch(text)
