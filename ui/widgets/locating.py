"""Finds places in a paper's text: words that are searched, and anchors of other versions."""

from collections.abc import Sequence

from workbench.kernel.anchor import Anchor
from workbench.papers.layers import anchor_of, squash
from workbench.papers.model import Page, TextLayer

MOST_HITS = 1000


def find_words(layer: TextLayer, query: str) -> list[Anchor]:
    """Return where words stand, passing over the line breaks and spaces between them."""
    wanted = squash(query.strip())[0]
    hits: list[Anchor] = []
    if not wanted:
        return hits
    for page in layer.pages:
        folded, places = squash(page.text)
        found = folded.find(wanted)
        while found >= 0 and len(hits) < MOST_HITS:
            start, end = places[found], places[found + len(wanted) - 1] + 1
            hits.append(anchor_of(layer.document, layer.version, page, start, end))
            found = folded.find(wanted, found + len(wanted))
    return hits


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


def doubtful(page: Page, below: float) -> Sequence[tuple[str, Anchor, float]]:
    """Return the lines of a page that were read with a confidence below a figure."""
    rows = []
    for segment in page.segments:
        text = page.text[segment.start : segment.end].strip()
        if segment.confidence < below and text:
            place = anchor_of("", 0, page, segment.start, segment.end)
            rows.append((text, place, segment.confidence))
    return rows
