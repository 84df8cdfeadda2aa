"""The settings page: sections at the left, the chosen one beside them, each made when shown."""

from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import (
    QScrollArea,
    QStackedWidget,
    QWidget,
)

from ui.bridge import Bridge
from ui.pages.settings_features import FeaturesSection
from ui.place import Place, words
from ui.sidebar.text import column, wrapped
from ui.widgets.scrolled import scrolled
from ui.widgets.side_page import SidePage

if TYPE_CHECKING:
    from ui.pages.settings_about import AboutSection
    from ui.pages.settings_backup import BackupSection
    from ui.pages.settings_checks import ChecksSection
    from ui.pages.settings_courts import CourtsSection
    from ui.pages.settings_fonts import FontsSection
    from ui.pages.settings_keys import KeysSection
    from ui.pages.settings_look import LookSection
    from ui.pages.settings_models import ModelsSection
    from ui.pages.settings_security import SecuritySection

SECTIONS = {
    "features": "功能开关",
    "security": "工作区与口令",
    "courts": "本院及上级法院",
    "models": "本机模型",
    "fonts": "字体与字号",
    "keys": "快捷键",
    "look": "外观",
    "backup": "备份",
    "checks": "本机检查",
    "about": "关于",
}
"""Titles by key, in the order of the list."""
WIDEST = 78
"""Characters of the widest line."""
TOPICS = {
    "backup": "backup",
    "courts": "precedents",
    "checks": "trouble",
    "keys": "keys",
    "features": "features",
}
"""Chapters of the manual on a section; the others are in the chapter on settings."""


class SettingsPage(SidePage):
    """设置."""

    def __init__(self, bridge: Bridge) -> None:
        self.stack = QStackedWidget()
        super().__init__("设置的分类", self.stack)
        self._bridge = bridge
        self.setAccessibleName("设置")
        self.setProperty("helpTopic", "settings")
        self.setFocusProxy(self.names)
        for title in SECTIONS.values():
            self.names.addItem(title)
            self.stack.addWidget(QWidget())
        self.features = FeaturesSection(bridge)
        self.names.currentRowChanged.connect(self._show)
        self.names.setCurrentRow(0)
        self.fill_picker()

    def set_case(self, case: str) -> None:
        """Name the open case, for switches of that case; empty for none."""
        self.features.set_case(case)

    def open_section(self, name: str) -> None:
        """Show one of :data:`SECTIONS`, named by its key or its title."""
        places = (place for place, row in enumerate(SECTIONS.items()) if name in row)
        self.names.setCurrentRow(next(places, 0))

    def place(self) -> Place:
        """Return the section shown; see :mod:`ui.place`."""
        return {"section": list(SECTIONS)[max(0, self.names.currentRow())]}

    def go_to(self, place: Place) -> None:
        """Show a section again."""
        self.open_section(words(place, "section"))

    @cached_property
    def security(self) -> "SecuritySection":
        """工作区与口令."""
        from ui.pages.settings_security import SecuritySection

        return SecuritySection(self._bridge)

    @cached_property
    def courts(self) -> "CourtsSection":
        """本院及上级法院."""
        from ui.pages.settings_courts import CourtsSection

        return CourtsSection(self._bridge)

    @cached_property
    def models(self) -> "ModelsSection":
        """本机模型."""
        from ui.pages.settings_models import ModelsSection

        return ModelsSection(self._bridge)

    @cached_property
    def fonts(self) -> "FontsSection":
        """字体与字号."""
        from ui.pages.settings_fonts import FontsSection

        return FontsSection(self._bridge)

    @cached_property
    def keys(self) -> "KeysSection":
        """快捷键."""
        from ui.pages.settings_keys import KeysSection

        return KeysSection(self._bridge)

    @cached_property
    def look(self) -> "LookSection":
        """外观."""
        from ui.pages.settings_look import LookSection

        return LookSection(self._bridge)

    @cached_property
    def backup(self) -> "BackupSection":
        """备份."""
        from ui.pages.settings_backup import BackupSection

        return BackupSection(self._bridge)

    @cached_property
    def checks(self) -> "ChecksSection":
        """本机检查."""
        from ui.pages.settings_checks import ChecksSection

        return ChecksSection(self._bridge)

    @cached_property
    def about(self) -> "AboutSection":
        """关于."""
        from ui.pages.settings_about import AboutSection

        return AboutSection()

    def _show(self, place: int) -> None:
        if not isinstance(self.stack.widget(place), QScrollArea):
            key, title = list(SECTIONS.items())[place]
            blank = self.stack.widget(place)
            area = _scrolled(title, getattr(self, key))
            area.setProperty("helpTopic", TOPICS.get(key, ""))
            self.stack.insertWidget(place, area)
            self.stack.removeWidget(blank)
            blank.deleteLater()
        self.stack.setCurrentIndex(place)


class _Content(QWidget):
    """Is no wider than is read well.

    The limit is on the whole and not on the section in it: the height of that would be reckoned
    for the width of the window.
    """

    def __init__(self) -> None:
        super().__init__()
        self._limit()

    def changeEvent(self, event: QEvent) -> None:
        """Follow the size of the letters."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._limit()

    def _limit(self) -> None:
        self.setMaximumWidth(WIDEST * self.fontMetrics().horizontalAdvance("国"))


def _scrolled(name: str, section: QWidget) -> QScrollArea:
    content = _Content()
    layout = column(content, spacing=16, margin=8)
    layout.addWidget(wrapped(name, "title"))
    layout.addWidget(section, 1)
    return scrolled(content, name, sideways=True)
