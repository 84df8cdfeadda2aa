"""Turns decoded frames into float samples, and one sample rate into another."""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import numpy as np
    from av.audio.frame import AudioFrame
    from av.audio.resampler import AudioResampler
    from numpy.typing import NDArray

_SCALES = {"u8": 128.0, "s16": 2.0**15, "s32": 2.0**31, "s64": 2.0**63, "flt": 1.0, "dbl": 1.0}
# PyAV 18 crashes the process when it hands over more than eight planes.
_MOST_PLANES = 7


def samples_of(frame: "AudioFrame") -> "NDArray[np.float32]":
    """Return a frame's samples as floats -1..1, shape (channels, n)."""
    import numpy as np

    if frame.format.is_planar and frame.layout.nb_channels > _MOST_PLANES:
        return _packed(frame)
    raw = frame.to_ndarray()
    if not frame.format.is_planar:
        raw = raw.reshape(-1, frame.layout.nb_channels).T
    name = frame.format.name.removesuffix("p")
    made: NDArray[np.float32] = raw.astype(np.float32)
    if name == "u8":
        made -= 128.0
    return made if _SCALES[name] == 1.0 else made / np.float32(_SCALES[name])


def _packed(frame: "AudioFrame") -> "NDArray[np.float32]":
    import numpy as np
    from av.audio.resampler import AudioResampler

    converter = AudioResampler(format="flt", layout=frame.layout, rate=frame.sample_rate)
    channels = frame.layout.nb_channels
    pieces = [samples_of(one) for one in [*converter.resample(frame), *converter.resample(None)]]
    return np.concatenate(pieces, axis=1) if pieces else np.zeros((channels, 0), np.float32)


class Resampler:
    """Changes the sample rate of a stream; the first sample out is at the time of the first in.

    Args:
        old, new: samples a second.
    """

    def __init__(self, old: int, new: int) -> None:
        self._old, self._new = old, new
        self._inner: AudioResampler | None = None
        self._channels = 0

    def feed(self, samples: "NDArray[np.float32]") -> "list[NDArray[np.float32]]":
        """Take samples, shape (channels, n), and return those that are ready."""
        if self._old == self._new:
            return [samples]
        if not samples.shape[1]:
            return []
        self._channels = samples.shape[0]
        if self._inner is None:
            from av.audio.resampler import AudioResampler

            self._inner = AudioResampler(format="flt", rate=self._new)
        return self._unpacked(self._inner.resample(_frame(samples, self._old)))

    def flush(self) -> "list[NDArray[np.float32]]":
        """Return what the filter still holds; nothing may be fed afterwards."""
        return [] if self._inner is None else self._unpacked(self._inner.resample(None))

    def _unpacked(self, frames: "list[AudioFrame]") -> "list[NDArray[np.float32]]":
        return [samples_of(frame) for frame in frames]


def _frame(samples: "NDArray[np.float32]", rate: int) -> "AudioFrame":
    import numpy as np
    from av.audio.frame import AudioFrame

    channels = samples.shape[0]
    packed: NDArray[Any] = np.ascontiguousarray(samples.T).reshape(1, -1)
    frame = AudioFrame.from_ndarray(packed, format="flt", layout=f"{channels} channels")
    frame.sample_rate = rate
    return frame
