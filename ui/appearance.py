"""Light or dark and the size of the font, as chosen by the person and kept in the workspace."""

from dataclasses import dataclass
from typing import Any

from PySide6.QtWidgets import QApplication

from ui import theme
from workbench.kernel.settings import Settings

MODES = {"system": "跟随系统", "light": "浅色", "dark": "深色"}
SMALLEST, LARGEST = 90, 200
_MODE, _PERCENT = "appearance.mode", "appearance.percent"


@dataclass(frozen=True)
class Appearance:
    """How the window looks.

    Attributes:
        mode: key of :data:`MODES`.
        percent: size of the font, 90 to 200.
    """

    mode: str = "system"
    percent: int = 100


def load(settings: Settings) -> Appearance:
    """Return what was chosen; what is missing or makes no sense is the default."""
    mode: Any = settings.get(_MODE, "system")
    percent: Any = settings.get(_PERCENT, 100)
    known = mode if mode in MODES else "system"
    size = percent if isinstance(percent, int) else 100
    return Appearance(known, min(LARGEST, max(SMALLEST, size)))


def save(settings: Settings, chosen: Appearance) -> None:
    """Keep a choice."""
    settings.set(_MODE, chosen.mode)
    settings.set(_PERCENT, chosen.percent)


def dress(app: QApplication, chosen: Appearance) -> None:
    """Dress the application as chosen."""
    dark = theme.system_is_dark(app) if chosen.mode == "system" else chosen.mode == "dark"
    theme.apply(app, dark, chosen.percent / 100)
