"""The child process that draws pages: a damaged file may take it down, never the window.

This module loads no Qt: it is what the child imports.
"""

import signal
from collections import OrderedDict
from dataclasses import dataclass
from multiprocessing.connection import Connection
from pathlib import Path

from workbench.kernel.errors import UserError
from workbench.kernel.offline import install
from workbench.kernel.vault import Vault
from workbench.papers.readers import render_page

FILES_KEPT = 2


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
    dpi: int
    rotation: int


def serve(connection: Connection, folder: str, key: bytes) -> None:
    """Answer each :class:`Sheet` with ``(png, problem)`` until the connection closes."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    install()
    vault = Vault(Path(folder), key)
    files: OrderedDict[str, bytes] = OrderedDict()
    while True:
        try:
            sheet = connection.recv()
            connection.send(_draw(vault, files, sheet))
        except (EOFError, OSError):
            return


def _draw(vault: Vault, files: "OrderedDict[str, bytes]", sheet: Sheet) -> tuple[bytes, str]:
    try:
        if sheet.sha256 not in files:
            files[sheet.sha256] = vault.read(sheet.sha256)
        files.move_to_end(sheet.sha256)
        while len(files) > FILES_KEPT:
            files.popitem(last=False)
        data = files[sheet.sha256]
        return render_page(data, sheet.kind, sheet.page, sheet.dpi, sheet.rotation), ""
    except UserError as error:
        return b"", str(error)
    except MemoryError:
        return b"", "内存不足，此页无法显示。请缩小显示比例，或关闭其他程序后重试。"
