"""New words keep the places of the old ones; what a person changed counts as checked."""

from hypothesis import given
from hypothesis import strategies as st

from workbench.kernel.anchor import Box
from workbench.papers.model import Page, Segment
from workbench.papers.retexting import checked, retext

TEXT = st.text(alphabet="甲乙丙丁12 \n", max_size=40)


def page(*lines: str, confidence: float = 0.7) -> Page:
    """Return a page with one segment a line, each a twentieth of the page below the other."""
    segments, place = [], 0
    for row, line in enumerate(lines):
        if line:
            box = Box(0.1, row * 0.05, 0.1 + 0.02 * len(line), row * 0.05 + 0.04)
            segments.append(Segment(place, place + len(line), box, confidence))
        place += len(line) + 1
    return Page(1, "\n".join(lines), "ocr", segments=tuple(segments))


def words(made: Page) -> list[str]:
    """Return the words of each segment."""
    return [made.text[one.start : one.end] for one in made.segments]


def test_a_corrected_line_keeps_its_box_and_the_others_their_confidence() -> None:
    before = page("原告张三申", "被告李四乙", "借款十万元")
    after = retext(before, "原告张三甲\n被告李四乙\n借款十万元")
    assert words(after) == ["原告张三甲", "被告李四乙", "借款十万元"]
    assert [one.box for one in after.segments] == [one.box for one in before.segments]
    assert [one.confidence for one in after.segments] == [1.0, 0.7, 0.7]
    assert [one.checked for one in after.segments] == [True, False, False]


def test_a_line_may_grow_at_either_end_or_become_another() -> None:
    before = page("甲乙", "丙丁", "一二")
    for line in ("前甲乙", "甲乙后", "完全不同的文字"):
        after = retext(before, f"{line}\n丙丁\n一二")
        assert words(after) == [line, "丙丁", "一二"]
        assert [one.box for one in after.segments] == [one.box for one in before.segments]
    assert words(retext(before, "甲乙\n前丙丁后\n一二")) == ["甲乙", "前丙丁后", "一二"]


def test_a_removed_line_takes_its_place_with_it() -> None:
    before = page("甲乙", "章印乱码", "丙丁")
    after = retext(before, "甲乙\n丙丁")
    assert words(after) == ["甲乙", "丙丁"]
    assert [one.box for one in after.segments] == [
        before.segments[0].box,
        before.segments[2].box,
    ]
    assert [one.checked for one in after.segments] == [False, False]


def test_a_new_line_has_no_place_and_takes_none_from_others() -> None:
    before = page("甲乙", "丙丁")
    after = retext(before, "甲乙\n新的一行\n丙丁")
    assert words(after) == ["甲乙", "丙丁"]
    assert [one.box for one in after.segments] == [one.box for one in before.segments]


def test_a_line_that_is_divided_has_two_places() -> None:
    before = page("甲甲甲甲乙乙乙乙")
    after = retext(before, "甲甲甲甲\n乙乙乙乙")
    assert words(after) == ["甲甲甲甲", "乙乙乙乙"]
    first, second = (one.box for one in after.segments)
    assert first.x0 == 0.1
    assert abs(first.x1 - second.x0) < 1e-9
    assert abs(second.x1 - before.segments[0].box.x1) < 1e-9


def test_a_page_that_was_never_read_becomes_a_page_typed_by_hand() -> None:
    after = retext(Page(3, "", needs_ocr=True, width=595, height=842), "手写的便条")
    assert (after.source, after.needs_ocr, after.segments) == ("person", False, ())
    assert (after.width, after.number) == (595, 3)


def test_a_line_compared_with_the_picture_is_marked() -> None:
    after = checked(page("甲乙", "丙丁"), 3, 5)
    assert [(one.checked, one.confidence) for one in after.segments] == [(False, 0.7), (True, 1.0)]


@given(TEXT, TEXT)
def test_places_stay_in_order_and_within_the_text(old: str, new: str) -> None:
    after = retext(page(*old.split("\n")), new)
    assert after.text == new
    place = 0
    for one in after.segments:
        assert place <= one.start < one.end <= len(new)
        assert "\n" not in new[one.start : one.end]
        place = one.end


@given(st.lists(st.text(alphabet="甲乙丙丁", min_size=1, max_size=8), min_size=1, max_size=6))
def test_the_same_text_changes_nothing(lines: list[str]) -> None:
    before = page(*lines)
    assert retext(before, before.text) is before
