"""The work in the middle: one pane of tabs, or two side by side."""

from collections.abc import Iterator

from PySide6.QtCore import QObject, QPoint, Qt, Signal
from PySide6.QtWidgets import QApplication, QSplitter, QWidget

from ui.tabs import WorkTabs

SMALLEST = (160, 140)
"""Width and height in pixels that a pane keeps, whatever stands around it."""
NARROWEST = 420
"""Pixels below which half of the area is too narrow to read in."""


class Panes(QSplitter):
    """Up to two panes; a key is open at most once over both.

    The right pane is there while it holds a page. If the left one empties, the right one takes its
    place.

    Signals:
        moved: pages, the page in front or the pane in use changed.
        wanted: key of a page to be made, and the pane for it.
        closing, menu_wanted, dropped_outside: as of :class:`WorkTabs`.
    """

    moved = Signal()
    wanted = Signal(str, WorkTabs)
    closing = Signal(str, QWidget)
    menu_wanted = Signal(str, QPoint)
    dropped_outside = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self.setChildrenCollapsible(False)
        self.setHandleWidth(3)
        self._panes = [self._make(), self._make()]
        self._panes[1].hide()
        self._used = self._panes[0]
        self._settling = False
        self._name()
        QApplication.instance().focusChanged.connect(self._on_focus)  # type: ignore[union-attr]

    @property
    def pane(self) -> WorkTabs:
        """The pane in use: the one that had the focus last."""
        return self._used

    @property
    def other(self) -> WorkTabs:
        """The pane that is not in use; it holds no page where the area is not split."""
        return self._panes[1] if self._used is self._panes[0] else self._panes[0]

    @property
    def is_split(self) -> bool:
        """Whether two panes are shown."""
        return all(pane.count() for pane in self._panes)

    @property
    def has_room(self) -> bool:
        """Whether two panes would be wide enough to read in."""
        scale = self.fontMetrics().horizontalAdvance("国") / 14
        return self.width() >= 2 * NARROWEST * max(1.0, scale)

    def panes(self) -> tuple[WorkTabs, WorkTabs]:
        """Return left and right; the right one may be empty and hidden."""
        return self._panes[0], self._panes[1]

    def use(self, pane: WorkTabs) -> None:
        """Make a pane the one in use."""
        if pane is not self._used:
            self._used = pane
            self._name()
            self.moved.emit()

    def pane_of(self, key: str) -> WorkTabs | None:
        """Return the pane that holds a key."""
        return next((pane for pane in self._panes if pane.page(key) is not None), None)

    def open_keys(self) -> list[str]:
        """Return the keys of all pages, left to right."""
        return [key for pane in self._panes for key in pane.open_keys()]

    def made_pages(self) -> dict[str, QWidget]:
        """Return the pages that are made, by key."""
        return {key: page for pane in self._panes for key, page in pane.made_pages().items()}

    def front_pages(self) -> Iterator[tuple[str, QWidget]]:
        """Yield key and widget of the pages in front."""
        for pane in self._panes:
            if pane.count() and pane.current_key() in pane.made_pages():
                yield pane.current_key(), pane.currentWidget()

    def carry(self, key: str, pane: WorkTabs) -> None:
        """Bring an open page into another pane, to the front."""
        held = self.pane_of(key)
        if held is None or held is pane:
            return
        self._settling = True
        leaf = held.take(key)
        if leaf is not None:
            pane.put(leaf)
        self._settling = False
        self.use(pane)
        self.settle()

    def close_key(self, key: str) -> None:
        """Close the page of a key, if it is open."""
        held = self.pane_of(key)
        if held is not None:
            held.close_key(key)

    def settle(self) -> None:
        """Show the panes that hold pages; the left one always."""
        if self._settling:
            return
        left, right = self._panes
        if not left.count() and right.count():
            self._panes = [right, left]
            self.insertWidget(0, right)
        if not self._used.count():
            self._used = self._panes[0]
        self._panes[0].show()
        shown = bool(self._panes[1].count())
        if shown and self._panes[1].isHidden():
            half = self.width() // 2
            self._panes[1].show()
            self.setSizes([half, half])
        self._panes[1].setVisible(shown)
        self._name()

    def _make(self) -> WorkTabs:
        pane = WorkTabs(self)
        self.addWidget(pane)
        pane.setMinimumSize(*SMALLEST)
        pane.moved.connect(self._on_moved)
        pane.wanted.connect(lambda key: self.wanted.emit(key, pane))
        pane.closing.connect(self.closing)
        pane.menu_wanted.connect(self.menu_wanted)
        pane.dropped_outside.connect(self.dropped_outside)
        pane.tabBarClicked.connect(lambda _: self.use(pane))
        return pane

    def _on_moved(self) -> None:
        self.settle()
        if not self._settling:
            self.moved.emit()

    def _on_focus(self, _: QObject | None, now: QWidget | None) -> None:
        for pane in self._panes:
            if now is not None and pane.count() and pane.isAncestorOf(now):
                self.use(pane)

    def _name(self) -> None:
        """Say which is which, and draw the pane in use differently where there are two."""
        names = ("左侧页面", "右侧页面") if self.is_split else ("已打开的页面", "")
        for pane, name in zip(self._panes, names, strict=True):
            pane.tabBar().setAccessibleName(name)
            resting = self.is_split and pane is not self._used
            if bool(pane.property("resting")) != resting:
                pane.setProperty("resting", resting)
                pane.tabBar().setProperty("resting", resting)
                pane.tabBar().style().polish(pane.tabBar())
