"""Ticked boxes of printed forms: 男☑ 女□, ☑特别授权, 一般授权（√）."""

import re

_TICKED = "☑√✓✔■☒▣◼●☒×✘"
_EMPTY = "□☐▢○〇◻"


def ticked(text: str, choices: str) -> re.Match[str] | None:
    """Find the ticked one of the choices (alternatives of a pattern) in a text.

    A mark before a choice counts where marks stand before the choices, else the mark behind it.
    Returns ``None`` where the text holds no mark, or none or more than one is ticked.
    """
    marks = f"[{_TICKED}{_EMPTY}]"
    before = list(re.finditer(rf"(?P<mark>{marks})\s*(?P<choice>{choices})", text))
    after = list(re.finditer(rf"(?P<choice>{choices})\s*（?\s*(?P<mark>{marks})\s*）?", text))
    ahead = bool(before) and (not after or before[0].start() < after[0].start())
    chosen = [m for m in (before if ahead else after) if m["mark"] in _TICKED]
    return chosen[0] if len(chosen) == 1 else None


def has_marks(text: str) -> bool:
    """Say whether a text holds boxes at all."""
    return re.search(f"[{_TICKED}{_EMPTY}]", text) is not None
