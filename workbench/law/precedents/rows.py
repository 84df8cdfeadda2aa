"""Rows of the table of precedents, written and read."""

import json
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from workbench.law.precedents.model import (
    CourtLevel,
    Kind,
    Origin,
    Outcome,
    Penalty,
    PrecedentHead,
    Result,
    Sentence,
    Stage,
)

_BETWEEN = "\t"
_SIGN = 1 << 63


def day_number(day: date | None) -> int:
    """Return a day as yyyymmdd; 0 for none."""
    return day.year * 10_000 + day.month * 100 + day.day if day else 0


def day_of(number: int) -> date | None:
    """Return the day of :func:`day_number`."""
    return date(number // 10_000, number // 100 % 100, number % 100) if number else None


def signed(value: int) -> int:
    """Return 64 bits as SQLite keeps integers."""
    return value - (1 << 64) if value >= _SIGN else value


def unsigned(value: int) -> int:
    """Return the 64 bits that :func:`signed` was given."""
    return value + (1 << 64) if value < 0 else value


def hex_number(digits: str) -> int:
    """Return 16 hex digits as a signed integer; 0 for none."""
    return signed(int(digits, 16)) if digits else 0


def joined(values: tuple[str, ...]) -> str:
    """Return several names as one field."""
    return _BETWEEN.join(values)


def parted(field: str) -> tuple[str, ...]:
    """Return the names of a field."""
    return tuple(field.split(_BETWEEN)) if field else ()


def outcome_field(outcome: Outcome) -> str:
    """Return an outcome as JSON."""
    return json.dumps(
        [
            [str(result) for result in outcome.results],
            [
                [s.defendant, list(s.charges), str(s.penalty), s.months, s.suspended, _sum(s.fine)]
                for s in outcome.sentences
            ],
            _sum(outcome.amount),
            outcome.start,
            outcome.end,
        ],
        ensure_ascii=False,
        separators=(",", ":"),
    )


def outcome_of(field: str) -> Outcome:
    """Return the outcome of :func:`outcome_field`."""
    results, sentences, amount, start, end = json.loads(field)
    return Outcome(
        tuple(Result(result) for result in results),
        tuple(
            Sentence(name, tuple(charges), Penalty(penalty), months, suspended, _decimal(fine))
            for name, charges, penalty, months, suspended, fine in sentences
        ),
        _decimal(amount),
        start,
        end,
    )


def head_of(row: Mapping[str, Any]) -> PrecedentHead:
    """Return a row without its text; ``row`` has the pack's name as ``pack_name``."""
    return PrecedentHead(
        row["id"],
        Origin(row["origin"]),
        Kind(row["kind"]),
        row["title"],
        row["number"],
        row["library_number"],
        row["court"],
        CourtLevel(row["level"]),
        row["province"],
        Stage(row["stage"]),
        row["document"],
        day_of(row["decided"]),
        parted(row["causes"]),
        outcome_of(row["outcome"]),
        row["gist"],
        parted(row["keywords"]),
        row["pack_name"],
        row["source"],
        row["series"],
    )


def _sum(value: Decimal | None) -> str | None:
    return None if value is None else str(value)


def _decimal(value: str | None) -> Decimal | None:
    return None if value is None else Decimal(value)
