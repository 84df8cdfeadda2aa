"""The list of Ctrl+K: entries under the titles of their groups, keys at the right."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QSize,
    Qt,
)
from PySide6.QtGui import QIcon, QPainter, QPalette
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from ui import icons
from ui.quick_entries import Entry, Group

_Index = QModelIndex | QPersistentModelIndex
_PAD = 4


class QuickModel(QAbstractListModel):
    """Rows: the title of a group, or an entry."""

    def __init__(self) -> None:
        super().__init__()
        self.rows: list[Entry | str] = []

    def show_groups(self, groups: Sequence[Group]) -> None:
        """Show other groups."""
        self.beginResetModel()
        self.rows = []
        for group in groups:
            self.rows += [group.title, *group.entries]
        self.endResetModel()

    def rowCount(self, parent: _Index | None = None) -> int:
        """Return the number of rows."""
        return 0 if parent is not None and parent.isValid() else len(self.rows)

    def flags(self, index: _Index) -> Qt.ItemFlag:
        """Let entries be chosen, titles not."""
        if isinstance(self.rows[index.row()], str):
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return the words of a row."""
        row = self.rows[index.row()]
        if isinstance(row, str):
            return row if role == Qt.ItemDataRole.DisplayRole else None
        if role == Qt.ItemDataRole.DisplayRole:
            return row.title
        if role in (Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole):
            return "，".join(part for part in (row.title, row.more, row.keys) if part)
        return None


class QuickList(QListView):
    """Shows the rows; arrows of the field above choose among them."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.rows = QuickModel()
        self.setModel(self.rows)
        self.setItemDelegate(_Delegate(self))
        self.setAccessibleName("查找结果")
        self.setProperty("drivenBy", "the field above")
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)

    def show_groups(self, groups: Sequence[Group], keep: Entry | None) -> None:
        """Show groups; the chosen entry stays chosen if it is still there."""
        self.rows.show_groups(groups)
        rows = self.rows.rows
        same = (
            place
            for place, row in enumerate(rows)
            if keep is not None
            and isinstance(row, Entry)
            and (row.title, row.more) == (keep.title, keep.more)
        )
        place = next(same, next((p for p, row in enumerate(rows) if isinstance(row, Entry)), -1))
        self.setCurrentIndex(self.rows.index(place))

    def entry(self) -> Entry | None:
        """Return the chosen entry."""
        place = self.currentIndex().row()
        row = self.rows.rows[place] if 0 <= place < len(self.rows.rows) else None
        return row if isinstance(row, Entry) else None

    def entries(self) -> list[Entry]:
        """Return the entries shown, in order."""
        return [row for row in self.rows.rows if isinstance(row, Entry)]

    def step(self, step: int) -> None:
        """Choose the next (1) or previous (-1) entry, around the ends."""
        places = [p for p, row in enumerate(self.rows.rows) if isinstance(row, Entry)]
        if places:
            here = self.currentIndex().row()
            at = places.index(here) + step if here in places else 0
            self.setCurrentIndex(self.rows.index(places[at % len(places)]))


class _Delegate(QStyledItemDelegate):
    def __init__(self, view: QListView) -> None:
        super().__init__(view)
        self._view = view

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        """Make room for the second line of entries that have one."""
        del option
        entry = _row(index)
        lines = 2 if entry is not None and entry.more else 1
        return QSize(100, self._view.fontMetrics().height() * lines + 2 * _PAD)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        """Draw the title of a group, or an entry."""
        bare: Any = option  # the stubs do not know its fields
        entry = _row(index)
        room = QRect(bare.rect).adjusted(2 * _PAD, _PAD, -2 * _PAD, -_PAD)
        painter.save()
        painter.setFont(self._view.font())
        if entry is None:
            painter.setPen(self._view.palette().color(QPalette.ColorRole.PlaceholderText))
            painter.drawText(room, Qt.AlignmentFlag.AlignBottom, str(index.data()))
        else:
            lit = bool(bare.state & QStyle.StateFlag.State_Selected)
            if lit:
                painter.fillRect(bare.rect, self._view.palette().highlight())
            self._write(painter, room, entry, lit)
        painter.restore()

    def _write(self, painter: QPainter, room: QRect, entry: Entry, lit: bool) -> None:
        role, palette = QPalette.ColorRole, self._view.palette()
        strong = palette.color(role.HighlightedText if lit else role.Text)
        muted = strong if lit else palette.color(role.PlaceholderText)
        metrics, height = self._view.fontMetrics(), self._view.fontMetrics().height()
        picture = QRect(room.left(), room.top(), height, height)
        mode = QIcon.Mode.Selected if lit else QIcon.Mode.Normal
        icons.icon(entry.icon).paint(painter, picture, mode=mode)
        left = picture.right() + 2 * _PAD
        right = room.right() - metrics.horizontalAdvance(entry.keys)
        elide, end = metrics.elidedText, Qt.TextElideMode.ElideRight
        painter.setPen(muted)
        painter.drawText(QRect(right, room.top(), room.right() - right + 1, height), 0, entry.keys)
        more = QRect(left, room.top() + height, room.right() - left, height)
        painter.drawText(more, 0, elide(entry.more, end, more.width()))
        painter.setPen(strong)
        first = QRect(left, room.top(), right - left - 2 * _PAD, height)
        cut = Qt.TextElideMode.ElideMiddle
        painter.drawText(first, 0, elide(entry.title, cut, first.width()))


def _row(index: _Index) -> Entry | None:
    model = index.model()
    row = model.rows[index.row()] if isinstance(model, QuickModel) else ""
    return row if isinstance(row, Entry) else None
