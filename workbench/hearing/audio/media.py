"""Opens the sound of a file with PyAV, and says in words why it cannot.

The file is handed over as a stream without a name: what it is, is told from its content, never from
its ending. Only containers that hold their own sound are allowed: a play list would make the
decoder open what it names, on this machine or on a network.
"""

from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, cast

from workbench.hearing.audio.model import MOST_CHANNELS, Source
from workbench.hearing.audio.reader import Reader
from workbench.hearing.audio.riff import WavHead, read_head
from workbench.hearing.audio.salvage import Salvage, salvage
from workbench.kernel.errors import UserError

if TYPE_CHECKING:
    from av.audio.stream import AudioStream
    from av.container import InputContainer

_CONTAINERS = (
    "wav,w64,aiff,au,caf,mp3,aac,flac,ogg,amr,asf,mov,matroska,avi,mpeg,mpegts,flv,"
    "ape,wv,tta,ac3,eac3,dhav,mxf"
)
_ENCRYPTED_TAGS = ("enca", "drms", "aavd")
_ENCRYPTED_MARKS = ("asf_protection_type", "asf_key_id", "wm/drm")
_ARCHIVES = (b"PK\x03\x04", b"PK\x05\x06", b"Rar!\x1a\x07", b"7z\xbc\xaf'\x1c", b"\x1f\x8b")
_BUFFER = 256 << 10
_KEPT = "原文件保持不变。"
_OTHER_COPY = "请用播放软件确认文件能否播放，或向录制方重新取得；也可在别处转为wav后再导入。"


@dataclass(frozen=True)
class Media:
    """An open file with the stream of its sound.

    Attributes:
        container, stream: PyAV's; ``stream`` is the one of ``chosen`` that is read here.
        reader: what the container reads.
        wav: the head of a wav file; ``None`` for others.
        tracks: all streams of sound, as the file orders them.
        chosen: those that stand side by side, the widest first.
        video: there are moving pictures.
        salvage: how the sound was found in a file without an index; ``None`` for whole files.
    """

    container: "InputContainer"
    stream: "AudioStream"
    reader: Reader
    wav: WavHead | None
    tracks: "tuple[AudioStream, ...]"
    chosen: "tuple[AudioStream, ...]"
    video: bool
    salvage: Salvage | None = None

    @property
    def channels(self) -> int:
        """Number of channels of the stream."""
        return _width(self.stream)

    @property
    def rate(self) -> int:
        """Samples a second."""
        return int(self.stream.codec_context.sample_rate)


@contextmanager
def opened(source: Source, track: int = 0) -> Iterator[Media]:
    """Open the sound of a source.

    Args:
        source: see there; several of them may be open at once over the same stream.
        track: which of :attr:`Media.chosen` is read.

    Raises:
        UserError: it cannot be opened, is empty, no media file, encrypted, has no sound, more than
            :data:`MOST_CHANNELS` channels, or a codec that is not known.
    """
    with ExitStack() as stack:
        file = stack.enter_context(_open(source)) if isinstance(source, Path) else source
        reader = Reader(file)
        if not reader.length:
            raise UserError(
                f"文件是空的（0字节），没有录音。{_KEPT}", "请检查录音是否复制完整后再导入。"
            )
        _refuse_archive(reader)
        wav = read_head(cast("BinaryIO", reader), reader.length)
        reader.seek(0)
        container, found = _container(reader, wav)
        stack.enter_context(container)
        yield replace(_media(container, reader, wav, track), salvage=found)


def _refuse_archive(reader: Reader) -> None:
    """Refuse a packed file: a decoder would find the sound in it, and read the packing too."""
    if reader.read(8).startswith(_ARCHIVES):
        raise UserError(
            f"这是压缩包，不是录音，没有读取。{_KEPT}", "请先解压（有口令的请输入口令）后再导入。"
        )
    reader.seek(0)


def _open(path: Path) -> BinaryIO:
    try:
        return path.open("rb")
    except OSError as error:
        raise UserError(
            f"打不开“{path.name}”：{error.strerror}。", "请检查文件是否还在、是否有权读取。"
        ) from error


def _container(reader: Reader, wav: WavHead | None) -> "tuple[InputContainer, Salvage | None]":
    import av

    options = {"format_whitelist": _CONTAINERS, "protocol_whitelist": "none"}
    if wav is not None and wav.to_the_end:
        options["ignore_length"] = "1"
    try:
        return (
            av.open(reader, "r", options=options, buffer_size=_BUFFER, metadata_errors="replace"),
            None,
        )
    except (av.FFmpegError, ValueError) as error:
        found = salvage(reader)
        if found is None:
            raise _no_media(reader) from error
        container = av.open(found.file, "r", format=found.form, buffer_size=_BUFFER)
        return container, found


def _no_media(reader: Reader) -> UserError:
    if reader.bad:
        return UserError(f"无法打开这份录音，{reader.reason}。{_KEPT}", _OTHER_COPY)
    reader.seek(4)
    if reader.read(4) == b"ftyp":
        return UserError(
            "这份录音没有录完：文件缺少结尾处的目录（moov），数据中也找不出能单独读取的声音，"
            f"本程序不能恢复。{_KEPT}",
            "录制时断电或被中断会这样。请保留原文件（可放入案件的材料中原样保存），"
            "交录制设备的厂家修复，或取得另一份录音。",
        )
    return UserError(f"这不是可以读取的录音或录像，或文件已损坏。{_KEPT}", _OTHER_COPY)


def _media(container: "InputContainer", reader: Reader, wav: WavHead | None, track: int) -> Media:
    from av.stream import Discard

    tracks = tuple(container.streams.audio)
    pictures = [one for one in container.streams.video if not _is_cover(one)]
    if not tracks:
        what = "录像里没有声音" if pictures else "文件里没有声音"
        raise UserError(f"{what}，无法转写。{_KEPT}", "请选择带有声音的录音或录像。")
    if _is_encrypted(container, tracks):
        raise UserError(
            f"这份录音经过加密（版权保护），本程序无法读取。{_KEPT}",
            "请向录制方取得未加密的录音。",
        )
    chosen = _side_by_side(tracks)
    for stream in container.streams:
        if stream is not chosen[track]:
            stream.discard = Discard.all
    return Media(container, chosen[track], reader, wav, tracks, chosen, bool(pictures))


def _side_by_side(tracks: "Sequence[AudioStream]") -> "tuple[AudioStream, ...]":
    """Return the tracks that are read: the widest, then in the file's order what has room.

    The widest comes first because it was the only one that older versions read: their turns name
    its channels by number.
    """
    known = [one for one in tracks if is_known(one)]
    if not known:
        raise UserError(f"不认识这份录音的编码，无法解码。{_KEPT}", "请在别处转为wav后再导入。")
    widest = max(known, key=_width)
    if _width(widest) > MOST_CHANNELS:
        raise UserError(
            f"这份录音有{_width(widest)}个声道，最多支持{MOST_CHANNELS}个。{_KEPT}",
            f"请用录音软件拆成不超过{MOST_CHANNELS}个声道的文件后再导入。",
        )
    chosen, count = [widest], _width(widest)
    for one in known:
        if one is not widest and count + _width(one) <= MOST_CHANNELS:
            chosen.append(one)
            count += _width(one)
    return tuple(chosen)


def is_known(stream: "AudioStream") -> bool:
    """Say whether the sound of a stream can be decoded at all."""
    codec = stream.codec_context
    return codec is not None and codec.channels > 0 and codec.sample_rate > 0


def _width(stream: "AudioStream") -> int:
    return int(stream.codec_context.channels)


def _is_cover(stream: object) -> bool:
    """Say whether a stream of pictures is the one still picture of an album."""
    from av.stream import Disposition

    return bool(getattr(stream, "disposition", Disposition(0)) & Disposition.attached_pic)


def _is_encrypted(container: "InputContainer", streams: "Sequence[AudioStream]") -> bool:
    marks = {key.lower() for key in container.metadata}
    if any(mark.startswith(_ENCRYPTED_MARKS) for mark in marks):
        return True
    tags = {one.codec_context.codec_tag for one in streams if one.codec_context is not None}
    return bool(tags & set(_ENCRYPTED_TAGS))
