"""A workspace with the demonstration's laws, made once for all tests that read the library."""

import shutil
import tempfile
from functools import cache
from importlib import resources
from pathlib import Path

from workbench.workbench import Workbench


def laws_folder(parent: Path) -> Path:
    """Write a pack of the demonstration's laws and one file that holds no law."""
    folder = parent / "laws"
    with resources.as_file(resources.files("resources").joinpath("demo", "laws")) as source:
        shutil.copytree(source, folder)
    (folder / "空白.md").write_text("", "utf-8")
    return folder


@cache
def stocked_folder() -> Path:
    """Return a workspace with a library; tests copy it."""
    parent = Path(tempfile.mkdtemp())
    workbench = Workbench.open(parent / "ws")
    workbench.import_laws([laws_folder(parent)])
    workbench.jobs.wait_all()
    workbench.close()
    return parent / "ws"
