"""What the list of precedents is narrowed to: origin, kind, cause, court, year, stage, result."""

from collections.abc import Sequence
from datetime import date
from typing import TypeVar

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QCompleter, QFrame, QLineEdit, QPushButton, QWidget

from ui.pages.precedent_words import LEVELS
from ui.sidebar.flow import FlowLayout
from ui.sidebar.text import button
from workbench.kernel.clock import today
from workbench.law.precedents.model import Kind, Origin, Result, Stage
from workbench.law.precedents.repository import Filters

T = TypeVar("T")
FIRST_YEAR = 1985


class FilterBar(QFrame):
    """The filters, one box each.

    Signals:
        changed: something else is asked for.
    """

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        flow = FlowLayout(self, spacing=6)
        self.origin = _box("来源", "全部来源", list(Origin))
        self.kind = _box("类别", "全部类别", list(Kind))
        self.level = _box("法院级别", "各级法院", list(LEVELS.values()))
        self.stage = _box("审级", "全部程序", list(Stage))
        self.result = _box("裁判结果", "全部结果", list(Result))
        self.province = _box("省份", "各省", [])
        years = [f"{year}年" for year in range(today().year, FIRST_YEAR - 1, -1)]
        self.since = _box("起始年", "不限起始年", years)
        self.until = _box("截止年", "不限截止年", years)
        self.cause = QLineEdit()
        self.cause.setPlaceholderText("案由、罪名，不限")
        self.cause.setAccessibleName("只看这一案由或罪名")
        self.cause.setToolTip("输入案由或罪名的全称；从列出的名称中选择")
        self.cause.setClearButtonEnabled(True)
        self.cause.setFixedWidth(self.fontMetrics().horizontalAdvance("国") * 11)
        self._causes: list[str] = []
        self.clear: QPushButton = button("清除筛选", "close")
        self.clear.setProperty("compact", True)
        self.clear.clicked.connect(self.reset)
        self.boxes = (
            *(self.origin, self.kind, self.level, self.stage, self.result),
            *(self.province, self.since, self.until),
        )
        for widget in (self.origin, self.kind, self.cause, *self.boxes[2:], self.clear):
            flow.addWidget(widget)
        for box in self.boxes:
            box.activated.connect(self._on_changed)
        self.cause.editingFinished.connect(self._on_cause)
        self.cause.textChanged.connect(self._on_typed)
        self._told = Filters()
        self._on_changed()

    def offer(self, provinces: Sequence[str], causes: Sequence[str]) -> None:
        """Offer the provinces and causes that the library has."""
        chosen = self.province.currentText()
        self.province.clear()
        self.province.addItems(["各省", *sorted(provinces)])
        self.province.setCurrentIndex(max(0, self.province.findText(chosen)))
        self._causes = list(causes)
        completer = QCompleter(self._causes, self.cause)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        completer.setMaxVisibleItems(12)
        completer.activated.connect(lambda _: self._on_cause())
        self.cause.setCompleter(completer)

    def filters(self, words: str = "") -> Filters:
        """Return what is asked for."""
        province = self.province.currentText() if self.province.currentIndex() > 0 else ""
        levels = list(LEVELS)
        since, until = self._year(self.since), self._year(self.until)
        return Filters(
            words=words,
            origin=_chosen(self.origin, list(Origin)),
            kind=_chosen(self.kind, list(Kind)),
            level=_chosen(self.level, levels),
            province=province,
            cause=self.cause.text().strip(),
            stage=_chosen(self.stage, list(Stage)),
            result=_chosen(self.result, list(Result)),
            since=date(since, 1, 1) if since else None,
            until=date(until, 12, 31) if until else None,
        )

    @property
    def narrowed(self) -> bool:
        """Whether anything is narrowed."""
        return self.filters() != Filters()

    def reset(self) -> None:
        """Narrow nothing."""
        for box in self.boxes:
            box.setCurrentIndex(0)
        self.cause.clear()
        self._on_changed()

    def state(self) -> list[str]:
        """Return what is chosen, to be remembered."""
        return [*(box.currentText() for box in self.boxes), self.cause.text()]

    def restore(self, state: Sequence[str]) -> None:
        """Choose again what was chosen."""
        for box, words in zip(self.boxes, state, strict=False):
            box.setCurrentIndex(max(0, box.findText(words)))
        if len(state) > len(self.boxes):
            self.cause.setText(state[len(self.boxes)])
        self._on_changed()

    def _year(self, box: QComboBox) -> int:
        return int(box.currentText()[:-1]) if box.currentIndex() > 0 else 0

    def _on_typed(self, text: str) -> None:
        if not text or text in self._causes:
            self._on_cause()

    def _on_cause(self) -> None:
        self._on_changed()

    def _on_changed(self) -> None:
        self.clear.setVisible(self.narrowed)
        if self.filters() != self._told:
            self._told = self.filters()
            self.changed.emit()


def _box(name: str, every: str, words: Sequence[str]) -> QComboBox:
    box = QComboBox()
    box.addItems([every, *map(str, words)])
    box.setAccessibleName(name)
    box.setToolTip(name)
    box.setMinimumContentsLength(6)
    box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
    return box


def _chosen(box: QComboBox, values: Sequence[T]) -> T | None:
    return values[box.currentIndex() - 1] if box.currentIndex() > 0 else None
