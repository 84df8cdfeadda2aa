"""How each feature of the sidebar is asked to speak about a case."""

from concurrent.futures import Future
from dataclasses import dataclass

from workbench.kernel.advice import Advice
from workbench.kernel.job_table import Job, JobState
from workbench.workbench import Workbench

EXTRACT, STATUTES = "papers.extract", "law.statutes"
_JOB_KINDS = {EXTRACT: ("papers.extract",), STATUTES: ("laws.index",)}
_MATERIAL = ("papers.import", "papers.ocr")


@dataclass(frozen=True)
class Started:
    """What a request gave: a job to wait for, and whether to ask again once it is done; or an
    answer that comes from beside the window.
    """

    job: Job | None = None
    again: bool = False
    answer: "Future[list[Advice] | None] | None" = None


def generate(workbench: Workbench, feature: str, case: str, prepared: bool = False) -> Started:
    """Ask a feature for advice on a case.

    Args:
        workbench: the open workbench.
        feature: its key.
        case: id of the case.
        prepared: an index was just built; do not build one again.

    Raises:
        FeatureOffError: the feature is off.
        UserError: something that it needs is missing.
    """
    workbench.switches.require(feature, case)
    if feature == EXTRACT:
        return Started(workbench.papers.extract(case))
    if feature == STATUTES:
        workbench.law.require_library()
        job = None if prepared else indexing(workbench) or workbench.index_laws()
        if job is not None:
            return Started(job, again=True)
        return Started(answer=workbench.ask_statutes(case))
    return Started()


def take(workbench: Workbench, case: str, answer: "Future[list[Advice] | None]") -> None:
    """Show an answer that is there as advice.

    Raises:
        FeatureOffError: the feature was switched off meanwhile.
        UserError: what hindered it.
    """
    items = answer.result()
    if items is not None:
        workbench.show_statutes(case, items)


def indexing(workbench: Workbench) -> Job | None:
    """Return the job that builds the index, if one is under way."""
    jobs = workbench.jobs.table.in_state(JobState.RUNNING, JobState.QUEUED)
    return next((job for job in jobs if job.kind == "laws.index"), None)


def running(workbench: Workbench, feature: str, case: str) -> Job | None:
    """Return the job that works for a feature in a case, if one is under way."""
    jobs = workbench.jobs.table.in_state(JobState.RUNNING, JobState.QUEUED)
    kinds = _JOB_KINDS.get(feature, ())
    return next((job for job in jobs if job.kind in kinds and job.case in ("", case)), None)


def reading(workbench: Workbench, case: str) -> bool:
    """Say whether papers of a case are still being imported or read."""
    jobs = workbench.jobs.table.in_state(JobState.RUNNING, JobState.QUEUED)
    return any(job.kind in _MATERIAL and job.case == case for job in jobs)
