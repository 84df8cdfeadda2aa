"""The head of a wav file: where its sound lies, whatever the length in the head claims.

A recorder that loses power leaves the length of the moment when it last wrote the head, often 0;
one that records more than 4 GiB lets it run over. In both cases the sound goes on to the end of the
file. What follows the stated end is the judge: another chunk is named by four letters and fits into
the file; sound does neither for long.
"""

import struct
from dataclasses import dataclass
from typing import BinaryIO

_CHUNK_HEAD = 8
_MOST_CHUNKS = 64
_UNKNOWN = (0, 0xFFFFFFFF)


@dataclass(frozen=True)
class WavHead:
    """Where the sound of a wav file lies.

    Attributes:
        start: byte of the first sample.
        stated: bytes of sound as the head says; -1: it does not say.
        size: bytes of sound that are there.
        bytes_a_second: as the head says; 0 where it does not.
        to_the_end: the stated length is wrong and the sound goes on to the end of the file.
    """

    start: int
    stated: int
    size: int
    bytes_a_second: int
    to_the_end: bool

    @property
    def seconds(self) -> float:
        """Length of the sound that is there."""
        return self.size / self.bytes_a_second if self.bytes_a_second else 0.0

    @property
    def stated_seconds(self) -> float:
        """Length that the head promises; that of what is there where it promises nothing."""
        if self.stated < 0 or not self.bytes_a_second or self.to_the_end:
            return self.seconds
        return self.stated / self.bytes_a_second


def read_head(file: BinaryIO, length: int) -> WavHead | None:
    """Read the head of a wav file (RIFF, RF64, BW64) of ``length`` bytes; ``None``: it is none."""
    file.seek(0)
    head = file.read(12)
    if len(head) < 12 or head[:4] not in (b"RIFF", b"RF64", b"BW64") or head[8:] != b"WAVE":
        return None
    place, rate, wide = 12, 0, -1
    for _ in range(_MOST_CHUNKS):
        name, size = _chunk(file, place)
        body = place + _CHUNK_HEAD
        if name == b"data":
            stated = wide if wide > 0 and size == 0xFFFFFFFF else size
            return _judge(file, body, stated, length, rate)
        if name == b"fmt ":
            rate = _rate(file)
        elif name == b"ds64":
            wide = _data_size(file)
        if not name or body + size > length:
            return None
        place = body + size + size % 2
    return None


def _chunk(file: BinaryIO, place: int) -> tuple[bytes, int]:
    file.seek(place)
    head = file.read(_CHUNK_HEAD)
    return (head[:4], struct.unpack("<I", head[4:])[0]) if len(head) == _CHUNK_HEAD else (b"", 0)


def _rate(file: BinaryIO) -> int:
    body = file.read(12)
    return int(struct.unpack("<I", body[8:])[0]) if len(body) == 12 else 0


def _data_size(file: BinaryIO) -> int:
    body = file.read(16)
    return int(struct.unpack("<Q", body[8:])[0]) if len(body) == 16 else -1


def _judge(file: BinaryIO, start: int, stated: int, length: int, rate: int) -> WavHead:
    there = max(length - start, 0)
    if stated in _UNKNOWN:
        return WavHead(start, -1, there, rate, to_the_end=there > 0)
    if stated >= there:
        return WavHead(start, stated, there, rate, to_the_end=False)
    if _chunks_follow(file, start + stated + stated % 2, length):
        return WavHead(start, stated, stated, rate, to_the_end=False)
    return WavHead(start, stated, there, rate, to_the_end=True)


def _chunks_follow(file: BinaryIO, place: int, length: int) -> bool:
    """Say whether nothing but chunks, or a few bytes of filling, lies from here to the end."""
    for _ in range(_MOST_CHUNKS):
        if length - place < _CHUNK_HEAD:
            return True
        name, size = _chunk(file, place)
        if not all(32 <= letter < 127 for letter in name) or place + _CHUNK_HEAD + size > length:
            return False
        place += _CHUNK_HEAD + size + size % 2
    return True
