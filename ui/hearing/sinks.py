"""Where sound goes: the loudspeakers by QtMultimedia, or nowhere at the same pace."""

import time
from collections.abc import Callable
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray
    from PySide6.QtMultimedia import QAudioFormat

RATE = 48_000
AHEAD = 0.2
"""Seconds that are handed to the loudspeakers ahead: the window may stall as long unheard."""
NO_LIBRARY = "缺少声音组件，听不到声音；转写稿、波形和进度照常可用。请安装系统软件包 libpulse0。"
NO_DEVICE = "没有找到扬声器或耳机，听不到声音；转写稿、波形和进度照常可用。请接好后重新播放。"


class Sink(Protocol):
    """Takes mono samples and says how many of them were heard.

    Attributes:
        rate: samples a second.
        words: why nothing is heard (Chinese); empty where it is.
    """

    rate: int
    words: str

    def free(self) -> int:
        """Return how many samples it takes now."""

    def write(self, samples: "NDArray[np.float32]") -> None:
        """Take mono samples, shape (n,), -1..1; no more than :meth:`free` said."""

    def heard(self) -> int:
        """Return how many of the samples written since :meth:`clear` were heard."""

    def pause(self) -> None:
        """Stop the sound where it is."""

    def resume(self) -> None:
        """Let the sound go on."""

    def clear(self) -> None:
        """Forget what was written; counting begins at 0."""

    def close(self) -> None:
        """Let the device go."""


class SilentSink:
    """Keeps time as loudspeakers do, without any: for machines without sound, and for tests.

    Args:
        words: why nothing is heard.
        clock: returns seconds.
    """

    def __init__(self, words: str = "", clock: Callable[[], float] = time.monotonic) -> None:
        self.rate = RATE
        self.words = words
        self._clock = clock
        self._written = 0
        self._heard = 0.0
        self._at: float | None = None

    def free(self) -> int:
        """Return how many samples it takes now."""
        return int(AHEAD * self.rate) - (self._written - self.heard())

    def write(self, samples: "NDArray[np.float32]") -> None:
        """Count samples."""
        self.heard()
        self._written += len(samples)

    def heard(self) -> int:
        """Return how many samples would have been heard by now."""
        if self._at is not None:
            now = self._clock()
            self._heard = min(self._written, self._heard + (now - self._at) * self.rate)
            self._at = now
        return int(self._heard)

    def pause(self) -> None:
        """Stop the clock."""
        self.heard()
        self._at = None

    def resume(self) -> None:
        """Let the clock go on."""
        if self._at is None:
            self._at = self._clock()

    def clear(self) -> None:
        """Count from 0."""
        self._written, self._heard = 0, 0.0
        if self._at is not None:
            self._at = self._clock()

    def close(self) -> None:
        """Do nothing: there is no device."""


class LoudSink:
    """The default device of the desktop.

    Raises:
        ImportError: the sound library of the system is missing.
        OSError: there is no device, or it cannot be opened.
    """

    def __init__(self) -> None:
        from PySide6.QtMultimedia import QAudio, QAudioSink, QMediaDevices

        device = QMediaDevices.defaultAudioOutput()
        if device.isNull():
            raise OSError("no audio output")
        form = _format(device.preferredFormat().sampleRate())
        self.rate, self.words = form.sampleRate(), ""
        self._bytes = form.bytesPerFrame()
        self._sink = QAudioSink(device, form)
        self._sink.setBufferSize(int(AHEAD * self.rate) * self._bytes)
        self._broken = QAudio.Error.OpenError
        self._written = 0
        self._start()

    def free(self) -> int:
        """Return how many samples the device's buffer takes now."""
        return int(self._sink.bytesFree()) // self._bytes

    def write(self, samples: "NDArray[np.float32]") -> None:
        """Hand samples to the device."""
        import numpy as np

        sound = (np.clip(samples, -1.0, 1.0) * 32767).astype("<i2")
        self._device.write(np.repeat(sound, 2).tobytes())
        self._written += len(samples)

    def heard(self) -> int:
        """Return what was written less what waits in the device's buffer."""
        waiting = int(self._sink.bufferSize() - self._sink.bytesFree()) // self._bytes
        return max(0, self._written - max(0, waiting))

    def pause(self) -> None:
        """Stop the sound where it is."""
        self._sink.suspend()

    def resume(self) -> None:
        """Let the sound go on."""
        self._sink.resume()

    def clear(self) -> None:
        """Forget what waits in the device's buffer."""
        self._sink.reset()
        self._start()

    def close(self) -> None:
        """Let the device go."""
        self._sink.stop()

    def _start(self) -> None:
        self._device = self._sink.start()
        self._written = 0
        if self._device is None or self._sink.error() == self._broken:
            raise OSError("audio output cannot be opened")


def open_sink() -> Sink:
    """Return the loudspeakers; where there are none, a silent one that says why."""
    try:
        return LoudSink()
    except ImportError:
        return SilentSink(NO_LIBRARY)
    except OSError:
        return SilentSink(NO_DEVICE)


def _format(rate: int) -> "QAudioFormat":
    from PySide6.QtMultimedia import QAudioFormat

    form = QAudioFormat()
    form.setSampleRate(rate if rate > 0 else RATE)
    form.setChannelCount(2)
    form.setSampleFormat(QAudioFormat.SampleFormat.Int16)
    return form
