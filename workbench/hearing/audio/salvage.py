"""Sound out of an mp4 or m4a file whose recorder lost power before it wrote the index (moov).

The index alone says where each frame lies, how long it is, and what the sound is. Three kinds of
frames tell it themselves: AAC with heads of its own (ADTS), AMR, and plain AAC of a file that holds
nothing else: there a frame ends where the decoder takes what lies before as one whole frame. It
does not say its sample rate; the tables that it was coded by leave two or three.
"""

import struct
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial

from workbench.hearing.audio.reader import Reader

LengthAt = Callable[[bytes, int], int]
"""Returns the length of the frame at a place of some bytes; 0 where there is none."""
RATES = (96000, 88200, 64000, 48000, 44100, 32000, 24000, 22050, 16000, 12000, 11025, 8000)
"""By their number in AAC (ISO/IEC 14496-3, table 1.18)."""
_LIKELY = (44100, 16000, 24000, 8000, 96000, 64000)
"""One of each group that was coded by the same tables, the likeliest of it."""
_ENOUGH = 40
"""Frames in a row that are no chance."""
_LONGEST = 6144 // 8 * 2
_LOOK = 256 << 10
_ADTS_HEAD = 7
_SINGLE, _PAIR, _FILLING = 0, 1, 6
"""What the first three bits of a part of a frame say (ISO/IEC 14496-3, table 4.85)."""
_NARROW = (12, 13, 15, 17, 19, 20, 26, 31, 5, -1, -1, -1, -1, -1, -1, 0)
_WIDE = (17, 23, 32, 36, 40, 46, 50, 58, 60, 5, -1, -1, -1, -1, 0, 0)
"""Bytes of an AMR frame behind its head, by its kind (3GPP TS 26.101 and 26.201)."""


@dataclass(frozen=True)
class Salvage:
    """What was found in a file without an index.

    Attributes:
        file: reads the sound as a file of its own.
        form: the name of its container.
        guessed: samples a second that nothing in the file says for sure; 0: the frames say it.
    """

    file: "Salvaged"
    form: str
    guessed: int = 0


class Salvaged:
    """A file that is read once, from its beginning to its end.

    Args:
        pieces: its bytes.
    """

    def __init__(self, pieces: Iterator[bytes]) -> None:
        self._pieces, self._held = pieces, b""

    def read(self, size: int) -> bytes:
        """Return up to ``size`` bytes."""
        while not self._held:
            piece = next(self._pieces, None)
            if piece is None:
                return b""
            self._held = piece
        given, self._held = self._held[:size], self._held[size:]
        return given


def salvage(reader: Reader) -> Salvage | None:
    """Look for sound in an mp4 file without an index; ``None``: there is none to be found."""
    begin = _data(reader)
    if begin is None:
        return None
    reader.seek(begin)
    head = reader.read(_LOOK)
    if _chain(head, _adts_length):
        return Salvage(Salvaged(_rest(reader, begin)), "aac")
    for mark, sizes in ((b"#!AMR\n", _NARROW), (b"#!AMR-WB\n", _WIDE)):
        if _chain(head, partial(_amr_length, sizes)):
            return Salvage(Salvaged(_rest(reader, begin, mark)), "amr")
    return _plain_aac(reader, begin, head)


def _data(reader: Reader) -> int | None:
    """Return where the data of an mp4 file begin; ``None`` where it has an index, or no data."""
    place, data = 0, None
    while place + 8 <= reader.length:
        reader.seek(place)
        head = reader.read(16)
        size, name = struct.unpack(">I4s", head[:8])
        if name == b"moov":
            return None
        start = place + 8
        if size == 1 and len(head) == 16:
            size, start = struct.unpack(">Q", head[8:])[0], place + 16
        if name == b"mdat" and data is None:
            data = start
        # A length that was to be written at the end is 0, or ends behind the file.
        if size < 8:
            break
        place += size
    return data if data is not None and data < reader.length else None


def _rest(reader: Reader, begin: int, mark: bytes = b"") -> Iterator[bytes]:
    yield mark
    place = begin
    while True:
        reader.seek(place)
        piece = reader.read(_LOOK)
        if not piece:
            return
        place += len(piece)
        yield piece


def _chain(head: bytes, length: LengthAt) -> bool:
    """Say whether frames follow each other from the first byte on."""
    place = 0
    for _ in range(_ENOUGH):
        size = length(head, place)
        if size <= 0:
            return False
        place += size
    return place <= len(head)


def _adts_length(head: bytes, place: int) -> int:
    if place + _ADTS_HEAD > len(head) or head[place] != 0xFF or head[place + 1] & 0xF6 != 0xF0:
        return 0
    return (head[place + 3] & 3) << 11 | head[place + 4] << 3 | head[place + 5] >> 5


def _amr_length(sizes: tuple[int, ...], head: bytes, place: int) -> int:
    # The first bit and the last two of a frame's head are 0, the one for a whole frame is 1: bytes
    # of a file that was laid out in advance and never written are no frames.
    if place >= len(head) or head[place] & 0x87 != 0x04:
        return 0
    return 1 + sizes[head[place] >> 3 & 15]


def _plain_aac(reader: Reader, begin: int, head: bytes) -> Salvage | None:
    """Try the tables of each group of sample rates."""
    for rate in _LIKELY:
        splitter = _Splitter(rate)
        sizes: list[int] = []
        while len(sizes) < _ENOUGH and (size := splitter.next(head, sum(sizes))):
            sizes.append(size)
        if len(sizes) >= _ENOUGH:
            frames = _framed(reader, begin, rate, _channels(head, sizes))
            return Salvage(Salvaged(frames), "aac", rate)
    return None


def _channels(head: bytes, sizes: list[int]) -> int:
    """Return how many channels frames have, by what most of them begin with."""
    places = [sum(sizes[:number]) for number in range(len(sizes))]
    pairs = sum(head[place] >> 5 == _PAIR for place in places)
    singles = sum(head[place] >> 5 == _SINGLE for place in places)
    return 2 if pairs >= singles else 1


class _Splitter:
    """Finds where frames of plain AAC end.

    Args:
        rate: of the tables.
    """

    def __init__(self, rate: int) -> None:
        from av.audio.codeccontext import AudioCodecContext

        self._codec: AudioCodecContext = AudioCodecContext.create("aac", "r")
        # Two channels: the decoder takes frames of one as well.
        self._codec.extradata = struct.pack(">H", 2 << 11 | RATES.index(rate) << 7 | 2 << 3)

    def next(self, data: bytes, place: int) -> int:
        """Return the length of the frame that begins at a place; 0: there is none."""
        last = min(place + _LONGEST, len(data))
        for end in range(place + 4, last + 1):
            if not _ENDS[data[end - 1]] or (end < len(data) and not _BEGINS[data[end]]):
                continue
            if self._is_frame(data[place:end]):
                return end - place
        return 0

    def _is_frame(self, content: bytes) -> bool:
        from av import Packet
        from av.error import FFmpegError

        try:
            frames = self._codec.decode(Packet(content))
        except (FFmpegError, ValueError):
            return False
        return len(frames) == 1


def _may_begin(first: int) -> bool:
    """Say whether a byte begins with one channel, two, or filling."""
    return first & 0xFE in (_SINGLE << 5, _PAIR << 5) or first >> 5 == _FILLING


def _may_end(last: int) -> bool:
    """Say whether a byte ends with three ones, the end of a frame, and zeros up to the byte."""
    zeros = (last & -last).bit_length() - 1 if last else 8
    ones = last >> zeros & 7
    return zeros < 8 and (ones == 7 or (zeros == 6 and ones == 3) or zeros == 7)


_ENDS = tuple(map(_may_end, range(256)))
_BEGINS = tuple(map(_may_begin, range(256)))


def _framed(reader: Reader, begin: int, rate: int, channels: int) -> Iterator[bytes]:
    """Yield plain AAC with a head before each frame, up to where none is found any more."""
    splitter, place, data, at = _Splitter(rate), begin, b"", 0
    while True:
        if len(data) - at < 2 * _LONGEST:
            reader.seek(place)
            piece = reader.read(_LOOK)
            place, data, at = place + len(piece), data[at:] + piece, 0
        size = splitter.next(data, at)
        if not size:
            return
        yield _adts_head(rate, channels, size) + data[at : at + size]
        at += size


def _adts_head(rate: int, channels: int, size: int) -> bytes:
    """Return the head of a frame of AAC-LC (ISO/IEC 14496-3, 1.A.2.2)."""
    whole = size + _ADTS_HEAD
    number = RATES.index(rate)
    return bytes(
        (
            *(0xFF, 0xF1, 1 << 6 | number << 2 | channels >> 2),
            *((channels & 3) << 6 | whole >> 11, whole >> 3 & 0xFF),
            *((whole & 7) << 5 | 0x1F, 0xFC),
        )
    )
