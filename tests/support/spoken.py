"""Sound that says a number, and an engine that hears it: the same wherever a window is cut.

A babbling voice carries two whistles high above it; which they are is the number. The engine finds
the stretches in what it is handed by their loudness and reads the whistles of each.
"""

import os
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from tests.support.sounds import babble
from workbench.engines.protocols import (
    Availability,
    Available,
    Heard,
    HeardWord,
    Missing,
    Speech,
    SpeechOptions,
)

RATE = 16_000
STEPS = 60
"""Whistles of each of the two bands; numbers go up to its square."""
_LOW, _HIGH, _STEP = 5000.0, 6400.0, 20.0
WHISTLE = 0.001
"""Loudness of a whistle: louder ones confuse the detector of voices."""
Samples = NDArray[np.float32]
_SIGNS = "天地山水火木金石田禾米竹草花鸟鱼虫马牛羊风云雨雪星光明春夏秋冬东西南北左右上下"


def says(number: int, seconds: float = 1.6, seed: int = 3) -> Samples:
    """Return a voice that says a number, shape (n,)."""
    voice = babble(seconds, seed=seed)[0]
    time = np.arange(voice.size) / RATE
    first, second = divmod(number, STEPS)
    whistle = np.sin(2 * np.pi * (_LOW + first * _STEP) * time)
    whistle += np.sin(2 * np.pi * (_HIGH + second * _STEP) * time)
    return np.asarray(voice + WHISTLE * whistle, np.float32)


def pause(seconds: float) -> Samples:
    """Return silence, shape (n,)."""
    return np.zeros(int(seconds * RATE), np.float32)


def talk(numbers: Sequence[int], gap: float = 1.2, seconds: float = 1.6) -> Samples:
    """Return numbers said one after another with pauses around them, shape (n,)."""
    parts = [pause(gap)]
    for number in numbers:
        parts += [says(number, seconds), pause(gap)]
    return np.concatenate(parts)


def sentence(number: int) -> str:
    """Return what the engine writes for a number; no two are alike."""
    signs = np.random.default_rng(number).choice(list(_SIGNS), 6)
    return f"{''.join(signs)}第{number}号"


class NumberSpeech:
    """Writes the number that is said in each stretch.

    A file ``$SPOKEN_LOG/calls`` counts its calls; ``$SPOKEN_LOG/die`` names the call at which the
    process dies, once; ``$SPOKEN_LOG/deadly`` the number that kills it whenever it is said;
    ``$SPOKEN_DEADLY`` says that every number does.
    """

    def __init__(self, model: str) -> None:
        self.model = model
        self._log = Path(os.environ["SPOKEN_LOG"]) if "SPOKEN_LOG" in os.environ else None

    def available(self) -> Availability:
        """It is there, but for one of that name."""
        if self.model == "没有":
            return Missing("没有语音模型“没有”。", "请把模型放入 local_models。")
        return Available(f"数数 {self.model}", "1")

    def hear(self, sound: Samples, options: SpeechOptions) -> Iterator[Heard]:
        """Yield a segment for each stretch."""
        self._count()
        for start, end in stretches(sound):
            number = number_in(sound[round(start * RATE) : round(end * RATE)])
            if number is None:
                continue
            self._die_of(number)
            yield _heard(self._text(number), start, end)

    def _text(self, number: int) -> str:
        return sentence(number) if self.model != "另一" else f"再听{sentence(number)}"

    def _count(self) -> None:
        if self._log is None:
            return
        calls = self._log / "calls"
        count = int(calls.read_text()) + 1 if calls.exists() else 1
        # A process may be ended at any moment.
        fresh = self._log / f"calls.{os.getpid()}"
        fresh.write_text(str(count))
        fresh.replace(calls)
        die = self._log / "die"
        if die.exists() and count == int(die.read_text()):
            die.unlink()
            os._exit(11)

    def _die_of(self, number: int) -> None:
        if "SPOKEN_DEADLY" in os.environ:
            os._exit(11)
        deadly = self._log / "deadly" if self._log else None
        if deadly is not None and deadly.exists() and number == int(deadly.read_text()):
            os._exit(11)


def number_speech(model: str) -> Speech:
    """Make the engine of a model's name."""
    return NumberSpeech(model)


def stretches(sound: Samples, quiet: float = 0.35) -> list[tuple[float, float]]:
    """Return begin and end, in seconds, of what is not silent."""
    hop = 160
    frames = sound[: sound.size // hop * hop].reshape(-1, hop)
    loud = np.flatnonzero(np.abs(frames).max(axis=1) > 1e-3)
    found: list[tuple[float, float]] = []
    for frame in loud:
        start, end = frame * hop / RATE, (frame + 1) * hop / RATE
        if found and start - found[-1][1] < quiet:
            found[-1] = (found[-1][0], end)
        else:
            found.append((start, end))
    return [(start, end) for start, end in found if end - start > 0.3]


def number_in(sound: Samples) -> int | None:
    """Return the number that a stretch says; ``None`` where it says none."""
    power = np.abs(np.fft.rfft(sound * np.hanning(sound.size)))
    found = []
    for low in (_LOW, _HIGH):
        places = [round((low + step * _STEP) * sound.size / RATE) for step in range(STEPS)]
        heights = [float(power[max(place - 2, 0) : place + 3].max()) for place in places]
        best = int(np.argmax(heights))
        if heights[best] < 20 * float(np.median(heights)):
            return None
        found.append(best)
    return found[0] * STEPS + found[1]


def _heard(text: str, start: float, end: float) -> Heard:
    step = (end - start) / len(text)
    words = tuple(
        HeardWord(start + place * step, start + (place + 1) * step, sign, 0.9)
        for place, sign in enumerate(text)
    )
    return Heard(start, end, text, words, log_probability=-0.1)
