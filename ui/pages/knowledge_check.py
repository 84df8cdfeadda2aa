"""What is wrong with knowledge: citations that the library lacks, files that could not be read."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QHeaderView,
    QProgressBar,
    QTreeWidget,
    QTreeWidgetItem,
    QWidget,
)

from ui.answer import Answer
from ui.bridge import Bridge
from ui.sidebar.text import button, column, wrapped
from ui.words import chinese_date
from workbench.kernel.errors import UserError
from workbench.kernel.finding import Status
from workbench.law.knowledge.check import Checked
from workbench.law.knowledge.model import CauseKnowledge
from workbench.law.knowledge.shelf import Faulty

_MODE = QHeaderView.ResizeMode


class CheckView(QFrame):
    """Looks citations up file by file beside the window, and lists what was not found.

    Signals:
        ended: the check came to its end.
    """

    ended = Signal()

    def __init__(self, bridge: Bridge, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self._left: list[CauseKnowledge] = []
        self._total = self._looked_up = 0
        self._answer = Answer(self, bridge, self._take, self._refuse)
        layout = column(self, spacing=4)
        row = QHBoxLayout()
        self.state = wrapped()
        self.state.setAccessibleName("核对结果")
        self.bar = QProgressBar()
        self.bar.setAccessibleName("核对进度")
        self.bar.setTextVisible(False)
        self.bar.setMaximumHeight(8)
        self.stop = button("停止", "stop", "停止核对")
        self.dismiss = button("关闭", tip="关闭这一结果")
        self.stop.clicked.connect(self._stop)
        self.dismiss.clicked.connect(self.put_away)
        row.addWidget(self.state, 2)
        row.addWidget(self.bar, 1, Qt.AlignmentFlag.AlignVCenter)
        row.addWidget(self.stop)
        row.addWidget(self.dismiss)
        self.table = QTreeWidget()
        self.table.setRootIsDecorated(False)
        self.table.setAccessibleName("没有查到的引文")
        self.table.setMaximumHeight(180)
        self.table.setTextElideMode(Qt.TextElideMode.ElideMiddle)
        layout.addLayout(row)
        layout.addWidget(self.table)
        self.hide()

    @property
    def busy(self) -> bool:
        """Whether citations are being looked up."""
        return self._answer.awaited or bool(self._left)

    def start(self, files: Sequence[CauseKnowledge]) -> None:
        """Look up what files cite; a check that goes on is given up."""
        self._left, self._total, self._looked_up = list(files), len(files), 0
        self._columns("引文", "原因", "核对日期", "文件")
        self.table.setAccessibleName("没有查到的引文")
        self._show(pending=True)
        self.state.setText("正在核对引文……")
        self.show()
        self._next()

    def show_faulty(self, faulty: Sequence[Faulty]) -> None:
        """List the files that could not be read, with the reasons."""
        self._give_up()
        self._columns("没有读入的文件", "原因")
        self.table.setAccessibleName("没有读入的文件及原因")
        for one in faulty:
            self._add(one.source, one.reason)
        self.state.setText(
            f"有 {len(faulty)} 个本院文件没有读入；同一案由仍用程序自带的内容。改好后按“重新读取”。"
        )
        self._show(pending=False)
        self.show()

    def put_away(self) -> None:
        """Hide, and look up no more."""
        self._give_up()
        self.hide()

    def _give_up(self) -> None:
        self._left = []
        self._answer.forget()

    def _next(self) -> None:
        if self._left:
            self._answer.wait(self._bridge.workbench.knowledge.check(self._left.pop(0)))

    def _refuse(self, error: UserError) -> None:
        self._bridge.failed.emit(error.message, error.advice)
        self._take([])

    def _take(self, checked: list[Checked]) -> None:
        self._looked_up += len(checked)
        for one in checked:
            if one.status is not Status.CONFIRMED:
                self._add(one.quoted, one.message, chinese_date(one.day), one.source)
        self.bar.setValue(self._total - len(self._left))
        self._next()
        if not self.busy:
            self._done()

    def _done(self) -> None:
        misses = self.table.topLevelItemCount()
        self.state.setText(
            f"核对 {self._looked_up:,} 处引文，有 {misses:,} 处没有查到"
            "（可能是本机法规库没有收这部法律）。"
            if misses
            else f"核对 {self._looked_up:,} 处引文，都在法规库中。"
        )
        self._show(pending=False)
        self.ended.emit()

    def _stop(self) -> None:
        self._give_up()
        self.state.setText(f"已停止；停止前核对了 {self._looked_up:,} 处引文。")
        self._show(pending=False)

    def _show(self, pending: bool) -> None:
        self.bar.setRange(0, max(1, self._total))
        for widget in (self.bar, self.stop):
            widget.setVisible(pending)
        self.dismiss.setVisible(not pending)
        self.table.setVisible(self.table.topLevelItemCount() > 0)

    def _columns(self, *names: str) -> None:
        self.table.clear()
        self.table.setColumnCount(len(names))
        self.table.setHeaderLabels(list(names))
        em = self.fontMetrics().horizontalAdvance("国")
        header = self.table.header()
        header.setStretchLastSection(False)
        for place, width in enumerate((18, 18, 8, 8)[: len(names)]):
            header.setSectionResizeMode(place, _MODE.Stretch if place == 1 else _MODE.Interactive)
            self.table.setColumnWidth(place, em * width)

    def _add(self, *words: str) -> None:
        item = QTreeWidgetItem(list(words))
        for place, text in enumerate(words):
            item.setToolTip(place, text)
        self.table.addTopLevelItem(item)
        self.table.show()
