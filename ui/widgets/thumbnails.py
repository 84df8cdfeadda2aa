"""Small pictures of a paper's pages in a grid or a strip, drawn as they come into sight.

The pictures come from the :class:`ui.widgets.drawing.Drawer`, off the window's thread, and only
for what is on the screen; five hundred pages cost no more than the twenty in sight.
"""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import (
    QAbstractListModel,
    QEvent,
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QRectF,
    QSize,
    Qt,
    QTimer,
    Signal,
)
from PySide6.QtGui import (
    QColor,
    QFontMetrics,
    QImage,
    QKeyEvent,
    QPainter,
    QPalette,
    QPen,
    QWheelEvent,
)
from PySide6.QtWidgets import (
    QAbstractItemView,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from ui import theme
from ui.widgets.drawing import Drawer
from ui.widgets.drawing_child import Sheet
from workbench.papers.model import Document, Page, origin_of

Index = QModelIndex | QPersistentModelIndex
EDGE = 132
"""Longer edge of a picture in pixels at 100 %."""
SMALLEST, LARGEST = 80, 480
STEP = 1.25
GAP = 8
POINTS = 842.0
"""Longer edge of a page whose size is not known: A4."""


class ThumbnailModel(QAbstractListModel):
    """The pages of one paper, in the order in which they are shown."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._document: Document | None = None
        self._pages: list[Page] = []

    def set_pages(self, document: Document, pages: Sequence[Page]) -> None:
        """Show a paper."""
        self.beginResetModel()
        self._document, self._pages = document, list(pages)
        self.endResetModel()

    @property
    def pages(self) -> list[Page]:
        """The pages in their order."""
        return list(self._pages)

    def page(self, row: int) -> Page:
        """Return the page of a row."""
        return self._pages[row]

    def row_of(self, number: int) -> int:
        """Return the row of a page; -1 where it is not shown."""
        return next((row for row, page in enumerate(self._pages) if page.number == number), -1)

    def sheet(self, row: int, edge: float) -> Sheet | None:
        """Return what to draw for a row so that its longer edge has that many pixels."""
        if self._document is None or not 0 <= row < len(self._pages):
            return None
        page = self._pages[row]
        origin = origin_of(self._document, page)
        dots = max(8, round(edge * 72 / (max(page.width, page.height) or POINTS)))
        return Sheet(origin.sha256, origin.kind, origin.number, dots, page.rotation)

    def rowCount(self, parent: Index | None = None) -> int:
        """Return the number of pages."""
        return 0 if parent is not None and parent.isValid() else len(self._pages)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return the caption of a page; for a screen reader in words."""
        if not index.isValid():
            return None
        number = self._pages[index.row()].number
        if role == Qt.ItemDataRole.DisplayRole:
            return str(number)
        if role in (Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole):
            return f"第 {number} 页"
        return None


class Thumbnails(QListView):
    """Pages as small pictures; a narrow view becomes a strip of one column.

    Signals:
        chosen: number of the page that was clicked, or on which Enter was pressed.
    """

    chosen = Signal(int)

    def __init__(self, drawer: Drawer, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._drawer = drawer
        self._seen: set[int] = set()
        self._breadth = 1.0
        self.edge = EDGE
        self.pages = ThumbnailModel(self)
        self.setModel(self.pages)
        self.setItemDelegate(ThumbnailDelegate(self))
        self.setAccessibleName("页面缩略图")
        self.setViewMode(QListView.ViewMode.IconMode)
        self.setMovement(QListView.Movement.Static)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setUniformItemSizes(True)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.clicked.connect(self._choose)
        self.activated.connect(self._choose)
        self._asking = QTimer(self)
        self._asking.setSingleShot(True)
        self._asking.setInterval(0)
        self._asking.timeout.connect(self._ask)
        drawer.drawn.connect(self._on_drawn)
        drawer.failed.connect(self._on_drawn)

    def show_pages(self, document: Document, pages: Sequence[Page]) -> None:
        """Show the pages of a paper."""
        self._seen.clear()
        self.pages.set_pages(document, pages)
        self._breadth = max(map(_breadth, pages), default=1.0)
        self.setGridSize(self.cell())

    def set_edge(self, edge: int) -> None:
        """Show the pages larger or smaller; the page with the cursor stays in sight."""
        self.edge = min(LARGEST, max(SMALLEST, edge))
        self._seen.clear()
        self.setGridSize(self.cell())
        self.scrollTo(self.currentIndex())
        self.viewport().update()

    def set_current(self, number: int) -> None:
        """Put the cursor on a page and bring it into sight, without saying that it was chosen."""
        row = self.pages.row_of(number)
        if row >= 0 and row != self.currentIndex().row():
            index = self.pages.index(row)
            flag = QItemSelectionModel.SelectionFlag.ClearAndSelect
            self.selectionModel().setCurrentIndex(index, flag)
            self.scrollTo(index)

    def chosen_numbers(self) -> list[int]:
        """Return the numbers of the selected pages, in the order shown."""
        rows = sorted(index.row() for index in self.selectedIndexes())
        return [self.pages.page(row).number for row in rows]

    def cell(self) -> QSize:
        """Return the room of one page with its caption."""
        caption = QFontMetrics(self.font()).height()
        breadth = round(self.edge * self._breadth)
        return QSize(breadth + 2 * GAP, self.edge + caption + 2 * GAP)

    def picture(self, row: int) -> tuple[QImage | None, str]:
        """Return the picture of a row if it is there, and why it never will be."""
        sheet = self.pages.sheet(row, self.edge * self.devicePixelRatioF())
        if sheet is None:
            return None, ""
        image, problem = self._drawer.image(sheet), self._drawer.problem(sheet)
        if image is None and not problem:
            self._seen.add(row)
            self._asking.start()
        return image, problem

    def _ask(self) -> None:
        edge = self.edge * self.devicePixelRatioF()
        wanted = [self.pages.sheet(row, edge) for row in sorted(self._seen)]
        self._seen.clear()
        self._drawer.want(id(self), [sheet for sheet in wanted if sheet is not None])

    def _on_drawn(self, sheet: Sheet) -> None:
        del sheet  # which row it is matters less than that a repaint is cheap
        self.viewport().update()

    def _choose(self, index: QModelIndex) -> None:
        if index.isValid():
            self.chosen.emit(self.pages.page(index.row()).number)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Larger and smaller by + and -; the rest walks."""
        match event.key():
            case Qt.Key.Key_Plus | Qt.Key.Key_Equal:
                self.set_edge(round(self.edge * STEP))
            case Qt.Key.Key_Minus:
                self.set_edge(round(self.edge / STEP))
            case _:
                super().keyPressEvent(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Larger and smaller with Ctrl, else scroll."""
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            step = STEP if event.angleDelta().y() > 0 else 1 / STEP
            self.set_edge(round(self.edge * step))
            event.accept()
        else:
            super().wheelEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        """Make room for another size of letters."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self.setGridSize(self.cell())

    def event(self, event: QEvent) -> bool:
        """Draw nothing more once out of sight."""
        if event.type() in (QEvent.Type.Hide, QEvent.Type.Close):
            self._drawer.forget(id(self))
        return super().event(event)


class ThumbnailDelegate(QStyledItemDelegate):
    """Draws a page: its picture, or paper white until it is there, and its number below."""

    def __init__(self, view: Thumbnails) -> None:
        super().__init__(view)
        self.view = view

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Every page has the same room."""
        del option, index
        return self.view.cell()

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw one page."""
        given: Any = option  # the stubs do not know its fields
        room, state = QRect(given.rect), given.state
        colours, flags = theme.current(), QStyle.StateFlag
        chosen = bool(state & flags.State_Selected)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        if chosen:
            painter.fillRect(room, QColor(colours.soft))
        image, problem = self.view.picture(index.row())
        place = self._place(room, index.row(), image)
        painter.fillRect(place, Qt.GlobalColor.white)
        if image is not None:
            painter.drawImage(place, image)
        else:
            painter.setPen(QColor(theme.LIGHT.muted))
            words = "无法显示" if problem else "…"
            painter.drawText(place, Qt.AlignmentFlag.AlignCenter, words)
        painter.setPen(QPen(QColor(colours.accent if chosen else colours.line), 2 if chosen else 1))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRect(place)
        self.caption(painter, room, index)
        if state & flags.State_HasFocus and self.view.hasFocus():
            painter.setPen(QPen(QColor(colours.accent), 2, Qt.PenStyle.DotLine))
            painter.drawRect(room.adjusted(2, 2, -2, -2))
        painter.restore()

    def caption(self, painter: QPainter, room: QRect, index: Index) -> None:
        """Write the number of the page below it."""
        painter.setPen(self.view.palette().color(QPalette.ColorRole.Text))
        painter.drawText(self.line(room), Qt.AlignmentFlag.AlignCenter, str(index.data()))

    def line(self, room: QRect) -> QRect:
        """Return where the caption stands."""
        return room.adjusted(0, room.height() - self.line_height() - GAP // 2, 0, -GAP // 2)

    def line_height(self) -> int:
        """Return the height of the caption."""
        return QFontMetrics(self.view.font()).height()

    def _place(self, room: QRect, row: int, image: QImage | None) -> QRectF:
        page, edge = self.view.pages.page(row), float(self.view.edge)
        width, height = page.width or 595.0, page.height or POINTS
        if image is not None and not image.isNull():
            width, height = float(image.width()), float(image.height())
        scale = edge / max(width, height)
        size = QRectF(0, 0, width * scale, height * scale)
        size.moveCenter(QRectF(room).center())
        size.moveTop(room.top() + GAP + (edge - size.height()) / 2)
        return size


def _breadth(page: Page) -> float:
    """Return a page's width as a share of its longer edge; of an unknown size, a little more."""
    longer = max(page.width, page.height)
    return page.width / longer if longer else 1.0


__all__ = ["EDGE", "GAP", "ThumbnailDelegate", "ThumbnailModel", "Thumbnails"]
