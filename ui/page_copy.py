"""Makes a PDF of a rearranged paper's pages off the window's thread."""

from collections.abc import Sequence

from PySide6.QtCore import QObject, QRunnable, QThreadPool, Signal

from workbench.kernel.errors import UserError
from workbench.kernel.vault import Vault
from workbench.papers.assembling import Leaf, assemble


class PageCopy(QObject):
    """One PDF in the making.

    Signals:
        done: its bytes.
        failed: message and advice.
    """

    done = Signal(bytes)
    failed = Signal(str, str)

    def start(self, vault: Vault, leaves: Sequence[Leaf]) -> None:
        """Begin; one of the signals answers."""
        QThreadPool.globalInstance().start(_Task(self, vault, leaves))


class _Task(QRunnable):
    def __init__(self, copy: PageCopy, vault: Vault, leaves: Sequence[Leaf]) -> None:
        super().__init__()
        self._copy, self._vault, self._leaves = copy, vault, leaves

    def run(self) -> None:
        try:
            data = assemble(self._vault, self._leaves).data
        except UserError as error:
            self._copy.failed.emit(error.message, error.advice)
        else:
            self._copy.done.emit(data)
