"""The synthetic voice: espeak-ng as a library, fed with syllables of pinyin."""

import ctypes
import math
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

Sound = NDArray[np.float32]
RATE = 16_000
VOICE = "cmn-latn-pinyin"
# What is softer than this share of the loudest sample at either end is cut off.
_QUIET = 0.012
_SYNCHRONOUS, _BUFFER_MS, _NO_EXIT = 2, 200, 0x8000
_SPEED, _VOLUME, _PITCH, _RANGE = 1, 2, 3, 4
_UTF8 = 1
_CALLBACK = ctypes.CFUNCTYPE(
    ctypes.c_int, ctypes.POINTER(ctypes.c_short), ctypes.c_int, ctypes.c_void_p
)


@dataclass(frozen=True)
class Speaker:
    """How one person of the hearing sounds.

    Attributes:
        variant: variant of the voice as espeak-ng calls it (``m3``); empty for none.
        speed: words a minute as espeak-ng counts them.
        pitch: 0..99.
        range: how lively the voice is, 0..99.
    """

    variant: str
    speed: int
    pitch: int
    range: int = 50


class Espeak:
    """The library of espeak-ng; one for a process, because it keeps its state in globals."""

    def __init__(self, library: Path, data: Path) -> None:
        self._pieces: list[NDArray[np.int16]] = []
        self._library = ctypes.CDLL(str(library))
        self.rate: int = self._library.espeak_Initialize(
            _SYNCHRONOUS, _BUFFER_MS, str(data).encode(), _NO_EXIT
        )
        if self.rate <= 0:
            raise RuntimeError(f"espeak-ng does not start with {data}")
        # ctypes frees a callback that nobody holds.
        self._callback = _CALLBACK(self._take)
        self._library.espeak_SetSynthCallback(self._callback)

    def _take(self, samples: Any, count: int, _events: Any) -> int:
        if count > 0:
            self._pieces.append(np.ctypeslib.as_array(samples, (count,)).copy())
        return 0

    def say(self, pinyin: str, speaker: Speaker) -> Sound:
        """Return the sound of a text of pinyin, mono, 16 kHz, -1..1, cut to where it is heard."""
        library, name = self._library, f"{VOICE}+{speaker.variant}".rstrip("+")
        if library.espeak_SetVoiceByName(name.encode()):
            raise RuntimeError(f"espeak-ng has no voice {name}")
        settings = ((_SPEED, speaker.speed), (_PITCH, speaker.pitch), (_RANGE, speaker.range))
        for parameter, value in (*settings, (_VOLUME, 100)):
            library.espeak_SetParameter(parameter, value, 0)
        self._pieces.clear()
        text = pinyin.encode()
        library.espeak_Synth(text, len(text) + 1, 0, 1, 0, _UTF8, None, None)
        library.espeak_Synchronize()
        whole = np.concatenate(self._pieces) if self._pieces else np.zeros(1, np.int16)
        return trimmed(resampled((whole / 32_768).astype(np.float32), self.rate))


@cache
def espeak() -> Espeak:
    """Return espeak-ng of the package ``espeakng-loader``."""
    import espeakng_loader

    library, data = espeakng_loader.get_library_path(), espeakng_loader.get_data_path()
    return Espeak(Path(library), Path(data))


def resampled(sound: Sound, rate: int) -> Sound:
    """Return sound of ``rate`` at 16 kHz."""
    from scipy.signal import resample_poly

    common = math.gcd(rate, RATE)
    return np.asarray(resample_poly(sound, RATE // common, rate // common), dtype=np.float32)


def trimmed(sound: Sound) -> Sound:
    """Cut the silence before and after."""
    level = np.abs(sound)
    heard = np.flatnonzero(level > _QUIET * max(float(level.max()), 1e-6))
    return sound[heard[0] : heard[-1] + 1] if heard.size else sound[:1]
