"""Times of a hearing as people read them: the time of day, and lengths."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from types import MappingProxyType

from workbench.hearing.live.model import Interruption
from workbench.hearing.model import Recording
from workbench.hearing.timeline import Timeline


def offsets(recordings: Sequence[Recording]) -> dict[str, float]:
    """Return the second of the hearing at which each recording begins, by id."""
    return {span.recording.id: span.start for span in Timeline.of(recordings).spans}


def length_words(seconds: float) -> str:
    """Return a length in words (1小时2分3秒)."""
    hours, rest = divmod(round(seconds), 3600)
    minutes, left = divmod(rest, 60)
    return (f"{hours}小时" if hours else "") + (f"{minutes}分" if minutes else "") + f"{left}秒"


def day_words(moment: datetime) -> str:
    """Return a time of day in words (2026年3月5日9时30分)."""
    return f"{moment.year}年{moment.month}月{moment.day}日{moment.hour}时{moment.minute:02d}分"


def began(recordings: Sequence[Recording]) -> dict[str, datetime]:
    """Return when each recording was begun, by id, as far as it can be told.

    What a file does not say is counted from the first one before it that says it.
    """
    starts = offsets(recordings)
    found: dict[str, datetime] = {}
    known: tuple[datetime, float] | None = None
    for recording in recordings:
        own = _moment(recording.began)
        if own is not None:
            known = (own, starts[recording.id])
            found[recording.id] = own
        elif known is not None:
            found[recording.id] = known[0] + timedelta(seconds=starts[recording.id] - known[1])
    return found


def spans(
    recordings: Sequence[Recording],
    interruptions: Mapping[str, Sequence[Interruption]] = MappingProxyType({}),
) -> tuple[tuple[datetime, datetime], ...]:
    """Return begin and end of a hearing on the clock, day by day; nothing where it is not known.

    Args:
        recordings: in order.
        interruptions: times in which nothing was recorded, by recording; they pass on the clock.
    """
    times = began(recordings)
    if not recordings or recordings[0].id not in times or recordings[-1].id not in times:
        return ()
    found: list[tuple[datetime, datetime]] = []
    for recording in recordings:
        paused = sum((paused_for(one) for one in interruptions.get(recording.id, ())), timedelta())
        start = times[recording.id]
        end = start + timedelta(seconds=recording.seconds) + paused
        if found and found[-1][0].date() == start.date():
            found[-1] = (found[-1][0], end)
        else:
            found.append((start, end))
    return tuple(found)


def span_words(start: datetime, end: datetime) -> str:
    """Return a time in words, its day once (2026年3月5日9时30分至11时05分)."""
    same = end.date() == start.date()
    return f"{day_words(start)}至{f'{end.hour}时{end.minute:02d}分' if same else day_words(end)}"


def paused_for(one: Interruption) -> timedelta:
    """Return how long an interruption took; nothing where its end is not known."""
    start, end = _moment(one.began), _moment(one.ended)
    return max(end - start, timedelta()) if start and end else timedelta()


def _moment(text: str) -> datetime | None:
    try:
        moment = datetime.fromisoformat(text) if text else None
    except ValueError:
        return None
    # Phones and cameras write universal time; a record is written by the clock on the wall.
    return moment.astimezone() if moment and moment.utcoffset() == timedelta() else moment
