"""The packs of the library of precedents: what came of each, what was left out, and removal."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QAbstractTableModel, QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFileDialog,
    QFrame,
    QHBoxLayout,
    QHeaderView,
    QSplitter,
    QTableView,
    QWidget,
)

from ui.answer import Answer
from ui.asking import confirm
from ui.bridge import Bridge
from ui.sidebar.text import button, column, wrapped
from ui.widgets.two_lines import Index
from ui.words import moment
from workbench.kernel.files import write_atomically
from workbench.kernel.store import Store
from workbench.law.precedents.repository import PrecedentPack, PrecedentRepository

COLUMNS = ("案例包", "导入时间", "读过的文件", "收入案例", "没有收入", "重复")
LEFT_OUT = ("文件", "没有收入的原因")

Row = tuple[str, ...]


class Rows(QAbstractTableModel):
    """Rows of words; there may be a hundred thousand of them."""

    def __init__(self, names: Sequence[str]) -> None:
        super().__init__()
        self._names = names
        self.rows: Sequence[Row] = ()

    def show_rows(self, rows: Sequence[Row]) -> None:
        """Show other rows."""
        self.beginResetModel()
        self.rows = rows
        self.endResetModel()

    def rowCount(self, parent: Index | None = None) -> int:
        """Return the number of rows."""
        return 0 if parent is not None and parent.isValid() else len(self.rows)

    def columnCount(self, parent: Index | None = None) -> int:
        """Return the number of columns."""
        return 0 if parent is not None and parent.isValid() else len(self._names)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return a cell."""
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return self.rows[index.row()][index.column()]
        return None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        """Return the name of a column."""
        if orientation is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return self._names[section]
        return None


def left_out(store: Store, pack: str) -> list[Row]:
    """Return what of a pack was not taken in, with the reasons; duplicates among it."""
    library = PrecedentRepository(store)
    twins = library.duplicates(pack)
    heads = library.heads([twin.of for twin in twins])
    rows: list[Row] = [(file, reason) for file, reason in library.skipped(pack)]
    for twin in twins:
        kept = heads.get(twin.of)
        named = f"，库中已有：{kept.title} {kept.number}".rstrip() if kept else ""
        rows.append((twin.file, f"重复：{twin.reason}{named}"))
    return rows


class _Part(QWidget):
    """A part of a splitter that is never lower than its broken lines need at its width."""

    def event(self, event: QEvent) -> bool:
        """Ask for the height anew whenever the width or the words change."""
        done = super().event(event)
        layout = self.layout()
        if layout and event.type() in (QEvent.Type.Resize, QEvent.Type.LayoutRequest):
            # While none of its words break, the layout answers -1.
            self.setMinimumHeight(max(0, layout.minimumHeightForWidth(self.width())))
        return done


class PacksView(QFrame):
    """案例包.

    Signals:
        left: the person wants to go back.
        removing: the job (:class:`workbench.kernel.job_table.Job`) that removes a pack.
    """

    left = Signal()
    removing = Signal(object)

    def __init__(self, bridge: Bridge, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self.records: list[PrecedentPack] = []
        self._packs = Answer(self, bridge, self._show_packs)
        self._rows = Answer(self, bridge, self._show_rows)
        self.setAccessibleName("案例包")
        layout = column(self, spacing=8, margin=12)
        head = QHBoxLayout()
        self.remove = button("删除这一包…", "delete", "从案例库删除这一包的全部案例")
        self.remove.clicked.connect(self._remove)
        self.back = button("返回", "back", "返回案例库（Esc）")
        self.back.clicked.connect(self.left)
        head.addWidget(wrapped("案例包", "title"), 1)
        head.addWidget(self.remove)
        head.addWidget(self.back)
        layout.addLayout(head)
        self.state = wrapped(role="muted")
        layout.addWidget(self.state)
        split = QSplitter(Qt.Orientation.Vertical)
        split.setChildrenCollapsible(False)
        self.model, self.left_out = Rows(COLUMNS), Rows(LEFT_OUT)
        self.table = _table(self.model, "案例包")
        for place in range(1, len(COLUMNS)):
            fits = QHeaderView.ResizeMode.ResizeToContents
            self.table.horizontalHeader().setSectionResizeMode(place, fits)
        self.table.selectionModel().currentRowChanged.connect(lambda *_: self._show_left_out())
        split.addWidget(self.table)
        split.addWidget(self._lower())
        split.setStretchFactor(1, 1)
        layout.addWidget(split, 1)
        self.setFocusProxy(self.table)

    @property
    def busy(self) -> bool:
        """Whether something is being read."""
        return self._packs.awaited or self._rows.awaited

    def reload(self) -> None:
        """Read the packs anew, beside the window."""
        self._packs.wait(self._bridge.workbench.precedents.lists.packs())

    def export(self, target: Path) -> None:
        """Write the list of what was left out of the chosen pack as text.

        Raises:
            UserError: the file cannot be written.
        """
        record = self._record()
        if record is None:
            return
        lines = [f"案例包：{record.name}", f"导入时间：{moment(record.imported)}", ""]
        lines += [f"{file}\t{reason}" for file, reason in self.left_out.rows]
        write_atomically(target, "\n".join([*lines, ""]).encode("utf-8-sig"), mode=0o600)
        self._bridge.notice.emit(f"已导出到“{target}”。")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc goes back."""
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def _lower(self) -> QWidget:
        box = _Part()
        layout = column(box, spacing=4)
        layout.setContentsMargins(0, 8, 0, 0)
        row = QHBoxLayout()
        self.title = wrapped(role="strong")
        self.save = button("导出清单…", "export", "把没有收入的文件及原因存为文本文件")
        self.save.clicked.connect(self._choose_target)
        row.addWidget(self.title, 1)
        row.addWidget(self.save)
        self.files = _table(self.left_out, "没有收入的文件及原因")
        self.files.horizontalHeader().setSectionResizeMode(1, QHeaderView.ResizeMode.Stretch)
        layout.addLayout(row)
        layout.addWidget(self.files, 1)
        layout.addStretch(0)
        return box

    def _record(self) -> PrecedentPack | None:
        row = self.table.currentIndex().row()
        return self.records[row] if 0 <= row < len(self.records) else None

    def _show_packs(self, records: list[PrecedentPack]) -> None:
        held = self._record()
        self.records = records
        self.model.show_rows([_cells(record) for record in records])
        names = [record.name for record in records]
        self.state.setText(
            "同一内容由几包提供时只收一件，记在收入它的包下；删除一包不影响其他包和原文件。"
            if records
            else "还没有导入过案例。"
        )
        row = names.index(held.name) if held and held.name in names else 0
        if records:
            self.table.setCurrentIndex(self.model.index(row, 0))
        self._show_left_out()

    def _show_left_out(self) -> None:
        record = self._record()
        read_only = self._bridge.workbench.workspace.read_only
        self.remove.setEnabled(record is not None and not read_only)
        self.left_out.show_rows(())
        self.files.hide()
        self.save.setEnabled(False)
        self.title.setText("")
        if record is None:
            return
        if not record.skipped + record.duplicates:
            self.title.setText(f"“{record.name}”的文件全部收入")
            return
        name = record.name
        reading = self._bridge.workbench.precedents.reading
        self._rows.wait(reading.do(lambda store: left_out(store, name)))

    def _show_rows(self, rows: Sequence[Row]) -> None:
        record = self._record()
        self.left_out.show_rows(rows)
        self.files.setVisible(bool(rows))
        self.save.setEnabled(bool(rows))
        if record is not None:
            self.title.setText(f"“{record.name}”有 {len(rows):,} 个文件没有收入")

    def _remove(self) -> None:
        record = self._record()
        if record is None:
            return
        question = (
            f"从案例库删除案例包“{record.name}”的 {record.held:,} 件案例？\n\n"
            "删除后不能再检索、引用和对照这些案例，类案索引随之更新；已给出的建议仍保留案例名称。"
            "原文件不受影响，可以重新导入。删除在后台进行，可以取消，已删的不恢复。"
        )
        if confirm(self.window(), "删除案例包", question, "删除"):
            workbench, name = self._bridge.workbench, record.name
            job = self._bridge.attempt(lambda: workbench.remove_precedents(name))
            if job is not None:
                self.removing.emit(job)

    def _choose_target(self) -> None:
        record = self._record()
        if record is not None:
            name = f"{record.name} 没有收入的文件.txt"
            path, _ = QFileDialog.getSaveFileName(self, "导出清单", name, "文本文件 (*.txt)")
            if path:
                self._bridge.attempt(lambda: self.export(Path(path)))


def _cells(record: PrecedentPack) -> Row:
    return (
        record.name,
        moment(record.imported) if record.imported else "没有记录",
        *(f"{n:,}" for n in (record.files, record.held, record.skipped, record.duplicates)),
    )


def _table(model: Rows, name: str) -> QTableView:
    table = QTableView()
    table.setModel(model)
    table.setAccessibleName(name)
    table.verticalHeader().hide()
    table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
    table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
    table.setTabKeyNavigation(False)
    table.setWordWrap(False)
    header = table.horizontalHeader()
    header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
    header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
    return table
