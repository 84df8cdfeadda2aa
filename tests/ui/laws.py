"""A workspace with the demonstration's laws, made once for all tests that read the library."""

import shutil
import tempfile
from functools import cache
from importlib import resources
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from ui.bridge import Bridge
from ui.pages.library import LibraryPage
from workbench.workbench import Workbench


def laws_folder(parent: Path) -> Path:
    """Write a pack of the demonstration's laws and one file that holds no law."""
    folder = parent / "laws"
    with resources.as_file(resources.files("resources").joinpath("demo", "laws")) as source:
        shutil.copytree(source, folder)
    (folder / "空白.md").write_text("", "utf-8")
    return folder


@cache
def stocked_folder() -> Path:
    """Return a workspace with a library; tests copy it."""
    parent = Path(tempfile.mkdtemp())
    workbench = Workbench.open(parent / "ws")
    workbench.import_laws([laws_folder(parent)])
    workbench.jobs.wait_all()
    workbench.close()
    return parent / "ws"


def show(qtbot: QtBot, bridge: Bridge) -> LibraryPage:
    """Show the library page."""
    page = LibraryPage(bridge)
    qtbot.addWidget(page)
    page.resize(980, 700)
    page.show()
    qtbot.waitExposed(page)
    page.activateWindow()
    qtbot.waitUntil(page.isActiveWindow)
    qtbot.waitUntil(lambda: not page.filling)
    return page


def search(qtbot: QtBot, page: LibraryPage, query: str) -> None:
    """Type a search and await its answer."""
    page.search_box.setText(query)
    qtbot.waitUntil(lambda: not page.pane.searching)


def jump(qtbot: QtBot, page: LibraryPage, query: str) -> None:
    """Type a place in a law and go there."""
    search(qtbot, page, query)
    QTest.keyClick(page.search_box, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: page.reader.stored is not None)
