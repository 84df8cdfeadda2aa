"""What ``resources/rules/hearing_prompts.toml`` says, as patterns for one procedure."""

import re
from dataclasses import dataclass
from functools import cache
from typing import Any

from workbench.hearing.model import Procedure
from workbench.reference.rule_data import read_toml

_TABLE = "hearing_prompts.toml"
_JOIN = "[、和与及以]{1,2}"
_ANY = (
    *("not_presiding", "clerk", "sure", "group", "once", "offering", "challenging", "long"),
    *("long_asked", "rhetoric"),
)
"""Lists of words, one of which is to be found."""
_PLAIN = ("agent", "both", "each", "reply", "offers", "asks")
"""Patterns without a role."""
_CALLED = ("address", "calls_on", "calls_you", "follows")
"""Patterns with a role, or several side by side."""


@dataclass(frozen=True)
class RoleName:
    """A role: its name, and how the court calls it."""

    name: str
    calls: tuple[str, ...]


@dataclass(frozen=True)
class PromptRules:
    """Patterns for one procedure; see the table."""

    presiding_role: str
    both_roles: tuple[str, ...]
    others: tuple[str, ...]
    second: tuple[str, ...]
    asks_all: bool
    calls: dict[str, str]
    call: re.Pattern[str]
    presiding: re.Pattern[str]
    not_presiding: re.Pattern[str]
    clerk: re.Pattern[str]
    own: tuple[re.Pattern[str], ...]
    agent: tuple[re.Pattern[str], ...]
    address: tuple[re.Pattern[str], ...]
    calls_on: tuple[re.Pattern[str], ...]
    calls_you: tuple[re.Pattern[str], ...]
    both: tuple[re.Pattern[str], ...]
    each: tuple[re.Pattern[str], ...]
    exchange: tuple[re.Pattern[str], ...]
    sure: re.Pattern[str]
    group: re.Pattern[str]
    once: re.Pattern[str]
    reply: tuple[re.Pattern[str], ...]
    offers: tuple[re.Pattern[str], ...]
    offering: re.Pattern[str]
    challenging: re.Pattern[str]
    asks: tuple[re.Pattern[str], ...]
    follows: tuple[re.Pattern[str], ...]
    long: re.Pattern[str]
    long_asked: re.Pattern[str]
    rhetoric: re.Pattern[str]
    follow: int
    exchange_turns: int
    quote: int


@cache
def role_names() -> tuple[RoleName, ...]:
    """Return all roles of hearings."""
    return tuple(RoleName(row["name"], tuple(row["calls"])) for row in read_toml(_TABLE)["role"])


@cache
def prompt_rules(procedure: Procedure) -> PromptRules:
    """Return the rules of a procedure."""
    data = read_toml(_TABLE)
    own, words, limits = data["procedure"][procedure.value], data["words"], data["limits"]
    calls = {
        call: role.name for role in role_names() if role.name in own["roles"] for call in role.calls
    }
    numbered = _numbered(calls, data["numbered"])
    one = f"(?:{_any(numbered)})(?![{data['numbered']['not_before']}])|{_any(calls)}"
    several = f"(?P<role>(?:{one})(?:{_JOIN}(?:{one}))*)"
    lists: dict[str, Any] = {name: re.compile(_any(words[name])) for name in _ANY}
    lists |= {name: _patterns(words[name], "") for name in _PLAIN}
    lists |= {name: _patterns(words[name], several) for name in _CALLED}
    return PromptRules(
        **lists,
        presiding_role=own["presiding"],
        both_roles=tuple(own["both"]),
        others=tuple(own["others"]),
        second=tuple(own.get("second", ())),
        asks_all=own["asks_all"],
        calls=calls | numbered,
        call=re.compile(one),
        presiding=re.compile(_any([*words["presiding"], *words["sure"]])),
        own=_patterns(words["self"], f"(?P<role>{one})"),
        exchange=tuple(
            re.compile(row.replace("{a}", f"(?P<a>{one})").replace("{b}", f"(?P<b>{one})"))
            for row in words["exchange"]
        ),
        follow=limits["follow"],
        exchange_turns=limits["exchange"],
        quote=limits["quote"],
    )


def _numbered(calls: dict[str, str], data: dict[str, Any]) -> dict[str, str]:
    """Return how one of several on a side is called, with the role as a record numbers it.

    第二被告 and 被告二 are 被告2, 被告二的代理人 is 被告2代理人.
    """
    found: dict[str, str] = {}
    for call, role in calls.items():
        party = role.removesuffix("代理人")
        if role not in data["roles"] or party not in call:
            continue
        for number, numeral in enumerate(data["numerals"], start=1):
            name = role.replace(party, f"{party}{number}")
            found[f"第{numeral}{call}"] = name
            for sign in (numeral, str(number)):
                found[call.replace(party, party + sign)] = name
    return found


def _patterns(rows: list[str], role: str) -> tuple[re.Pattern[str], ...]:
    return tuple(re.compile(row.replace("{role}", role)) for row in rows)


def _any(words: Any) -> str:
    return "|".join(sorted(map(re.escape, words), key=len, reverse=True))
