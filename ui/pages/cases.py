"""The page without an open case: all cases in a table, or what to do first."""

from dataclasses import replace

from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QStackedLayout,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from ui import theme
from ui.bridge import Bridge
from ui.pages.cases_filter import CasesFilter
from ui.widgets.case_keys import CaseKeys
from ui.widgets.case_model import COLUMNS, HEADINGS, TITLE, CaseModel, keep_current
from ui.widgets.empty import EmptyState

ORDER = "cases.order"
"""Setting: column and direction that the cases are sorted by."""
GIVE_WAY = {"cause": 66, "updated": 66, "stage": 50, "papers": 50, "parties": 42}
"""Widths of the page in characters below which the less important columns give way."""
FALLING = ("papers", "waiting", "updated")
"""Columns of which the most or the newest is wanted first."""
WIDTHS = {"number": 14, "cause": 9, "stage": 4, "papers": 4, "waiting": 11, "updated": 9}
"""Widths of columns in characters; name and parties share the rest."""


class CasesPage(QWidget):
    """All cases.

    Signals:
        chosen: id of the case to open.
        new_wanted, files_wanted, folder_wanted: the buttons of the empty state.
        delete_wanted: id of the case to delete.
    """

    chosen = Signal(str)
    new_wanted = Signal()
    files_wanted = Signal()
    folder_wanted = Signal()
    delete_wanted = Signal(str)

    def __init__(self, bridge: Bridge) -> None:
        super().__init__()
        self._bridge = bridge
        self.setProperty("helpTopic", "cases")
        self.model = CaseModel(bridge.cases)
        self.table = _table(self.model)
        keep_current(self.table, self.model)
        self.filter = CasesFilter()
        self.empty = _empty(self)
        self.order = QComboBox()
        self.order.setAccessibleName("排序")
        for name in COLUMNS:
            self.order.addItem(f"按{HEADINGS[name]}排", name)
        self.count = QLabel()
        self.count.setProperty("role", "muted")
        self._stack = QStackedLayout(self)
        self._stack.addWidget(self.empty)
        self._stack.addWidget(self._lay_out())
        self.keys = CaseKeys(
            self,
            bridge,
            self.table,
            self.filter.search,
            self.chosen.emit,
            self.delete_wanted.emit,
        )
        self._restore_order()
        self.table.horizontalHeader().sortIndicatorChanged.connect(self._sort)
        self.order.activated.connect(self._choose_order)
        self.filter.changed.connect(self._narrow)
        bridge.cases.changed.connect(self.refresh)
        bridge.cases.watch(self)
        self.refresh()

    @property
    def is_empty(self) -> bool:
        """Whether the empty state is shown."""
        return self._stack.currentIndex() == 0

    def refresh(self) -> None:
        """Show the cases as they are now; the row with the cursor stays."""
        rows = self._bridge.cases.rows()
        self.model.refresh()
        self.filter.offer(rows)
        self._say(len(rows))
        self._stack.setCurrentIndex(1 if rows else 0)
        self.setFocusProxy(self.table if rows else self.empty.buttons[0])

    def showEvent(self, event: QShowEvent) -> None:
        """Look again: nothing is read while the page is out of sight."""
        super().showEvent(event)
        self.refresh()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Let columns give way where there is little room."""
        super().resizeEvent(event)
        self._give_way()

    def changeEvent(self, event: QEvent) -> None:
        """Give the columns new widths when the size of the font changes."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange and hasattr(self, "table"):
            QTimer.singleShot(0, self, self._resize_columns)  # once the table has it too

    def _resize_columns(self) -> None:
        size_columns(self.table)
        self._give_way()

    def _give_way(self) -> None:
        characters = self.width() / self.fontMetrics().horizontalAdvance("国")
        for name, least in GIVE_WAY.items():
            self.table.setColumnHidden(COLUMNS.index(name), characters < least)

    def _narrow(self) -> None:
        shown = self.model.filter
        chosen = self.filter.chosen()
        self.model.show(replace(chosen, order=shown.order, descending=shown.descending))
        self._say(len(self._bridge.cases.rows()))

    def _say(self, total: int) -> None:
        words = f"共 {total:,} 件。"
        if self.model.filter.narrows:
            shown = self.model.rowCount()
            words = f"共 {total:,} 件，符合 {shown:,} 件。" if shown else "没有符合的案件。"
        self.count.setText(f"{words}把卷宗文件夹拖进窗口即可新建案件并导入。")

    def _sort(self, column: int, order: Qt.SortOrder) -> None:
        descending = order is Qt.SortOrder.DescendingOrder
        name = COLUMNS[column]
        self.model.show(replace(self.model.filter, order=name, descending=descending))
        self.order.setCurrentIndex(column)
        self._bridge.workbench.settings.set(ORDER, [name, descending])

    def _choose_order(self, column: int) -> None:
        falling = Qt.SortOrder.DescendingOrder
        order = falling if COLUMNS[column] in FALLING else Qt.SortOrder.AscendingOrder
        self.table.horizontalHeader().setSortIndicator(column, order)

    def _restore_order(self) -> None:
        kept = self._bridge.workbench.settings.get(ORDER)
        name, descending = "updated", True
        if isinstance(kept, list) and len(kept) == 2 and kept[0] in COLUMNS:
            name, descending = str(kept[0]), bool(kept[1])
        order = Qt.SortOrder.DescendingOrder if descending else Qt.SortOrder.AscendingOrder
        self.table.horizontalHeader().setSortIndicator(COLUMNS.index(name), order)
        self.order.setCurrentIndex(COLUMNS.index(name))
        self.model.show(replace(self.model.filter, order=name, descending=descending))

    def _lay_out(self) -> QWidget:
        full = QWidget()
        column = QVBoxLayout(full)
        column.setContentsMargins(*[2 * theme.RHYTHM] * 4)
        title = QLabel("案件")
        title.setProperty("role", "title")
        self.count.setWordWrap(True)
        row = QHBoxLayout()
        row.addWidget(self.count, 1)
        row.addWidget(self.order)
        for widget in (title, self.filter):
            column.addWidget(widget)
        column.addLayout(row)
        column.addWidget(self.table, 1)
        return full


def _empty(page: CasesPage) -> EmptyState:
    return EmptyState(
        "folder",
        "把卷宗文件或文件夹拖到这里",
        "支持 PDF、OFD、Word、文本、图片、表格、邮件和压缩包；"
        "全部在本机处理，不联网，原件不会被改动。",
        (
            ("folder", "选择文件夹…", page.folder_wanted.emit),
            ("paper", "选择文件…", page.files_wanted.emit),
            ("plus", "新建空案件", page.new_wanted.emit),
        ),
    )


def _table(model: CaseModel) -> QTableView:
    table = QTableView()
    table.setModel(model)
    table.setAccessibleName("全部案件")
    table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
    table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
    table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
    table.setTabKeyNavigation(False)
    table.setShowGrid(False)
    table.setWordWrap(False)
    table.setAlternatingRowColors(True)
    table.setSortingEnabled(False)
    rows = table.verticalHeader()
    rows.hide()
    rows.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
    header = table.horizontalHeader()
    header.setHighlightSections(False)
    header.setSectionsClickable(True)
    header.setSortIndicatorShown(True)
    header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
    for place, name in enumerate(COLUMNS):
        if name not in WIDTHS:
            header.setSectionResizeMode(place, QHeaderView.ResizeMode.Stretch)
    size_columns(table)
    table.setCurrentIndex(model.index(0, TITLE))
    return table


def size_columns(table: QTableView) -> None:
    """Give rows and columns the sizes that the font needs."""
    em = table.fontMetrics().horizontalAdvance("国")
    table.verticalHeader().setDefaultSectionSize(table.fontMetrics().height() + 12)
    for name, characters in WIDTHS.items():
        table.setColumnWidth(COLUMNS.index(name), characters * em)
