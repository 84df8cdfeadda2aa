"""Which way up a page lies, from the boxes of its lines and a trial reading of a few of them.

Text detection finds the lines of a page on its side or on its head just as well as those of an
upright one (measured: the same 27 of 27 lines in all four positions), so the page is detected
once. The long sides of the boxes tell upright or upside down from lying on a side; reading a few
lines both ways tells the rest: right way up the model's confidence is .99 on the average, wrong
way up .2 to .5.

A quad is an array ``(4, 2)`` of pixel corners: top left, top right, bottom right, bottom left as
they lie in the picture. All rotations are degrees clockwise.
"""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Quads = NDArray[Any]
    Pixels = NDArray[Any]
    Reading = Callable[[list[Pixels]], list[tuple[str, float]]]

ELONGATED = 1.5
"""A box at least this many times longer than broad shows the direction of its line."""

_FIRST_LINES = 4
_TRIAL_LINES = 8
_TRIAL_LENGTH = 10
_CLEAR = 0.85
_POOR = 0.6
_ENOUGH_CHARACTERS = 10


def lengths(quads: "Quads") -> "tuple[NDArray[Any], NDArray[Any]]":
    """Return width and height in pixels of each quad of an array ``(n, 4, 2)``."""
    import numpy as np

    corners = np.asarray(quads, dtype=np.float64)
    top = np.linalg.norm(corners[:, 1] - corners[:, 0], axis=1)
    bottom = np.linalg.norm(corners[:, 2] - corners[:, 3], axis=1)
    left = np.linalg.norm(corners[:, 3] - corners[:, 0], axis=1)
    right = np.linalg.norm(corners[:, 2] - corners[:, 1], axis=1)
    return (top + bottom) / 2, (left + right) / 2


def name_corners(quads: "Quads") -> "Quads":
    """Order the corners of each quad so that the first edge is its top, running to the right.

    A long line that stands almost upright but leans comes out of text detection with corners
    named as if it were lying: its two lower corners are both left of the upper ones.
    """
    import numpy as np

    corners = np.asarray(quads, dtype=np.float32).copy()
    for index, quad in enumerate(corners):
        ordered, (x, y) = quad, quad.T
        if (x * np.roll(y, -1) - np.roll(x, -1) * y).sum() < 0:
            ordered = quad[::-1]
        edges = np.roll(ordered, -1, axis=0) - ordered
        rightward = edges[:, 0] / np.maximum(np.linalg.norm(edges, axis=1), 1e-6)
        corners[index] = np.roll(ordered, -int(rightward.argmax()), axis=0)
    return corners


def lies_on_side(quads: "Quads") -> bool:
    """Say whether most of the length of text runs from top to bottom."""
    if not len(quads):
        return False
    width, height = lengths(quads)
    upright = width[width >= ELONGATED * height].sum()
    sideways = height[height >= ELONGATED * width].sum()
    return bool(sideways > upright)


def tilt(quads: "Quads") -> float:
    """Return the median slope of the long lines of an upright page, in degrees, down is positive.

    Short lines do not count: the slope of a single character is noise. Without any long line
    the slope is 0.
    """
    import numpy as np

    if not len(quads):
        return 0.0
    corners = np.asarray(quads, dtype=np.float64)
    width, height = lengths(corners)
    along = ((corners[:, 1] - corners[:, 0]) + (corners[:, 2] - corners[:, 3]))[width >= 4 * height]
    if not len(along):
        return 0.0
    return float(np.median(np.degrees(np.arctan2(along[:, 1], along[:, 0]))))


def turn_quads(quads: "Quads", rotation: int, width: int, height: int) -> "Quads":
    """Turn quads together with their picture.

    Args:
        quads: ``(n, 4, 2)``.
        rotation: 0, 90, 180 or 270.
        width, height: size in pixels of the picture before it is turned.

    Returns:
        the same lines in the turned picture, corners again in the order of a quad.
    """
    import numpy as np

    turned = np.asarray(quads, dtype=np.float32).copy()
    for _ in range(rotation // 90):
        turned = np.stack([height - turned[..., 1], turned[..., 0]], axis=-1)
        # What was the bottom left corner is the top left one now.
        turned = np.roll(turned, 1, axis=1)
        width, height = height, width
    return turned


def turn_pixels(pixels: "Pixels", rotation: int) -> "Pixels":
    """Turn a picture ``(height, width, channels)`` clockwise by 0, 90, 180 or 270 degrees."""
    import numpy as np

    return np.ascontiguousarray(np.rot90(pixels, -(rotation // 90)))


def direction(crops: "list[Pixels]", read: "Reading") -> tuple[bool, float]:
    """Decide whether lines stand on their heads.

    Args:
        crops: pictures of lines, lying; the longest are tried, cut to ten times their height.
        read: reads pictures of lines, giving text and confidence for each.

    Returns:
        whether they must be turned by 180 degrees, and the mean confidence of the better way.
    """
    trial = [_start(crop) for crop in sorted(crops, key=lambda c: -c.shape[1] / c.shape[0])]
    trial = trial[:_TRIAL_LINES]
    first = read(trial[:_FIRST_LINES])
    if _mean(first) >= _CLEAR and _han(first) >= _ENOUGH_CHARACTERS:
        return False, _mean(first)
    straight = _mean(first + read(trial[_FIRST_LINES:]))
    flipped = _mean(read([turn_pixels(crop, 180) for crop in trial]))
    return flipped > straight, max(straight, flipped)


def is_poor(confidence: float) -> bool:
    """Say whether a trial reading was so bad that the other axis deserves a try."""
    return confidence < _POOR


def _start(crop: "Pixels") -> "Pixels":
    return crop[:, : crop.shape[0] * _TRIAL_LENGTH]


def _mean(readings: list[tuple[str, float]]) -> float:
    return sum(confidence for _, confidence in readings) / max(len(readings), 1)


def _han(readings: list[tuple[str, float]]) -> int:
    return sum("\u4e00" <= char <= "\u9fff" for text, _ in readings for char in text)
