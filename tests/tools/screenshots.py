"""Pictures of every page of the window on the demonstration case.

``python -m tests.tools.screenshots [--out build/screenshots]`` makes a demonstration workspace in a
temporary folder and writes one picture per page at 1366x768 and 2560x1440, light and dark.
"""

import argparse
import os
import subprocess
import sys
import tempfile
from pathlib import Path

OUT = Path("build/screenshots")


def main(arguments: list[str] | None = None) -> int:
    """Make the pictures; return the exit status."""
    parser = argparse.ArgumentParser(description="Pictures of every page of the window.")
    parser.add_argument("--out", type=Path, default=OUT, help="folder for the pictures")
    parser.add_argument("--workspace", type=Path, help="a workspace that is there already")
    options = parser.parse_args(arguments)
    environment = os.environ | {"QT_QPA_PLATFORM": "offscreen"}
    with tempfile.TemporaryDirectory() as folder:
        workspace = options.workspace or Path(folder) / "demo"
        if options.workspace is None:
            demo = ["-m", "workbench", "demo", "--folder", str(workspace), "--no-window"]
            subprocess.run([sys.executable, *demo], check=True, env=environment)
        window = ["-m", "ui", "--workspace", str(workspace), "--every"]
        window += ["--pictures", str(options.out)]
        done = subprocess.run([sys.executable, *window], check=False, env=environment)
    pictures = sorted(options.out.glob("*.png"))
    sys.stdout.write(f"{len(pictures)} pictures in {options.out}\n")
    return done.returncode or int(not pictures)


if __name__ == "__main__":
    sys.exit(main())
