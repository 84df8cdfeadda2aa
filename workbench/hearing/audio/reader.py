"""A source as the decoder reads it: places that the disk or the vault refuses become zeros.

A bad sector or a damaged chunk of the vault must not take the rest of a hearing with it.
"""

import io
from typing import BinaryIO

from workbench.kernel.errors import UserError

_STEP = 64 << 10


class Reader:
    """A seekable stream for the decoder; it never raises for what cannot be read.

    Args:
        file: seekable, binary; it is not closed.

    Attributes:
        length: bytes.
        bad: first byte and byte after the last of each stretch that could not be read so far.
        reason: the last refusal (Chinese); empty where there was none.
    """

    def __init__(self, file: BinaryIO) -> None:
        self._file = file
        self.length = file.seek(0, io.SEEK_END)
        self._place = file.seek(0)
        self.bad: list[tuple[int, int]] = []
        self.reason = ""

    def read(self, size: int = -1) -> bytes:
        """Return up to ``size`` bytes; zeros for those that cannot be read."""
        left = self.length - self._place
        wanted = left if size < 0 else min(size, left)
        if wanted <= 0:
            return b""
        content = self._read(wanted)
        if content is None:
            # What lies before the bad place in the same request can still be had.
            step = min(wanted, _STEP - self._place % _STEP)
            content = self._read(step) if step < wanted else None
            if content is None:
                content = bytes(step)
                self.bad.append((self._place, self._place + step))
        self._place += len(content)
        return content

    def _read(self, size: int) -> bytes | None:
        try:
            self._file.seek(self._place)
            return self._file.read(size)
        except (OSError, UserError) as error:
            why = error.strerror or "" if isinstance(error, OSError) else error.message
            self.reason = f"此处读不出来：{why.rstrip('。')}"
            return None

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        """Go to a place."""
        start = {io.SEEK_SET: 0, io.SEEK_CUR: self._place, io.SEEK_END: self.length}[whence]
        self._place = max(start + offset, 0)
        return self._place

    def tell(self) -> int:
        """Return the place."""
        return self._place
