"""Ctrl+K finds precedents by number and by name, and opens them."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from tests.ui.precedents import open_stocked
from ui.bridge import Bridge
from ui.pages.precedent import PrecedentPage
from ui.quick_entries import PRECEDENTS
from ui.shell import Shell


def test_a_precedent_is_found_by_its_number_and_opens(
    qtbot: QtBot,
    tmp_path: Path,
    reopen: Callable[[Path], Bridge],
    open_shell: Callable[[Bridge], Shell],
) -> None:
    shell = open_shell(open_stocked(tmp_path, reopen))
    shell.quick_open()
    shell.quick.field.setText("沪01民终90123")
    search = shell.quick._search
    qtbot.waitUntil(lambda: not search.busy)
    groups = {group.title: group.entries for group in search.groups}
    (entry,) = groups[PRECEDENTS]
    assert "商品房" in entry.title
    assert "（2021）沪01民终90123号" in entry.more
    QTest.keyClick(shell.quick.field, Qt.Key.Key_Return)
    assert isinstance(shell.tabs.currentWidget(), PrecedentPage)
