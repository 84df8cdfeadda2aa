"""Nothing is cut in settings, journal, help and first steps at 200 % on the smallest screen."""

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from tests.ui.clipping import cut
from tests.ui.conftest import FiledCase
from ui import appearance, routes, theme
from ui.appearance import Appearance
from ui.bridge import Bridge
from ui.pages.settings import SECTIONS
from ui.shell import Shell

KEYS = [
    *(f"settings:{key}" for key in SECTIONS),
    routes.JOURNAL,
    routes.HELP,
    routes.WELCOME,
]


@pytest.fixture(params=[("light", 100), ("light", 200), ("contrast_dark", 200), ("dark", 90)])
def sized(
    request: pytest.FixtureRequest, dressed: QApplication, qtbot: QtBot
) -> Iterator[Appearance]:
    """Dress the program in an appearance."""
    chosen = Appearance(*request.param)
    appearance.dress(dressed, chosen)
    yield chosen
    theme.install_fonts(dressed)
    theme.apply(dressed, dark=False)


def test_nothing_is_cut(
    sized: Appearance, filed: FiledCase, open_shell: Callable[[Bridge], Shell]
) -> None:
    shell = open_shell(filed.bridge)
    shell.resize(1366, 768)
    found = []
    for key in KEYS:
        shell.opening.go(key)
        QApplication.processEvents()
        page = shell.tabs.currentWidget()
        found += [f"{key}: {problem}" for problem in cut(page)]
    assert found == []


def test_what_is_cut_is_found(qtbot: QtBot) -> None:
    """The walker itself: it sees what does not fit, and leaves what fits."""
    window = QWidget()
    qtbot.addWidget(window)
    layout = QVBoxLayout(window)
    whole, narrow = QLabel("看得完"), QLabel("这一句话看不完")
    narrow.setFixedWidth(20)
    button = QPushButton("按钮上的字看不完")
    button.setFixedWidth(40)
    flat = QLabel("折行的字也要够高，否则下面一半看不见")
    flat.setWordWrap(True)
    flat.setFixedSize(80, 20)
    for widget in (whole, narrow, button, flat):
        layout.addWidget(widget)
    window.show()
    problems = cut(window)
    assert len(problems) == 3
    assert not any("看得完”" in problem for problem in problems)
