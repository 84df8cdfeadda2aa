"""What a change of a volume is called."""

from collections.abc import Mapping, Sequence
from typing import Any

from workbench.papers.page_numbers import numbers


def named(names: Sequence[str]) -> str:
    """Return papers in words: the one by its name, several by the first and their number."""
    return f"“{names[0]}”" if len(names) == 1 else f"“{names[0]}”等 {len(names)} 件"


def changed(names: Sequence[str], fields: Mapping[str, Any]) -> str:
    """Return what a change of papers' fields is called."""
    if "name" in fields:
        return f"重命名{named(names)}"
    if "category" in fields:
        return f"{named(names)}归为{fields['category'] or '未归类'}"
    if "volume" in fields:
        return f"{named(names)}移到{fields['volume']}"
    return "调整顺序"


def rotated(names: Sequence[str], pages: Sequence[int], degrees: int) -> str:
    """Return what a turn is called."""
    side = {90: "向右旋转", 180: "旋转180度", 270: "向左旋转"}.get(degrees % 360, "旋转")
    return f"{side}{named(names)}{numbers(pages) if pages else ''}"
