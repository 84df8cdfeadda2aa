"""Decoded frames of a media file, one after the other, over every place that fails."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from workbench.hearing.audio.media import Media
from workbench.hearing.audio.reader import Reader

if TYPE_CHECKING:
    from av.audio.frame import AudioFrame
    from av.audio.stream import AudioStream
    from av.packet import Packet

_MOST_FAILURES = 200
UNREADABLE = "数据损坏，无法解码"
CUT_OFF = "文件从此处起无法继续读取"


@dataclass(frozen=True)
class Trouble:
    """Something could not be decoded between two frames.

    Attributes:
        words: what (Chinese).
    """

    words: str


def frames(media: Media) -> "Iterator[AudioFrame | Trouble]":
    """Yield frames from where the container stands to its end."""
    for packet in _packets(media):
        if isinstance(packet, Trouble):
            yield packet
        else:
            yield from _decoded(packet)


def _packets(media: Media) -> "Iterator[Packet[AudioStream] | Trouble]":
    """Yield packets; a demultiplexer that trips is asked again as long as it moves on."""
    from av.error import EOFError as EndError
    from av.error import FFmpegError

    failures = 0
    unread = _Unread(media.reader)
    while True:
        try:
            for packet in media.container.demux(media.stream):
                if unread.lies_before(packet):
                    yield Trouble(media.reader.reason)
                yield packet
                failures = 0
            return
        except EndError:
            return
        except FFmpegError:
            failures += 1
            yield Trouble(CUT_OFF if failures > _MOST_FAILURES else UNREADABLE)
            if failures > _MOST_FAILURES:
                return


class _Unread:
    """Says between which packets the bytes lie that the disk or the vault refused."""

    def __init__(self, reader: Reader) -> None:
        self._reader = reader
        self._told = -1

    def lies_before(self, packet: "Packet[AudioStream]") -> bool:
        """Say whether such bytes lie between the packet before and the end of this one."""
        bad = self._reader.bad
        if packet.pos is None or not bad:
            return False
        if self._told < 0:
            # What was refused before the first packet belongs to another place of the file.
            self._told = sum(end <= packet.pos for _, end in bad)
        before = self._told
        while self._told < len(bad) and bad[self._told][0] < packet.pos + packet.size:
            self._told += 1
        return self._told > before


def _decoded(packet: "Packet[AudioStream]") -> "Iterator[AudioFrame | Trouble]":
    from av.error import EOFError as EndError
    from av.error import FFmpegError

    try:
        found = packet.decode()
    except EndError:
        return
    except (FFmpegError, ValueError):
        yield Trouble(UNREADABLE)
        return
    for frame in found:
        if frame.is_corrupt:
            yield Trouble(UNREADABLE)
        yield frame
