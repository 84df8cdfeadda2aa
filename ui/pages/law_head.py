"""What stands above a law's text: its name, its days and where they come from, and the tools."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QComboBox,
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QWidget,
)

from ui.bridge import Bridge
from ui.pages.library_words import days, origin, standing, version_line
from ui.sidebar.flow import FlowLayout
from ui.sidebar.text import button, column, wrapped
from ui.widgets.elided import ElidedLabel
from ui.widgets.icon_label import IconLabel
from workbench.kernel.clock import today
from workbench.law.catalog import bases, missing_numbers, spans
from workbench.law.model import Article, StoredArticle, Version

MOST_RUNS = 3
"""Runs of missing articles that are named; the tooltip names all."""


class LawHead(QFrame):
    """Name, days and tools of the law that is read.

    Signals:
        stepped: -1 or +1, to the article before or after.
        number_typed: the number of an article, as typed.
        citation_wanted, text_wanted: copy the citation, or citation and words.
        compare_toggled: whether the versions are to be compared.
        version_chosen: a :class:`Version` of the same law.
    """

    stepped = Signal(int)
    number_typed = Signal(str)
    citation_wanted = Signal()
    text_wanted = Signal()
    compare_toggled = Signal(bool)
    version_chosen = Signal(object)

    def __init__(self, bridge: Bridge, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self._versions: list[Version] = []
        self.setProperty("surface", "bar")
        layout = column(self, spacing=4, margin=12)
        self.title = wrapped(role="title")
        self.days = wrapped()
        self.basis = wrapped(role="small")
        self.origin = ElidedLabel()
        self.origin.setProperty("role", "small")
        self.lacking = wrapped(role="warn")
        self._warning = IconLabel("warning", "warn")
        for widget in (self.title, self.days, self.basis, self.origin):
            layout.addWidget(widget)
        # A widget between would not pass on that the height follows the width.
        beside = QHBoxLayout()
        beside.addWidget(self._warning, 0, Qt.AlignmentFlag.AlignTop)
        beside.addWidget(self.lacking, 1)
        layout.addLayout(beside)
        layout.addLayout(self._version_row())
        self.tools = self._tools()
        layout.addWidget(self.tools)

    def show_version(self, version: Version, articles: Sequence[Article]) -> None:
        """Show the head of a version."""
        library = self._bridge.workbench.law.library
        self.title.setText(version.title)
        self.days.setText(f"{days(version)} · {standing(version, today())}")
        self.basis.setText(bases(*library.basis(version.id)))
        self.basis.setVisible(bool(self.basis.text()))
        self.origin.show_text(origin(version))
        self._show_missing(articles)
        self._versions = library.versions(version.law_id)
        self.versions.clear()
        for other in self._versions:
            self.versions.addItem(version_line(other, today()))
        ids = [other.id for other in self._versions]
        self.versions.setCurrentIndex(ids.index(version.id) if version.id in ids else -1)
        self.versions.setEnabled(len(ids) > 1)
        for widget in (self.copy, self.copy_all):
            widget.setEnabled(False)
        self.number.clear()

    def show_article(self, stored: StoredArticle) -> None:
        """Name the article that is marked."""
        for widget in (self.copy, self.copy_all):
            widget.setEnabled(True)
        self.copy.setToolTip(
            self._bridge.shortcuts.tip(
                "article.copy_citation", f"复制《{stored.version.title}》{stored.article.label}"
            )
        )

    def show_comparing(self, on: bool) -> None:
        """Show whether the versions are compared."""
        self.compare.setChecked(on)
        self.compare.setText("返回正文" if on else "版本对照")
        # Two columns of text need the room, and each version tells its own days.
        for widget in (self.tools, self.origin, self.days, self.versions, self._version_name):
            widget.setVisible(not on)
        self.basis.setVisible(not on and bool(self.basis.text()))
        self._warn(not on and bool(self.lacking.text()))

    def ask_number(self) -> None:
        """Put the cursor into the field for an article's number."""
        self.number.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.number.selectAll()

    # Parts

    def _version_row(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(8)
        self.versions = QComboBox()
        self.versions.setAccessibleName("本法的各个版本")
        self.versions.setToolTip("在其他版本中查看同一条")
        self.versions.setMinimumContentsLength(12)
        self.versions.setSizeAdjustPolicy(
            QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        )
        self.versions.activated.connect(lambda n: self.version_chosen.emit(self._versions[n]))
        tip = self._bridge.shortcuts.tip
        self.compare = button("版本对照", tip=tip("article.compare"))
        self.compare.setCheckable(True)
        self.compare.clicked.connect(self.compare_toggled)
        self._version_name = QLabel("版本")
        row.addWidget(self._version_name)
        row.addWidget(self.versions, 1)
        row.addWidget(self.compare, 0, Qt.AlignmentFlag.AlignRight)
        return row

    def _tools(self) -> QWidget:
        box = QWidget()
        flow = FlowLayout(box, spacing=6)
        tip = self._bridge.shortcuts.tip
        self.previous = _small("上一条", "up", tip("article.previous"))
        self.next = _small("下一条", "down", tip("article.next"))
        self.previous.clicked.connect(lambda: self.stepped.emit(-1))
        self.next.clicked.connect(lambda: self.stepped.emit(1))
        self.number = QLineEdit()
        self.number.setPlaceholderText("条号")
        self.number.setAccessibleName("转到条号")
        self.number.setToolTip(tip("article.number", "转到这一条，如577、120之一"))
        self.number.setFixedWidth(self.fontMetrics().horizontalAdvance("国") * 5)
        self.number.returnPressed.connect(lambda: self.number_typed.emit(self.number.text()))
        self.copy = button("复制引用", "copy", tip("article.copy_citation"))
        self.copy_all = button("复制条文", "copy", tip("article.copy_text"))
        self.copy.clicked.connect(self.citation_wanted)
        self.copy_all.clicked.connect(self.text_wanted)
        self.copy.setProperty("compact", True)
        self.copy_all.setProperty("compact", True)
        for widget in (self.previous, self.next, self.number, self.copy, self.copy_all):
            flow.addWidget(widget)
        return box

    def _warn(self, on: bool) -> None:
        self._warning.setVisible(on)
        self.lacking.setVisible(on)

    def _show_missing(self, articles: Sequence[Article]) -> None:
        missing = missing_numbers(articles)
        if not articles:
            words = "来源文件没有正文，本库只登记了标题和日期。"
        else:
            runs = [f"第{run}条" for run in spans(missing)]
            more = f"等共 {len(missing)} 条" if len(runs) > MOST_RUNS else ""
            words = f"本版本缺{'、'.join(runs[:MOST_RUNS])}{more}，来源文件如此。" if runs else ""
            self.lacking.setToolTip("、".join(runs))
        self.lacking.setText(words)
        self._warn(bool(words))


def _small(name: str, icon: str, tip: str) -> QPushButton:
    """Return a button with an icon alone; its name is for screen readers."""
    result = button("", icon, tip)
    result.setAccessibleName(name)
    result.setProperty("compact", True)
    return result
