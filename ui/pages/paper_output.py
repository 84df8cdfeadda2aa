"""What leaves the workspace from a paper: the original saved as a file, and print."""

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QFileDialog

from ui.bridge import Bridge
from workbench.kernel.changes import Changes

if TYPE_CHECKING:
    from ui.pages.papers import PaperPage


class PaperOutput(QObject):
    """Saves and prints one paper; the journal comes first, so that no copy goes unrecorded."""

    def __init__(self, bridge: Bridge, page: "PaperPage") -> None:
        super().__init__(page)
        self._bridge = bridge
        self._page = page

    def choose_and_save(self) -> None:
        """Ask for a file and write the original into it."""
        title = "另存原件（另存的文件没有加密，请妥善保管）"
        name, _ = QFileDialog.getSaveFileName(self._page, title, self._page.document.name)
        if name:
            self._bridge.attempt(lambda: self.save_original(Path(name)))

    def save_original(self, target: Path) -> None:
        """Write the original to a file.

        Raises:
            UserError: the original is damaged, the journal cannot be written (nothing is written
                then), or the file cannot be written.
        """
        from workbench.kernel.files import write_atomically

        workbench, document = self._bridge.workbench, self._page.document
        data = workbench.papers.original(document.id)
        workbench.journal.append("papers.export", document.case, name=document.name)
        workbench.changes.publish(Changes.of("journal", case=document.case))
        write_atomically(target, data)
        self._bridge.notice.emit(f"已另存为“{target}”。另存的文件没有加密，请妥善保管。")

    def print_out(self) -> None:
        """Print the paper."""
