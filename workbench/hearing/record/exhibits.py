"""Evidence and cross-examination as a table: exhibit × party × 真实性、合法性、关联性、证明目的.

Filled from the case's list of evidence and from the transcript by rules; every row and cell is a
suggestion until a person confirms it.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from workbench.hearing.model import Turn
from workbench.hearing.record.exhibit_words import mentioned, words
from workbench.hearing.record.opinions import Said, Stance, parts_of, said_of, speaks
from workbench.hearing.record.sides import is_court, side_of

EVIDENCE = frozenset({"evidence", "sentencing", "witness", "questions"})
"""Stages in which exhibits are offered and challenged."""
_PURPOSE_LONGEST = 120


@dataclass(frozen=True)
class Cell:
    """What one party says of one exhibit.

    Attributes:
        party: its side (被告, 第三人, 辩护人 …), with the name where the court called one of
            several by it (被告李样本).
        authenticity, legality, relevance, purpose: its stances.
        text: the opinion in words.
        turns: ids of the turns that it stands in.
        confirmed: a person confirmed or wrote it.
    """

    party: str
    authenticity: Stance = Stance.UNSAID
    legality: Stance = Stance.UNSAID
    relevance: Stance = Stance.UNSAID
    purpose: Stance = Stance.UNSAID
    text: str = ""
    turns: tuple[str, ...] = ()
    confirmed: bool = False


@dataclass(frozen=True)
class Exhibit:
    """An exhibit, or a group of them offered together.

    Attributes:
        id: stable while the transcript is edited (``原告:证据1``).
        by: side that offers it.
        label: 证据1, 第一组证据.
        name: what it is; empty where nobody said it.
        source, purpose: as offered.
        cells: opinions of the other sides.
        turns: ids of the turns in which it was offered; empty where it stands in the list only.
        listed: it stands in the case's list of evidence.
        confirmed: a person confirmed or wrote it.
    """

    id: str
    by: str
    label: str
    name: str = ""
    source: str = ""
    purpose: str = ""
    cells: tuple[Cell, ...] = ()
    turns: tuple[str, ...] = ()
    listed: bool = False
    confirmed: bool = False

    def cell(self, party: str) -> Cell | None:
        """Return what a side says of it."""
        return next((cell for cell in self.cells if cell.party == party), None)


@dataclass(frozen=True)
class Listed:
    """An exhibit of the case's list of evidence: whose, its number, and what the list says."""

    by: str
    number: int
    name: str
    source: str = ""
    purpose: str = ""


@dataclass
class _Floor:
    """Who offered what, while the turns are read.

    Attributes:
        by: side that offered last.
        labels: what it offered since somebody answered.
        answered: somebody did.
        asked: exhibits of that side about which the court asked last; empty: no certain ones.
    """

    by: str = ""
    labels: list[str] = field(default_factory=list)
    answered: bool = False
    asked: list[str] = field(default_factory=list)


def suggest_exhibits(
    turns: Sequence[Turn],
    stages: Mapping[str, str],
    texts: Mapping[str, str],
    listed: Iterable[Listed] = (),
    called: Mapping[str, str] | None = None,
) -> tuple[Exhibit, ...]:
    """Return the exhibits that list and transcript tell of, in the order of sides and labels.

    Args:
        turns: of the hearing, in order.
        stages: key of the stage of every turn by id; evidence is looked for in its stages only.
        texts: text of every turn by id.
        listed: what the case's lists of evidence hold.
        called: whom the court called by name before a turn, by its id: the opinion is that
            person's (被告李样本), not that of everybody on the side.
    """
    called = called or {}
    rows = {row.id: row for row in map(_of_list, listed)}
    floor = _Floor()
    for turn in turns:
        side, text = side_of(turn.role), texts.get(turn.id, "")
        if is_court(turn.role):
            named = [one.label for one in mentioned(text)]
            floor.asked = [label for label in named if f"{floor.by}:{label}" in rows]
        if stages.get(turn.id) not in EVIDENCE or is_court(turn.role) or not side:
            continue
        if side == floor.by or _offers(text, side, floor):
            _take_offer(rows, turn, side, text, floor)
        elif floor.by:
            _take_opinion(rows, turn, side + called.get(turn.id, ""), text, floor)
    return tuple(rows.values())


def with_confirmed(
    suggested: Sequence[Exhibit], kept: Sequence[Exhibit], removed: Iterable[str] = ()
) -> tuple[Exhibit, ...]:
    """Return suggestions under what a person confirmed: rows and cells of a person stand.

    Args:
        suggested: by rules.
        kept: rows that a person confirmed, changed or added, in the person's order.
        removed: ids of rows that a person took out.
    """
    gone = set(removed)
    by_id = {row.id: row for row in suggested if row.id not in gone}
    rows = []
    for row in kept:
        fresh = by_id.pop(row.id, None)
        mine = {cell.party for cell in row.cells if cell.confirmed}
        cells = [cell for cell in row.cells if cell.confirmed]
        cells += [cell for cell in (fresh.cells if fresh else row.cells) if cell.party not in mine]
        rows.append(replace(row, cells=tuple(cells)))
    return (*rows, *by_id.values())


def stances(cell: Cell) -> tuple[tuple[str, Stance], ...]:
    """Return the aspects of an opinion by key."""
    return (
        ("authenticity", cell.authenticity),
        ("legality", cell.legality),
        ("relevance", cell.relevance),
        ("purpose", cell.purpose),
    )


def _of_list(one: Listed) -> Exhibit:
    label = f"证据{one.number}"
    return Exhibit(
        f"{one.by}:{label}", one.by, label, one.name, one.source, one.purpose, listed=True
    )


def _offers(text: str, side: str, floor: _Floor) -> bool:
    """Say whether who speaks begins to offer evidence of his own."""
    if not any(word in text for word in words("offers")):
        return False
    said = said_of(text)
    if not said.nothing and floor.by:
        return False
    own = f"{side}提交" in text or f"{side}出示" in text or "我方" in text
    return bool(mentioned(text)) or own or "出示" in text or "宣读" in text


def _take_offer(rows: dict[str, Exhibit], turn: Turn, side: str, text: str, floor: _Floor) -> None:
    named = list(dict.fromkeys(one.label for one in mentioned(text)))
    if floor.by != side or (named and floor.answered):
        floor.labels, floor.answered = [], False
    # What is offered turn by turn is on the floor together, until somebody answers.
    floor.labels += [label for label in named if label not in floor.labels]
    floor.by = side
    if not named and not floor.labels and _opens_an_unnamed(text):
        named = [_next_label(rows, side)]
        floor.labels = list(named)
    for labels, part in parts_of(text) if named else [((), text)]:
        for label in labels or (named if len(named) == 1 else ()):
            key = f"{side}:{label}"
            row = rows.get(key, Exhibit(key, side, label))
            name, source, purpose = _described(part, label)
            rows[key] = replace(
                row,
                name=row.name or name,
                source=row.source or source,
                purpose=row.purpose or purpose,
                turns=_and(row.turns, turn.id),
            )


def _take_opinion(
    rows: dict[str, Exhibit], turn: Turn, side: str, text: str, floor: _Floor
) -> None:
    if not speaks(text):
        return
    for labels, part in parts_of(text):
        said = said_of(part)
        if said.nothing:
            continue
        floor.answered = True
        every = any(word in part for word in words("every"))
        for label in labels or floor.asked or (_offered(rows, floor) if every else floor.labels):
            key = f"{floor.by}:{label}"
            if key not in rows:
                rows[key] = Exhibit(key, floor.by, label)
            rows[key] = _with_opinion(rows[key], side, said, part, turn.id)


def _offered(rows: Mapping[str, Exhibit], floor: _Floor) -> list[str]:
    """Return all that the side on the floor offered so far."""
    shown = [row.label for row in rows.values() if row.by == floor.by and row.turns]
    return shown or floor.labels


def _with_opinion(row: Exhibit, side: str, said: Said, text: str, turn: str) -> Exhibit:
    before = row.cell(side) or Cell(side)
    cell = Cell(
        side,
        said.authenticity or before.authenticity,
        said.legality or before.legality,
        said.relevance or before.relevance,
        said.purpose or before.purpose,
        f"{before.text}{text.strip('。')}。",
        _and(before.turns, turn),
    )
    others = tuple(one for one in row.cells if one.party != side)
    return replace(row, cells=(*others, cell))


def _described(part: str, label: str) -> tuple[str, str, str]:
    """Return name, source and purpose out of how an exhibit is offered."""
    marks = [one for one in mentioned(part) if one.label == label]
    rest = part[marks[-1].end :] if marks else part
    rest = rest.lstrip("，：:、。 是为系")
    cuts = {"source": len(rest), "purpose": len(rest)}
    found = {"source": "", "purpose": ""}
    for key in cuts:
        for word in words(key):
            place = rest.find(word)
            if place >= 0:
                cuts[key] = place
                found[key] = _until(
                    rest[place + len(word) :], "。；" if key == "purpose" else "，。；"
                )
                break
    name = rest[: min(*cuts.values(), _end_of_name(rest))].strip("，。：；、 ")
    return name, found["source"], found["purpose"]


def _end_of_name(text: str) -> int:
    places = [place for mark in "，。；：" if (place := text.find(mark)) > 0]
    return min(places, default=len(text))


def _until(text: str, marks: str) -> str:
    text = text.lstrip("：:，是为系 ")
    end = min((p for mark in marks if (p := text.find(mark)) > 0), default=len(text))
    return text[: min(end, _PURPOSE_LONGEST)].strip("，。；： ")


def _opens_an_unnamed(text: str) -> bool:
    return "出示" in text or "宣读" in text or "提交" in text


def _next_label(rows: Mapping[str, Exhibit], side: str) -> str:
    taken = {row.label for row in rows.values() if row.by == side}
    number = 1
    while f"证据{number}" in taken:
        number += 1
    return f"证据{number}"


def _and(turns: tuple[str, ...], turn: str) -> tuple[str, ...]:
    return turns if turn in turns else (*turns, turn)
