"""The job ``hearing.transcribe``: turns are stored as they come, with how far the sound was read.

It stops and goes on at any time: what is left is what no channel has been read up to.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from workbench.hearing import cutting, left_out
from workbench.hearing.history import History
from workbench.hearing.live.model import Format
from workbench.hearing.mixing import overlapping
from workbench.hearing.model import Hearing, Recording, RoleBasis, Turn
from workbench.hearing.passes import PassRepository
from workbench.hearing.profiles import channels_of, role_at
from workbench.hearing.repository import HearingRepository, RecordingRepository
from workbench.hearing.role_steps import by_prompts
from workbench.hearing.speaking import SpeechMaker, alone, child_arguments
from workbench.hearing.timeline import clock
from workbench.hearing.transcription import Ready, Section, Task, Trying, transcribe
from workbench.hearing.turn_rows import TurnRepository
from workbench.kernel.changes import Changes
from workbench.kernel.errors import BugError, UserError
from workbench.kernel.features import Switches
from workbench.kernel.job_table import Job, JobTable
from workbench.kernel.jobs import Work
from workbench.kernel.journal import Journal
from workbench.kernel.store import Store
from workbench.kernel.vault import Vault

KIND = "hearing.transcribe"
FEATURE = "hearing.transcribe"
ROLES = "hearing.roles"
REST = 0.05
"""Seconds at the end of a recording that need not be read."""
TRIES = 2
SET_ASIDE = "（此处未能转写，请听录音补写。）"
WHY_ASIDE = "转写程序在此处反复意外结束，已跳过"
LONGEST_TURN = 31.0
"""Seconds around a section in which another turn may overlap with it."""


@dataclass
class _Trouble:
    """What is known of the deaths of a job's child.

    Attributes:
        ready: the model was loaded this time.
        window: what it was hearing; deaths: how often it died of it.
        aside: id of the mark of the window that was set aside, until something was heard again.
    """

    ready: bool = False
    window: Trying | None = None
    deaths: int = 0
    aside: str = ""


class TranscribeKind:
    """The parent's side of the transcription."""

    name = KIND
    feature = FEATURE

    def __init__(
        self,
        store: Store,
        vault: Vault,
        journal: Journal,
        switches: Switches,
        speech: SpeechMaker,
    ) -> None:
        self._store = store
        self._switches = switches
        self._vault = vault
        self._journal = journal
        self._speech = speech
        self._hearings = HearingRepository(store)
        self._recordings = RecordingRepository(store)
        self._turns = TurnRepository(store)
        self._passes = PassRepository(store)
        self._troubles: dict[str, _Trouble] = {}

    def work(self, job: Job) -> Work | None:
        """Return what no channel has been read up to.

        Raises:
            UserError: the hearing was deleted meanwhile, or another job hears it.
        """
        alone(JobTable(self._store), job)
        tasks = self.tasks(self._hearings.get(job.payload["hearing"]))
        self._troubles.setdefault(job.id, _Trouble()).ready = False
        if not tasks:
            return None
        return Work(transcribe, child_arguments(self._vault, self._speech, job.payload, tasks))

    def tasks(self, hearing: Hearing) -> list[Task]:
        """Return what is left to be heard of a hearing."""
        found = []
        for recording in self._recordings.of_hearing(hearing.id):
            read = self._passes.until(recording.id)
            # As it was begun: seats that were laid out since would have all said twice.
            channels = tuple(read) or channels_of(recording, hearing.profile)
            end = recording.seconds - REST if recording.complete else float("inf")
            since = {c: read.get(c, 0.0) for c in channels if read.get(c, 0.0) < end}
            if since:
                deaf = self._set_aside(recording.id, since)
                found.append(replace(task_of(recording, since), deaf=deaf))
        return found

    def store(self, job: Job, item: Any) -> Changes:
        """Keep one message of the child."""
        trouble = self._troubles.setdefault(job.id, _Trouble())
        match item:
            case Ready():
                trouble.ready = True
                return Changes.of()
            case Trying():
                if item != trouble.window:
                    trouble.window, trouble.deaths = item, 0
                return Changes.of()
            case Section():
                trouble.aside = ""
                self._keep(job, item)
            case _:
                raise BugError(f"unknown message {type(item).__name__}")
        return Changes.of("hearing", case=job.case)

    def died(self, job: Job, reason: str) -> bool:
        """Begin again where it was; a window that kills the child twice is set aside.

        Two of them one after the other are not the sound's fault.
        """
        del reason
        trouble = self._troubles.setdefault(job.id, _Trouble())
        if not trouble.ready or trouble.window is None:
            return False  # the model does not even load
        trouble.deaths += 1
        if trouble.deaths < TRIES:
            return True
        with self._store.transaction():
            if trouble.aside:
                self._turns.delete([trouble.aside])
                self._troubles.pop(job.id)
                return False
            trouble.aside = self._mark_aside(job, trouble.window)
        return True

    def finish(self, job: Job) -> str:
        """Say how many turns there are.

        Raises:
            UserError: nobody was heard.
        """
        self._troubles.pop(job.id, None)
        hearing = self._hearings.get(job.payload["hearing"])
        count = self._turns.count(hearing.id)
        self._journal.append(
            KIND, hearing.case, job=job.id, hearing=hearing.id, model=job.payload["model"]
        )
        if not count:
            raise UserError(
                "录音中没有转写出文字。", "请播放录音，确认有人说话，或换一个语音模型。"
            )
        self._suggest(hearing)
        gone = left_out.count_words(self._passes.dropped(hearing.id))
        return f"已转写 {count} 段发言，未经核对。{gone}"

    def _suggest(self, hearing: Hearing) -> None:
        """Suggest who spoke, where that feature is on; a step that can be undone."""
        if not self._switches.is_on(ROLES, hearing.case):
            return
        pairs = by_prompts(self._turns.of_hearing(hearing.id), hearing.procedure)
        if pairs:
            name = f"推测 {len(pairs)} 段的发言人"
            History(self._store, self._turns).do_pairs(hearing.id, name, pairs)

    def _keep(self, job: Job, item: Section) -> None:
        if not self._recordings.exists(item.recording):
            return  # a person deleted it meanwhile
        read = self._passes.until(item.recording)
        if any(abs(read.get(c, 0.0) - second) > 1e-3 for c, second in item.since.items()):
            raise BugError("a section does not begin where the one before it ended")
        hearing = self._hearings.get(job.payload["hearing"])
        turns = [seated(turn, hearing) for turn in item.turns]
        for turn in turns:
            self._turns.add(turn)
        mark_overlaps(self._turns, item.recording, turns)
        self._passes.drop(item.dropped)
        self._passes.advance(item.recording, item.until)

    def _mark_aside(self, job: Job, window: Trying) -> str:
        """Leave a mark in the transcript where nothing can be heard, and return its id."""
        if not self._recordings.exists(window.recording):
            return ""
        turn = Turn(
            id=cutting.new_id(),
            hearing=job.payload["hearing"],
            recording=window.recording,
            channel=window.channel,
            start=window.start,
            end=window.end,
            heard="",
            verbatim=SET_ASIDE,
            notes=(f"{WHY_ASIDE}（{clock(window.start)} 至 {clock(window.end)}）",),
        )
        self._turns.add(turn)
        return turn.id

    def _set_aside(
        self, recording: str, since: dict[int, float]
    ) -> dict[int, tuple[tuple[float, float], ...]]:
        """Return what is set aside of a recording, by channel."""
        turns = self._turns.of_recording(recording, min(since.values()), float("inf"))
        marks = [t for t in turns if any(note.startswith(WHY_ASIDE) for note in t.notes)]
        return {
            channel: tuple((t.start, t.end) for t in marks if t.channel == channel)
            for channel in since
        }


def task_of(recording: Recording, since: dict[int, float]) -> Task:
    """Return the task of hearing a recording from some seconds to its end.

    One that is still recorded is heard as it grows.
    """
    if not recording.complete:
        form = Format.of_codec(recording.codec, recording.rate, recording.channels)
        endless = float("inf")
        return Task(recording.id, "", recording.name, since, endless, growing=form)
    return Task(
        recording.id,
        recording.sha256,
        recording.name,
        since,
        recording.seconds,
        told=recording.seconds,
    )


def seated(turn: Turn, hearing: Hearing) -> Turn:
    """Return a turn of the child as it is stored, with the role of its seat."""
    role = role_at(hearing.profile, turn.channel)
    basis = RoleBasis.CHANNEL if role else RoleBasis.NONE
    return replace(turn, hearing=hearing.id, role=role, basis=basis)


def mark_overlaps(turns: TurnRepository, recording: str, new: Sequence[Turn]) -> None:
    """Mark new turns and their neighbours where people speak at the same time."""
    if not new:
        return
    start = min(turn.start for turn in new) - LONGEST_TURN
    end = max(turn.end for turn in new) + LONGEST_TURN
    around = turns.of_recording(recording, start, end)
    for before, after in zip(around, overlapping(around), strict=True):
        # A person has the last word on what they worked over.
        if before.overlap != after.overlap and not before.corrected:
            turns.put(after)
