"""The volume tree (正卷, 副卷): papers with kind, pages and outcome; rename, order, delete."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import (
    QEvent,
    QItemSelection,
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    Qt,
    Signal,
)
from PySide6.QtGui import (
    QColor,
    QDragEnterEvent,
    QDragLeaveEvent,
    QDragMoveEvent,
    QDropEvent,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTreeView, QWidget

from ui import theme
from ui.widgets.dropping import dropped_paths, take_copy
from ui.widgets.two_lines import TwoLines
from ui.widgets.volume_model import ID, NAME, STATE, VOLUMES, VolumeModel
from workbench.papers.model import Document

_LINE = 3
"""Pixels of the line that shows where a drop goes."""


class VolumeTree(QTreeView):
    """Papers of a case in their order.

    Signals:
        opened: id of the paper to open.
        renamed: id and new name.
        arranged: the new order, ``[(id, volume)]`` of every paper.
        files_dropped: paths brought from outside.
    """

    opened = Signal(str)
    renamed = Signal(str, str)
    arranged = Signal(object)
    files_dropped = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.papers = VolumeModel(self)
        self._mark = QRect()
        self.setModel(self.papers)
        self.setAccessibleName("卷宗目录")
        self.setItemDelegateForColumn(NAME, TwoLines(self))
        self.setIndentation(12)
        self.setUniformRowHeights(True)
        self.setTextElideMode(Qt.TextElideMode.ElideMiddle)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setDragDropMode(QAbstractItemView.DragDropMode.InternalMove)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.setHeaderHidden(True)
        header = self.header()
        header.setStretchLastSection(False)
        header.setMinimumSectionSize(24)
        header.setResizeContentsPrecision(0)
        header.setSectionResizeMode(STATE, QHeaderView.ResizeMode.ResizeToContents)
        header.setSectionResizeMode(NAME, QHeaderView.ResizeMode.Stretch)
        self.activated.connect(self._activate)
        # Only once the typing or the drop is over: what answers fills the tree anew.
        later = Qt.ConnectionType.QueuedConnection
        self.papers.renamed.connect(self.renamed, later)
        self.papers.dropped.connect(self.arranged, later)
        self._span()

    @property
    def editing(self) -> bool:
        """Whether a name is being typed."""
        return self.state() == QAbstractItemView.State.EditingState

    def show_documents(self, documents: Sequence[Document]) -> None:
        """Show papers; what is selected and folded stays so, and the same papers stay untouched."""
        if list(documents) != self.papers.documents:
            self._keeping(lambda: self.papers.show(documents))

    def narrow(self, words: str) -> None:
        """Show only papers whose name, kind or state holds every one of some words."""
        self._keeping(lambda: self.papers.show(self.papers.documents, words))
        if words.strip():
            self.expandAll()

    def restore(self) -> None:
        """Show the papers as they are known, after a change that was refused."""
        self._keeping(lambda: self.papers.show(self.papers.documents))

    def selected_ids(self) -> list[str]:
        """Return the ids of the selected papers, in order."""
        chosen = {str(index.data(ID)) for index in self.selectionModel().selectedRows(NAME)}
        return [key for key in self.papers.shown_ids() if key in chosen]

    def current_id(self) -> str:
        """Return the id of the paper with the cursor; empty if there is none."""
        return str(self.currentIndex().data(ID) or "")

    def paper_ids(self) -> list[str]:
        """Return the ids of the papers shown, in order."""
        return self.papers.shown_ids()

    def headings(self) -> list[str]:
        """Return the heads of the volumes."""
        return [self.papers.heading(place) for place in range(len(VOLUMES))]

    def choose(self, document_id: str) -> None:
        """Put the cursor on a paper, and select it alone."""
        index = self.papers.index_of(document_id)
        if index.isValid():
            # Said outright: the view's own answer depends on whether Ctrl happens to be held.
            flag = QItemSelectionModel.SelectionFlag
            self.selectionModel().setCurrentIndex(index, flag.ClearAndSelect | flag.Rows)
            self.scrollTo(index)

    def edit_name(self) -> None:
        """Let the name of the paper with the cursor be typed anew."""
        index = self.papers.index_of(self.current_id())
        if index.isValid():
            self.edit(index)

    def shift(self, step: int) -> None:
        """Move the selected papers one place up (-1) or down (1) within their volumes."""
        order = self.papers.shifted(self.selected_ids() or [self.current_id()], step)
        if order != self.papers.order():
            self.arranged.emit(order)

    def _keeping(self, change: Callable[[], object]) -> None:
        """Change what is shown; selection, cursor, folds and place of scrolling stay."""
        chosen, current = set(self.selected_ids()), self.current_id()
        heads = [self.papers.index(place, NAME) for place in range(len(VOLUMES))]
        filled = bool(self.papers.shown_ids())
        folded = [not self.isExpanded(head) and filled for head in heads]
        place = self.verticalScrollBar().value()
        change()
        self._span()
        for row, fold in enumerate(folded):
            self.setExpanded(self.papers.index(row, NAME), not fold)
        selection = QItemSelection()
        for key in chosen:
            index = self.papers.index_of(key)
            if index.isValid():
                selection.select(index, index.siblingAtColumn(STATE))
        flag = QItemSelectionModel.SelectionFlag
        self.selectionModel().select(selection, flag.ClearAndSelect)
        index = self.papers.index_of(current)
        if index.isValid():
            self.selectionModel().setCurrentIndex(index, flag.NoUpdate)
        self.verticalScrollBar().setValue(place)

    def _span(self) -> None:
        for row in range(len(VOLUMES)):
            self.setFirstColumnSpanned(row, QModelIndex(), True)

    def _activate(self, index: QModelIndex | QPersistentModelIndex) -> None:
        if key := index.data(ID):
            self.opened.emit(str(key))

    def changeEvent(self, event: QEvent) -> None:
        """Draw the icons anew when the colours change."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self.papers.recolour()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take files as well as rows."""
        if event.mimeData().hasUrls():
            take_copy(event)
        else:
            super().dragEnterEvent(event)

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        """Take files as well as rows, and show where rows would go."""
        if event.mimeData().hasUrls():
            take_copy(event)
            return
        super().dragMoveEvent(event)
        self._show_mark(self._target(event) if event.isAccepted() else QRect())

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        """Show no place any more."""
        super().dragLeaveEvent(event)
        self._show_mark(QRect())

    def dropEvent(self, event: QDropEvent) -> None:
        """Import files; move rows."""
        self._show_mark(QRect())
        if event.mimeData().hasUrls():
            take_copy(event)
            self.files_dropped.emit(dropped_paths(event))
            return
        super().dropEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the rows, and a bold line where a drop would go."""
        super().paintEvent(event)
        if self._mark.isValid():
            painter = QPainter(self.viewport())
            accent = QColor(theme.current().accent)
            if self._mark.height() > _LINE:
                painter.setPen(QPen(accent, _LINE))
                painter.drawRect(self._mark.adjusted(2, 2, -2, -2))
            else:
                painter.fillRect(self._mark, accent)

    def _target(self, event: QDropEvent) -> QRect:
        """Return the line between two papers, or the frame of a volume, where a drop would go."""
        index = self.indexAt(event.position().toPoint())
        row, position = self.visualRect(index), QAbstractItemView.DropIndicatorPosition
        width = self.viewport().width()
        match self.dropIndicatorPosition():
            case position.AboveItem:
                return QRect(0, row.top() - 1, width, _LINE)
            case position.BelowItem:
                return QRect(0, row.bottom() - 1, width, _LINE)
            case position.OnItem:
                return QRect(0, row.top(), width, row.height())
        return QRect()

    def _show_mark(self, mark: QRect) -> None:
        if mark != self._mark:
            self._mark = mark
            self.viewport().update()
