"""The slim toolbar and the keys of the whole window."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QSignalBlocker, Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenu, QSizePolicy, QToolBar, QToolButton, QWidget

from ui import icons, routes

if TYPE_CHECKING:
    from ui.shell import Shell


class Toolbar(QToolBar):
    """案件, 导入, 法规库, 设置, AI 参考; back and forward."""

    def __init__(self, shell: "Shell") -> None:
        super().__init__("工具栏")
        self.setMovable(False)
        self.setFloatable(False)
        self.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self._shell = shell
        self.back = self._add("back", "", "后退", "Alt+Left", lambda: shell.tabs.go(-1))
        self.forward = self._add("forward", "", "前进", "Alt+Right", lambda: shell.tabs.go(1))
        self.addSeparator()
        self._add("case", "案件", "全部案件", "Alt+Home", shell.show_cases)
        self.addWidget(self._import_button())
        self._add("library", "法规库", "法规库", "Ctrl+L", lambda: shell.open_key(routes.LIBRARY))
        self._add("journal", "日志", "操作日志", "", lambda: shell.open_key(routes.JOURNAL))
        self._add("settings", "设置", "设置", "Ctrl+,", lambda: shell.open_key(routes.SETTINGS))
        space = QWidget()
        space.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self.addWidget(space)
        self._add("search", "查找", "查找案件、材料、命令", "Ctrl+K", shell.quick_open)
        self.advice = self._add(
            "ai", "AI 参考", "显示或关闭 AI 参考栏", "Ctrl+Shift+A", shell.toggle_sidebar
        )
        self.advice.setCheckable(True)
        self.advice.setChecked(shell.sidebar.is_open())
        shell.sidebar.opened.connect(self._show_advice)
        self._hidden_keys()
        self.show_history(False, False)

    def show_history(self, back: bool, forward: bool) -> None:
        """Offer back and forward where there is a page to go to."""
        self.back.setEnabled(back)
        self.forward.setEnabled(forward)

    def _show_advice(self, on: bool) -> None:
        with QSignalBlocker(self.advice):
            self.advice.setChecked(on)

    def _add(
        self, icon: str, title: str, words: str, keys: str, slot: Callable[[], object]
    ) -> QAction:
        action = self._action(words, keys, slot)
        icons.put(action, icon)
        action.setIconText(title)
        self.addAction(action)
        button = self.widgetForAction(action)
        if isinstance(button, QToolButton):
            button.setAccessibleName(words)
            if not title:
                button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonIconOnly)
        return action

    def _action(self, words: str, keys: str, slot: Callable[[], object]) -> QAction:
        action = QAction(words, self)
        action.triggered.connect(slot)
        if keys:
            action.setShortcut(QKeySequence(keys))
            action.setToolTip(f"{words}（{keys}）")
        return action

    def _import_button(self) -> QToolButton:
        shell = self._shell
        button = QToolButton()
        button.setText("导入")
        button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        button.setAccessibleName("导入文件或文件夹")
        button.setToolTip("导入文件或文件夹；也可以直接拖进窗口")
        icons.put(button, "import")
        menu = QMenu(button)
        rows = (
            ("paper", "导入文件…", "Ctrl+O", shell.choose_files),
            ("folder", "导入文件夹…", "Ctrl+Shift+O", shell.choose_folder),
        )
        for icon, words, keys, slot in rows:
            action = self._action(words, keys, slot)
            icons.put(action, icon)
            menu.addAction(action)
            shell.addAction(action)
        button.setMenu(menu)
        return button

    def _hidden_keys(self) -> None:
        shell = self._shell
        rows = (
            ("新建案件", "Ctrl+N", shell.new_case),
            ("关闭当前页", "Ctrl+W", lambda: shell.tabs.close_tab(shell.tabs.currentIndex())),
            ("下一栏", "F6", shell.next_column),
            ("帮助", "F1", lambda: shell.open_key(routes.HELP)),
            ("任务列表", "Ctrl+J", shell.toggle_jobs),
        )
        for words, keys, slot in rows:
            shell.addAction(self._action(words, keys, slot))
