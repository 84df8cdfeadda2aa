"""A workspace with invented precedents, made once for all tests that read them."""

import shutil
import tempfile
from collections.abc import Callable
from functools import cache
from pathlib import Path

from pytestqt.qtbot import QtBot

from tests.law.precedents import samples
from tests.support.precedents import write
from ui.bridge import Bridge
from ui.pages.precedents import PrecedentsPage
from workbench.workbench import Workbench


@cache
def stocked_folder() -> Path:
    """Return a workspace with sixteen precedents in two packs, indexed; tests copy it."""
    parent = Path(tempfile.mkdtemp())
    loose = parent / "零散文书"
    loose.mkdir()
    (loose / "指导.txt").write_text(samples.GUIDING, "utf-8")
    (loose / "二审.txt").write_text(samples.CIVIL_SECOND, "utf-8")
    (loose / "二审副本.txt").write_text(samples.CIVIL_SECOND.replace("\n", "\n\n"), "utf-8")
    (loose / "空白.txt").write_text("", "utf-8")
    workbench = Workbench.open(parent / "ws")
    workbench.import_precedents([write(parent / "案例")])
    workbench.import_precedents([loose])
    workbench.jobs.wait_all()
    workbench.index_precedents()
    workbench.jobs.wait_all()
    workbench.close()
    return parent / "ws"


def open_stocked(tmp_path: Path, reopen: Callable[[Path], Bridge]) -> Bridge:
    """Open a copy of that workspace."""
    shutil.copytree(stocked_folder(), tmp_path / "precedents")
    return reopen(tmp_path / "precedents")


def show(qtbot: QtBot, bridge: Bridge) -> PrecedentsPage:
    """Show the page."""
    page = PrecedentsPage(bridge)
    qtbot.addWidget(page)
    page.resize(1000, 700)
    page.show()
    qtbot.waitExposed(page)
    page.activateWindow()
    qtbot.waitUntil(page.isActiveWindow)
    qtbot.waitUntil(lambda: not page.side.busy)
    return page


def titles(page: PrecedentsPage) -> list[str]:
    """Return the titles of the list, as far as they are read."""
    heads = [page.side.model.head(row) for row in range(page.side.model.rowCount())]
    return [head.title for head in heads if head is not None]


def search(qtbot: QtBot, page: PrecedentsPage, words: str) -> None:
    """Type and await the answer."""
    page.side.box.setText(words)
    qtbot.waitUntil(lambda: not page.side.busy)
