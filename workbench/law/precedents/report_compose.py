"""Composes the report of a search for similar cases: content in, blocks out."""

from collections.abc import Iterator
from dataclasses import replace

from workbench.law.precedents.report import ReportContent
from workbench.law.precedents.report_blocks import Block, Heading, NewPage, Paragraph, line, lines
from workbench.law.precedents.report_closing import analysis, appendix, duty
from workbench.law.precedents.report_head import method, opening, pending, scope, searching
from workbench.law.precedents.report_results import comparison, results

_PARTS = (
    *(opening, searching, pending, method, scope),
    *(results, comparison, duty, analysis, appendix),
)


def compose(content: ReportContent) -> tuple[Block, ...]:
    """Return the report; every text is one that a document can hold, see :func:`line`."""
    return tuple(_clean(block) for part in _PARTS for block in part(content))


def texts(blocks: tuple[Block, ...]) -> Iterator[str]:
    """Return every text of a report in its order."""
    for block in blocks:
        match block:
            case Heading() | Paragraph():
                yield block.text
            case NewPage():
                continue
            case _:
                for row in block.rows:
                    yield from row


def _clean(block: Block) -> Block:
    match block:
        case Heading() | Paragraph():
            return replace(block, text=line(block.text))
        case NewPage():
            return block
        case _:
            return replace(block, rows=tuple(tuple(map(lines, row)) for row in block.rows))
