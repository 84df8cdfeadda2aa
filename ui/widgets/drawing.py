"""Draws pages off the window's thread: one worker thread, one child process behind it.

The child hands pixels over, not PNG; the worker makes them into pictures. The window's thread only
says what it wants and takes finished pictures out of the cache.
"""

import threading
from collections import OrderedDict
from collections.abc import Sequence
from multiprocessing.connection import Connection, Pipe
from multiprocessing.process import BaseProcess

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtGui import QImage

from ui.widgets.drawing_child import Sheet, serve
from ui.widgets.picture_cache import PictureCache
from workbench.kernel import processes
from workbench.kernel.vault import Vault

WARM_MS = 1500
BROKEN = "此页无法显示，页面可能已损坏；原件未受影响，可另存原件后用其他程序查看。"


class PageSource:
    """A child process that draws; used by one worker thread alone, except for :meth:`stop`."""

    def __init__(self, vault: Vault) -> None:
        self._vault = vault
        self._process: BaseProcess | None = None
        self._connection: Connection | None = None
        self._stopped = False

    def warm(self) -> None:
        """Start the child if it does not run, so that the first page comes sooner."""
        if self._connection is None and not self._stopped:
            try:
                self._start().send(None)
            except OSError:
                self._end()

    def draw(self, sheet: Sheet) -> tuple[QImage, str]:
        """Return a picture, or why there is none."""
        try:
            if self._stopped:
                return QImage(), BROKEN
            connection = self._connection or self._start()
            connection.send(sheet)
            width, height, problem = connection.recv()
            pixels = b"" if problem else connection.recv_bytes()
        except (EOFError, OSError):
            self._end()
            return QImage(), BROKEN
        return (QImage(), problem) if problem else (_picture(pixels, width, height), "")

    def stop(self) -> None:
        """End the child, even while it draws."""
        self._stopped = True
        if self._process is not None:
            self._process.terminate()

    def _start(self) -> Connection:
        ours, theirs = Pipe()
        arguments = (theirs, str(self._vault.folder), self._vault.key)
        process = processes.start(serve, arguments)
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


def _picture(pixels: bytes, width: int, height: int) -> QImage:
    image = QImage(pixels, width, height, 3 * width, QImage.Format.Format_RGB888)
    # A copy in the format that is painted fastest; it no longer needs the bytes.
    return image.convertToFormat(QImage.Format.Format_RGB32)


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
        self._child = PageSource(vault)
        self._wanted: OrderedDict[int, list[Sheet]] = OrderedDict()
        self._cache = PictureCache()
        self._problems: dict[Sheet, str] = {}
        self._more = threading.Condition()
        self._current: Sheet | None = None
        self._done: set[Sheet] = set()
        self._warm = False
        self._closed = False
        self._worker: threading.Thread | None = None
        self._warming = QTimer(self)
        self._warming.setSingleShot(True)
        self._warming.setInterval(WARM_MS)
        self._warming.timeout.connect(self.warm)
        self.finished.connect(self._on_finished)

    @property
    def busy(self) -> bool:
        """Whether a page is being drawn or waits for it."""
        with self._more:
            return self._current is not None or bool(self._done) or any(self._wanted.values())

    def image(self, sheet: Sheet) -> QImage | None:
        """Return a picture if it is there."""
        return self._cache.get(sheet)

    def any_image(self, sheet: Sheet) -> QImage | None:
        """Return the picture, or else the sharpest one of the same page that is there."""
        return self._cache.get(sheet) or self._cache.other(sheet)

    def problem(self, sheet: Sheet) -> str:
        """Return why a page cannot be drawn; empty if that is not known."""
        return self._problems.get(sheet, "")

    def warm_later(self) -> None:
        """Start the child in a quiet moment: papers are about to be opened."""
        if not self._closed and self._worker is None:
            self._warming.start()

    def warm(self) -> None:
        """Start the child now, so that the first page need not wait for it."""
        with self._more:
            self._warm = True
            self._run()

    def want(self, viewer: int, sheets: Sequence[Sheet]) -> None:
        """Ask for what a viewer shows now, most urgent first, in place of what it asked before."""
        missing = [s for s in sheets if s not in self._cache and s not in self._problems]
        with self._more:
            waiting = {*self._done, self._current}
            self._wanted[viewer] = [sheet for sheet in missing if sheet not in waiting]
            self._wanted.move_to_end(viewer)
            self._run()

    def forget(self, viewer: int) -> None:
        """Draw nothing more for a viewer."""
        with self._more:
            self._wanted.pop(viewer, None)

    def close(self) -> None:
        """End the child and wait for the worker."""
        self._warming.stop()
        with self._more:
            self._closed = True
            self._wanted.clear()
            self._more.notify()
        self._child.stop()
        if self._worker is not None:
            self._worker.join(5)

    def _run(self) -> None:
        """Wake the worker; it is started with the first wish."""
        if self._closed:
            return
        if self._worker is None:
            self._worker = threading.Thread(target=self._work, name="drawing", daemon=True)
            self._worker.start()
        self._more.notify()

    def _work(self) -> None:
        while True:
            with self._more:
                self._more.wait_for(lambda: self._closed or self._warm or self._urgent())
                if self._closed:
                    return
                warm, self._warm = self._warm, False
                sheet = self._current = self._take()
            if warm:
                self._child.warm()
            if sheet is not None:
                image, problem = self._child.draw(sheet)
                with self._more:
                    self._current = None
                    self._done.add(sheet)
                self._tell(sheet, image, problem)

    def _tell(self, sheet: Sheet, image: QImage, problem: str) -> None:
        if self._closed:
            return
        self.finished.emit(sheet, image, problem)

    def _urgent(self) -> bool:
        return any(self._wanted.values())

    def _take(self) -> Sheet | None:
        """Return the most urgent sheet of the viewer that asked last."""
        for sheets in reversed(self._wanted.values()):
            if sheets:
                sheet = sheets[0]
                for others in self._wanted.values():
                    if sheet in others:
                        others.remove(sheet)
                return sheet
        return None

    def _on_finished(self, sheet: Sheet, image: QImage, problem: str) -> None:
        if self._closed:
            return
        if problem:
            self._problems[sheet] = problem
        else:
            self._cache.put(sheet, image)
        with self._more:
            self._done.discard(sheet)
        if problem:
            self.failed.emit(sheet, problem)
        else:
            self.drawn.emit(sheet, image)
