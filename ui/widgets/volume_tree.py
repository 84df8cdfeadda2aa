"""The volume tree (正卷, 副卷): papers with kind, pages and outcome; rename, order, delete."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QItemSelectionModel, Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDragMoveEvent, QDropEvent, QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTreeWidget, QTreeWidgetItem, QWidget

from ui import icons, theme
from ui.widgets.dropping import dropped_paths, take_copy
from ui.widgets.two_lines import MORE as _MORE
from ui.widgets.two_lines import TwoLines
from ui.words import OUTCOMES, pages_of
from workbench.papers.model import Document, Outcome

VOLUMES = ("正卷", "副卷")
_ID = Qt.ItemDataRole.UserRole
NAME, STATE = range(2)


class VolumeTree(QTreeWidget):
    """Papers of a case in their order.

    Signals:
        opened: id of the paper to open.
        renamed: id and new name.
        delete_wanted: ids.
        arranged: ``[(id, volume, position)]`` of papers that moved.
        files_dropped: paths brought from outside.
    """

    opened = Signal(str)
    renamed = Signal(str, str)
    delete_wanted = Signal(object)
    arranged = Signal(object)
    files_dropped = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._documents: dict[str, Document] = {}
        self._filling = False
        self.setAccessibleName("卷宗目录")
        self.setColumnCount(2)
        self.setHeaderLabels(["材料", "状态"])
        self.setItemDelegateForColumn(NAME, TwoLines(self))
        self.setRootIsDecorated(True)
        self.setIndentation(12)
        self.setTextElideMode(Qt.TextElideMode.ElideMiddle)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.EditKeyPressed)
        self.setDragDropMode(QAbstractItemView.DragDropMode.InternalMove)
        header = self.header()
        header.setStretchLastSection(False)
        header.setMinimumSectionSize(24)
        header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        header.setSectionResizeMode(NAME, QHeaderView.ResizeMode.Stretch)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.itemActivated.connect(self._activate)
        self.itemChanged.connect(self._changed)

    @property
    def editing(self) -> bool:
        """Whether a name is being typed."""
        return self.state() == QAbstractItemView.State.EditingState

    def show_documents(self, documents: Sequence[Document]) -> None:
        """Show papers; what is selected and folded stays so, and the same papers stay untouched."""
        if not self.topLevelItemCount() or list(documents) != list(self._documents.values()):
            self._fill(documents)

    def restore(self) -> None:
        """Show the papers as they are known, after a change that was refused."""
        self._fill(list(self._documents.values()))

    def _fill(self, documents: Sequence[Document]) -> None:
        chosen, current = set(self.selected_ids()), self.current_id()
        folded = {item.text(NAME).split("（")[0] for item in self._roots() if not item.isExpanded()}
        self._filling = True
        self.clear()
        self._documents = {document.id: document for document in documents}
        for volume in VOLUMES:
            inside = [d for d in documents if d.volume == volume]
            if not inside and volume != VOLUMES[0]:
                continue
            root = self._root(volume, inside)
            for document in inside:
                item = self._row(root, document)
                item.setSelected(document.id in chosen)
                if document.id == current:
                    keep = QItemSelectionModel.SelectionFlag.NoUpdate
                    self.setCurrentItem(item, NAME, keep)
            root.setExpanded(volume not in folded)
        self._draw_icons()
        self._filling = False

    def selected_ids(self) -> list[str]:
        """Return the ids of the selected papers, in order."""
        return [str(i.data(NAME, _ID)) for i in self._papers() if i.isSelected()]

    def current_id(self) -> str:
        """Return the id of the paper with the cursor; empty if there is none."""
        item = self.currentItem()
        return str(item.data(NAME, _ID) or "") if item is not None else ""

    def item_of(self, document_id: str) -> QTreeWidgetItem | None:
        """Return the row of a paper."""
        return next((i for i in self._papers() if i.data(NAME, _ID) == document_id), None)

    def paper_ids(self) -> list[str]:
        """Return the ids of all papers, in order."""
        return [str(item.data(NAME, _ID)) for item in self._papers()]

    def headings(self) -> list[str]:
        """Return the heads of the volumes."""
        return [root.text(NAME) for root in self._roots()]

    def choose(self, document_id: str) -> None:
        """Put the cursor on a paper."""
        item = self.item_of(document_id)
        if item is not None:
            self.setCurrentItem(item)

    def edit_name(self) -> None:
        """Let the name of the paper with the cursor be typed anew."""
        item = self.item_of(self.current_id())
        if item is not None:
            self.editItem(item, NAME)

    def shift(self, step: int) -> None:
        """Move the paper with the cursor one place up (-1) or down (1) within its volume."""
        item = self.item_of(self.current_id())
        if item is None:
            return
        root = item.parent()
        place = root.indexOfChild(item) + step
        if 0 <= place < root.childCount():
            root.takeChild(root.indexOfChild(item))
            root.insertChild(place, item)
            self.setCurrentItem(item)
            self._tell_order()

    def changeEvent(self, event: QEvent) -> None:
        """Draw the icons anew when the colours change."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange and not self._filling:
            self._draw_icons()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Delete asks; Alt+Up and Alt+Down move a paper; Enter opens."""
        alt = bool(event.modifiers() & Qt.KeyboardModifier.AltModifier)
        if event.key() == Qt.Key.Key_Delete and not self.editing:
            if chosen := self.selected_ids():
                self.delete_wanted.emit(chosen)
        elif alt and event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self.shift(-1 if event.key() == Qt.Key.Key_Up else 1)
        else:
            super().keyPressEvent(event)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take files as well as rows."""
        if event.mimeData().hasUrls():
            take_copy(event)
        else:
            super().dragEnterEvent(event)

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        """Take files as well as rows."""
        if event.mimeData().hasUrls():
            take_copy(event)
        else:
            super().dragMoveEvent(event)

    def dropEvent(self, event: QDropEvent) -> None:
        """Import files; move rows."""
        if event.mimeData().hasUrls():
            take_copy(event)
            self.files_dropped.emit(dropped_paths(event))
            return
        super().dropEvent(event)
        self._tell_order()

    def _tell_order(self) -> None:
        moved: list[tuple[str, str, int]] = []
        position = 0
        for root in self._roots():
            volume = str(root.data(STATE, _ID))
            for place in range(root.childCount()):
                key = str(root.child(place).data(NAME, _ID))
                known = self._documents[key]
                if (known.volume, known.position) != (volume, position):
                    moved.append((key, volume, position))
                position += 1
        if moved:
            self.arranged.emit(moved)

    def _root(self, volume: str, inside: Sequence[Document]) -> QTreeWidgetItem:
        pages = sum(d.pages for d in inside if pages_of(d))
        root = QTreeWidgetItem(self, [f"{volume}（{len(inside)} 件，{pages} 页）"])
        root.setData(STATE, _ID, volume)
        root.setFirstColumnSpanned(True)
        root.setFlags(Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsDropEnabled)
        return root

    def _row(self, root: QTreeWidgetItem, document: Document) -> QTreeWidgetItem:
        word = OUTCOMES[document.outcome][1]
        item = QTreeWidgetItem(root)
        item.setText(NAME, document.name)
        pages = pages_of(document)
        more = f"{document.category or '未归类'}" + (f" · {pages} 页" if pages else "")
        item.setData(NAME, _MORE, more)
        item.setText(STATE, word)
        item.setData(NAME, _ID, document.id)
        words = [document.name, more, document.reason, *document.warnings]
        item.setToolTip(NAME, "\n".join(part for part in words if part))
        item.setToolTip(STATE, document.reason or word)
        item.setData(NAME, Qt.ItemDataRole.AccessibleTextRole, f"{document.name}，{more}，{word}")
        item.setFlags(
            Qt.ItemFlag.ItemIsEnabled
            | Qt.ItemFlag.ItemIsSelectable
            | Qt.ItemFlag.ItemIsEditable
            | Qt.ItemFlag.ItemIsDragEnabled
        )
        return item

    def _draw_icons(self) -> None:
        colours = theme.current()
        shades = {Outcome.READABLE: colours.good, Outcome.NEEDS_OCR: colours.warn}
        filling, self._filling = self._filling, True
        for root in self._roots():
            root.setIcon(NAME, icons.icon("folder"))
        for item in self._papers():
            outcome = self._documents[str(item.data(NAME, _ID))].outcome
            shade = shades.get(outcome, colours.bad)
            item.setIcon(STATE, icons.icon(OUTCOMES[outcome][0], shade))
        self._filling = filling

    def _roots(self) -> list[QTreeWidgetItem]:
        items = [self.topLevelItem(place) for place in range(self.topLevelItemCount())]
        return [item for item in items if item]

    def _papers(self) -> list[QTreeWidgetItem]:
        return [root.child(place) for root in self._roots() for place in range(root.childCount())]

    def _activate(self, item: QTreeWidgetItem) -> None:
        if key := item.data(NAME, _ID):
            self.opened.emit(str(key))

    def _changed(self, item: QTreeWidgetItem, column: int) -> None:
        key = str(item.data(NAME, _ID) or "")
        if self._filling or column != NAME or key not in self._documents:
            return
        name = item.text(NAME).strip()
        if name and name != self._documents[key].name:
            self.renamed.emit(key, name)
        elif not name:
            item.setText(NAME, self._documents[key].name)
