"""The window's end of the recorder's process; nothing here waits but its end."""

from collections.abc import Iterator
from multiprocessing.connection import Connection, Pipe
from typing import Any

from workbench.hearing.live import recorder
from workbench.hearing.live.microphones import MicrophoneMaker
from workbench.hearing.live.model import Status
from workbench.kernel import processes

END_SECONDS = 40.0
"""Seconds in which a recorder may bring the rest to a slow disk at the end."""


class RecorderLink:
    """A recorder's process.

    Args:
        make: makes its microphones; module-level.
    """

    def __init__(self, make: MicrophoneMaker) -> None:
        self._connection: Connection
        self._connection, theirs = Pipe()
        self._process = processes.start(recorder.run, (theirs, make))
        theirs.close()
        self._gone = False

    @property
    def pid(self) -> int:
        """Number of the process."""
        return self._process.pid or 0

    @property
    def gone(self) -> bool:
        """Whether the process is no more."""
        return self._gone

    def order(self, *words: Any) -> None:
        """Ask for something."""
        try:
            self._connection.send(words)
        except (BrokenPipeError, ConnectionResetError, OSError):
            self._gone = True

    def messages(self, seconds: float = 0.0) -> Iterator[object]:
        """Yield what it said, waiting so long for the first word."""
        try:
            while self._connection.poll(seconds):
                said = self._connection.recv()
                if isinstance(said, Status):
                    self.order("seen")
                yield said
                seconds = 0.0
        except (EOFError, OSError):
            self._gone = True

    def close(self) -> None:
        """Let it end; by force only where it does not."""
        self.order("quit")
        self._process.join(END_SECONDS)
        if self._process.is_alive():
            self._process.kill()
            self._process.join()
        self._connection.close()
        self._process.close()
        self._gone = True
