"""Whom the court calls by name where several stand on one side (被告李样本, 被告王演示).

At one seat, or under one role, nothing else tells them apart. What is said after such a call until
the court speaks again, or another side does, is theirs: a suggestion that rests on the call. A
call of several, or of a side without a name, tells nothing.
"""

import re
from collections.abc import Iterable, Mapping, Sequence

from workbench.hearing.model import Turn
from workbench.hearing.record.head import Person
from workbench.hearing.record.sides import SIDES, is_court, side_of
from workbench.hearing.record.sounds import alike
from workbench.papers.model import Party

Names = Mapping[str, tuple[str, ...]]
_SIDE = re.compile("|".join(sorted((*SIDES, "双方", "各方"), key=len, reverse=True)))
_BEFORE = re.compile(
    "(?:^|[，、：,])(?:好[，,]?)?(?:那么?|现在|下面|接下来|首先|最后|再|先)?(?:请|由|让|问|询问)?$"
)
_AFTER = re.compile(
    "[，,：:。？?；!！]|$|你|对|是否|有无|有没有|有何|有什么|请|还|就|发表|进行|质证|答辩|陈述|举证"
    "|说|补充|作|的?(?:质证|答辩|最后|辩论)?意见|呢|愿意|同意"
)


def names_of(parties: Iterable[Party], persons: Sequence[Person] | None) -> Names:
    """Return the names on each side on which several stand; two that sound alike count as none.

    Args:
        parties: of the case.
        persons: who takes part, where a person filled that in.
    """
    found: dict[str, list[str]] = {}
    if persons is None:
        rows = [(party.role, party.name) for party in parties if not party.agent_of]
    else:
        rows = [(person.role, person.name) for person in persons if not person.of]
    for role, name in rows:
        if (side := side_of(role)) and name and name not in found.setdefault(side, []):
            found[side].append(name)
    return {
        side: tuple(names)
        for side, names in found.items()
        if len(names) > 1 and not any(_begins(a, b) for a in names for b in names if a != b)
    }


def called(turns: Sequence[Turn], names: Names) -> dict[str, str]:
    """Return the name of who was called before a turn, by id of the turn.

    Args:
        turns: of one hearing, in order.
        names: see :func:`names_of`.
    """
    found: dict[str, str] = {}
    side = name = ""
    for turn in turns:
        if is_court(turn.role):
            side, name = _call(re.sub(r"\s", "", turn.verbatim or turn.heard), names)
        elif name and side_of(turn.role) == side:
            found[turn.id] = name
        else:
            side = name = ""
    return found


def _call(text: str, names: Names) -> tuple[str, str]:
    """Return side and name in the last sentence that calls somebody; empty where it names none."""
    for sentence in reversed(re.findall("[^。？！；?!;]+[。？！；?!;]?", text)):
        match = _SIDE.search(sentence)
        if match is None:
            continue
        rest = sentence[match.end() :]
        for name in names.get(match[0], ()):
            spoken = _BEFORE.search(sentence[: match.start()]) and _begins(rest, name)
            if spoken and _AFTER.match(rest[len(name) :]):
                return match[0], name
        return "", ""
    return "", ""


def _begins(text: str, name: str) -> bool:
    """Say whether a text begins with a name, or with what sounds like it."""
    return len(text) >= len(name) and all(
        one == other or alike(one, other) for one, other in zip(text, name, strict=False)
    )
