"""Parts of a heard segment taken out, with the words and times that belong to them."""

import re
from collections.abc import Sequence
from dataclasses import replace

from workbench.engines.protocols import Heard, HeardWord

_HAN = "[\u3400-\u9fff]"
_CLAUSE = re.compile(rf".+?(?:[，。？！；、!?;]+\s*|(?<={_HAN})\s+(?={_HAN})|$)", re.DOTALL)


def without(heard: Heard, spans: Sequence[tuple[int, int]]) -> Heard:
    """Return a segment without some characters of its text, and without their words.

    Begin and end are those of the words that are left; without words they stay.
    """
    gone = [any(start <= i < end for start, end in spans) for i in range(len(heard.text))]
    text = "".join(c for c, out in zip(heard.text, gone, strict=True) if not out).strip()
    words = tuple(
        word
        for word, (start, end) in zip(heard.words, word_places(heard), strict=True)
        if not (start < end and sum(gone[start:end]) * 2 > end - start)
    )
    if not words:
        return replace(heard, text=text, words=())
    return replace(heard, text=text, words=words, start=words[0].start, end=words[-1].end)


def word_places(heard: Heard) -> list[tuple[int, int]]:
    """Return where each word stands in the text; an empty place for one that is not found."""
    places, at = [], 0
    for word in heard.words:
        bare = word.text.strip()
        found = heard.text.find(bare, at) if bare else -1
        if found < 0:
            places.append((at, at))
            continue
        at = found + len(bare)
        places.append((found, at))
    return places


def within(words_or_span: Heard, speech: Sequence[tuple[float, float]]) -> float:
    """Return the share (0..1) of a segment's words, or of its whole time, that lies in speech."""
    spans: Sequence[Heard | HeardWord] = words_or_span.words or (words_or_span,)
    total = sum(span.end - span.start for span in spans)
    if total <= 0:
        middle = (words_or_span.start + words_or_span.end) / 2
        return float(any(start <= middle <= end for start, end in speech))
    shared = sum(
        max(0.0, min(span.end, end) - max(span.start, start))
        for span in spans
        for start, end in speech
    )
    return min(1.0, shared / total)


def clauses(text: str) -> list[tuple[int, int]]:
    """Return the places of the parts of a text between marks, with the mark after each.

    A blank parts Chinese characters; within Latin words it does not.
    """
    return [match.span() for match in _CLAUSE.finditer(text)]
