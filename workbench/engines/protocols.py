"""The doors to on-device models. Rooms see these Protocols and never a model library."""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol, runtime_checkable

from workbench.kernel.anchor import Box
from workbench.kernel.errors import UserError


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
            total.update(path.read_bytes())
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


def require(engine: Ocr) -> None:
    """Let the caller go on only if the engine can run.

    Raises:
        UserError: what is missing, and where to put it.
    """
    answer = engine.available()
    if isinstance(answer, Missing):
        raise UserError(answer.what, answer.where_to_put)


class Turn(Protocol):
    """One stretch of speech; defined with the hearing room."""

    start: float
    end: float
    text: str


@runtime_checkable
class Speech(Protocol):
    """Turns a recording into text."""

    def available(self) -> Availability:
        """Say whether the engine can run, without loading a model."""
        ...

    def transcribe(self, recording: Path) -> Iterator[Turn]:
        """Yield turns in order of time."""
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
