"""How long a file says that its sound is, where it says so and no decoder guesses it."""

import struct

from workbench.hearing.audio.media import Media

_SAY_SO = (
    "mov,mp4,m4a,3gp,3g2,mj2",
    "matroska,webm",
    "flac",
    "caf",
    "aiff",
    "w64",
    "ape",
    "wv",
    "tta",
)
_MP3_HEAD = 16 << 10
_OGG_TAIL = 128 << 10
_OGG_LAST = 4
_ASF_HEAD = 64 << 10
_ASF_PROPERTIES = bytes.fromhex("a1dcab8c 47a9 cf11 8ee4 00c00c205365")
_TAG_BEYOND = 1.0
"""Seconds by which a tag that is true may lie behind the end of its file."""
_COUNTED = (b"Xing", b"Info", b"VBRI")


def announced_seconds(media: Media) -> float | None:
    """Return the length that a file promises; ``None`` where it promises nothing."""
    if media.wav is not None:
        return media.wav.stated_seconds or None
    name = media.container.format.name
    if name == "asf":
        # Of a file that was cut off the decoder makes a guess by its size.
        return _asf_seconds(media) or stated_seconds(media)
    if name in _SAY_SO or (name == "mp3" and _counts_frames(media)):
        return stated_seconds(media)
    return None


def stated_seconds(media: Media) -> float | None:
    """Return the length of the sound as the decoder takes it from the file, be it a guess."""
    stream, container = media.stream, media.container
    if stream.duration is not None and stream.time_base is not None:
        return float(stream.duration * stream.time_base)
    if container.duration is None:
        return None
    whole = container.duration / 1e6
    if media.video or len(media.tracks) > 1:
        # The whole file may be longer than this track.
        return _tagged_seconds(media, whole)
    return whole


def _tagged_seconds(media: Media, whole: float) -> float | None:
    """Return how long a track of a matroska file is by its own tag, where that can be true."""
    stream = media.stream
    try:
        hours, minutes, seconds = stream.metadata.get("DURATION", "").split(":")
        end = 3600 * int(hours) + 60 * int(minutes) + float(seconds)
    except ValueError:
        return None
    begin = float((stream.start_time or 0) * (stream.time_base or 0))
    return end - max(begin, 0.0) if 0.0 < end <= whole + _TAG_BEYOND else None


def _asf_seconds(media: Media) -> float | None:
    """Return how long a wma file is by its head (ASF specification, 3.2)."""
    place = media.reader.tell()
    media.reader.seek(0)
    head = media.reader.read(_ASF_HEAD)
    media.reader.seek(place)
    begin = head.find(_ASF_PROPERTIES)
    if begin < 0 or begin + 92 > len(head):
        return None
    played, _, preroll, flags = struct.unpack_from("<QQQI", head, begin + 64)
    seconds = played / 1e7 - preroll / 1e3
    # A recorder that streams says that it does not know.
    return None if flags & 1 or seconds <= 0 else float(seconds)


def _counts_frames(media: Media) -> bool:
    """Say whether an mp3 file begins with a table of its frames."""
    place = media.reader.tell()
    media.reader.seek(0)
    head = media.reader.read(10)
    skip = 0
    if head[:3] == b"ID3" and len(head) == 10:
        # Seven bits of each byte count (ID3v2).
        skip = 10 + sum((head[6 + n] & 0x7F) << (21 - 7 * n) for n in range(4))
    media.reader.seek(skip)
    found = media.reader.read(_MP3_HEAD)
    media.reader.seek(place)
    return any(mark in found for mark in _COUNTED)


def breaks_off(media: Media) -> bool:
    """Say whether an ogg file lacks the mark of its last page."""
    if media.container.format.name != "ogg":
        return False
    media.reader.seek(max(media.reader.length - _OGG_TAIL, 0))
    tail = media.reader.read(_OGG_TAIL)
    page = tail.rfind(b"OggS")
    return page >= 0 and page + 5 < len(tail) and not tail[page + 5] & _OGG_LAST
