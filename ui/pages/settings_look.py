"""Colours of the window, applied at once."""

from PySide6.QtWidgets import QApplication, QRadioButton, QWidget

from ui import appearance
from ui.appearance import MODES, Appearance
from ui.bridge import Bridge
from ui.sidebar.text import column, wrapped

WORDS = {
    "system": "桌面是深色时用深色，否则用浅色",
    "light": "白天办公",
    "dark": "夜间或暗处",
    "contrast_light": "黑字白底，边框清楚，焦点框加粗",
    "contrast_dark": "白字黑底，边框清楚，焦点框加粗",
}


class LookSection(QWidget):
    """外观."""

    def __init__(self, bridge: Bridge) -> None:
        super().__init__()
        self._bridge = bridge
        chosen = appearance.load(bridge.workbench.settings)
        layout = column(self, spacing=8)
        self.modes: dict[str, QRadioButton] = {}
        for key, words in MODES.items():
            choice = QRadioButton(f"{words}　{WORDS[key]}")
            choice.setAccessibleName(f"颜色：{words}")
            choice.setChecked(key == chosen.mode)
            choice.toggled.connect(lambda on, mode=key: self._choose(mode) if on else None)
            layout.addWidget(choice)
            self.modes[key] = choice
        layout.addWidget(wrapped(kept_words(bridge), "muted"))
        layout.addStretch(1)

    def _choose(self, mode: str) -> None:
        chosen = appearance.load(self._bridge.workbench.settings)
        apply(self._bridge, Appearance(mode, chosen.percent, chosen.family, chosen.reading))


def kept_words(bridge: Bridge) -> str:
    """Say whether a choice will be there at the next start."""
    if bridge.workbench.workspace.read_only:
        return "选择后立即生效；本窗口只读，不能记住。"
    return "选择后立即生效，并记在工作区中。"


def apply(bridge: Bridge, chosen: Appearance) -> None:
    """Keep a choice and dress the window."""
    appearance.save(bridge.workbench.settings, chosen)
    app = QApplication.instance()
    if isinstance(app, QApplication):
        appearance.dress(app, chosen)
