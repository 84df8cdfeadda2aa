"""The child that draws: it shows a page at once, and stops when the file turns out another's."""

import multiprocessing
import threading
import time
from multiprocessing.connection import Connection
from pathlib import Path

from tests.ui.conftest import write_pdf
from ui.widgets.drawing_child import Sheet, answer
from workbench.kernel.vault import Vault

KEY = bytes(range(32))
OTHER = (("别的文件", "内容不同"),)


def draw(connection: Connection, sheet: Sheet) -> tuple[int, str]:
    """Ask for a page; return its width and what was said instead of it."""
    connection.send(sheet)
    width, _height, problem = connection.recv()
    if not problem:
        connection.recv_bytes()
    return width, problem


def test_a_file_in_the_place_of_another_is_shown_no_longer_once_that_is_known(
    tmp_path: Path,
) -> None:
    vault = Vault(tmp_path / "vault", KEY)
    first = vault.put(write_pdf(tmp_path / "a.pdf").read_bytes()).sha256
    second = vault.put(write_pdf(tmp_path / "b.pdf", OTHER).read_bytes()).sha256
    place = vault.path(second)
    place.chmod(0o600)
    place.write_bytes(vault.path(first).read_bytes())
    ours, theirs = multiprocessing.Pipe()
    child = threading.Thread(
        target=answer, args=(theirs, str(vault.folder), KEY), name="child", daemon=True
    )
    child.start()
    assert draw(ours, Sheet(first, "pdf", 1, 72, 0))[0] > 0
    problem, end = "", time.monotonic() + 20
    while not problem and time.monotonic() < end:
        _, problem = draw(ours, Sheet(second, "pdf", 1, 72, 0))
    assert "原件已损坏" in problem
    assert draw(ours, Sheet(first, "pdf", 1, 72, 0))[1] == ""
    ours.close()
    child.join(20)
    assert not child.is_alive()
