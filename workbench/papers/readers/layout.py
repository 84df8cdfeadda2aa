"""From placed runs of text to the lines of a page and their segments."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from workbench.kernel.anchor import Box
from workbench.papers.model import Page, Segment


@dataclass(frozen=True)
class Run:
    """A run of characters and its rectangle, in points from the page's top left."""

    text: str
    x0: float
    y0: float
    x1: float
    y1: float


@dataclass(frozen=True)
class Line:
    """A run and the direction in which it is read, as a vector on the page (x right, y down)."""

    run: Run
    direction: tuple[float, float] = (1.0, 0.0)


def page_of(number: int, lines: Sequence[Line], size: tuple[float, float]) -> Page:
    """Build a page from lines in the order of the file.

    Lines that follow each other at one height become one line of text, with tabs between: so
    the cells of a table row stay together. A page read sideways is turned upright.

    Args:
        number: of the page, from 1.
        lines: in reading order.
        size: width and height of the page in points.
    """
    rotation = _rotation(lines)
    width, height = size
    runs = [_turned(line.run, rotation, size) for line in lines]
    if rotation in (90, 270):
        width, height = height, width
    text, segments = "", []
    last: Run | None = None
    for run in runs:
        shown = run.text.strip()
        if last is not None:
            text += "\t" if _same_row(last, run) else "\n"
        segments.append(Segment(len(text), len(text) + len(shown), _box(run, width, height)))
        text += shown
        last = run
    return Page(
        number, text, segments=tuple(segments), rotation=rotation, width=width, height=height
    )


def _rotation(lines: Sequence[Line]) -> int:
    """Return the clockwise turn after which most characters run from left to right."""
    votes: Counter[int] = Counter()
    for line in lines:
        x, y = line.direction
        upwards = 90 if y < 0 else 270
        votes[(0 if x > 0 else 180) if abs(x) >= abs(y) else upwards] += len(line.run.text)
    return votes.most_common(1)[0][0] if votes else 0


def _turned(run: Run, rotation: int, size: tuple[float, float]) -> Run:
    width, height = size
    if rotation == 90:
        return Run(run.text, height - run.y1, run.x0, height - run.y0, run.x1)
    if rotation == 180:
        return Run(run.text, width - run.x1, height - run.y1, width - run.x0, height - run.y0)
    if rotation == 270:
        return Run(run.text, run.y0, width - run.x1, run.y1, width - run.x0)
    return run


def _same_row(before: Run, after: Run) -> bool:
    overlap = min(before.y1, after.y1) - max(before.y0, after.y0)
    lower = min(before.y1 - before.y0, after.y1 - after.y0)
    return lower > 0 and overlap > 0.6 * lower and after.x0 >= before.x1 - 1


def _box(run: Run, width: float, height: float) -> Box:
    def inside(value: float, whole: float) -> float:
        return min(1.0, max(0.0, value / whole)) if whole else 0.0

    return Box(
        inside(run.x0, width), inside(run.y0, height), inside(run.x1, width), inside(run.y1, height)
    )
