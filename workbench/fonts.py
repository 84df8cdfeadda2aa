"""Fonts by the part they play in court documents, and what stands in for those that are missing.

The table is ``resources/fonts.toml``.
"""

import tomllib
from collections.abc import Collection
from dataclasses import dataclass
from importlib import resources


@dataclass(frozen=True)
class FontRole:
    """A face that documents ask for.

    Attributes:
        role: 仿宋, 小标宋, 楷体, 宋体 or 黑体.
        asked: the name that documents carry.
        used: what for.
        families: names of fonts that are this face, best first.
        instead: roles that stand in for it, best first.
    """

    role: str
    asked: str
    used: str
    families: tuple[str, ...]
    instead: tuple[str, ...]


@dataclass(frozen=True)
class Choice:
    """The installed family for a role; ``exact`` says whether it is that face. May be empty."""

    family: str
    exact: bool


def load() -> dict[str, FontRole]:
    """Read the table; roles in the order of the file."""
    text = resources.files("resources").joinpath("fonts.toml").read_text("utf-8")
    rows = tomllib.loads(text)["font"]
    found = (
        FontRole(
            row["role"],
            row["asked"],
            row["used"],
            tuple(row["families"]),
            tuple(row["instead"]),
        )
        for row in rows
    )
    return {item.role: item for item in found}


def choose(role: str, installed: Collection[str], table: dict[str, FontRole]) -> Choice:
    """Return the installed family that plays a role, or the one that stands in for it."""
    first = _installed(table[role], installed)
    if first:
        return Choice(first, True)
    others = (_installed(table[name], installed) for name in table[role].instead)
    return Choice(next((name for name in others if name), ""), False)


def _installed(role: FontRole, installed: Collection[str]) -> str:
    return next((name for name in role.families if name in installed), "")
