"""The table of the window's commands, read from ``resources/commands.toml``."""

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib import resources


@dataclass(frozen=True)
class Command:
    """Something that a key does.

    Attributes:
        key: ``scope.verb``, as ``window.find_anything``.
        title: its name on the screen.
        scope: key of the :class:`Scope` in which its keys count.
        keys: Qt's portable key names as shipped; none for a command without keys.
        icon: name of its icon; may be empty.
        words: what else it is found by.
    """

    key: str
    title: str
    scope: str
    keys: tuple[str, ...] = ()
    icon: str = ""
    words: str = ""


@dataclass(frozen=True)
class Scope:
    """Where keys count: in the whole window, or while the focus is in one kind of page."""

    key: str
    title: str


@dataclass(frozen=True)
class CommandTable:
    """Commands and scopes in the order of the file."""

    commands: tuple[Command, ...]
    scopes: tuple[Scope, ...]

    def __getitem__(self, key: str) -> Command:
        """Return a command.

        Raises:
            KeyError: there is none of that key.
        """
        for command in self.commands:
            if command.key == key:
                return command
        raise KeyError(key)

    def of_scope(self, scope: str) -> tuple[Command, ...]:
        """Return the commands of a scope."""
        return tuple(command for command in self.commands if command.scope == scope)


@cache
def load() -> CommandTable:
    """Read the table."""
    text = resources.files("resources").joinpath("commands.toml").read_text("utf-8")
    data = tomllib.loads(text)
    rows = [{**row, "keys": split(row.get("keys", ""))} for row in data["command"]]
    commands = tuple(Command(**row) for row in rows)
    return CommandTable(commands, tuple(Scope(**row) for row in data["scope"]))


def split(keys: str) -> tuple[str, ...]:
    """Return the single key sequences of a text in which "; " stands between them."""
    return tuple(part.strip() for part in keys.split("; ") if part.strip())
