"""Rows from the top, columns one after the other, tables row by row."""

from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.engines.reading_order import reading_order, reading_rows


def quad(x0: float, y0: float, x1: float, y1: float) -> list[list[float]]:
    return [[x0, y0], [x1, y0], [x1, y1], [x0, y1]]


def leaning(quads: Any, degrees: float) -> Any:
    angle = np.radians(degrees)
    turn = np.array([[np.cos(angle), np.sin(angle)], [-np.sin(angle), np.cos(angle)]])
    return quads @ turn


ROWS = np.array([quad(100, y, 900, y + 30) for y in (300, 100, 200, 400)], dtype=float)
COLUMNS = np.array(
    [quad(100, 20, 900, 60)]
    + [quad(x, y, x + 370, y + 30) for y in range(100, 600, 50) for x in (100, 530)]
    + [quad(100, 620, 900, 650)]
    + [quad(x, y, x + 370, y + 30) for y in range(700, 900, 50) for x in (100, 530)],
    dtype=float,
)
TABLE = np.array(
    [
        quad(x, y, x + width, y + 30)
        for y in range(100, 600, 50)
        for x, width in ((100, 60), (400, 150 + y % 100), (800, 90))
    ],
    dtype=float,
)


def test_rows_go_down() -> None:
    assert reading_order(ROWS) == [1, 2, 0, 3]
    assert reading_order(np.empty((0, 4, 2))) == []


@pytest.mark.parametrize("slope", [-5.0, 0.0, 5.0])
def test_columns_are_read_one_after_the_other_between_headings(slope: float) -> None:
    upper_left, upper_right = list(range(1, 21, 2)), list(range(2, 21, 2))
    lower_left, lower_right = list(range(22, 30, 2)), list(range(23, 30, 2))
    expected = [0, *upper_left, *upper_right, 21, *lower_left, *lower_right]
    assert reading_order(leaning(COLUMNS, slope), slope) == expected


@pytest.mark.parametrize("slope", [-5.0, 0.0, 5.0])
def test_tables_are_read_row_by_row(slope: float) -> None:
    assert reading_order(leaning(TABLE, slope), slope) == list(range(30))
    assert [len(row) for row in reading_rows(leaning(TABLE, slope), slope)] == [3] * 10


def test_three_columns() -> None:
    quads = np.array(
        [quad(x, y, x + 260, y + 30) for y in range(100, 600, 50) for x in (50, 350, 650)],
        dtype=float,
    )
    expected = [*range(0, 30, 3), *range(1, 30, 3), *range(2, 30, 3)]
    assert reading_order(quads) == expected


def test_lines_above_one_another_are_never_one_row() -> None:
    close = np.array([quad(100, 100, 500, 140), quad(100, 115, 500, 155)], dtype=float)
    assert reading_rows(close) == [[0], [1]]


@given(
    st.lists(
        st.tuples(
            st.integers(0, 900), st.integers(0, 900), st.integers(5, 600), st.integers(5, 60)
        ),
        max_size=40,
    ),
    st.floats(-5, 5),
)
def test_every_line_is_read_once(boxes: list[tuple[int, int, int, int]], slope: float) -> None:
    quads = np.array([quad(x, y, x + w, y + h) for x, y, w, h in boxes], dtype=float)
    assert sorted(reading_order(quads.reshape(-1, 4, 2), slope)) == list(range(len(boxes)))
