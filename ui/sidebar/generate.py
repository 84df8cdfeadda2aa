"""How each feature of the sidebar is asked to speak about a case."""

from concurrent.futures import Future
from dataclasses import dataclass
from typing import Any

from workbench.kernel.job_table import Job, JobState
from workbench.similar_advice import said
from workbench.workbench import Workbench

EXTRACT, STATUTES, PRECEDENTS = "papers.extract", "law.statutes", "law.precedents"
_JOB_KINDS = {
    EXTRACT: ("papers.extract",),
    STATUTES: ("laws.index",),
    PRECEDENTS: ("precedents.index",),
}
_MATERIAL = ("papers.import", "papers.ocr")


@dataclass(frozen=True)
class Started:
    """What a request gave: a job to wait for, and whether to ask again once it is done; or an
    answer that comes from beside the window.
    """

    job: Job | None = None
    again: bool = False
    answer: "Future[Any] | None" = None


def generate(
    workbench: Workbench, feature: str, case: str, prepared: bool = False, cause: str = ""
) -> Started:
    """Ask a feature for advice on a case.

    Args:
        workbench: the open workbench.
        feature: its key.
        case: id of the case.
        prepared: an index was just built; do not build one again.
        cause: cause of action that a person chose for this run; empty for that of the case.

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
        return Started(answer=workbench.ask_statutes(case, cause))
    if feature == PRECEDENTS:
        if not prepared and not workbench.similar.readiness().indexed:
            return Started(index_precedents(workbench), again=True)
        return Started(answer=workbench.similar.ask(case))
    return Started()


def index_precedents(workbench: Workbench) -> Job | None:
    """Return the job that builds the index of similar cases, begun where none is under way."""
    return indexing(workbench, PRECEDENTS) or workbench.index_precedents()


def take(workbench: Workbench, feature: str, case: str, answer: "Future[Any]") -> str:
    """Show an answer that is there as advice; return what is to be said of it, mostly nothing.

    Raises:
        FeatureOffError: the feature was switched off meanwhile.
        UserError: what hindered it.
    """
    found = answer.result()
    if found is None:
        return ""
    if feature == PRECEDENTS:
        workbench.similar.show(case, found)
        return said(found)
    workbench.show_statutes(case, found)
    return ""


def indexing(workbench: Workbench, feature: str = STATUTES) -> Job | None:
    """Return the job that builds the index of a feature, if one is under way."""
    jobs = workbench.jobs.table.in_state(JobState.RUNNING, JobState.QUEUED)
    return next((job for job in jobs if job.kind in _JOB_KINDS[feature]), None)


def running(workbench: Workbench, feature: str, case: str) -> Job | None:
    """Return the job that works for a feature in a case, if one is under way."""
    jobs = workbench.jobs.table.in_state(JobState.RUNNING, JobState.QUEUED)
    kinds = _JOB_KINDS.get(feature, ())
    return next((job for job in jobs if job.kind in kinds and job.case in ("", case)), None)


def reading(workbench: Workbench, case: str) -> bool:
    """Say whether papers of a case are still being imported or read."""
    jobs = workbench.jobs.table.in_state(JobState.RUNNING, JobState.QUEUED)
    return any(job.kind in _MATERIAL and job.case == case for job in jobs)
