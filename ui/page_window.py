"""A further window, for a second screen: pages and messages, nothing else."""

from typing import TYPE_CHECKING

from PySide6.QtGui import QCloseEvent

from ui import routes
from ui.window_actions import page_window_actions
from ui.work_window import WorkWindow, front_case

if TYPE_CHECKING:
    from ui.opening import Opening


class PageWindow(WorkWindow):
    """Pages torn off from the main window; it closes with its last page."""

    def __init__(self, opening: "Opening") -> None:
        super().__init__(opening)
        self._closing = False
        self.setCentralWidget(self.middle)
        self.actions_here = page_window_actions(self)
        self.panes.moved.connect(self._on_moved)
        self.show_title("法官工作台")

    def case_here(self) -> str:
        """Return the case of the page in front, else the open one."""
        return front_case(self) or self.opening.case

    def closeEvent(self, event: QCloseEvent) -> None:
        """Close the pages, so that each can be opened again where it was."""
        self._closing = True
        for pane in self.panes.panes():
            while pane.count() and not self.bridge.closed:
                pane.close_tab(0)
        super().closeEvent(event)
        self.deleteLater()

    def _on_moved(self) -> None:
        if self._closing:
            return
        keys = self.panes.open_keys()
        if not keys:
            self.close()
            return
        key = self.tabs.current_key()
        if key and routes.exists(self.bridge, key):
            self.show_title(f"{routes.title(self.bridge, key)} - 法官工作台")
