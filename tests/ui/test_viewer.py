"""The page viewer: lazy drawing, zoom, marks, rotation; the child that draws."""

import io
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QPointF, QSizeF, Qt
from PySide6.QtGui import QImage, QResizeEvent, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.ui.conftest import write_pdf
from ui.widgets.drawing import Drawer
from ui.widgets.drawing_child import Sheet
from ui.widgets.page_layout import PageStrip
from ui.widgets.page_scroller import SMALL_DPI
from ui.widgets.page_view import PageView
from ui.widgets.page_wishes import SMALL_AHEAD, wishes
from ui.widgets.picture_cache import PictureCache
from workbench.kernel.anchor import Anchor, Box
from workbench.kernel.vault import Vault
from workbench.papers.model import Document, Outcome, Page

WAIT = 15000
RGB = QImage.Format.Format_RGB32


@pytest.fixture
def vault(tmp_path: Path) -> Vault:
    """Make an empty vault."""
    return Vault(tmp_path / "originals", bytes(32))


@pytest.fixture
def drawer(vault: Vault) -> Iterator[Drawer]:
    """Make a drawer over the vault."""
    made = Drawer(vault)
    yield made
    made.close()


def kept(vault: Vault, data: bytes, kind: str, pages: int) -> tuple[Document, list[Page]]:
    """Put a file into the vault."""
    stored = vault.put(data)
    document = Document(
        "d", "c", "件", "件", stored.sha256, stored.size, kind, Outcome.READABLE, pages=pages
    )
    return document, [Page(n + 1, "", width=595, height=842) for n in range(pages)]


def pdf(tmp_path: Path, pages: int = 3) -> bytes:
    """Return a PDF of some pages."""
    return write_pdf(tmp_path / "x.pdf", (("借条",),) * pages).read_bytes()


def shown(drawer: Drawer, qtbot: QtBot, document: Document, pages: list[Page]) -> PageView:
    """Show a document in a viewer of 600 by 500 pixels."""
    view = PageView(drawer)
    qtbot.addWidget(view)
    view.resize(600, 500)
    view.show()
    view.show_pages(document, pages)
    return view


@pytest.mark.spawned
def test_only_pages_near_the_view_are_drawn(
    drawer: Drawer, vault: Vault, qtbot: QtBot, tmp_path: Path
) -> None:
    sharp: list[int] = []
    small: list[int] = []
    drawer.drawn.connect(
        lambda sheet, image: (small if sheet.dpi <= SMALL_DPI else sharp).append(sheet.page)
    )
    view = shown(drawer, qtbot, *kept(vault, pdf(tmp_path, 40), "pdf", 40))
    qtbot.waitUntil(lambda: len(sharp) >= 3 and not drawer.busy, timeout=WAIT)
    assert sorted(sharp) == [1, 2, 3]
    assert max(small) <= 3 + SMALL_AHEAD
    view.go_to_page(35)
    qtbot.waitUntil(lambda: 35 in sharp and not drawer.busy, timeout=WAIT)
    assert not set(sharp) & set(range(5, 33))
    assert 25 not in small
    assert view.current_page == 35


def test_a_view_that_flies_over_pages_asks_for_small_ones_alone() -> None:
    def nothing(index: int) -> bool:
        return False

    fast = list(wishes(range(4, 6), 100, 1, True, nothing))
    assert [wish.index for wish in fast] == [4, 5, *range(6, 16)]
    assert not any(wish.sharp for wish in fast)
    still = list(wishes(range(4, 6), 100, 1, False, nothing))
    assert [(w.index, w.sharp) for w in still[:4]] == [(4, False), (5, False), (4, True), (5, True)]
    assert [wish.index for wish in still if wish.sharp] == [4, 5, 6, 7, 3]
    back = list(wishes(range(1, 3), 100, -1, False, nothing))
    assert [wish.index for wish in back if wish.sharp] == [2, 1, 0, 3]
    end = list(wishes(range(98, 100), 100, 1, False, lambda index: True))
    assert [(wish.index, wish.sharp) for wish in end] == [(98, True), (99, True), (97, True)]


def test_pictures_leave_the_cache_by_bytes_and_small_ones_stay() -> None:
    cache = PictureCache(sharp=3_000_000, small=100_000)
    picture, small = QImage(500, 500, QImage.Format.Format_RGB32), QImage(50, 50, RGB)
    preview = Sheet("a", "pdf", 1, 30.0, 0)
    cache.put(preview, small)
    for number in range(1, 6):
        cache.put(Sheet("a", "pdf", number, 96.0, 0), picture)
    assert Sheet("a", "pdf", 1, 96.0, 0) not in cache
    assert Sheet("a", "pdf", 5, 96.0, 0) in cache
    assert preview in cache
    assert cache.size() <= 3_100_000
    other = cache.other(Sheet("a", "pdf", 1, 120.0, 0))
    assert other is not None
    assert other.width() == 50
    sharpest = cache.other(Sheet("a", "pdf", 5, 120.0, 0))
    assert sharpest is not None
    assert sharpest.width() == 500
    assert cache.other(Sheet("a", "pdf", 5, 120.0, 90)) is None


def test_a_damaged_page_says_so_and_the_others_go_on(
    drawer: Drawer, vault: Vault, qtbot: QtBot, tmp_path: Path
) -> None:
    bad, _ = kept(vault, b"%PDF-1.4 nothing", "pdf", 1)
    problems: list[str] = []
    drawer.failed.connect(lambda sheet, words: problems.append(words))
    drawer.want(1, [Sheet(bad.sha256, "pdf", 1, 96, 0)])
    qtbot.waitUntil(lambda: bool(problems), timeout=WAIT)
    assert problems[0]
    good, _ = kept(vault, pdf(tmp_path), "pdf", 3)
    sheet = Sheet(good.sha256, "pdf", 1, 96, 0)
    with qtbot.waitSignal(drawer.drawn, timeout=WAIT):
        drawer.want(1, [sheet])
    image = drawer.image(sheet)
    assert image is not None
    assert image.width() == pytest.approx(595 * 96 / 72, abs=2)


@pytest.mark.spawned
def test_a_child_that_dies_is_replaced(
    drawer: Drawer, vault: Vault, qtbot: QtBot, tmp_path: Path
) -> None:
    document, _ = kept(vault, pdf(tmp_path), "pdf", 3)
    with qtbot.waitSignal(drawer.drawn, timeout=WAIT):
        drawer.want(1, [Sheet(document.sha256, "pdf", 1, 96, 0)])
    process = drawer._child._process
    assert process is not None
    process.kill()
    process.join()
    with qtbot.waitSignal(drawer.failed, timeout=WAIT) as told:
        drawer.want(1, [Sheet(document.sha256, "pdf", 2, 96, 0)])
    assert "无法显示" in told.args[1]
    with qtbot.waitSignal(drawer.drawn, timeout=WAIT):
        drawer.want(1, [Sheet(document.sha256, "pdf", 3, 96, 0)])


def test_a_scan_on_its_side_stands_upright(drawer: Drawer, vault: Vault, qtbot: QtBot) -> None:
    from PIL import Image

    buffer = io.BytesIO()
    Image.new("RGB", (400, 200), "white").save(buffer, "PNG")
    document, _ = kept(vault, buffer.getvalue(), "image", 1)
    images: list[QImage] = []
    drawer.drawn.connect(lambda sheet, image: images.append(image))
    page = Page(1, "", rotation=90, width=100, height=200)
    shown(drawer, qtbot, document, [page])
    qtbot.waitUntil(lambda: bool(images), timeout=WAIT)
    assert images[0].height() == 2 * images[0].width()


def test_a_marked_box_scrolls_into_sight(
    drawer: Drawer, vault: Vault, qtbot: QtBot, tmp_path: Path
) -> None:
    view = shown(drawer, qtbot, *kept(vault, pdf(tmp_path, 5), "pdf", 5))
    place = Anchor("d", 1, 4, 0, 2, "借条", (Box(0.5, 0.8, 0.7, 0.83),))
    view.mark([], place)
    rect = view.chosen_rects()[0]
    assert view.viewport().rect().contains(rect.toRect())
    view.set_zoom(3.0)
    view.mark([], place)
    assert view.viewport().rect().intersects(view.chosen_rects()[0].toRect())
    assert view.chosen_rects()[0].width() > rect.width()


def test_keys_and_wheel_zoom_and_scroll(
    drawer: Drawer, vault: Vault, qtbot: QtBot, tmp_path: Path
) -> None:
    view = shown(drawer, qtbot, *kept(vault, pdf(tmp_path, 5), "pdf", 5))
    before, fitted = view.zoom, view.fits_width
    assert fitted
    QTest.keyClick(view, Qt.Key.Key_Plus)
    assert view.zoom == pytest.approx(before * 1.2)
    assert not view.fits_width
    wheel = QWheelEvent(
        QPointF(50, 50),
        view.mapToGlobal(QPointF(50, 50)),
        QPoint(),
        QPoint(0, -120),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.ControlModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(view.viewport(), wheel)
    assert view.zoom == pytest.approx(before)
    QTest.keyClick(view, Qt.Key.Key_End)
    assert view.verticalScrollBar().value() == view.verticalScrollBar().maximum()
    assert view.current_page == 5
    QTest.keyClick(view, Qt.Key.Key_Home)
    assert view.current_page == 1
    view.fit_width()
    view.resize(900, 500)
    assert view.zoom > before


def test_a_page_that_fits_beside_the_bar_only_does_not_make_it_come_and_go(
    drawer: Drawer,
    vault: Vault,
    qtbot: QtBot,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    widths: list[int] = []
    lay_out = PageView.resizeEvent

    def resized(view: PageView, event: QResizeEvent) -> None:
        widths.append(event.size().width())
        lay_out(view, event)

    monkeypatch.setattr(PageView, "resizeEvent", resized)
    view = shown(drawer, qtbot, *kept(vault, pdf(tmp_path, 1), "pdf", 1))
    view.fit_width()
    for height in range(560, 640, 4):
        view.resize(424, height)
        qtbot.wait(20)
        assert len(widths) <= 4, height
        widths.clear()


def test_the_strip_knows_what_is_in_sight() -> None:
    strip = PageStrip([QSizeF(595, 842), QSizeF(), QSizeF(842, 595)])
    strip.place(0.75)
    assert strip.scale == pytest.approx(1.0)
    assert list(strip.visible(0, 500)) == [0]
    assert list(strip.visible(800, 200)) == [0, 1]
    assert strip.rect(1, 900).height() == pytest.approx(842)
    assert strip.correct(1, 0.5)
    assert strip.rect(1, 900).height() == pytest.approx(595 * 0.5, abs=0.5)
    assert not strip.correct(1, 0.5)
    assert strip.fit(866) == pytest.approx(0.75)
