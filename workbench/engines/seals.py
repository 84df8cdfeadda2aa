"""Takes red seals off the text below them.

A round seal over a line of text breaks the line's box and its characters. Seal ink is red and
transparent: in the red channel of the picture it is as bright as paper, and black print below it
stays black. Only inside a seal the picture is replaced by its red channel, so that red headings
of official letters stay. The words of the seal itself are lost to reading: they stand on an arc
and the model reads them as single characters in no order.
"""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Pixels = NDArray[Any]

_REDNESS = 50
_SIZES = (0.1, 0.4)
"""Diameter of a seal as a share of the short side: 2 to 8 cm on A4, larger is no seal."""

_LIFT = (5, 4)
"""Seal ink is not quite as bright as paper (about 217 of 255): brighten by a quarter."""

_WORK_SIDE = 960


def without_seals(pixels: "Pixels") -> "Pixels":
    """Return the picture without its round (or square) red seals.

    Args:
        pixels: ``(height, width, 3)`` bytes, blue, green, red; not changed.
    """
    import numpy as np

    boxes = seals(pixels)
    if not boxes:
        return pixels
    result = pixels.copy()
    for x0, y0, x1, y1 in boxes:
        lifted = pixels[y0:y1, x0:x1, 2:3].astype(np.uint16) * _LIFT[0] // _LIFT[1]
        result[y0:y1, x0:x1] = np.minimum(lifted, 255)
    return result


def seals(pixels: "Pixels") -> list[tuple[int, int, int, int]]:
    """Return the rectangles (x0, y0, x1, y1) in pixels around seals."""
    import cv2
    import numpy as np

    height, width = pixels.shape[:2]
    scale = min(1.0, _WORK_SIDE / max(height, width))
    size = (max(1, round(width * scale)), max(1, round(height * scale)))
    small = cv2.resize(pixels, size, interpolation=cv2.INTER_AREA)
    ink = cv2.morphologyEx(
        _red(small).astype(np.uint8), cv2.MORPH_CLOSE, np.ones((5, 5), dtype=np.uint8)
    )
    _, _, stats, _ = cv2.connectedComponentsWithStats(ink)
    short = min(size)
    found = []
    for x, y, w, h, _area in stats[1:].tolist():
        sized = _SIZES[0] * short <= min(w, h) and max(w, h) <= _SIZES[1] * short
        if sized and max(w, h) <= 1.3 * min(w, h):
            corners = (x - 3, y - 3, x + w + 3, y + h + 3)
            x0, y0, x1, y1 = (max(0, round(corner / scale)) for corner in corners)
            found.append((x0, y0, x1, y1))
    return found


def _red(pixels: "Pixels") -> "Pixels":
    """Return where the ink is red: a mask ``(height, width)``."""
    import numpy as np

    blue, green, red = (pixels[:, :, i].astype(np.int16) for i in range(3))
    return red - np.maximum(blue, green) > _REDNESS
