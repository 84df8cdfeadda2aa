"""The child process that draws pages: a damaged file may take it down, never the window.

This module loads no Qt: it is what the child imports.
"""

import signal
from collections import OrderedDict
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from multiprocessing.connection import Connection
from pathlib import Path

from workbench.kernel.errors import UserError
from workbench.kernel.offline import install
from workbench.kernel.sealing import damaged
from workbench.kernel.vault import Vault
from workbench.papers.readers.open_file import OpenFile, Raster

FILES_KEPT = 3
BYTES_KEPT = 400 * 1024 * 1024


@dataclass(frozen=True)
class Sheet:
    """One page to draw.

    Attributes:
        sha256, kind: the original and its format.
        page: from 1.
        dpi: dots per inch.
        rotation: clockwise degrees that make it stand upright.
    """

    sha256: str
    kind: str
    page: int
    dpi: float
    rotation: int


def serve(connection: Connection, folder: str, key: bytes) -> None:
    """Answer each :class:`Sheet` until the connection closes.

    An answer is ``(width, height, problem)``, followed by the pixels (RGB, three bytes each)
    where there is no problem. ``None`` instead of a sheet only makes the libraries ready.
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    install()
    answer(connection, folder, key)


def answer(connection: Connection, folder: str, key: bytes) -> None:
    """Do what :func:`serve` does, in whatever process."""
    files = _Files(Vault(Path(folder), key))
    while True:
        try:
            sheet = connection.recv()
            if sheet is None:
                _get_ready()
                continue
            raster, problem = _draw(files, sheet)
            connection.send((raster.width, raster.height, problem))
            if not problem:
                connection.send_bytes(raster.samples)
        except (EOFError, OSError):
            return


class _Files:
    """The files looked at last, kept open; their hashes are checked while pages are drawn."""

    def __init__(self, vault: Vault) -> None:
        self._vault = vault
        self._open: OrderedDict[str, OpenFile] = OrderedDict()
        self._checks: dict[str, Future[bool]] = {}
        self._checking = ThreadPoolExecutor(1, "checking")

    def get(self, sheet: Sheet) -> OpenFile:
        """Return a file, opened if it is not yet.

        Raises:
            UserError: the original is missing or damaged, or cannot be drawn.
        """
        check = self._checks.get(sheet.sha256)
        if check is not None and check.done() and not check.result():
            raise damaged()
        if sheet.sha256 not in self._open:
            content = self._vault.load(sheet.sha256)
            self._open[sheet.sha256] = OpenFile(content, sheet.kind)
            self._checks[sheet.sha256] = self._checking.submit(
                self._vault.is_content, content, sheet.sha256
            )
        self._open.move_to_end(sheet.sha256)
        while len(self._open) > 1 and self._too_much():
            self._open.popitem(last=False)[1].close()
        return self._open[sheet.sha256]

    def forget(self) -> None:
        """Let all files go."""
        while self._open:
            self._open.popitem()[1].close()

    def _too_much(self) -> bool:
        size = sum(file.size for file in self._open.values())
        return len(self._open) > FILES_KEPT or size > BYTES_KEPT


def _draw(files: _Files, sheet: Sheet) -> tuple[Raster, str]:
    try:
        return files.get(sheet).draw(sheet.page, sheet.dpi, sheet.rotation), ""
    except UserError as error:
        return Raster(0, 0, b""), str(error)
    except MemoryError:
        files.forget()
        words = "内存不足，此页无法显示。请缩小显示比例，或关闭其他程序后重试。"
        return Raster(0, 0, b""), words


def _get_ready() -> None:
    import pymupdf

    pymupdf.TOOLS.mupdf_display_errors(False)
