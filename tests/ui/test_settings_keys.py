"""The settings of keys: found, pressed anew, in conflict, put back."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from ui.bridge import Bridge
from ui.pages import settings_keys
from ui.pages.settings import SettingsPage
from ui.pages.settings_keys import KeysSection
from ui.shortcuts import in_words

CTRL, NONE = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.NoModifier


@pytest.fixture
def section(qtbot: QtBot, bridge: Bridge) -> Iterator[KeysSection]:
    """Show the section of keys."""
    page = SettingsPage(bridge)
    qtbot.addWidget(page)
    page.resize(980, 800)
    page.open_section("keys")
    page.show()
    page.activateWindow()
    qtbot.waitUntil(page.isActiveWindow)
    yield page.keys
    page.close()


def choose(section: KeysSection, key: str) -> None:
    section.table.setFocus()
    section.table.setCurrentItem(section._items[key])


def press(
    qtbot: QtBot, section: KeysSection, key: Qt.Key, modifier: Qt.KeyboardModifier = CTRL
) -> None:
    """Ask for new keys with Enter and press them."""
    QTest.keyClick(section.table, Qt.Key.Key_Return)
    assert section.recorder.hasFocus()
    QTest.keyClick(section.recorder, key, modifier)
    qtbot.waitUntil(lambda: not section.recorder.isEnabled())


def keys(bridge: Bridge, key: str) -> list[str]:
    return [sequence.toString() for sequence in bridge.shortcuts.keys(key)]


def test_every_command_is_listed_under_where_it_counts(
    section: KeysSection, bridge: Bridge
) -> None:
    for command in bridge.shortcuts.table.commands:
        item = section._items[command.key]
        assert item.text(0) == command.title
        assert all(in_words(keys) in item.text(1) for keys in bridge.shortcuts.keys(command.key))


def test_new_keys_are_pressed_kept_and_shown(
    qtbot: QtBot, section: KeysSection, bridge: Bridge
) -> None:
    choose(section, "window.journal")
    press(qtbot, section, Qt.Key.Key_F12, NONE)
    assert keys(bridge, "window.journal") == ["F12"]
    assert "F12" in section._items["window.journal"].text(1)
    assert "已改" in section._items["window.journal"].text(1)
    assert section.table.hasFocus()
    section.reset_one()
    assert keys(bridge, "window.journal") == []


def test_a_second_key_is_added(qtbot: QtBot, section: KeysSection, bridge: Bridge) -> None:
    choose(section, "window.find_anything")
    section.record(adding=True)
    QTest.keyClick(section.recorder, Qt.Key.Key_F11)
    qtbot.waitUntil(lambda: not section.recorder.isEnabled())
    assert keys(bridge, "window.find_anything") == ["Ctrl+K", "F11"]


def test_a_conflict_is_said_and_changes_nothing(
    qtbot: QtBot, section: KeysSection, bridge: Bridge
) -> None:
    choose(section, "window.settings")
    press(qtbot, section, Qt.Key.Key_K)
    assert "“Ctrl+K”已是“查找" in section.said.text()
    assert keys(bridge, "window.settings") == ["Ctrl+,"]


@pytest.mark.parametrize("key", [Qt.Key.Key_A, Qt.Key.Key_5, Qt.Key.Key_Left])
def test_keys_of_typing_are_refused(
    qtbot: QtBot, section: KeysSection, bridge: Bridge, key: Qt.Key
) -> None:
    choose(section, "window.journal")
    press(qtbot, section, key, NONE)
    assert "在打字或移动光标时要用" in section.said.text()
    assert keys(bridge, "window.journal") == []


def test_escape_leaves_the_keys(qtbot: QtBot, section: KeysSection, bridge: Bridge) -> None:
    choose(section, "window.settings")
    press(qtbot, section, Qt.Key.Key_Escape, NONE)
    assert keys(bridge, "window.settings") == ["Ctrl+,"]
    assert "没有改动" in section.said.text()


def test_keys_are_cleared_and_all_put_back(
    section: KeysSection, bridge: Bridge, monkeypatch: pytest.MonkeyPatch
) -> None:
    choose(section, "window.library")
    QTest.keyClick(section.table, Qt.Key.Key_Delete)
    assert keys(bridge, "window.library") == []
    bridge.shortcuts.choose("window.settings", ("Ctrl+L",))  # the other's shipped keys
    monkeypatch.setattr(settings_keys, "confirm", lambda *_: True)
    section.all_back.click()
    assert keys(bridge, "window.library") == ["Ctrl+L"]
    assert keys(bridge, "window.settings") == ["Ctrl+,"]
    assert not section.all_back.isEnabled()


@pytest.mark.parametrize("words", ["法规库", "ctrl+l"])
def test_commands_are_found_by_name_and_by_keys(section: KeysSection, words: str) -> None:
    section.search.setText(words)
    assert not section._items["window.library"].isHidden()
    assert section._items["window.journal"].isHidden()
    QApplication.processEvents()
    section.search.clear()
    assert not section._items["window.journal"].isHidden()
