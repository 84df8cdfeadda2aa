"""The settings page: sections at the left, the chosen one beside them."""

from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QListWidget,
    QScrollArea,
    QStackedWidget,
    QWidget,
)

from ui.bridge import Bridge
from ui.pages.settings_about import AboutSection, ModelsSection
from ui.pages.settings_features import FeaturesSection
from ui.pages.settings_look import LookSection
from ui.pages.settings_security import BackupSection, SecuritySection
from ui.sidebar.text import column, wrapped

SECTIONS = ("功能开关", "工作区与口令", "外观", "备份", "本机模型", "关于")


class SettingsPage(QFrame):
    """设置."""

    def __init__(self, bridge: Bridge, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName("设置")
        self.features = FeaturesSection(bridge)
        self.security = SecuritySection(bridge)
        self.look = LookSection(bridge)
        self.backup = BackupSection(bridge)
        self.models = ModelsSection(bridge)
        self.about = AboutSection()
        self.names = QListWidget()
        self.names.setAccessibleName("设置的分类")
        self.names.setMaximumWidth(self.fontMetrics().horizontalAdvance("国") * 12)
        self.stack = QStackedWidget()
        row = QHBoxLayout(self)
        row.setContentsMargins(8, 8, 8, 8)
        row.setSpacing(8)
        row.addWidget(self.names)
        row.addWidget(self.stack, 1)
        widgets: tuple[QWidget, ...] = (
            self.features,
            self.security,
            self.look,
            self.backup,
            self.models,
            self.about,
        )
        for name, section in zip(SECTIONS, widgets, strict=True):
            self.names.addItem(name)
            self.stack.addWidget(_scrolled(name, section))
        self.names.currentRowChanged.connect(self.stack.setCurrentIndex)
        self.names.setCurrentRow(0)

    def set_case(self, case: str) -> None:
        """Name the open case, for switches of that case; empty for none."""
        self.features.set_case(case)

    def open_section(self, name: str) -> None:
        """Show one of :data:`SECTIONS`."""
        self.names.setCurrentRow(SECTIONS.index(name))


def _scrolled(name: str, section: QWidget) -> QScrollArea:
    content = QWidget()
    layout = column(content, spacing=16, margin=8)
    layout.addWidget(wrapped(name, "title"))
    section.setMaximumWidth(900)
    layout.addWidget(section, 1)
    area = QScrollArea()
    area.setWidgetResizable(True)
    area.setWidget(content)
    area.setAccessibleName(name)
    return area
