"""Tabs of the work in the middle, with back and forward as in a browser."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtWidgets import QTabBar, QTabWidget, QToolButton, QWidget

from ui import icons

MOST_REMEMBERED = 100
LONGEST = 16


class WorkTabs(QTabWidget):
    """Pages by key (``cases``, ``overview:ID``, ``paper:ID`` …), each open at most once.

    Signals:
        moved: tabs or the place in the history changed.
        wanted: key of a closed page that the history leads back to.
    """

    moved = Signal()
    wanted = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setMovable(True)
        self.setDocumentMode(True)
        self.setElideMode(Qt.TextElideMode.ElideNone)
        self.setUsesScrollButtons(True)
        self.tabBar().setAccessibleName("已打开的页面")
        self._past: list[str] = []
        self._place = -1
        self._walking = False
        self.currentChanged.connect(self._on_current)
        self.tabBar().tabMoved.connect(self.moved)

    def open(self, key: str, make: Callable[[], QWidget], title: str, icon: str) -> QWidget:
        """Bring a page to the front, making it if it is not open."""
        page = self.page(key)
        if page is None:
            page = make()
            page.setProperty("pageKey", key)
            page.setProperty("pageIcon", icon)
            place = self.addTab(page, icons.icon(icon), shorten(title))
            self.setTabToolTip(place, title)
            self._close_button(place, title)
        self.setCurrentWidget(page)
        self.moved.emit()
        return page

    def page(self, key: str) -> QWidget | None:
        """Return the open page of a key."""
        pages = (self.widget(place) for place in range(self.count()))
        return next((page for page in pages if page.property("pageKey") == key), None)

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
        self.removeTab(place)
        page.close()
        page.deleteLater()
        self.moved.emit()

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
                name = self.widget(place).property("pageIcon")
                self.setTabIcon(place, icons.icon(str(name)))

    def _on_current(self, place: int) -> None:
        key = self._key(place) if place >= 0 else ""
        if key and not self._walking and self._past[self._place : self._place + 1] != [key]:
            del self._past[self._place + 1 :]
            self._past = [*self._past, key][-MOST_REMEMBERED:]
            self._place = len(self._past) - 1
        self.moved.emit()

    def _key(self, place: int) -> str:
        return str(self.widget(place).property("pageKey") or "")

    def _close_button(self, place: int, title: str) -> None:
        page = self.widget(place)
        button = QToolButton()
        icons.put(button, "close")
        button.setIconSize(QSize(12, 12))
        button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        button.setToolTip("关闭（Ctrl+W）")
        button.setAccessibleName(f"关闭“{title}”")
        button.clicked.connect(lambda: self.close_tab(self.indexOf(page)))
        self.tabBar().setTabButton(place, QTabBar.ButtonPosition.RightSide, button)


def shorten(title: str) -> str:
    """Cut a long title in the middle, so that the ending of a file name stays."""
    if len(title) <= LONGEST:
        return title
    return f"{title[: LONGEST - 6]}…{title[-5:]}"
