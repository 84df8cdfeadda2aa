"""All laws of the library as a tree: kind of text, standing today, title."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QAbstractItemModel, QModelIndex, QObject, Qt
from PySide6.QtWidgets import QWidget

from ui import icons
from ui.pages.library_words import days
from ui.sidebar.text import wrapped
from ui.widgets.filtered_tree import OPENED, FilteredTree
from ui.widgets.two_lines import Index
from workbench.law.catalog import Entry, Group, Standing, groups, short_title
from workbench.law.model import Level

STANDING_ICONS = {
    Standing.IN_FORCE: "check",
    Standing.COMING: "clock",
    Standing.AMENDED: "edit",
    Standing.REPEALED: "close",
    Standing.UNKNOWN: "info",
}
_Branch = tuple[Level, list[Group]]


class LawTreeModel(QAbstractItemModel):
    """Three levels over one sorted list; nodes are numbers, made when they are asked for.

    A node's number is 0 for a kind, 1 + kind for a standing, and beyond ``_LEAVES`` kind and
    standing together for a text.
    """

    _WIDTH = 100

    def __init__(self) -> None:
        super().__init__()
        self._branches: list[_Branch] = []

    def show(self, found: Sequence[Group]) -> None:
        """Show other groups."""
        self.beginResetModel()
        branches: dict[Level, list[Group]] = {}
        for group in found:
            branches.setdefault(group.level, []).append(group)
        self._branches = list(branches.items())
        self.endResetModel()

    def entry(self, index: Index) -> Entry | None:
        """Return the text of a leaf; ``None`` for a branch."""
        if not index.isValid() or self._depth(index) != 2:
            return None
        return self._group(index).entries[index.row()]

    def index(self, row: int, column: int = 0, parent: Index | None = None) -> QModelIndex:
        """Return a node."""
        if not self.hasIndex(row, column, parent or QModelIndex()):
            return QModelIndex()
        if parent is None or not parent.isValid():
            return self.createIndex(row, column, 0)
        if self._depth(parent) == 0:
            return self.createIndex(row, column, 1 + parent.row())
        branch = int(parent.internalId()) - 1
        return self.createIndex(row, column, (branch + 1) * self._WIDTH + parent.row())

    def parent(self, index: Index | None = None) -> Any:
        """Return the node above; without an index it is the QObject's parent."""
        if index is None:
            return QObject.parent(self)
        if not index.isValid() or self._depth(index) == 0:
            return QModelIndex()
        number = int(index.internalId())
        if number < self._WIDTH:
            return self.createIndex(number - 1, 0, 0)
        return self.createIndex(number % self._WIDTH, 0, number // self._WIDTH)

    def rowCount(self, parent: Index | None = None) -> int:
        """Return how many nodes stand below one."""
        if parent is None or not parent.isValid():
            return len(self._branches)
        depth = self._depth(parent)
        if depth == 0:
            return len(self._branches[parent.row()][1])
        return len(self._group_below(parent).entries) if depth == 1 else 0

    def columnCount(self, parent: Index | None = None) -> int:
        """One column."""
        del parent
        return 1

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return what is shown of a node."""
        entry = self.entry(index)
        if entry is None:
            return self._of_branch(index, role)
        version = entry.version
        if role == Qt.ItemDataRole.DisplayRole:
            day = version.effective or version.promulgated
            year = f"（{day.year}年）" if entry.several and day else ""
            return f"{short_title(version.title)}{year}"
        if role in (Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole):
            return f"{version.title}：{entry.standing}，{days(version)}，{version.articles:,} 条"
        return None

    def _of_branch(self, index: Index, role: int) -> object:
        level, below = self._branches[self._branch(index)]
        if self._depth(index) == 0:
            count = sum(len(group.entries) for group in below)
            return f"{level}（{count:,}）" if role == Qt.ItemDataRole.DisplayRole else None
        group = below[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return f"{group.standing}（{len(group.entries):,}）"
        if role == Qt.ItemDataRole.DecorationRole:
            return icons.icon(STANDING_ICONS[group.standing])
        return None

    def _depth(self, index: Index) -> int:
        number = int(index.internalId())
        return 0 if number == 0 else 1 if number < self._WIDTH else 2

    def _branch(self, index: Index) -> int:
        number = int(index.internalId())
        return index.row() if number == 0 else number - 1

    def _group_below(self, index: Index) -> Group:
        return self._branches[int(index.internalId()) - 1][1][index.row()]

    def _group(self, leaf: Index) -> Group:
        number = int(leaf.internalId())
        return self._branches[number // self._WIDTH - 1][1][number % self._WIDTH]


class LawTree(FilteredTree):
    """The laws; ``chosen`` gives a :class:`workbench.law.model.Version` to open."""

    def __init__(self, parent: QWidget | None = None) -> None:
        model = LawTreeModel()
        super().__init__(model, "筛选法律名称、文号", "法律目录", "法规库概况", parent)
        self.model = model
        self._entries: Sequence[Entry] = ()
        self.building = wrapped("正在为法条推荐建立索引，浏览和检索不受影响。", "small")
        self.building.hide()
        self.column.addWidget(self.building)

    def show_entries(self, found: Sequence[Entry]) -> None:
        """Show the versions of the library."""
        self._entries = found
        self._fill()

    def _fill(self) -> None:
        words = self.filter.text()
        found = groups(self._entries, words)
        self.model.show(found)
        if words.strip() and sum(len(group.entries) for group in found) <= OPENED:
            self.tree.expandAll()
            self.tree.setCurrentIndex(self._first())
        else:
            for row in range(self.model.rowCount()):
                self.tree.expand(self.model.index(row))

    def _first(self) -> QModelIndex:
        """Return the first text in sight, else the first branch."""
        branch = self.model.index(0)
        leaf = self.model.index(0, 0, self.model.index(0, 0, branch))
        opened = leaf.isValid() and self.tree.isExpanded(leaf.parent())
        return leaf if opened else branch

    def _choose(self, index: QModelIndex) -> None:
        entry = self.model.entry(index)
        if entry is not None:
            self.chosen.emit(entry.version)
        elif self.sender() is self.tree and not self.tree.isExpanded(index):
            self.tree.expand(index)
