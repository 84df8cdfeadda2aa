"""Blocks of which a report consists, and what may stand in them."""

import re
from dataclasses import dataclass

_FORBIDDEN = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""Characters that a Word file cannot hold."""
_IDENTITY = re.compile(
    r"(?<![\dA-Za-z])(?:\d{14,18}[\dXx]|\d{6} \d{8} \d{3}[\dXx]|\d{4}(?: \d{4}){3,4}(?: \d{1,3})?)"
    r"(?![\dA-Za-z])"
)
_TELEPHONE = re.compile(r"(?<!\d)1[3-9]\d{9}(?!\d)")
OMITTED = "〔号码略〕"


@dataclass(frozen=True)
class Heading:
    """A heading: level 0 for the title of the document, then 1 to 3."""

    level: int
    text: str


@dataclass(frozen=True)
class Paragraph:
    """A paragraph; ``face`` names a row of ``[faces]`` of the table of the report."""

    text: str
    face: str = "body"
    centred: bool = False


@dataclass(frozen=True)
class Table:
    """A table.

    Attributes:
        widths: of the columns; shares of the width of the page.
        rows: of cells; all as long as ``widths``.
        head: the first row is a head that is repeated on every page.
        labels: the first column holds names.
    """

    widths: tuple[int, ...]
    rows: tuple[tuple[str, ...], ...]
    head: bool = True
    labels: bool = True


@dataclass(frozen=True)
class NewPage:
    """What follows begins on a new page."""


Block = Heading | Paragraph | Table | NewPage


def line(text: str) -> str:
    """Return a text as one line that a Word file can hold, without numbers of identity.

    Numbers of identity cards, bank accounts and mobile telephones serve no comparison.
    """
    clean = " ".join(_FORBIDDEN.sub("", text).split())
    return _TELEPHONE.sub(OMITTED, _IDENTITY.sub(OMITTED, clean))


def lines(text: str) -> str:
    """Return a text of several lines as :func:`line` does each; empty ones are left out."""
    return "\n".join(one for one in map(line, text.splitlines()) if one)
