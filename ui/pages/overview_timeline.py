"""The days of a case in order, each a link to the place in the paper that says so."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetrics,
    QPainter,
    QPen,
    QStandardItem,
    QStandardItemModel,
)
from PySide6.QtWidgets import (
    QAbstractItemView,
    QLabel,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from ui import theme
from ui.words import chinese_date
from workbench.kernel.clock import today
from workbench.procedure.timeline import Event

EVENT = Qt.ItemDataRole.UserRole
MOST = 30
"""Rows after which the list scrolls by itself."""
PENDING = "待核对"
Index = QModelIndex | QPersistentModelIndex


class TimelineSection(QWidget):
    """The days of a case.

    Signals:
        source_wanted: the anchor of a day that a paper tells.
        wanted: field and party of a day that a person typed.
    """

    source_wanted = Signal(object)
    wanted = Signal(str, str)

    def __init__(self) -> None:
        super().__init__()
        self._shown: object = None
        self.model = QStandardItemModel(self)
        self.list = QListView()
        self.list.setModel(self.model)
        self.list.setItemDelegate(_Line(self.list))
        self.list.setAccessibleName("时间线")
        self.list.setUniformItemSizes(True)
        self.list.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.activated.connect(self._open)
        self.list.clicked.connect(self._open)
        self.none = QLabel(
            "还没有日期。立案、开庭等日期填写后，材料中的日期核对后，会按先后列在这里。"
        )
        self.none.setProperty("role", "muted")
        self.none.setWordWrap(True)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.none)
        column.addWidget(self.list)

    def show_events(self, events: Sequence[Event]) -> None:
        """Show days in order, with today among them."""
        day = today()
        if self._shown == (day, events):
            return
        self._shown = (day, list(events))
        row = self.list.currentIndex().row()
        self.model.clear()
        items = [_item(event, event.day > day) for event in events]
        if items:
            place = sum(event.day <= day for event in events)
            items.insert(place, _today(day))
        for item in items:
            self.model.appendRow(item)
        if 0 <= row < len(items):
            self.list.setCurrentIndex(self.model.index(row, 0))
        self.none.setVisible(not items)
        self.list.setVisible(bool(items))
        height = self.list.sizeHintForRow(0) if items else 0
        self.list.setFixedHeight(min(len(items), MOST) * height + 4)

    def texts(self) -> list[str]:
        """Return the words of the rows."""
        return [self.model.item(row).text() for row in range(self.model.rowCount())]

    def _open(self, index: Index) -> None:
        event = index.data(EVENT)
        if not isinstance(event, Event):
            return
        if event.anchor is not None:
            self.source_wanted.emit(event.anchor)
        else:
            self.wanted.emit(event.field, event.party)


class _Line(QStyledItemDelegate):
    """Draws a day: a dot on the line of time, day and words, and where it stands."""

    def __init__(self, view: QAbstractItemView) -> None:
        super().__init__(view)
        self._view = view

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Make room for two lines."""
        hint = super().sizeHint(option, index)
        above, below = self._fonts()
        height = QFontMetrics(above).height() + QFontMetrics(below).height()
        return QSize(hint.width(), height + theme.RHYTHM)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw the row."""
        bare: Any = QStyleOptionViewItem(option)  # the stubs do not know its fields
        self.initStyleOption(bare, index)
        bare.text = ""
        self._view.style().drawControl(
            QStyle.ControlElement.CE_ItemViewItem, bare, painter, self._view
        )
        flags = QStyle.StateFlag
        lit = bool(bare.state & flags.State_Selected) and bool(bare.state & flags.State_Active)
        rect, event = QRect(bare.rect), index.data(EVENT)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._mark(painter, rect, event if isinstance(event, Event) else None, lit)
        self._write(painter, rect, str(index.data()), event, lit)
        painter.restore()

    def _mark(self, painter: QPainter, rect: QRect, event: Event | None, lit: bool) -> None:
        colours = theme.current()
        x, y = rect.left() + 12, rect.center().y()
        shade = QColor(colours.on_accent if lit else colours.muted)
        painter.setPen(QPen(shade, 1))
        painter.drawLine(x, rect.top(), x, rect.bottom())
        if event is None:
            painter.setPen(QPen(QColor(colours.on_accent if lit else colours.accent), 2))
            painter.drawLine(rect.left() + 4, y, rect.left() + 20, y)
            return
        pen = QPen(shade, 1.5)
        if event.pending:
            pen.setStyle(Qt.PenStyle.DotLine)
        painter.setPen(pen)
        painter.setBrush(QColor(colours.base) if event.pending else shade)
        painter.drawEllipse(QPoint(x, y), 5, 5)

    def _write(self, painter: QPainter, rect: QRect, text: str, event: object, lit: bool) -> None:
        colours = theme.current()
        above, below = self._fonts()
        room = rect.adjusted(28, theme.RHYTHM // 2, -4, 0)
        first, _, second = text.partition("\n")
        plain = colours.text if isinstance(event, Event) else colours.accent
        for font, line, shade in ((above, first, plain), (below, second, colours.muted)):
            metrics = QFontMetrics(font)
            painter.setFont(font)
            painter.setPen(QColor(colours.on_accent if lit else shade))
            if not second:
                room.setTop(rect.center().y() - metrics.height() // 2)
            painter.drawText(
                room, 0, metrics.elidedText(line, Qt.TextElideMode.ElideRight, room.width())
            )
            room.setTop(room.top() + metrics.height())

    def _fonts(self) -> tuple[QFont, QFont]:
        above, below = QFont(self._view.font()), QFont(self._view.font())
        below.setPointSizeF(above.pointSizeF() * 0.88)
        return above, below


def _item(event: Event, coming: bool) -> QStandardItem:
    mark = PENDING if event.pending else "将到" if coming else ""
    below = " · ".join(part for part in (mark, "、".join(event.sources)) if part)
    item = QStandardItem(f"{chinese_date(event.day)}　{event.label}{event.detail}\n{below}")
    item.setToolTip(item.text())
    item.setData(event, EVENT)
    return item


def _today(day: date) -> QStandardItem:
    item = QStandardItem(f"{chinese_date(day)}　今天")
    item.setFlags(Qt.ItemFlag.ItemIsEnabled)
    return item
