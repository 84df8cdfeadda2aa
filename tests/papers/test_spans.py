"""From points on the page to characters and back: a selection copies what the layer holds."""

from hypothesis import given
from hypothesis import strategies as st

from workbench.kernel.anchor import Box
from workbench.papers.layers import boxes
from workbench.papers.model import Page, Segment
from workbench.papers.spans import (
    Span,
    line_of,
    moved,
    offset_at,
    segment_at,
    spans_between,
    word_of,
)

LINE = st.text(alphabet="原告被借款元0123456789（）。", min_size=1, max_size=30)
LINES = st.lists(LINE, min_size=1, max_size=12)


def page(lines: list[str], number: int = 1) -> Page:
    """Return a page with a segment a line."""
    segments, place = [], 0
    for row, line in enumerate(lines):
        box = Box(0.1, 0.05 + row * 0.06, 0.1 + 0.025 * len(line), 0.09 + row * 0.06)
        segments.append(Segment(place, place + len(line), box))
        place += len(line) + 1
    return Page(number, "\n".join(lines), segments=tuple(segments))


@given(LINES, st.data())
def test_dragging_over_the_boxes_of_a_span_selects_exactly_it(
    lines: list[str], data: st.DataObject
) -> None:
    shown = page(lines)
    start = data.draw(st.integers(0, len(shown.text) - 1))
    end = data.draw(st.integers(start + 1, len(shown.text)))
    covered = boxes(shown, start, end)
    if not covered:
        return
    first, last = covered[0], covered[-1]
    begins = offset_at(shown, first.x0, (first.y0 + first.y1) / 2)
    ends = offset_at(shown, last.x1, (last.y0 + last.y1) / 2)
    assert begins is not None
    assert ends is not None
    spans = spans_between((1, ends), (1, begins), lambda number: len(shown.text))
    got = "".join(shown.text[span.start : span.end] for span in spans)
    # A break at either end has no box, so that no mouse can reach it.
    assert got == shown.text[start:end].strip("\n")


@given(LINES, st.floats(-1, 2), st.floats(-1, 2))
def test_every_point_leads_into_the_text(lines: list[str], x: float, y: float) -> None:
    shown = page(lines)
    offset = offset_at(shown, x, y)
    assert offset is not None
    assert 0 <= offset <= len(shown.text)


def test_a_page_without_places_has_nothing_to_select() -> None:
    assert offset_at(Page(1, "甲乙"), 0.5, 0.5) is None
    assert segment_at(page(["甲乙"]), 0.9, 0.9) is None


def test_a_selection_over_pages_has_whole_pages_in_the_middle() -> None:
    spans = spans_between((3, 2), (1, 4), lambda number: 10)
    assert spans == (Span(1, 4, 10), Span(2, 0, 10), Span(3, 0, 2))
    assert spans_between((1, 4), (1, 4), lambda number: 10) == ()


def test_a_word_is_a_figure_or_what_the_dictionary_says() -> None:
    shown = page(["借款120,000元，被告", "甲"])

    def cut(text: str) -> list[str]:
        return ["借款", *text[2:-2], "被告"]

    def word(character: float) -> str:
        span = word_of(shown, 0.1 + 0.025 * (character + 0.5), 0.07, cut)
        assert span is not None
        return shown.text[span.start : span.end]

    assert [word(at) for at in (0, 4, 9, 11)] == ["借款", "120,000", "元", "被告"]
    assert word_of(shown, 0.9, 0.9, cut) is None


def test_keys_walk_by_character_and_line() -> None:
    shown = page(["一二三四", "五六", "七八九十"])
    assert line_of(shown, 5) == Span(1, 5, 7)
    assert moved(shown, 3, "down") == 7
    assert moved(shown, 10, "up") == 7
    assert moved(shown, 8, "up") == 5
    assert moved(shown, 1, "up") == 0
    assert moved(shown, 9, "down") == len(shown.text)
    assert (moved(shown, 0, "left"), moved(shown, 1, "right")) == (0, 2)
    assert (moved(shown, 6, "home"), moved(shown, 6, "end")) == (5, 7)


def test_a_line_that_runs_down_is_taken_as_a_whole() -> None:
    shown = Page(1, "竖排文字", segments=(Segment(0, 4, Box(0.5, 0.1, 0.53, 0.5)),))
    assert (offset_at(shown, 0.51, 0.15), offset_at(shown, 0.51, 0.45)) == (0, 4)
