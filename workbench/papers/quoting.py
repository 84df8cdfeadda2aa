"""Quotations from papers with their source."""

from collections.abc import Sequence
from pathlib import PurePath

from workbench.papers.model import Document


def with_source(text: str, document: Document, pages: Sequence[int]) -> str:
    """Return a passage followed by 《name》第N页 (第N—M页); the passage itself is not touched.

    Args:
        text: the passage.
        document: where it stands.
        pages: the pages that it touches; none for papers without pages.
    """
    name = PurePath(document.name).stem or document.name
    where = ""
    if pages:
        first, last = min(pages), max(pages)
        where = f"第{first}页" if first == last else f"第{first}—{last}页"
    return f"{text}（《{name}》{where}）"
