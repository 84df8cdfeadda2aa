"""The page without an open case: all cases in a table, or what to do first."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QLabel,
    QStackedLayout,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from ui import theme
from ui.bridge import Bridge
from ui.soon import Soon
from ui.widgets.empty import EmptyState
from ui.words import moment
from workbench.kernel.changes import Changes
from workbench.papers.model import Case

COLUMNS = ("案号", "案件名称", "案由", "当事人", "材料", "最近修改")
_ID = Qt.ItemDataRole.UserRole
REFRESH_MS = 150


class CasesPage(QWidget):
    """All cases.

    Signals:
        chosen: id of the case to open.
        new_wanted, files_wanted, folder_wanted: the buttons of the empty state.
    """

    chosen = Signal(str)
    new_wanted = Signal()
    files_wanted = Signal()
    folder_wanted = Signal()

    def __init__(self, bridge: Bridge) -> None:
        super().__init__()
        self._bridge = bridge
        self.table = _table()
        self.table.itemActivated.connect(self._activate)
        self.empty = EmptyState(
            "folder",
            "把卷宗文件或文件夹拖到这里",
            "支持 PDF、OFD、Word、文本、图片、表格、邮件和压缩包；"
            "全部在本机处理，不联网，原件不会被改动。",
            (
                ("folder", "选择文件夹…", self.folder_wanted.emit),
                ("paper", "选择文件…", self.files_wanted.emit),
                ("plus", "新建空案件", self.new_wanted.emit),
            ),
        )
        full = QWidget()
        column = QVBoxLayout(full)
        title = QLabel("案件")
        title.setProperty("role", "title")
        self.count = QLabel()
        self.count.setProperty("role", "muted")
        column.setContentsMargins(*[2 * theme.RHYTHM] * 4)
        for widget in (title, self.count):
            column.addWidget(widget)
        column.addWidget(self.table, 1)
        self._stack = QStackedLayout(self)
        self._stack.addWidget(self.empty)
        self._stack.addWidget(full)
        self._soon = Soon(self, bridge, REFRESH_MS, self.refresh)
        bridge.changed.connect(self._on_changes)
        self.refresh()

    @property
    def is_empty(self) -> bool:
        """Whether the empty state is shown."""
        return self._stack.currentIndex() == 0

    def refresh(self) -> None:
        """Read the cases again; the row with the cursor stays."""
        cases = self._bridge.workbench.papers.cases()
        current = self.table.currentItem()
        kept = current.data(_ID) if current else ""
        self.table.setRowCount(len(cases))
        for row, case in enumerate(cases):
            for place, text in enumerate(self._texts(case)):
                item = QTableWidgetItem(text)
                item.setToolTip(text)
                item.setData(_ID, case.id)
                self.table.setItem(row, place, item)
            if case.id == kept:
                self.table.setCurrentCell(row, 0)
        self.count.setText(f"共 {len(cases)} 件。把卷宗文件夹拖进窗口即可新建案件并导入。")
        self._stack.setCurrentIndex(1 if cases else 0)
        self.setFocusProxy(self.table if cases else self.empty.buttons[0])

    def _texts(self, case: Case) -> tuple[str, ...]:
        parties = "；".join(f"{p.role}{p.name}" for p in case.parties if not p.agent_of)
        papers = len(self._bridge.workbench.papers.documents(case.id))
        number = case.number or "未编案号"
        return number, case.title, case.cause, parties, f"{papers} 件", moment(case.updated)

    def _activate(self, item: QTableWidgetItem) -> None:
        self.chosen.emit(str(item.data(_ID)))

    def _on_changes(self, changes: Changes) -> None:
        if changes.kinds & {"cases", "papers"}:
            self._soon.ask()


def _table() -> QTableWidget:
    table = QTableWidget(0, len(COLUMNS))
    table.setHorizontalHeaderLabels(list(COLUMNS))
    table.setAccessibleName("全部案件")
    table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
    table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
    table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
    table.setTabKeyNavigation(False)
    table.setShowGrid(False)
    table.setAlternatingRowColors(True)
    table.verticalHeader().hide()
    table.verticalHeader().setDefaultSectionSize(table.fontMetrics().height() + 12)
    header = table.horizontalHeader()
    header.setHighlightSections(False)
    header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
    for place in range(len(COLUMNS)):
        header.setSectionResizeMode(place, QHeaderView.ResizeMode.ResizeToContents)
    header.setSectionResizeMode(1, QHeaderView.ResizeMode.Stretch)
    header.setSectionResizeMode(3, QHeaderView.ResizeMode.Stretch)
    return table
