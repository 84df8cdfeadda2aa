"""Where reading begins: at the start of a file, or a little before a place in the middle."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain
from typing import TYPE_CHECKING

from workbench.hearing.audio.frames import Trouble, frames
from workbench.hearing.audio.media import Media
from workbench.hearing.audio.timeline import Lattice

if TYPE_CHECKING:
    from av.audio.frame import AudioFrame

_STEPS_BACK = (2.0, 15.0, 90.0)
_EXACT, _ROUGH = 1.0, 0.002


@dataclass(frozen=True)
class Entry:
    """Frames to be read, and where the first of them stands.

    Attributes:
        items: frames and troubles.
        base: time stamp of the recording's very first frame; ``None``: there are no time stamps.
        place: sample at which the first of ``items`` begins.
    """

    items: "Iterator[AudioFrame | Trouble]"
    base: int | None
    place: int = 0

    def stated(self, frame: "AudioFrame", rate: int) -> float | None:
        """Return the sample at which the container puts a frame; ``None``: it does not say."""
        if frame.pts is None or self.base is None or frame.time_base is None:
            return None
        return float((frame.pts - self.base) * frame.time_base * rate)


def at_start(media: Media) -> Entry:
    """Begin a file, of which nothing was read yet, with its first frame."""
    items = frames(media)
    head: list[AudioFrame | Trouble] = []
    base: int | None = None
    for item in items:
        head.append(item)
        if not isinstance(item, Trouble):
            base = item.pts
            break
    return Entry(chain(head, items), base)


def before(media: Media, begin: int) -> Entry | None:
    """Begin some seconds before the sample ``begin``.

    Returns:
        ``None`` where the container cannot, or does not say where it went; it is to be opened anew
        then and read from its start.
    """
    if begin <= _STEPS_BACK[0] * media.rate or _jumps_badly(media):
        return None
    items = (item for item in frames(media) if not isinstance(item, Trouble))
    first, second = next(items, None), next(items, None)
    if first is None or second is None or first.pts is None:
        return None
    lattice = Lattice(first.samples, second.samples)
    for back in _STEPS_BACK:
        if (found := _jump(media, begin, back, first.pts, lattice)) is not None:
            return found
    return None


def _jumps_badly(media: Media) -> bool:
    """Say whether a wav file holds compressed sound, whose places are guessed from its bit rate."""
    return media.wav is not None and not media.stream.codec_context.name.startswith("pcm")


def _jump(media: Media, begin: int, back: float, base: int, lattice: Lattice) -> Entry | None:
    from av.error import FFmpegError

    base_unit = media.stream.time_base
    target = begin / media.rate - back
    if target <= 0 or base_unit is None:
        return None
    try:
        media.container.seek(base + int(target / base_unit), stream=media.stream)
    except FFmpegError:
        return None
    items = frames(media)
    first = next((item for item in items if not isinstance(item, Trouble)), None)
    if first is None:
        return None
    entry = Entry(chain([first], items), base)
    stated = entry.stated(first, media.rate)
    # The very first frame is shortened at the start of a file, but not after a jump to it.
    if stated is None or stated > begin or stated < lattice.first:
        return None
    return Entry(entry.items, base, lattice.snap(stated, roughness(media)))


def roughness(media: Media) -> float:
    """Return by how many samples the time stamps of a container may be wrong."""
    unit = media.stream.time_base
    return _EXACT if unit is not None and unit * media.rate <= 1 else _ROUGH * media.rate
