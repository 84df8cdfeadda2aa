"""What the parts of the hearing room share: the workspace, its rows, and how a change is told."""

from collections.abc import Sequence
from dataclasses import dataclass

from workbench.hearing.amendments import Amendments
from workbench.hearing.cleaning import Cleaner
from workbench.hearing.history import History
from workbench.hearing.kinds import Kinds
from workbench.hearing.model import Hearing, Recording
from workbench.hearing.repository import (
    HearingRepository,
    ProfileRepository,
    RecordingRepository,
)
from workbench.hearing.role_steps import Pair
from workbench.hearing.turn_rows import TurnRepository
from workbench.kernel.changes import ChangeBus, Changes
from workbench.kernel.features import Switches
from workbench.kernel.job_table import JobState
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


class Room:
    """Rows of hearings and how a change of them is told.

    Attributes:
        amendments: what those who took part ask to be corrected in the record.
    """

    def __init__(self, base: Base, kinds: Kinds) -> None:
        self._base = base
        self._kinds = kinds
        self._store = base.store
        self._hearings = HearingRepository(base.store)
        self._recordings = RecordingRepository(base.store)
        self._profiles = ProfileRepository(base.store)
        self._turns = TurnRepository(base.store)
        self._cleaner = Cleaner()
        self.amendments = Amendments(base.store, base.journal, base.changes)
        base.originals.share(self._recordings.originals, kinds.intake.name, kinds.keep.name)

    def _save(self, recording: Recording, *more: str) -> Changes:
        hearing = self._hearings.get(recording.hearing)
        with self._store.transaction():
            self._recordings.save(recording)
        return self._tell(hearing.case, *more)

    def _step(self, hearing_id: str, name: str, pairs: Sequence[Pair]) -> None:
        """Change turns as one step. Call it in a transaction."""
        History(self._store, self._turns).do_pairs(hearing_id, name, pairs)

    def _stop(self, hearing: Hearing, reason: str) -> None:
        jobs = self._base.jobs
        for job in jobs.table.in_state(JobState.QUEUED, JobState.RUNNING):
            if job.payload.get("hearing") == hearing.id:
                jobs.cancel(job.id, reason)

    def _tell(self, case: str, *more: str) -> Changes:
        return self._base.changes.publish(Changes.of("hearing", *more, case=case))
