"""Transcription in the child process: sound streams in, settled stretches of turns go out.

A section goes out as soon as every channel is settled up to a second, with the second up to which
each channel has been read; the parent keeps both in one transaction. Whatever ends the child, what
was kept is neither lost nor heard twice.
"""

import secrets
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from workbench.engines.protocols import (
    SPEECH_RATE,
    Available,
    Heard,
    Speech,
    SpeechOptions,
    require,
)
from workbench.hearing.centring import Centring
from workbench.hearing.channel_work import ChannelWork
from workbench.hearing.hearing_text import Manner, turn_of
from workbench.hearing.level_meter import LevelMeter
from workbench.hearing.listening import Prepared
from workbench.hearing.live.following import Growing
from workbench.hearing.live.model import Format
from workbench.hearing.live.parts import Place
from workbench.hearing.mixing import mixed
from workbench.hearing.model import DroppedText, Turn
from workbench.hearing.own_voice import Loudness
from workbench.hearing.timeline import clock
from workbench.kernel.child import Report
from workbench.kernel.clock import now
from workbench.kernel.vault import Vault

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Samples = NDArray[np.float32]

BATCH = 5.0
"""Seconds of sound that are looked at together: every call of the voice network costs."""
APART = 0.6
"""Seconds that channels wait for each other: the same words may begin later on one of them."""
QUIET = 60.0
"""Seconds of silence after which it is told how far the sound was read."""
LIVE_QUIET = 8.0
LEVELS = 60.0
"""Seconds before what is settled of which the loudness is kept."""
STEP = 0.2
"""Seconds between two words of progress."""
PATIENCE = 60.0
"""Seconds of sound after which a window is heard even if it is not full."""
LIVE_PATIENCE = 6.0
"""The same while a recording grows: somebody waits for the words."""
FAR_BEHIND = 20.0
"""Seconds behind a growing recording from which full windows count for more than early words."""


@dataclass(frozen=True)
class Task:
    """What is to be heard of one recording.

    Attributes:
        recording: id; sha256: of its original; name: for people.
        since: channel → second from which on it is heard.
        end: second at which hearing ends.
        deaf: channel → spans that are not heard.
        told: length of the whole recording, for people.
        key: handed back with every section.
        growing: how its sound is written, where it is still recorded; ``end`` is endless then.
    """

    recording: str
    sha256: str
    name: str
    since: dict[int, float]
    end: float
    deaf: dict[int, tuple[tuple[float, float], ...]] = field(default_factory=dict)
    told: float = 0.0
    key: str = ""
    growing: Format | None = None

    @property
    def begin(self) -> float:
        """Second at which decoding begins."""
        return min(self.since.values())


@dataclass(frozen=True)
class Ready:
    """The model is loaded; ``engine`` is the provenance of what comes."""

    engine: str


@dataclass(frozen=True)
class Trying:
    """A window is about to be heard; if the process dies now, it is to blame.

    Attributes:
        recording: id; channel: as of turns; start, end: seconds.
    """

    recording: str
    channel: int
    start: float
    end: float


@dataclass(frozen=True)
class Section:
    """What was heard of one recording between two moments.

    Attributes:
        recording: id.
        since, until: channel → seconds between which the sound was read.
        turns: in order of time, without a hearing.
        dropped: what was written and taken out.
        key: that of the task.
    """

    recording: str
    since: dict[int, float]
    until: dict[int, float]
    turns: tuple[Turn, ...]
    dropped: tuple[DroppedText, ...] = ()
    key: str = ""


class Transcriber:
    """Hears tasks with one engine.

    Args:
        engine: the speech model.
        options: for it.
        manner: how texts are made.
        provenance: kept with every turn.
        send: takes what it is about to hear, and finished sections.
        progress: told done seconds, all seconds, words.
        one_stretch: a window for every stretch.
        patience: seconds of sound after which a window is heard even if it is not full.
    """

    def __init__(
        self,
        engine: Speech,
        options: SpeechOptions,
        manner: Manner,
        provenance: str,
        send: Callable[[Section | Trying], None],
        progress: Callable[[int, int, str], None],
        one_stretch: bool = False,
        patience: float = PATIENCE,
    ) -> None:
        self._engine = engine
        self._options = options
        self._manner = manner
        self._provenance = provenance
        self._send = send
        self._progress = progress
        self._patience = patience
        self._one_stretch = one_stretch
        self._before = 0.0
        self._all = 0.0
        self._told = 0.0

    def run(self, tasks: Sequence[Task], sound: "Callable[[Task], Iterable[Blocks]]") -> None:
        """Hear all tasks.

        Args:
            tasks: in the order of the hearing.
            sound: opens the sound of a task from its beginning on.
        """
        # How long a growing recording becomes nobody knows: then no whole is told.
        grows = any(task.growing for task in tasks)
        self._all = 0.0 if grows else sum(max(task.end - task.begin, 0.0) for task in tasks)
        for task in tasks:
            end = self._hear(task, sound(task))
            self._before += max(end - task.begin, 0.0)

    def _hear(self, task: Task, blocks: "Iterable[Blocks]") -> float:
        """Hear a task; return the second of its end."""
        loudness, centring = Loudness(task.begin), Centring()
        works = self._works(task, loudness)
        hear, meter = partial(self._heard, task), LevelMeter(task.begin, SPEECH_RATE)
        end = task.begin if task.growing else task.end
        for start, sound in blocks:
            samples = centring.feed(sound)
            if isinstance(blocks, Growing):
                end = start + samples.shape[1] / SPEECH_RATE
                self._hurry(works, blocks.behind)
            meter.feed(samples)
            loudness.add(samples)
            for work in works:
                work.feed(start, samples, hear)
                self._tell(task, start)
            self._emit(task, works, meter, self._settled(works))
            meter.forget(min(work.until for work in works) - LEVELS)
        for work in works:
            work.finish(hear)
        self._emit(task, works, meter, end, last=True)
        return end

    def _hurry(self, works: Sequence[ChannelWork], behind: float) -> None:
        """Give words early while a recording is kept up with, else only full windows."""
        for work in works:
            work.wait_for(LIVE_PATIENCE if behind < FAR_BEHIND else self._patience)

    def _works(self, task: Task, loudness: Loudness) -> list[ChannelWork]:
        return [
            ChannelWork(
                channel,
                task.begin,
                since,
                task.deaf.get(channel, ()),
                self._one_stretch,
                self._patience,
                partial(loudness.is_echo, channel),
            )
            for channel, since in sorted(task.since.items())
        ]

    def _heard(self, task: Task, channel: int, ready: Prepared) -> Sequence[Heard]:
        pieces = ready.window.pieces
        self._send(Trying(task.recording, channel, pieces[0].start, pieces[-1].end))
        return tuple(self._engine.hear(ready.sound, self._options))

    def _settled(self, works: Sequence[ChannelWork]) -> float:
        settled = min(work.settled for work in works)
        return settled - APART if len(works) > 1 else settled

    def _emit(
        self,
        task: Task,
        works: Sequence[ChannelWork],
        meter: LevelMeter,
        before: float,
        last: bool = False,
    ) -> None:
        since = {work.channel: work.until for work in works}
        turns: list[Turn] = []
        dropped: list[DroppedText] = []
        for work in works:
            for stretch in work.take(before):
                kept = turn_of(
                    stretch,
                    task.recording,
                    work.channel,
                    self._provenance,
                    self._manner,
                    secrets.token_hex(8),
                )
                dropped += kept.dropped
                turns += [kept.turn] if kept.turn is not None else []
        until = {work.channel: work.until for work in works}
        quiet = min(until[channel] - since[channel] for channel in until)
        if not (turns or dropped or last or quiet > (LIVE_QUIET if task.growing else QUIET)):
            # Nothing to keep yet: what was read counts from the next time on.
            for work in works:
                work.until = since[work.channel]
            return
        said, echoes = mixed(turns, meter.level, self._manner.writing)
        sent = (*dropped, *echoes)
        self._send(Section(task.recording, since, until, tuple(said), sent, task.key))

    def _tell(self, task: Task, second: float) -> None:
        if time.monotonic() - self._told > STEP:
            self._told = time.monotonic()
            done = self._before + max(second - task.begin, 0.0)
            if task.growing:
                self._progress(0, 0, f"录音的同时转写，已到 {clock(second)}")
                return
            words = f"正在转写“{task.name}” {clock(second)} / {clock(task.told or task.end)}"
            self._progress(int(done), int(self._all), words)


Blocks = tuple[float, "Samples"]


def transcribe(report: Report, arguments: dict[str, Any]) -> None:
    """Child's work: hear recordings.

    Args:
        report: where results go.
        arguments: ``vault``, ``key``, ``speech`` (makes an engine of a model's name), ``model``,
            ``one_stretch``, ``tasks``, ``options`` (:class:`SpeechOptions`), ``manner``.
    """
    vault = Vault(Path(arguments["vault"]), arguments["key"])
    report.progress(0, 0, "正在载入语音模型")
    engine: Speech = arguments["speech"](arguments["model"])
    require(engine)
    options: SpeechOptions = arguments["options"]
    words = provenance(engine, options)
    report.partial(Ready(words))
    transcriber = Transcriber(
        engine,
        options,
        arguments["manner"],
        words,
        report.partial,
        report.progress,
        arguments["one_stretch"],
    )
    transcriber.run(arguments["tasks"], lambda task: sound_of(vault, task))


def provenance(engine: Speech, options: SpeechOptions) -> str:
    """Return what is kept with every turn: engine, model and its hash, options, time."""
    available = engine.available()
    if not isinstance(available, Available):
        return ""
    shown = available.model_hash()[:12]
    count = len(options.hot_words.split())
    parts = [
        f"{available.name} {available.version}".strip(),
        f"模型 {shown}" if shown else "",
        f"热词 {count} 个" if count else "",
        now()[:16].replace("T", " "),
    ]
    return "；".join(part for part in parts if part)


def sound_of(vault: Vault, task: Task) -> "Iterable[Blocks]":
    """Return the sound of a recording in batches: second of the first sample, and samples."""
    if task.growing:
        return Growing(Place.of(vault, task.recording), task.growing, task.begin)
    return _decoded(vault, task)


def _decoded(vault: Vault, task: Task) -> Iterator[Blocks]:
    import numpy as np

    from workbench.hearing.audio import Block, decode

    held: list[Samples] = []
    begin, size = task.begin, 0
    with vault.open(task.sha256) as stream:
        for item in decode(stream, task.begin, SPEECH_RATE):
            if not isinstance(item, Block):
                continue  # named when the recording came in
            if not held:
                begin = item.start
            held.append(item.samples)
            size += item.samples.shape[1]
            end = begin + size / SPEECH_RATE
            if size >= BATCH * SPEECH_RATE or end >= task.end:
                whole = np.concatenate(held, axis=1)
                yield begin, whole[:, : max(round((task.end - begin) * SPEECH_RATE), 0)]
                held, size = [], 0
            if end >= task.end:
                return
    if held:
        yield begin, np.concatenate(held, axis=1)
