"""Layout, open pages and the place in each: kept at pauses, restored at start, also after a crash.

Kept in one write without waiting for the disk, so that the window never does: a crash of the
program loses at most the last second, only a power cut may take back the last seconds.
"""

import base64
import binascii
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QByteArray, QObject, QTimer
from PySide6.QtWidgets import QWidget

from ui import routes
from ui.panes import Panes
from ui.tabs import WorkTabs
from ui.widgets.columns import LEFT
from ui.windows import bring_into_sight

if TYPE_CHECKING:
    from ui.shell import Shell
    from ui.work_window import WorkWindow

STATE = "window.state"
LOOK_MS = 1000
PATIENCE = 5
"""Looks after which what goes on changing is kept all the same."""
MOST_PAGES = 24
MOST_WINDOWS = 4
MOST_PLACES = 60
_OLD = ("window.geometry", "window.columns", "window.pages", "window.current")
"""Settings of the first version: geometry, columns, keys of one pane, key in front."""

State = dict[str, Any]


class WindowState(QObject):
    """Looks at the windows once a second; what changed is kept when it has come to rest.

    Args:
        shell: the main window, which knows the others.
    """

    def __init__(self, shell: "Shell") -> None:
        super().__init__(shell)
        self._shell = shell
        self._opening = shell.opening
        self._settings = shell.bridge.workbench.settings
        self._ended = False
        self._kept: State = {}
        self._seen: State = {}
        self._restless = 0
        self._timer = QTimer(self)
        self._timer.setInterval(LOOK_MS)
        self._timer.timeout.connect(self.look)

    def restore(self) -> None:
        """Give the windows their size, columns, pages and places back.

        What was kept and makes no sense, or is gone, is passed over.
        """
        state = self._read()
        shell = self._shell
        shell.resize(1366, 768)
        kept = state.get("places")
        for key, place in kept.items() if isinstance(kept, dict) else ():
            if isinstance(place, dict):
                self._opening.places[key] = place
        shell.columns.set_widths(state.get("columns"))
        if state.get("column_open") is False:
            shell.columns.show_column(LEFT, False)
        self._restore_window(shell, state.get("main"))
        others = state.get("others")
        for frame in others[:MOST_WINDOWS] if isinstance(others, list) else ():
            if self._keys_of(frame):
                self._restore_window(self._opening.windows.new_window(), frame)
        self._timer.start()

    def look(self) -> None:
        """Keep what changed, once it has come to rest."""
        if self._ended or self._shell.bridge.closed:
            return
        self._note_places()
        now = self._now()
        if now == self._kept:
            self._restless = 0
        elif now == self._seen or self._restless >= PATIENCE:
            self._keep(now)
        else:
            self._restless += 1
        self._seen = now

    def save(self) -> None:
        """Keep what changed now."""
        self._note_places()
        now = self._now()
        if now != self._kept:
            self._keep(now)

    def end(self) -> None:
        """Keep nothing more."""
        self._timer.stop()
        self._ended = True

    # Writing

    def _note_places(self) -> None:
        for window in self._opening.windows.all():
            for key, page in window.panes.front_pages():
                self._opening.note_place(key, page)

    def _now(self) -> State:
        windows = self._opening.windows
        places = list(self._opening.places.items())[-MOST_PLACES:]
        return {
            "main": _frame(windows.main),
            "others": [_frame(window) for window in windows.others()],
            "columns": self._shell.columns.widths,
            "column_open": self._shell.columns.wants(LEFT),
            "places": {key: dict(place) for key, place in places},
        }

    def _keep(self, now: State) -> None:
        self._restless = 0
        self._settings.set(STATE, now, durable=False)
        self._kept = now

    # Reading

    def _read(self) -> State:
        state = self._settings.get(STATE)
        if isinstance(state, dict):
            return state
        geometry, columns, keys, front = (self._settings.get(key) for key in _OLD)
        main = {"geometry": geometry, "panes": [{"keys": keys, "front": front}]}
        return {"main": main, "columns": columns}

    def _restore_window(self, window: "WorkWindow", frame: object) -> None:
        if not isinstance(frame, dict):
            return
        _restore_geometry(window, frame.get("geometry"))
        bring_into_sight(window)
        rows = frame.get("panes")
        panes = window.panes
        for pane, row in zip(panes.panes(), rows if isinstance(rows, list) else (), strict=False):
            self._restore_pane(panes, pane, row)
        if panes.is_split and (split := _sizes(frame.get("split"))):
            panes.setSizes(split)
        if frame.get("used") == 1 and panes.is_split:
            panes.use(panes.panes()[1])

    def _restore_pane(self, panes: Panes, pane: WorkTabs, row: object) -> None:
        bridge = self._opening.bridge
        keys = [key for key in _texts(row, "keys") if routes.exists(bridge, key)][-MOST_PAGES:]
        keys = [key for key in keys if panes.pane_of(key) is None]
        pane.reserve((key, routes.title(bridge, key), routes.route(key).icon) for key in keys)
        front = row.get("front") if isinstance(row, dict) else ""
        if keys:
            self._opening.open_in(panes, pane, front if front in keys else keys[-1])

    def _keys_of(self, frame: object) -> list[str]:
        rows = frame.get("panes") if isinstance(frame, dict) else None
        keys = [key for row in rows if row for key in _texts(row, "keys")] if rows else []
        return [key for key in keys if routes.exists(self._opening.bridge, key)]


def _frame(window: "WorkWindow") -> State:
    raw = bytes(window.saveGeometry().data())
    panes = window.panes
    return {
        "geometry": base64.b64encode(raw).decode("ascii"),
        "panes": [
            {"keys": pane.open_keys(), "front": pane.current_key()} for pane in panes.panes()
        ],
        "used": panes.panes().index(panes.pane),
        "split": panes.sizes(),
    }


def _restore_geometry(window: QWidget, geometry: object) -> None:
    if not isinstance(geometry, str) or not geometry:
        return
    try:
        raw = base64.b64decode(geometry, validate=True)
    except (binascii.Error, ValueError):
        return
    window.restoreGeometry(QByteArray(raw))


def _texts(row: object, name: str) -> list[str]:
    values = row.get(name) if isinstance(row, dict) else None
    return [value for value in values if isinstance(value, str)] if isinstance(values, list) else []


def _sizes(split: object) -> list[int]:
    values = split if isinstance(split, list) else []
    return values if len(values) == 2 and all(isinstance(size, int) for size in values) else []
