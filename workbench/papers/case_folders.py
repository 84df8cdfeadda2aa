"""Whether what a person brings is one case or several, by the names of folders and files.

It only asks for a question: a person decides. Nothing is opened, so that a drop is never slow.
"""

import re
from collections.abc import Sequence
from pathlib import Path

from workbench.reference.case_number import find_all

MOST_FILES = 400
"""Files of one folder that are looked at for a complaint."""
_COMPLAINT = re.compile(r"起诉状|起诉书|自诉状|上诉状|再审申请书|执行申请书|申请执行书|仲裁申请书")


def separate_cases(paths: Sequence[Path]) -> list[Path]:
    """Return the folders that look like a case each; empty where it looks like one case.

    Several folders brought together, or one folder that holds nothing but folders, count as
    several cases if each of them has a case number in its name or a complaint among its files.
    """
    folders = list(paths)
    if len(folders) == 1 and folders[0].is_dir():
        inside = _visible(folders[0])
        if any(not path.is_dir() for path in inside):
            return []  # loose papers would belong to none of them
        folders = inside
    if len(folders) < 2 or not all(path.is_dir() for path in folders):
        return []
    return folders if all(_is_case(folder) for folder in folders) else []


def _is_case(folder: Path) -> bool:
    if find_all(folder.name):
        return True
    for count, path in enumerate(folder.rglob("*")):
        if count >= MOST_FILES:
            return False
        if _COMPLAINT.search(path.name) and path.is_file():
            return True
    return False


def _visible(folder: Path) -> list[Path]:
    try:
        inside = sorted(folder.iterdir())
    except OSError:
        return []
    junk = {"thumbs.db", "desktop.ini", "__macosx"}
    return [p for p in inside if not p.name.startswith(".") and p.name.lower() not in junk]
