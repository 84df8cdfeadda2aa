"""The time of a record: local time with its offset, to the millisecond."""

from datetime import date, datetime


def now() -> str:
    """Return the present time as ISO 8601 with offset (``2026-03-05T09:30:00.125+08:00``)."""
    return datetime.now().astimezone().isoformat(timespec="milliseconds")


def today() -> date:
    """Return the present day on this machine's clock."""
    return datetime.now().astimezone().date()
