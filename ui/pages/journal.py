"""The journal page: what was done, by whom and when; its chain can be checked and exported."""

from pathlib import Path

from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFileDialog,
    QFrame,
    QHBoxLayout,
    QHeaderView,
    QTableView,
    QWidget,
)

from ui import routes
from ui.bridge import Bridge
from ui.pages.journal_export import export
from ui.pages.journal_filter import JournalFilter
from ui.pages.journal_model import JournalModel
from ui.pages.journal_words import places_of
from ui.sidebar.flow import FlowLayout
from ui.sidebar.text import button, column, wrapped
from ui.widgets.empty import EmptyState
from ui.widgets.icon_label import IconLabel
from ui.widgets.slices import Slices
from workbench.kernel.changes import Changes
from workbench.kernel.errors import UserError
from workbench.kernel.journal import Verification
from workbench.kernel.journal_query import Query

WIDTHS = (4, 12, 8, 0, 0, 5)
"""Of the columns, in characters; 对象 and 内容 share what the others leave."""
GIVE_WAY = {0: 46, 5: 46}
"""Widths of the page in characters below which a column gives way: 序号, 操作人."""
EMPTY = "新建案件、导入材料、核对数据、采纳建议等操作会自动记在这里，只能追加，不能修改或删除。"
KINDS = "表格 (*.csv);;JSON Lines (*.jsonl)"


class JournalPage(QFrame):
    """日志."""

    def __init__(self, bridge: Bridge, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self._stale = True
        self.setAccessibleName("日志")
        self.setProperty("helpTopic", "journal")

        def gone() -> bool:
            return bridge.closed

        self.reading: Slices[None] = Slices(self, self._on_read, self._on_read, self._failed, gone)
        self.checking: Slices[Verification] = Slices(
            self, self._on_checked, self._verified, self._failed, gone
        )
        self.writing: Slices[int] = Slices(
            self, self._on_written, self._exported, self._failed, gone
        )
        layout = column(self, spacing=8, margin=8)
        self.filter = JournalFilter(bridge)
        self.filter.changed.connect(self.refresh)
        layout.addWidget(self.filter)
        layout.addLayout(self._actions())
        layout.addLayout(self._answer_row())
        layout.addWidget(self._table(), 1)
        self.nothing = EmptyState("journal", "还没有记录", EMPTY)
        layout.addWidget(self.nothing, 1)
        layout.addLayout(self._foot())
        bridge.changed.connect(self._on_changed)
        bridge.shortcuts.bind("journal.find", self, self._to_filter)
        self.setFocusProxy(self.table)
        self.refresh()

    def set_case(self, case: str) -> None:
        """Name the open case, for the filter of it."""
        self.filter.set_case(case)

    def refresh(self) -> None:
        """Read the journal anew, from the newest row on."""
        if self._bridge.closed:
            return  # what was typed a moment ago
        self._stale = False
        self.model.begin(self.filter.query())
        self.read_on()

    def read_on(self) -> None:
        """Read on towards the first row."""
        if not self.reading.busy:
            self.reading.start(self.model.read())
        self._say_state()

    def verify(self) -> None:
        """Check the chain from the first row on and say what came of it; again: stop."""
        if self.checking.busy:
            self._stop("已停止校验，没有得出结论。")
            return
        self._busy()
        self.checking.start(self._bridge.workbench.journal.verify_in_steps())

    def export(self, only_found: bool = False) -> None:
        """Write all rows, or those that the filter lets through, into a file."""
        if self.writing.busy:
            self._stop("已停止导出，没有留下不完整的文件。")
            return
        name, kind = QFileDialog.getSaveFileName(self, "导出日志", "工作台日志.csv", KINDS)
        if not name:
            return
        file = Path(name)
        if not file.suffix:
            file = file.with_suffix(".jsonl" if "jsonl" in kind else ".csv")
        self._file = file
        query = self.filter.query() if only_found else Query()
        journal, titles = self._bridge.workbench.journal, self.model.titles()
        self._busy()
        self.writing.start(export(journal, query, file, titles))

    def open_row(self) -> None:
        """Open what the chosen row is about."""
        index = self.table.currentIndex()
        if not index.isValid():
            return
        places = places_of(self.model.entries[index.row()])
        for key in places:
            if routes.exists(self._bridge, key):
                self._bridge.open_page.emit(key)
                return
        gone = (
            "这条记录所说的内容已被删除，无法打开。" if places else "这条记录没有可以打开的内容。"
        )
        self._bridge.notice.emit(gone)

    # Qt

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Let columns give way where there is little room."""
        super().resizeEvent(event)
        self._size_columns()

    def changeEvent(self, event: QEvent) -> None:
        """Give the columns new widths when the size of the font changes."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange and hasattr(self, "table"):
            QTimer.singleShot(0, self, self._size_columns)

    # Parts

    def _actions(self) -> FlowLayout:
        row = FlowLayout(spacing=8)
        self.open = button("打开", "link", "打开所选记录所说的案件或材料（Enter）")
        self.check = button("校验", "check", "从第一条起逐条核对校验值，确认日志没有被改动")
        self.out = button("导出全部…", "export", "导出全部日志为文件")
        self.out_found = button("导出筛选结果…", "export", "只导出符合筛选的记录")
        self.open.clicked.connect(self.open_row)
        self.check.clicked.connect(self.verify)
        self.out.clicked.connect(lambda: self.export(only_found=False))
        self.out_found.clicked.connect(lambda: self.export(only_found=True))
        for widget in (self.open, self.check, self.out, self.out_found):
            row.addWidget(widget)
        return row

    def _answer_row(self) -> QHBoxLayout:
        row = QHBoxLayout()
        self._answer_icon = IconLabel("check", "good")
        self.answer = wrapped()
        self.answer.setAccessibleName("校验和导出的结果")
        row.addWidget(self._answer_icon)
        row.addWidget(self.answer, 1)
        self._answer_icon.hide()
        self.answer.hide()
        return row

    def _foot(self) -> QHBoxLayout:
        row = QHBoxLayout()
        self.state = wrapped(role="muted")
        self.state.setAccessibleName("列表的范围")
        self.more = button("继续读取", "down", "读更早的记录")
        self.more.clicked.connect(self.read_on)
        row.addWidget(self.state, 1)
        row.addWidget(self.more)
        return row

    def _table(self) -> QTableView:
        self.model = JournalModel(self._bridge.workbench)
        self.table = JournalTable()
        self.table.setModel(self.model)
        self.table.opened.connect(self.open_row)
        self.table.verticalScrollBar().valueChanged.connect(self._on_scrolled)
        header = self.table.horizontalHeader()
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft)
        for place, width in enumerate(WIDTHS):
            if not width:
                header.setSectionResizeMode(place, QHeaderView.ResizeMode.Stretch)
        return self.table

    def _size_columns(self) -> None:
        """Give the columns the widths that the font needs; what matters least gives way."""
        em = self.fontMetrics().horizontalAdvance("国")
        for place, width in enumerate(WIDTHS):
            if width:
                self.table.setColumnWidth(place, em * width)
                self.table.setColumnHidden(place, self.width() < GIVE_WAY.get(place, 0) * em)

    # What comes

    def _on_read(self, _count: object = None) -> None:
        for entry in self.model.entries[-1:]:
            self.filter.add_actor(entry.actor)
        self._say_state()

    def _on_checked(self, rows: int) -> None:
        self._answer("clock", "muted", f"正在校验：已核对 {rows:,} 条。")

    def _verified(self, result: Verification) -> None:
        self._idle()
        if result.whole:
            words = f"校验通过：{result.rows:,} 条记录前后衔接，末条校验值 {result.head[:16]}……"
            self._answer("check", "good", words)
            return
        words = (
            f"校验不通过：第 {result.first_broken} 条起不可信，{result.reason}。"
            "请保留工作区文件夹，用最近的备份比对。"
        )
        self._answer("error", "bad", words)

    def _on_written(self, rows: int) -> None:
        self._answer("clock", "muted", f"正在导出：已写 {rows:,} 条。")

    def _exported(self, rows: int) -> None:
        self._idle()
        words = f"已导出 {rows:,} 条日志到“{self._file.name}”。导出的文件没有加密，请妥善保管。"
        self._answer("check", "good", words)
        self._bridge.notice.emit(words)

    def _failed(self, error: UserError) -> None:
        self._idle()
        self._answer("error", "bad", str(error))
        self._bridge.failed.emit(error.message, error.advice)

    # Words

    def _answer(self, icon: str, colour: str, words: str) -> None:
        self._answer_icon.show_icon(icon, colour)
        self.answer.setText(words)
        self._answer_icon.show()
        self.answer.show()

    def _stop(self, words: str) -> None:
        self.checking.stop()
        self.writing.stop()
        self._idle()
        self._answer("stop", "muted", words)

    def _busy(self) -> None:
        self.check.setText("停止")
        self.check.setAccessibleName("停止校验或导出")
        for widget in (self.out, self.out_found):
            widget.setEnabled(False)

    def _idle(self) -> None:
        self.check.setText("校验")
        self.check.setAccessibleName("校验")
        for widget in (self.out, self.out_found):
            widget.setEnabled(True)

    def _say_state(self) -> None:
        count, whole = self.model.rowCount(), self.model.whole
        self.more.setVisible(not whole)
        self.more.setEnabled(not self.reading.busy)
        empty = not count and whole and self.model.query == Query()
        self.nothing.setVisible(empty)
        self.table.setVisible(not empty)
        self.state.setVisible(not empty)
        self.setFocusProxy(self.filter.words if empty else self.table)
        if not count:
            words = "没有符合筛选的记录。" if whole else "正在读取……"
        elif whole:
            words = f"共 {count:,} 条，最新在前。日志只能追加，不能修改或删除。"
        else:
            left = self.model.oldest - 1
            words = f"已列出 {count:,} 条，最新在前；更早的第 1 至 {left:,} 条还没有读。"
        self.state.setText(words)

    def _to_filter(self) -> None:
        self.filter.words.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.filter.words.selectAll()

    def _on_scrolled(self, value: int) -> None:
        bar = self.table.verticalScrollBar()
        if bar.maximum() and value == bar.maximum() and not self.model.whole:
            self.read_on()

    def _on_changed(self, changes: Changes) -> None:
        if "journal" not in changes.kinds:
            return
        if not self.isVisible():
            self._stale = True
            return
        self.model.catch_up()
        self._say_state()

    def showEvent(self, event: QShowEvent) -> None:
        """Read what came while the page was behind another."""
        super().showEvent(event)
        if self._stale:
            self._stale = False
            self.model.catch_up()
            self._say_state()


class JournalTable(QTableView):
    """The table; Enter and a double click open a row.

    Signals:
        opened: the chosen row is to be opened.
    """

    opened = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName("日志记录")
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setAlternatingRowColors(True)
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.verticalHeader().hide()
        self.doubleClicked.connect(lambda _: self.opened.emit())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Open the chosen row on Enter."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.opened.emit()
        else:
            super().keyPressEvent(event)
