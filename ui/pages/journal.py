"""The journal page: what was done, by whom and when; its chain can be checked and exported."""

from datetime import datetime
from pathlib import Path

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QPersistentModelIndex,
    QSortFilterProxyModel,
    Qt,
)
from PySide6.QtGui import QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QFileDialog,
    QFrame,
    QHBoxLayout,
    QHeaderView,
    QLineEdit,
    QTableView,
    QWidget,
)

from ui.bridge import Bridge
from ui.pages.journal_words import ROOMS, detail_words, event_words
from ui.sidebar.text import button, column, wrapped
from ui.widgets.icon_label import IconLabel
from workbench.kernel.changes import Changes
from workbench.kernel.features import ALL
from workbench.kernel.files import write_atomically
from workbench.kernel.journal import Entry
from workbench.workbench import Workbench

MOST = 2000
"""Rows shown; the export has all."""
COLUMNS = ("序号", "时间", "事件", "对象", "内容", "操作人")
_Index = QModelIndex | QPersistentModelIndex


class JournalModel(QAbstractTableModel):
    """Rows of the journal in words, newest first."""

    def __init__(self, workbench: Workbench) -> None:
        super().__init__()
        self._workbench = workbench
        self._rows: list[tuple[str, ...]] = []

    def load(self, room: str) -> int:
        """Read the rows of a room (empty: all); return how many."""
        entries = self._workbench.journal.entries(room, limit=MOST)
        titles = self._titles()
        self.beginResetModel()
        self._rows = [_row(entry, titles) for entry in entries]
        self.endResetModel()
        return len(entries)

    def rowCount(self, parent: _Index | None = None) -> int:
        """Return the number of rows."""
        return 0 if parent is not None and parent.isValid() else len(self._rows)

    def columnCount(self, parent: _Index | None = None) -> int:
        """Return the number of columns."""
        return 0 if parent is not None and parent.isValid() else len(COLUMNS)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return the words of a cell."""
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return self._rows[index.row()][index.column()]
        return None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        """Return the heading of a column."""
        if role == Qt.ItemDataRole.DisplayRole and orientation is Qt.Orientation.Horizontal:
            return COLUMNS[section]
        return None

    def _titles(self) -> dict[str, str]:
        titles = {ALL: "全部智能功能"}
        titles |= {feature.key: feature.title for feature in self._workbench.features}
        for case in self._workbench.papers.desk.rows():
            titles[case.id] = case.number or case.title
        titles |= {job.id: job.title for job in self._workbench.jobs.table.all()}
        return titles


class JournalPage(QFrame):
    """日志."""

    def __init__(self, bridge: Bridge, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self._stale = True
        self.setAccessibleName("日志")
        self.setProperty("helpTopic", "journal")
        layout = column(self, spacing=8, margin=8)
        layout.addLayout(self._filter_row())
        layout.addLayout(self._answer_row())
        self.state = wrapped(role="muted")
        layout.addWidget(self.state)
        layout.addWidget(self._table(), 1)
        bridge.changed.connect(self._on_changed)
        find = QShortcut(QKeySequence.StandardKey.Find, self)
        find.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        find.activated.connect(self.filter.setFocus)
        self.refresh()

    def refresh(self) -> None:
        """Read the journal anew."""
        self._stale = False
        count = self.model.load(str(self.room.currentData()))
        more = f"这里只列最近 {MOST} 条，导出的文件含全部。" if count == MOST else ""
        self.state.setText(f"{count} 条记录，最新在前。日志只能追加，不能修改或删除。{more}")

    def verify(self) -> None:
        """Check the chain and say what came of it."""
        result = self._bridge.workbench.journal.verify()
        if result.whole:
            self._answer_icon.show_icon("check", "good")
            head = result.head[:16]
            self.answer.setText(f"校验通过：{result.rows} 条记录前后衔接，末条校验值 {head}……")
        else:
            self._answer_icon.show_icon("error", "bad")
            self.answer.setText(
                f"校验不通过：第 {result.first_broken} 条起不可信，{result.reason}。"
                "请保留工作区文件夹，用最近的备份比对。"
            )
        self._show_answer(True)

    def export(self) -> None:
        """Write all rows into a file that the person names."""
        kinds = "JSON Lines (*.jsonl)"
        name, _ = QFileDialog.getSaveFileName(self, "导出日志", "工作台日志.jsonl", kinds)
        if name:
            self._bridge.attempt(lambda: self._write(Path(name)))

    def _write(self, file: Path) -> None:
        lines = list(self._bridge.workbench.journal.export())
        write_atomically(file, ("\n".join(lines) + "\n").encode())
        self._bridge.notice.emit(f"已导出 {len(lines)} 条日志到“{file.name}”。")

    # Parts

    def _filter_row(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(8)
        self.filter = QLineEdit()
        self.filter.setPlaceholderText("筛选：时间、事件、对象、内容（Ctrl+F）")
        self.filter.setAccessibleName("筛选日志")
        self.filter.setClearButtonEnabled(True)
        self.room = QComboBox()
        self.room.setAccessibleName("事件种类")
        for key, words in ROOMS.items():
            self.room.addItem(words, key)
        self.room.currentIndexChanged.connect(lambda _: self.refresh())
        self.check = button("校验", "check", "逐条核对校验值，确认日志没有被改动")
        self.check.clicked.connect(self.verify)
        self.out = button("导出", "export", "导出全部日志为文件")
        self.out.clicked.connect(self.export)
        row.addWidget(self.filter, 1)
        for widget in (self.room, self.check, self.out):
            row.addWidget(widget)
        return row

    def _answer_row(self) -> QHBoxLayout:
        row = QHBoxLayout()
        self._answer_icon = IconLabel("check", "good")
        self.answer = wrapped()
        self.answer.setAccessibleName("校验结果")
        row.addWidget(self._answer_icon)
        row.addWidget(self.answer, 1)
        self._show_answer(False)
        return row

    def _show_answer(self, on: bool) -> None:
        self._answer_icon.setVisible(on)
        self.answer.setVisible(on)

    def _table(self) -> QTableView:
        self.model = JournalModel(self._bridge.workbench)
        self.proxy = QSortFilterProxyModel(self)
        self.proxy.setSourceModel(self.model)
        self.proxy.setFilterKeyColumn(-1)
        self.proxy.setFilterCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self.filter.textChanged.connect(self.proxy.setFilterFixedString)
        self.table = QTableView()
        self.table.setModel(self.proxy)
        self.table.setAccessibleName("日志记录")
        self.table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.table.setAlternatingRowColors(True)
        self.table.setShowGrid(False)
        self.table.setTabKeyNavigation(False)
        self.table.verticalHeader().hide()
        header = self.table.horizontalHeader()
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft)
        em = self.fontMetrics().horizontalAdvance("国")
        for place, width in enumerate((4, 13, 11, 15, 18, 6)):
            self.table.setColumnWidth(place, em * width)
        header.setSectionResizeMode(4, QHeaderView.ResizeMode.Stretch)
        return self.table

    def _on_changed(self, changes: Changes) -> None:
        if "journal" not in changes.kinds:
            return
        if self.isVisible():
            self.refresh()
        else:
            self._stale = True

    def showEvent(self, event: QShowEvent) -> None:
        """Read what came while the page was behind another."""
        super().showEvent(event)
        if self._stale:
            self.refresh()


def _row(entry: Entry, titles: dict[str, str]) -> tuple[str, ...]:
    time = datetime.fromisoformat(entry.time)
    stamp = f"{time.year}年{time.month}月{time.day}日 {time:%H:%M:%S}"
    subject = titles.get(entry.subject, "")
    if not subject and entry.detail.get("case"):
        subject = titles.get(str(entry.detail["case"]), "")
    if not subject and entry.subject:
        subject = f"编号 {entry.subject[:12]}"
    words = event_words(entry.event)
    return (str(entry.seq), stamp, words, subject, detail_words(entry, titles), entry.actor)
