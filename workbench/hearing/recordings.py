"""The recordings of hearings: import, order, gaps, taking out and putting back."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from workbench.hearing.base import Room
from workbench.hearing.intake import IntakeLine
from workbench.hearing.model import Recording
from workbench.hearing.peak_rows import PeakRepository
from workbench.kernel.changes import Changes
from workbench.kernel.clock import now
from workbench.kernel.errors import UserError
from workbench.kernel.job_table import Job

if TYPE_CHECKING:
    from workbench.hearing.audio import Peaks


class RecordingRoom(Room):
    """Recordings of hearings."""

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

    def import_files(self, hearing_id: str, paths: Sequence[Path]) -> Job:
        """Queue the import of recordings: files, or folders of them.

        Raises:
            UserError: a path does not exist, or the hearing is gone.
        """
        hearing = self._hearings.get(hearing_id)
        for path in paths:
            if not path.exists():
                raise UserError(f"找不到“{path}”，没有导入。", "请检查路径。")
        names = "、".join(path.name or str(path) for path in paths[:3])
        payload = {"hearing": hearing_id, "paths": [str(path.resolve()) for path in paths]}
        return self._base.jobs.submit(
            self._kinds.intake.name, f"导入录音 {names}", payload, hearing.case
        )

    def account(self, job_id: str) -> list[IntakeLine]:
        """Return what became of each file of an import."""
        return self._kinds.intake.account(job_id)

    def peaks(self, recording_id: str) -> "Peaks | None":
        """Return the outline of a recording's waveform; ``None`` while it is not measured.

        Hours of many channels take a tenth of a second: not for the window's thread.
        """
        return PeakRepository(self._store).get(recording_id)

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
        if not seconds >= 0:  # what is no number is not negative either
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
            self._store.execute("DELETE FROM hearing_intake WHERE recording = ?", (recording_id,))
            self._base.journal.append("hearing.recording.delete", case, hearing=recording.hearing)
        self._base.originals.remove_unused([recording.sha256] if recording.sha256 else [])
        return self._tell(case, "journal")
