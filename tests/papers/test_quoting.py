"""A quotation is followed by its source and otherwise as it was."""

import pytest

from workbench.papers.model import Document, Outcome
from workbench.papers.quoting import with_source

PAPER = Document("d", "c", "借条.pdf", "借条.pdf", "0" * 64, 1, "pdf", Outcome.READABLE)


@pytest.mark.parametrize(
    ("pages", "source"),
    [([3], "（《借条》第3页）"), ([4, 3, 5], "（《借条》第3—5页）"), ([], "（《借条》）")],
)
def test_the_source_names_paper_and_pages(pages: list[int], source: str) -> None:
    assert with_source("今借到\n人民币", PAPER, pages) == "今借到\n人民币" + source
