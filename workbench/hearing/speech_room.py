"""Transcription as window and terminal ask for it: begun, gone on with, done again."""

from collections.abc import Sequence
from typing import Any

from workbench.engines.protocols import require
from workbench.hearing import left_out
from workbench.hearing.base import Room
from workbench.hearing.history import History
from workbench.hearing.hot_words import hot_words, names_of
from workbench.hearing.model import DroppedText, Hearing, Recording, Turn
from workbench.hearing.passes import PassRepository
from workbench.hearing.profiles import channels_of
from workbench.hearing.retranscribing import (
    MERGING,
    Range,
    Reach,
    ranges_of_all,
    ranges_of_turns,
    widened,
)
from workbench.hearing.speaking import HEARING_KINDS, Options
from workbench.hearing.timeline import Timeline
from workbench.kernel.changes import Changes
from workbench.kernel.errors import UserError
from workbench.kernel.job_table import Job, JobState
from workbench.papers.repository import CaseRepository


class SpeechRoom(Room):
    """Transcription of hearings."""

    def transcribe(self, hearing_id: str, model: str, options: Options | None = None) -> Job:
        """Queue the transcription of what was not heard yet.

        Args:
            hearing_id: the hearing.
            model: name of a speech model on this machine.
            options: see there.

        Raises:
            FeatureOffError: the feature is off.
            UserError: the model is missing, there is no recording, or it is under way already
                with another model. One that waits with the same model is returned.
        """
        for job in self._open_jobs(hearing_id):
            # A program that was killed may have left it waiting; it is the same wish.
            waits = job.kind == self._kinds.transcribe.name and job.state is JobState.QUEUED
            if waits and job.payload["model"] == model:
                return job
        hearing = self._ready(hearing_id, model)
        if not self._recordings.of_hearing(hearing_id):
            raise UserError("本次庭审还没有录音，没有转写。", "请先导入录音。")
        payload = self._payload(hearing, model, options)
        title = f"转写第 {hearing.ordinal} 次庭审（{model}）"
        return self._base.jobs.submit(self._kinds.transcribe.name, title, payload, hearing.case)

    def again_turns(self, ids: Sequence[str], model: str, options: Options | None = None) -> Job:
        """Queue some turns of a hearing to be heard once more; corrected ones stay.

        Raises:
            FeatureOffError: the feature is off.
            UserError: the model is missing, all were corrected, or it is under way already.
        """
        turns = self._turns.some(list(dict.fromkeys(ids)))
        if not turns:
            raise UserError("没有选中发言，没有重新转写。", "请先选中发言。")
        ranges = ranges_of_turns(turns)
        return self._again(turns[0].hearing, ranges, model, options)

    def again_stretch(
        self,
        recording_id: str,
        start: float,
        end: float,
        model: str,
        options: Options | None = None,
    ) -> Job:
        """Queue a stretch of a recording (seconds) to be heard once more; see above.

        Turns of the machine of which only a part lies in it are heard again as a whole.
        What people deleted stays away, unless nothing else is left of the stretch.
        """
        recording = self._recordings.get(recording_id)
        hearing = self._hearings.get(recording.hearing)
        ranges = self._stretch(hearing, recording, start, end)
        return self._again(hearing.id, ranges, model, options)

    def again_times(
        self,
        hearing_id: str,
        start: float,
        end: float,
        model: str,
        options: Options | None = None,
    ) -> Job:
        """Queue a stretch of a hearing (its seconds), over several recordings too; see above."""
        hearing = self._hearings.get(hearing_id)
        timeline = Timeline.of(self._recordings.of_hearing(hearing_id))
        ranges = [
            one
            for recording, first, last in timeline.stretches(start, end)
            for one in self._stretch(hearing, recording, first, last)
        ]
        return self._again(hearing_id, ranges, model, options)

    def reach(self, hearing_id: str, start: float, end: float) -> Reach:
        """Return what :meth:`again_times` would hear again and replace; nothing is done."""
        timeline = Timeline.of(self._recordings.of_hearing(hearing_id))
        hearing, found = self._hearings.get(hearing_id), []
        for recording, first, last in timeline.stretches(start, end):
            for one in self._stretch(hearing, recording, first, last):
                turns = self._turns.of_recording(recording.id, one.start, one.end)
                kept = sum(turn.corrected for turn in turns)
                begin = timeline.second(recording.id, one.start)
                stop = timeline.second(recording.id, one.end)
                found.append(Reach(begin, stop, len(turns) - kept, kept))
        if not found:
            return Reach(start, end, 0, 0)
        replaced, kept = sum(one.replaced for one in found), sum(one.kept for one in found)
        return Reach(found[0].start, found[-1].end, replaced, kept)

    def _stretch(
        self, hearing: Hearing, recording: Recording, start: float, end: float
    ) -> list[Range]:
        """Return the range of a stretch, as far as it was heard before."""
        read = PassRepository(self._store).until(recording.id)
        channels = tuple(read) or channels_of(recording, hearing.profile)
        # What was not read for the first time yet belongs to the transcription itself.
        heard = min(read.values(), default=0.0)
        start, end = max(start, 0.0), min(end, heard)
        if start >= end:
            return []
        while True:
            turns = self._turns.of_recording(recording.id, start, end)
            wider = widened(turns, start, end)
            if wider == (start, end):
                break
            start, end = wider
        return [Range(recording.id, channels, start, end, emptied=not turns)]

    def again_all(self, hearing_id: str, model: str, options: Options | None = None) -> Job:
        """Queue all that was heard to be heard once more, by the seats as they are now."""
        hearing = self._hearings.get(hearing_id)
        recordings = self._recordings.of_hearing(hearing_id)
        ranges = ranges_of_all(recordings, hearing, PassRepository(self._store))
        return self._again(hearing_id, ranges, model, options)

    def unheard(self, hearing_id: str) -> float:
        """Return the seconds of a hearing that the transcription has still to read."""
        tasks = self._kinds.transcribe.tasks(self._hearings.get(hearing_id))
        return sum(task.end - task.begin for task in tasks if not task.growing)

    def read(self, recording_id: str) -> dict[int, float]:
        """Return channel → second up to which the transcription has read a recording."""
        return PassRepository(self._store).until(recording_id)

    def deleted(self, hearing_id: str) -> list[Turn]:
        """Return the turns that people took out; hearing again does not bring them back."""
        return History(self._store, self._turns).deleted(hearing_id, MERGING)

    def dropped(self, hearing_id: str) -> list[DroppedText]:
        """Return what the machine wrote and the rules took out, in the order of the hearing."""
        return PassRepository(self._store).dropped(hearing_id)

    def listened(self, hearing_id: str, places: Sequence[DroppedText]) -> Changes:
        """Keep that a person listened to places that were left out, and left them so."""
        hearing = self._hearings.get(hearing_id)
        sheet = self._hearings.sheet(hearing_id, left_out.SHEET)
        sheet |= {left_out.key_of(one): True for one in places}
        with self._store.transaction():
            self._hearings.save_sheet(hearing_id, left_out.SHEET, sheet)
        return self._tell(hearing.case)

    def _again(
        self, hearing_id: str, ranges: Sequence[Range], model: str, options: Options | None
    ) -> Job:
        hearing = self._ready(hearing_id, model)
        ranges = [one for one in ranges if self._recordings.get(one.recording).complete]
        if not ranges:
            raise UserError(
                "没有可以重新转写的发言，没有改动。",
                "人工改过的发言不会被替换；尚未转写的请先转写，正在录音的请先结束录音。",
            )
        payload = self._payload(hearing, model, options)
        payload["ranges"] = [one.to_json() for one in ranges]
        title = f"重新转写第 {hearing.ordinal} 次庭审（{model}）"
        return self._base.jobs.submit(self._kinds.again.name, title, payload, hearing.case)

    def _ready(self, hearing_id: str, model: str) -> Hearing:
        hearing = self._hearings.get(hearing_id)
        self._base.jobs.require(self._kinds.transcribe.name, hearing.case)
        if self._open_jobs(hearing_id):
            raise UserError("本次庭审正在转写，没有重复开始。", "请等它完成，或先取消。")
        require(self._kinds.speech(model))
        return hearing

    def _open_jobs(self, hearing_id: str) -> list[Job]:
        """Return the jobs that hear a hearing, or wait to."""
        jobs = self._base.jobs.table.in_state(JobState.QUEUED, JobState.RUNNING)
        heard = [job for job in jobs if job.kind in HEARING_KINDS]
        return [job for job in heard if job.payload.get("hearing") == hearing_id]

    def _payload(self, hearing: Hearing, model: str, options: Options | None) -> dict[str, Any]:
        chosen = options or Options()
        case = CaseRepository(self._store).get(hearing.case)
        names = names_of(case)
        words = hot_words(names, procedure=hearing.procedure) if chosen.hot_words else ""
        return {
            "hearing": hearing.id,
            "model": model,
            "options": chosen.to_json(),
            "words": " ".join([words, *chosen.more_words]).strip(),
            "names": [*names.people, *names.organisations],
        }
