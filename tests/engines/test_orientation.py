"""Turning boxes and pictures, and deciding which way up."""

from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.engines import orientation

SIZE = (400, 300)
LINE = np.array([[[50, 20], [350, 20], [350, 50], [50, 50]]], dtype=np.float32)


@pytest.mark.parametrize("rotation", [0, 90, 180, 270])
def test_quads_turn_with_their_picture(rotation: int) -> None:
    width, height = SIZE
    pixels = np.full((height, width, 3), 255, dtype=np.uint8)
    pixels[20:50, 50:350] = 0
    turned = orientation.turn_pixels(pixels, rotation)
    quad = orientation.turn_quads(LINE, rotation, width, height)[0]
    rows, columns = np.nonzero(turned[:, :, 0] == 0)
    assert quad.min(axis=0).tolist() == [columns.min(), rows.min()]
    assert quad.max(axis=0).tolist() == [columns.max() + 1, rows.max() + 1]
    assert orientation.lies_on_side(quad[np.newaxis]) == (rotation in {90, 270})
    # The first corner is the one at the top left of the turned picture.
    assert quad[0].tolist() == quad.min(axis=0).tolist()


@given(st.sampled_from([0, 90, 180, 270]))
def test_turning_round_gives_the_same_place(rotation: int) -> None:
    width, height = SIZE
    there = orientation.turn_quads(LINE, rotation, width, height)
    if rotation in {90, 270}:
        width, height = height, width
    back = orientation.turn_quads(there, -rotation % 360, width, height)
    # Corners are named by where they lie, so a whole turn renames none.
    assert back.tolist() == LINE.tolist()


@pytest.mark.parametrize("slope", [-4.0, 0.0, 3.0])
def test_tilt_is_the_slope_of_long_lines(slope: float) -> None:
    angle = np.radians(slope)
    turn = np.array([[np.cos(angle), np.sin(angle)], [-np.sin(angle), np.cos(angle)]])
    short = np.array([[[0, 0], [30, 9], [30, 39], [0, 30]]], dtype=float)
    quads = np.concatenate([LINE @ turn, (LINE + 100) @ turn, short])
    assert orientation.tilt(quads) == pytest.approx(slope, abs=0.01)


@given(st.floats(-40, 40), st.booleans(), st.integers(0, 3), st.booleans())
def test_corners_are_named_by_where_they_lie(
    lean: float, tall: bool, first: int, backwards: bool
) -> None:
    width, height = (30, 900) if tall else (900, 30)
    quad = np.array([[0, 0], [width, 0], [width, height], [0, height]], dtype=float)
    angle = np.radians(lean)
    turn = np.array([[np.cos(angle), np.sin(angle)], [-np.sin(angle), np.cos(angle)]])
    right = quad @ turn
    shuffled = np.roll(right, first, axis=0)
    given_quad = shuffled[::-1] if backwards else shuffled
    named = orientation.name_corners(given_quad[np.newaxis])
    assert named[0] == pytest.approx(right, abs=0.01)
    assert orientation.lies_on_side(named) == tall


def test_no_lines_no_opinion() -> None:
    none = np.empty((0, 4, 2))
    assert orientation.tilt(none) == 0.0
    assert not orientation.lies_on_side(none)


class Reader:
    """Reads dark-on-the-left as text; counts what it was given."""

    def __init__(self) -> None:
        self.given = 0

    def __call__(self, crops: list[Any]) -> list[tuple[str, float]]:
        self.given += len(crops)
        return [("民法" * 5, 0.99) if crop[0, 0, 0] == 0 else ("一", 0.3) for crop in crops]


def crop(*, upside_down: bool) -> Any:
    pixels = np.full((20, 150, 3), 255, dtype=np.uint8)
    pixels[:, :75] = 0
    return orientation.turn_pixels(pixels, 180) if upside_down else pixels


def test_a_clear_page_is_tried_one_way_on_few_lines() -> None:
    reader = Reader()
    flip, confidence = orientation.direction([crop(upside_down=False)] * 30, reader)
    assert not flip
    assert confidence == pytest.approx(0.99)
    assert reader.given == 4


def test_a_page_on_its_head_is_found() -> None:
    reader = Reader()
    flip, confidence = orientation.direction([crop(upside_down=True)] * 30, reader)
    assert flip
    assert confidence == pytest.approx(0.99)
    assert reader.given == 16


def test_bad_readings_are_called_poor() -> None:
    _, confidence = orientation.direction(
        [crop(upside_down=False)], lambda crops: [("", 0.2)] * len(crops)
    )
    assert orientation.is_poor(confidence)
