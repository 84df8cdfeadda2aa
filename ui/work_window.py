"""What every window of the program has: panes of pages, messages, drops, the menu of a tab."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import (
    QCloseEvent,
    QDragEnterEvent,
    QDragLeaveEvent,
    QDragMoveEvent,
    QDropEvent,
    QKeyEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import QMainWindow, QSizePolicy, QVBoxLayout, QWidget

from ui import routes
from ui.messages import MessageBar
from ui.panes import Panes
from ui.tab_bar import dragged_key
from ui.tab_menu import TabMenu
from ui.tabs import WorkTabs
from ui.widgets.drop_veil import DropVeil
from ui.widgets.dropping import dropped_paths, take_copy

if TYPE_CHECKING:
    from ui.opening import Opening


class WorkWindow(QMainWindow):
    """A window with panes of pages.

    Attributes:
        opening: opens pages, for all windows.
        panes: the pages.
        messages: what went wrong or was done here.
        middle: messages and pages, one above the other.
    """

    def __init__(self, opening: "Opening") -> None:
        super().__init__()
        self.opening = opening
        self.bridge = opening.bridge
        self.setAcceptDrops(True)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)
        self.panes = Panes()
        self.messages = MessageBar()
        self.middle = QWidget()
        self.rows = QVBoxLayout(self.middle)
        self.rows.setContentsMargins(0, 0, 0, 0)
        self.rows.setSpacing(0)
        self.rows.addWidget(self.messages)
        self.put_below(self.panes, 3)
        self._veil = DropVeil(self)
        self._title = ""
        self.bridge.live.turned.connect(lambda: self.show_title(self._title))
        self.messages.history_wanted.connect(opening.show_messages)
        self.panes.wanted.connect(self._on_wanted)
        self.panes.closing.connect(opening.note_closing)
        self.panes.menu_wanted.connect(self._show_menu)
        self.panes.dropped_outside.connect(opening.tear_off)

    @property
    def tabs(self) -> WorkTabs:
        """The pane in use."""
        return self.panes.pane

    def show_title(self, title: str) -> None:
        """Show a title, and before it that something is recorded."""
        self._title = title
        said = self.bridge.live.state_words()
        self.setWindowTitle(f"● {said} - {title}" if said else title)

    def put_below(self, part: QWidget, share: int) -> None:
        """Put a part below the messages; it takes its share of what these leave."""
        part.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Ignored)
        self.rows.addWidget(part, share)

    def case_here(self) -> str:
        """Return the case into which a drop goes; empty for a new one."""
        return self.opening.case

    # Qt

    def event(self, event: QEvent) -> bool:
        """Note that the person works here."""
        if event.type() == QEvent.Type.WindowActivate:
            self.opening.windows.activated(self)
        return super().event(event)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take files, folders and tabs, and say where they would go."""
        if dragged_key(event.mimeData()):
            event.acceptProposedAction()
            self._show_half(event.position().toPoint())
        elif event.mimeData().hasUrls():
            take_copy(event)
            self._veil.show_over(self.rect(), self._import_words())

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        """Go on taking what is dragged."""
        if dragged_key(event.mimeData()):
            event.acceptProposedAction()
            self._show_half(event.position().toPoint())
        elif event.mimeData().hasUrls():
            take_copy(event)

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        """Show no place any more."""
        del event
        self._veil.hide()

    def dropEvent(self, event: QDropEvent) -> None:
        """Import files, or put a tab where it was dropped."""
        self._veil.hide()
        if key := dragged_key(event.mimeData()):
            event.acceptProposedAction()
            self._put_tab(key, event.position().toPoint())
            return
        take_copy(event)
        self.opening.acts.take_drop(dropped_paths(event), self.case_here())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc closes a message, never more."""
        if event.key() != Qt.Key.Key_Escape:
            super().keyPressEvent(event)
        elif not self.messages.close_newest():
            self.nothing_to_close()

    def nothing_to_close(self) -> None:
        """Act on Esc where no message is shown."""

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Take the sign of a drag away: its place has changed."""
        super().resizeEvent(event)
        self._veil.hide()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Take leave of the other windows."""
        self.opening.windows.remove(self)
        super().closeEvent(event)

    # Parts

    def _import_words(self) -> str:
        case = self.case_here()
        if not case:
            return "松开鼠标：新建案件并导入"
        return f"松开鼠标：导入案件“{self.bridge.workbench.papers.case(case).title}”"

    def _right_half(self, at: QPoint) -> bool:
        inside = self.panes.mapFrom(self, at)
        left, right = self.panes.panes()
        if self.panes.is_split:
            return inside.x() >= right.x()
        return inside.x() >= left.width() * 0.6

    def _show_half(self, at: QPoint) -> None:
        area = self.panes.rect()
        area.moveTo(self.panes.mapTo(self, QPoint(0, 0)))
        half = area.width() // 2
        if self._right_half(at):
            area.setLeft(area.left() + half)
            self._veil.show_over(area, "松开鼠标：放在右侧")
        else:
            area.setWidth(half)
            self._veil.show_over(area, "松开鼠标：放在左侧")

    def _put_tab(self, key: str, at: QPoint) -> None:
        left, right = self.panes.panes()
        self.opening.take_over(key, self.panes, right if self._right_half(at) else left)

    def _on_wanted(self, key: str, pane: WorkTabs) -> None:
        self.opening.make_waiting(pane, key)

    def _show_menu(self, key: str, at: QPoint) -> None:
        menu = TabMenu(self, key)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(at)


def front_case(window: WorkWindow) -> str:
    """Return the case of the page in front; empty where it belongs to none."""
    key = window.tabs.current_key()
    return (routes.case_of(window.bridge, key) if key else None) or ""
