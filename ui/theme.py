"""Colours, fonts and the style sheet: one accent, one tint kept for AI content, 8-pixel rhythm."""

from dataclasses import asdict, dataclass
from importlib import resources
from pathlib import Path
from string import Template

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QFont, QFontDatabase, QPalette
from PySide6.QtWidgets import QApplication

from ui import icons

BASE_POINT_SIZE = 10.5
"""五号, the size that court documents call ordinary."""
FAMILIES = (
    "Noto Sans CJK SC",
    "Source Han Sans SC",
    "Microsoft YaHei UI",
    "Microsoft YaHei",
    "WenQuanYi Micro Hei",
    "PingFang SC",
)
RHYTHM = 8


@dataclass(frozen=True)
class Colours:
    """The colours of one appearance, as #rrggbb.

    Attributes:
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
    muted="#5a6575",
    line="#d3d8e0",
    accent="#1f4180",
    on_accent="#ffffff",
    soft="#e3eaf6",
    ai="#fff7e3",
    ai_edge="#b97f16",
    good="#1e6b3c",
    warn="#8a5a00",
    bad="#a32626",
    mark="#cfe0ff",
)
DARK = Colours(
    window="#1b1f26",
    base="#222730",
    raised="#282e38",
    text="#e4e8ee",
    muted="#a3adbb",
    line="#3c4553",
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


def colours(dark: bool) -> Colours:
    """Return the colours of an appearance."""
    return DARK if dark else LIGHT


def is_dark() -> bool:
    """Say whether the application's palette is the dark one."""
    return QApplication.palette().color(QPalette.ColorRole.Window).lightness() < 128


def current() -> Colours:
    """Return the colours in use."""
    return colours(is_dark())


def system_is_dark(app: QApplication) -> bool:
    """Say whether the desktop asks for dark colours."""
    return app.styleHints().colorScheme() == Qt.ColorScheme.Dark


def install_fonts(app: QApplication) -> str:
    """Choose a font with Chinese characters and make it the application's.

    Returns:
        the family; without any Chinese font on the machine it is Droid Sans Fallback, which
        PyMuPDF carries. Empty where even that cannot be loaded.
    """
    chinese = QFontDatabase.families(QFontDatabase.WritingSystem.SimplifiedChinese)
    family = next((name for name in FAMILIES if name in chinese), "")
    family = family or next((name for name in chinese if "Serif" not in name), "")
    family = family or next(iter(chinese), "") or _carried_font()
    if family:
        font = QFont(family)
        font.setPointSizeF(BASE_POINT_SIZE)
        app.setFont(font)
    return family


def _carried_font() -> str:
    import pymupdf

    number = QFontDatabase.addApplicationFontFromData(pymupdf.Font("cjk").buffer)
    families = QFontDatabase.applicationFontFamilies(number) if number >= 0 else []
    return families[0] if families else ""


def apply(app: QApplication, dark: bool, scale: float = 1.0) -> None:
    """Dress the application.

    Args:
        app: the application.
        dark: dark colours.
        scale: size of the font, 0.9 to 2.0; sizes of controls follow the font.
    """
    scale = min(2.0, max(0.9, scale))
    chosen = colours(dark)
    app.setStyle("Fusion")
    font = app.font()
    font.setPointSizeF(BASE_POINT_SIZE * scale)
    app.setFont(font)
    app.setPalette(palette(chosen))
    app.setStyleSheet(style_sheet(chosen, scale))
    icons.refresh(app)


def palette(chosen: Colours) -> QPalette:
    """Return the Qt palette of some colours."""
    role = QPalette.ColorRole
    result = QPalette()
    pairs = {
        role.Window: chosen.window,
        role.WindowText: chosen.text,
        role.Base: chosen.base,
        role.AlternateBase: chosen.raised,
        role.Text: chosen.text,
        role.Button: chosen.raised,
        role.ButtonText: chosen.text,
        role.BrightText: chosen.bad,
        role.Highlight: chosen.accent,
        role.HighlightedText: chosen.on_accent,
        role.Link: chosen.accent,
        role.LinkVisited: chosen.accent,
        role.ToolTipBase: chosen.raised,
        role.ToolTipText: chosen.text,
        role.PlaceholderText: chosen.muted,
        role.Mid: chosen.line,
        role.Accent: chosen.accent,
    }
    for name, colour in pairs.items():
        result.setColor(name, QColor(colour))
    for name in (role.Text, role.WindowText, role.ButtonText):
        result.setColor(QPalette.ColorGroup.Disabled, name, QColor(chosen.muted))
    return result


def style_sheet(chosen: Colours, scale: float) -> str:
    """Return the style sheet: the template of resources/styles with colours and sizes put in."""
    text = resources.files("resources").joinpath("styles", "window.qss").read_text("utf-8")
    sizes = {
        "small": f"{BASE_POINT_SIZE * scale * 0.9:.1f}pt",
        "large": f"{BASE_POINT_SIZE * scale * 1.3:.1f}pt",
        "icon": f"{round(16 * scale)}px",
        "tool": f"{round(20 * scale)}px",
        "box": f"{round(13 * scale)}px",
        "tick": _tick(chosen),
        "half": "4px",
        "one": f"{RHYTHM}px",
        "two": f"{2 * RHYTHM}px",
    }
    return Template(text).substitute(asdict(chosen) | sizes)


def _tick(chosen: Colours) -> str:
    """Return the file of the tick that shows on the accent colour; a style sheet takes files."""
    name = "mark-dark.svg" if chosen is DARK else "mark-light.svg"
    return Path(str(resources.files("resources").joinpath("icons", name))).as_posix()
