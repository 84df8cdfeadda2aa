"""How titles, courts, causes and numbers are found by any run of characters within them."""

import re
from collections.abc import Sequence

_BETWEEN = re.compile(r"[\s（）()〔〕\[\]【】、，。：:·/／《》“”\"'—\-]+")


def indexed(fields: Sequence[str]) -> str:
    """Return pairs of neighbouring characters of the fields, for the index of words."""
    return " ".join(
        sorted({pair for field in fields for run in _runs(field) for pair in _pairs(run)})
    )


def asked(query: str) -> str:
    """Return the expression that finds fields with all runs of a query; empty for an empty one."""
    pairs = {pair for run in _runs(query) for pair in _pairs(run)}
    return " AND ".join(f'"{pair}"' for pair in sorted(pairs))


def holds(fields: Sequence[str], query: str) -> bool:
    """Say whether every run of a query stands in one of the fields."""
    texts = ["".join(_runs(field)) for field in fields]
    return all(any(run in text for text in texts) for run in _runs(query))


def _runs(text: str) -> list[str]:
    return [run for run in _BETWEEN.split(text.casefold()) if run]


def _pairs(run: str) -> list[str]:
    if len(run) == 1:
        return [run]
    return [run[place : place + 2] for place in range(len(run) - 1)]
