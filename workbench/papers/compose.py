"""The data of a case out of its confirmed values. Nothing unconfirmed gets in."""

from collections.abc import Iterable, Sequence
from dataclasses import fields as fields_of
from dataclasses import replace
from datetime import date
from typing import Any

from workbench.papers.model import Case, Party
from workbench.papers.values import CaseValue

_PARTY_FIELDS = {
    "party.role": "role",
    "party.kind": "kind",
    "party.sex": "sex",
    "party.birth": "birth",
    "party.ethnicity": "ethnicity",
    "party.identity": "identity",
    "party.credit_code": "identity",
    "party.address": "address",
    "party.phone": "phone",
    "party.representative": "representative",
    "agent.role": "role",
    "agent.of": "agent_of",
    "agent.authority": "authority",
}
_AGENT = "委托诉讼代理人"
_CASE_FIELDS = {"case.number": "number", "court.name": "court", "cause.name": "cause"}


def compose(typed: Case, values: Iterable[CaseValue]) -> Case:
    """Return the case as everyone sees it: what a person typed, and what a person confirmed.

    What was typed into the case itself stands above confirmed values; of several confirmed
    values of one field the first in the order of the papers counts (conflicts are shown where
    values are confirmed). Taking a confirmation back takes the value out again.
    """
    usable = [value for value in values if value.usable]
    fields: dict[str, Any] = {}
    for value in usable:
        name = _CASE_FIELDS.get(value.found.field)
        if name and not getattr(typed, name):
            fields.setdefault(name, value.value)
        if value.found.field == "date.filed" and typed.filed is None:
            fields.setdefault("filed", _date(value.value))
    claims = tuple(dict.fromkeys(v.value for v in usable if v.found.field == "claim.text"))
    return replace(
        typed,
        **fields,
        parties=_parties(usable, typed.parties),
        claims=typed.claims or claims,
    )


def _parties(usable: Sequence[CaseValue], typed: tuple[Party, ...]) -> tuple[Party, ...]:
    groups: dict[str, dict[str, Any]] = {}
    for value in usable:
        field, group = value.found.field, value.found.group
        if not group or not field.startswith(("party.", "agent.")):
            continue
        data = groups.setdefault(group, {"agent": field.startswith("agent.")})
        if field in ("party.name", "agent.name"):
            data.setdefault("name", value.value)
        elif name := _PARTY_FIELDS.get(field):
            content = _date(value.value) if field == "party.birth" else value.value
            data[name] = data.get(name) or content
    merged: dict[str, Party] = {}
    for data in groups.values():
        if name := data.get("name"):
            default = _AGENT if data.pop("agent") else ""
            party = Party(**{**data, "role": data.get("role") or default})
            merged[name] = _merge(merged[name], party) if name in merged else party
    for party in typed:
        merged[party.name] = _merge(party, merged[party.name]) if party.name in merged else party
    return tuple(merged.values())


def _merge(first: Party, second: Party) -> Party:
    """Fill what ``first`` leaves open from ``second``."""
    gaps = {
        item.name: getattr(second, item.name)
        for item in fields_of(first)
        if not getattr(first, item.name)
    }
    return replace(first, **gaps)


def _date(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
