"""Recordings that a crash left behind are found; parts that the vault holds as a file go."""

import threading
from dataclasses import dataclass

from workbench.hearing.live.model import Event, Format, Head
from workbench.hearing.live.parts import GONE, Place, live_folder
from workbench.hearing.live.rebuilding import plan
from workbench.hearing.model import Recording
from workbench.hearing.repository import HearingRepository, RecordingRepository
from workbench.kernel.job_table import JobState
from workbench.kernel.jobs import JobRunner
from workbench.kernel.lock import WriterLock
from workbench.kernel.store import Store
from workbench.kernel.vault import Vault

READERS = ("hearing.transcribe", "hearing.keep")
"""Kinds of jobs that may still read the parts."""


@dataclass(frozen=True)
class Found:
    """A recording of which there are only the parts.

    Attributes:
        recording: as it was begun.
        seconds: how much of it is there.
        ended: it ended in order, and only could not be made complete, as on a full disk.
    """

    recording: Recording
    seconds: float
    ended: bool = False


def recording_of(head: Head, gap: float = 0.0) -> Recording:
    """Return a live recording as it is begun."""
    return Recording(
        id=head.recording,
        hearing=head.hearing,
        position=0,
        name=head.name,
        sha256="",
        size=0,
        container="wav",
        codec=head.form.codec,
        rate=head.form.rate,
        channels=head.form.channels,
        seconds=0.0,
        gap=gap,
        began=head.began,
        live=True,
        complete=False,
    )


class Lost:
    """Looks through the folder of live recordings.

    Args:
        store, vault, jobs: of the workspace.
    """

    def __init__(self, store: Store, vault: Vault, jobs: JobRunner) -> None:
        self._store, self._vault, self._jobs = store, vault, jobs
        self._hearings = HearingRepository(store)
        self._recordings = RecordingRepository(store)

    def found(self, now: str) -> list[Found]:
        """Return what was not ended in order and is not being made complete, oldest first.

        A recording of which no part reached the disk is forgotten.

        Args:
            now: id of what is recorded now.
        """
        if not self._store.read_only:
            self._adopt()
        waiting = {
            job.payload.get("recording")
            for job in self._jobs.table.in_state(JobState.QUEUED, JobState.RUNNING)
        }
        found = []
        for recording in self._incomplete():
            if recording.id == now or recording.id in waiting or self._is_written(recording.id):
                continue
            place = Place.of(self._vault, recording.id)
            form = Format.of_codec(recording.codec, recording.rate, recording.channels)
            frames = sum(piece.frames for piece in plan(place, form))
            if frames:
                ended = any(mark.event is Event.END for mark in place.marks())
                found.append(Found(recording, frames / form.rate, ended))
            elif not self._store.read_only:
                self._forget(place, recording)
        return found

    def tidy(self, now: str) -> None:
        """Delete the parts of recordings that are complete, once the store that says so is safe.

        Those that a transcription still reads stay for the next time.
        """
        for place in self._done(now):
            threading.Thread(target=place.remove, name="live-parts", daemon=True).start()

    def _done(self, now: str) -> list[Place]:
        folder = live_folder(self._vault)
        names = [path.name for path in folder.iterdir()] if folder.is_dir() else []
        if not names or not self._store.flush():
            return []
        read = {
            job.payload.get("hearing")
            for job in self._jobs.table.in_state(JobState.QUEUED, JobState.RUNNING)
            if job.kind in READERS
        }
        done = []
        for name in names:
            if name.startswith(GONE):
                done.append(Place.of(self._vault, name.removeprefix(GONE)))
            elif self._recordings.exists(name):
                recording = self._recordings.get(name)
                held = recording.complete and self._vault.path(recording.sha256).exists()
                if held and name != now and recording.hearing not in read:
                    done.append(Place.of(self._vault, name))
            elif self._is_deleted(name):
                done.append(Place.of(self._vault, name))
        return done

    def _is_deleted(self, name: str) -> bool:
        """Say whether the hearing of some parts was deleted for good."""
        if self._is_written(name):
            return False
        head = Place.of(self._vault, name).head()
        return head is not None and not self._hearings.exists(head.hearing)

    def _adopt(self) -> None:
        """Give parts that no recording names one: a backup may have been made in between."""
        folder = live_folder(self._vault)
        for path in folder.iterdir() if folder.is_dir() else ():
            if path.name.startswith(".") or self._recordings.exists(path.name):
                continue
            head = Place.of(self._vault, path.name).head()
            if head is not None and self._hearings.exists(head.hearing):
                with self._store.transaction():
                    self._recordings.add(recording_of(head))

    def _incomplete(self) -> list[Recording]:
        rows = self._store.rows(
            "SELECT r.id FROM recordings r JOIN hearings h ON h.id = r.hearing "
            "WHERE r.complete = 0 AND h.removed = '' ORDER BY r.began, r.id"
        )
        return [self._recordings.get(row["id"]) for row in rows]

    def _forget(self, place: Place, recording: Recording) -> None:
        with self._store.transaction():
            self._recordings.delete(recording.id)
        place.remove()

    def _is_written(self, recording: str) -> bool:
        """Say whether somebody records it, in this window or another."""
        folder = Place.of(self._vault, recording).folder
        if not folder.is_dir():
            return False
        lock = WriterLock.acquire(folder)
        if lock is None:
            return True
        lock.release()
        return False
