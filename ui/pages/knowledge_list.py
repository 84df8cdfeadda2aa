"""The list of causes with knowledge: by area, filtered as one types."""

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtGui import QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QWidget

from ui.widgets.filtered_tree import OPENED, FilteredTree
from workbench.law.knowledge.model import AREA_WORDS, CauseKnowledge

_FILE = Qt.ItemDataRole.UserRole + 1


def holds(found: CauseKnowledge, words: Sequence[str]) -> bool:
    """Say whether a file's names, telling words or requirements hold every word."""
    text = "\n".join(
        (*found.names(), *found.telling, *found.deciding, *(r.name for r in found.requirements))
    )
    return all(word in text for word in words)


class KnowledgeList(FilteredTree):
    """The causes; ``chosen`` gives a :class:`CauseKnowledge` to show."""

    def __init__(self, parent: QWidget | None = None) -> None:
        model = QStandardItemModel()
        super().__init__(model, "筛选案由、罪名、要件", "案由和罪名", "要件知识概况", parent)
        self.model = model
        self._files: Sequence[CauseKnowledge] = ()

    def show_files(self, files: Sequence[CauseKnowledge]) -> None:
        """Show other files."""
        self._files = files
        self._fill()

    def mark(self, found: CauseKnowledge) -> None:
        """Show which file is open, if it is in the list."""
        for row in range(self.model.rowCount()):
            branch = self.model.item(row)
            for place in range(branch.rowCount()):
                if branch.child(place).data(_FILE) == found:
                    self.tree.expand(branch.index())
                    self.tree.setCurrentIndex(branch.child(place).index())
                    return
        self.tree.setCurrentIndex(QModelIndex())

    def _fill(self) -> None:
        words = self.filter.text().split()
        self.model.clear()
        shown = 0
        for area, name in AREA_WORDS.items():
            files = [f for f in self._files if f.area is area and holds(f, words)]
            if not files:
                continue
            shown += len(files)
            branch = QStandardItem(f"{name}（{len(files)}）")
            for found in sorted(files, key=lambda f: f.common):
                branch.appendRow(_leaf(found))
            self.model.appendRow(branch)
        few = bool(words) and shown <= OPENED
        for row in range(self.model.rowCount()):
            if few or row == 0:
                self.tree.expand(self.model.index(row, 0))
        if words:
            self.tree.setCurrentIndex(self._first())
            self.state.setText(f"筛选出 {shown} 个。" if shown else "没有这样的案由或罪名。")
        else:
            own = sum(found.own for found in self._files)
            self.state.setText(f"共 {len(self._files)} 个文件，其中本院文件 {own} 个。")

    def _first(self) -> QModelIndex:
        branch = self.model.index(0, 0)
        leaf = self.model.index(0, 0, branch)
        return leaf if leaf.isValid() and self.tree.isExpanded(branch) else branch

    def _choose(self, index: QModelIndex) -> None:
        found = index.data(_FILE)
        if isinstance(found, CauseKnowledge):
            self.chosen.emit(found)
        elif not self.tree.isExpanded(index):
            self.tree.expand(index)


def _leaf(found: CauseKnowledge) -> QStandardItem:
    marks = ("（共通）" if found.common else "") + ("〔本院〕" if found.own else "")
    item = QStandardItem(found.cause + marks)
    item.setData(found, _FILE)
    also = f"又称：{'、'.join(found.also)}" if found.also else ""
    item.setToolTip("\n".join(part for part in (found.cause, also) if part))
    return item
