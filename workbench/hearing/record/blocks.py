"""What a document of the hearing is made of, and the same as plain text.

The plain text is what the signing sheet names the digest of: it holds every word of the document,
and reading the Word file back gives it again.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass

_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\ufffe\uffff]")
_BREAKS = re.compile(r"\s*[\r\n\u2028\u2029\x0b\x0c\t]+\s*")


@dataclass(frozen=True)
class Text:
    """A paragraph.

    Attributes:
        text: one line.
        style: ``title``, ``heading``, ``body``, ``note``, ``sign``.
        label: its first words, in bold (审：).
        mark: words behind it, shaded (〔未核对〕).
    """

    text: str
    style: str = "body"
    label: str = ""
    mark: str = ""

    @property
    def whole(self) -> str:
        """All its words."""
        return f"{self.label}{self.text}{self.mark}"


@dataclass(frozen=True)
class Table:
    """A table.

    Attributes:
        rows: cells, one line each; a row of one cell goes across the whole table.
        widths: shares of the columns.
        head: the first row is its head and stands on every page.
        labels: the first column is in bold.
        tall: rows leave room to sign by hand.
    """

    rows: tuple[tuple[str, ...], ...]
    widths: tuple[int, ...]
    head: bool = False
    labels: bool = False
    tall: bool = False


Block = Text | Table


@dataclass(frozen=True)
class Document:
    """A document.

    Attributes:
        title: for its properties.
        blocks: what it says.
        head: on top of each page; empty: nothing.
        foot: lines for signatures at the foot of each page.
        large: large print.
    """

    title: str
    blocks: tuple[Block, ...]
    head: str = ""
    foot: tuple[str, ...] = ()
    large: bool = False


def one_line(text: str) -> str:
    """Return a text that a paragraph of Word's holds unchanged: no breaks, no controls."""
    return _CONTROL.sub("", _BREAKS.sub(" ", text)).strip()


def plain(blocks: Iterable[Block]) -> str:
    """Return the words of a document: a line a paragraph, cells of a row parted by tabs."""
    lines: list[str] = []
    for block in blocks:
        if isinstance(block, Text):
            lines.append(block.whole)
        else:
            lines += ["\t".join(row) for row in block.rows]
    return "\n".join(lines) + "\n"
