"""What a person can do with a paper, as actions with the keys of the command table."""

from collections.abc import Callable, Mapping

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QWidget

from ui import icons
from ui.shortcuts import Shortcuts

CHECKED = ("text", "notes", "thumbnails", "fit_width", "fit_page")
WITH_ICON = ("find", "zoom_in", "zoom_out", "fit_width", "fit_page", "thumbnails", "text", "notes")
ON_PICTURE = ("copy", "select_page")
"""Keys that mean something else where the keyboard is in a text."""


def make_actions(
    shortcuts: Shortcuts, page: QWidget, picture: QWidget, slots: Mapping[str, Callable[[], object]]
) -> dict[str, QAction]:
    """Return the actions of a paper by the second part of their keys.

    Args:
        shortcuts: the keys.
        page: where they count.
        picture: where those of :data:`ON_PICTURE` count.
        slots: what each does, by the second part of its key.
    """
    made: dict[str, QAction] = {}
    for key, slot in slots.items():
        command = shortcuts.table[f"paper.{key}"]
        action = QAction(command.title, page)
        action.setObjectName(key)
        action.setCheckable(key in CHECKED)
        action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        shortcuts.dress(command.key, action)
        # Icons are drawn in many sizes and colours: only those that stand on a button.
        if command.icon and key in WITH_ICON:
            icons.put(action, command.icon)
        action.triggered.connect(lambda _=False, slot=slot: slot())
        (picture if key in ON_PICTURE else page).addAction(action)
        made[key] = action
    return made
