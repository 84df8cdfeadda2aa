"""A stack of pages becomes several papers: pages at the left, the papers to be at the right."""

from collections.abc import Iterator
from time import monotonic

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QPushButton,
    QSplitter,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from ui import icons
from ui.asking import confirm
from ui.bridge import Bridge
from ui.widgets.drawing import Drawer
from ui.widgets.parts_model import KIND, NAME, PAGES, PLACE, KindDelegate, PartsModel
from ui.widgets.split_thumbnails import SplitThumbnails
from workbench.papers.model import Document
from workbench.papers.splitting import SplitPlan

HOW = (
    "单击一页（或按空格）：从这页起另成一件，再按一次取消。按住 Ctrl 或 Shift 单击选多页："
    "Delete 抽出，Alt+←、Alt+→ 前后移动；+、- 放大缩小。"
    "右侧的名称和种类可以双击修改。原件不变，拆分后可以撤销。"
)
SLICE = 0.02
"""Seconds at a time for looking through the pages."""


class SplitDialog(QDialog):
    """Parts the pages of one paper."""

    def __init__(
        self, bridge: Bridge, drawer: Drawer, document: Document, plan: SplitPlan, parent: QWidget
    ) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self._document = document
        self.plan = plan
        self.setWindowTitle(f"拆分、整理页面：{document.name}")
        self.setProperty("helpTopic", "volume")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        room = parent.window().size()
        self.resize(min(1500, room.width() - 80), min(1000, room.height() - 60))
        how = QLabel(HOW)
        how.setWordWrap(True)
        how.setProperty("role", "muted")
        self.pages = SplitThumbnails(drawer, document, plan)
        self.parts = PartsModel(plan, self)
        self.table = self._table()
        halves = QSplitter(Qt.Orientation.Horizontal)
        halves.setChildrenCollapsible(False)
        halves.addWidget(self.pages)
        halves.addWidget(self.table)
        halves.setSizes([self.width() * 11 // 20, self.width() * 9 // 20])
        column = QVBoxLayout(self)
        column.addWidget(how)
        column.addWidget(halves, 1)
        column.addLayout(self._foot())
        self._looking: Iterator[int] = iter(())
        self._slice = QTimer(self)
        self._slice.setInterval(0)
        self._slice.timeout.connect(self._look)
        self.pages.planned.connect(self._on_planned)
        self.parts.typed.connect(self._say)
        self._say()
        self.pages.setFocus()

    def accept(self) -> None:
        """Carry the plan out; where that is refused, the plan stays as it is."""
        volume, parts = self._bridge.workbench.papers.volume, self.plan.parts()
        made = self._bridge.attempt(lambda: volume.split(self._document.id, parts))
        if made is not None:
            keys = self._bridge.shortcuts.words("volume.undo")
            self._bridge.notice.emit(
                f"“{self._document.name}”已分为 {len(made)} 件，可在卷宗目录按 {keys} 撤销。"
                if len(made) > 1
                else f"“{self._document.name}”的页已重新排列，可在卷宗目录按 {keys} 撤销。"
            )
            super().accept()

    def reject(self) -> None:
        """Leave; what was planned is given up only after asking."""
        question = "已设的分割、页序和名称还没有保存。确定放弃吗？"
        if not self.plan.changed or confirm(self, "放弃拆分", question, "放弃"):
            super().reject()

    def suggest(self) -> None:
        """Set the cuts where a page begins with the title of a kind of paper, a slice a time."""
        self._looking = self.plan.suggest()
        self.suggest_button.setEnabled(False)
        self._slice.start()

    def _look(self) -> None:
        deadline, done = monotonic() + SLICE, 0
        for done in self._looking:
            if monotonic() > deadline:
                self.count.setText(f"正在查看第 {done} 页，共 {len(self.plan.order)} 页…")
                return
        self._slice.stop()
        self.suggest_button.setEnabled(True)
        self.pages.number_parts()
        self._on_planned()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Ctrl+Enter carries the plan out; Enter alone belongs to the part that is typed."""
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if enter and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            if self.go.isEnabled():
                self.accept()
        elif not enter:
            super().keyPressEvent(event)

    def _on_planned(self) -> None:
        self.parts.refresh()
        self._say()

    def _say(self) -> None:
        parts = self.plan.parts()
        self.count.setText(f"分为 {len(parts)} 件，共 {len(self.plan.order)} 页")
        self.go.setEnabled(self.plan.changed)
        self.go.setText("拆分" if len(parts) > 1 else "保存页序")

    def _table(self) -> QTableView:
        table = QTableView()
        table.setModel(self.parts)
        table.setAccessibleName("拆分后的材料")
        table.setItemDelegateForColumn(KIND, KindDelegate(table))
        table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        table.setTabKeyNavigation(False)
        table.verticalHeader().hide()
        header = table.horizontalHeader()
        for column in (PLACE, PAGES):
            header.setSectionResizeMode(column, QHeaderView.ResizeMode.ResizeToContents)
        for column in (NAME, KIND):
            header.setSectionResizeMode(column, QHeaderView.ResizeMode.Stretch)
        table.clicked.connect(
            lambda index: self.pages.set_current(self.parts.parts[index.row()].pages[0])
        )
        return table

    def _foot(self) -> QHBoxLayout:
        self.count = QLabel()
        self.count.setProperty("role", "strong")
        self.suggest_button = QPushButton("建议分割处")
        self.suggest_button.setToolTip(
            "按各页开头的标题建议，由规则作出，请核对；会取代已设的分割处"
        )
        self.suggest_button.setEnabled(
            self._bridge.workbench.switches.is_on("papers.catalogue", self._document.case)
        )
        icons.put(self.suggest_button, "search")
        self.go = QPushButton("拆分")
        icons.primary(self.go)
        self.go.setToolTip("拆分（Ctrl+Enter）")
        stay = QPushButton("取消")
        row = QHBoxLayout()
        row.addWidget(self.suggest_button)
        row.addWidget(self.count)
        row.addStretch()
        for button, slot in (
            (self.suggest_button, self.suggest),
            (self.go, self.accept),
            (stay, self.reject),
        ):
            button.setAutoDefault(False)
            button.clicked.connect(slot)
        row.addWidget(self.go)
        row.addWidget(stay)
        return row


def split_paper(bridge: Bridge, drawer: Drawer, document_id: str, parent: QWidget) -> None:
    """Show the dialog for a paper; a refusal is said instead."""
    papers = bridge.workbench.papers

    def begin() -> SplitDialog:
        document = papers.document(document_id)
        return SplitDialog(bridge, drawer, document, papers.volume.plan(document_id), parent)

    dialog = bridge.attempt(begin)
    if dialog is not None:
        dialog.open()
