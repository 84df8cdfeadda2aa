"""The three shelves of the library side by side: laws, precedents, knowledge of causes."""

from functools import partial

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QFrame, QPushButton, QSizePolicy, QWidget

from ui import icons
from ui.bridge import Bridge
from ui.sidebar.flow import FlowLayout

SHELVES = (
    ("library", "法规库", "library", "window.library"),
    ("precedents", "案例库", "case", "window.precedents"),
    ("knowledge", "要件知识", "check", "window.knowledge"),
)
"""Key of the page, its name, icon and command."""


LOW = 19
"""Height of the page in lines below which the bar gives way; Ctrl+K leads to the shelves too."""
NARROW = 30
"""Width of the page in characters below which it gives way: it would take three rows."""


class ShelfBar(QFrame):
    """Goes from one shelf to another.

    Args:
        bridge: the open workbench.
        here: key of the page.
        page: the page in which it stands.
    """

    def __init__(self, bridge: Bridge, here: str, page: QWidget) -> None:
        super().__init__(page)
        self._page = page
        page.installEventFilter(self)
        self.setAccessibleName("资料库")
        flow = FlowLayout(self, spacing=4)
        self.buttons: dict[str, QPushButton] = {}
        for key, name, icon, command in SHELVES:
            button = QPushButton(name)
            button.setProperty("flat", True)
            button.setCheckable(True)
            button.setChecked(key == here)
            button.setAccessibleName(f"{name}（当前）" if key == here else name)
            button.setToolTip(bridge.shortcuts.tip(command))
            icons.put(button, icon)
            button.clicked.connect(partial(self._go, bridge, key, here))
            self.buttons[key] = button
            flow.addWidget(button)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Leave the room to the work where the page is low or narrow."""
        if watched is self._page and event.type() == QEvent.Type.Resize:
            metrics = self.fontMetrics()
            low = self._page.height() <= LOW * metrics.height()
            narrow = self._page.width() <= NARROW * metrics.horizontalAdvance("国")
            self.setVisible(not low and not narrow)
        return super().eventFilter(watched, event)

    def _go(self, bridge: Bridge, key: str, here: str) -> None:
        self.buttons[key].setChecked(key == here)
        if key != here:
            bridge.open_page.emit(key)
