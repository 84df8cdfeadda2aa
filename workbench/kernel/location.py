"""Where the workspace lies: named for one start, chosen by the person, or the platform's place.

The choice is kept outside every workspace, in a small file of the account's settings folder.
"""

import json
import os
import sys
from pathlib import Path

from workbench.kernel.errors import UserError
from workbench.kernel.files import cannot_write, write_atomically

APP = "judges-workbench"
FILE = "start.json"
DEMO_MARK = "演示工作区.txt"
DEMO_DONE = "演示案件已生成。"


def default_folder() -> Path:
    """Return ``$WORKBENCH_HOME``, else the folder that was chosen, else the platform's own."""
    if home := os.environ.get("WORKBENCH_HOME"):
        return Path(home)
    return chosen_folder() or platform_folder()


def platform_folder() -> Path:
    """Return the platform's folder for data."""
    if sys.platform == "win32":
        base = Path(os.environ.get("APPDATA", Path.home() / "AppData" / "Roaming"))
    elif sys.platform == "darwin":
        base = Path.home() / "Library" / "Application Support"
    else:
        base = Path(os.environ.get("XDG_DATA_HOME", Path.home() / ".local" / "share"))
    return base / APP


def demo_folder() -> Path:
    """Return where the demonstration workspace lies: beside the platform's, never in a person's."""
    return platform_folder().with_name(f"{APP}-demo")


def demo_ready(folder: Path) -> bool:
    """Say whether a demonstration was made there to its end."""
    try:
        return DEMO_DONE in (folder / DEMO_MARK).read_text("utf-8")
    except OSError:
        return False


def settings_file() -> Path:
    """Return the file that keeps the choice."""
    if sys.platform == "win32":
        base = Path(os.environ.get("APPDATA", Path.home() / "AppData" / "Roaming"))
        return base / f"{APP}-settings" / FILE
    if sys.platform == "darwin":
        return Path.home() / "Library" / "Preferences" / APP / FILE
    base = Path(os.environ.get("XDG_CONFIG_HOME", Path.home() / ".config"))
    return base / APP / FILE


def chosen_folder() -> Path | None:
    """Return the folder that was chosen; ``None`` where none was, or the file makes no sense."""
    try:
        kept = json.loads(settings_file().read_text("utf-8"))["workspace"]
    except (OSError, ValueError, KeyError, TypeError):
        return None
    return Path(kept) if isinstance(kept, str) and Path(kept).is_absolute() else None


def choose_folder(folder: Path) -> None:
    """Keep a folder for the next start.

    Raises:
        UserError: it cannot be kept.
    """
    file = settings_file()
    content = json.dumps({"workspace": str(folder.absolute())}, ensure_ascii=False).encode()
    try:
        file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    except OSError as error:
        raise cannot_write(file, error) from error
    write_atomically(file, content, mode=0o600)


def check_there(folder: Path) -> None:
    """Let the caller go on unless the folder that a person chose is gone.

    It lay on a disk that is not connected, perhaps; an empty one must not take its place unasked.

    Raises:
        UserError: it is gone.
    """
    if folder == chosen_folder() and not folder.exists():
        raise UserError(
            f"找不到工作区文件夹“{folder}”，没有新建。",
            "如在移动硬盘或网络盘上，请接好后重新启动；或者打开其他工作区。",
        )


def check_folder(folder: Path) -> None:
    """Let the caller go on only if a folder is a workspace or may become one.

    Raises:
        UserError: other files lie in it, or it cannot be looked into.
    """
    from workbench.kernel import keys

    try:
        if not folder.exists() or keys.exists(folder) or not any(folder.iterdir()):
            return
    except OSError as error:
        raise UserError(f"打不开文件夹“{folder}”。", "请换一个文件夹。") from error
    raise UserError(
        f"文件夹“{folder.name}”里有其他文件，又不是工作区，没有更换。",
        "请选择一个空文件夹，或已有的工作区文件夹。",
    )
