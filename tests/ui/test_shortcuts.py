"""Keys of commands: shipped, chosen, kept, in conflict."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from ui import commands
from ui.bridge import Bridge
from ui.shortcuts import Shortcuts
from workbench.kernel.errors import UserError


def names(shortcuts: Shortcuts, key: str) -> list[str]:
    return [keys.toString() for keys in shortcuts.keys(key)]


def test_every_command_of_the_table_can_be_pressed() -> None:
    table = commands.load()
    scopes = {scope.key for scope in table.scopes}
    keys = [command.key for command in table.commands]
    assert len(set(keys)) == len(keys)
    for command in table.commands:
        assert command.scope in scopes
        assert command.key.startswith(f"{command.scope}.")
        for name in command.keys:
            known = QKeySequence(name, QKeySequence.SequenceFormat.PortableText)
            assert known.toString() == name, "a name that Qt does not know is silently empty"


def test_shipped_keys_do_not_collide(bridge: Bridge) -> None:
    for command in bridge.shortcuts.table.commands:
        for name in command.keys:
            assert bridge.shortcuts.conflict(command.key, name) is None, (command.key, name)


def test_a_bound_widget_follows_a_new_choice(bridge: Bridge, qtbot: QtBot) -> None:
    window, called = QWidget(), []
    field = QLineEdit(window)
    qtbot.addWidget(window)
    bridge.shortcuts.bind("paper.find", window, lambda: called.append(1))
    window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    field.setFocus()
    QTest.keyClick(field, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    assert called == [1]
    bridge.shortcuts.choose("paper.find", ("Ctrl+G",))
    QTest.keyClick(field, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    assert called == [1]
    QTest.keyClick(field, Qt.Key.Key_G, Qt.KeyboardModifier.ControlModifier)
    assert called == [1, 1]


def test_an_action_follows_a_new_choice(bridge: Bridge) -> None:
    action = QAction("放大")
    bridge.shortcuts.dress("paper.zoom_in", action)
    assert "Ctrl++" in action.toolTip()
    bridge.shortcuts.choose("paper.zoom_in", ())
    assert action.shortcuts() == []
    assert action.toolTip() == "放大"


def test_a_choice_is_kept(bridge: Bridge, tmp_path: Path, reopen: Callable[[Path], Bridge]) -> None:
    bridge.shortcuts.choose("window.jobs", ("Ctrl+Alt+J", "F12"))
    bridge.close()
    again = reopen(tmp_path / "ws").shortcuts
    assert names(again, "window.jobs") == ["Ctrl+Alt+J", "F12"]
    again.reset("window.jobs")
    assert again.is_default("window.jobs")
    assert names(again, "window.jobs") == ["Ctrl+J"]


@pytest.mark.parametrize(
    ("key", "name"),
    [("paper.find", "Ctrl+K"), ("window.jobs", "Ctrl+Up"), ("paper.find", "Ctrl+-")],
)
def test_keys_that_another_command_has_are_refused(bridge: Bridge, key: str, name: str) -> None:
    before = names(bridge.shortcuts, key)
    with pytest.raises(UserError, match="快捷键"):
        bridge.shortcuts.choose(key, (name,))
    assert names(bridge.shortcuts, key) == before


def test_pages_may_share_keys(bridge: Bridge) -> None:
    assert bridge.shortcuts.conflict("paper.find", "Ctrl+Up") is None


def test_keys_given_away_cannot_be_taken_back_silently(bridge: Bridge) -> None:
    bridge.shortcuts.choose("window.jobs", ())
    bridge.shortcuts.choose("window.help", ("Ctrl+J",))
    with pytest.raises(UserError, match="帮助"):
        bridge.shortcuts.reset("window.jobs")
    assert names(bridge.shortcuts, "window.jobs") == []


def test_keys_are_called_what_stands_on_them(bridge: Bridge) -> None:
    words = [bridge.shortcuts.words(command.key) for command in bridge.shortcuts.table.commands]
    assert not [said for said in words if any("一" <= char <= "鿿" for char in said)]
    assert bridge.shortcuts.words("confirmation.confirm_group") == "Ctrl+Enter"
    assert bridge.shortcuts.words("volume.up") == "Alt+↑"
