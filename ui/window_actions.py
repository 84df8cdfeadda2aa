"""The commands of a window with what they do; their titles, icons and keys stand in the table."""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QWidget

from ui import icons, routes
from ui.bridge import Bridge

if TYPE_CHECKING:
    from ui.shell import Shell
    from ui.work_window import WorkWindow

Slots = dict[str, Callable[[], object]]
TABS = 9
"""Tabs that have a key of their own."""


class WindowActions(QObject):
    """Actions by command; each answers its keys in the whole window."""

    def __init__(self, window: QWidget, bridge: Bridge, slots: Slots) -> None:
        super().__init__(window)
        self._actions: dict[str, QAction] = {}
        for key, slot in slots.items():
            command = bridge.shortcuts.table[key]
            action = QAction(command.title, self)
            action.triggered.connect(partial(_run, slot))
            if command.icon:
                icons.put(action, command.icon)
            bridge.shortcuts.dress(key, action)
            window.addAction(action)
            self._actions[key] = action

    def __getitem__(self, key: str) -> QAction:
        """Return the action of a command.

        Raises:
            KeyError: this window has no such command.
        """
        return self._actions[key]

    def all(self) -> dict[str, QAction]:
        """Return all actions by command."""
        return dict(self._actions)


def shell_actions(shell: "Shell") -> WindowActions:
    """Return the actions of the main window. To add a command, add a row here and in the table."""
    opening, acts = shell.opening, shell.opening.acts
    slots: Slots = {
        "window.cases": acts.show_cases,
        "window.new_case": acts.new_case,
        "window.import_files": acts.choose_files,
        "window.import_folder": acts.choose_folder,
        "window.library": partial(opening.open_key, routes.LIBRARY),
        "window.hearings": shell.show_hearings,
        "window.precedents": partial(opening.open_key, routes.PRECEDENTS),
        "window.knowledge": partial(opening.open_key, routes.KNOWLEDGE),
        "window.search_report": opening.reports.open_here,
        "window.journal": partial(opening.open_key, routes.JOURNAL),
        "window.settings": partial(opening.open_key, routes.SETTINGS),
        "window.welcome": partial(opening.open_key, routes.WELCOME),
        "window.find_anything": shell.quick_open,
        "window.advice": shell.toggle_sidebar,
        "window.column": shell.toggle_column,
        "window.jobs": shell.toggle_jobs,
        "window.messages": shell.toggle_messages,
        "window.next_column": partial(shell.step_column, 1),
        "window.previous_column": partial(shell.step_column, -1),
        **_common(shell),
    }
    return WindowActions(shell, shell.bridge, slots)


def page_window_actions(window: "WorkWindow") -> WindowActions:
    """Return the actions of a further window."""
    return WindowActions(window, window.bridge, _common(window))


def _common(window: "WorkWindow") -> Slots:
    """Return what every window can do with its pages."""
    opening = window.opening
    slots: Slots = {
        "window.back": lambda: window.tabs.go(-1),
        "window.forward": lambda: window.tabs.go(1),
        "window.open_beside": opening.open_beside,
        "window.new_window": opening.tear_off,
        "window.close_page": opening.close_page,
        "window.reopen_page": opening.reopen,
        "window.help": opening.help,
        "window.next_page": lambda: window.tabs.step_tab(1),
        "window.previous_page": lambda: window.tabs.step_tab(-1),
    }
    for number in range(1, TABS + 1):
        slots[f"window.page_{number}"] = partial(_show_tab, window, number)
    return slots


def _show_tab(window: "WorkWindow", number: int) -> None:
    """Bring a tab to the front by its number from the left; the ninth key means the last."""
    count = window.tabs.count()
    place = count - 1 if number == TABS else number - 1
    if 0 <= place < count:
        window.tabs.setCurrentIndex(place)


def _run(slot: Callable[[], object], _checked: bool = False) -> None:
    slot()
