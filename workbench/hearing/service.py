"""The hearing room: what window and terminal ask of hearings, recordings and transcripts."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any, BinaryIO

from workbench.hearing.aligning import spoken
from workbench.hearing.amendments import Amendments
from workbench.hearing.editing import Editing
from workbench.hearing.model import Hearing, Procedure, Recording, SeatProfile, Turn, Word
from workbench.hearing.profiles import checked
from workbench.hearing.repository import (
    HearingRepository,
    ProfileRepository,
    RecordingRepository,
)
from workbench.hearing.turn_rows import TurnRepository
from workbench.kernel.changes import ChangeBus, Changes
from workbench.kernel.clock import now
from workbench.kernel.errors import UserError
from workbench.kernel.features import Switches
from workbench.kernel.jobs import JobRunner
from workbench.kernel.journal import Journal
from workbench.kernel.originals import Originals
from workbench.kernel.store import Store
from workbench.kernel.vault import Vault


@dataclass(frozen=True)
class Base:
    """What of the workspace the room stands on."""

    store: Store
    vault: Vault
    journal: Journal
    changes: ChangeBus
    switches: Switches
    jobs: JobRunner
    originals: Originals


class HearingRoom:
    """Hearings of cases, their recordings and turns. Every method that writes says what changed.

    Attributes:
        amendments: what those who took part ask to be corrected in the record.
    """

    def __init__(self, base: Base) -> None:
        self._base = base
        self._store = base.store
        self._hearings = HearingRepository(base.store)
        self._recordings = RecordingRepository(base.store)
        self._profiles = ProfileRepository(base.store)
        self._turns = TurnRepository(base.store)
        self.amendments = Amendments(base.store, base.journal, base.changes)
        base.originals.share(self._recordings.originals)

    # Hearings

    def hearings(self, case: str) -> list[Hearing]:
        """Return a case's hearings in their order."""
        return self._hearings.of_case(case)

    def hearing(self, hearing_id: str) -> Hearing:
        """Return a hearing.

        Raises:
            UserError: there is none of that id.
        """
        return self._hearings.get(hearing_id)

    def create(
        self, case: str, procedure: Procedure, profile: SeatProfile | None = None
    ) -> Hearing:
        """Make a hearing, the next of its case."""
        with self._store.transaction():
            hearing = self._hearings.add(case, procedure, profile)
            self._base.journal.append("hearing.new", case, hearing=hearing.id)
        self._tell(hearing.case, "journal")
        return hearing

    def change(self, hearing: Hearing) -> Hearing:
        """Store ordinal and procedure of a hearing.

        Raises:
            UserError: the ordinal is below 1, or the hearing is gone.
        """
        if hearing.ordinal < 1:
            raise UserError("庭审次数从第 1 次起，没有修改。", "请填写正整数。")
        held = self._hearings.get(hearing.id)
        with self._store.transaction():
            saved = self._hearings.save(
                replace(held, ordinal=hearing.ordinal, procedure=hearing.procedure)
            )
        self._tell(saved.case)
        return saved

    def recycle(self, hearing_id: str) -> Changes:
        """Put a hearing into the recycle bin, with recordings and turns; its jobs are stopped."""
        hearing = self._hearings.get(hearing_id)
        self._stop(hearing, "庭审已移入回收站，任务已停止；已完成的部分保留。")
        with self._store.transaction():
            self._hearings.save(replace(hearing, removed=now()))
            self._base.journal.append("hearing.recycle", hearing.case, hearing=hearing.id)
        return self._tell(hearing.case, "journal", "jobs")

    def recycled(self, case: str) -> list[Hearing]:
        """Return the hearings in a case's recycle bin."""
        return self._hearings.of_case(case, removed=True)

    def put_back(self, hearing_id: str) -> Changes:
        """Bring a hearing back from the recycle bin."""
        hearing = self._hearings.get(hearing_id)
        with self._store.transaction():
            self._hearings.save(replace(hearing, removed=""))
            self._base.journal.append("hearing.restore", hearing.case, hearing=hearing.id)
        return self._tell(hearing.case, "journal")

    def purge(self, hearing_id: str) -> Changes:
        """Delete a hearing of the recycle bin for good, with recordings that nobody else needs.

        Raises:
            UserError: it is not in the recycle bin.
        """
        hearing = self._hearings.get(hearing_id)
        if not hearing.removed:
            raise UserError("该庭审不在回收站中，没有删除。", "请先删除到回收站。")
        self._stop(hearing, "庭审已删除，任务已停止。")
        held = self.recordings(hearing_id) + self.removed_recordings(hearing_id)
        with self._store.transaction():
            self._hearings.delete(hearing_id)
            self._base.journal.append("hearing.delete", hearing.case, recordings=len(held))
        self._base.originals.remove_unused([r.sha256 for r in held if r.sha256])
        return self._tell(hearing.case, "journal", "jobs")

    def sheet(self, hearing_id: str, name: str) -> dict[str, Any]:
        """Return what was filled in beside the transcript (header of the record, exhibits …)."""
        return self._hearings.sheet(hearing_id, name)

    def save_sheet(self, hearing_id: str, name: str, data: dict[str, Any]) -> Changes:
        """Keep what was filled in, JSON-ready, under a name; in place of what was there."""
        hearing = self._hearings.get(hearing_id)
        with self._store.transaction():
            self._hearings.save_sheet(hearing_id, name, data)
        return self._tell(hearing.case)

    # Recordings

    def recordings(self, hearing_id: str) -> list[Recording]:
        """Return a hearing's recordings in their order."""
        return self._recordings.of_hearing(hearing_id)

    def recording(self, recording_id: str) -> Recording:
        """Return a recording.

        Raises:
            UserError: there is none of that id.
        """
        return self._recordings.get(recording_id)

    def open_recording(self, recording_id: str) -> BinaryIO:
        """Open a recording to read at any place; close it at the end.

        Raises:
            UserError: its original is missing or damaged, or it is still being recorded.
        """
        recording = self._recordings.get(recording_id)
        if not recording.sha256:
            raise UserError("录音还在进行，不能打开。", "请先结束录音。")
        return self._base.vault.open(recording.sha256)

    def reorder(self, hearing_id: str, ids: Sequence[str]) -> Changes:
        """Put a hearing's recordings into an order; their turns go with them.

        Raises:
            UserError: the ids are not those of its recordings.
        """
        hearing = self._hearings.get(hearing_id)
        if sorted(ids) != sorted(recording.id for recording in self.recordings(hearing_id)):
            raise UserError("录音有增减，没有调整顺序。", "请刷新后再试。")
        with self._store.transaction():
            self._recordings.place(ids)
        return self._tell(hearing.case)

    def set_gap(self, recording_id: str, seconds: float) -> Changes:
        """Say how long the silence before a recording was (休庭 …).

        Raises:
            UserError: it is negative.
        """
        if seconds < 0:
            raise UserError("间隔不能为负，没有修改。", "请填写秒数。")
        return self._save(replace(self._recordings.get(recording_id), gap=float(seconds)))

    def remove(self, recording_id: str) -> Changes:
        """Take a recording with its turns out of the hearing; it can be put back.

        Raises:
            UserError: it is still being recorded.
        """
        recording = self._recordings.get(recording_id)
        if not recording.complete:
            raise UserError("录音还在进行，没有移除。", "请先结束录音。")
        self._stop(
            self._hearings.get(recording.hearing), "录音已移除，任务已停止，可继续其余录音。"
        )
        return self._save(replace(recording, removed=now()), "jobs")

    def removed_recordings(self, hearing_id: str) -> list[Recording]:
        """Return the recordings that were taken out of a hearing."""
        return self._recordings.of_hearing(hearing_id, removed=True)

    def put_back_recording(self, recording_id: str) -> Changes:
        """Bring a recording back to its place in the hearing, with its turns."""
        return self._save(replace(self._recordings.get(recording_id), removed=""))

    def purge_recording(self, recording_id: str) -> Changes:
        """Delete a recording that was taken out, with its turns, for good.

        The history of the hearing's edits is forgotten: it holds what was deleted.

        Raises:
            UserError: it is in its place.
        """
        recording = self._recordings.get(recording_id)
        if not recording.removed:
            raise UserError("该录音仍在庭审中，没有删除。", "请先移除。")
        case = self._hearings.get(recording.hearing).case
        with self._store.transaction():
            self._recordings.delete(recording_id)
            self._store.execute("DELETE FROM hearing_steps WHERE hearing = ?", (recording.hearing,))
            self._base.journal.append("hearing.recording.delete", case, hearing=recording.hearing)
        self._base.originals.remove_unused([recording.sha256] if recording.sha256 else [])
        return self._tell(case, "journal")

    # Seats

    def profiles(self) -> list[SeatProfile]:
        """Return the workspace's profiles of seats, by name."""
        return self._profiles.all()

    def save_profile(self, profile: SeatProfile) -> Changes:
        """Keep a profile under its name.

        Raises:
            UserError: it has no name, or two seats at one channel.
        """
        profile = checked(profile)
        with self._store.transaction():
            self._profiles.save(profile)
        return self._base.changes.publish(Changes.of("hearing"))

    def forget_profile(self, name: str) -> Changes:
        """Delete a profile; hearings that use it keep their own copy."""
        with self._store.transaction():
            self._profiles.forget(name)
        return self._base.changes.publish(Changes.of("hearing"))

    def seat(self, hearing_id: str, profile: SeatProfile | None) -> Changes:
        """Say how a hearing's channels are laid out; ``None``: one microphone for everybody.

        Raises:
            UserError: as for :meth:`save_profile`.
        """
        hearing = self._hearings.get(hearing_id)
        with self._store.transaction():
            self._hearings.save(replace(hearing, profile=checked(profile) if profile else None))
        return self._tell(hearing.case)

    # Turns

    def turns(self, hearing_id: str) -> list[Turn]:
        """Return a hearing's turns without their words, in the order of the hearing."""
        return self._turns.of_hearing(hearing_id)

    def turn(self, turn_id: str) -> Turn:
        """Return one turn with its words.

        Raises:
            UserError: it is gone.
        """
        return self._turns.with_words(self._turns.some([turn_id]))[0]

    def words(self, turn_id: str) -> tuple[Word, ...]:
        """Return the words of a turn's ``heard``."""
        return self._turns.words(turn_id)

    def words_of(self, ids: Sequence[str]) -> dict[str, tuple[Word, ...]]:
        """Return the words of several turns' ``heard``, by id of the turn."""
        return self._turns.words_of(ids)

    def spoken(self, turn_id: str) -> tuple[Word, ...]:
        """Return words whose texts joined are a turn's verbatim text, with their times.

        They follow what a person corrected, so that the word being played can be marked.
        """
        turn = self.turn(turn_id)
        return spoken(turn.verbatim, turn.words)

    def edit(self, hearing_id: str) -> Editing:
        """Begin a sitting at a hearing's transcript; keep it while the page is open.

        Raises:
            UserError: the hearing is gone.
        """
        base = self._base
        return Editing(hearing_id, base.store, base.journal, base.changes, self.cleaned_text)

    def cleaned_text(self, turn: Turn) -> str:
        """Return a turn's cleaned layer: as a person wrote it, else as the rules make it."""
        return turn.cleaned or turn.verbatim

    def _save(self, recording: Recording, *more: str) -> Changes:
        hearing = self._hearings.get(recording.hearing)
        with self._store.transaction():
            self._recordings.save(recording)
        return self._tell(hearing.case, *more)

    def _stop(self, hearing: Hearing, reason: str) -> None:
        from workbench.kernel.job_table import JobState

        jobs = self._base.jobs
        for job in jobs.table.in_state(JobState.QUEUED, JobState.RUNNING):
            if job.payload.get("hearing") == hearing.id:
                jobs.cancel(job.id, reason)

    def _tell(self, case: str, *more: str) -> Changes:
        return self._base.changes.publish(Changes.of("hearing", *more, case=case))
