"""The list of precedents as it is drawn: title, court and number, tier and result."""

from PySide6.QtCore import QEvent, QRect, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QKeyEvent, QPainter, QPalette
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QTableView,
)
from PySide6.QtWidgets import QStyleOptionViewItem as Option

from ui.pages.precedent_model import PrecedentModel
from ui.pages.precedent_words import bearing, named
from ui.widgets.two_lines import Index

PADDING = 6


class PrecedentDelegate(QStyledItemDelegate):
    """Draws three lines a row."""

    def __init__(self, view: QAbstractItemView, model: PrecedentModel) -> None:
        super().__init__(view)
        self._view, self._model = view, model

    def sizeHint(self, option: Option, index: Index) -> QSize:
        """Make room for three lines."""
        del option, index
        return QSize(80, 3 * QFontMetrics(self._view.font()).height() + 2 * PADDING)

    def paint(self, painter: QPainter, option: Option, index: Index) -> None:
        """Draw the row."""
        bare = Option(option)
        self.initStyleOption(bare, index)
        # The stubs do not know the option's fields.
        rect, state = QRect(bare.rect), bare.state  # type: ignore[attr-defined]
        bare.text = ""  # type: ignore[attr-defined]
        element = QStyle.ControlElement.CE_ItemViewItem
        self._view.style().drawControl(element, bare, painter, self._view)
        flags, role = QStyle.StateFlag, QPalette.ColorRole
        lit = bool(state & flags.State_Selected) and bool(state & flags.State_Active)
        head = self._model.head(index.row())
        own = self._model.own
        lines = (
            ("正在读取……", "", "")
            if head is None
            else (head.title, named(head), bearing(head, own))
        )
        bold = QFont(self._view.font())
        bold.setWeight(QFont.Weight.DemiBold)
        room = rect.adjusted(PADDING, PADDING, -PADDING, -PADDING)
        looks = (
            (bold, role.Text, Qt.TextElideMode.ElideMiddle),
            (self._view.font(), role.Text, Qt.TextElideMode.ElideRight),
            (self._view.font(), role.PlaceholderText, Qt.TextElideMode.ElideRight),
        )
        painter.save()
        for words, (font, ink, cut) in zip(lines, looks, strict=True):
            metrics = QFontMetrics(font)
            painter.setFont(font)
            painter.setPen(self._view.palette().color(role.HighlightedText if lit else ink))
            painter.drawText(room, 0, metrics.elidedText(words, cut, room.width()))
            room.setTop(room.top() + metrics.height())
        painter.restore()


class PrecedentView(QTableView):
    """One column of rows of one height.

    A list view would measure every row at once, which for a million takes seconds.
    """

    def __init__(self, model: PrecedentModel) -> None:
        super().__init__()
        self._delegate = PrecedentDelegate(self, model)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.horizontalHeader().hide()
        self.setModel(model)
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        self.setItemDelegate(self._delegate)
        self.setAccessibleName("案例")
        self.setAlternatingRowColors(True)
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self._fit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Home and End go to the first and the last row."""
        last = self.model().rowCount() - 1
        rows = {Qt.Key.Key_Home: 0, Qt.Key.Key_End: last}
        row = rows.get(Qt.Key(event.key()))
        if row is not None and last >= 0:
            self.setCurrentIndex(self.model().index(row, 0))
        else:
            super().keyPressEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        """Let the rows grow with the letters."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self._fit()

    def _fit(self) -> None:
        height = 3 * QFontMetrics(self.font()).height() + 2 * PADDING
        if self.verticalHeader().defaultSectionSize() != height:
            self.verticalHeader().setDefaultSectionSize(height)
