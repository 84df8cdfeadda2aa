"""Thumbnails: drawn when in sight only, a strip or a grid, chosen by mouse and keyboard."""

import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from tests.ui.conftest import write_pdf
from ui.widgets.drawing import Drawer
from ui.widgets.thumbnails import Thumbnails
from workbench.kernel.vault import Vault
from workbench.papers.model import Document, Origin, Outcome, Page

WAIT = 30000


@pytest.fixture
def vault(tmp_path: Path) -> Vault:
    """Make an empty vault."""
    return Vault(tmp_path / "originals", bytes(32))


@pytest.fixture
def view(vault: Vault, qtbot: QtBot) -> Iterator[Thumbnails]:
    """Show thumbnails over the vault, room for about three columns."""
    drawer = Drawer(vault)
    made = Thumbnails(drawer)
    qtbot.addWidget(made)
    made.resize(480, 400)
    made.show()
    yield made
    drawer.close()


def paper(vault: Vault, tmp_path: Path, pages: int) -> tuple[Document, list[Page]]:
    """Keep a PDF of some pages, and return it as a paper."""
    stored = vault.put(write_pdf(tmp_path / "x.pdf", (("借条",),) * pages).read_bytes())
    document = Document(
        "d", "c", "件", "件", stored.sha256, stored.size, "pdf", Outcome.READABLE, pages=pages
    )
    return document, [Page(n + 1, "", width=595, height=842) for n in range(pages)]


def test_only_what_is_in_sight_is_drawn(
    view: Thumbnails, vault: Vault, tmp_path: Path, qtbot: QtBot
) -> None:
    drawn: list[int] = []
    view._drawer.drawn.connect(lambda sheet, image: drawn.append(sheet.page))
    view.show_pages(*paper(vault, tmp_path, 60))
    qtbot.waitUntil(lambda: len(drawn) >= 6 and not view._drawer.busy, timeout=WAIT)
    assert max(drawn) < 20
    view.set_current(60)
    qtbot.waitUntil(lambda: 60 in drawn and not view._drawer.busy, timeout=WAIT)
    assert 30 not in drawn


def test_five_hundred_pages_are_laid_out_without_a_stall(view: Thumbnails) -> None:
    document = Document("d", "c", "件", "件", "00" * 32, 1, "pdf", Outcome.READABLE, pages=500)
    pages = [Page(n + 1, "", width=595, height=842) for n in range(500)]
    started = time.perf_counter()
    view.show_pages(document, pages)
    view.set_current(500)
    view.grab()
    assert time.perf_counter() - started < 0.25  # 15 ms on the machine it was written on


def test_a_page_is_chosen_by_click_and_by_enter(
    view: Thumbnails, vault: Vault, tmp_path: Path, qtbot: QtBot
) -> None:
    view.show_pages(*paper(vault, tmp_path, 5))
    numbers: list[int] = []
    view.chosen.connect(numbers.append)
    spot = view.visualRect(view.pages.index(1)).center()
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=spot)
    QTest.keyClick(view, Qt.Key.Key_Right)
    QTest.keyClick(view, Qt.Key.Key_Return)
    assert numbers == [2, 3]
    view.set_current(5)
    assert numbers == [2, 3]
    assert view.chosen_numbers() == [5]


def test_a_narrow_view_is_a_strip(view: Thumbnails, vault: Vault, tmp_path: Path) -> None:
    view.show_pages(*paper(vault, tmp_path, 4))
    assert view.visualRect(view.pages.index(1)).top() == view.visualRect(view.pages.index(0)).top()
    view.resize(190, 400)
    view.doItemsLayout()
    left = {view.visualRect(view.pages.index(row)).left() for row in range(4)}
    assert len(left) == 1


def test_a_page_is_drawn_from_its_own_original(
    view: Thumbnails, vault: Vault, tmp_path: Path
) -> None:
    document, pages = paper(vault, tmp_path, 2)
    other = Origin("ab" * 32, "image", 7)
    view.show_pages(document, [pages[0], Page(2, "", rotation=90, origin=other)])
    own, moved = view.pages.sheet(0, 132), view.pages.sheet(1, 132)
    assert own is not None
    assert moved is not None
    assert (own.sha256, own.page) == (document.sha256, 1)
    assert (moved.sha256, moved.kind, moved.page, moved.rotation) == ("ab" * 32, "image", 7, 90)
