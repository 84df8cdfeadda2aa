"""What runs first in a child process: the guard, then the work, then one last word.

The messages of a child are tuples ``(kind, …)``: ``progress``, ``partial``, ``done``, ``failed``.
A child that ends without ``done`` or ``failed`` has died, and its parent says so.
"""

import logging
import signal
from collections.abc import Callable, Iterator
from multiprocessing.connection import Connection, Pipe
from typing import Any

from workbench.kernel import processes
from workbench.kernel.errors import UserError
from workbench.kernel.offline import install


class Report:
    """How work in a child speaks to its parent."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def progress(self, done: int, total: int, words: str = "") -> None:
        """Say how much is done, in units of the job; ``total`` 0 means not known."""
        self._connection.send(("progress", done, total, words))

    def partial(self, item: Any) -> None:
        """Hand over a part of the result; the parent stores it at once."""
        self._connection.send(("partial", item))


Target = Callable[[Report, dict[str, Any]], None]


def run(connection: Connection, target: Target, arguments: dict[str, Any]) -> None:
    """Entry of the child process."""
    # Ctrl+C reaches the whole group; the parent decides what it means.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    install()
    logging.disable(logging.WARNING)
    try:
        target(Report(connection), arguments)
    except UserError as error:
        connection.send(("failed", error.message, error.advice))
    except MemoryError:
        connection.send(
            ("failed", "内存不足，任务已停止；已完成的部分保留。", "请关闭其他程序后继续。")
        )
    except (BrokenPipeError, ConnectionResetError):
        # The parent is gone; what it stored is what there is.
        return
    else:
        connection.send(("done",))
    finally:
        connection.close()


def leave_in_order() -> None:
    """Let being stopped run the ``finally`` blocks of this child, so that it leaves no halves.

    For work in short steps only: the parent waits for it.
    """

    def leave(*_: object) -> None:
        raise SystemExit(1)

    signal.signal(signal.SIGTERM, leave)


class ChildDiedError(Exception):
    """A child process went without a last word; ``code`` is its exit code."""

    def __init__(self, code: int | None) -> None:
        super().__init__(f"child died with {code}")
        self.code = code


def stream(target: Target, arguments: dict[str, Any]) -> Iterator[Any]:
    """Run work in a child without a job, and yield its partial results.

    Raises:
        UserError: the child said that it failed.
        ChildDiedError: it died.
    """
    ours, theirs = Pipe(duplex=False)
    process = processes.start(run, (theirs, target, arguments))
    theirs.close()
    try:
        while True:
            match ours.recv():
                case ("partial", item):
                    yield item
                case ("failed", message, advice):
                    raise UserError(message, advice)
                case ("done",):
                    return
    except EOFError as error:
        process.join(5)
        raise ChildDiedError(process.exitcode) from error
    finally:
        ours.close()
        process.terminate()
        process.join(5)
