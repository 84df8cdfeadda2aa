"""Taking a pack out of the library as a job: the parent removes a little at every turn."""

from typing import Any

from workbench.kernel.changes import Changes
from workbench.kernel.child import Report
from workbench.kernel.job_table import Job
from workbench.kernel.jobs import Work
from workbench.kernel.journal import Journal
from workbench.kernel.store import Store
from workbench.law.precedents.shelf import Shelf

KIND = "precedents.remove"
STEP = 20
"""Precedents taken out in one go: no more than a window may stand still for."""


def turns(report: Report, arguments: dict[str, Any]) -> None:
    """Child's work: give the parent as many turns as it needs (``turns``)."""
    total = arguments["turns"]
    for turn in range(total):
        report.progress(turn, total, "正在删除")
        report.partial(turn)


class PrecedentRemoveKind:
    """The parent's side of the job ``precedents.remove``; what is removed stays removed."""

    name = KIND
    feature = ""

    def __init__(self, store: Store, journal: Journal) -> None:
        self._store = store
        self._shelf = Shelf(store)
        self._journal = journal

    def work(self, job: Job) -> Work:
        """Return the turns that it takes."""
        rows = self._store.rows(
            "SELECT held FROM precedent_packs WHERE name = ?", (job.payload["pack"],)
        )
        held = rows[0]["held"] if rows else 0
        # One more finds nothing and lets the pack itself go.
        return Work(turns, {"turns": held // STEP + 2})

    def store(self, job: Job, item: Any) -> Changes:
        """Take some out."""
        del item
        with self._store.transaction():
            self._shelf.remove_some(job.payload["pack"], STEP)
        return Changes.of("precedents")

    def died(self, job: Job, reason: str) -> bool:
        """Leave it failed; it can be asked for again."""
        del job, reason
        return False

    def finish(self, job: Job) -> str:
        """Record that the pack is gone."""
        pack = job.payload["pack"]
        self._journal.append(KIND, job.id, pack=pack)
        return f"案例包“{pack}”已从案例库删除。"
