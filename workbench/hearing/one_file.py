"""Transcribes a file that belongs to no case: nothing of it is kept."""

import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from workbench.engines.protocols import SPEECH_RATE, Speech, SpeechOptions, require
from workbench.hearing.audio import Block, decode, probe
from workbench.hearing.hearing_text import Manner
from workbench.hearing.model import Damage, DroppedText, Turn
from workbench.hearing.profiles import MIXED
from workbench.hearing.timeline import clock
from workbench.hearing.transcription import (
    BATCH,
    Blocks,
    Section,
    Task,
    Transcriber,
    Trying,
    provenance,
)

if TYPE_CHECKING:
    from numpy.typing import NDArray

Tell = Callable[[str], None]

_LOOK = 120.0
_ALIKE = 0.1
_BEYOND = 86_400.0


@dataclass
class FileTranscript:
    """What was heard in a file.

    Attributes:
        turns: in order of time.
        dropped: what the model wrote and was taken out.
        damages: places that could not be read.
        seconds: length of what could be read.
        took: seconds that it took.
        engine: provenance.
    """

    turns: list[Turn] = field(default_factory=list)
    dropped: list[DroppedText] = field(default_factory=list)
    damages: list[Damage] = field(default_factory=list)
    seconds: float = 0.0
    took: float = 0.0
    engine: str = ""

    @property
    def real_time_factor(self) -> float:
        """Seconds of work for a second of sound."""
        return self.took / self.seconds if self.seconds else 0.0

    def keep(self, item: Section | Trying) -> None:
        """Take what the transcription sends."""
        if isinstance(item, Section):
            self.turns += item.turns
            self.dropped += item.dropped


def transcribe_file(
    path: Path,
    engine: Speech,
    *,
    hot_words: str = "",
    manner: Manner | None = None,
    mixed: bool = False,
    one_stretch: bool = False,
    tell: Tell | None = None,
) -> FileTranscript:
    """Hear a file.

    Args:
        path: of the recording.
        engine: the speech model.
        hot_words: for the model, parted by blanks.
        manner: how texts are made.
        mixed: all channels together; otherwise each by itself, but two alike together.
        one_stretch: a window for every stretch of speech.
        tell: told in words how far it is.

    Raises:
        UserError: the file cannot be read, or the model is missing or cannot be loaded.
    """
    require(engine)
    begun = time.perf_counter()
    found = probe(path)
    options = SpeechOptions(hot_words=hot_words)
    made = FileTranscript(engine=provenance(engine, options))
    manner = manner or Manner(hot_words=hot_words)
    progress = _progress(path, found.seconds, tell)
    work = Transcriber(engine, options, manner, made.engine, made.keep, progress, one_stretch)
    channels = (MIXED,) if mixed else _channels(path, found.channels)
    # The length that a file states may be wrong; it is read to its true end.
    task = Task("", "", path.name, dict.fromkeys(channels, 0.0), found.seconds + _BEYOND)
    work.run([task], lambda _: _sound(path, made))
    made.took = time.perf_counter() - begun
    return made


def _sound(path: Path, made: FileTranscript) -> Iterator[Blocks]:
    """Yield batches of sound; length and damages are noted as they are met."""
    import numpy as np

    held: list[NDArray[np.float32]] = []
    begin, size = 0.0, 0
    for item in decode(path):
        if isinstance(item, Damage):
            made.damages.append(item)
            continue
        held.append(item.samples)
        size += item.samples.shape[1]
        made.seconds = item.start + item.samples.shape[1] / SPEECH_RATE
        if size >= BATCH * SPEECH_RATE:
            yield begin, np.concatenate(held, axis=1)
            begin, held, size = made.seconds, [], 0
    if held:
        yield begin, np.concatenate(held, axis=1)


def _progress(path: Path, seconds: float, tell: Tell | None) -> Callable[[int, int, str], None]:
    def progress(done: int, *_: int | str) -> None:
        if tell is not None:
            tell(f"{path.name} {clock(done)} / {clock(seconds)}")

    return progress


def _channels(path: Path, count: int) -> tuple[int, ...]:
    if count == 2 and _are_alike(path):
        return (MIXED,)
    return tuple(range(count))


def _are_alike(path: Path) -> bool:
    """Say whether two channels carry the same sound, by their first minutes."""
    import numpy as np

    apart = whole = 0.0
    for item in decode(path):
        if isinstance(item, Block):
            first, second = item.samples.astype(np.float64)
            apart += float(np.square(first - second).sum())
            whole += float(np.square(first).sum() + np.square(second).sum())
            if item.start > _LOOK:
                break
    return apart <= _ALIKE * whole
