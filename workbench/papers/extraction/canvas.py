"""One running text over the pages of a paper, cleaned for reading by rules.

Every character of the canvas remembers the page and place that it came from, so that whatever a
rule finds is anchored in the original text. Cleaning only drops characters or puts one in the
place of one: blanks inside words (姓　名), line breaks in mid-sentence, half-width punctuation,
the letters O and l among digits, page numbers.
"""

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from workbench.kernel.anchor import Anchor
from workbench.papers.extraction.anchors import anchor_of
from workbench.papers.extraction.spacing import Cell, spaced, wraps
from workbench.papers.model import Extracted, Page

_HALF = {0xFF01 + i: chr(0x21 + i) for i in range(94)}
_FULL = str.maketrans(
    {":": "：", ";": "；", "(": "（", ")": "）", "﹕": "：", "︰": "：", "﹐": "，", "，": "，",
     "！": "！", "!": "！", "?": "？", "～": "-", "—": "-", "–": "-", "－": "-", "│": "\t",
     "|": "|", "\u3000": " ", "\xa0": " ", "\u2003": " ", "\u2002": " ", "○": "〇",
     "\u200b": " ", "\ufeff": " ", "\x0b": "\n", "\x0c": "\n", "\r": " "}
)  # fmt: skip
_ZERO = re.compile(r"(?<=[\d.,])[Oo]+(?![A-Za-z])")
_ONE = re.compile(r"(?<=\d)[lI|]+(?=[\dlI年月日元])")
_COMMA = re.compile(r"(?<=\d)( ?), ?(?=\d{3}(?!\d))")
_WIDE = re.compile(r"[\u2e80-\uffff]")
_PAGE_NUMBER = re.compile(
    r"[-\s]*(?:第\s*)?\d{1,4}\s*(?:页|/\s*\d{1,4})?(?:\s*共\s*\d+\s*页)?[-\s]*"
)


@dataclass(frozen=True)
class Canvas:
    """The running text.

    Attributes:
        text: cleaned characters; ``\\n`` between paragraphs, ``\\t`` between columns.
        pages: the pages.
        starts: for each page, where it begins in ``text``.
        offsets: for each character, its place within the text of its page.
    """

    text: str
    pages: tuple[Page, ...]
    starts: tuple[int, ...]
    offsets: tuple[int, ...]

    def anchor(self, start: int, end: int) -> Anchor:
        """Return the anchor of characters ``start`` to ``end``.

        What runs over the end of a page is anchored by its part on the first one.
        """
        while start < end and self.text[start].isspace():
            start += 1
        while end > start and self.text[end - 1].isspace():
            end -= 1
        index = bisect_right(self.starts, start) - 1
        page = self.pages[index]
        bound = self.starts[index + 1] if index + 1 < len(self.starts) else len(self.text)
        last = min(end, bound) - 1
        if last < start:
            return anchor_of(page, len(page.text), len(page.text))
        return anchor_of(page, self.offsets[start], min(self.offsets[last] + 1, len(page.text)))

    def value(
        self,
        field: str,
        span: tuple[int, int],
        value: str,
        rule: str,
        group: str = "",
        shown: str = "",
        note: str = "",
    ) -> Extracted:
        """Build an extracted value that stands at ``span`` of this canvas."""
        return Extracted(field, value, shown or value, group, self.anchor(*span), rule, note)


def canvas_of(pages: Sequence[Page]) -> Canvas:
    """Lay the pages out as one running text. Pages without text give nothing."""
    characters: list[str] = []
    offsets: list[int] = []
    starts: list[int] = []
    for page in pages:
        starts.append(len(characters))
        for char, offset in _page_cells(page):
            characters.append(char)
            offsets.append(offset)
    return Canvas("".join(characters), tuple(pages), tuple(starts), tuple(offsets))


def clean(text: str) -> str:
    """Replace single characters by what is meant; the length stays the same."""
    text = text.translate(_HALF).translate(_FULL)
    text = _COMMA.sub(lambda m: m.group().replace(",", "\0"), text)
    text = text.replace(",", "，").replace("\0", ",")
    text = _ZERO.sub(lambda m: "0" * len(m.group()), text)
    return _ONE.sub(lambda m: "1" * len(m.group()), text)


def _page_cells(page: Page) -> list[Cell]:
    text = clean(page.text)
    lines: list[list[Cell]] = []
    start = 0
    for written in text.split("\n"):
        lines.append(spaced([(c, start + i) for i, c in enumerate(written)]))
        start += len(written) + 1
    lines = [line for line in lines if line]
    lines = _without_page_numbers(lines)
    widest = max((_width(line) for line in lines), default=0)
    cells: list[Cell] = []
    for index, line in enumerate(lines):
        cells.extend(line)
        following = lines[index + 1] if index + 1 < len(lines) else None
        if following is None or not wraps(_text(line), _text(following), widest):
            cells.append(("\n", line[-1][1] + 1))
    return cells


def _without_page_numbers(lines: list[list[Cell]]) -> list[list[Cell]]:
    if len(lines) > 2 and _PAGE_NUMBER.fullmatch(_text(lines[-1])):
        return lines[:-1]
    return lines


def _text(line: Sequence[Cell]) -> str:
    return "".join(cell[0] for cell in line)


def _width(line: Sequence[Cell]) -> int:
    text = _text(line)
    return len(text) + len(_WIDE.findall(text))
