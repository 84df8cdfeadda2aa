"""Says what a recording is, before anything of it is kept."""

from collections.abc import Sequence
from dataclasses import replace

from workbench.hearing.audio.announced import stated_seconds
from workbench.hearing.audio.frames import Trouble, frames
from workbench.hearing.audio.media import Media, is_known, opened
from workbench.hearing.audio.model import MOST_CHANNELS, Probe, Source
from workbench.hearing.audio.side_by_side import track_number
from workbench.kernel.errors import UserError

_TRIES = 500
_BEGUN = ("creation_time", "date")


def probe(source: Source) -> Probe:
    """Look into a file and decode its first sound.

    Raises:
        UserError: see :func:`workbench.hearing.audio.media.opened`, or nothing can be decoded.
    """
    with opened(source) as media:
        silent = [] if _has_sound(media) else [track_number(media)]
        seconds, warnings = _seconds(media), _warnings(media)
        found = Probe(
            media.container.format.name,
            media.stream.codec_context.name,
            media.rate,
            sum(int(one.codec_context.channels) for one in media.chosen),
            seconds,
            _began(media),
            media.video,
        )
        count = len(media.chosen)
    for number in range(1, count):
        with opened(source, number) as media:
            silent += [] if _has_sound(media) else [track_number(media)]
            seconds = max(seconds, _seconds(media))
    if len(silent) == count:
        raise UserError(
            "这份录音无法解码，没有读出任何声音。原文件保持不变。",
            "请用播放软件确认文件能否播放，或向录制方重新取得。",
        )
    if silent:
        warnings += (f"音轨{_numbers(silent)}没有读出声音。",)
    return replace(found, seconds=seconds, warnings=warnings)


def _has_sound(media: Media) -> bool:
    for number, item in enumerate(frames(media)):
        if not isinstance(item, Trouble) and item.samples:
            return True
        if number >= _TRIES:
            break
    return False


def _seconds(media: Media) -> float:
    if media.wav is not None and media.wav.bytes_a_second:
        return media.wav.seconds
    return stated_seconds(media) or _counted(media)


def _counted(media: Media) -> float:
    """Run through the packets without decoding them, where the file does not say how long it is."""
    from av.error import FFmpegError

    stream = media.stream
    if stream.time_base is None:
        return 0.0
    first, last = None, 0
    try:
        media.container.seek(stream.start_time or 0, stream=stream)
        for packet in media.container.demux(stream):
            if packet.pts is not None:
                first = packet.pts if first is None else first
                last = max(last, packet.pts + (packet.duration or 0))
    except FFmpegError:
        pass
    return float((last - (first or 0)) * stream.time_base)


def _began(media: Media) -> str:
    from datetime import datetime

    tags = {key.lower(): value for key, value in media.container.metadata.items()}
    tags |= {key.lower(): value for key, value in media.stream.metadata.items()}
    for name in _BEGUN:
        try:
            when = datetime.fromisoformat(tags.get(name, ""))
        except ValueError:
            continue
        # Clocks that were never set say 1904 or 1970.
        if when.year > 1980:
            return when.isoformat()
    return ""


def _warnings(media: Media) -> tuple[str, ...]:
    found = []
    if media.wav is not None and media.wav.to_the_end:
        found.append("文件头所记的长度不对（录制可能中断过），已按文件实际长度读取。")
    if media.wav is not None and media.wav.stated > media.wav.size:
        found.append("文件比文件头所记的短，可能没有复制完整；已读到文件末尾。")
    if media.salvage is not None:
        found.append("录音没有录完（文件缺少目录moov），已从数据中逐帧找回声音，播放时定位较慢。")
        if media.salvage.guessed:
            found.append(
                f"采样率没有记下，按{media.salvage.guessed}Hz推定：若声音偏快或偏慢，"
                "各处的时间也会按比例偏差，请向录制方核实。"
            )
    if len(media.tracks) > 1:
        found.append(_tracks(media))
    if media.reader.bad:
        found.append(f"文件有损坏的地方，{media.reader.reason}。")
    return tuple(found)


def _tracks(media: Media) -> str:
    """Say which channels the tracks of a file became, and which track was left out."""
    parts, channel = [], 1
    for one in media.chosen:
        last = channel + int(one.codec_context.channels) - 1
        shown = f"{channel}" if last == channel else f"{channel}至{last}"
        parts.append(f"音轨{media.tracks.index(one) + 1}为声道{shown}")
        channel = last + 1
    words = f"文件里有{len(media.tracks)}条音轨，已并排读取：{'，'.join(parts)}。"
    left = [n for n, one in enumerate(media.tracks, 1) if one not in media.chosen]
    wide = [n for n in left if is_known(media.tracks[n - 1])]
    odd = [n for n in left if n not in wide]
    if wide:
        words += f"音轨{_numbers(wide)}放不下（最多{MOST_CHANNELS}个声道），没有读取。"
    if odd:
        words += f"音轨{_numbers(odd)}的编码无法识别，没有读取。"
    return words


def _numbers(numbers: Sequence[int]) -> str:
    return "、".join(str(number) for number in numbers)
