"""Where a statement stands: document, text-layer version, span of characters, boxes on the page."""

from dataclasses import asdict, dataclass, field
from typing import Any


@dataclass(frozen=True)
class Box:
    """A rectangle on a page, as fractions of the upright page (0..1), origin top left."""

    x0: float
    y0: float
    x1: float
    y1: float


@dataclass(frozen=True)
class Anchor:
    """The place of a quotation in one version of a document's text layer.

    Attributes:
        document: id of the document; empty while a file is read without a case.
        layer: version of the text layer that ``start`` and ``end`` count in (first is 1).
        page: number of the page, from 1.
        start: first character within the page's text.
        end: one past the last character within the page's text.
        quoted: the characters themselves, so that a later layer can be checked against them.
        boxes: where they stand on the page; empty where the format has no pages to mark.
    """

    document: str
    layer: int
    page: int
    start: int
    end: int
    quoted: str
    boxes: tuple[Box, ...] = field(default=())

    def to_json(self) -> dict[str, Any]:
        """Return a JSON-ready dictionary; :meth:`from_json` reads it back."""
        return asdict(self)

    @classmethod
    def from_json(cls, data: dict[str, Any]) -> "Anchor":
        """Build an anchor from :meth:`to_json`'s dictionary."""
        boxes = tuple(Box(**box) for box in data.get("boxes", ()))
        return cls(**{**data, "boxes": boxes})
