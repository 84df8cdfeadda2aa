"""Engines for tests of jobs; module-level, as child processes make them by name."""

import hashlib
import os
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from workbench.engines.protocols import (
    SPEECH_RATE,
    Availability,
    Available,
    Heard,
    HeardWord,
    Missing,
    OcrLine,
    OcrPage,
    SpeechOptions,
)
from workbench.kernel.anchor import Box

if TYPE_CHECKING:
    from numpy.typing import NDArray

WORDS = "今借到人民币拾万元整"


class FixedOcr:
    """Reads the same line on every page, turned by 90 degrees."""

    def available(self) -> Availability:
        """It is always there."""
        return Available("固定识别", "1")

    def read(self, image: bytes) -> OcrPage:
        """Return one line."""
        assert image
        return OcrPage((OcrLine(WORDS, 0.9, Box(0.1, 0.1, 0.6, 0.13)),), 90, 0.0)


class DyingOcr(FixedOcr):
    """Takes its process down at the third page, once per folder ``$DYING_OCR``."""

    def read(self, image: bytes) -> OcrPage:
        """Count pages in a file, and die at the third."""
        log = Path(os.environ["DYING_OCR"])
        count = len(log.read_text()) + 1 if log.exists() else 1
        log.write_text("x" * count)
        if count == 3:
            os._exit(11)
        return super().read(image)


class DeadOcr(FixedOcr):
    """Takes its process down at every page."""

    def read(self, image: bytes) -> OcrPage:
        """Die."""
        os._exit(11)


class TrippingOcr(FixedOcr):
    """Raises what no reader expects."""

    def read(self, image: bytes) -> OcrPage:
        """Trip."""
        raise ZeroDivisionError


class MissingOcr(FixedOcr):
    """Has no model."""

    def available(self) -> Availability:
        """Say what is missing."""
        return Missing("缺少文字识别模型。", "请把模型放入 local_models。")


SENTENCES = (
    "现在开庭",
    "请原告陈述诉讼请求",
    "被告是否听清",
    "听清了没有异议",
    "请法庭依法判决",
    "我认为借款没有归还",
    "对证据的真实性不认可",
    "现在休庭",
)


class FixedSpeech:
    """Says one of :data:`SENTENCES` for each stretch of sound between silences of 0.3 seconds.

    Which one depends on the samples of the stretch alone, not on the window that it came in.
    """

    def available(self) -> Availability:
        """It is always there."""
        return Available("固定语音", "1")

    def hear(self, sound: "NDArray[np.float32]", options: SpeechOptions) -> Iterator[Heard]:
        """Yield a segment a stretch, with a word for each character."""
        for first, last in _stretches(sound):
            digest = hashlib.sha256(np.ascontiguousarray(sound[first:last]).tobytes()).digest()
            text = SENTENCES[digest[0] % len(SENTENCES)]
            start, end = first / SPEECH_RATE, last / SPEECH_RATE
            step = (end - start) / len(text)
            words = tuple(
                HeardWord(start + n * step, start + (n + 1) * step, character, 0.9)
                for n, character in enumerate(text)
            )
            yield Heard(start, end, text, words if options.words else (), -0.2)


def _stretches(sound: "NDArray[np.float32]") -> list[tuple[int, int]]:
    """Return first and past-the-last sample of each stretch that is not silent."""
    loud = np.flatnonzero(np.abs(sound) > 1e-4)
    if not loud.size:
        return []
    breaks = np.flatnonzero(np.diff(loud) > 0.3 * SPEECH_RATE)
    firsts = [int(loud[0]), *(int(loud[n + 1]) for n in breaks)]
    lasts = [*(int(loud[n]) + 1 for n in breaks), int(loud[-1]) + 1]
    return list(zip(firsts, lasts, strict=True))


class DyingSpeech(FixedSpeech):
    """Takes its process down at the third window, once per file ``$DYING_SPEECH``."""

    def hear(self, sound: "NDArray[np.float32]", options: SpeechOptions) -> Iterator[Heard]:
        """Count windows in a file, and die at the third."""
        log = Path(os.environ["DYING_SPEECH"])
        count = len(log.read_text()) + 1 if log.exists() else 1
        log.write_text("x" * count)
        if count == 3:
            os._exit(11)
        return super().hear(sound, options)


class MissingSpeech(FixedSpeech):
    """Has no model."""

    def available(self) -> Availability:
        """Say what is missing."""
        return Missing("没有语音模型。", "请把模型放入 local_models。")
