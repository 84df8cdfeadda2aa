"""Colours, fonts and their size, as chosen by the person and kept in the workspace."""

from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication

from ui import theme
from workbench.kernel.settings import Settings

MODES = {
    "system": "跟随系统",
    "light": "浅色",
    "dark": "深色",
    "contrast_light": "高对比度（浅）",
    "contrast_dark": "高对比度（深）",
}
SMALLEST, LARGEST = 90, 200
_MODE, _PERCENT = "appearance.mode", "appearance.percent"
_FAMILY, _READING = "appearance.family", "appearance.reading"


@dataclass(frozen=True)
class Appearance:
    """How the window looks.

    Attributes:
        mode: key of :data:`MODES`.
        percent: size of the font, 90 to 200.
        family: font family of the window; empty for the best that is there.
        reading: font family of the views in which long texts are read; empty for the window's.
    """

    mode: str = "system"
    percent: int = 100
    family: str = ""
    reading: str = ""


def load(settings: Settings) -> Appearance:
    """Return what was chosen; what is missing or makes no sense is the default."""
    mode: Any = settings.get(_MODE, "system")
    percent: Any = settings.get(_PERCENT, 100)
    family, reading = settings.get(_FAMILY, ""), settings.get(_READING, "")
    known = mode if mode in MODES else "system"
    size = percent if isinstance(percent, int) else 100
    return Appearance(
        known,
        min(LARGEST, max(SMALLEST, size)),
        family if isinstance(family, str) else "",
        reading if isinstance(reading, str) else "",
    )


def save(settings: Settings, chosen: Appearance) -> None:
    """Keep a choice; only what is new is written."""
    kept = load(settings)
    rows = (
        (_MODE, kept.mode, chosen.mode),
        (_PERCENT, kept.percent, chosen.percent),
        (_FAMILY, kept.family, chosen.family),
        (_READING, kept.reading, chosen.reading),
    )
    for key, old, new in rows:
        if old != new:
            settings.set(key, new)


def dress(app: QApplication, chosen: Appearance) -> None:
    """Dress the application as chosen; a font that is gone is passed over."""
    dark = chosen.mode in ("dark", "contrast_dark")
    if chosen.mode == "system":
        dark = theme.system_is_dark(app)
    theme.install_fonts(app, chosen.family)
    reading = chosen.reading if chosen.reading in theme.chinese_families() else ""
    contrast = chosen.mode.startswith("contrast_")
    theme.apply(app, dark, chosen.percent / 100, contrast, reading)


class SystemFollower(QObject):
    """Dresses the application anew when the desktop changes between light and dark."""

    def __init__(self, app: QApplication, settings: Settings, parent: QObject) -> None:
        super().__init__(parent)
        self._app, self._settings = app, settings
        app.styleHints().colorSchemeChanged.connect(self._on_changed)

    def _on_changed(self) -> None:
        chosen = load(self._settings)
        if chosen.mode == "system":
            dress(self._app, chosen)
