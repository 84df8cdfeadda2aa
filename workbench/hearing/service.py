"""The hearing room: what window and terminal ask of hearings, recordings and transcripts."""

from dataclasses import replace
from typing import Any

from workbench.hearing.base import Base
from workbench.hearing.kinds import Kinds
from workbench.hearing.live.room import LiveRoom
from workbench.hearing.model import Hearing, Procedure, SeatProfile
from workbench.hearing.profiles import checked
from workbench.hearing.recordings import RecordingRoom
from workbench.hearing.role_steps import by_seats
from workbench.hearing.speech_room import SpeechRoom
from workbench.hearing.transcripts import TranscriptRoom
from workbench.kernel.changes import Changes
from workbench.kernel.clock import now
from workbench.kernel.errors import UserError


class HearingRoom(RecordingRoom, TranscriptRoom, SpeechRoom):
    """Hearings of cases, their recordings and turns. Every method that writes says what changed.

    Attributes:
        amendments: what those who took part ask to be corrected in the record.
        live: records hearings from the microphones.
    """

    def __init__(self, base: Base, kinds: Kinds) -> None:
        super().__init__(base, kinds)
        self.live = LiveRoom(base)

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

    def exists(self, hearing_id: str) -> bool:
        """Say whether there is a hearing of that id, recycled ones among them."""
        return self._hearings.exists(hearing_id)

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
        """Put a hearing into the recycle bin, with recordings and turns; its jobs are stopped.

        Raises:
            UserError: it is being recorded.
        """
        hearing = self._hearings.get(hearing_id)
        if self.live.status.hearing == hearing_id:
            raise UserError("本次庭审正在录音，没有移入回收站。", "请先结束录音。")
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
        self.live.forget([r.id for r in held if r.live])
        self._base.originals.remove_unused([r.sha256 for r in held if r.sha256])
        return self._tell(hearing.case, "journal", "jobs")

    def sheet(self, hearing_id: str, name: str) -> dict[str, Any]:
        """Return what was filled in beside the transcript (header of the record, exhibits …)."""
        return self._hearings.sheet(hearing_id, name)

    def sheets(self, hearing_id: str) -> dict[str, dict[str, Any]]:
        """Return all sheets of a hearing by name, the steps that can be undone among them."""
        return self._hearings.sheets(hearing_id)

    def save_sheet(self, hearing_id: str, name: str, data: dict[str, Any]) -> Changes:
        """Keep what was filled in, JSON-ready, under a name; in place of what was there."""
        hearing = self._hearings.get(hearing_id)
        with self._store.transaction():
            self._hearings.save_sheet(hearing_id, name, data)
        return self._tell(hearing.case)

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

        Turns that were heard at a channel get the role of its seat, as a step that can be undone;
        what somebody set by hand stays.

        Raises:
            UserError: as for :meth:`save_profile`.
        """
        hearing = self._hearings.get(hearing_id)
        chosen = checked(profile) if profile else None
        pairs = by_seats(self._turns.of_hearing(hearing_id), chosen)
        with self._store.transaction():
            self._hearings.save(replace(hearing, profile=chosen))
            if pairs:
                self._step(hearing_id, f"按席位设置 {len(pairs)} 段的发言人", pairs)
        return self._tell(hearing.case)
