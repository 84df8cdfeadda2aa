"""How the window writes dates, times, progress and states."""

from datetime import date, datetime

from workbench.kernel.clock import now
from workbench.kernel.job_table import JOB_STATE_WORDS, Job, JobState
from workbench.kernel.numerals import format_date
from workbench.papers.field_checks import parse_day
from workbench.papers.model import PAGED, Document, Outcome

OUTCOMES = {
    Outcome.READABLE: ("check", "可读"),
    Outcome.NEEDS_OCR: ("clock", "待识别"),
    Outcome.UNREADABLE: ("error", "不可读"),
}
"""Icon and word of each outcome of reading."""

JOB_ICONS = {
    JobState.QUEUED: "clock",
    JobState.RUNNING: "play",
    JobState.DONE: "check",
    JobState.FAILED: "error",
    JobState.CANCELLED: "stop",
    JobState.INTERRUPTED: "warning",
}


def chinese_date(day: date | None) -> str:
    """Write a date as 2026年3月5日; empty for ``None``."""
    return format_date(day) if day else ""


def day_of(stamp: str) -> str:
    """Write the day of an ISO time as 2026年3月5日; empty for none."""
    return format_date(datetime.fromisoformat(stamp).date()) if stamp else ""


def full_moment(stamp: str) -> str:
    """Write an ISO time as 2026年3月5日 09:30; empty for none."""
    return f"{day_of(stamp)} {datetime.fromisoformat(stamp):%H:%M}" if stamp else ""


def moment(stamp: str) -> str:
    """Write an ISO time as 3月5日 09:30, with the year where it is not this one."""
    if not stamp:
        return ""
    time = datetime.fromisoformat(stamp)
    year = "" if time.year == datetime.now().astimezone().year else f"{time.year}年"
    return f"{year}{time.month}月{time.day}日 {time:%H:%M}"


def parse_date(text: str) -> date | None:
    """Read a typed date; ``None`` for an empty text.

    Raises:
        UserError: the text is not a date of the calendar.
    """
    return parse_day(text)


def time_left(job: Job) -> str:
    """Estimate what is left of a running job from what it has done; empty if unknown."""
    if job.state is not JobState.RUNNING or not job.started or not 0 < job.done < job.total:
        return ""
    spent = datetime.fromisoformat(now()) - datetime.fromisoformat(job.started)
    seconds = spent.total_seconds() / job.done * (job.total - job.done)
    if seconds < 60:
        return "剩余不到 1 分钟"
    if seconds < 5400:
        return f"剩余约 {round(seconds / 60)} 分钟"
    return f"剩余约 {seconds / 3600:.1f} 小时"


def job_line(job: Job) -> str:
    """Write a job in one line: title, state or progress, time left."""
    parts = [job.title]
    if job.state is JobState.RUNNING and job.total:
        parts.append(f"{job.done}/{job.total}")
    elif job.state is JobState.RUNNING and job.message:
        parts.append(job.message)
    else:
        parts.append(JOB_STATE_WORDS[job.state])
    if left := time_left(job):
        parts.append(left)
    return " · ".join(parts)


def pages_of(document: Document) -> str:
    """Write the number of pages; formats without pages have none to count."""
    return str(document.pages) if document.pages and document.kind in PAGED else ""
