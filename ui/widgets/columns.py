"""Three columns; the outer ones fold away: dragged to the edge, at a double click, by key."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QSplitter, QSplitterHandle, QWidget

DEFAULT = (300, 726, 340)
LEFT, MIDDLE, RIGHT = range(3)


class Columns(QSplitter):
    """Keeps the width of a column that is folded, so that it comes back as it was.

    Signals:
        fold_wanted: place of the column that was dragged to the edge or whose handle was double
            clicked; its owner hides it.
    """

    fold_wanted = Signal(int)

    def __init__(self, left: QWidget, middle: QWidget, right: QWidget) -> None:
        super().__init__(Qt.Orientation.Horizontal)
        self._widths = list(DEFAULT)
        self.setHandleWidth(3)
        for place, part in enumerate((left, middle, right)):
            self.addWidget(part)
            self.setStretchFactor(place, int(place == MIDDLE))
            self.setCollapsible(place, place != MIDDLE)
        self.splitterMoved.connect(self._on_moved)

    @property
    def widths(self) -> list[int]:
        """Widths in pixels, those of folded columns too."""
        self._remember()
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
        self.setSizes(self._widths)

    def show_column(self, place: int, on: bool) -> None:
        """Show a column at the width that it had, or hide it."""
        part = self.widget(place)
        if on == part.isHidden():
            self._remember()
            part.setVisible(on)
            if on:
                self.setSizes(self._widths)

    def createHandle(self) -> QSplitterHandle:
        """Make a handle that folds its column at a double click."""
        return _Handle(self)

    def handle_double_clicked(self, handle: QSplitterHandle) -> None:
        """Fold the outer column beside a handle."""
        place = LEFT if self.indexOf(handle) == MIDDLE else RIGHT
        self.fold_wanted.emit(place)

    def _on_moved(self) -> None:
        sizes = self.sizes()
        for place in (LEFT, RIGHT):
            if not sizes[place] and not self.widget(place).isHidden():
                self.fold_wanted.emit(place)
        self._remember()

    def _remember(self) -> None:
        for place, size in enumerate(self.sizes()):
            if size and not self.widget(place).isHidden():
                self._widths[place] = size


class _Handle(QSplitterHandle):
    def __init__(self, columns: Columns) -> None:
        super().__init__(Qt.Orientation.Horizontal, columns)
        self._columns = columns
        self.setToolTip("拖动改变宽度；双击或拖到边缘收起")

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Fold the column."""
        del event
        self._columns.handle_double_clicked(self)
