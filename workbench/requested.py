"""Files and folders that a person asked to be imported."""

from collections.abc import Sequence
from pathlib import Path

from workbench.kernel.errors import UserError


def existing(paths: Sequence[Path]) -> list[str]:
    """Return the paths in full, to be kept with a job.

    Raises:
        UserError: one does not exist.
    """
    for path in paths:
        if not path.exists():
            raise UserError(f"找不到“{path}”，没有导入。", "请检查路径。")
    return [str(path.resolve()) for path in paths]


def named(paths: Sequence[Path]) -> str:
    """Return the names of the first paths, for the title of a job."""
    return "、".join(path.name for path in paths[:3])
