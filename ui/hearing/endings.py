"""Says how a job of a hearing ended, and of an import what did not come in."""

from pathlib import Path

from ui.bridge import Bridge
from workbench.hearing.intake import KEPT
from workbench.hearing.intake import KIND as IMPORT
from workbench.kernel.job_table import Job, JobState

NAMED = 5
"""Files that a message names; the list of jobs names them all."""


def tell_end(bridge: Bridge, job: Job) -> None:
    """Tell the end of a job in the message bar."""
    if job.state is JobState.DONE:
        bridge.notice.emit(f"{job.title}：{job.message}")
    elif job.state is JobState.FAILED:
        bridge.failed.emit(job.message, "已完成的部分保留，可以继续。")
    if job.kind != IMPORT:
        return
    lines = bridge.workbench.hearing.account(job.id)
    lost = [line for line in lines if line.outcome != KEPT and line.reason]
    if lost:
        words = [f"“{Path(line.source).name}”：{line.reason}" for line in lost[:NAMED]]
        bridge.failed.emit("\n".join(words), "其余录音已导入。")
