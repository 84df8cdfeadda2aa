"""Search field and filters over the table of cases."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLineEdit, QPushButton, QWidget

from ui import icons
from ui.widgets.case_model import PENDING, UNREAD, Filter
from workbench.papers.case_rows import CaseRow


class CasesFilter(QWidget):
    """Search as one types; stage, what waits, year.

    Signals:
        changed: another choice was made.
    """

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.search = search_field()
        self.stage = _choice("审级", "全部审级")
        self.waits = _choice("待办", "不论待办")
        self.waits.addItem(f"有{PENDING}数据", PENDING)
        self.waits.addItem(f"有{UNREAD}扫描件", UNREAD)
        self.year = _choice("收案年度", "全部年度")
        self.clear = QPushButton("清除筛选")
        self.clear.setProperty("flat", True)
        icons.put(self.clear, "close")
        self.clear.hide()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.search, 1)
        for widget in (self.stage, self.waits, self.year, self.clear):
            row.addWidget(widget)
        self.search.textChanged.connect(self._tell)
        for box in (self.stage, self.waits, self.year):
            box.currentIndexChanged.connect(self._tell)
        self.clear.clicked.connect(self.reset)

    def chosen(self) -> Filter:
        """Return what is chosen."""
        return Filter(
            self.search.text(),
            str(self.stage.currentData() or ""),
            str(self.waits.currentData() or ""),
            int(self.year.currentData() or 0),
        )

    def offer(self, rows: Sequence[CaseRow]) -> None:
        """Offer the stages and years that occur; a choice made stays."""
        stages = sorted({row.stage for row in rows if row.stage})
        years = sorted({row.year for row in rows if row.year}, reverse=True)
        _offer(self.stage, [(stage, stage) for stage in stages])
        _offer(self.year, [(f"{year}年", year) for year in years])

    def reset(self) -> None:
        """Show all cases again."""
        self.search.clear()
        for box in (self.stage, self.waits, self.year):
            box.setCurrentIndex(0)
        self.search.setFocus()

    def _tell(self) -> None:
        self.clear.setVisible(self.chosen().narrows)
        self.changed.emit()


def search_field() -> QLineEdit:
    """Return the field that cases are searched in."""
    field = QLineEdit()
    field.setPlaceholderText("查找案号、当事人、案由、法院")
    field.setAccessibleName("查找案件：案号、当事人、代理人、案由、名称、法院")
    field.setClearButtonEnabled(True)
    field.setAcceptDrops(False)
    return field


def _choice(name: str, everything: str) -> QComboBox:
    box = QComboBox()
    box.setAccessibleName(name)
    box.addItem(everything, None)
    return box


def _offer(box: QComboBox, items: Sequence[tuple[str, object]]) -> None:
    there = [box.itemData(place) for place in range(1, box.count())]
    if there == [content for _, content in items]:
        return
    chosen = box.currentData()
    box.blockSignals(True)
    while box.count() > 1:
        box.removeItem(1)
    for words, content in items:
        box.addItem(words, content)
    box.setCurrentIndex(max(0, box.findData(chosen)) if chosen is not None else 0)
    box.blockSignals(False)
    if box.currentData() != chosen:
        box.currentIndexChanged.emit(box.currentIndex())
