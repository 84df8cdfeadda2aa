"""Finds places of other versions again in a paper's text."""

from workbench.kernel.anchor import Anchor
from workbench.papers.layers import anchor_of
from workbench.papers.model import Page, TextLayer


def relocate(layer: TextLayer, anchor: Anchor) -> Anchor | None:
    """Return an anchor's place in this version of the text.

    The quoted words are looked for where they stood, then nearest to it on the same page, then
    on the other pages; ``None`` where this version does not hold them.
    """
    same = [page for page in layer.pages if page.number == anchor.page]
    others = [page for page in layer.pages if page.number != anchor.page]
    for page in [*same, *others]:
        start = _nearest(page, anchor)
        if start is not None:
            end = start + len(anchor.quoted)
            return anchor_of(layer.document, layer.version, page, start, end)
    return None


def stands(page: Page, version: int, anchor: Anchor) -> bool:
    """Say whether an anchor's words stand where it says in this version of its page.

    A version is corrected in place as long as one sitting lasts, so that its number alone does
    not tell.
    """
    words = page.text[anchor.start : anchor.end]
    return anchor.layer == version and (not anchor.quoted or words == anchor.quoted)


def _nearest(page: Page, anchor: Anchor) -> int | None:
    quoted = anchor.quoted
    if not quoted:
        return None
    if page.text[anchor.start : anchor.end] == quoted:
        return anchor.start
    places, found = [], page.text.find(quoted)
    while found >= 0:
        places.append(found)
        found = page.text.find(quoted, found + 1)
    return min(places, key=lambda place: abs(place - anchor.start), default=None)
