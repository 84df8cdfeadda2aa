"""The bar of tabs: dragging a tab out of it, closing with the middle button, its menu."""

from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QCursor, QDrag, QMouseEvent
from PySide6.QtWidgets import QApplication, QTabBar, QWidget

TAB = "application/x-judges-workbench-tab"
"""What a dragged tab carries: the key of its page."""


class TabBar(QTabBar):
    """Tabs that can be dragged along the bar, and out of it.

    Signals:
        close_wanted: place of the tab to close.
        menu_wanted: place of a tab, and the point of the screen for its menu.
        dropped_outside: place of the tab that was let go outside every window.
    """

    close_wanted = Signal(int)
    menu_wanted = Signal(int, QPoint)
    dropped_outside = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName("已打开的页面")
        self._pressed = -1

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Remember which tab is taken."""
        taken = event.button() == Qt.MouseButton.LeftButton
        self._pressed = self.tabAt(event.position().toPoint()) if taken else -1
        super().mousePressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Take the tab out once the pointer is well above or below the bar."""
        beyond = QApplication.startDragDistance() + self.height() // 2
        down = event.position().y()
        if self._pressed >= 0 and not -beyond < down < self.height() + beyond:
            self._let_go(event)
            self._drag(self.currentIndex())
        else:
            super().mouseMoveEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Close a tab with the middle button."""
        self._pressed = -1
        place = self.tabAt(event.position().toPoint())
        if event.button() == Qt.MouseButton.MiddleButton and place >= 0:
            self.close_wanted.emit(place)
        super().mouseReleaseEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Ask for the menu of the tab under the pointer, or from the keyboard of the current."""
        keyboard = event.reason() == QContextMenuEvent.Reason.Keyboard
        place = self.currentIndex() if keyboard else self.tabAt(event.pos())
        if place >= 0:
            point = self.tabRect(place).bottomLeft() if keyboard else event.pos()
            self.menu_wanted.emit(place, self.mapToGlobal(point))

    def _let_go(self, event: QMouseEvent) -> None:
        """End the dragging along the bar, which Qt does itself."""
        release = QMouseEvent(
            QMouseEvent.Type.MouseButtonRelease,
            QPointF(self.tabRect(self.currentIndex()).center()),
            event.globalPosition(),
            Qt.MouseButton.LeftButton,
            Qt.MouseButton.NoButton,
            event.modifiers(),
        )
        super().mouseReleaseEvent(release)
        self._pressed = -1

    def _drag(self, place: int) -> None:
        key = str(self.tabData(place) or "")
        if not key:
            return
        mime = QMimeData()
        mime.setData(TAB, key.encode())
        drag = QDrag(self)
        drag.setMimeData(mime)
        drag.setPixmap(self.grab(self.tabRect(place)))
        drag.exec(Qt.DropAction.MoveAction)
        outside = QApplication.topLevelAt(QCursor.pos()) is None
        if drag.target() is None and outside:
            self.dropped_outside.emit(place)


def dragged_key(mime: QMimeData) -> str:
    """Return the key of the page whose tab is dragged; empty for anything else."""
    return bytes(mime.data(TAB).data()).decode() if mime.hasFormat(TAB) else ""
