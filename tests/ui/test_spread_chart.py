"""The picture of how results spread: the same data for the eye, on paper and by ear."""

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from ui import theme
from ui.widgets.spread_chart import Chart, SpreadChart, said
from workbench.law.precedents.spread import Band

TERMS = Chart(
    "有期徒刑（9 人，中位数1年2个月）",
    (Band("6个月以下", 1), Band("6个月–1年", 0), Band("1–3年", 8)),
    "人",
    2,
)


@pytest.fixture
def app() -> Iterator[QApplication]:
    found = QApplication.instance()
    assert isinstance(found, QApplication)
    yield found
    theme.apply(found, dark=False)


@pytest.fixture
def show(qtbot: QtBot) -> Callable[..., SpreadChart]:
    """Return a function that shows a picture in a column of some width."""
    frames: list[QWidget] = []

    def make(width: int = 260) -> SpreadChart:
        frames.append(QWidget())
        return shown(qtbot, frames[-1], width)

    return make


def shown(qtbot: QtBot, frame: QWidget, width: int) -> SpreadChart:
    widget = SpreadChart(TERMS)
    layout = QVBoxLayout(frame)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.addWidget(widget)
    layout.addStretch(1)
    qtbot.addWidget(frame)
    frame.resize(width, 400)
    frame.show()
    qtbot.waitExposed(frame)
    qtbot.waitUntil(lambda: widget.height() >= widget.sizeHint().height())
    return widget


def inked(image: QImage, top: int, bottom: int) -> int:
    """Count the dots of a strip that are not of its ground."""
    ground = image.pixelColor(image.width() - 1, 0)
    return sum(
        image.pixelColor(x, y) != ground
        for y in range(top, min(bottom, image.height()))
        for x in range(image.width())
    )


def test_the_data_can_be_heard(show: Callable[..., SpreadChart]) -> None:
    widget = show()
    assert widget.accessibleName() == "图：有期徒刑（9 人，中位数1年2个月）"
    words = widget.accessibleDescription()
    for band in TERMS.bands:
        assert f"{band.words} {band.number} 人" in words
    assert widget.toolTip() == said(TERMS)


def test_a_longer_bar_has_more_ink_and_an_empty_one_none(
    show: Callable[..., SpreadChart],
) -> None:
    widget = show()
    image = widget.grab().toImage()
    line = widget.sizeHint().height() // 4
    one, none, eight = (inked(image, line * n, line * (n + 1)) for n in (1, 2, 3))
    assert eight > one > none > 0


def test_it_grows_with_the_letters(show: Callable[..., SpreadChart], app: QApplication) -> None:
    heights = []
    for scale in (1.0, 2.0):
        theme.apply(app, dark=False, scale=scale)
        heights.append(show().sizeHint().height())
    assert heights[1] > 1.7 * heights[0]


@pytest.mark.parametrize(("dark", "contrast"), [(True, False), (False, True), (True, True)])
def test_bars_stand_out_in_every_appearance(
    show: Callable[..., SpreadChart], app: QApplication, dark: bool, contrast: bool
) -> None:
    theme.apply(app, dark=dark, contrast=contrast)
    widget = show()
    image = widget.grab().toImage()
    colours = {image.pixelColor(x, image.height() - 14).name() for x in range(image.width())}
    assert theme.current().text in colours
    assert theme.current().accent in colours


def test_a_narrow_picture_still_shows_every_number(show: Callable[..., SpreadChart]) -> None:
    widget = show(120)
    assert widget.width() == 120
    assert inked(widget.grab().toImage(), 0, widget.height()) > 0
