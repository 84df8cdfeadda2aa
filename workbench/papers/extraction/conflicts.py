"""Values of one party or case that differ between papers (two birth dates of one person)."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from workbench.papers.extraction.fields import fields, label
from workbench.papers.model import Extracted


@dataclass(frozen=True)
class Conflict:
    """Two or more papers, or places of one, say different things.

    Attributes:
        field: key of the field.
        subject: name of the party, empty for what belongs to the case.
        values: one value for each differing reading, in the order met.
        message: Chinese sentence.
    """

    field: str
    subject: str
    values: tuple[Extracted, ...]
    message: str


def find_conflicts(values: Sequence[Extracted]) -> list[Conflict]:
    """Compare the values of fields that a party or a case has only one of.

    Groups are compared by name, whatever the position (``原告:张三甲`` and ``身份证:张三甲``); an
    identity number, a credit code or a birth date is the same however it is written.
    """
    table = fields()
    readings: dict[tuple[str, str], dict[str, Extracted]] = {}
    for value in values:
        field = table.get(value.field)
        subject = value.group.partition(":")[2]
        if field is None or not field.single or (field.key.startswith("party.") and not subject):
            continue
        key = (value.field, subject)
        readings.setdefault(key, {}).setdefault(plain(value.value), value)
    conflicts = [
        _conflict(field, subject, tuple(different.values()))
        for (field, subject), different in readings.items()
        if len(different) > 1
    ]
    return sorted(conflicts, key=lambda c: (table[c.field].order, c.subject))


def plain(value: str) -> str:
    """Return a value without what does not make it another one: blanks, brackets, case."""
    return re.sub(r"[\s（）()]", "", value).upper()


def _conflict(field: str, subject: str, values: tuple[Extracted, ...]) -> Conflict:
    readings = "；".join(f"“{value.shown}”（第{value.anchor.page}页）" for value in values)
    owner = f"{subject}的" if subject else ""
    return Conflict(field, subject, values, f"{owner}{label(field)}在材料中不一致：{readings}。")
