"""Sound on its way to the disk: a thread of its own, so that a slow disk holds nobody up.

What the disk refuses stays in memory and is tried again: a full disk can be cleared while the
recording goes on. Only where the memory for that is used up does the recording end, with all that
was written.
"""

import errno
import threading
import time
from collections import deque

from workbench.hearing.live.model import Format, Mark
from workbench.hearing.live.parts import PartWriter

PART_SECONDS = 2.0
"""Seconds of a part: what a power cut takes, besides what the device holds back."""
HELD_BYTES = 96 << 20
"""Bytes of sound that wait in memory for a disk that refuses, before the recording ends."""
AGAIN_SECONDS = 1.0
BEHIND_SECONDS = 10.0
"""Seconds of sound that wait for the disk from which it is said to be too slow."""


class Writing:
    """Takes sound and marks from one thread, and writes them in another, in order.

    Args:
        writer: of the parts.
        form: of the sound.
        held: bytes that may wait.
    """

    def __init__(self, writer: PartWriter, form: Format, held: int = HELD_BYTES) -> None:
        self._writer, self._form, self._held = writer, form, held
        self._part = round(PART_SECONDS * form.rate) * form.frame
        self._waiting: deque[bytes | Mark] = deque()
        self._open = bytearray()
        self._more = threading.Condition()
        self._closing = self._lost = False
        self._until = float("inf")
        self._refused = ""
        self._bytes = 0
        self.frames = 0
        self.full = False
        self._thread = threading.Thread(target=self._work, name="recording", daemon=True)
        self._thread.start()

    @property
    def sealed(self) -> int:
        """Samples that are on the disk."""
        return self._writer.frames

    @property
    def size(self) -> int:
        """Bytes of sound on the disk."""
        return self._writer.size

    @property
    def trouble(self) -> str:
        """What the disk does not do, in words; empty where all is well."""
        waiting = self._bytes / self._form.second
        if self._lost:
            return f"{self._refused}最后 {waiting:.0f} 秒的声音没有写入，已经丢失；此前的都在。"
        if self.full:
            return f"{self._refused}内存中也放不下了，录音已停止；已写入磁盘的部分都在。"
        if self._refused:
            return f"{self._refused}最近 {waiting:.0f} 秒的声音还在内存中，请立即处理，会自动补写。"
        if waiting > BEHIND_SECONDS:
            return f"磁盘写入太慢，{waiting:.0f} 秒的声音还在内存中等待写入。"
        return ""

    def sound(self, samples: bytes) -> None:
        """Take whole samples; it never waits for the disk."""
        if self.full or self._closing:
            return
        self.frames += len(samples) // self._form.frame
        self._open += samples
        with self._more:
            self._bytes += len(samples)
        while len(self._open) >= self._part:
            self._queue(bytes(self._open[: self._part]))
            del self._open[: self._part]
        if self._refused and self._bytes > self._held:
            self.full = True

    def mark(self, mark: Mark) -> None:
        """Take an event; what was heard before it is written before it."""
        if self._open:
            self._queue(bytes(self._open))
            self._open.clear()
        self._queue(mark)

    def close(self, seconds: float = 30.0) -> bool:
        """Write what is left; return whether all of it is on the disk.

        A disk that refuses is tried for so many seconds more: it may be cleared meanwhile.
        """
        if self._open:
            self._queue(bytes(self._open))
            self._open.clear()
        with self._more:
            self._closing = True
            self._until = time.monotonic() + seconds
            self._more.notify_all()
        self._thread.join(seconds + AGAIN_SECONDS)
        self._lost = bool(self._waiting)
        return not self._lost

    def _queue(self, item: bytes | Mark) -> None:
        with self._more:
            self._waiting.append(item)
            self._more.notify_all()

    def _work(self) -> None:
        while True:
            with self._more:
                self._more.wait_for(lambda: self._waiting or self._closing)
                if not self._waiting:
                    return
                item = self._waiting[0]
            if self._written(item):
                with self._more:
                    self._waiting.popleft()
                    self._bytes -= len(item) if isinstance(item, bytes) else 0
            elif self.full or time.monotonic() >= self._until:
                return  # what could not be written is told by `close`
            else:
                time.sleep(AGAIN_SECONDS)

    def _written(self, item: bytes | Mark) -> bool:
        try:
            if isinstance(item, bytes):
                self._writer.sound(item)
            else:
                self._writer.mark(item)
        except OSError as error:
            full = error.errno in (errno.ENOSPC, errno.EDQUOT)
            self._refused = "磁盘已满，" if full else f"磁盘无法写入（{error.strerror}），"
            return False
        self._refused = ""
        return True
