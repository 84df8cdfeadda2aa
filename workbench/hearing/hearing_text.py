"""What a model heard in one stretch of speech, as a turn's texts and words."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from workbench.engines.protocols import Heard
from workbench.hearing.model import DroppedText, Turn, Word
from workbench.hearing.normalising.script import simplified_heard
from workbench.hearing.normalising.writing import WritingOptions
from workbench.hearing.phantoms import drop_phantoms

SILENT = "有人说话，但没有转写出文字，请听录音"
LEAST_S = 1.0
"""Seconds of speech without any text that are told; shorter ones are coughs and steps."""


@dataclass(frozen=True)
class Manner:
    """How texts are made of what was heard.

    Attributes:
        writing: marks and figures; ``None``: as the model wrote them.
        hot_words: as they were given to the model, parted by blanks.
        names: names of the case that keep their characters.
    """

    writing: WritingOptions | None = field(default_factory=WritingOptions)
    hot_words: str = ""
    names: tuple[str, ...] = ()


@dataclass(frozen=True)
class Stretch:
    """A stretch of speech on one channel, and what the model heard in it.

    Attributes:
        start, end: seconds of the recording.
        heard: segments with times in the recording.
    """

    start: float
    end: float
    heard: tuple[Heard, ...]


@dataclass(frozen=True)
class Written:
    """The turn of a stretch, ``None`` where nothing is left, and what was dropped."""

    turn: Turn | None
    dropped: tuple[DroppedText, ...]


def turn_of(
    stretch: Stretch, recording: str, channel: int, engine: str, manner: Manner, key: str
) -> Written:
    """Make the turn of a stretch, as it was heard.

    Args:
        stretch: what was heard.
        recording, channel: where.
        engine: provenance.
        manner: how texts are made.
        key: id of the turn.
    """
    simple = [simplified_heard(heard, manner.names) for heard in stretch.heard]
    kept = drop_phantoms(simple, [(stretch.start, stretch.end)], manner.hot_words)
    dropped = tuple(
        DroppedText(recording, channel, float(one.start), float(one.end), one.text, one.reason)
        for one in kept.dropped
    )
    text = joined([heard.text for heard in kept.heard])
    if not text:
        return Written(None, dropped or _unheard(stretch, recording, channel))
    turn = Turn(
        id=key,
        hearing="",
        recording=recording,
        channel=channel,
        start=stretch.start,
        end=stretch.end,
        heard=text,
        words=_words(kept.heard, stretch),
        verbatim=text,
        engine=engine,
    )
    return Written(turn, dropped)


def joined(texts: Sequence[str]) -> str:
    """Return texts one after another, with a blank only between Latin words."""
    whole = ""
    for text in (text.strip() for text in texts):
        apart = whole[-1:].isascii() and whole[-1:].isalnum() and text[:1].isascii()
        whole += (" " if apart and text[:1].isalnum() else "") + text
    return whole


def _words(heard: Sequence[Heard], stretch: Stretch) -> tuple[Word, ...]:
    """Return the words in order, kept inside the stretch; times never go back."""
    found: list[Word] = []
    last = stretch.start
    for word in (word for one in heard for word in one.words):
        start = min(max(float(word.start), last), stretch.end)
        last = min(max(float(word.end), start), stretch.end)
        found.append(Word(start, last, word.text, float(word.probability)))
    return tuple(found)


def _unheard(stretch: Stretch, recording: str, channel: int) -> tuple[DroppedText, ...]:
    if stretch.end - stretch.start < LEAST_S:
        return ()
    return (DroppedText(recording, channel, stretch.start, stretch.end, "", SILENT),)
