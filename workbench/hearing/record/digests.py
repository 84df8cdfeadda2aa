"""Integrity values (完整性校验值) of recordings and texts: SHA-256, and SM3 of GB/T 32905."""

from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import sha256
from typing import BinaryIO

_CHUNK = 1 << 20


@dataclass(frozen=True)
class Digests:
    """Both digests of the same bytes, in hexadecimal, and how many bytes they are."""

    sha256: str
    sm3: str
    size: int


def digests_of(source: BinaryIO | bytes) -> Digests:
    """Return the digests of bytes or of a stream, which is read from where it stands.

    A recording of hours is read a mebibyte at a time.
    """
    from cryptography.hazmat.primitives.hashes import SM3, Hash

    first, second, size = sha256(), Hash(SM3()), 0
    for chunk in _chunks(source):
        first.update(chunk)
        second.update(chunk)
        size += len(chunk)
    return Digests(first.hexdigest(), second.finalize().hex(), size)


def _chunks(source: BinaryIO | bytes) -> Iterator[bytes]:
    if isinstance(source, bytes):
        yield source
        return
    while chunk := source.read(_CHUNK):
        yield chunk
