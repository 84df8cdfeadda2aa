"""Thumbnails on which a stack of pages is parted: cuts, order, pages taken out."""

from typing import Any

from PySide6.QtCore import QModelIndex, QRect, Qt, Signal
from PySide6.QtGui import QColor, QFont, QKeyEvent, QPainter, QPalette
from PySide6.QtWidgets import QAbstractItemView, QApplication, QStyleOptionViewItem, QWidget

from ui import theme
from ui.widgets.drawing import Drawer
from ui.widgets.thumbnails import GAP, Index, ThumbnailDelegate, Thumbnails
from workbench.papers.model import Document
from workbench.papers.splitting import SplitPlan

LARGE = 200
"""Pixels at which the title of a page can be made out."""
_BAR = 5
"""Width of the bar at the left of a page with which a part begins."""


class SplitThumbnails(Thumbnails):
    """The pages of a plan, with a bar and a number where a part begins.

    Signals:
        planned: the plan was changed.
    """

    planned = Signal()

    def __init__(
        self, drawer: Drawer, document: Document, plan: SplitPlan, parent: QWidget | None = None
    ) -> None:
        super().__init__(drawer, parent)
        self.plan = plan
        self._document = document
        self.starts: dict[int, int] = {}
        self.part_of: dict[int, int] = {}
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setItemDelegate(SplitDelegate(self))
        self.setAccessibleName("要拆分的页面")
        self.edge = LARGE
        self.clicked.connect(self._click)
        self.fill()

    def fill(self) -> None:
        """Show the pages in the order of the plan, the cursor where it was."""
        current, chosen = self.currentIndex().row(), self.chosen_numbers()
        number = self.pages.page(current).number if current >= 0 else 0
        self.number_parts()
        self.show_pages(self._document, [self.plan.page(n) for n in self.plan.order])
        flag = self.selectionModel().SelectionFlag
        self.selectionModel().setCurrentIndex(
            self.pages.index(max(0, self.pages.row_of(number))), flag.ClearAndSelect
        )
        for other in chosen:
            self.selectionModel().select(self.pages.index(self.pages.row_of(other)), flag.Select)

    def number_parts(self) -> None:
        """Look up which part each page is in."""
        parts = self.plan.parts()
        self.starts = {part.pages[0]: place for place, part in enumerate(parts)}
        self.part_of = {number: place for place, part in enumerate(parts) for number in part.pages}
        self.viewport().update()

    def toggle(self) -> None:
        """Let a part begin with the page that has the cursor, or no longer."""
        if self.currentIndex().row() > 0:
            self.plan.toggle(self.pages.page(self.currentIndex().row()).number)
            self.number_parts()
            self.planned.emit()

    def take_out(self) -> None:
        """Take the pages chosen out, or put them back."""
        self.plan.take_out(self.chosen_numbers())
        self.number_parts()
        self.planned.emit()

    def shift(self, step: int) -> None:
        """Move the pages chosen to the front (-1) or to the back (1)."""
        self.plan.shift(self.chosen_numbers(), step)
        self.fill()
        self.planned.emit()

    def _choose(self, index: QModelIndex) -> None:
        del index  # a click parts the stack, see below; a double click must not do it twice more

    def _click(self, index: QModelIndex) -> None:
        if index.isValid() and QApplication.keyboardModifiers() == Qt.KeyboardModifier.NoModifier:
            self.toggle()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Space cuts, Delete takes out, Alt with an arrow moves; the rest walks."""
        alt = bool(event.modifiers() & Qt.KeyboardModifier.AltModifier)
        match event.key():
            case Qt.Key.Key_Space:
                self.toggle()
            case Qt.Key.Key_Delete:
                self.take_out()
            case Qt.Key.Key_Left if alt:
                self.shift(-1)
            case Qt.Key.Key_Right if alt:
                self.shift(1)
            case _:
                super().keyPressEvent(event)


class SplitDelegate(ThumbnailDelegate):
    """Draws where a part begins, and which pages are taken out."""

    def __init__(self, view: SplitThumbnails) -> None:
        super().__init__(view)
        self._split = view

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw the page, a bar where a part begins, and a veil over what is taken out."""
        super().paint(painter, option, index)
        number = self._split.pages.page(index.row()).number
        given: Any = option  # the stubs do not know its fields
        room = QRect(given.rect)
        if number in self._split.plan.taken:
            veil = QColor(theme.current().window)
            veil.setAlpha(190)
            painter.fillRect(room.adjusted(GAP, GAP, -GAP, -GAP - self.line_height()), veil)
        elif number in self._split.starts:
            accent = QColor(theme.current().accent)
            painter.fillRect(QRect(room.left(), room.top(), _BAR, room.height()), accent)

    def caption(self, painter: QPainter, room: QRect, index: Index) -> None:
        """Write the number of the page; with that of the part where one begins."""
        number = self._split.pages.page(index.row()).number
        if number in self._split.plan.taken:
            self._badge(painter, room, f"抽出 · {number}", theme.current().bad)
        elif number in self._split.starts:
            part = self._split.starts[number] + 1
            self._badge(painter, room, f"第 {part} 件 · {number}", theme.current().accent)
        else:
            super().caption(painter, room, index)

    def _badge(self, painter: QPainter, room: QRect, words: str, colour: str) -> None:
        """Write below the page, where it hides nothing of its title."""
        font = QFont(self._split.font())
        font.setBold(True)
        painter.setFont(font)
        line = self.line(room)
        width = min(room.width(), painter.fontMetrics().horizontalAdvance(words) + 2 * GAP)
        place = QRect(0, 0, width, line.height())
        place.moveCenter(line.center())
        painter.fillRect(place, QColor(colour))
        painter.setPen(self._split.palette().color(QPalette.ColorRole.HighlightedText))
        painter.drawText(place, Qt.AlignmentFlag.AlignCenter, words)
