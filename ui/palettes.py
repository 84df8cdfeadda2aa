"""The colours of the four appearances: light, dark, and both in high contrast.

Contrast by WCAG 2.1: text at least 4.5:1 on every ground it stands on, edges of controls and
icons at least 3:1; in high contrast 7:1 for text. A test computes every pair.
"""

from dataclasses import dataclass

GROUNDS = ("window", "base", "raised", "soft", "ai")
"""What words stand on."""
INKS = ("text", "muted", "accent", "good", "warn", "bad")
"""What words and icons are written in."""


@dataclass(frozen=True)
class Colours:
    """The colours of one appearance, as #rrggbb.

    Attributes:
        window, base, raised, soft: grounds; ``soft`` is the one of hovering and selection.
        line: divides areas; says nothing, so it may be faint.
        edge: border of what can be used: fields, buttons, boxes to tick.
        ai, ai_edge: tint and dashed edge of AI content; used for nothing else.
        good, warn, bad: beside an icon or a word, never alone.
        mark: fill of the place that a source points at.
    """

    window: str
    base: str
    raised: str
    text: str
    muted: str
    line: str
    edge: str
    accent: str
    on_accent: str
    soft: str
    ai: str
    ai_edge: str
    good: str
    warn: str
    bad: str
    mark: str


LIGHT = Colours(
    window="#f3f4f7",
    base="#ffffff",
    raised="#fafbfc",
    text="#1c2430",
    muted="#566070",
    line="#d3d8e0",
    edge="#858e9c",
    accent="#1f4180",
    on_accent="#ffffff",
    soft="#e3eaf6",
    ai="#fff7e3",
    ai_edge="#8f5f08",
    good="#1e6b3c",
    warn="#835200",
    bad="#a32626",
    mark="#cfe0ff",
)

DARK = Colours(
    window="#1b1f26",
    base="#222730",
    raised="#282e38",
    text="#e4e8ee",
    muted="#a9b3c1",
    line="#3c4553",
    edge="#7d889a",
    accent="#8fb4f2",
    on_accent="#12213d",
    soft="#2c3a54",
    ai="#352d1b",
    ai_edge="#d9a441",
    good="#7cc896",
    warn="#e0b35a",
    bad="#f09090",
    mark="#37517f",
)

CONTRAST_LIGHT = Colours(
    window="#ffffff",
    base="#ffffff",
    raised="#ffffff",
    text="#000000",
    muted="#333333",
    line="#5f5f5f",
    edge="#1a1a1a",
    accent="#00267f",
    on_accent="#ffffff",
    soft="#dbe6ff",
    ai="#fff0bf",
    ai_edge="#5a4200",
    good="#00461b",
    warn="#6b2f00",
    bad="#7f0000",
    mark="#b5d0ff",
)

CONTRAST_DARK = Colours(
    window="#000000",
    base="#000000",
    raised="#0a0a0a",
    text="#ffffff",
    muted="#dcdcdc",
    line="#9a9a9a",
    edge="#e6e6e6",
    accent="#a8d4ff",
    on_accent="#000000",
    soft="#0a2c52",
    ai="#2e2300",
    ai_edge="#ffd24d",
    good="#86ffb6",
    warn="#ffdb70",
    bad="#ffb3b3",
    mark="#0a4a94",
)
ALL = (LIGHT, DARK, CONTRAST_LIGHT, CONTRAST_DARK)


def luminance(colour: str) -> float:
    """Return the relative luminance of #rrggbb, 0 to 1 (WCAG 2.1)."""
    parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    red, green, blue = (p / 12.92 if p <= 0.03928 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """Return the contrast of two colours, 1 to 21 (WCAG 2.1)."""
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)
