"""A tour of the window: every page in every state, and how long the event loop stood still at each.

``python -m tests.bench.tour [--only NAME] [--again]`` makes the workspaces that the pictures are
made of, opens each scene in a fresh window, and prints the worst stall with its place. ``--again``
opens each scene twice and prints the second opening too.
"""

import argparse
import os
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from tests.support.engines import FixedOcr


def main(arguments: list[str] | None = None) -> int:
    """Take the tour; return the exit status."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--only", default="", help="scenes whose name holds this")
    parser.add_argument("--again", action="store_true", help="open each scene twice")
    options = parser.parse_args(arguments)
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    from tests.tools import worlds
    from ui.app import make_application

    app = make_application()
    rows: list[tuple[float, str, str]] = []
    with tempfile.TemporaryDirectory() as folder:
        for world, workspace in worlds.make(Path(folder), FixedOcr).items():
            rows += _tour(workspace, world, options.only, options.again)
    for worst, name, where in sorted(rows, reverse=True):
        print(f"{worst:6.0f} ms  {name:28} {where}")
    print(f"worst of {len(rows)}: {max(rows)[0]:.0f} ms at {max(rows)[1]}" if rows else "no scene")
    del app
    return 0


def _tour(workspace: Path, world: str, only: str, again: bool) -> Iterator[tuple[float, str, str]]:
    from tests.tools.scenes import scenes
    from tests.tools.screenshots import clear, look_at, pause, settle
    from ui.bridge import Bridge
    from ui.shell import Shell
    from ui.watchdog import Watchdog
    from workbench.kernel.offline import GuardState
    from workbench.workbench import Workbench

    shell = Shell(Bridge(Workbench.open(workspace)), lambda: GuardState(True, True, "", 0))
    shell.resize(1366, 768)
    shell.start()
    pause(2.0)  # nobody clicks in the first moment; the window reads ahead meanwhile
    for scene in scenes():
        if scene.world != world or only not in scene.name:
            continue
        for turn in ("", " (again)")[: 1 + again]:
            clear(shell)
            settle(shell)
            with Watchdog() as watchdog:
                seen = look_at(shell, scene)
                latency = watchdog.latency()
            if seen is not shell:
                seen.close()
            where = latency.stalls[0].where if latency.stalls else ""
            yield latency.worst, scene.name + turn, where[:150]
    shell.close()


if __name__ == "__main__":
    sys.exit(main())
