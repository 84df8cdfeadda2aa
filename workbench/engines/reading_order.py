"""In which order the lines of a page are read.

Rows go from the top down and from left to right inside a row, which is right for running text,
tables, forms and receipts. Only where a clear gutter parts two bodies of running text are the
columns read one after the other. Running text is told from the cells of a table by its lines:
most of them fill their column.
"""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from numpy.typing import NDArray

_COLUMN_LINES = 4
_FILLED = 0.85
_FILLED_SHARE = 0.55
_SPANNING = 0.6
_MIDDLE = (0.2, 0.8)


def reading_order(quads: "NDArray[Any]", slope: float = 0.0) -> list[int]:
    """Return the indices of the lines in reading order.

    Args:
        quads: ``(n, 4, 2)`` corners in pixels of the lines of an upright page.
        slope: degrees by which the lines fall to the right; rows and columns are looked for
            on the page without it.
    """
    return [index for row in reading_rows(quads, slope) for index in row]


def reading_rows(quads: "NDArray[Any]", slope: float = 0.0) -> list[list[int]]:
    """Return the indices of the lines row by row; see :func:`reading_order`."""
    import numpy as np

    if not len(quads):
        return []
    angle = np.radians(slope)
    level = np.array([[np.cos(angle), -np.sin(angle)], [np.sin(angle), np.cos(angle)]])
    corners = np.asarray(quads, dtype=np.float64) @ level
    boxes = np.concatenate([corners.min(axis=1), corners.max(axis=1)], axis=1)
    return _blocks(boxes, list(range(len(boxes))))


def _blocks(boxes: "NDArray[Any]", indices: list[int]) -> list[list[int]]:
    """Order lines of ``boxes`` (``(n, 4)``: x0, y0, x1, y1), splitting columns where there are."""
    gutter = _gutter(boxes[indices])
    if gutter is None:
        return _rows(boxes, indices)
    left = [i for i in indices if boxes[i, 2] <= gutter]
    right = [i for i in indices if boxes[i, 0] >= gutter]
    if not (_is_prose(boxes[left]) and _is_prose(boxes[right])):
        return _rows(boxes, indices)
    spanning = sorted(set(indices) - set(left) - set(right), key=lambda i: float(boxes[i, 1]))
    rows: list[list[int]] = []
    # A heading across both columns closes what stands above it.
    for line in [*spanning, None]:
        end = _middle(boxes[line]) if line is not None else float("inf")
        for column in (left, right):
            above = [i for i in column if _middle(boxes[i]) < end]
            rows += _blocks(boxes, above) if above else []
        left, right = ([i for i in column if _middle(boxes[i]) >= end] for column in (left, right))
        rows += [[line]] if line is not None else []
    return rows


def _middle(box: "NDArray[Any]") -> float:
    """Return the height at which the middle of a box stands."""
    return float(box[1] + box[3]) / 2


def _gutter(boxes: "NDArray[Any]") -> float | None:
    """Return the middle of the broadest gap that only spanning lines cross, or None."""
    import numpy as np

    if len(boxes) < 2 * _COLUMN_LINES:
        return None
    start, end = boxes[:, 0].min(), boxes[:, 2].max()
    extent = end - start
    narrow = boxes[boxes[:, 2] - boxes[:, 0] < _SPANNING * extent]
    reach, best, place = start, 0.0, None
    for x0, x1 in narrow[np.argsort(narrow[:, 0])][:, [0, 2]]:
        middle = (reach + x0) / 2
        if x0 - reach > best and _MIDDLE[0] < (middle - start) / extent < _MIDDLE[1]:
            best, place = float(x0 - reach), float(middle)
        reach = max(reach, x1)
    height = float(np.median(boxes[:, 3] - boxes[:, 1]))
    return place if best >= 0.5 * height else None


def _is_prose(boxes: "NDArray[Any]") -> bool:
    """Say whether lines look like a column of running text: enough of them, mostly filled."""
    if len(boxes) < _COLUMN_LINES:
        return False
    gutter = _gutter(boxes)
    if gutter is not None:
        # Several columns side by side are prose if each of them is.
        left, right = boxes[boxes[:, 2] <= gutter], boxes[boxes[:, 0] >= gutter]
        return _is_prose(left) and _is_prose(right)
    width = boxes[:, 2] - boxes[:, 0]
    extent = boxes[:, 2].max() - boxes[:, 0].min()
    height = (boxes[:, 3] - boxes[:, 1]).mean()
    filled = (width >= _FILLED * extent).mean()
    return bool(extent >= 6 * height and filled >= _FILLED_SHARE)


def _rows(boxes: "NDArray[Any]", indices: list[int]) -> list[list[int]]:
    """Group lines whose middles stand at one height, to half a line."""
    rows: list[list[int]] = []
    for index in sorted(indices, key=lambda i: _middle(boxes[i])):
        if rows and _same_row(boxes, rows[-1], index):
            rows[-1].append(index)
        else:
            rows.append([index])
    return [sorted(row, key=lambda i: float(boxes[i, 0])) for row in rows]


def _same_row(boxes: "NDArray[Any]", row: list[int], index: int) -> bool:
    middle = sum(_middle(boxes[i]) for i in row) / len(row)
    lowest = min(float(boxes[i, 3] - boxes[i, 1]) for i in [*row, index])
    # Two boxes above one another are two rows, however close they stand.
    beside = all(
        boxes[i, 2] <= boxes[index, 0] + lowest or boxes[index, 2] <= boxes[i, 0] + lowest
        for i in row
    )
    return beside and _middle(boxes[index]) - middle < 0.5 * lowest
