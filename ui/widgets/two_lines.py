"""Rows with a name and a second, paler line below it; only the name can be edited."""

from typing import Any

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPalette
from PySide6.QtWidgets import QAbstractItemView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

MORE = Qt.ItemDataRole.UserRole + 1
"""Role of the second line; rows without it have one line."""
PADDING = 4
Index = QModelIndex | QPersistentModelIndex


class TwoLines(QStyledItemDelegate):
    """Draws the name above and the second line below."""

    def __init__(self, view: QAbstractItemView) -> None:
        super().__init__(view)
        self._view = view

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Make room for two lines where there are two."""
        hint = super().sizeHint(option, index)
        if index.data(MORE):
            above, below = self._fonts()
            height = QFontMetrics(above).height() + QFontMetrics(below).height()
            hint.setHeight(height + 2 * PADDING)
        return hint

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw the row."""
        more = index.data(MORE)
        if not more:
            super().paint(painter, option, index)
            return
        bare: Any = QStyleOptionViewItem(option)  # the stubs do not know its fields
        self.initStyleOption(bare, index)
        name, bare.text = str(bare.text), ""
        element = QStyle.ControlElement.CE_ItemViewItem
        self._view.style().drawControl(element, bare, painter, self._view)
        flags = QStyle.StateFlag
        lit = bool(bare.state & flags.State_Selected) and bool(bare.state & flags.State_Active)
        room = bare.rect.adjusted(PADDING, PADDING, -PADDING, -PADDING)
        self._write(painter, QRect(room), (name, str(more)), lit)

    def _write(self, painter: QPainter, room: QRect, lines: tuple[str, str], lit: bool) -> None:
        role, palette = QPalette.ColorRole, self._view.palette()
        shades = (role.Text, role.PlaceholderText)
        cuts = (Qt.TextElideMode.ElideMiddle, Qt.TextElideMode.ElideRight)
        painter.save()
        for font, text, shade, cut in zip(self._fonts(), lines, shades, cuts, strict=True):
            metrics = QFontMetrics(font)
            painter.setFont(font)
            painter.setPen(palette.color(role.HighlightedText if lit else shade))
            painter.drawText(room, 0, metrics.elidedText(text, cut, room.width()))
            room.setTop(room.top() + metrics.height())
        painter.restore()

    def _fonts(self) -> tuple[QFont, QFont]:
        above, below = QFont(self._view.font()), QFont(self._view.font())
        below.setPointSizeF(above.pointSizeF() * 0.88)
        return above, below
