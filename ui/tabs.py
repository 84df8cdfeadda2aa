"""One pane of tabs, with back and forward as in a browser."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QPoint, QSize, Qt, Signal
from PySide6.QtWidgets import QTabBar, QTabWidget, QToolButton, QWidget

from ui import icons
from ui.tab_bar import TabBar

MOST_REMEMBERED = 100
LONGEST = 16
_KEY, _ICON, _WAITING = "pageKey", "pageIcon", "pageWaiting"


@dataclass(frozen=True)
class Leaf:
    """A page on its way from one pane to another."""

    key: str
    page: QWidget
    title: str
    icon: str


class WorkTabs(QTabWidget):
    """Pages by key (``cases``, ``overview:ID``, ``paper:ID`` …), each open at most once.

    A tab may wait for its page: it is made when the tab comes to the front.

    Signals:
        moved: tabs or the place in the history changed.
        wanted: key of a page that is to be made: the history leads back to it, or its tab waits.
        closing: key and widget of a page that is about to go.
        menu_wanted: key of a page, and the point of the screen where its tab's menu is wanted.
        dropped_outside: key of a page whose tab was let go outside every window.
    """

    moved = Signal()
    wanted = Signal(str)
    closing = Signal(str, QWidget)
    menu_wanted = Signal(str, QPoint)
    dropped_outside = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        bar = TabBar()
        self.setTabBar(bar)
        self.setMovable(True)
        self.setDocumentMode(True)
        self.setElideMode(Qt.TextElideMode.ElideNone)
        self.setUsesScrollButtons(True)
        self._past: list[str] = []
        self._place = -1
        self._walking = False
        self._making = ""
        self._reserving = False
        self.currentChanged.connect(self._on_current)
        bar.tabMoved.connect(self.moved)
        bar.close_wanted.connect(self.close_tab)
        bar.menu_wanted.connect(lambda place, at: self.menu_wanted.emit(self._key(place), at))
        bar.dropped_outside.connect(lambda place: self.dropped_outside.emit(self._key(place)))

    def open(self, key: str, make: Callable[[], QWidget], title: str, icon: str) -> QWidget:
        """Bring a page to the front, making it if it is not open or its tab waits."""
        page = self.page(key)
        if page is None or page.property(_WAITING):
            self._making = key
            try:
                made = make()
            finally:
                self._making = ""
            page = self._stand_in(page, Leaf(key, made, title, icon))
        self.setCurrentWidget(page)
        self.moved.emit()
        return page

    def reserve(self, rows: Iterable[tuple[str, str, str]]) -> None:
        """Add tabs (key, title, icon) whose pages are made when they come to the front."""
        self._reserving = True
        for key, title, icon in rows:
            if self.page(key) is None:
                waiting = QWidget()
                waiting.setProperty(_WAITING, True)
                self._insert(self.count(), Leaf(key, waiting, title, icon))
        self._reserving = False

    def page(self, key: str) -> QWidget | None:
        """Return the open page of a key; one that waits is an empty widget."""
        pages = (self.widget(place) for place in range(self.count()))
        return next((page for page in pages if page.property(_KEY) == key), None)

    def made_pages(self) -> dict[str, QWidget]:
        """Return the pages that are made, by key."""
        pages = [self.widget(place) for place in range(self.count())]
        return {str(page.property(_KEY)): page for page in pages if not page.property(_WAITING)}

    def open_keys(self) -> list[str]:
        """Return the keys of the open pages, left to right."""
        return [self._key(place) for place in range(self.count())]

    def current_key(self) -> str:
        """Return the key of the page in front; empty if there is none."""
        return self._key(self.currentIndex()) if self.count() else ""

    def retitle(self, key: str, title: str) -> None:
        """Change the title of an open page."""
        page = self.page(key)
        if page is not None:
            self.setTabText(self.indexOf(page), shorten(title))
            self.setTabToolTip(self.indexOf(page), title)

    def close_key(self, key: str) -> None:
        """Close the page of a key, if it is open."""
        page = self.page(key)
        if page is not None:
            self.close_tab(self.indexOf(page))

    def close_tab(self, place: int) -> None:
        """Close a page."""
        if not 0 <= place < self.count():
            return
        page = self.widget(place)
        if not page.property(_WAITING):
            self.closing.emit(self._key(place), page)
        self.removeTab(place)
        page.close()
        page.deleteLater()
        self.moved.emit()

    def take(self, key: str) -> Leaf | None:
        """Take a page out, to be put elsewhere; ``None`` if it is not open."""
        page = self.page(key)
        if page is None:
            return None
        place = self.indexOf(page)
        leaf = Leaf(key, page, self.tabToolTip(place), str(page.property(_ICON)))
        self.removeTab(place)
        self.moved.emit()
        return leaf

    def put(self, leaf: Leaf) -> None:
        """Add a page that was taken out elsewhere, and bring it to the front."""
        self._insert(self.count(), leaf)
        self.setCurrentWidget(leaf.page)
        self.moved.emit()

    def step_tab(self, step: int) -> None:
        """Bring the next (1) or the previous (-1) tab to the front, around the ends."""
        if self.count():
            self.setCurrentIndex((self.currentIndex() + step) % self.count())

    def can_go(self, step: int) -> bool:
        """Say whether there is a page ``step`` places on in the history."""
        return 0 <= self._place + step < len(self._past)

    def go(self, step: int) -> None:
        """Go back (-1) or forward (1)."""
        if not self.can_go(step):
            return
        self._place += step
        key = self._past[self._place]
        self._walking = True
        page = self.page(key)
        if page is None:
            self.wanted.emit(key)
        else:
            self.setCurrentWidget(page)
        self._walking = False
        self.moved.emit()

    def changeEvent(self, event: QEvent) -> None:
        """Draw the icons anew when the colours change."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            for place in range(self.count()):
                self.setTabIcon(place, icons.icon(str(self.widget(place).property(_ICON))))
        elif event.type() == QEvent.Type.FontChange:
            for place in range(self.count()):
                button = self.tabBar().tabButton(place, QTabBar.ButtonPosition.RightSide)
                if isinstance(button, QToolButton):
                    button.setIconSize(self._close_size())

    def _on_current(self, place: int) -> None:
        if self._reserving:
            return
        key = self._key(place) if place >= 0 else ""
        if key and not self._walking and self._past[self._place : self._place + 1] != [key]:
            del self._past[self._place + 1 :]
            self._past = [*self._past, key][-MOST_REMEMBERED:]
            self._place = len(self._past) - 1
        if key and key != self._making and self.widget(place).property(_WAITING):
            self.wanted.emit(key)
        self.moved.emit()

    def _key(self, place: int) -> str:
        return str(self.widget(place).property(_KEY) or "") if place >= 0 else ""

    def _stand_in(self, waiting: QWidget | None, leaf: Leaf) -> QWidget:
        """Put a page where its tab waited, or at the end."""
        if waiting is None:
            self._insert(self.count(), leaf)
            return leaf.page
        place, front = self.indexOf(waiting), self.currentWidget() is waiting
        self._making = leaf.key
        self._insert(place + 1, leaf)
        if front:
            self.setCurrentIndex(place + 1)
        self.removeTab(place)
        self._making = ""
        waiting.deleteLater()
        return leaf.page

    def _insert(self, place: int, leaf: Leaf) -> None:
        leaf.page.setProperty(_KEY, leaf.key)
        leaf.page.setProperty(_ICON, leaf.icon)
        place = self.insertTab(place, leaf.page, icons.icon(leaf.icon), shorten(leaf.title))
        self.tabBar().setTabData(place, leaf.key)
        self.setTabToolTip(place, leaf.title)
        self._close_button(place, leaf.title)

    def _close_size(self) -> QSize:
        edge = max(12, round(self.fontMetrics().height() * 0.65))
        return QSize(edge, edge)

    def _close_button(self, place: int, title: str) -> None:
        page = self.widget(place)
        button = QToolButton()
        icons.put(button, "close")
        button.setIconSize(self._close_size())
        button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        button.setToolTip("关闭（也可用鼠标中键点击标签）")
        button.setAccessibleName(f"关闭“{title}”")
        button.clicked.connect(lambda: self.close_tab(self.indexOf(page)))
        self.tabBar().setTabButton(place, QTabBar.ButtonPosition.RightSide, button)


def shorten(title: str) -> str:
    """Cut a long title in the middle, so that the ending of a file name stays."""
    if len(title) <= LONGEST:
        return title
    return f"{title[: LONGEST - 6]}…{title[-5:]}"
