"""The list of the form: painted rows, and one open row in its place that can be edited."""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFocusEvent,
    QFont,
    QFontMetrics,
    QMouseEvent,
    QPainter,
    QPen,
    QResizeEvent,
)
from PySide6.QtWidgets import (
    QAbstractItemView,
    QListView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
)

from ui import icons, theme
from ui.pages.confirmation_model import ENTRY, Entry, FormModel
from ui.pages.confirmation_row import STATE_ICONS, RowEditor
from workbench.papers.confirmation import Row

Index = QModelIndex | QPersistentModelIndex
PAD, EDGE, ICON = 6, 3, 16


class RowPainter(QStyledItemDelegate):
    """Paints heads and rows; the open row is a widget, for which it only leaves room."""

    def __init__(self, view: "FormList") -> None:
        super().__init__(view)
        self._view = view

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Return the room that a line needs."""
        del option
        width = self._view.viewport().width()
        if index.row() == self._view.place:
            return QSize(width, self._view.editor.height_for(width) + 2)
        entry: Entry = index.data(ENTRY)
        line = self._view.fontMetrics().height()
        if entry.row is None:
            return QSize(width, line + 3 * PAD)
        lines = 2 if entry.row.doubtful else 1
        return QSize(width, lines * (line + 2) + 2 * PAD)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint a line."""
        entry: Entry = index.data(ENTRY)
        if index.row() == self._view.place:
            return
        bare: Any = option  # the stubs do not know its fields
        rect = QRect(bare.rect)
        painter.save()
        if entry.row is None:
            self._head(painter, rect, entry)
        else:
            self._row(painter, rect, entry.row)
        painter.restore()

    def _head(self, painter: QPainter, rect: QRect, entry: Entry) -> None:
        colours = theme.current()
        font = QFont(self._view.font())
        font.setBold(True)
        painter.setFont(font)
        painter.setPen(QColor(colours.accent))
        room = rect.adjusted(PAD, PAD, -PAD, 0)
        left = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        metrics = QFontMetrics(font)
        number = len(entry.section.open)
        words = f"待核对 {number}" if number else "已处理"
        count = metrics.horizontalAdvance(words) + PAD
        title = metrics.elidedText(
            entry.section.title, Qt.TextElideMode.ElideMiddle, room.width() - count
        )
        painter.drawText(room, left, title)
        painter.setFont(self._small())
        painter.setPen(QColor(colours.muted))
        painter.drawText(room, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, words)
        painter.setPen(QColor(colours.line))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())

    def _row(self, painter: QPainter, rect: QRect, row: Row) -> None:
        colours = theme.current()
        if not row.settled:  # the tint leaves a row with the last word of a machine in it
            painter.fillRect(rect, QColor(colours.ai))
            pen = QPen(QColor(colours.ai_edge), EDGE)
            pen.setStyle(Qt.PenStyle.DashLine)
            painter.setPen(pen)
            painter.drawLine(rect.left() + 1, rect.top(), rect.left() + 1, rect.bottom())
        painter.setPen(QColor(colours.line))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        name, colour = ("warning", "warn") if row.conflicting else STATE_ICONS[row.state]
        shade = QColor(getattr(colours, colour))
        line = QFontMetrics(self._view.font()).height()
        edge = round(ICON * theme.scale())
        top = rect.top() + PAD + max(0, (line - edge) // 2)
        painter.drawPixmap(rect.left() + EDGE + PAD, top, icons.pixmap(name, edge, shade))
        room = QRect(rect)
        room.setLeft(rect.left() + EDGE + 2 * PAD + edge)
        room.setRight(rect.right() - PAD)
        room.setTop(rect.top() + PAD)
        room.setHeight(line)
        self._words(painter, room, row)
        if row.doubtful:
            room.moveTop(room.bottom() + 2)
            self._doubt(painter, room, row)

    def _words(self, painter: QPainter, room: QRect, row: Row) -> None:
        colours, metrics = theme.current(), QFontMetrics(self._view.font())
        label = min(room.width() // 3, metrics.horizontalAdvance("统一社会信用代码"))
        cut, left = Qt.TextElideMode.ElideRight, Qt.AlignmentFlag.AlignLeft
        painter.setFont(self._view.font())
        painter.setPen(QColor(colours.muted))
        painter.drawText(room, left, metrics.elidedText(row.label, cut, label))
        number = f"{len(row.reading.sources)} 处" if len(row.reading.sources) > 1 else ""
        side = metrics.horizontalAdvance(number) + PAD if number else 0
        painter.drawText(room, Qt.AlignmentFlag.AlignRight, number)
        value = QRect(room)
        value.setLeft(room.left() + label + PAD)
        value.setRight(room.right() - side)
        gone = row.settled and not row.reading.live
        painter.setPen(QColor(colours.muted if gone else colours.text))
        font = QFont(self._view.font())
        font.setStrikeOut(gone)
        painter.setFont(font)
        text = " / ".join(r.shown for r in row.readings if r.live) or row.reading.shown
        painter.drawText(value, left, metrics.elidedText(text, cut, value.width()))

    def _doubt(self, painter: QPainter, room: QRect, row: Row) -> None:
        words = "各材料记载不一致，需选择" if row.conflicting else "".join(row.notes)
        font = self._small()
        painter.setFont(font)
        painter.setPen(QColor(theme.current().muted if row.settled else theme.current().warn))
        cut = Qt.TextElideMode.ElideRight
        text = QFontMetrics(font).elidedText(words, cut, room.width())
        painter.drawText(room, Qt.AlignmentFlag.AlignLeft, text)

    def _small(self) -> QFont:
        font = QFont(self._view.font())
        font.setPointSizeF(font.pointSizeF() * 0.9)
        return font


class FormList(QListView):
    """Shows the form. The keyboard is always in the field of the open row.

    Signals:
        opened: another row is open.
    """

    opened = Signal()

    def __init__(self, model: FormModel) -> None:
        super().__init__()
        self.form = model
        self.place, self._filling = -1, False
        self.editor = RowEditor(self.viewport())
        self.editor.hide()
        self.setModel(model)
        self.setItemDelegate(RowPainter(self))
        self.setAccessibleName("待核对的数据")
        self.setFrameShape(QListView.Shape.NoFrame)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setTabKeyNavigation(False)
        self.setFocusProxy(self.editor.field)
        self.verticalScrollBar().setSingleStep(24)
        self.verticalScrollBar().valueChanged.connect(self._put)
        self.editor.resized.connect(self._lay_out)
        model.modelReset.connect(self._forget)

    def open_place(self, place: int, look: Callable[[Entry], None]) -> None:
        """Open a line; ``look`` fills the editor. It comes into view with what is around it."""
        entry = self.form.entry(place)
        if entry is None or entry.row is None:
            self._forget()
            return
        self.place = place
        self._filling = True  # the parts of the editor ask for room one after the other
        look(entry)
        self._filling = False
        self.editor.show()
        self._lay_out()
        self._reveal()
        self.opened.emit()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Open the row that is clicked."""
        index = self.indexAt(event.position().toPoint())
        entry = self.form.entry(index.row())
        if entry is not None and entry.row is not None:
            self.clicked.emit(index)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Hand the keyboard to the field."""
        super().focusInEvent(event)
        self.editor.field.setFocus(event.reason())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit the open row to the width."""
        super().resizeEvent(event)
        self._lay_out()

    def _forget(self) -> None:
        self.place = -1
        self.editor.hide()

    def _lay_out(self) -> None:
        if self.place >= 0 and not self._filling:
            self.doItemsLayout()
            self._put()

    def _put(self) -> None:
        if self.place < 0:
            return
        rect = self.visualRect(self.form.index(self.place))
        self.editor.setGeometry(rect.adjusted(0, 0, 0, -2))

    def _reveal(self) -> None:
        """Bring the open row into view, with its head where it is the first of its section."""
        first = self.place - 1 if self.place == 1 else self.place
        self.scrollTo(self.form.index(first), QAbstractItemView.ScrollHint.EnsureVisible)
        rect = self.visualRect(self.form.index(self.place))
        line = self.fontMetrics().height() * 3
        bar = self.verticalScrollBar()
        if rect.height() + line > self.viewport().height():
            bar.setValue(bar.value() + rect.top())
        elif rect.bottom() + line > self.viewport().height():
            bar.setValue(bar.value() + rect.bottom() + line - self.viewport().height())
        elif rect.top() < line:
            bar.setValue(bar.value() + rect.top() - line)
        self._put()
