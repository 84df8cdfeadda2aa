"""Content sealed in chunks with AES-256-GCM, and reading it at any place.

A sealed file is a magic number, a random prefix, and chunks of one MiB, each with its tag. The
chunk's number and an end mark are authenticated, so chunks can neither be dropped nor swapped (the
STREAM construction).
"""

import io
import os
import struct
from collections.abc import Iterator
from typing import IO

from workbench.kernel.errors import UserError

MAGIC = b"JWV1"
PREFIX = 7
HEAD = len(MAGIC) + PREFIX
CHUNK = 1 << 20
TAG = 16


def damaged() -> UserError:
    """Return what is said of an original that is not what was imported."""
    return UserError(
        "原件已损坏，与导入时不一致；其他材料不受影响。", "请从备份恢复或重新导入该文件。"
    )


def chunks(source: bytes | IO[bytes]) -> Iterator[bytes]:
    """Yield content in pieces of one chunk."""
    if isinstance(source, bytes):
        for start in range(0, len(source), CHUNK):
            yield source[start : start + CHUNK]
        return
    while chunk := source.read(CHUNK):
        yield chunk


def lookahead(pieces: Iterator[bytes]) -> Iterator[tuple[bytes, bool]]:
    """Pair each chunk with whether it is the last; an empty content has one empty chunk."""
    previous = next(pieces, b"")
    for piece in pieces:
        yield previous, False
        previous = piece
    yield previous, True


def _nonce(prefix: bytes, number: int, last: bool) -> bytes:
    return prefix + struct.pack(">IB", number, last)


def seal(key: bytes, prefix: bytes, number: int, last: bool, chunk: bytes) -> bytes:
    """Return a chunk sealed."""
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    return AESGCM(key).encrypt(_nonce(prefix, number, last), chunk, None)


def unseal(key: bytes, prefix: bytes, number: int, last: bool, sealed: bytes) -> bytes:
    """Return a chunk's content.

    Raises:
        cryptography.exceptions.InvalidTag: it is not what was sealed as this chunk.
    """
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    return AESGCM(key).decrypt(_nonce(prefix, number, last), sealed, None)


def content_size(sealed_size: int) -> int:
    """Return how many bytes a sealed file of a size holds."""
    sealed = sealed_size - HEAD
    return max(0, sealed - TAG * -(-sealed // (CHUNK + TAG)))


class SealedFile(io.RawIOBase):
    """A sealed file, read at any place; every chunk that is touched is authenticated.

    Only two chunks are held: what reads a medium's index at the end of a file and then its sound
    would otherwise open the same chunks again and again. Use one in one thread.

    Args:
        file: the sealed file, opened for reading; closed with this.
        key: 32 bytes.

    Raises:
        UserError: it is no sealed file.
    """

    def __init__(self, file: IO[bytes], key: bytes) -> None:
        super().__init__()
        self._file, self._key = file, key
        head = file.read(HEAD)
        if head[: len(MAGIC)] != MAGIC:
            file.close()
            raise damaged()
        self._prefix = head[len(MAGIC) :]
        self._size = content_size(os.fstat(file.fileno()).st_size)
        self._last = max(0, (self._size - 1) // CHUNK)
        self._place = 0
        self._held: dict[int, bytes] = {}

    def readable(self) -> bool:
        """Say that it can be read."""
        return True

    def seekable(self) -> bool:
        """Say that any place of it can be read."""
        return True

    def tell(self) -> int:
        """Return the place that is read next, in bytes of content."""
        return self._place

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        """Go to a place; one behind the end gives nothing to read."""
        base = {io.SEEK_SET: 0, io.SEEK_CUR: self._place, io.SEEK_END: self._size}[whence]
        self._place = max(0, base + offset)
        return self._place

    # The stub wants any buffer; the base class hands over a bytearray or a memoryview.
    def readinto(self, buffer) -> int:  # type: ignore[no-untyped-def]
        """Fill ``buffer`` from the place on, at most to the end of a chunk; return how many bytes.

        Raises:
            UserError: the chunk is damaged or cannot be read.
        """
        if self._place >= self._size:
            return 0
        number, offset = divmod(self._place, CHUNK)
        piece = self._chunk(number)[offset : offset + len(buffer)]
        buffer[: len(piece)] = piece
        self._place += len(piece)
        return len(piece)

    def close(self) -> None:
        """Close the file."""
        self._held.clear()
        self._file.close()
        super().close()

    def _chunk(self, number: int) -> bytes:
        from cryptography.exceptions import InvalidTag

        if number not in self._held:
            try:
                self._file.seek(HEAD + number * (CHUNK + TAG))
                sealed = self._file.read(CHUNK + TAG)
                opened = unseal(self._key, self._prefix, number, number == self._last, sealed)
            except InvalidTag as error:
                raise damaged() from error
            except OSError as error:
                raise unreadable(error) from error
            while len(self._held) >= 2:
                self._held.pop(next(iter(self._held)))
            self._held[number] = opened
        return self._held[number]


def unreadable(error: OSError) -> UserError:
    """Return what is said where the disk gives no answer."""
    return UserError(f"原件无法读取：{error.strerror}。", "请检查磁盘和访问权限，或从备份恢复。")
