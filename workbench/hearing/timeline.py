"""Time of a hearing: its recordings one after another, with the gaps between them."""

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from workbench.hearing.model import Damage, Recording, Turn

_TYPED = re.compile(
    r"(?:(?:(?P<hours>[0-9]{1,3}):)?(?P<minutes>[0-9]{1,4}):)?(?P<seconds>[0-9]{1,6}(?:\.[0-9]{0,3})?)"
)


@dataclass(frozen=True)
class Span:
    """Where a recording lies in the hearing.

    Attributes:
        recording: the recording.
        start, end: seconds of the hearing.
    """

    recording: Recording
    start: float
    end: float


@dataclass(frozen=True)
class Timeline:
    """The recordings of a hearing in order.

    Attributes:
        spans: one for every recording.
    """

    spans: tuple[Span, ...] = ()

    @classmethod
    def of(cls, recordings: Sequence[Recording]) -> "Timeline":
        """Put recordings one after another, each behind its gap."""
        spans, end = [], 0.0
        for recording in sorted(recordings, key=lambda one: one.position):
            start = end + max(0.0, recording.gap)
            end = start + max(0.0, recording.seconds)
            spans.append(Span(recording, start, end))
        return cls(tuple(spans))

    @property
    def seconds(self) -> float:
        """Length of the hearing."""
        return self.spans[-1].end if self.spans else 0.0

    def at(self, second: float) -> Span | None:
        """Return the recording that sounds at a second of the hearing, or the next after it.

        ``None`` after the end.
        """
        place = bisect_right([span.end for span in self.spans], second)
        return self.spans[place] if place < len(self.spans) else None

    def span(self, recording: str) -> Span | None:
        """Return where a recording lies; ``None`` for one that is not of this hearing."""
        return next((span for span in self.spans if span.recording.id == recording), None)

    def second(self, recording: str, second: float) -> float:
        """Return the second of the hearing for one of a recording; that itself where it is gone."""
        span = self.span(recording)
        return second if span is None else span.start + second

    def times(self, turn: Turn) -> tuple[float, float]:
        """Return beginning and end of a turn in seconds of the hearing."""
        return self.second(turn.recording, turn.start), self.second(turn.recording, turn.end)

    def stretches(self, start: float, end: float) -> tuple[tuple[Recording, float, float], ...]:
        """Return what sounds in a stretch of the hearing: recording, and its own seconds."""
        return tuple(
            (span.recording, max(start, span.start) - span.start, min(end, span.end) - span.start)
            for span in self.spans
            if min(end, span.end) > max(start, span.start)
        )

    def gaps(self) -> tuple[tuple[float, float], ...]:
        """Return beginning and end of every gap between recordings, in seconds of the hearing."""
        ends = [0.0, *(span.end for span in self.spans)]
        pairs = ((end, span.start) for end, span in zip(ends, self.spans, strict=False))
        return tuple((end, start) for end, start in pairs if start > end)


def clock(second: float, tenths: bool = False) -> str:
    """Return a time as ``01:02:03``, with a tenth of a second where it is wanted."""
    whole = max(0.0, second)
    if tenths:
        count = round(whole * 10)
        return f"{clock(count // 10)}.{count % 10}"
    count = int(whole)
    return f"{count // 3600:02}:{count // 60 % 60:02}:{count % 60:02}"


def where(damage: Damage) -> str:
    """Say where a damage lies; most are shorter than a second."""
    start, end = clock(damage.start), clock(damage.end)
    return f"{start} 处" if start == end else f"{start} 至 {end}"


def read_clock(words: str) -> float | None:
    """Return the seconds of a time as a person types it; ``None`` for what is none.

    ``1:02:03.4``, ``62:03.4`` (minutes and seconds) and ``3723.4`` (seconds) say the same; full
    width signs are taken too. Minutes and seconds behind another part are below 60.
    """
    plain = unicodedata.normalize("NFKC", words).strip().replace("。", ".")
    found = _TYPED.fullmatch(plain)
    if found is None:
        return None
    hours, minutes, seconds = (found[name] or "0" for name in ("hours", "minutes", "seconds"))
    if (found["hours"] and int(minutes) >= 60) or (found["minutes"] and float(seconds) >= 60):
        return None
    return int(hours) * 3600 + int(minutes) * 60 + float(seconds)
