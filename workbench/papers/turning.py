"""Pages turned by hand: where the places of a page stand after a quarter turn."""

from dataclasses import replace

from workbench.kernel.anchor import Box
from workbench.papers.model import Segment


def turned_segments(segments: tuple[Segment, ...], degrees: int) -> tuple[Segment, ...]:
    """Return places of text after their page was turned clockwise by a multiple of 90 degrees."""
    if degrees % 360 == 0:
        return segments
    return tuple(replace(one, box=turned_box(one.box, degrees)) for one in segments)


def turned_box(box: Box, degrees: int) -> Box:
    """Return a rectangle after its page was turned clockwise by a multiple of 90 degrees."""
    match degrees % 360:
        case 90:
            return Box(1 - box.y1, box.x0, 1 - box.y0, box.x1)
        case 180:
            return Box(1 - box.x1, 1 - box.y1, 1 - box.x0, 1 - box.y0)
        case 270:
            return Box(box.y0, 1 - box.x1, box.y1, 1 - box.x0)
    return box
