"""The list of hits of a search in a paper: page and words with what stands around them."""

from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtWidgets import QLabel, QListView, QVBoxLayout, QWidget

from workbench.papers.paper_search import Found

Index = QModelIndex | QPersistentModelIndex


class HitModel(QAbstractListModel):
    """Hits in the order of the paper."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.hits: list[Found] = []

    def clear(self) -> None:
        """Show none."""
        self.beginResetModel()
        self.hits = []
        self.endResetModel()

    def add(self, found: list[Found]) -> None:
        """Add hits at the end."""
        if found:
            start = len(self.hits)
            self.beginInsertRows(QModelIndex(), start, start + len(found) - 1)
            self.hits += found
            self.endInsertRows()

    def rowCount(self, parent: Index | None = None) -> int:
        """Return the number of hits."""
        return 0 if parent is not None and parent.isValid() else len(self.hits)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return page and snippet."""
        if role not in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return None
        hit = self.hits[index.row()]
        return f"第 {hit.page} 页　…{hit.before[-6:]}【{hit.words}】{hit.after}…"


class HitList(QWidget):
    """Shows hits beside the page.

    Signals:
        chosen: row of a hit that a person went to.
    """

    chosen = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.model = HitModel(self)
        self.title = QLabel()
        self.title.setProperty("role", "small")
        self.title.setContentsMargins(8, 4, 8, 4)
        self.view = QListView()
        self.view.setAccessibleName("命中列表")
        self.view.setModel(self.model)
        self.view.setUniformItemSizes(True)
        self.view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.view.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.view.clicked.connect(self._choose)
        self.view.activated.connect(self._choose)
        self.view.selectionModel().currentChanged.connect(self._on_current)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.title)
        column.addWidget(self.view, 1)
        self.setFocusProxy(self.view)

    def show_current(self, row: int) -> None:
        """Put the cursor on a hit without saying that it was chosen."""
        if row != self.view.currentIndex().row() and 0 <= row < len(self.model.hits):
            model = self.view.selectionModel()
            model.blockSignals(True)
            self.view.setCurrentIndex(self.model.index(row))
            model.blockSignals(False)
            self.view.viewport().update()

    def tell(self, busy: bool) -> None:
        """Say how many there are."""
        total = len(self.model.hits)
        self.title.setText(f"共 {total} 处" + ("，正在查找…" if busy else ""))

    def _on_current(self, index: QModelIndex) -> None:
        if self.view.hasFocus():
            self._choose(index)

    def _choose(self, index: QModelIndex) -> None:
        if index.isValid():
            self.chosen.emit(index.row())
