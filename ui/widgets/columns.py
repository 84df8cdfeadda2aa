"""Three columns; the outer ones fold away: dragged to the edge, at a double click, by key.

Where the middle would become too narrow to read in, the right column gives way first, then the
left one. They come back by themselves once there is room for them again.
"""

from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtGui import QMouseEvent, QResizeEvent
from PySide6.QtWidgets import QSplitter, QSplitterHandle, QWidget

DEFAULT = (300, 726, 340)
LEFT, MIDDLE, RIGHT = range(3)
READABLE = 24
"""Characters that a page needs beside another column."""

ORDINARY = 14
"""Pixels of a character of the ordinary size, for which the widths are meant."""
SHARE = 0.16
"""Share of the window up to which a column grows with the letters."""


class Columns(QSplitter):
    """Keeps the width of a column that is folded, so that it comes back as it was.

    What a person opens is shown at once, even where room is scarce: another column gives way.

    Signals:
        fold_wanted: place of the column that was dragged to the edge or whose handle was double
            clicked; its owner hides it.
        shown: place of a column, and whether it is seen now.
    """

    fold_wanted = Signal(int)
    shown = Signal(int, bool)

    def __init__(self, left: QWidget, middle: QWidget, right: QWidget) -> None:
        super().__init__(Qt.Orientation.Horizontal)
        self._widths = list(DEFAULT)
        self._wanted = {LEFT: not _put_away(left), RIGHT: not _put_away(right)}
        self._opened = MIDDLE
        self._pages = 1
        self.setHandleWidth(3)
        for place, part in enumerate((left, middle, right)):
            self.addWidget(part)
            self.setStretchFactor(place, int(place == MIDDLE))
            self.setCollapsible(place, place != MIDDLE)
        self.splitterMoved.connect(self._on_moved)

    @property
    def widths(self) -> list[int]:
        """Widths in pixels, those of folded columns too."""
        return list(self._widths)

    def set_widths(self, widths: object) -> None:
        """Give the columns widths; nonsense is passed over."""
        if (
            isinstance(widths, list)
            and len(widths) == len(DEFAULT)
            and all(isinstance(width, int) and width >= 0 for width in widths)
            and widths[MIDDLE] > 0
        ):
            self._widths = list(widths)
        self.fit()

    def set_pages(self, number: int) -> None:
        """Say how many pages stand side by side in the middle."""
        if number != self._pages:
            self._pages = number
            self.fit()

    def wants(self, place: int) -> bool:
        """Say whether an outer column is to be seen where there is room for it."""
        return self._wanted[place]

    def show_column(self, place: int, on: bool) -> None:
        """Show an outer column at the width that it had, or fold it until it is shown again."""
        self._wanted[place] = on
        self._opened = place if on else MIDDLE
        self.fit()

    def fit(self) -> None:
        """Show the columns that are wanted and for which there is room."""
        wanted = [place for place in (LEFT, RIGHT) if self._wanted[place]]
        seen = list(wanted)
        for place in (RIGHT, LEFT):
            if place in seen and place != self._opened and not self._has_room(seen):
                seen.remove(place)
        if seen == wanted and self._has_room(seen):
            self._opened = MIDDLE
        for place in (LEFT, RIGHT):
            if self.widget(place).isHidden() == (place in seen):
                self.widget(place).setVisible(place in seen)
                self.shown.emit(place, place in seen)
        self.setSizes(self._sizes(seen))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Let columns give way or come back."""
        super().resizeEvent(event)
        self.fit()

    def changeEvent(self, event: QEvent) -> None:
        """Let columns give way when the letters grow."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            QTimer.singleShot(0, self, self.fit)  # once the columns know their new least widths

    def createHandle(self) -> QSplitterHandle:
        """Make a handle that folds its column at a double click."""
        return _Handle(self)

    def handle_double_clicked(self, handle: QSplitterHandle) -> None:
        """Fold the outer column beside a handle."""
        place = LEFT if self.indexOf(handle) == MIDDLE else RIGHT
        self.fold_wanted.emit(place)

    def _on_moved(self, _: int, handle: int) -> None:
        """Keep the width of the column whose edge was drawn, or fold it."""
        place, sizes = (LEFT if handle == MIDDLE else RIGHT), self.sizes()
        self._widths[MIDDLE] = sizes[MIDDLE]
        if self.widget(place).isHidden():
            return
        if sizes[place]:
            self._widths[place] = sizes[place]
        else:
            self.fold_wanted.emit(place)

    def _width(self, place: int) -> int:
        """Return the width of a column; until a person draws the line it grows with the letters.

        It does so as far as the window is large enough for that.
        """
        width = self._widths[place]
        if width != DEFAULT[place]:
            return width
        grown = width * self.fontMetrics().horizontalAdvance("国") // ORDINARY
        return max(width, min(grown, round(self.width() * SHARE)))

    def _needed(self) -> int:
        """Return the width of the middle from which there is room for another column."""
        return self._pages * READABLE * self.fontMetrics().horizontalAdvance("国")

    def _least(self, place: int) -> int:
        part = self.widget(place)
        return max(part.minimumWidth(), part.minimumSizeHint().width())

    def _room(self, seen: list[int]) -> int:
        """Return the width that columns share with the middle."""
        return self.width() - len(seen) * self.handleWidth()

    def _has_room(self, seen: list[int]) -> bool:
        return sum(map(self._least, seen)) + self._needed() <= self._room(seen)

    def _sizes(self, seen: list[int]) -> list[int]:
        """Return the widths; a wide column gives some of its own before the middle is cramped."""
        sizes = [self._width(place) if place in seen else 0 for place in range(3)]
        over = sizes[LEFT] + sizes[RIGHT] + self._needed() - self._room(seen)
        for place in (RIGHT, LEFT):
            if place in seen and over > 0:
                given = min(over, max(0, sizes[place] - self._least(place)))
                sizes[place] -= given
                over -= given
        sizes[MIDDLE] = max(1, self._room(seen) - sizes[LEFT] - sizes[RIGHT])
        return sizes


def _put_away(part: QWidget) -> bool:
    """Say whether a part was hidden, rather than not shown yet."""
    return part.testAttribute(Qt.WidgetAttribute.WA_WState_ExplicitShowHide) and part.isHidden()


class _Handle(QSplitterHandle):
    def __init__(self, columns: Columns) -> None:
        super().__init__(Qt.Orientation.Horizontal, columns)
        self._columns = columns
        self.setToolTip("拖动改变宽度；双击或拖到边缘收起")

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Fold the column."""
        del event
        self._columns.handle_double_clicked(self)
