"""What a person does to the parties of a case, as changes of the case as typed. Pure functions.

A party that came from confirmed values is edited by a typed party of the same key laid over it
(:mod:`workbench.papers.compose`); only the fields that were typed stand there.
"""

import secrets
from dataclasses import replace
from typing import Any

from workbench.kernel.errors import UserError
from workbench.papers.compose import DATA, typed_fields
from workbench.papers.model import Case, Party


def find(case: Case, key: str) -> Party:
    """Return a party of a case by its key, or its name where it has no key yet.

    Raises:
        UserError: it is gone.
    """
    for party in case.parties:
        if key in (party.key, party.key or party.name):
            return party
    raise UserError("该当事人已不在本案中，没有保存。", "请查看当前的当事人列表。")


def add(typed: Case, party: Party) -> tuple[Case, str]:
    """Add a party; return the case as typed and the party's key.

    Raises:
        UserError: it has no name.
    """
    _require_name(party.name)
    key = secrets.token_hex(6)
    said = tuple(name for name in DATA if getattr(party, name))
    party = replace(party, key=key, touched=said, removed=False)
    return replace(typed, parties=(*typed.parties, party)), key


def edit(typed: Case, composed: Case, key: str, **fields: Any) -> Case:
    """Change fields of a party; agents follow the new name of whom they act for.

    Raises:
        UserError: the party is gone, or its name would be empty.
    """
    party = find(composed, key)
    if "name" in fields:
        _require_name(fields["name"])
    case = _laid(typed, party, fields)
    new = fields.get("name", party.name)
    if new != party.name:
        for agent in composed.parties:
            if agent.agent_of == party.name:
                case = _laid(case, agent, {"agent_of": new})
    return case


def remove(typed: Case, composed: Case, key: str) -> Case:
    """Take a party out; :func:`restore` brings it back."""
    return _laid(typed, find(composed, key), {}, removed=True)


def restore(typed: Case, key: str) -> Case:
    """Bring a removed party back."""
    parties = tuple(replace(p, removed=False) if p.key == key else p for p in typed.parties)
    return replace(typed, parties=parties)


def removed(typed: Case) -> tuple[Party, ...]:
    """Return the parties that a person took out."""
    return tuple(party for party in typed.parties if party.removed)


def move(typed: Case, composed: Case, key: str, step: int) -> Case:
    """Move a party ``step`` places up (-1) or down (1); at the ends it stays."""
    find(composed, key)
    order = [party.key or party.name for party in composed.parties]
    place = order.index(key)
    target = min(max(0, place + step), len(order) - 1)
    order.insert(target, order.pop(place))
    return replace(typed, order=tuple(order))


def _laid(typed: Case, party: Party, fields: dict[str, Any], removed: bool = False) -> Case:
    """Put fields into the typed party that is laid over ``party``, making it if there is none."""
    key = party.key or party.name
    overlay = next((one for one in typed.parties if _is_over(one, party)), None)
    base = overlay or Party(party.name, party.role)
    said = typed_fields(base) if overlay else ()
    touched = tuple(dict.fromkeys([*said, *fields]))
    new = replace(base, **fields, key=key, touched=touched, removed=removed)
    if overlay is None:
        return replace(typed, parties=(*typed.parties, new))
    parties = tuple(new if one is overlay else one for one in typed.parties)
    return replace(typed, parties=parties)


def _is_over(overlay: Party, party: Party) -> bool:
    return overlay.key == party.key if overlay.key else overlay.name == party.name


def _require_name(name: str) -> None:
    if not name.strip():
        raise UserError("姓名或名称不能为空，没有保存。", "请填写姓名或名称，或移除该当事人。")
