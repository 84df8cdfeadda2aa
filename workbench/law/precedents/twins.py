"""Whether two texts are one judgment."""

from typing import Any

from workbench.law.precedents.likeness import differing
from workbench.law.precedents.model import Precedent
from workbench.law.precedents.rows import day_number, unsigned

OTHER_TEXT = 26
"""Bits of 64 from which two texts under one number are two documents."""
NEAR = 6
"""Bits up to which two texts are near-identical."""


def is_same(precedent: Precedent, row: dict[str, Any]) -> bool:
    """Say whether number, document and court make two texts one judgment."""
    if precedent.document and row["document"] and precedent.document != row["document"]:
        return False
    apart = differing(precedent.sketch, unsigned(row["sketch"]))
    if precedent.court and row["court"] and precedent.court != row["court"]:
        return apart <= NEAR
    other_day = bool(precedent.decided) and bool(row["decided"])
    other_day = other_day and day_number(precedent.decided) != row["decided"]
    return apart <= OTHER_TEXT or not other_day


def is_near(precedent: Precedent, row: dict[str, Any]) -> bool:
    """Say whether a text of the same day is a near copy, with no number or court against it."""
    numbered = precedent.number and row["number"] and precedent.number != row["number"]
    placed = precedent.court and row["court"] and precedent.court != row["court"]
    if numbered or placed or not row["sketch"]:
        return False
    return differing(precedent.sketch, unsigned(row["sketch"])) <= NEAR
