"""The recycle list (回收站) of a case: bring papers back, or delete them for good."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QPushButton,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from ui import icons
from ui.asking import confirm
from ui.bridge import Bridge
from ui.words import moment, pages_of
from workbench.papers.model import Document

_ID = Qt.ItemDataRole.UserRole


class RecycleList(QDialog):
    """Papers of one case that were deleted, the last one first."""

    def __init__(self, bridge: Bridge, case: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self._case = case
        self.setWindowTitle("回收站")
        self.setProperty("helpTopic", "volume")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.resize(640, 420)
        self.words = QLabel()
        self.words.setWordWrap(True)
        self.list = QTreeWidget()
        self.list.setAccessibleName("已删除的材料")
        self.list.setHeaderLabels(["材料", "种类", "页数", "删除时间"])
        self.list.setRootIsDecorated(False)
        self.list.setUniformRowHeights(True)
        self.list.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.list.header().setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        self.list.header().setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        self.list.header().setStretchLastSection(False)
        self.list.itemSelectionChanged.connect(self._enable)
        self.list.itemActivated.connect(lambda *_: self.restore())
        self.back = self._button("undo", "恢复", self.restore)
        self.purge_button = self._button("delete", "彻底删除…", self.purge)
        self.close_button = self._button("", "关闭", self.reject)
        row = QHBoxLayout()
        row.addWidget(self.back)
        row.addWidget(self.purge_button)
        row.addStretch()
        row.addWidget(self.close_button)
        column = QVBoxLayout(self)
        column.addWidget(self.words)
        column.addWidget(self.list, 1)
        column.addLayout(row)
        self.refresh()

    def refresh(self) -> None:
        """Show the papers as they are now; the first is chosen."""
        found = self._bridge.workbench.papers.volume.recycled(self._case)
        self.list.clear()
        for document in found:
            self.list.addTopLevelItem(_row(document))
        self.words.setText(
            "下列材料已从卷宗中删除，检索、提取、推荐和导出都不再涉及，可以连同文字和已作的核对一起恢复。"
            if found
            else "回收站是空的。在卷宗目录中删除的材料会放在这里。"
        )
        if first := self.list.topLevelItem(0):
            self.list.setCurrentItem(first)
        self._enable()

    def chosen(self) -> list[str]:
        """Return the ids of the papers chosen."""
        return [str(item.data(0, _ID)) for item in self.list.selectedItems()]

    def restore(self) -> None:
        """Bring the papers chosen back to their place."""
        ids, volume = self.chosen(), self._bridge.workbench.papers.volume
        if ids:
            self._bridge.attempt(lambda: volume.restore(ids))
            self.refresh()

    def purge(self) -> None:
        """Delete the papers chosen for good, after asking."""
        ids, volume = self.chosen(), self._bridge.workbench.papers.volume
        if ids and confirm(self, "彻底删除", self._question(ids), "彻底删除"):
            self._bridge.attempt(lambda: volume.purge(ids))
            self.refresh()

    def _question(self, ids: Sequence[str]) -> str:
        names = [item.text(0) for item in self.list.selectedItems()]
        what = f"“{names[0]}”" if len(names) == 1 else f"所选 {len(names)} 件材料"
        question = (
            f"确定彻底删除{what}吗？\n页面、文字和待核对的数据一并删除，不能恢复，除非有备份；"
            "已确认的数据保留。此前对本案卷宗的操作也不能再撤销。"
        )
        shared = self._bridge.workbench.papers.volume.shared(ids)
        if shared:
            question += (
                f"\n“{shared[0]}”{'等' if len(shared) > 1 else ''}与其他材料出自同一原件："
                "该原件（含这些页的图像）要到其他材料也彻底删除后才会删除。"
            )
        return question

    def _enable(self) -> None:
        there = bool(self.list.selectedItems())
        self.back.setEnabled(there)
        self.purge_button.setEnabled(there)

    def _button(self, icon: str, words: str, slot: object) -> QPushButton:
        button = QPushButton(words)
        button.setAutoDefault(False)
        if icon:
            icons.put(button, icon)
        button.clicked.connect(slot)
        return button


def _row(document: Document) -> QTreeWidgetItem:
    kind = document.category or "未归类"
    item = QTreeWidgetItem([document.name, kind, pages_of(document), moment(document.removed)])
    item.setData(0, _ID, document.id)
    item.setToolTip(0, f"{document.name}\n原在{document.volume}")
    return item
