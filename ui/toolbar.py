"""The slim toolbar."""

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QSignalBlocker, Qt
from PySide6.QtGui import QAction, QResizeEvent
from PySide6.QtWidgets import QMenu, QSizePolicy, QToolBar, QToolButton, QWidget

from ui import icons
from ui.widgets.columns import LEFT, RIGHT

if TYPE_CHECKING:
    from ui.shell import Shell

_WORDS = {
    "window.cases": "案件",
    "window.library": "法规库",
    "window.journal": "日志",
    "window.settings": "设置",
    "window.find_anything": "查找",
    "window.advice": "AI 参考",
}
"""Commands that have a word beside their icon, where there is room for words."""


class Toolbar(QToolBar):
    """左栏, back and forward, 案件, 导入, 法规库 with 案例库 and 要件知识, 日志, 设置, …"""

    def __init__(self, shell: "Shell") -> None:
        super().__init__("工具栏")
        self.setMovable(False)
        self.setFloatable(False)
        self.setProperty("helpTopic", "window")
        self._shell = shell
        self._buttons: list[QToolButton] = []
        self.left = self._add("window.column")
        self.left.setCheckable(True)
        self.left.setChecked(True)
        self.back = self._add("window.back")
        self.forward = self._add("window.forward")
        self.addSeparator()
        self._add("window.cases")
        self.addWidget(self._import_button())
        self._add_library()
        for key in ("window.journal", "window.settings"):
            self._add(key)
        space = QWidget()
        space.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self.addWidget(space)
        self._add("window.open_beside")
        self._add("window.find_anything")
        self.advice = self._add("window.advice")
        self.advice.setCheckable(True)
        self.advice.setChecked(shell.sidebar.is_open())
        shell.sidebar.opened.connect(partial(self.show_column, RIGHT))
        self.show_history(False, False)

    def show_history(self, back: bool, forward: bool) -> None:
        """Offer back and forward where there is a page to go to."""
        self.back.setEnabled(back)
        self.forward.setEnabled(forward)

    def show_column(self, place: int, on: bool) -> None:
        """Tell whether an outer column is seen."""
        action = self.left if place == LEFT else self.advice
        with QSignalBlocker(action):
            action.setChecked(on)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave the words out where there is no room for them."""
        super().resizeEvent(event)
        self._fit()

    def _add(self, key: str) -> QAction:
        action = self._shell.actions_here[key]
        self.addAction(action)
        button = self.widgetForAction(action)
        if isinstance(button, QToolButton):
            button.setAccessibleName(action.text())
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            if key in _WORDS:
                action.setIconText(_WORDS[key])
                self._buttons.append(button)
        return action

    def _add_library(self) -> None:
        """The shelf of laws, and beside it in a menu all three shelves."""
        button = self.widgetForAction(self._add("window.library"))
        if isinstance(button, QToolButton):
            menu = QMenu(button)
            for key in ("window.library", "window.precedents", "window.knowledge"):
                menu.addAction(self._shell.actions_here[key])
            button.setMenu(menu)
            button.setPopupMode(QToolButton.ToolButtonPopupMode.MenuButtonPopup)

    def _import_button(self) -> QToolButton:
        button = QToolButton()
        button.setText("导入")
        button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        button.setAccessibleName("导入文件或文件夹")
        button.setToolTip("导入文件或文件夹；也可以直接拖进窗口")
        icons.put(button, "import")
        menu = QMenu(button)
        for key in ("window.import_files", "window.import_folder"):
            menu.addAction(self._shell.actions_here[key])
        button.setMenu(menu)
        self._buttons.append(button)
        return button

    def _fit(self) -> None:
        beside = Qt.ToolButtonStyle.ToolButtonTextBesideIcon
        for button in self._buttons:
            button.setToolButtonStyle(beside)
        if self.sizeHint().width() > self.width():
            for button in self._buttons:
                button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonIconOnly)
