"""Colours: contrast as WCAG 2.1 wants it, the AI tint apart from the rest, fonts as chosen."""

from dataclasses import fields
from itertools import product

import pytest
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from ui import appearance, palettes, theme
from ui.appearance import Appearance
from ui.palettes import ALL, CONTRAST_DARK, CONTRAST_LIGHT, GROUNDS, INKS, Colours, contrast

HIGH = (CONTRAST_LIGHT, CONTRAST_DARK)
PAIRS = [
    *product(INKS, GROUNDS),
    ("ai_edge", "ai"),
    ("ai_edge", "window"),
    ("on_accent", "accent"),
    ("text", "mark"),
]


def test_the_measure_is_that_of_the_standard() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize("chosen", ALL)
def test_words_can_be_read_on_every_ground(chosen: Colours) -> None:
    least = 7.0 if chosen in HIGH else 4.5
    found = {
        (ink, ground): round(contrast(getattr(chosen, ink), getattr(chosen, ground)), 2)
        for ink, ground in PAIRS
    }
    assert {pair: ratio for pair, ratio in found.items() if ratio < least} == {}


@pytest.mark.parametrize("chosen", ALL)
def test_edges_of_controls_are_seen(chosen: Colours) -> None:
    for ground in ("window", "base", "raised", "ai"):
        assert contrast(chosen.edge, getattr(chosen, ground)) >= 3, ground
    if chosen in HIGH:
        assert contrast(chosen.line, chosen.base) >= 3


@pytest.mark.parametrize("chosen", ALL)
def test_the_tint_of_machines_is_like_no_other(chosen: Colours) -> None:
    others = [f.name for f in fields(Colours) if f.name not in ("ai", "ai_edge")]
    for name, other in product(("ai", "ai_edge"), others):
        assert _distance(getattr(chosen, name), getattr(chosen, other)) > 12, (name, other)
    hue = QColor(chosen.ai).hue()
    assert 30 <= hue <= 60, "amber"


def _distance(one: str, other: str) -> int:
    a, b = QColor(one), QColor(other)
    parts = ((a.red(), b.red()), (a.green(), b.green()), (a.blue(), b.blue()))
    return max(abs(x - y) for x, y in parts)


@pytest.fixture
def undressed(dressed: QApplication) -> object:
    """Put the appearance back."""
    yield dressed
    theme.install_fonts(dressed)
    theme.apply(dressed, dark=False)


@pytest.mark.parametrize(
    ("mode", "chosen"),
    [
        ("light", palettes.LIGHT),
        ("dark", palettes.DARK),
        ("contrast_light", CONTRAST_LIGHT),
        ("contrast_dark", CONTRAST_DARK),
    ],
)
def test_each_mode_dresses_in_its_colours(
    undressed: QApplication, mode: str, chosen: Colours
) -> None:
    appearance.dress(undressed, Appearance(mode))
    assert theme.current() is chosen
    assert ("border: 3px solid" in undressed.styleSheet()) is (chosen in HIGH)


def test_a_reading_font_is_that_of_reading_views_only(
    undressed: QApplication, qtbot: QtBot
) -> None:
    family = next(name for name in theme.chinese_families() if "Serif" in name)
    appearance.dress(undressed, Appearance(reading=family))
    plain, reading = QLabel("甲"), QLabel("乙")
    reading.setProperty("reading", True)
    for label in (plain, reading):
        qtbot.addWidget(label)
        label.ensurePolished()
    assert reading.font().family() == family
    assert plain.font().family() != family


def test_a_font_that_is_gone_is_passed_over(undressed: QApplication) -> None:
    appearance.dress(undressed, Appearance(family="没有这种字体", reading="也没有"))
    assert undressed.font().family() in theme.chinese_families()
    assert "也没有" not in undressed.styleSheet()
