"""The list of causes with knowledge: by area, filtered as one types."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QModelIndex, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QLineEdit, QTreeView, QWidget

from ui.sidebar.text import column, wrapped
from workbench.law.knowledge.model import AREA_WORDS, CauseKnowledge

TYPING_MS = 120
OPENED = 60
_FILE = Qt.ItemDataRole.UserRole + 1


def holds(found: CauseKnowledge, words: Sequence[str]) -> bool:
    """Say whether a file's names, telling words or requirements hold every word."""
    text = "\n".join(
        (*found.names(), *found.telling, *found.deciding, *(r.name for r in found.requirements))
    )
    return all(word in text for word in words)


class KnowledgeList(QWidget):
    """Filter line and tree.

    Signals:
        chosen: a :class:`CauseKnowledge` to show.
    """

    chosen = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._files: Sequence[CauseKnowledge] = ()
        self.filter = QLineEdit()
        self.filter.setPlaceholderText("筛选案由、罪名、要件")
        self.filter.setAccessibleName("筛选案由、罪名、要件")
        self.filter.setClearButtonEnabled(True)
        self.filter.installEventFilter(self)
        self.model = QStandardItemModel()
        self.tree = QTreeView()
        self.tree.setModel(self.model)
        self.tree.setHeaderHidden(True)
        self.tree.setUniformRowHeights(True)
        self.tree.setEditTriggers(QTreeView.EditTrigger.NoEditTriggers)
        self.tree.setTextElideMode(Qt.TextElideMode.ElideMiddle)
        self.tree.setIndentation(self.fontMetrics().horizontalAdvance("国"))
        self.tree.setAccessibleName("案由和罪名")
        self.tree.clicked.connect(self._choose)
        self.tree.activated.connect(self._choose)
        self.state = wrapped(role="small")
        self.state.setAccessibleName("要件知识概况")
        layout = column(self, spacing=4)
        layout.addWidget(self.filter)
        layout.addWidget(self.tree, 1)
        layout.addWidget(self.state)
        self._typing = QTimer(self)
        self._typing.setSingleShot(True)
        self._typing.setInterval(TYPING_MS)
        self._typing.timeout.connect(self._fill)
        self.filter.textChanged.connect(lambda _: self._typing.start())
        self.setFocusProxy(self.filter)

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

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Arrow down and Enter go from the filter line into the tree."""
        keys = (Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Enter)
        pressed = isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress
        if pressed and event.key() in keys:  # type: ignore[attr-defined]
            if self._typing.isActive():
                self._typing.stop()
                self._fill()
            self.tree.setFocus(Qt.FocusReason.ShortcutFocusReason)
            if not self.tree.currentIndex().isValid():
                self.tree.setCurrentIndex(self._first())
            return True
        return super().eventFilter(watched, event)

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
