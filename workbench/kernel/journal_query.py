"""Which rows of the journal are meant, as a part of SQL."""

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Query:
    """What rows must be; empty means anything.

    Attributes:
        event: an event, or its room (``papers.``).
        case: id of the case that they are about.
        feature: key of the feature that they are about.
        actor: account.
        since, until: days, ``2026-03-05``, both included, on the clock of the row.
        words: what stands in event, subject, detail or actor.
        events, subjects: events and subjects whose names hold ``words``, which only the caller
            knows.
    """

    event: str = ""
    case: str = ""
    feature: str = ""
    actor: str = ""
    since: str = ""
    until: str = ""
    words: str = ""
    events: tuple[str, ...] = ()
    subjects: tuple[str, ...] = ()

    def where(self) -> tuple[str, list[Any]]:
        """Return a condition and its parameters."""
        parts: list[str] = []
        given: list[Any] = []

        def add(part: str, *parameters: Any) -> None:
            parts.append(part)
            given.extend(parameters)

        if self.event:
            add("(event = ? OR event LIKE ? ESCAPE '\\')", self.event, _like(self.event, ""))
        if self.case:
            add("(subject = ? OR detail LIKE ? ESCAPE '\\')", self.case, _named("case", self.case))
        if self.feature:
            name = _named("feature", self.feature)
            add("(subject = ? OR detail LIKE ? ESCAPE '\\')", self.feature, name)
        if self.actor:
            add("actor = ?", self.actor)
        if self.since:
            add("substr(time, 1, 10) >= ?", self.since)
        if self.until:
            add("substr(time, 1, 10) <= ?", self.until)
        if self.words:
            text = _like(self.words)
            columns = [
                f"{name} LIKE ? ESCAPE '\\'" for name in ("event", "subject", "detail", "actor")
            ]
            columns += [
                f"event IN ({_marks(self.events)})",
                f"subject IN ({_marks(self.subjects)})",
            ]
            add(f"({' OR '.join(columns)})", *[text] * 4, *self.events, *self.subjects)
        return " AND ".join(parts) or "1", given


def _like(text: str, before: str = "%") -> str:
    for special in ("\\", "%", "_"):
        text = text.replace(special, f"\\{special}")
    return f"{before}{text}%"


def _named(key: str, value: str) -> str:
    return _like(f'"{key}": "{value}"')


def _marks(values: tuple[str, ...]) -> str:
    return ",".join("?" * len(values))
