"""Head of the record and who is present: from the case and the recordings, then by hand."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from types import MappingProxyType

from workbench.hearing.live.model import Interruption
from workbench.hearing.model import PROCEDURE_WORDS, Hearing, Recording
from workbench.hearing.record.clock import span_words, spans
from workbench.hearing.record.template import Template
from workbench.papers.model import Case, Party

_OFFICERS = {"assistant": "法官助理", "clerk": "书记员"}
_PARTIES = {"prosecution": ("公诉机关", "公诉人", "检察员"), "official": ("行政机关负责人",)}
"""Heads filled with those among the parties who have such a role."""
_AGENTS = ("代理人", "辩护人", "代表人")
PRESENCE = ("到庭", "未到庭", "")
"""Whether somebody came; empty where nobody said it."""


@dataclass(frozen=True)
class HeadRow:
    """A field of the head.

    Attributes:
        key, label: of the template.
        value: what it holds; empty where nobody and nothing filled it.
        filled: ``person``, ``case``, ``recording`` or empty.
        hint: what to write there.
        required: named as missing before the export.
    """

    key: str
    label: str
    value: str
    filled: str
    hint: str
    required: bool

    @property
    def missing(self) -> bool:
        """Whether something required is not there."""
        return self.required and not self.value


@dataclass(frozen=True)
class Person:
    """Somebody who takes part.

    Attributes:
        role, name: as in the case.
        of: the party whom an agent stands for.
        authority: 一般授权 or 特别授权.
        detail: firm, post, representative.
        identity: number of the identity paper as far as the case knows it.
        present: one of :data:`PRESENCE`.
        verified: the clerk compared the identity paper (身份已核对).
    """

    role: str
    name: str
    of: str = ""
    authority: str = ""
    detail: str = ""
    identity: str = ""
    present: str = ""
    verified: bool = False

    @property
    def is_agent(self) -> bool:
        """Whether the person speaks for a party."""
        return bool(self.of) or any(word in self.role for word in _AGENTS)


def head_rows(
    template: Template,
    case: Case,
    hearing: Hearing,
    recordings: Sequence[Recording],
    typed: Mapping[str, str],
    interruptions: Mapping[str, Sequence[Interruption]] = MappingProxyType({}),
) -> tuple[HeadRow, ...]:
    """Return the fields of the head in order; what a person typed stands above all.

    Args:
        template: of the procedure.
        case: composed of typed and confirmed data only.
        hearing: of the case.
        recordings: in order.
        typed: by key of the field; an empty text says that the field stays empty.
        interruptions: times in which nothing was recorded, by recording.
    """
    known = _known(case, hearing, spans(recordings, interruptions))
    rows = []
    for field in template.fields:
        value, filled = known.get(field.value, ("", ""))
        if field.key in typed:
            value, filled = typed[field.key], "person"
        filled = filled if value else ""
        rows.append(HeadRow(field.key, field.label, value, filled, field.hint, field.required))
    return tuple(rows)


def persons(case: Case, typed: Sequence[Person] | None) -> tuple[Person, ...]:
    """Return who takes part: each party with its agents behind it, or what a person made of it."""
    if typed is not None:
        return tuple(typed)
    agents = [party for party in case.parties if party.agent_of]
    found: list[Person] = []
    for party in case.parties:
        if not party.agent_of:
            found.append(_person(party))
            found += [_person(agent) for agent in agents if agent.agent_of == party.name]
    left = [agent for agent in agents if all(agent.name != one.name for one in found)]
    return (*found, *map(_person, left))


def _person(party: Party) -> Person:
    detail = party.firm or (f"法定代表人{party.representative}" if party.representative else "")
    return Person(party.role, party.name, party.agent_of, party.authority, detail, party.identity)


def _known(
    case: Case, hearing: Hearing, times: Sequence[tuple[datetime, datetime]]
) -> dict[str, tuple[str, str]]:
    """Return what case and recordings say, by the name that templates give it."""
    panel = [name for name in case.panel if not name.startswith(tuple(_OFFICERS.values()))]
    known = {
        "number": (case.number, "case"),
        "court": (case.court, "case"),
        "cause": (case.cause, "case"),
        "procedure": (case.procedure or PROCEDURE_WORDS[hearing.procedure], "case"),
        "title": (case.title, "case"),
        "panel": ("，".join(panel), "case"),
        "time": _time(case, times),
    }
    for key, roles in _PARTIES.items():
        names = [party.name for party in case.parties if party.role in roles]
        known[key] = ("，".join(names), "case")
    for key, title in _OFFICERS.items():
        names = [name.removeprefix(title).strip("：: ") for name in case.panel if title in name]
        known[key] = ("、".join(names), "case")
    return known


def _time(case: Case, times: Sequence[tuple[datetime, datetime]]) -> tuple[str, str]:
    if times:
        return "；".join(span_words(*one) for one in times), "recording"
    if case.hearing is None:
        return "", ""
    day = case.hearing
    return f"{day.year}年{day.month}月{day.day}日", "case"
