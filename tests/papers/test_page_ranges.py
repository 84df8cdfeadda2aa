"""Page ranges as people type them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.kernel.errors import UserError
from workbench.papers.page_ranges import parse_ranges


@pytest.mark.parametrize(
    ("text", "pages"),
    [
        ("", [1, 2, 3, 4, 5, 6]),
        ("3", [3]),
        ("1-3,5", [1, 2, 3, 5]),
        ("5、1至2，2", [1, 2, 5]),
        ("2—4 6", [2, 3, 4, 6]),
    ],
)
def test_ranges(text: str, pages: list[int]) -> None:
    assert parse_ranges(text, 6) == pages


@pytest.mark.parametrize("text", ["0", "7", "3-1", "2-9", "一", "1--2", "-3"])
def test_what_is_no_range_is_refused(text: str) -> None:
    with pytest.raises(UserError, match="没有打印"):
        parse_ranges(text, 6)


@given(st.sets(st.integers(1, 30), min_size=1))
def test_single_pages_come_back(pages: set[int]) -> None:
    assert parse_ranges(",".join(map(str, pages)), 30) == sorted(pages)
