"""Leaves this workspace for another folder, after asking, and keeps the choice for next time."""

from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QWidget

from ui.asking import confirm
from ui.bridge import Bridge
from workbench.kernel import location

ASK = "选择工作区文件夹（已有的，或空文件夹）"


def change_folder(parent: QWidget, bridge: Bridge) -> None:
    """Ask for a folder, and open it instead of this workspace."""
    name = QFileDialog.getExistingDirectory(parent, ASK)
    folder = Path(name) if name else None
    if folder is None or folder == bridge.workbench.workspace.folder:
        return
    if not bridge.attempt(lambda: usable(folder)):
        return
    words = (
        f"将关闭现在的工作区并打开“{folder}”，以后启动也用它。\n"
        "现在的工作区保持原样，进行中的任务下次打开时可继续。"
    )
    if confirm(parent, "换用工作区", words, "换用"):
        bridge.attempt(lambda: location.choose_folder(folder))
        bridge.open_workspace.emit(folder)


def usable(folder: Path) -> bool:
    """Say that a folder is a workspace or may become one.

    Raises:
        UserError: it is neither.
    """
    location.check_folder(folder)
    return True
