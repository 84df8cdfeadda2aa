"""Words in a paper, page by page: over line breaks, over page breaks, slice by slice."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from workbench.kernel import search
from workbench.papers.layers import squash
from workbench.papers.spans import Span

AROUND = 14
"""Characters of a snippet before and after the words."""


@dataclass(frozen=True)
class Found:
    """Where words stand.

    Attributes:
        spans: one, or two where the words go on on the next page.
        before, words, after: a snippet in one line.
    """

    spans: tuple[Span, ...]
    before: str
    words: str
    after: str

    @property
    def page(self) -> int:
        """Number of the page on which the words begin."""
        return self.spans[0].page


def find(texts: Iterable[tuple[int, str]], query: str) -> Iterator[list[Found]]:
    """Yield the places of each page, after each page, so that the caller may pause between them.

    Args:
        texts: number and text of the pages, in order.
        query: words; spaces and line breaks between Chinese characters do not count.
    """
    wanted = squash(query.strip())[0]
    if not wanted:
        return
    compact = _compact(wanted)
    before: tuple[int, str] | None = None
    for number, text in texts:
        found = list(_across(before, (number, text), wanted)) if before else []
        # Most pages hold nothing: that is seen at once, without counting characters.
        if compact in _compact(text):
            found += _within(number, text, wanted)
        yield found
        before = (number, text)


def _compact(text: str) -> str:
    return search.fold("".join(text.split()))


def _within(number: int, text: str, wanted: str) -> Iterator[Found]:
    folded, places = squash(text)
    at = folded.find(wanted)
    while at >= 0:
        start, end = places[at], places[at + len(wanted) - 1] + 1
        yield Found((Span(number, start, end),), *_snippet(text, start, end))
        at = folded.find(wanted, at + len(wanted))


def _across(first: tuple[int, str], second: tuple[int, str], wanted: str) -> Iterator[Found]:
    """Yield the place where words begin on one page and end on the next."""
    (page, text), (following, head) = first, second
    reach = 3 * len(wanted) + AROUND
    skipped = max(0, len(text.rstrip()) - reach)
    tail, tail_places = squash(text.rstrip()[skipped:])
    lead = len(head) - len(head.lstrip())
    start, start_places = squash(head.lstrip()[:reach])
    for length in range(len(wanted) - 1, 0, -1):
        if tail.endswith(wanted[:length]) and start.startswith(wanted[length:]):
            begins = skipped + tail_places[len(tail) - length]
            ends = lead + start_places[len(wanted) - length - 1] + 1
            spans = (Span(page, begins, len(text.rstrip())), Span(following, lead, ends))
            words = text[begins:].strip() + head[:ends].strip()
            yield Found(
                spans,
                _line(text[max(0, begins - AROUND) : begins]),
                _line(words),
                _line(head[ends : ends + AROUND]),
            )
            return


def _snippet(text: str, start: int, end: int) -> tuple[str, str, str]:
    return (
        _line(text[max(0, start - AROUND) : start]),
        _line(text[start:end]),
        _line(text[end : end + AROUND]),
    )


def _line(text: str) -> str:
    return "".join(" " if character.isspace() else character for character in text)
