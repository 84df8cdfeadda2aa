"""Work in a child that one person waits for at one place: no queue, no table, nothing to resume.

The owner calls :meth:`Errand.poll` from a timer; nothing waits.
"""

import time
from collections.abc import Callable
from dataclasses import dataclass, field
from multiprocessing.connection import Pipe
from typing import Any

from workbench.kernel import child, processes
from workbench.kernel.errors import UserError

STEP = 0.1
"""Seconds between two words of progress."""


@dataclass
class Errand:
    """A child at work.

    Attributes:
        done, total, words: how far it is; ``total`` 0 while not known.
        results: what it handed over.
        problem: why it failed; ``None`` while it runs or if it succeeded.
        over: it has ended, well or not.
    """

    target: child.Target
    arguments: dict[str, Any]
    done: int = 0
    total: int = 0
    words: str = ""
    results: list[Any] = field(default_factory=list)
    problem: UserError | None = None
    over: bool = False

    def __post_init__(self) -> None:
        self._connection, theirs = Pipe(duplex=False)
        self._process = processes.start(child.run, (theirs, self.target, self.arguments))
        theirs.close()

    def poll(self) -> bool:
        """Take in what has come; return whether it is over."""
        try:
            while not self.over and self._connection.poll():
                self._receive(self._connection.recv())
        except (EOFError, OSError):
            self.problem = UserError("处理进程意外结束，没有完成。", "请重试。")
            self._end()
        return self.over

    def cancel(self) -> None:
        """Stop the child; what it was making does not stay."""
        if not self.over:
            self.problem = UserError("已取消，没有完成。")
            self._end()

    def _receive(self, message: tuple[Any, ...]) -> None:
        match message:
            case ("partial", item):
                self.results.append(item)
            case ("progress", done, total, words):
                self.done, self.total, self.words = done, total, words
            case ("failed", text, advice):
                self.problem = UserError(text, advice)
                self._end()
            case ("done",):
                self._end()

    def _end(self) -> None:
        self.over = True
        self._connection.close()
        if self._process.is_alive():
            self._process.terminate()


def mebibytes(report: child.Report, words: str) -> Callable[[int, int], None]:
    """Return a function that reports bytes in MiB, ten times a second at most."""
    said = 0.0

    def tell(done: int, total: int) -> None:
        nonlocal said
        if time.monotonic() - said > STEP or done == total:
            said = time.monotonic()
            report.progress(done >> 20, total >> 20, f"{words}：{done >> 20} / {total >> 20} MB")

    return tell
