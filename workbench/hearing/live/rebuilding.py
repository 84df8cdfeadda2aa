"""The complete file of a live recording, streamed from its parts: a wav file as the device spoke.

Above 4 GiB it is RF64 (EBU Tech 3306). Where a part is missing or damaged there is silence of the
same length, and the place is named: what follows keeps its time.
"""

import io
import struct
from collections.abc import Iterator
from dataclasses import dataclass

from workbench.hearing.live.model import Format, SampleKind
from workbench.hearing.live.parts import SOUND, Place
from workbench.hearing.model import Damage

MISSING = "录音片段缺失"
BROKEN = "录音片段损坏"
_WIDE = 0xFFFFFFFF
_GUID = bytes.fromhex("0000 1000 8000 00aa 0038 9b71")
_PCM, _FLOAT, _EXTENSIBLE = 1, 3, 0xFFFE


@dataclass(frozen=True)
class Piece:
    """What lies at a stretch of samples; ``number`` is -1 where the part is missing."""

    number: int
    first: int
    frames: int


def plan(place: Place, form: Format) -> tuple[Piece, ...]:
    """Return the pieces of a recording, each beginning where the one before ends."""
    found: list[Piece] = []
    end, before, gap = 0, -1, False
    for number, kind in place.parts().items():
        gap = gap or number != before + 1
        before = number
        if kind != SOUND:
            continue
        frames = place.sound_bytes(number) // form.frame
        if gap:
            part = place.sound(number)
            if part is None:
                found.append(Piece(number, end, frames))
                end += frames
                continue
            if part[0] > end:
                found.append(Piece(-1, end, part[0] - end))
                end = part[0]
            gap = False
        found.append(Piece(number, end, frames))
        end += frames
    return tuple(found)


def wav_head(form: Format, size: int) -> bytes:
    """Return the head of a wav file whose sound has ``size`` bytes."""
    description = _description(form)
    wide = size + len(description) + 64 > _WIDE
    body = b"fmt " + struct.pack("<I", len(description)) + description
    shown = _WIDE if wide else size
    body += b"data" + struct.pack("<I", shown)
    if not wide:
        riff = 4 + len(body) + size + size % 2
        return b"RIFF" + struct.pack("<I", riff) + b"WAVE" + body
    extra = 8 + 28
    riff = 4 + extra + len(body) + size + size % 2
    sizes = struct.pack("<QQQI", riff, size, size // form.frame, 0)
    return b"RF64" + struct.pack("<I", _WIDE) + b"WAVEds64" + struct.pack("<I", 28) + sizes + body


def _description(form: Format) -> bytes:
    bits = 8 * (form.frame // form.channels)
    tag = _FLOAT if form.kind is SampleKind.F32 else _PCM
    numbers = (form.channels, form.rate, form.second, form.frame, bits)
    if form.channels <= 2:
        return struct.pack("<HHIIHH", tag, *numbers)
    plain = struct.pack("<HHIIHH", _EXTENSIBLE, *numbers)
    # No loudspeaker is meant by a channel: the mask is empty.
    return plain + struct.pack("<HHIH", 22, bits, 0, tag) + b"\0\0" + _GUID


class WavStream(io.RawIOBase):
    """Reads the complete file once, from its beginning to its end.

    Args:
        place: of the parts.
        form: of their sound.

    Attributes:
        damages: places that could not be read so far.
        frames: samples of each channel in the whole.
        size: bytes of the whole.
    """

    def __init__(self, place: Place, form: Format) -> None:
        super().__init__()
        self._place, self._form = place, form
        self._pieces = plan(place, form)
        self.frames = sum(piece.frames for piece in self._pieces)
        self._sound_size = self.frames * form.frame
        head = wav_head(form, self._sound_size)
        self.size = len(head) + self._sound_size + self._sound_size % 2
        self._bytes = self._all(head)
        self._held = b""
        self.damages: list[Damage] = []

    def readable(self) -> bool:
        """Say that it can be read."""
        return True

    # The stub wants any buffer; the base class hands over a bytearray or a memoryview.
    def readinto(self, buffer) -> int:  # type: ignore[no-untyped-def]
        """Fill ``buffer``; return how many bytes."""
        while not self._held:
            piece = next(self._bytes, None)
            if piece is None:
                return 0
            self._held = piece
        count = min(len(buffer), len(self._held))
        buffer[:count] = self._held[:count]
        self._held = self._held[count:]
        return count

    def _all(self, head: bytes) -> Iterator[bytes]:
        yield head
        for piece in self._pieces:
            yield from self._sound(piece)
        if self._sound_size % 2:
            yield b"\0"

    def _sound(self, piece: Piece) -> Iterator[bytes]:
        part = self._place.sound(piece.number) if piece.number >= 0 else None
        wanted = piece.frames * self._form.frame
        if part is not None and len(part[1]) >= wanted:
            yield part[1][:wanted]
            return
        rate = self._form.rate
        words = MISSING if piece.number < 0 else BROKEN
        start, end = piece.first / rate, (piece.first + piece.frames) / rate
        last = self.damages[-1] if self.damages else None
        if last is not None and (last.end, last.words) == (start, words):
            self.damages[-1] = Damage(last.start, end, words)
        else:
            self.damages.append(Damage(start, end, words))
        left = piece.frames
        while left:
            count = min(left, rate)
            yield self._form.silence(count)
            left -= count
