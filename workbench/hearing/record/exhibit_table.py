"""The table of exhibits as a person fills it in: who has a column, what a new row is."""

import re
from collections.abc import Iterable, Sequence

from workbench.hearing.record.exhibits import Exhibit
from workbench.hearing.record.sides import side_of

_NUMBERED = re.compile(r"证据(\d+)")


def answering(exhibits: Sequence[Exhibit], roles: Iterable[str]) -> tuple[str, ...]:
    """Return whose opinions the table has room for.

    Whoever said something of an exhibit, and every other side of the case that could have: what
    nobody said is to be seen as an empty place (民事诉讼法 art. 71: evidence is shown in court and
    challenged by the parties).

    Args:
        exhibits: rows of the table.
        roles: of the parties and of who stands for them.
    """
    seen = list(dict.fromkeys(cell.party for row in exhibits for cell in row.cells))
    known = {side_of(party) for party in seen} | {""}
    offered = {row.by for row in exhibits}
    for side in dict.fromkeys(map(side_of, [*roles, *sorted(offered)])):
        if side not in known and (not offered or offered - {side}):
            seen.append(side)
    return tuple(seen)


def may_answer(exhibit: Exhibit, party: str) -> bool:
    """Say whether an exhibit is another side's, so that a party can challenge it."""
    return bool(party) and party != exhibit.by and side_of(party) != exhibit.by


def offering(exhibits: Sequence[Exhibit], roles: Iterable[str]) -> tuple[str, ...]:
    """Return the sides that can offer evidence: those that did first, then those of the case."""
    sides = [*(row.by for row in exhibits), *map(side_of, roles), "法院调取"]
    return tuple(side for side in dict.fromkeys(sides) if side)


def next_label(exhibits: Sequence[Exhibit], by: str) -> str:
    """Return the number after the highest of a side, as 证据4."""
    labels = [_NUMBERED.fullmatch(row.label) for row in exhibits if row.by == by]
    return f"证据{max((int(found[1]) for found in labels if found), default=0) + 1}"


def free_id(exhibits: Sequence[Exhibit], by: str, label: str) -> str:
    """Return the id that a new row has: that of the same exhibit found later, unless it is taken.

    A row keeps its id when a person gives it another number, so that the number may be free again.
    """
    taken = {row.id for row in exhibits}
    found, count = f"{by}:{label}", 1
    while found in taken:
        count += 1
        found = f"{by}:{label}:{count}"
    return found


def problem_of(row: Exhibit, others: Iterable[Exhibit]) -> str:
    """Say in a sentence why a row cannot stand in the table beside the others; empty if it can."""
    if not row.by.strip():
        return "请填写由谁出示。"
    if not row.label.strip():
        return "请填写编号，例如“证据1”或“第一组证据”。"
    if any((one.by, one.label) == (row.by, row.label) for one in others):
        return f"{row.by}的{row.label}已经在表中，请换一个编号。"
    return ""
