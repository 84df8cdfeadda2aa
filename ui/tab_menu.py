"""The menu of a tab."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu

from ui import icons

if TYPE_CHECKING:
    from ui.tabs import WorkTabs
    from ui.work_window import WorkWindow


class TabMenu(QMenu):
    """Where the page of a tab can go: beside, to a window of its own, away."""

    def __init__(self, window: "WorkWindow", key: str) -> None:
        super().__init__(window)
        self.setAccessibleName("标签菜单")
        self._shortcuts = window.bridge.shortcuts
        opening, panes = window.opening, window.panes
        pane = panes.pane_of(key) or panes.pane
        left, right = panes.panes()
        if pane is left:
            action = self._add(
                "在右侧打开", "split", lambda: panes.carry(key, right), "open_beside"
            )
            action.setEnabled(left.count() > 1 or panes.is_split)
        else:
            self._add("移到左侧", "split", lambda: panes.carry(key, left), "open_beside")
        self._add("在新窗口中打开", "window", lambda: opening.tear_off(key), "new_window")
        if window is not opening.windows.main:
            self._add("移回主窗口", "undo", lambda: opening.bring_home(key))
        self.addSeparator()
        self._add("关闭", "close", lambda: pane.close_key(key), "close_page")
        others = [other for other in pane.open_keys() if other != key]
        action = self._add("关闭其他页", "", partial(_close, pane, others))
        action.setEnabled(bool(others))
        self._add("重新打开关闭的页", "", opening.reopen, "reopen_page")

    def _add(self, words: str, icon: str, slot: Callable[[], object], command: str = "") -> QAction:
        action = self.addAction(words)
        if icon:
            icons.put(action, icon)
        action.triggered.connect(slot)
        if command and (keys := self._shortcuts.words(f"window.{command}")):
            action.setText(f"{words}\t{keys}")
        return action


def _close(pane: "WorkTabs", keys: Sequence[str]) -> None:
    for key in keys:
        pane.close_key(key)
