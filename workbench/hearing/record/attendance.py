"""Who takes part, as a person fills the list in beside what the case knows."""

from collections.abc import Sequence

from workbench.hearing.model import Procedure
from workbench.hearing.record.head import Person
from workbench.hearing.record.sides import is_court
from workbench.hearing.roles import roles_of

AUTHORITIES = ("", "一般授权", "特别授权")
_MORE = ("委托诉讼代理人", "法定代理人", "法定代表人")


def roles_to_choose(procedure: Procedure) -> tuple[str, ...]:
    """Return the roles of those who take part in a procedure, the court left out."""
    roles = [role for role in roles_of(procedure).all() if not is_court(role)]
    # An agent stands under the party; whose he is, the list says beside.
    plain = [role for role in roles if not role.endswith("代理人") or role == "诉讼代理人"]
    return tuple(dict.fromkeys([*plain, *_MORE]))


def parties_of(persons: Sequence[Person]) -> tuple[str, ...]:
    """Return the names of those for whom somebody else may speak."""
    return tuple(dict.fromkeys(one.name for one in persons if not one.of and one.name))


def problem_of(person: Person, others: Sequence[Person]) -> str:
    """Say in a sentence why somebody cannot stand in the list beside others; empty if he can."""
    if not person.role.strip():
        return "请填写诉讼地位，例如“证人”。"
    if not person.name.strip():
        return "请填写姓名或者名称。"
    if person.of == person.name:
        return "代理的当事人不能是本人。"
    if any((one.role, one.name, one.of) == (person.role, person.name, person.of) for one in others):
        return f"{person.role}{person.name}已经在表中。"
    return ""


def with_person(
    persons: Sequence[Person], person: Person, before: Person | None = None
) -> tuple[Person, ...]:
    """Return the list with somebody in it: in his old place, under his party, or at the end.

    Args:
        persons: the list.
        person: to be put in.
        before: who stood in the list instead; ``None``: nobody.
    """
    if before is not None and before.of == person.of:
        return tuple(person if one is before else one for one in persons)
    left = [one for one in persons if one is not before]
    places = [n for n, one in enumerate(left, start=1) if person.of in (one.of, one.name)]
    place = max(places) if person.of and places else len(left)
    return (*left[:place], person, *left[place:])
