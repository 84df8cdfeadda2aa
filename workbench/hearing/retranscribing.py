"""The job ``hearing.again``: turns, a stretch or all are heard once more, by another model.

What a person corrected is neither heard nor touched, and what a person deleted does not come back.
The new turns take the place of the old ones section by section, as one step that can be undone; a
role that somebody set by hand is kept. Where the model ends its process again and again, what was
written there before stays.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from workbench.hearing.history import History
from workbench.hearing.model import Hearing, Recording, RoleBasis, Turn
from workbench.hearing.passes import PassRepository
from workbench.hearing.profiles import MIXED, channels_of
from workbench.hearing.repository import HearingRepository, RecordingRepository
from workbench.hearing.speaking import SpeechMaker, alone, child_arguments
from workbench.hearing.timeline import clock
from workbench.hearing.transcribing import REST, TRIES, mark_overlaps, seated, task_of
from workbench.hearing.transcription import Ready, Section, Task, Trying, transcribe
from workbench.hearing.turn_rows import TurnRepository
from workbench.kernel.changes import Changes
from workbench.kernel.errors import BugError, UserError
from workbench.kernel.job_table import Job, JobTable
from workbench.kernel.jobs import Work
from workbench.kernel.journal import Journal
from workbench.kernel.store import Store
from workbench.kernel.vault import Vault

KIND = "hearing.again"
MERGING = "again:"
JOINED = 1.0
"""Seconds between two chosen turns of a channel up to which they are heard together."""


@dataclass(frozen=True)
class Range:
    """What is heard again of one recording.

    Attributes:
        recording: id; channels: as of turns; start, end: seconds.
        whole: all of the recording that was read, by the seats as they are now.
        only: turns of other channels stay as they are.
        emptied: nothing is left there but what people deleted, and that is what is wanted.
    """

    recording: str
    channels: tuple[int, ...]
    start: float
    end: float
    whole: bool = False
    only: bool = False
    emptied: bool = False

    def to_json(self) -> dict[str, Any]:
        """Return it JSON-ready."""
        return {**self.__dict__, "channels": list(self.channels)}

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> "Range":
        """Return what :meth:`to_json` made."""
        return cls(**{**data, "channels": tuple(data["channels"])})


@dataclass(frozen=True)
class Reach:
    """What is heard again of a hearing.

    Attributes:
        start, end: seconds of the hearing.
        replaced: turns whose place new ones take.
        kept: turns that a person corrected, which stay.
    """

    start: float
    end: float
    replaced: int
    kept: int


def widened(turns: Sequence[Turn], start: float, end: float) -> tuple[float, float]:
    """Return a stretch (seconds of a recording) widened to whole turns of the machine.

    Part of a turn heard again would say its words twice, or lose those outside of the stretch.

    Args:
        turns: those that the stretch touches.
        start, end: of the stretch.
    """
    own = [turn for turn in turns if not turn.corrected and turn.start < end and turn.end > start]
    first = min((turn.start for turn in own), default=start)
    last = max((turn.end for turn in own), default=end)
    return min(start, first), max(end, last)


def ranges_of_turns(turns: Sequence[Turn]) -> list[Range]:
    """Return the ranges of some turns; those that a person corrected are left out."""
    found: list[Range] = []
    chosen = [turn for turn in turns if not turn.corrected]
    for turn in sorted(chosen, key=lambda t: (t.recording, t.channel, t.start)):
        last = found[-1] if found else None
        same = last is not None and (last.recording, last.channels) == (
            turn.recording,
            (turn.channel,),
        )
        if last is not None and same and turn.start - last.end <= JOINED:
            found[-1] = replace(last, end=max(last.end, turn.end))
        else:
            one = Range(turn.recording, (turn.channel,), turn.start, turn.end, only=True)
            found.append(one)
    return found


def ranges_of_all(
    recordings: Sequence[Recording], hearing: Hearing, passes: PassRepository
) -> list[Range]:
    """Return the ranges of all that was read of recordings."""
    found = []
    for recording in recordings:
        read = passes.until(recording.id)
        end = min(max(read.values(), default=0.0), recording.seconds)
        if end > 0 and recording.complete:
            channels = channels_of(recording, hearing.profile)
            found.append(Range(recording.id, channels, 0.0, end, whole=True))
    return found


class AgainKind:
    """The parent's side of hearing once more."""

    name = KIND
    feature = "hearing.transcribe"

    def __init__(self, store: Store, vault: Vault, journal: Journal, speech: SpeechMaker) -> None:
        self._store = store
        self._vault = vault
        self._journal = journal
        self._speech = speech
        self._hearings = HearingRepository(store)
        self._recordings = RecordingRepository(store)
        self._turns = TurnRepository(store)
        self._passes = PassRepository(store)
        self._history = History(store, self._turns)
        self._courses: dict[str, _Course] = {}

    def work(self, job: Job) -> Work | None:
        """Return what is left to be heard again.

        Raises:
            UserError: the hearing was deleted meanwhile, or another job hears it.
        """
        alone(JobTable(self._store), job)
        self._hearings.get(job.payload["hearing"])
        self._courses.setdefault(job.id, _Course()).ready = False
        tasks = [
            task
            for number, one in enumerate(self._ranges(job))
            if (task := self._task(job, number, one)) is not None
        ]
        if not tasks:
            return None
        return Work(transcribe, child_arguments(self._vault, self._speech, job.payload, tasks))

    def store(self, job: Job, item: Any) -> Changes:
        """Keep one message of the child."""
        course = self._courses.setdefault(job.id, _Course())
        match item:
            case Ready():
                course.ready = True
                return Changes.of()
            case Trying():
                course.tries(item)
                return Changes.of()
            case Section():
                course.stuck = False
                self._replace(job, item)
            case _:
                raise BugError(f"unknown message {type(item).__name__}")
        return Changes.of("hearing", case=job.case)

    def died(self, job: Job, reason: str) -> bool:
        """Begin again where it was; what kills the child twice stays as it was written before.

        Two of them one after the other are not the sound's fault.
        """
        del reason
        course = self._courses.setdefault(job.id, _Course())
        if course.goes_on():
            return True
        self._courses.pop(job.id)
        return False

    def finish(self, job: Job) -> str:
        """Say what was heard again, and forget how far it went.

        Raises:
            UserError: all of it had been corrected by people.
        """
        hearing, ranges = self._hearings.get(job.payload["hearing"]), self._ranges(job)
        course = self._courses.pop(job.id, _Course())
        for number, one in enumerate(ranges):
            if one.whole and self._recordings.exists(one.recording):
                self._passes.forget(one.recording)
                self._passes.advance(one.recording, dict.fromkeys(one.channels, one.end))
            self._passes.forget(one.recording, _pass(job, number))
        self._journal.append(
            "hearing.transcribe",
            hearing.case,
            job=job.id,
            hearing=hearing.id,
            model=job.payload["model"],
        )
        if not ranges:
            raise UserError("所选发言都经人改过，没有重新转写。", "人工改过的发言不会被替换。")
        told = "已重新转写，人工改过的发言没有改动，人工删除的没有恢复；可以撤销。"
        if course.aside:
            places = "、".join(clock(window.start) for window in course.aside[:5])
            told += f"{places} 等 {len(course.aside)} 处反复意外结束，保留原来的文字。"
        return told

    def _ranges(self, job: Job) -> list[Range]:
        return [Range.from_json(row) for row in job.payload["ranges"]]

    def _task(self, job: Job, number: int, one: Range) -> Task | None:
        if not self._recordings.exists(one.recording):
            return None
        recording = self._recordings.get(one.recording)
        read = self._passes.until(one.recording, _pass(job, number))
        since = {
            channel: max(one.start, read.get(channel, one.start))
            for channel in one.channels
            if read.get(channel, one.start) < one.end - REST
        }
        if not since or recording.removed or not recording.complete:
            return None
        deaf = {channel: self._deaf(job, one, channel) for channel in since}
        return replace(task_of(recording, since), end=one.end, deaf=deaf, key=str(number))

    def _deaf(self, job: Job, one: Range, channel: int) -> tuple[tuple[float, float], ...]:
        """Return what is not heard again of a channel."""
        around = self._turns.of_recording(one.recording, one.start, one.end)
        corrected = [turn for turn in around if turn.corrected]
        spans = [
            (turn.start, turn.end)
            for turn in corrected
            if channel == MIXED or turn.channel in (channel, MIXED)
        ]
        gone = () if one.emptied else self._history.deleted(job.payload["hearing"], MERGING)
        for turn in gone:
            # Where all channels are heard together, another one may have said the same.
            if turn.recording == one.recording and turn.channel in (channel, MIXED):
                spans += _left(turn, around)
        course = self._courses.get(job.id, _Course())
        spans += [(w.start, w.end) for w in course.aside if w.recording == one.recording]
        return tuple(spans)

    def _replace(self, job: Job, item: Section) -> None:
        if not self._recordings.exists(item.recording):
            return
        number = int(item.key)
        one, name = self._ranges(job)[number], _pass(job, number)
        hearing = self._hearings.get(job.payload["hearing"])
        aside = self._courses.get(job.id, _Course()).aside
        stay = [window for window in aside if window.recording == item.recording]
        old = self._turns.with_words(
            [turn for turn in self._replaced(one, item) if not _lies_in(turn, stay)]
        )
        new = [_with_role(seated(turn, hearing), old) for turn in item.turns]
        if old or new:
            words = f"重新转写（{job.payload['model']}）"
            merging = MERGING + job.id
            self._history.do(hearing.id, words, old, new, True, merging, more=True)
            mark_overlaps(self._turns, item.recording, new)
        for channel, since in item.since.items():
            self._passes.forget_dropped(item.recording, channel, since, item.until[channel])
        self._passes.drop(item.dropped)
        self._passes.advance(item.recording, item.until, name)

    def _replaced(self, one: Range, item: Section) -> list[Turn]:
        """Return the turns whose place a section takes."""
        end = max(item.until.values())
        around = self._turns.of_recording(item.recording, min(item.since.values()) - 60.0, end)
        joint = (min(item.since.values()), min(item.until.values()))
        found = []
        for turn in around:
            own = turn.channel in item.since
            since = item.since[turn.channel] if own else joint[0]
            until = item.until[turn.channel] if own else joint[1]
            if (own or not one.only) and not turn.corrected and since <= turn.start < until:
                found.append(turn)
        return found


@dataclass
class _Course:
    """How a job goes.

    Attributes:
        ready: the model was loaded this time.
        window: what it was hearing; deaths: how often it died of it.
        aside: what it died of too often; stuck: nothing was heard since the last of them.
    """

    ready: bool = False
    window: Trying | None = None
    deaths: int = 0
    aside: list[Trying] = field(default_factory=list)
    stuck: bool = False

    def tries(self, window: Trying) -> None:
        """Note what is about to be heard."""
        if window != self.window:
            self.window, self.deaths = window, 0

    def goes_on(self) -> bool:
        """Note a death; say whether it goes on."""
        if not self.ready or self.window is None:
            return False  # the model does not even load
        self.deaths += 1
        if self.deaths < TRIES:
            return True
        if self.stuck:
            return False
        self.aside.append(self.window)
        self.stuck = True
        return True


def _left(gone: Turn, others: Sequence[Turn]) -> list[tuple[float, float]]:
    """Return the spans of a deleted turn in which no other turn of its channel is."""
    spans = [(gone.start, gone.end)]
    for other in others:
        if other.channel == gone.channel:
            spans = [
                part
                for start, end in spans
                for part in ((start, min(end, other.start)), (max(start, other.end), end))
                if part[1] - part[0] > REST
            ]
    return spans


def _lies_in(turn: Turn, windows: Sequence[Trying]) -> bool:
    return any(turn.start < window.end and window.start < turn.end for window in windows)


def _pass(job: Job, number: int) -> str:
    return f"{job.id}:{number}"


def _with_role(turn: Turn, old: Sequence[Turn]) -> Turn:
    """Return a new turn with the role that somebody set where it was said before."""

    def shared(other: Turn) -> float:
        return min(turn.end, other.end) - max(turn.start, other.start)

    by_hand = [other for other in old if other.basis is RoleBasis.HAND and shared(other) > 0]
    if not by_hand:
        return turn
    return replace(turn, role=max(by_hand, key=shared).role, basis=RoleBasis.HAND)
