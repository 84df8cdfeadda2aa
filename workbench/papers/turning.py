"""Pages turned by hand: what a page and its places look like after a quarter turn."""

from dataclasses import replace

from workbench.kernel.anchor import Box
from workbench.papers.model import Page


def turned(page: Page, degrees: int) -> Page:
    """Return a page turned clockwise, with its places turned along.

    Args:
        page: as it stands; boxes are fractions of the upright page.
        degrees: a multiple of 90.
    """
    degrees %= 360
    if degrees == 0:
        return page
    sideways = degrees in (90, 270)
    return replace(
        page,
        rotation=(page.rotation + degrees) % 360,
        width=page.height if sideways else page.width,
        height=page.width if sideways else page.height,
        segments=tuple(replace(s, box=turned_box(s.box, degrees)) for s in page.segments),
    )


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
