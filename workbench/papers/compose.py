"""The data of a case out of its confirmed values. Nothing unconfirmed gets in."""

from collections.abc import Iterable, Sequence
from dataclasses import fields as fields_of
from dataclasses import replace
from datetime import date
from typing import Any

from workbench.papers.model import Case, Party
from workbench.papers.values import CaseValue

PARTY_FIELDS = {
    "party.name": "name",
    "party.role": "role",
    "party.role_note": "note",
    "party.kind": "kind",
    "party.sex": "sex",
    "party.birth": "birth",
    "party.ethnicity": "ethnicity",
    "party.identity": "identity",
    "party.credit_code": "identity",
    "party.address": "address",
    "party.phone": "phone",
    "party.representative": "representative",
    "agent.name": "name",
    "agent.role": "role",
    "agent.of": "agent_of",
    "agent.authority": "authority",
    "agent.firm": "firm",
    "agent.phone": "phone",
}
"""Field of :class:`Party` by the key of the extracted value."""
CASE_FIELDS = {
    "case.number": "number",
    "court.name": "court",
    "cause.name": "cause",
    "case.procedure": "procedure",
    "date.filed": "filed",
    "date.hearing": "hearing",
}
"""Field of :class:`Case` by the key of the extracted value."""
AGENT = "委托诉讼代理人"
_DAYS = frozenset({"party.birth", "date.filed", "date.hearing"})
_OURS = frozenset({"key", "removed", "touched"})
DATA = tuple(item.name for item in fields_of(Party) if item.name not in _OURS)
"""Fields of a party that say something about it."""


class _Confirmed:
    """What confirmed values say of one party, with the groups of values that it came from."""

    def __init__(self, party: Party, groups: Iterable[str]) -> None:
        self.party = party
        self.groups = list(groups)


def compose(typed: Case, values: Iterable[CaseValue]) -> Case:
    """Return the case as everyone sees it: what a person typed, and what a person confirmed.

    What was typed stands above confirmed values field by field, also what was emptied; of several
    confirmed values of one field the first in the order of the papers counts (conflicts are shown
    where values are confirmed). Taking a confirmation back takes the value out again. A party that
    a person removed stays out; one that was renamed does not come a second time.
    """
    usable = [value for value in values if value.usable]
    fields: dict[str, Any] = {}
    for value in usable:
        name = CASE_FIELDS.get(value.found.field)
        if name and not getattr(typed, name) and name not in typed.touched:
            fields.setdefault(name, _content(value))
    claims = typed.claims
    if not claims and "claims" not in typed.touched:
        claims = tuple(dict.fromkeys(v.value for v in usable if v.found.field == "claim.text"))
    parties = _parties(_confirmed(usable), typed)
    return replace(typed, **fields, parties=parties, claims=claims)


def lift(typed: Case, value: CaseValue) -> Case:
    """Let a value that was confirmed just now into a field that a person had emptied before."""
    field, group = value.found.field, value.found.group
    name = CASE_FIELDS.get(field, "claims" if field == "claim.text" else "")
    if name and not getattr(typed, name):
        return replace(typed, touched=_without(typed.touched, name))
    part = PARTY_FIELDS.get(field, "")
    if not part or not group:
        return typed
    parties = tuple(
        replace(party, touched=_without(party.touched, part))
        if party.key == group and not getattr(party, part)
        else party
        for party in typed.parties
    )
    return replace(typed, parties=parties)


def typed_fields(party: Party) -> tuple[str, ...]:
    """Return the fields of a typed party that a person filled or emptied.

    Data of before ``touched`` says it by what is not empty; every party was natural there.
    """
    if party.key:
        return party.touched
    return tuple(
        name
        for name in DATA
        if getattr(party, name) and not (name == "kind" and party.kind == "natural")
    )


def _confirmed(usable: Sequence[CaseValue]) -> list[_Confirmed]:
    groups: dict[str, dict[str, Any]] = {}
    for value in usable:
        field, group = value.found.field, value.found.group
        name = PARTY_FIELDS.get(field)
        if not group or not name:
            continue
        data = groups.setdefault(group, {"role": AGENT if field.startswith("agent.") else ""})
        if name == "role":
            data["role"] = value.value
        elif not data.get(name):
            data[name] = _content(value)
    merged: dict[str, _Confirmed] = {}
    for group, data in groups.items():
        if not (name := data.get("name")):
            continue
        party = Party(**data)
        if name in merged:
            merged[name].party = _fill(merged[name].party, party)
            merged[name].groups.append(group)
        else:
            merged[name] = _Confirmed(party, [group])
    return list(merged.values())


def _parties(confirmed: list[_Confirmed], typed: Case) -> tuple[Party, ...]:
    placed: list[tuple[_Confirmed | None, Party]] = [(entry, entry.party) for entry in confirmed]
    for overlay in typed.parties:
        mine = [entry for entry, _ in placed if entry and _is_of(overlay, entry)]
        places = [place for place, (entry, _) in enumerate(placed) if entry in mine]
        party = _laid_over(overlay, mine)
        if places:
            placed[places[0]] = (mine[0], party)
            for place in reversed(places[1:]):
                mine[0].groups.extend(mine[places.index(place)].groups)
                del placed[place]
        elif not overlay.key or "name" in overlay.touched:
            placed.append((None, party))
    named = [(_keys(entry, party), party) for entry, party in placed if not party.removed]
    ranks = {key: rank for rank, key in enumerate(typed.order)}
    named.sort(key=lambda item: min(ranks.get(key, len(ranks)) for key in item[0]))
    return tuple(replace(party, key=keys[0]) for keys, party in named)


def _is_of(overlay: Party, entry: _Confirmed) -> bool:
    """Say whether a typed party is the one that values speak of: by its key, else by its name."""
    if overlay.key in entry.groups:
        return True
    if overlay.key and "name" not in overlay.touched:
        return entry.party.name == overlay.key.partition(":")[2]
    return entry.party.name == overlay.name


def _laid_over(overlay: Party, entries: Sequence[_Confirmed]) -> Party:
    said = set(typed_fields(overlay))
    party = overlay
    for entry in entries:
        gaps = {
            name: getattr(entry.party, name)
            for name in DATA
            if name not in said and getattr(entry.party, name)
        }
        party = replace(party, **gaps)
        said |= gaps.keys()
    return party


def _keys(entry: _Confirmed | None, party: Party) -> list[str]:
    groups = entry.groups if entry else []
    return list(dict.fromkeys([*([party.key] if party.key else []), *groups])) or [party.name]


def _fill(first: Party, second: Party) -> Party:
    """Fill what ``first`` leaves open from ``second``."""
    gaps = {name: getattr(second, name) for name in DATA if not getattr(first, name)}
    return replace(first, **gaps)


def _without(names: tuple[str, ...], name: str) -> tuple[str, ...]:
    return tuple(other for other in names if other != name)


def _content(value: CaseValue) -> Any:
    if value.found.field not in _DAYS:
        return value.value
    try:
        return date.fromisoformat(value.value)
    except ValueError:
        return None
