"""The doors to on-device models. Rooms see these Protocols and never a model library."""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Protocol, runtime_checkable

from workbench.kernel.anchor import Box
from workbench.kernel.errors import UserError

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray


_CHUNK = 4 << 20


@dataclass(frozen=True)
class Available:
    """The engine can run: what it is, for provenance.

    Attributes:
        name: name of engine and model, as shown to the user.
        version: version of the engine library.
        model_files: the files of the model; none for rules.
    """

    name: str
    version: str
    model_files: tuple[Path, ...] = ()

    def model_hash(self) -> str:
        """Return SHA-256 over the model's files; empty for rules.

        Reads all of them, which takes a tenth of a second and more: not for the window's thread.
        """
        if not self.model_files:
            return ""
        total = hashlib.sha256()
        for path in self.model_files:
            with path.open("rb") as file:
                while chunk := file.read(_CHUNK):
                    total.update(chunk)
        return total.hexdigest()


@dataclass(frozen=True)
class Missing:
    """The engine cannot run: what is missing, and where to put it (Chinese sentences)."""

    what: str
    where_to_put: str


Availability = Available | Missing


@dataclass(frozen=True)
class OcrLine:
    """One line of text on a page image.

    Attributes:
        text: the characters read.
        confidence: 0..1 as the model gives it.
        box: axis-parallel rectangle around the line, fractions of the *upright* page.
    """

    text: str
    confidence: float
    box: Box


@dataclass(frozen=True)
class OcrPage:
    """What was read on one page image.

    Attributes:
        lines: in reading order (top to bottom, left to right within a row).
        rotation: degrees (0, 90, 180, 270) by which the image is to be turned clockwise to
            stand upright; boxes refer to the turned image.
        seconds: time the page took.
    """

    lines: tuple[OcrLine, ...]
    rotation: int
    seconds: float


@runtime_checkable
class Ocr(Protocol):
    """Reads text from page images."""

    def available(self) -> Availability:
        """Say whether the engine can run, without loading a model."""
        ...

    def read(self, image: bytes) -> OcrPage:
        """Read one page image.

        Args:
            image: an encoded image (PNG, JPEG, …), about 200 dpi.

        Raises:
            UserError: the image cannot be decoded.
        """
        ...


class Engine(Protocol):
    """Whatever can say whether it can run."""

    def available(self) -> Availability:
        """Say whether the engine can run, without loading a model."""
        ...


def require(engine: Engine) -> None:
    """Let the caller go on only if the engine can run.

    Raises:
        UserError: what is missing, and where to put it.
    """
    answer = engine.available()
    if isinstance(answer, Missing):
        raise UserError(answer.what, answer.where_to_put)


@dataclass(frozen=True)
class HeardWord:
    """A word that a speech model heard.

    Attributes:
        start, end: seconds from the beginning of the sound that was handed over.
        text: as the model wrote it.
        probability: 0..1 as the model gives it.
    """

    start: float
    end: float
    text: str
    probability: float


@dataclass(frozen=True)
class Heard:
    """One segment that a speech model heard.

    Attributes:
        start, end: seconds from the beginning of the sound that was handed over.
        text: as the model wrote it.
        words: its words with times; empty where the model gives none.
        log_probability: mean over its tokens; the nearer to 0 the surer the model.
        no_speech: 0..1, how likely the model takes the sound for no speech.
        compression: length of the text by that of its compressed form; loops are above 2.4.
    """

    start: float
    end: float
    text: str
    words: tuple[HeardWord, ...] = ()
    log_probability: float = 0.0
    no_speech: float = 0.0
    compression: float = 1.0


@dataclass(frozen=True)
class SpeechOptions:
    """How a speech model is to listen.

    Attributes:
        language: code of the language spoken.
        hot_words: names and terms to be expected, parted by blanks.
        words: whether the times of words are wanted.
    """

    language: str = "zh"
    hot_words: str = ""
    words: bool = True


SPEECH_RATE = 16_000
"""Samples a second that a speech model takes."""


@runtime_checkable
class Speech(Protocol):
    """Turns sound into text. Made in the child process; holds its model between calls."""

    def available(self) -> Availability:
        """Say whether the engine can run, without loading a model."""
        ...

    def hear(self, sound: "NDArray[np.float32]", options: SpeechOptions) -> Iterator[Heard]:
        """Yield what is said in ``sound``, in order of time.

        Args:
            sound: mono, shape (samples,), -1..1, :data:`SPEECH_RATE` samples a second, at most
                30 seconds; pauses were taken out of it before.
            options: see there.

        Raises:
            UserError: the model cannot be loaded.
        """
        ...


@runtime_checkable
class Voices(Protocol):
    """Tells voices apart, for who spoke (a speaker-embedding model)."""

    def available(self) -> Availability:
        """Say whether the engine can run, without loading a model."""
        ...

    def embed(self, sound: "NDArray[np.float32]") -> "NDArray[np.float32]":
        """Return a vector of length 1 that is near that of the same voice elsewhere.

        Args:
            sound: mono, shape (samples,), -1..1, :data:`SPEECH_RATE` samples a second.
        """
        ...


@runtime_checkable
class Language(Protocol):
    """A generative language model under a JSON schema."""

    def available(self) -> Availability:
        """Say whether the engine can run, without loading a model."""
        ...

    def complete(self, prompt: str, schema: dict[str, object], limit: int) -> str:
        """Answer ``prompt`` with JSON that follows ``schema``, at most ``limit`` tokens."""
        ...
