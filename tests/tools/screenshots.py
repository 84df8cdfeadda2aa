"""Pictures of every page of the window in every state.

``python -m tests.tools.screenshots [--out build/screenshots] [--only NAME] [--percent 100]`` makes
workspaces in a temporary folder and writes one picture per scene at 1366x768 and 2560x1440, light
and dark; ``--looks contrast_light,contrast_dark`` takes those of high contrast.
"""

import argparse
import os
import shutil
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from types import FrameType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication, QWidget

    from tests.tools.scenes import Scene
    from ui.shell import Shell

OUT = Path("build/screenshots")
SIZES = ((1366, 768), (2560, 1440))
LOOKS = ("light", "dark")
CALM = 4
LOOK_S = 0.015
"""Seconds between two looks at whether a window is calm."""
MOMENT_MS = 400
"""A timer that goes off once, and sooner than this, brings something that belongs to a scene."""
POOL = "concurrent.futures.thread"


def main(arguments: list[str] | None = None) -> int:
    """Make the pictures; return the exit status."""
    parser = argparse.ArgumentParser(description="Pictures of every page of the window.")
    parser.add_argument("--out", type=Path, default=OUT, help="folder for the pictures")
    parser.add_argument("--only", default="", help="scenes whose name holds this")
    parser.add_argument("--percent", type=int, default=100, help="size of the font, 90 to 200")
    parser.add_argument("--looks", default=",".join(LOOKS), help="appearances")
    parser.add_argument("--sizes", default="", help="as 1366x768,2560x1440")
    options = parser.parse_args(arguments)
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    from tests.tools import worlds
    from ui.app import make_application

    options.out.mkdir(parents=True, exist_ok=True)
    sizes = _sizes(options.sizes) or SIZES
    with tempfile.TemporaryDirectory() as folder:
        made = worlds.make(Path(folder))
        app = make_application()
        for world, workspace in made.items():
            chosen = _chosen(world, options.only)
            if chosen:
                looks = options.looks.split(",")
                _take(app, workspace, chosen, options.out, looks, sizes, options.percent)
    sys.stdout.write(f"{len(list(options.out.glob('*.png')))} pictures in {options.out}\n")
    return 0


def _sizes(text: str) -> tuple[tuple[int, int], ...]:
    pairs = [part.split("x") for part in text.split(",") if part]
    return tuple((int(width), int(height)) for width, height in pairs)


def _chosen(world: str, only: str) -> "list[Scene]":
    from tests.tools.scenes import scenes

    return [scene for scene in scenes() if scene.world == world and only in scene.name]


def _take(
    app: "QApplication",
    workspace: Path,
    chosen: "Sequence[Scene]",
    out: Path,
    looks: Sequence[str],
    sizes: Sequence[tuple[int, int]],
    percent: int,
) -> None:
    from ui import appearance
    from ui.appearance import Appearance
    from ui.bridge import Bridge
    from ui.shell import Shell
    from workbench.kernel.offline import GuardState
    from workbench.workbench import Workbench

    for look in looks:
        appearance.dress(app, Appearance(look, percent))
        for width, height in sizes:
            # Each time a window of its own on a copy: what a scene leaves open is in no other.
            with tempfile.TemporaryDirectory() as folder:
                copy = Path(shutil.copytree(workspace, Path(folder) / workspace.name))
                bridge = Bridge(Workbench.open(copy))
                shell = Shell(bridge, lambda: GuardState(True, True, "", 0))
                shell.start()
                shell.resize(width, height)
                for scene in chosen:
                    clear(shell)
                    seen = look_at(shell, scene)
                    seen.grab().save(str(out / f"{scene.name}-{width}x{height}-{look}.png"))
                    if seen is not shell:
                        seen.close()
                shell.close()


def look_at(shell: "Shell", scene: "Scene", calm: int = CALM) -> "QWidget":
    """Bring a scene about; return the window or the dialog that shows it.

    Args:
        shell: the window, at the scene's workspace.
        scene: what to show.
        calm: looks at which nothing may be under way.
    """
    from PySide6.QtWidgets import QDialog

    shown = scene.show(shell)
    settle(shell, calm)
    return shown if isinstance(shown, QDialog) else shell


def clear(shell: "Shell") -> None:
    """Put away what the scene before has laid over the window, or opened beside."""
    for key in shell.panes.panes()[1].open_keys():
        shell.panes.close_key(key)
    shell.quick.leave()
    shell.jobs.hide()
    shell.history.hide()
    if shell.column.isHidden():
        shell.toggle_column()
    while shell.messages.close_newest():
        pass


def pause(seconds: float) -> None:
    """Let the window live for a while."""
    from PySide6.QtCore import QEventLoop, QTimer

    loop = QEventLoop()
    QTimer.singleShot(round(seconds * 1000), loop, loop.quit)
    loop.exec()


def settle(shell: "Shell", calm: int = CALM, patience: float = 60.0) -> None:
    """Let the window draw what it has to draw."""
    from ui.sidebar.cards import CardList
    from ui.widgets.citations import CitationFinder

    end, quiet = time.monotonic() + patience, 0
    while time.monotonic() < end and quiet < calm:
        pause(LOOK_S)
        cards = any(cards.filling for cards in shell.sidebar.findChildren(CardList))
        cards = cards or CitationFinder.of(shell.bridge).busy or _growing(shell)
        busy = shell.drawer.busy or shell.quick.busy or cards or _under_way(shell)
        quiet = 0 if busy else quiet + 1


def _under_way(shell: "Shell") -> bool:
    """Say whether a thread reads beside the window, or something comes in a moment."""
    from PySide6.QtCore import QTimer

    for timer in shell.findChildren(QTimer):
        if timer.isActive() and timer.isSingleShot() and timer.interval() <= MOMENT_MS:
            return True
    return any(_works(frame) for frame in sys._current_frames().values())


def _works(frame: FrameType | None) -> bool:
    """Say whether a thread of a pool has work; one that waits for some stands in its loop."""
    inner = True
    while frame is not None:
        if frame.f_code.co_name == "_worker" and frame.f_globals["__name__"] == POOL:
            return not inner
        frame, inner = frame.f_back, False
    return False


def _growing(shell: "Shell") -> bool:
    """Say whether the cards, or what holds them, have not yet the room that they asked for."""
    from PySide6.QtWidgets import QWidget

    from ui.sidebar.card import AdviceCard
    from ui.sidebar.cards import CardList

    content = shell.sidebar.area.widget()
    asking: list[QWidget] = [content]
    for kind in (CardList, AdviceCard):
        asking += content.findChildren(kind)
    return any(w.isVisible() and w.height() < w.heightForWidth(w.width()) for w in asking)


if __name__ == "__main__":
    sys.exit(main())
