"""The volume of a case as a model: 正卷 and 副卷, and in each of them its papers in order."""

import json
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from PySide6.QtCore import (
    QAbstractItemModel,
    QMimeData,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    Signal,
)

from ui import icons, theme
from ui.widgets.two_lines import MORE
from ui.words import OUTCOMES, pages_of
from workbench.papers.model import Document, Outcome
from workbench.papers.volume_order import page_ranges

Index = QModelIndex | QPersistentModelIndex
Order = list[tuple[str, str]]
"""Id and volume of every paper, in order."""
VOLUMES = ("正卷", "副卷")
ID = Qt.ItemDataRole.UserRole
NAME, STATE = range(2)
MIME = "application/x-workbench-papers"
_NONE = QModelIndex()
_BASE = Qt.ItemFlag.ItemIsEnabled
_PAPER = (
    _BASE
    | Qt.ItemFlag.ItemIsSelectable
    | Qt.ItemFlag.ItemIsDragEnabled
    | Qt.ItemFlag.ItemNeverHasChildren
)


class VolumeModel(QAbstractItemModel):
    """Papers by volume, narrowed to those that hold some words.

    Signals:
        renamed: id and new name, as typed into the tree.
        dropped: the new :data:`Order` of the case's papers, after a drop.
    """

    renamed = Signal(str, str)
    dropped = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._documents: list[Document] = []
        self._shown: tuple[list[Document], ...] = tuple([] for _ in VOLUMES)
        self._ranges: dict[str, tuple[int, int]] = {}
        self._words: list[str] = []
        self._icons: dict[str, Any] = {}

    @property
    def documents(self) -> list[Document]:
        """All papers, also those that the filter hides."""
        return list(self._documents)

    def show(self, documents: Sequence[Document], words: str | None = None) -> None:
        """Show papers; ``words`` narrows them, ``None`` leaves the narrowing as it is."""
        self.beginResetModel()
        self._documents = list(documents)
        self._ranges = dict(page_ranges(documents))
        if words is not None:
            self._words = words.lower().split()
        self._shown = tuple(
            [d for d in self._documents if d.volume == volume and self._fits(d)]
            for volume in VOLUMES
        )
        self.endResetModel()

    def recolour(self) -> None:
        """Draw the icons anew, after the colours changed."""
        self._icons.clear()
        self.layoutChanged.emit()

    def paper(self, index: Index) -> Document | None:
        """Return the paper of a row; ``None`` for a volume."""
        if not index.isValid() or not index.internalId():
            return None
        inside = self._shown[index.internalId() - 1]
        return inside[index.row()] if index.row() < len(inside) else None

    def index_of(self, document_id: str) -> QModelIndex:
        """Return the row of a paper; invalid where it is not shown."""
        for place, inside in enumerate(self._shown):
            for row, document in enumerate(inside):
                if document.id == document_id:
                    return self.index(row, NAME, self.index(place, NAME))
        return QModelIndex()

    def shown_ids(self) -> list[str]:
        """Return the ids of the papers shown, in order."""
        return [document.id for inside in self._shown for document in inside]

    def order(self) -> Order:
        """Return the order of all papers."""
        return [(d.id, volume) for volume in VOLUMES for d in self._documents if d.volume == volume]

    def moved(self, ids: Sequence[str], volume: str, before: str) -> Order:
        """Return the order after papers were put into a volume, before one of its papers.

        Args:
            ids: papers that move; they keep their order.
            volume: where to.
            before: id of the paper that comes after them; empty for the end of the volume.
        """
        order = self.order()
        moving = [(key, volume) for key, _ in order if key in ids]
        rest = [(key, place) for key, place in order if key not in ids]
        while before in ids:
            before = self._after(before, volume)
        spot = next((n for n, (key, _) in enumerate(rest) if key == before), -1)
        if spot < 0:
            later = VOLUMES[VOLUMES.index(volume) + 1 :]
            spot = next((n for n, (_, place) in enumerate(rest) if place in later), len(rest))
        return [*rest[:spot], *moving, *rest[spot:]]

    def shifted(self, ids: Sequence[str], step: int) -> Order:
        """Return the order after papers went one place up (-1) or down (1) in their volume."""
        order = self.order()
        walk = range(len(order)) if step < 0 else range(len(order) - 1, -1, -1)
        for place in walk:
            other = place + step
            if order[place][0] not in ids or not 0 <= other < len(order):
                continue
            if order[other][0] not in ids and order[other][1] == order[place][1]:
                order[place], order[other] = order[other], order[place]
        return order

    # What Qt asks

    def rowCount(self, parent: Index = _NONE) -> int:
        """Two volumes, and the papers of each."""
        if not parent.isValid():
            return len(VOLUMES)
        return 0 if parent.internalId() else len(self._shown[parent.row()])

    def columnCount(self, parent: Index = _NONE) -> int:
        """Name and state."""
        del parent
        return 2

    def index(self, row: int, column: int, parent: Index = _NONE) -> QModelIndex:
        """Volumes have the id 0, papers the number of their volume from 1."""
        if not self.hasIndex(row, column, parent):
            return QModelIndex()
        return self.createIndex(row, column, parent.row() + 1 if parent.isValid() else 0)

    def parent(self, index: Index = _NONE) -> QModelIndex:  # type: ignore[override]
        """Return the volume of a paper."""
        if not index.isValid() or not index.internalId():
            return QModelIndex()
        return self.createIndex(index.internalId() - 1, NAME, 0)

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Papers can be chosen, dragged and renamed; volumes take them."""
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        if not index.internalId():
            return _BASE | Qt.ItemFlag.ItemIsDropEnabled
        return _PAPER | Qt.ItemFlag.ItemIsEditable if index.column() == NAME else _PAPER

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return what a cell shows and says."""
        document = self.paper(index)
        if document is not None:
            return self._of_paper(document, index.column(), role)
        if not index.isValid() or index.column() != NAME or index.row() >= len(VOLUMES):
            return None
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return VOLUMES[index.row()]
            case Qt.ItemDataRole.AccessibleTextRole | Qt.ItemDataRole.ToolTipRole:
                return self.heading(index.row())
        return self._count(index.row()) if role == MORE else None

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        """Take a new name; an empty one changes nothing."""
        document, name = self.paper(index), str(value).strip()
        if document is None or role != Qt.ItemDataRole.EditRole or not name:
            return False
        if name != document.name:
            # Shown at once; what is shown comes back from the store in a moment anyway.
            self._shown[index.internalId() - 1][index.row()] = replace(document, name=name)
            self.dataChanged.emit(index, index)
            self.renamed.emit(document.id, name)
        return True

    def heading(self, place: int) -> str:
        """Return the head of a volume: how many papers, how many pages."""
        return f"{VOLUMES[place]}（{self._count(place)}）"

    def _count(self, place: int) -> str:
        inside = [d for d in self._documents if d.volume == VOLUMES[place]]
        pages = sum(d.pages for d in inside if pages_of(d))
        shown = len(self._shown[place])
        count = f"{len(inside)} 件，{pages} 页"
        return f"找到 {shown} 件，共 {count}" if self._words else count

    # Dragging

    def supportedDropActions(self) -> Qt.DropAction:
        """Papers are moved, never copied."""
        return Qt.DropAction.MoveAction

    def mimeTypes(self) -> list[str]:
        """Papers of this tree only."""
        return [MIME]

    def mimeData(self, indexes: Sequence[Index]) -> QMimeData:
        """Carry the ids of papers."""
        found = [paper.id for index in indexes if (paper := self.paper(index)) is not None]
        data = QMimeData()
        data.setData(MIME, json.dumps(list(dict.fromkeys(found))).encode())
        return data

    def canDropMimeData(
        self, data: QMimeData, action: Qt.DropAction, row: int, column: int, parent: Index
    ) -> bool:
        """Papers may go into a volume, or between the volumes: to the end of the upper one."""
        del action, column
        return data.hasFormat(MIME) and self._volume_at(row, parent) is not None

    def dropMimeData(
        self, data: QMimeData, action: Qt.DropAction, row: int, column: int, parent: Index
    ) -> bool:
        """Announce the order after a drop; the model itself changes when the store has."""
        place = self._volume_at(row, parent)
        if not self.canDropMimeData(data, action, row, column, parent) or place is None:
            return False
        ids = json.loads(bytes(data.data(MIME).data()))
        inside = self._shown[place] if parent.isValid() else []
        before = inside[row].id if 0 <= row < len(inside) else ""
        order = self.moved(ids, VOLUMES[place], before)
        if order != self.order():
            self.dropped.emit(order)
        return True

    def _volume_at(self, row: int, parent: Index) -> int | None:
        if parent.isValid():
            return None if parent.internalId() else parent.row()
        return row - 1 if row > 0 else None if row == 0 else len(VOLUMES) - 1

    def _after(self, document_id: str, volume: str) -> str:
        inside = [document.id for document in self._documents if document.volume == volume]
        place = inside.index(document_id) + 1 if document_id in inside else len(inside)
        return inside[place] if place < len(inside) else ""

    def _fits(self, document: Document) -> bool:
        words = f"{document.name}\n{document.category}\n{OUTCOMES[document.outcome][1]}".lower()
        return all(word in words for word in self._words)

    def _of_paper(self, document: Document, column: int, role: int) -> Any:
        word = OUTCOMES[document.outcome][1]
        match role:
            case Qt.ItemDataRole.UserRole:
                return document.id
            case Qt.ItemDataRole.DisplayRole | Qt.ItemDataRole.EditRole if column == NAME:
                return document.name
            case Qt.ItemDataRole.AccessibleTextRole:
                return (
                    f"{document.name}，{self._more(document)}，{word}" if column == NAME else word
                )
            case Qt.ItemDataRole.ToolTipRole:
                return self._tip(document) if column == NAME else document.reason or word
            case Qt.ItemDataRole.DecorationRole if column == STATE:
                return self._state_icon(document.outcome)
        return self._more(document) if role == MORE and column == NAME else None

    def _more(self, document: Document) -> str:
        # What can be read needs no word; what cannot says so where there is room for it.
        bad = document.outcome is not Outcome.READABLE
        parts = [OUTCOMES[document.outcome][1]] if bad else []
        parts.append(document.category or "未归类")
        if document.id in self._ranges:
            first, last = self._ranges[document.id]
            parts.append(f"第{first}页" if first == last else f"第{first}—{last}页")
            parts.append(f"{document.pages} 页")
        return " · ".join(parts)

    def _tip(self, document: Document) -> str:
        words = [document.name, self._more(document), document.reason, *document.warnings]
        return "\n".join(part for part in words if part)

    def _state_icon(self, outcome: Outcome) -> Any:
        colours = theme.current()
        shades = {Outcome.READABLE: colours.good, Outcome.NEEDS_OCR: colours.warn}
        return self._icon(OUTCOMES[outcome][0], shades.get(outcome, colours.bad))

    def _icon(self, name: str, shade: str) -> Any:
        key = f"{name}{shade}"
        if key not in self._icons:
            self._icons[key] = icons.icon(name, shade)
        return self._icons[key]
