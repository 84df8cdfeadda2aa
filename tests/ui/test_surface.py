"""Every page in every state: what a screen reader, a keyboard and a Chinese reader find there."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QToolButton, QWidget
from pytestqt.qtbot import QtBot

from tests.tools import worlds
from tests.tools.scenes import Scene, scenes
from tests.tools.screenshots import clear, look_at
from tests.ui import surface
from ui import theme
from ui.bridge import Bridge
from ui.shell import Shell

Look = Callable[[QWidget], list[str]]
CHECKS: dict[str, Look] = {
    "no accessible name": surface.nameless,
    "not reached by keyboard": surface.unreachable,
    "not Chinese": lambda window: surface.english(window, frozenset({"laws", "demo-speech"})),
}


def walk(shell: Shell, qtbot: QtBot, found: list[Scene]) -> list[str]:
    """Show each scene and return what is wrong there, each thing once."""
    wrong: dict[str, str] = {}
    known: set[QWidget] = set()
    checks = CHECKS | {"focus not seen": lambda w: surface.without_visible_focus(w, known)}
    for scene in found:
        clear(shell)
        seen = look_at(shell, scene)
        seen.activateWindow()
        qtbot.waitUntil(seen.isActiveWindow)
        for name, look in checks.items():
            for words in look(seen):
                wrong.setdefault(f"{name}: {words}", scene.name)
        if seen is not shell:
            seen.close()
    return [f"{where}: {what}" for what, where in wrong.items()]


@pytest.mark.slow
@pytest.mark.parametrize("world", worlds.WORLDS)
def test_every_control_can_be_named_reached_and_seen(
    world: str,
    made: dict[str, Path],
    tmp_path: Path,
    qapp: QApplication,
    qtbot: QtBot,
    reopen: Callable[[Path], Bridge],
    open_shell: Callable[[Bridge], Shell],
) -> None:
    stray = surface.StrayWindows()
    qapp.installEventFilter(stray)
    # A copy: what is opened here is not how other tests find the world.
    shell = open_shell(reopen(Path(shutil.copytree(made[world], tmp_path / world))))
    shell.resize(1366, 768)
    wrong = walk(shell, qtbot, [scene for scene in scenes() if scene.world == world])
    qapp.removeEventFilter(stray)
    assert not wrong, "\n".join(["", *wrong])
    assert not stray.found, "\n".join(["", *stray.found])


def test_icons_of_tool_buttons_grow_with_the_letters(qtbot: QtBot) -> None:
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    button = QToolButton()
    qtbot.addWidget(button)
    try:
        sizes = []
        for scale in (1.0, 2.0):
            theme.apply(app, dark=False, scale=scale)
            button.ensurePolished()
            sizes.append(button.iconSize().width())
    finally:
        theme.apply(app, dark=False)
    assert sizes == [16, 32]
