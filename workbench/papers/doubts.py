"""Lines that OCR read with doubt, page by page."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from workbench.papers.model import Page
from workbench.papers.spans import Span

DOUBT = 0.85
"""Lines below this confidence of the OCR model are listed; above it they may be wrong too."""


@dataclass(frozen=True)
class Doubt:
    """A doubtful line: where it stands, its words, the model's confidence."""

    span: Span
    words: str
    confidence: float


def doubts_of(page: Page, below: float = DOUBT) -> list[Doubt]:
    """Return the doubtful lines of a page that no person has checked."""
    found = []
    for segment in page.segments:
        words = page.text[segment.start : segment.end].strip()
        if segment.confidence < below and words and not segment.checked:
            span = Span(page.number, segment.start, segment.end)
            found.append(Doubt(span, words, segment.confidence))
    return found


def doubts(pages: Iterable[Page | None]) -> Iterator[tuple[int, list[Doubt]]]:
    """Yield number and doubtful lines of each page."""
    for page in pages:
        if page is not None:
            yield page.number, doubts_of(page)


def beside(known: Iterable[Doubt], page: int, offset: int, step: int) -> Doubt | None:
    """Return the next (+1) or previous (-1) doubtful line from a place; round at the ends."""
    ordered = sorted(known, key=lambda doubt: (doubt.span.page, doubt.span.start))
    if not ordered:
        return None
    if step < 0:
        before = [d for d in ordered if (d.span.page, d.span.start) < (page, offset)]
        return (before or ordered)[-1]
    after = [d for d in ordered if (d.span.page, d.span.start) > (page, offset)]
    return (after or ordered)[0]
