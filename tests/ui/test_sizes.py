"""Every page in every state, from the smallest letters to the largest: nothing is cut."""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from tests.tools import worlds
from tests.tools.scenes import scenes
from tests.tools.screenshots import clear, look_at
from tests.ui.clipping import cut
from ui import appearance, theme
from ui.appearance import Appearance
from ui.bridge import Bridge
from ui.shell import Shell

SMALL, LARGE = (1366, 768), (3840, 2160)


@pytest.fixture(params=[(90, SMALL), (100, SMALL), (150, SMALL), (200, SMALL), (200, LARGE)])
def screen(request: pytest.FixtureRequest, dressed: QApplication) -> Iterator[tuple[int, int]]:
    """Dress the program in letters of a size; give the size of the window."""
    percent, size = request.param
    appearance.dress(dressed, Appearance("light", percent))
    yield size
    theme.install_fonts(dressed)
    theme.apply(dressed, dark=False)


@pytest.mark.slow
@pytest.mark.parametrize("world", worlds.WORLDS)
def test_nothing_is_cut(
    world: str,
    screen: tuple[int, int],
    made: dict[str, Path],
    tmp_path: Path,
    reopen: Callable[[Path], Bridge],
    open_shell: Callable[[Bridge], Shell],
) -> None:
    # A copy: the place in each page that one size leaves is in no other.
    shell = open_shell(reopen(Path(shutil.copytree(made[world], tmp_path / world))))
    shell.resize(*screen)
    found: dict[str, str] = {}
    for scene in scenes():
        if scene.world == world:
            clear(shell)
            seen = look_at(shell, scene, calm=3)
            assert seen.width() <= screen[0]
            assert seen.height() <= screen[1]
            for problem in cut(seen):
                found.setdefault(problem, scene.name)
            if seen is not shell:
                seen.close()
    assert not found, "\n".join(["", *(f"{name}: {problem}" for problem, name in found.items())])
