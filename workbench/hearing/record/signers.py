"""Who signs a record: at its end, and at the foot of each page (民事诉讼法 art. 150)."""

from collections.abc import Iterable, Sequence

from workbench.hearing.model import Procedure
from workbench.hearing.record.bench import bench_of
from workbench.hearing.record.head import HeadRow, Person
from workbench.hearing.record.sides import side_of

MOST_LINES = 5
"""Lines of signatures at the foot of a page at most."""
LINE = "________________"
_WITNESSES = ("证人", "鉴定人", "翻译", "勘验人", "有专门知识")
_GAP = "　　"


def signers(persons: Sequence[Person], spoke: Iterable[str]) -> list[str]:
    """Return who signs at the end: whoever came, or everybody where nobody said who came.

    Args:
        persons: who takes part.
        spoke: roles that speak in the record. A witness or expert among them signs, as the law
            wants it (刑事诉讼法 art. 207), though nobody put him among the persons; where there
            are no persons, so does every side.
    """
    named = [_signer(person) for person in _came(persons)]
    known = {person.role for person in persons}
    for role in dict.fromkeys(spoke):
        witness = role.startswith(_WITNESSES)
        if (witness or (side_of(role) and not persons)) and role not in known:
            named.append(role)
    return named or ["当事人"]


def judges(head: Sequence[HeadRow], procedure: Procedure) -> list[str]:
    """Return the judges and the clerk of the head, each for a line of their own.

    In criminal cases the presiding judge signs with the clerk (刑事诉讼法 art. 207).
    """
    value = {row.key: row.value for row in head}
    panel, clerk = value.get("panel", ""), value.get("clerk", "")
    bench = bench_of(panel)
    if procedure is Procedure.CRIMINAL:
        bench = tuple(one for one in bench if one[0] == "审判长") or bench
    rows = [title + name for title, name in bench] or [f"审判人员{panel}"]
    return [*rows, f"书记员{clerk}"]


def foot_lines(persons: Sequence[Person], spoke: Iterable[str], room: float) -> tuple[str, ...]:
    """Return a place for each party's signature at the foot of every page.

    Parties of one side sign under their names; where that takes more lines than a foot has, each
    side has one place.

    Args:
        persons, spoke: see :func:`signers`.
        room: characters of full width in a line.
    """
    came = _came(persons)
    if not persons:
        sides = [side_of(role) for role in spoke]
        return _packed([place for place in dict.fromkeys(sides) if place] or ["当事人"], room)
    lines = _packed(_places(persons, came, named=True), room)
    if len(lines) > MOST_LINES:
        lines = _packed(_places(persons, came, named=False), room)
    return lines


def _came(persons: Sequence[Person]) -> list[Person]:
    return [person for person in persons if person.present == "到庭"] or [
        person for person in persons if person.present != "未到庭"
    ]


def _signer(person: Person) -> str:
    of = f"{person.of}的" if person.of else ""
    return f"{of}{person.role}{person.name}"


def _places(persons: Sequence[Person], came: Sequence[Person], named: bool) -> list[str]:
    sides = [side_of(person.role) for person in persons if not person.of]
    found: dict[tuple[str, str], bool] = {}
    for person in came:
        # A defender signs for himself beside the accused.
        own = not person.of or side_of(person.role) == "辩护人"
        party = person if own else _party(person, persons)
        if party.role.startswith(_WITNESSES):
            found[(party.role, "")] = False
            continue
        side = side_of(party.role)
        name = party.name if named and side and sides.count(side) > 1 else ""
        key = (side or party.role, name)
        found[key] = found.get(key, False) or person is not party
    return [
        f"{side}{name}" + ("（代理人）" if agent else "") for (side, name), agent in found.items()
    ]


def _party(agent: Person, persons: Sequence[Person]) -> Person:
    return next((one for one in persons if not one.of and one.name == agent.of), agent)


def _packed(places: Sequence[str], room: float) -> tuple[str, ...]:
    """Put places into lines, two a line where both have room; no place is broken."""
    marks = [_mark(place, room) for place in places or ["当事人"]]
    lines: list[str] = []
    for mark in marks:
        joined = f"{lines[-1]}{_GAP}{mark}" if lines and _GAP not in lines[-1] else ""
        if joined and _width(joined) <= room:
            lines[-1] = joined
        else:
            lines.append(mark)
    return tuple(lines)


def _mark(place: str, room: float) -> str:
    rest = f"签名：{LINE}"
    if _width(place + rest) <= room:
        return place + rest
    # A name that leaves no room for a signature is cut in its middle: its end tells it apart.
    keep = max(8, int(room - _width(rest)) - 1)
    return f"{place[: keep // 3]}…{place[len(place) - (keep - keep // 3) :]}{rest}"


def _width(text: str) -> float:
    return sum(0.5 if letter.isascii() else 1.0 for letter in text)
