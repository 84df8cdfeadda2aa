"""Microphones that are made up, in real time: every sample tells its place.

What happens to them is said by files in ``$MICROPHONE_LOG``: ``unplugged`` (there is none),
``deaf``
(it is there and gives nothing), ``sound.wav`` (16 bits; what is heard, over and over).
"""

import os
import time
import wave
from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from workbench.hearing.live.microphones import Microphones, Take
from workbench.hearing.live.model import Device, Format, SampleKind
from workbench.kernel.errors import UserError

STEP = 0.02
USUAL = Format(16_000, 2)
MICROPHONE = Device("made-up", "示例话筒", USUAL, 4, default=True)


def samples(first: int, count: int, form: Format = USUAL) -> bytes:
    """Return what is heard from a sample on, 16 bits, interleaved."""
    places = np.arange(first, first + count)[:, None] * 7 + np.arange(form.channels) * 1000
    return (places % 20_000 - 10_000).astype("<i2").tobytes()


class MadeUpMicrophones:
    """One device, or none."""

    def __init__(self) -> None:
        self._log = Path(os.environ["MICROPHONE_LOG"]) if "MICROPHONE_LOG" in os.environ else None
        self._take: Take | None = None
        self._form = USUAL
        self._sent = 0
        self._began = 0.0
        self._sound: NDArray[np.int16] | None = None

    def devices(self) -> Sequence[Device]:
        if self._says("unplugged"):
            raise UserError("没有找到话筒，不能录音。", "请接好话筒后按“重新查找”。")
        return (MICROPHONE,)

    def open(self, device: str, form: Format, take: Take) -> Format:
        if self._says("unplugged") or device != MICROPHONE.id:
            raise UserError("话筒打不开，没有开始录音。", "请检查话筒。")
        self._form = Format(form.rate, form.channels, SampleKind.S16)
        self._take, self._sent, self._began = take, 0, time.monotonic()
        if self._log is not None and (self._log / "sound.wav").exists():
            with wave.open(str(self._log / "sound.wav")) as file:
                data = np.frombuffer(file.readframes(file.getnframes()), "<i2")
                self._sound = data.reshape(-1, file.getnchannels())
                self._form = Format(file.getframerate(), file.getnchannels())
        return self._form

    def working(self) -> bool:
        return self._take is not None and not self._says("unplugged")

    def close(self) -> None:
        self._take = None

    def run(self, tick: Callable[[], bool]) -> None:
        while tick():
            time.sleep(STEP)
            self._send()

    def _send(self) -> None:
        if self._take is None or self._says("unplugged") or self._says("deaf"):
            return
        due = int((time.monotonic() - self._began) * self._form.rate)
        if due > self._sent:
            self._take(self._heard(due - self._sent))
            self._sent = due

    def _heard(self, count: int) -> bytes:
        if self._sound is None:
            return samples(self._sent, count, self._form)
        places = np.arange(self._sent, self._sent + count)
        return bytes(self._sound[places % self._sound.shape[0]].tobytes())

    def _says(self, word: str) -> bool:
        return self._log is not None and (self._log / word).exists()


def made_up_microphones() -> Microphones:
    """Make them in the recorder's process."""
    return MadeUpMicrophones()
