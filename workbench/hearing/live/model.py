"""What a live recording is made of. Times of sound are samples or seconds of the recording."""

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

MOST_CHANNELS = 16


class SampleKind(StrEnum):
    """How a device writes a sample, little endian; named as FFmpeg names the codec's ending."""

    U8 = "u8"
    S16 = "s16le"
    S32 = "s32le"
    F32 = "f32le"


SAMPLE_BYTES = {SampleKind.U8: 1, SampleKind.S16: 2, SampleKind.S32: 4, SampleKind.F32: 4}
SAMPLE_WORDS = {
    SampleKind.U8: "8 位",
    SampleKind.S16: "16 位",
    SampleKind.S32: "32 位",
    SampleKind.F32: "32 位浮点",
}
_CODEC = "pcm_"


@dataclass(frozen=True)
class Format:
    """The sound of a device, kept as it comes.

    Attributes:
        rate: samples a second.
        channels: number of channels, interleaved.
        kind: how a sample is written.
    """

    rate: int
    channels: int
    kind: SampleKind = SampleKind.S16

    @property
    def frame(self) -> int:
        """Bytes of one sample of all channels."""
        return self.channels * SAMPLE_BYTES[self.kind]

    @property
    def second(self) -> int:
        """Bytes of one second."""
        return self.rate * self.frame

    @property
    def codec(self) -> str:
        """The codec of a file that keeps this sound."""
        return _CODEC + self.kind

    @property
    def words(self) -> str:
        """It in words (Chinese)."""
        return f"{self.channels} 声道 · {self.rate / 1000:g} kHz · {SAMPLE_WORDS[self.kind]}"

    @classmethod
    def of_codec(cls, codec: str, rate: int, channels: int) -> "Format":
        """Return the format whose :attr:`codec` is given."""
        return cls(rate, channels, SampleKind(codec.removeprefix(_CODEC)))

    def floats(self, data: bytes) -> "NDArray[np.float32]":
        """Return whole samples as floats -1..1, shape (channels, n)."""
        import numpy as np

        if self.kind is SampleKind.F32:
            made = np.frombuffer(data, "<f4")
        elif self.kind is SampleKind.U8:
            made = (np.frombuffer(data, np.uint8).astype(np.float32) - 128.0) / np.float32(128)
        else:
            bits = 8 * SAMPLE_BYTES[self.kind]
            whole = np.frombuffer(data, f"<i{bits // 8}").astype(np.float32)
            made = whole / np.float32(2 ** (bits - 1))
        shaped: NDArray[np.float32] = made.reshape(-1, self.channels).T
        return shaped

    def silence(self, frames: int) -> bytes:
        """Return samples in which nothing is heard."""
        return (b"\x80" if self.kind is SampleKind.U8 else b"\0") * (frames * self.frame)


@dataclass(frozen=True)
class Device:
    """A microphone, or what stands for several of them.

    Attributes:
        id: as the system knows it; name: for people.
        usual: what it offers by itself.
        most: channels that it has at most.
        default: the system's own choice.
    """

    id: str
    name: str
    usual: Format
    most: int
    default: bool = False


class Event(StrEnum):
    """What happens to a recording besides sound."""

    PAUSE = "pause"
    GO_ON = "go_on"
    LOST = "lost"
    LATE = "late"
    END = "end"
    CUT = "cut"


@dataclass(frozen=True)
class Mark:
    """An event at its place.

    Attributes:
        event: see there.
        frame: samples (of each channel) before it.
        when: moment (ISO 8601).
        reason: why (Chinese); empty where nobody said.
    """

    event: Event
    frame: int
    when: str
    reason: str = ""


@dataclass(frozen=True)
class Head:
    """What a live recording says of itself in its first part.

    Attributes:
        recording, hearing: ids.
        name: of the file that it becomes.
        began: moment (ISO 8601).
        device: name of the microphone.
        form: of its sound.
    """

    recording: str
    hearing: str
    name: str
    began: str
    device: str
    form: Format


@dataclass(frozen=True)
class Interruption:
    """A time in which nothing was recorded (法释〔2017〕5号第三条: to be noted).

    Attributes:
        at: second of the recording at which it lies.
        began, ended: moments (ISO 8601); ``ended`` is empty where recording did not go on.
        reason: why (Chinese).
    """

    at: float
    began: str
    ended: str
    reason: str


@dataclass(frozen=True)
class Level:
    """How loud a channel is.

    Attributes:
        peak: 0..1 since the last look.
        silent: seconds in which nothing was heard.
        clipped: seconds since it was too loud last; negative: it never was.
    """

    peak: float
    silent: float = 0.0
    clipped: float = -1.0


class State(StrEnum):
    """What the recorder is at."""

    OFF = "off"
    STARTING = "starting"
    LISTENING = "listening"
    RECORDING = "recording"
    PAUSED = "paused"
    ENDING = "ending"


@dataclass(frozen=True)
class Status:
    """How a recording stands.

    Attributes:
        state: see there.
        recording, hearing: ids; empty while nothing is recorded.
        seconds: recorded.
        sealed: of them on the disk.
        levels: of each channel.
        free: bytes that the disk has left; -1: not known.
        written: bytes of the recording on the disk.
        trouble: what is wrong, in words; empty for nothing.
        reason: why it pauses.
    """

    state: State = State.OFF
    recording: str = ""
    hearing: str = ""
    seconds: float = 0.0
    sealed: float = 0.0
    levels: tuple[Level, ...] = ()
    free: int = -1
    written: int = 0
    trouble: str = ""
    reason: str = ""


RATES = (48_000, 16_000)


def offers(device: Device) -> tuple[Format, ...]:
    """Return the formats of a device that a person may choose from, its own first.

    More channels than it has by itself are offered only where the system names a number that a
    device can have: sound servers would copy one channel into any number.
    """
    usual = device.usual
    own = min(usual.channels, MOST_CHANNELS)
    more = (device.most,) if own < device.most <= MOST_CHANNELS else ()
    channels = dict.fromkeys((own, *more, *(few for few in (1, 2) if few < own)))
    kinds = dict.fromkeys((usual.kind, SampleKind.S16))
    rates = dict.fromkeys((usual.rate, *RATES))
    return tuple(
        Format(rate, count, kind) for count in channels for rate in rates for kind in kinds
    )
