"""A column of passages: thousands of them scroll in one view, and only those in sight are laid out.

The others have guessed heights, so that opening and jumping cost the same for 5 and for 5,000.
"""

from bisect import bisect_right
from collections.abc import Sequence

from PySide6.QtCore import QEvent, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFontMetricsF,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QTextLayout,
)
from PySide6.QtWidgets import QAbstractScrollArea, QFrame, QWidget

from ui import theme
from ui.widgets.passages import Heights, LaidOut, LayoutCache, Look, Passage, guessed_height

CHARACTERS = 34
"""Width of the text in characters; 28 to 34 are read well."""
MARGIN = 20


class PassageColumn(QAbstractScrollArea):
    """The column, for reading only.

    Signals:
        chosen: row of the passage that became the current one.
        scrolled: uppermost row in sight.
    """

    chosen = Signal(int)
    scrolled = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.passages: Sequence[Passage] = ()
        self.current = -1
        self.starts: list[int] = []
        self._cache = LayoutCache()
        self._heights = Heights(())
        self._look = Look(self.font(), 100, "", "")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.verticalScrollBar().valueChanged.connect(self._on_scrolled)

    def show_passages(self, passages: Sequence[Passage]) -> None:
        """Show other passages from their beginning."""
        self.passages = passages
        self.current = -1
        self.starts, place = [], 0
        for passage in passages:
            self.starts.append(place)
            place += len(passage.text) + 1
        self._measure()
        self.verticalScrollBar().setValue(0)
        self.viewport().update()

    def whole_text(self) -> str:
        """Return the words of all passages; :attr:`starts` says where each begins."""
        return "\n".join(passage.text for passage in self.passages)

    def row_of(self, index: int) -> int:
        """Return the row of a place in :meth:`whole_text`."""
        return bisect_right(self.starts, index) - 1

    def go_to(self, row: int, *, quiet: bool = False) -> None:
        """Make a passage the current one and bring it to the upper part of the view."""
        if not 0 <= row < len(self.passages):
            return
        self.choose(row, quiet=quiet)
        self._settle_from(row)
        room = self.viewport().height()
        top = self._heights.top(row) + self._top_margin()
        self.verticalScrollBar().setValue(round(top - room / 6))

    def choose(self, row: int, *, quiet: bool = False) -> None:
        """Make a passage the current one."""
        if row != self.current:
            self.current = row
            self.setAccessibleDescription(self.passages[row].shown)
            self.viewport().update()
            if not quiet:
                self.chosen.emit(row)

    def in_sight(self, row: int) -> bool:
        """Say whether a passage begins within the view."""
        y = self._heights.top(row) + self._top_margin() - self.verticalScrollBar().value()
        return 0 <= y < self.viewport().height()

    def first_in_sight(self) -> int:
        """Return the uppermost row in sight."""
        return self._heights.at(self.verticalScrollBar().value() - self._top_margin())

    # Layout

    def _new_look(self) -> Look:
        colours = theme.current()
        room = self.viewport().width() - 2 * MARGIN
        em = QFontMetricsF(self.font()).horizontalAdvance("国")
        width = max(4 * em, min(room, em * (CHARACTERS + 0.2)))
        return Look(self.font(), width, colours.text, colours.accent)

    def _measure(self) -> None:
        self._look = self._new_look()
        self._cache.clear()
        self._heights = Heights([guessed_height(p, self._look) for p in self.passages])
        self._fit_bar()

    def _fit_bar(self) -> None:
        bar, room = self.verticalScrollBar(), self.viewport().height()
        # Room below the end, so that the last article can stand where the eye expects it.
        total = self._heights.top(len(self._heights)) + self._top_margin() + room / 3
        bar.setRange(0, max(0, round(total - room)))
        bar.setPageStep(max(1, room - round(self._look.line)))
        bar.setSingleStep(round(self._look.line))

    def _laid(self, row: int) -> LaidOut:
        laid = self._cache.get(row, self.passages[row], self._look)
        self._heights.set(row, laid.height)
        return laid

    def _settle_from(self, row: int) -> None:
        """Lay out a screenful from a row on; what stands above keeps its place on the screen."""
        y, height = 0.0, self.viewport().height()
        while row < len(self.passages) and y < height:
            y += self._laid(row).height
            row += 1
        self._fit_bar()

    def _left(self) -> float:
        return max(MARGIN, (self.viewport().width() - self._look.width) / 2)

    def _top_margin(self) -> float:
        return self._look.line * 0.5

    # Events

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the same passage at the top."""
        super().resizeEvent(event)
        self._again()

    def changeEvent(self, event: QEvent) -> None:
        """Follow font and colours."""
        super().changeEvent(event)
        kinds = (QEvent.Type.FontChange, QEvent.Type.StyleChange, QEvent.Type.PaletteChange)
        if event.type() in kinds:
            self._again()

    def _again(self) -> None:
        if self._new_look() == self._look:
            self._fit_bar()
            return
        row = self.first_in_sight() if self.passages else 0
        shift = self.verticalScrollBar().value() - (self._heights.top(row) if self.passages else 0)
        self._measure()
        if self.passages:
            self.verticalScrollBar().setValue(round(self._heights.top(row) + shift))
        self.viewport().update()

    def scrollContentsBy(self, dx: int, dy: int) -> None:
        """Draw anew; rows are laid out where they come into sight."""
        del dx
        if dy > 0 and self.passages:
            # A row that comes in from above must not push down what is being read.
            row = self.first_in_sight()
            before = self._heights.top(row + 1)
            self._laid(row)
            if (more := round(self._heights.top(row + 1) - before)) != 0:
                self._fit_bar()
                self.verticalScrollBar().setValue(self.verticalScrollBar().value() + more)
        self.viewport().update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw what is in sight."""
        painter = QPainter(self.viewport())
        colours = theme.current()
        painter.fillRect(event.rect(), QColor(colours.base))
        if self.passages:
            self._draw(painter, colours)
        if self.hasFocus():
            painter.setPen(QColor(colours.accent))
            painter.drawRect(self.viewport().rect().adjusted(0, 0, -1, -1))

    def _draw(self, painter: QPainter, colours: theme.Colours) -> None:
        bar = self.verticalScrollBar()
        at_end = bar.value() == bar.maximum() and bar.value() > 0
        row = self.first_in_sight()
        y = self._heights.top(row) + self._top_margin() - bar.value()
        changed = False
        while row < len(self.passages) and y < self.viewport().height():
            before = self._heights.top(row + 1)
            laid = self._laid(row)
            changed = changed or self._heights.top(row + 1) != before
            if row == self.current:
                side = self._left()
                box = QRectF(side - 12, y, self._look.width + 24, laid.height - 4)
                painter.fillRect(box, QColor(colours.raised))
                painter.fillRect(QRectF(side - 12, y, 3, laid.height - 4), QColor(colours.accent))
            ranges = self._ranges(row, colours)
            laid.layout.draw(painter, QPointF(self._left(), y), ranges)
            self._draw_beside(painter, row, y, laid)
            y += laid.height
            row += 1
        if changed:
            self._fit_bar()
            if at_end:
                bar.setValue(bar.maximum())

    def _draw_beside(self, painter: QPainter, row: int, y: float, laid: LaidOut) -> None:
        """Draw beside or over a row that was drawn at a height; nothing here."""

    def _ranges(self, row: int, colours: theme.Colours) -> list[QTextLayout.FormatRange]:
        """Return what is marked in a row; nothing here, for those who draw more."""
        del row, colours
        return []

    def _on_scrolled(self) -> None:
        if self.passages:
            self.scrolled.emit(self.first_in_sight())
