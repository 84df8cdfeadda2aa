"""Sentences about pages (第2、5—7页……) follow their pages into another paper."""

import re
from collections.abc import Mapping, Sequence

from workbench.papers.page_numbers import numbers

Place = tuple[str, int]
"""A document's id and a page number in it."""

_RUNS = re.compile(r"第([\d、—]+)页(?!等)(.+)", re.DOTALL)
_ONE = re.compile(r"第 (\d+) 页(.+)", re.DOTALL)


def moved(warnings: Mapping[str, Sequence[str]], pages: Sequence[Place]) -> tuple[str, ...]:
    """Return the warnings of a paper made of these pages.

    Args:
        warnings: of each document that pages come from.
        pages: the paper's pages, each by the document and number that it had before.

    Returns:
        sentences with the new numbers; those of pages that went elsewhere are left out, those
        that name no page are kept.
    """
    places: dict[str, dict[int, int]] = {}
    for number, (document, old) in enumerate(pages, 1):
        places.setdefault(document, {})[old] = number
    found: list[str] = []
    for document, now in places.items():
        found += filter(None, (_moved(text, now) for text in warnings.get(document, ())))
    return tuple(dict.fromkeys(found))


def _moved(text: str, now: Mapping[int, int]) -> str:
    if one := _ONE.fullmatch(text):
        number = now.get(int(one[1]))
        return f"第 {number} 页{one[2]}" if number else ""
    if runs := _RUNS.fullmatch(text):
        kept = [now[number] for number in _numbers(runs[1]) if number in now]
        return f"{numbers(kept)}{runs[2]}" if kept else ""
    return text


def _numbers(runs: str) -> list[int]:
    found: list[int] = []
    for run in runs.split("、"):
        ends = [int(end) for end in run.split("—") if end]
        found += range(ends[0], ends[-1] + 1) if ends else []
    return found
