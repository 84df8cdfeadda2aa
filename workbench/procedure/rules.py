"""The table of periods, ``resources/rules/deadlines.toml``."""

from dataclasses import dataclass
from functools import cache
from typing import Any

from workbench.reference.rule_data import as_of, read_toml

FILE = "deadlines.toml"


@dataclass(frozen=True)
class Rule:
    """A period; the fields are explained at the head of the table."""

    key: str
    title: str
    domains: tuple[str, ...]
    stages: tuple[str, ...]
    start: str
    duty: str
    rolls: bool
    basis: str
    note: str
    mark: str
    procedures: tuple[str, ...] = ()
    whom: tuple[str, ...] = ()
    days: int = 0
    months: int = 0
    ends: str = ""
    trial: bool = False


@cache
def rules() -> tuple[Rule, ...]:
    """Return the periods in the order of the table."""
    return tuple(_rule(row) for row in _table()["rule"])


def warn_days() -> tuple[int, ...]:
    """Return how many days before its end a period is warned of, the farthest first."""
    return tuple(_table()["warn_days"])


def caution() -> str:
    """Return the sentence that stands beside every list of periods."""
    return str(_table()["caution"])


def counting() -> str:
    """Return how periods are counted, with the articles."""
    return str(_table()["counting"])


def table_date() -> str:
    """Return the date of the table."""
    return as_of(FILE)


@cache
def _table() -> dict[str, Any]:
    return read_toml(FILE)


def _rule(row: dict[str, Any]) -> Rule:
    lists = ("domains", "stages", "procedures", "whom")
    fields: dict[str, Any] = {k: tuple(v) if k in lists else v for k, v in row.items()}
    return Rule(**fields)
