"""Keys of commands: as shipped, or as the person chose; bound widgets follow a new choice."""

from collections.abc import Callable

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QAction, QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from ui import commands
from ui.commands import Command
from workbench.kernel.errors import UserError
from workbench.kernel.settings import Settings

PREFIX = "shortcut."
_SIGNS = {"↑": "上方向 Up", "↓": "下方向 Down", "←": "左方向 Left", "→": "右方向 Right"}
_NAMES = {name: sign for sign, names in _SIGNS.items() for name in names.split()}
_NAMES |= {"回车": "Enter", "Return": "Enter"}
"""Qt's words for keys, and what stands on the keys and everywhere else in the program."""
WINDOW = "window"


class Shortcuts(QObject):
    """Gives commands their keys.

    Signals:
        changed: key of the command whose keys are new.
    """

    changed = Signal(str)

    def __init__(self, settings: Settings, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._settings = settings
        self.table = commands.load()
        self._chosen: dict[str, tuple[str, ...]] = {}
        for command in self.table.commands:
            kept = settings.get(PREFIX + command.key)
            if isinstance(kept, str):
                self._chosen[command.key] = commands.split(kept)

    def keys(self, key: str) -> list[QKeySequence]:
        """Return the keys of a command; none where it has none."""
        names = self._chosen.get(key, self.table[key].keys)
        return [QKeySequence(name, QKeySequence.SequenceFormat.PortableText) for name in names]

    def words(self, key: str) -> str:
        """Return the first keys of a command as people read them; empty for none."""
        keys = self.keys(key)
        return in_words(keys[0]) if keys else ""

    def tip(self, key: str, words: str = "") -> str:
        """Return a tooltip: what the command does, and its keys in brackets."""
        said, keys = words or self.table[key].title, self.words(key)
        return f"{said}（{keys}）" if keys else said

    def is_default(self, key: str) -> bool:
        """Say whether a command has the keys that it was shipped with."""
        return key not in self._chosen

    def conflict(self, key: str, name: str) -> Command | None:
        """Return the command that would answer the same keys where ``key`` counts.

        Keys of the window count everywhere, so that they must differ from all others.
        """
        wanted = QKeySequence(name, QKeySequence.SequenceFormat.PortableText)
        scope = self.table[key].scope
        for other in self.table.commands:
            shared = WINDOW in (scope, other.scope) or scope == other.scope
            if other.key != key and shared and wanted in self.keys(other.key):
                return other
        return None

    def choose(self, key: str, names: tuple[str, ...]) -> None:
        """Give a command other keys (none: it answers no key), and keep the choice.

        Raises:
            UserError: another command has one of them; nothing is changed.
        """
        for name in names:
            if (other := self.conflict(key, name)) is not None:
                raise UserError(
                    f"“{name}”已是“{other.title}”的快捷键，没有修改。", "请换一个，或先改那一项。"
                )
        self._settings.set(PREFIX + key, "; ".join(names))
        self._chosen[key] = names
        self.changed.emit(key)

    def reset(self, key: str) -> None:
        """Give a command the keys that it was shipped with.

        Raises:
            UserError: another command has them now; nothing is changed.
        """
        shipped = self.table[key].keys
        self.choose(key, shipped)
        self._settings.set(PREFIX + key, None)
        self._chosen.pop(key, None)

    def bind(self, key: str, owner: QWidget, slot: Callable[[], object]) -> QShortcut:
        """Call a slot on a command's keys while the focus is in a widget; return the binding."""
        shortcut = QShortcut(owner)
        shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        shortcut.setKeys(self.keys(key))
        shortcut.activated.connect(slot)
        follower = _Follower(shortcut, key, lambda: shortcut.setKeys(self.keys(key)))
        self.changed.connect(follower.follow)
        return shortcut

    def dress(self, key: str, action: QAction) -> None:
        """Give an action a command's keys, and its tooltip."""

        def put() -> None:
            action.setShortcuts(self.keys(key))
            action.setToolTip(self.tip(key, action.text()))

        put()
        self.changed.connect(_Follower(action, key, put).follow)


def in_words(keys: QKeySequence) -> str:
    """Return keys as people read them."""
    text = keys.toString(QKeySequence.SequenceFormat.NativeText)
    return "+".join(_NAMES.get(name, name) for name in text.split("+"))


class _Follower(QObject):
    """Lives and ends with what is bound, and the connection with it."""

    def __init__(self, bound: QObject, key: str, put: Callable[[], None]) -> None:
        super().__init__(bound)
        self._key, self._put = key, put

    def follow(self, key: str) -> None:
        """Put the new keys, if they are this command's."""
        if key == self._key:
            self._put()
