"""Roles of parties: what may be chosen in a case, and on which side each stands.

Source: the names of parties in the forms of court documents (法〔2016〕221号 and the forms for
criminal and administrative cases); data in ``resources/rules/party_roles.toml``.
"""

from enum import StrEnum
from functools import cache
from typing import Any

from workbench.reference.rule_data import read_toml


class Side(StrEnum):
    """Where a party stands in the picture: who asks, who is asked, others, agents."""

    LEFT = "left"
    RIGHT = "right"
    BELOW = "below"
    AGENT = "agent"


def roles_for(domain: str, stage: str) -> tuple[str, ...]:
    """Return the roles of parties in a case; of civil cases where the domain is unknown."""
    sets = _table()["set"]
    for wanted in (domain, "民事"):
        for row in sets:
            if row["domain"] == wanted and (not row["stages"] or stage in row["stages"]):
                return tuple(row["roles"])
    return ()


def agent_roles() -> tuple[str, ...]:
    """Return the roles of those who act for a party."""
    return tuple(_table()["agents"])


def authorities() -> tuple[str, ...]:
    """Return the kinds of authority of an agent (一般授权, 特别授权)."""
    return tuple(_table()["authorities"])


def side_of(role: str, agent_of: str = "") -> Side:
    """Return the side of a role; a role with several words (原告（反诉被告）) goes by the first."""
    if agent_of or role in agent_roles():
        return Side.AGENT
    sides: dict[str, list[str]] = _table()["sides"]
    first = role.partition("（")[0].strip()
    for side in (Side.LEFT, Side.RIGHT):
        if first in sides[side]:
            return side
    return Side.BELOW


@cache
def _table() -> dict[str, Any]:
    return read_toml("party_roles.toml")
