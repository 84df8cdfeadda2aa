"""Only one process writes a workspace. The lock goes with its process, also on kill -9."""

import os
import sys
from pathlib import Path
from typing import IO

from workbench.kernel.errors import UserError

LOCK_FILE = "writer.lock"


class WriterLock:
    """The right to write a workspace; make one with :meth:`acquire`."""

    def __init__(self, file: IO[str]) -> None:
        self._file = file

    @classmethod
    def acquire(cls, folder: Path) -> "WriterLock | None":
        """Take the lock, or return ``None`` where another process holds it.

        Raises:
            UserError: files in this place cannot be locked, as on some network shares.
        """
        file = (folder / LOCK_FILE).open("a+", encoding="ascii")
        try:
            _lock(file)
        except (BlockingIOError, PermissionError):
            file.close()
            return None
        except OSError as error:
            file.close()
            raise UserError(
                f"文件夹“{folder}”所在的位置不支持文件锁，没有打开工作区。",
                "请把工作区放在本机磁盘上。",
            ) from error
        file.seek(0)
        file.truncate()
        file.write(str(os.getpid()))
        file.flush()
        return cls(file)

    def release(self) -> None:
        """Give the lock back. A second call does nothing."""
        self._file.close()


def holder(folder: Path) -> str:
    """Return the process number that the lock file names, or an empty string."""
    try:
        return (folder / LOCK_FILE).read_text(encoding="ascii").strip()
    except OSError:
        return ""


def _lock(file: IO[str]) -> None:
    if sys.platform == "win32":  # pragma: no cover - exercised on Windows only
        import msvcrt

        # A byte far behind the text, so that others can still read who holds it.
        file.seek(1024)
        msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
    else:
        import fcntl

        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
