"""Colours, fonts and the style sheet: one accent, one tint kept for AI content, 8-pixel rhythm."""

from dataclasses import asdict
from importlib import resources
from pathlib import Path
from string import Template

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QFont, QFontDatabase, QPalette
from PySide6.QtWidgets import QApplication

from ui import icons
from ui.palettes import ALL, CONTRAST_DARK, CONTRAST_LIGHT, DARK, LIGHT, Colours, luminance

__all__ = ["DARK", "LIGHT", "Colours"]
"""What the palettes give on; the rest is this module's own."""
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
SMALLEST, LARGEST = 0.9, 2.0
_HALF = 0.5
_ACCENT = QPalette.ColorRole.Highlight


def colours(dark: bool, contrast: bool = False) -> Colours:
    """Return the colours of an appearance."""
    if contrast:
        return CONTRAST_DARK if dark else CONTRAST_LIGHT
    return DARK if dark else LIGHT


def is_dark() -> bool:
    """Say whether the application's palette is a dark one."""
    return QApplication.palette().color(QPalette.ColorRole.Window).lightness() < 128


def current() -> Colours:
    """Return the colours in use."""
    chosen = QApplication.palette()
    seen = [chosen.color(role).name() for role in (QPalette.ColorRole.Mid, _ACCENT)]
    return next((c for c in ALL if [c.line, c.accent] == seen), colours(is_dark()))


def scale() -> float:
    """Return how large the letters are, 1.0 for the ordinary size."""
    return QApplication.font().pointSizeF() / BASE_POINT_SIZE


def system_is_dark(app: QApplication) -> bool:
    """Say whether the desktop asks for dark colours."""
    return app.styleHints().colorScheme() == Qt.ColorScheme.Dark


def chinese_families() -> list[str]:
    """Return the installed families with simplified Chinese characters."""
    return QFontDatabase.families(QFontDatabase.WritingSystem.SimplifiedChinese)


def install_fonts(app: QApplication, wanted: str = "") -> str:
    """Choose a font with Chinese characters and make it the application's.

    Args:
        app: the application.
        wanted: a family that a person chose; passed over where it is not installed.

    Returns:
        the family; without any Chinese font on the machine it is Droid Sans Fallback, which
        PyMuPDF carries. Empty where even that cannot be loaded.
    """
    chinese = chinese_families()
    family = wanted if wanted in chinese else ""
    family = family or next((name for name in FAMILIES if name in chinese), "")
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


def apply(
    app: QApplication,
    dark: bool,
    scale: float = 1.0,
    contrast: bool = False,
    reading: str = "",
) -> None:
    """Dress the application.

    Args:
        app: the application; its font family stays as it is.
        dark: dark colours.
        scale: size of the font, 0.9 to 2.0; sizes of controls follow the font.
        contrast: high contrast.
        reading: font family of the views in which long texts are read; the application's if empty.
    """
    scale = min(LARGEST, max(SMALLEST, scale))
    chosen = colours(dark, contrast)
    # Off first: Qt takes four times as long to dress what is dressed already, and with many pages
    # open that is seconds.
    app.setStyleSheet("")
    if app.style().objectName() != "fusion":
        app.setStyle("Fusion")
    font = app.font()
    font.setPointSizeF(BASE_POINT_SIZE * scale)
    app.setFont(font)
    app.setPalette(palette(chosen))
    app.setStyleSheet(style_sheet(chosen, scale, reading))
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
        role.Dark: chosen.edge,
        role.Accent: chosen.accent,
    }
    for name, colour in pairs.items():
        result.setColor(name, QColor(colour))
    for name in (role.Text, role.WindowText, role.ButtonText):
        result.setColor(QPalette.ColorGroup.Disabled, name, QColor(chosen.muted))
    return result


def style_sheet(chosen: Colours, scale: float, reading: str = "") -> str:
    """Return the style sheet: the template of resources/styles with colours and sizes put in."""
    contrast = chosen in (CONTRAST_LIGHT, CONTRAST_DARK)
    text = _template("window.qss") + (_template("contrast.qss") if contrast else "")
    if reading:
        views = '*[reading="true"], *[readingFont="true"]'
        text += f'{views} {{ font-family: "{reading}"; }}\n'
    shade = "dark" if luminance(chosen.base) < _HALF else "light"
    sizes = {
        "small": f"{BASE_POINT_SIZE * scale * 0.9:.1f}pt",
        "large": f"{BASE_POINT_SIZE * scale * 1.3:.1f}pt",
        "icon": f"{round(16 * scale)}px",
        "tool": f"{round(20 * scale)}px",
        "box": f"{round(13 * scale)}px",
        "radius": f"{round(13 * scale) // 2 + 1}px",
        "dot": f"{round(4 * scale)}px",
        "inner": f"{round(13 * scale) + 2 - 2 * round(4 * scale)}px",
        "tick": _file(f"mark-{'light' if luminance(chosen.on_accent) > _HALF else 'dark'}.svg"),
        "down": _file(f"arrow-down-{shade}.svg"),
        "arrow": f"{round(9 * scale)}px",
        "up": _file(f"arrow-up-{shade}.svg"),
        "half": "4px",
        "one": f"{RHYTHM}px",
        "two": f"{2 * RHYTHM}px",
    }
    return Template(text).substitute(asdict(chosen) | sizes)


def _template(name: str) -> str:
    return resources.files("resources").joinpath("styles", name).read_text("utf-8")


def _file(name: str) -> str:
    """Return where an icon lies; a style sheet takes files, and colours them not."""
    return Path(str(resources.files("resources").joinpath("icons", name))).as_posix()
