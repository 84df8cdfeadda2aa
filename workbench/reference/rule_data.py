"""Reads the tables under ``resources/rules``: CSV with ``#`` head lines, and TOML."""

import csv
import tomllib
from functools import cache
from importlib.resources import files
from typing import Any


def read_csv(name: str) -> list[dict[str, str]]:
    """Return the rows of ``resources/rules/<name>``; head lines start with ``#``.

    Raises:
        FileNotFoundError: the installation lacks the table.
    """
    lines = [line for line in _text(name).splitlines() if line and not line.startswith("#")]
    return list(csv.DictReader(lines))


@cache
def read_toml(name: str) -> dict[str, Any]:
    """Return the tables of ``resources/rules/<name>``; read once, and not to be changed.

    Raises:
        FileNotFoundError: the installation lacks the table.
    """
    return tomllib.loads(_text(name))


def as_of(name: str) -> str:
    """Return the day or month that the table states (``as_of = …``), empty where none does."""
    for line in _text(name).splitlines():
        key, _, value = line.lstrip("# ").partition("=")
        if key.strip() == "as_of":
            return value.strip().strip('"')
    return ""


def _text(name: str) -> str:
    return files("resources").joinpath("rules", name).read_text(encoding="utf-8")
