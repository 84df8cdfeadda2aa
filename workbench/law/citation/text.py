"""A text without white space and with one width of brackets, and the way back to its places.

Papers come from PDF, OCR and Word: a citation is broken by lines, padded with full-width spaces,
written with ``<>`` for ``〈〉``. Every rule here reads the plain form, and spans are mapped back.
"""

import re
from array import array
from bisect import bisect_left
from dataclasses import dataclass
from functools import cached_property

_SPACE = re.compile(r"[\s\u200b\u2060\ufeff\x1c-\x1f]+")
_WIDTH = str.maketrans(
    "()<>＜＞﹤﹥［］０１２３４５６７８９○ＯO", "（）〈〉〈〉〈〉〔〕0123456789〇〇〇"
)
_LATIN = re.compile(r"(?<=[A-Za-z])〇|〇(?=[A-Za-z])")


@dataclass(frozen=True)
class Plain:
    """The plain form of a text.

    Attributes:
        source: the text as given.
        text: without white space, brackets ``（）〈〉``, digits ``0-9``.
        places: index in ``source`` of each character of ``text``.
    """

    source: str
    text: str
    places: "array[int]"

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Map a non-empty span of ``text`` to the span of ``source`` that covers it."""
        return self.places[start], self.places[end - 1] + 1

    @cached_property
    def line_starts(self) -> frozenset[int]:
        """Indexes in ``text`` of characters that begin a line of ``source``."""
        found = {0}
        for match in re.finditer(r"[\n\r\x0b\x0c]\s*(?=\S)", self.source):
            found.add(bisect_left(self.places, match.end()))
        return frozenset(found)

    def space_after(self, end: int) -> bool:
        """Say whether white space or the end of the source follows the span that ends here."""
        place = self.places[end - 1] + 1
        return place >= len(self.source) or self.source[place].isspace()


def plain(source: str) -> Plain:
    """Return the plain form of a text."""
    parts: list[str] = []
    places = array("l")
    start = 0
    for match in _SPACE.finditer(source):
        parts.append(source[start : match.start()])
        places.extend(range(start, match.start()))
        start = match.end()
    parts.append(source[start:])
    places.extend(range(start, len(source)))
    text = "".join(parts).translate(_WIDTH)
    if "〇" in text:
        # A Latin letter O within a word stays a letter; alone it is a misread zero.
        text = _LATIN.sub("O", text)
    return Plain(source, text, places)
