"""Roles that rules give to turns: by the seats of a hearing, and by its prompts."""

from collections.abc import Sequence
from dataclasses import replace

from workbench.hearing.model import Procedure, RoleBasis, SeatProfile, Turn
from workbench.hearing.profiles import role_at
from workbench.hearing.prompts import suggest_roles

Pair = tuple[Turn, Turn]
"""A turn before and after."""

OPEN = (RoleBasis.NONE, RoleBasis.PROMPT)


def by_prompts(turns: Sequence[Turn], procedure: Procedure) -> list[Pair]:
    """Return the turns whose suggested role changes; what is settled otherwise stays.

    A seat settles the side, not whether the party or its agent speaks there: see
    :func:`suggest_roles`.

    Args:
        turns: of one hearing, in its order.
        procedure: see there.
    """
    roles = {found.turn: found.role for found in suggest_roles(turns, procedure)}
    pairs = []
    for turn in turns:
        if turn.basis not in OPEN and (turn.basis is not RoleBasis.CHANNEL or turn.id not in roles):
            continue
        role = roles.get(turn.id, "")
        basis = RoleBasis.PROMPT if role else RoleBasis.NONE
        if (role, basis) != (turn.role, turn.basis):
            pairs.append((turn, replace(turn, role=role, basis=basis)))
    return pairs


def by_seats(turns: Sequence[Turn], profile: SeatProfile | None) -> list[Pair]:
    """Return the turns to which seats give another role; what a person set stays."""
    pairs = []
    for turn in turns:
        if turn.basis in (RoleBasis.HAND, RoleBasis.VOICE) or turn.channel < 0:
            continue
        role = role_at(profile, turn.channel)
        if not role and turn.basis is not RoleBasis.CHANNEL:
            continue
        basis = RoleBasis.CHANNEL if role else RoleBasis.NONE
        if (role, basis) != (turn.role, turn.basis):
            pairs.append((turn, replace(turn, role=role, basis=basis)))
    return pairs
