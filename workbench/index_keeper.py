"""Keeps the index of similar cases behind its library: what comes or goes is indexed by itself.

It listens to changes, so that it does not matter who imports or removes: a page, the terminal, a
job that was resumed. While judgments come in nothing is indexed; one job follows when they are in.
"""

from workbench.kernel.changes import ChangeBus, Changes
from workbench.kernel.job_table import Job, JobState
from workbench.kernel.jobs import JobRunner
from workbench.law.precedents.import_job import KIND as IMPORT
from workbench.law.precedents.index_job import KIND as INDEX
from workbench.law.precedents.remove_job import KIND as REMOVAL
from workbench.law.precedents.service import Precedents

_HEARD = frozenset({"precedents", "jobs", "switches"})


class IndexKeeper:
    """Begins the job of the index where the library went ahead of it.

    Args:
        jobs: where jobs are queued; nothing is begun by itself where they cannot be.
        precedents: the room.
        changes: where it listens.
    """

    def __init__(self, jobs: JobRunner, precedents: Precedents, changes: ChangeBus) -> None:
        self._jobs = jobs
        self._precedents = precedents
        self._tried = -1
        if not jobs.read_only:
            changes.subscribe(self._on_changes)

    def follow(self) -> None:
        """Begin the job if the index lacks something and nothing of the library is under way.

        What failed or was cancelled is not begun again before the library changes further, or
        somebody asks for it.
        """
        changes = self._precedents.library.changes()
        pending = self._under_way(INDEX)
        if pending is not None and pending.state is JobState.QUEUED:
            self._tried = changes  # it will take in all that there is
        if pending or self._under_way(IMPORT) or self._under_way(REMOVAL):
            return
        if changes != self._tried:
            self.begin()

    def begin(self) -> Job | None:
        """Return the job that brings the index up to date; ``None`` if it is, or switched off."""
        if pending := self._under_way(INDEX):
            return pending
        if not self._precedents.needs_index():
            return None
        # Before it is queued: to be queued is a change too.
        self._tried = self._precedents.library.changes()
        return self._jobs.submit(INDEX, "建立类案索引", {})

    def _on_changes(self, changes: Changes) -> None:
        if _HEARD & changes.kinds:
            self.follow()

    def _under_way(self, kind: str) -> Job | None:
        found = self._jobs.table.in_state(JobState.QUEUED, JobState.RUNNING)
        return next((job for job in found if job.kind == kind), None)
