"""Children for tests, begun from a process that has read the libraries once.

Most of what a short job costs is the reading of libraries in a child begun from nothing. A child of
the nursery is a process of its own all the same: it gets function and arguments pickled, the
parent's environment and folder, and nothing of what a test has put into the parent's modules.
"""

import multiprocessing
import os
from collections.abc import Callable
from multiprocessing.context import ForkServerContext
from multiprocessing.process import BaseProcess
from typing import Any

READ = (
    "PIL.ImageOps",
    "av",
    "cryptography.hazmat.primitives.ciphers.aead",
    "docx",
    "lxml.etree",
    "numpy",
    "openpyxl",
    "pymupdf",
    "rapidocr",
    "rjieba",
    "sqlcipher3.dbapi2",
    "sqlite_utils",
    "tests.support.engines",
    "workbench.papers.extraction.by_kind",
    "workbench.workbench",
)
"""What the nursery imports: no more than children use, nothing that starts a thread."""


class Nursery:
    """Starts children as :func:`workbench.kernel.processes.start` does."""

    def __init__(self) -> None:
        self._context: ForkServerContext = multiprocessing.get_context("forkserver")
        self._context.set_forkserver_preload(list(READ))

    def start(self, target: Callable[..., None], arguments: tuple[Any, ...]) -> BaseProcess:
        """Start a child."""
        process = self._context.Process(
            target=_live, args=(dict(os.environ), target, arguments), daemon=True
        )
        process.start()
        return process


def _live(
    environment: dict[str, str], target: Callable[..., None], arguments: tuple[Any, ...]
) -> None:
    os.environ.clear()
    os.environ.update(environment)
    target(*arguments)
