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


@pytest.fixture(params=[90, 100, 150, 200])
def sized(request: pytest.FixtureRequest, dressed: QApplication) -> Iterator[int]:
    """Dress the program in letters of a size."""
    appearance.dress(dressed, Appearance("light", request.param))
    yield request.param
    theme.install_fonts(dressed)
    theme.apply(dressed, dark=False)


@pytest.mark.parametrize("world", worlds.WORLDS)
def test_nothing_is_cut_on_the_smallest_screen(
    world: str,
    sized: int,
    made: dict[str, Path],
    tmp_path: Path,
    reopen: Callable[[Path], Bridge],
    open_shell: Callable[[Bridge], Shell],
) -> None:
    # A copy: the place in each page that one size leaves is in no other.
    shell = open_shell(reopen(Path(shutil.copytree(made[world], tmp_path / world))))
    shell.resize(1366, 768)
    found: dict[str, str] = {}
    for scene in scenes():
        if scene.world == world:
            clear(shell)
            seen = look_at(shell, scene, calm=2)
            assert seen.width() <= 1366
            assert seen.height() <= 768
            for problem in cut(seen):
                found.setdefault(problem, scene.name)
            if seen is not shell:
                seen.close()
    assert not found, "\n".join(["", *(f"{name}: {problem}" for problem, name in found.items())])
