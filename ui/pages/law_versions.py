"""The versions of an article side by side, with what was taken out and put in."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QFrame,
    QHBoxLayout,
    QLabel,
    QTextBrowser,
    QWidget,
)

from ui import theme
from ui.bridge import Bridge
from ui.pages.law_difference import Shades, page
from ui.sidebar.flow import FlowLayout
from ui.sidebar.text import column, wrapped
from workbench.law.catalog import short_title
from workbench.law.history import Stage
from workbench.law.model import StoredArticle

COLUMN = 36
"""Characters of a column, with its margins."""


class VersionsView(QFrame):
    """各版本对照.

    Signals:
        left: the person wants the text again.
    """

    left = Signal()

    def __init__(self, bridge: Bridge, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self.stages: Sequence[Stage] = ()
        self.setAccessibleName("各版本对照")
        self.older, self.newer = QComboBox(), QComboBox()
        self.every = QCheckBox("列出全部有变动的版本")
        self.every.setToolTip("按时间逐版比较；取消后比较所选的两个版本")
        for box, name in ((self.older, "旧版本"), (self.newer, "新版本")):
            box.setAccessibleName(name)
            box.setMinimumContentsLength(14)
            box.setSizeAdjustPolicy(
                QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
            )
            box.activated.connect(self._on_chosen)
        self.every.clicked.connect(self._show)
        self.text = QTextBrowser()
        self.text.setProperty("readingFont", True)
        self.text.setAccessibleName("各版本条文及其差异")
        self.text.setOpenLinks(False)
        self.text.setFrameShape(QFrame.Shape.NoFrame)
        self.text.setTabChangesFocus(True)
        # Two columns of the width that is read well, and no wider.
        self.text.setMaximumWidth(self.fontMetrics().horizontalAdvance("国") * 2 * COLUMN)
        row = QWidget()
        flow = FlowLayout(row, spacing=8)
        for widget in (_named("旧", self.older), _named("新", self.newer), self.every):
            flow.addWidget(widget)
        legend = "图例：删去的文字加删除线并标“删”，增加的文字加下划线并标“增”。"
        layout = column(self, spacing=6, margin=12)
        layout.addWidget(row)
        layout.addWidget(wrapped(legend, "small"))
        layout.addWidget(self.text, 1)
        self.setFocusProxy(self.text)

    def show_article(self, stored: StoredArticle) -> bool:
        """Show an article through all versions; say whether it could be read."""
        law = self._bridge.workbench.law
        stages = self._bridge.attempt(lambda: law.history(stored.id))
        if stages is None:
            return False
        self.stages = stages
        here = next(n for n, stage in enumerate(stages) if stage.version.id == stored.version.id)
        for box in (self.older, self.newer):
            box.clear()
            for stage in stages:
                box.addItem(_line(stage, stored.version.law_id))
        self.newer.setCurrentIndex(here if here else min(1, len(stages) - 1))
        self.older.setCurrentIndex(max(0, self.newer.currentIndex() - 1))
        self.every.setChecked(True)
        for widget in (self.older, self.newer, self.every):
            widget.setEnabled(len(stages) > 1)
        self._show()
        self.text.setFocus(Qt.FocusReason.OtherFocusReason)
        return True

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc goes back to the text."""
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        """Take on other colours and another size of the font."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.PaletteChange, QEvent.Type.FontChange) and self.stages:
            self._show()

    def _on_chosen(self) -> None:
        self.every.setChecked(False)
        self._show()

    def _show(self) -> None:
        stages = self.stages
        if not self.every.isChecked():
            chosen = (self.older.currentIndex(), self.newer.currentIndex())
            stages = [self.stages[number] for number in chosen if number >= 0]
        colours = theme.current()
        shades = Shades(colours.text, colours.muted, colours.line, colours.good, colours.bad)
        self.text.setHtml(page(stages, shades))


def _named(name: str, box: QComboBox) -> QWidget:
    """Return a box with its name beside it, so that they stay together."""
    pair = QWidget()
    row = QHBoxLayout(pair)
    row.setContentsMargins(0, 0, 0, 0)
    row.addWidget(QLabel(name))
    row.addWidget(box)
    return pair


def _line(stage: Stage, law_id: int) -> str:
    version = stage.version
    day = version.effective or version.promulgated
    year = f"{day.year}年" if day else "日期不明"
    label = stage.article.article.label if stage.article else "无此条"
    other = "" if version.law_id == law_id else f" {short_title(version.title)}"
    return f"{year} {label}{other}"
