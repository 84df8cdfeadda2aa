"""F6: the keyboard walks from column to column, and from pane to pane."""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

if TYPE_CHECKING:
    from ui.shell import Shell
    from ui.tabs import WorkTabs

_REASON = Qt.FocusReason.ShortcutFocusReason


def step_focus(shell: "Shell", step: int) -> None:
    """Move the keyboard to the next (1) or the previous (-1) part of the window that is shown."""
    parts: list[tuple[QWidget, Callable[[], object]]] = [(shell.column, shell.column.focus)]
    parts += [(pane, partial(_into, pane)) for pane in shell.panes.panes()]
    parts += [(panel, partial(panel.setFocus, _REASON)) for panel in (shell.jobs, shell.history)]
    parts.append((shell.sidebar, lambda: _into_sidebar(shell)))
    parts.append((shell.status, lambda: shell.status.offline.setFocus(_REASON)))
    shown = [(part, enter) for part, enter in parts if part.isVisible()]
    here = shell.focusWidget()
    inside = (i for i, (part, _) in enumerate(shown) if here and part.isAncestorOf(here))
    place = next(inside, -1 if step > 0 else 0)
    shown[(place + step) % len(shown)][1]()


def _into(pane: "WorkTabs") -> None:
    if pane.currentWidget() is not None:
        pane.currentWidget().setFocus(_REASON)


def _into_sidebar(shell: "Shell") -> None:
    if not shell.sidebar.focus_first():
        shell.sidebar.close_button.setFocus(_REASON)
