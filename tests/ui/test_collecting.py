"""Garbage with widgets in it: destroyed in the window's thread, whatever other threads do."""

import gc
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from ui.bridge import Bridge


class Noted(QObject):
    """Notes the thread in which it ends, and stands in a cycle that only a collection breaks."""

    def __init__(self, ends: list[int]) -> None:
        super().__init__()
        self._ends, self.itself = ends, self

    def __del__(self) -> None:
        self._ends.append(threading.get_ident())


def allocate() -> None:
    """Make what Python would collect many times."""
    kept: list[object] = []
    for _ in range(20_000):
        kept.append([kept])


def test_another_thread_destroys_no_object_of_the_window(bridge: Bridge, qtbot: QtBot) -> None:
    ends: list[int] = []
    for _ in range(50):
        Noted(ends)
    with ThreadPoolExecutor(1) as thread:
        thread.submit(allocate).result()
    assert ends == []
    qtbot.waitUntil(lambda: len(ends) == 50)
    assert set(ends) == {threading.get_ident()}


def test_python_collects_by_itself_again_after_the_window(
    tmp_path: Path, reopen: Callable[[Path], Bridge]
) -> None:
    gc.enable()
    try:
        bridge = reopen(tmp_path / "ws")
        assert not gc.isenabled()
        bridge.close()
        assert gc.isenabled()
    finally:
        gc.disable()  # as tests have it
