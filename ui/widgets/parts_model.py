"""The parts of a split as a table: number, pages, name, kind; name and kind can be typed."""

from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtWidgets import QComboBox, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from workbench.papers.page_numbers import numbers
from workbench.papers.splitting import Part, SplitPlan

Index = QModelIndex | QPersistentModelIndex
PLACE, NAME, KIND, PAGES = range(4)
HEADS = ("件", "名称", "种类", "页")
NO_KIND = "未归类"
_NONE = QModelIndex()


class PartsModel(QAbstractTableModel):
    """The parts that a plan makes now.

    Signals:
        typed: a name or a kind was typed.
    """

    typed = Signal()

    def __init__(self, plan: SplitPlan, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._plan = plan
        self.parts: tuple[Part, ...] = plan.parts()

    def refresh(self) -> None:
        """Look at the plan again."""
        self.beginResetModel()
        self.parts = self._plan.parts()
        self.endResetModel()

    def rowCount(self, parent: Index = _NONE) -> int:
        """One row a part."""
        return 0 if parent.isValid() else len(self.parts)

    def columnCount(self, parent: Index = _NONE) -> int:
        """Number, name, kind, pages."""
        return 0 if parent.isValid() else len(HEADS)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """Name the columns."""
        wanted = orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole
        return HEADS[section] if wanted else None

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Name and kind can be typed; those of the pages taken out are given."""
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        out = index.isValid() and self.parts[index.row()].pages[0] in self._plan.taken
        typed = index.column() in (NAME, KIND) and not out
        return flags | Qt.ItemFlag.ItemIsEditable if typed else flags

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return what a cell shows."""
        if not index.isValid():
            return None
        part = self.parts[index.row()]
        kind = part.category or NO_KIND
        if role == Qt.ItemDataRole.ToolTipRole:
            words = f"{part.name}，{_kind(part)}，{len(part.pages)} 页"
            return f"{words}\n建议的依据：{part.reason}" if part.reason else words
        if role not in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.EditRole):
            return None
        shown = kind if role == Qt.ItemDataRole.EditRole else _kind(part)
        return (str(index.row() + 1), part.name, shown, numbers(part.pages))[index.column()]

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        """Take what was typed."""
        if not index.isValid() or role != Qt.ItemDataRole.EditRole:
            return False
        first, text = self.parts[index.row()].pages[0], str(value).strip()
        if index.column() == NAME:
            self._plan.name(first, text)
        else:
            self._plan.retype(first, "" if text == NO_KIND else text)
        self.parts = self._plan.parts()
        self.dataChanged.emit(self.index(index.row(), NAME), self.index(index.row(), PAGES))
        self.typed.emit()
        return True


class KindDelegate(QStyledItemDelegate):
    """Lets the kind of a part be chosen from the table of kinds."""

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:
        """Make the list of kinds."""
        from workbench.papers.catalogue import kinds

        del option
        box = QComboBox(parent)
        box.setAccessibleName("材料种类")
        box.addItems([NO_KIND, *(kind.name for kind in kinds())])
        box.setCurrentText(str(index.data(Qt.ItemDataRole.EditRole)))
        box.activated.connect(lambda _: self.commitData.emit(box))
        return box


def _kind(part: Part) -> str:
    kind = part.category or NO_KIND
    # First, so that no narrow column hides it.
    return f"副卷 · {kind}" if part.volume == "副卷" else kind
