"""The packs that were imported: when, as of what day, and what was left out and why."""

from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFileDialog,
    QFrame,
    QHBoxLayout,
    QHeaderView,
    QSplitter,
    QTableWidget,
    QTableWidgetItem,
    QWidget,
)

from ui.bridge import Bridge
from ui.sidebar.text import button, column, wrapped
from ui.words import chinese_date, moment
from workbench.law.packs import PackRecord, as_text

COLUMNS = ("法规包", "导入时间", "包内注明", "最新公布日期", "入库版本", "未导入文件")


class PacksView(QFrame):
    """已导入的法规包.

    Signals:
        left: the person wants to go back.
    """

    left = Signal()

    def __init__(self, bridge: Bridge, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self.records: list[PackRecord] = []
        self.setAccessibleName("已导入的法规包")
        layout = column(self, spacing=8, margin=12)
        head = QHBoxLayout()
        self.back = button("返回", "back", "返回法规库（Esc）")
        self.back.clicked.connect(self.left)
        head.addWidget(wrapped("已导入的法规包", "title"), 1)
        head.addWidget(self.back)
        layout.addLayout(head)
        self.state = wrapped(role="muted")
        layout.addWidget(self.state)
        split = QSplitter(Qt.Orientation.Vertical)
        split.setChildrenCollapsible(False)
        self.table = _table(COLUMNS, "已导入的法规包")
        self.table.itemSelectionChanged.connect(self._show_skipped)
        split.addWidget(self.table)
        split.addWidget(self._lower())
        split.setStretchFactor(1, 1)
        layout.addWidget(split, 1)
        self.setFocusProxy(self.table)

    def reload(self) -> None:
        """Read the packs anew."""
        law = self._bridge.workbench.law
        self.records = self._bridge.attempt(law.packs.all) or []
        day = law.as_of()
        upto = f"法规库内容截至{chinese_date(day)}（最新公布日期）。" if day else ""
        self.state.setText(
            f"{upto}同一法律由几个包提供时合并为一个版本，所以不能单独移除一个包。"
            if self.records
            else "还没有导入过法规包。"
        )
        self.table.setRowCount(len(self.records))
        for row, record in enumerate(self.records):
            for place, words in enumerate(_cells(record)):
                item = QTableWidgetItem(words)
                item.setToolTip(words)
                self.table.setItem(row, place, item)
        if self.records:
            self.table.selectRow(0)
        self._show_skipped()

    def export(self, target: Path) -> None:
        """Write the list of what was left out of the chosen pack as text.

        Raises:
            UserError: the file cannot be written.
        """
        from workbench.kernel.files import write_atomically

        record = self._record()
        if record is not None:
            write_atomically(target, as_text(record, moment).encode("utf-8-sig"))
            self._bridge.notice.emit(f"已导出到“{target}”。")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc goes back."""
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def _lower(self) -> QWidget:
        box = QWidget()
        layout = column(box, spacing=4)
        layout.setContentsMargins(0, 8, 0, 0)
        row = QHBoxLayout()
        self.title = wrapped(role="strong")
        self.save = button("导出清单…", "export", "把未导入的文件及原因存为文本文件")
        self.save.clicked.connect(self._choose_target)
        row.addWidget(self.title, 1)
        row.addWidget(self.save)
        self.skipped = _table(("未导入的文件", "原因"), "未导入的文件及原因")
        layout.addLayout(row)
        layout.addWidget(self.skipped, 1)
        return box

    def _record(self) -> PackRecord | None:
        rows = self.table.selectionModel().selectedRows()
        return self.records[rows[0].row()] if rows and self.records else None

    def _show_skipped(self) -> None:
        record = self._record()
        rows = record.skipped if record else ()
        if record is None:
            self.title.setText("")
        else:
            count = f"有 {len(rows):,} 个文件没有导入" if rows else "所有文件都已导入"
            self.title.setText(f"“{record.name}”{count}")
        self.save.setEnabled(bool(rows))
        self.skipped.setRowCount(len(rows))
        for row, pair in enumerate(rows):
            for place, words in enumerate(pair):
                item = QTableWidgetItem(words)
                item.setToolTip(words)
                self.skipped.setItem(row, place, item)

    def _choose_target(self) -> None:
        record = self._record()
        if record is not None:
            name = f"{record.name} 未导入的文件.txt"
            path, _ = QFileDialog.getSaveFileName(self, "导出清单", name, "文本文件 (*.txt)")
            if path:
                self._bridge.attempt(lambda: self.export(Path(path)))


def _cells(record: PackRecord) -> tuple[str, ...]:
    return (
        record.name,
        moment(record.imported) if record.imported else "没有记录",
        record.stated or "未注明",
        chinese_date(record.newest) or "不明",
        f"{record.versions:,}",
        f"{len(record.skipped):,}",
    )


def _table(names: tuple[str, ...], name: str) -> QTableWidget:
    table = QTableWidget(0, len(names))
    table.setHorizontalHeaderLabels(list(names))
    table.setAccessibleName(name)
    table.verticalHeader().hide()
    table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
    table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
    table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
    table.setTabKeyNavigation(False)
    table.setWordWrap(False)
    header = table.horizontalHeader()
    header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
    header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
    header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
    return table
