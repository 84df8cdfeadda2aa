"""Draws pages off the window's thread: one worker thread, one child process behind it."""

import multiprocessing
from collections import OrderedDict
from collections.abc import Sequence
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess

from PySide6.QtCore import QObject, QRunnable, QThreadPool, Signal
from PySide6.QtGui import QImage

from ui.widgets.drawing_child import Sheet, serve
from workbench.kernel.vault import Vault

CACHE_BYTES = 128 * 1024 * 1024
BROKEN = "此页无法显示，页面可能已损坏；原件未受影响，可另存原件后用其他程序查看。"


class _Child:
    """The child process; used by the worker thread alone, except for :meth:`stop`."""

    def __init__(self, vault: Vault) -> None:
        self._vault = vault
        self._process: BaseProcess | None = None
        self._connection: Connection | None = None
        self._stopped = False

    def draw(self, sheet: Sheet) -> tuple[bytes, str]:
        try:
            if self._stopped:
                return b"", BROKEN
            connection = self._connection or self._start()
            connection.send(sheet)
            png, problem = connection.recv()
        except (EOFError, OSError):
            self._end()
            return b"", BROKEN
        return png, problem

    def stop(self) -> None:
        """End the child, even while it draws."""
        self._stopped = True
        if self._process is not None:
            self._process.terminate()

    def _start(self) -> Connection:
        spawn = multiprocessing.get_context("spawn")
        ours, theirs = spawn.Pipe()
        arguments = (theirs, str(self._vault.folder), self._vault.key)
        process = spawn.Process(target=serve, args=arguments, daemon=True)
        process.start()
        theirs.close()
        self._process, self._connection = process, ours
        return ours

    def _end(self) -> None:
        process, self._process = self._process, None
        connection, self._connection = self._connection, None
        if connection is not None:
            connection.close()
        if process is not None:
            process.terminate()
            process.join(2)


class _Task(QRunnable):
    def __init__(self, drawer: "Drawer", child: _Child, sheet: Sheet) -> None:
        super().__init__()
        self._drawer = drawer
        self._child = child
        self._sheet = sheet

    def run(self) -> None:
        png, problem = self._child.draw(self._sheet)
        image = QImage.fromData(png) if png else QImage()
        if png and image.isNull():
            problem = BROKEN
        self._drawer.finished.emit(self._sheet, image, problem)


class Drawer(QObject):
    """Gives pictures of pages, from a cache or drawn when there is time.

    Signals:
        drawn: ``(Sheet, QImage)``.
        failed: ``(Sheet, str)``: why it cannot be drawn.
        finished: internal, from the worker thread.
    """

    drawn = Signal(object, QImage)
    failed = Signal(object, str)
    finished = Signal(object, QImage, str)

    def __init__(self, vault: Vault, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._child = _Child(vault)
        self._pool = QThreadPool(self)
        self._pool.setMaxThreadCount(1)
        self._wanted: OrderedDict[int, list[Sheet]] = OrderedDict()
        self._cache: OrderedDict[Sheet, QImage] = OrderedDict()
        self._problems: dict[Sheet, str] = {}
        self._busy = False
        self._closed = False
        self.finished.connect(self._on_finished)

    @property
    def busy(self) -> bool:
        """Whether a page is being drawn."""
        return self._busy

    def image(self, sheet: Sheet) -> QImage | None:
        """Return a picture if it is there."""
        if sheet in self._cache:
            self._cache.move_to_end(sheet)
        return self._cache.get(sheet)

    def problem(self, sheet: Sheet) -> str:
        """Return why a page cannot be drawn; empty if that is not known."""
        return self._problems.get(sheet, "")

    def want(self, viewer: int, sheets: Sequence[Sheet]) -> None:
        """Ask for what a viewer shows now, most urgent first, in place of what it asked before."""
        missing = [s for s in sheets if s not in self._cache and s not in self._problems]
        self._wanted[viewer] = missing
        self._wanted.move_to_end(viewer)
        self._next()

    def forget(self, viewer: int) -> None:
        """Draw nothing more for a viewer."""
        self._wanted.pop(viewer, None)

    def close(self) -> None:
        """End the child and wait for the worker."""
        self._closed = True
        self._wanted.clear()
        self._child.stop()
        self._pool.waitForDone(5000)

    def _next(self) -> None:
        if self._busy or self._closed:
            return
        for sheets in reversed(self._wanted.values()):
            if sheets:
                self._busy = True
                self._pool.start(_Task(self, self._child, sheets[0]))
                return

    def _on_finished(self, sheet: Sheet, image: QImage, problem: str) -> None:
        self._busy = False
        for sheets in self._wanted.values():
            if sheet in sheets:
                sheets.remove(sheet)
        if self._closed:
            return
        if problem:
            self._problems[sheet] = problem
            self.failed.emit(sheet, problem)
        else:
            self._keep(sheet, image)
            self.drawn.emit(sheet, image)
        self._next()

    def _keep(self, sheet: Sheet, image: QImage) -> None:
        self._cache[sheet] = image
        size = sum(picture.sizeInBytes() for picture in self._cache.values())
        while size > CACHE_BYTES and len(self._cache) > 1:
            size -= self._cache.popitem(last=False)[1].sizeInBytes()
